/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Tests the calendar of visits: what stands on which day, whose it is, and moving it. */
#include "config.h"

#include "nx-calendar.h"
#include "nx-journal.h"
#include "nx-office.h"
#include "nx-record-kinds.h"
#include "nx-records.h"
#include "nx-save.h"
#include "nx-store-error.h"
#include "nx-visit-move.h"

#include "store-fixture.h"

#include <locale.h>
#include <string.h>

/* 2025-11-19 08:00 UTC, a Wednesday. */
#define NOW G_GINT64_CONSTANT (1763539200)
#define COMMUNITY "210102002001"

typedef struct
{
  StoreFixture store_fixture;
  NxStore *store;
  gint64 worker;
  gint64 other;
} Fixture;

/* What a test does on the store's thread. */
typedef void (*Step) (NxDatabase *db, Fixture *fixture);

typedef struct
{
  Fixture *fixture;
  Step step;
} Job;

static gpointer
run_job (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Job *job = data;

  job->step (db, job->fixture);
  return NULL;
}

static void
write_step (Fixture *fixture, Step step)
{
  g_autoptr (GError) error = NULL;
  Job job = { fixture, step };

  nx_store_write (fixture->store, run_job, &job, NULL, &error);
  g_assert_no_error (error);
}

static gint64
save (NxDatabase *db, NxEdit *take)
{
  g_autoptr (NxEdit) edit = take;
  g_autoptr (GError) error = NULL;
  gint64 id = nx_records_save (db, edit, &error);

  g_assert_no_error (error);
  return id;
}

static void
set_up_step (NxDatabase *db, Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  NxEdit *other = nx_edit_new (NX_RECORD_WORKER, NULL);

  fixture->worker = nx_office_set_up (db, COMMUNITY, "林晓岚", &error);
  g_assert_no_error (error);
  nx_edit_set_text (other, NX_WORKER_NAME, "周海");
  nx_edit_set_text (other, NX_WORKER_ROLE, "worker");
  nx_edit_set_int (other, NX_WORKER_IS_ACTIVE, 1);
  fixture->other = save (db, other);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  store_fixture_set_up (&fixture->store_fixture, data);
  g_clear_pointer (&fixture->store_fixture.migrations, nx_migrations_unref);
  fixture->store = store_fixture_create (&fixture->store_fixture);
  g_object_set (fixture->store, "fixed-now", NOW, NULL);
  write_step (fixture, set_up_step);
  nx_store_set_actor (fixture->store, fixture->worker);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  nx_store_close (fixture->store, &error);
  g_assert_no_error (error);
  store_fixture_assert_finalizes (fixture->store);
  store_fixture_tear_down (&fixture->store_fixture, data);
}

static NxDate
day (const char *iso)
{
  NxDate date = NX_DATE_NONE;

  g_assert_true (nx_date_from_iso (iso, &date));
  return date;
}

/* A case whose next visit is on @next by the rule of its risk; @worker's. */
static gint64
add_case (NxDatabase *db, gint64 worker, gboolean is_confidential, const char *next)
{
  NxEdit *person = nx_edit_new (NX_RECORD_PERSON, NULL);
  NxEdit *edit = nx_edit_new (NX_RECORD_CASE, NULL);

  nx_edit_set_text (person, NX_PERSON_NAME, "王桂英");
  nx_edit_set_text (edit, NX_CASE_TITLE, "独居老人支持");
  nx_edit_set_int (edit, NX_CASE_CLIENT_PERSON, save (db, person));
  nx_edit_set_int (edit, NX_CASE_WORKER, worker);
  nx_edit_set_int (edit, NX_CASE_IS_CONFIDENTIAL, is_confidential);
  nx_edit_set_text (edit, NX_CASE_STAGE, "intervention");
  nx_edit_set_text (edit, NX_CASE_RISK, "medium");
  nx_edit_set_text (edit, NX_CASE_OPENED_ON, "2025-11-05");
  nx_edit_set_text (edit, NX_CASE_NEXT_ON, next);
  nx_edit_set_text (edit, NX_CASE_NEXT_RULE, "risk");
  return save (db, edit);
}

static gint64
add_visit (NxDatabase *db, gint64 case_id, const char *state, const char *on, const char *time)
{
  NxEdit *edit = nx_edit_new (NX_RECORD_VISIT, NULL);

  nx_edit_set_int (edit, NX_VISIT_CASE, case_id);
  nx_edit_set_text (edit, NX_VISIT_STATE, state);
  nx_edit_set_text (edit, NX_VISIT_KIND, "home");
  nx_edit_set_text (edit, NX_VISIT_ON, on);
  nx_edit_set_text (edit, NX_VISIT_START_TIME, time);
  if (g_str_equal (state, "attempted"))
    nx_edit_set_text (edit, NX_VISIT_NOT_MET_REASON, "no_answer");
  if (g_str_equal (state, "done"))
    nx_edit_set_text (edit, NX_VISIT_NARRATIVE, "老人精神尚可。");
  return save (db, edit);
}

static GPtrArray *
run (NxDatabase *db, gint64 worker, guint n_entries)
{
  g_autoptr (GError) error = NULL;
  NxCalendarQuery query = { day ("2025-11-17"), day ("2025-11-23"), worker, n_entries };
  GPtrArray *days = nx_calendar_run (db, &query, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (days->len, ==, 7);
  return days;
}

/* "planned due attempted done" of a day, and its entries by state and time. */
static void
assert_day (GPtrArray *days, guint nth, const char *expected)
{
  const NxCalendarDay *shown = g_ptr_array_index (days, nth);
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_printf (text, "%u %u %u %u:", shown->counts[NX_CALENDAR_PLANNED],
                   shown->counts[NX_CALENDAR_DUE], shown->counts[NX_CALENDAR_ATTEMPTED],
                   shown->counts[NX_CALENDAR_DONE]);
  for (guint i = 0; i < shown->entries->len; i++)
    {
      const NxCalendarEntry *entry = g_ptr_array_index (shown->entries, i);
      const char *time
          = entry->visit != NULL ? nx_record_get_text (entry->visit, NX_VISIT_START_TIME) : NULL;

      g_assert_cmpint (nx_date_compare (entry->on, shown->on), ==, 0);
      g_string_append_printf (text, " %d%s%s", entry->state, time != NULL ? "@" : "",
                              time != NULL ? time : "");
    }
  g_assert_cmpstr (text->str, ==, expected);
}

static void
days_step (NxDatabase *db, Fixture *fixture)
{
  gint64 id = add_case (db, fixture->worker, FALSE, "2025-11-20");
  gint64 due = add_case (db, fixture->worker, FALSE, "2025-11-20");
  g_autoptr (GPtrArray) days = NULL;
  g_autoptr (GPtrArray) first = NULL;

  add_visit (db, id, "planned", "2025-11-20", NULL); /* says what the case's next date says */
  add_visit (db, due, "planned", "2025-11-23", "15:00");
  add_visit (db, id, "planned", "2025-11-23", "09:30");
  add_visit (db, id, "planned", "2025-11-24", NULL); /* a day too late */
  add_visit (db, id, "planned", "2025-11-16", NULL); /* a day too early */
  days = run (db, 0, 9);
  assert_day (days, 0, "0 0 0 0:");
  assert_day (days, 3, "1 1 0 0: 0 1");
  assert_day (days, 6, "2 0 0 0: 0@09:30 0@15:00");
  g_assert_cmpint (nx_date_compare (((NxCalendarDay *)days->pdata[6])->on, day ("2025-11-23")), ==,
                   0);
  first = run (db, 0, 1);
  assert_day (first, 6, "2 0 0 0: 0@09:30");
  g_assert_cmpuint (nx_calendar_day_get_n (first->pdata[3]), ==, 2);
}

static void
test_days (Fixture *fixture, gconstpointer data)
{
  write_step (fixture, days_step);
}

static void
states_step (NxDatabase *db, Fixture *fixture)
{
  gint64 id = add_case (db, fixture->worker, FALSE, "2025-12-20");
  gint64 visit = add_visit (db, id, "planned", "2025-11-19", "16:00");
  g_autoptr (NxRecord) gone = NULL;
  g_autoptr (GPtrArray) days = NULL;

  add_visit (db, id, "done", "2025-11-19", "10:00");
  add_visit (db, id, "attempted", "2025-11-19", "08:00");
  days = run (db, 0, 9);
  assert_day (days, 2, "1 0 1 1: 0@16:00 2@08:00 3@10:00");
  g_assert_true (
      nx_calendar_entry_is_movable (((NxCalendarDay *)days->pdata[2])->entries->pdata[0]));
  g_assert_false (
      nx_calendar_entry_is_movable (((NxCalendarDay *)days->pdata[2])->entries->pdata[1]));
  /* What is taken off the record is not shown. */
  gone = nx_records_load (db, NX_RECORD_VISIT, visit, NULL);
  g_assert_true (nx_records_set_archived (db, gone, TRUE, NULL));
  g_clear_pointer (&days, g_ptr_array_unref);
  days = run (db, 0, 9);
  assert_day (days, 2, "0 0 1 1: 2@08:00 3@10:00");
}

static void
test_states (Fixture *fixture, gconstpointer data)
{
  write_step (fixture, states_step);
}

/* Confidential cases of others are nobody's business, in neither view. */
static void
whose_step (NxDatabase *db, Fixture *fixture)
{
  gint64 mine = add_case (db, fixture->worker, TRUE, "2025-11-20");
  gint64 theirs = add_case (db, fixture->other, FALSE, "2025-11-20");
  gint64 secret = add_case (db, fixture->other, TRUE, "2025-11-20");
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GPtrArray) own = NULL;
  const NxCalendarDay *shown = NULL;

  add_visit (db, mine, "planned", "2025-11-21", NULL);
  add_visit (db, theirs, "planned", "2025-11-21", NULL); /* by who acts */
  add_visit (db, secret, "planned", "2025-11-21", NULL);
  all = run (db, 0, 9);
  assert_day (all, 3, "0 2 0 0: 1 1");
  assert_day (all, 4, "2 0 0 0: 0 0");
  shown = all->pdata[3];
  g_assert_true (((NxCalendarEntry *)shown->entries->pdata[0])->is_mine
                 != ((NxCalendarEntry *)shown->entries->pdata[1])->is_mine);
  own = run (db, fixture->worker, 9);
  assert_day (own, 3, "0 1 0 0: 1");
  assert_day (own, 4, "2 0 0 0: 0 0");
}

static void
test_whose (Fixture *fixture, gconstpointer data)
{
  write_step (fixture, whose_step);
}

static void
plan_step (NxDatabase *db, Fixture *fixture)
{
  for (int is_of_worker = 0; is_of_worker < 2; is_of_worker++)
    {
      g_autofree char *explain
          = g_strconcat ("EXPLAIN QUERY PLAN ", nx_calendar_get_sql (is_of_worker), NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (NxStatement) row = nx_database_dynamic (db, "test-plan", explain, &error);
      gboolean is_covered = FALSE;

      g_assert_no_error (error);
      while (nx_statement_step (row, &error))
        {
          const char *step = nx_statement_get_text (row, 3);

          g_test_message ("%s", step);
          is_covered = is_covered || strstr (step, "SEARCH t USING COVERING INDEX visit_listed");
          /* The confidential cases are read from their own small index. */
          g_assert_false (g_str_has_prefix (step, "SCAN")
                          && strstr (step, "case_file_confidential") == NULL);
        }
      g_assert_no_error (error);
      g_assert_true (is_covered);
    }
}

static void
test_plan (Fixture *fixture, gconstpointer data)
{
  write_step (fixture, plan_step);
}

/* Moving */

static NxVisitMoveUndo *
move (NxDatabase *db,
      gint64 case_id,
      gint64 visit_id,
      const char *from,
      const char *to,
      GError **error)
{
  NxVisitMove what = { case_id, visit_id, 1, day (from), day (to), NULL };

  return nx_visit_move_run (db, &what, error);
}

static void
assert_refused (NxDatabase *db,
                gint64 case_id,
                gint64 visit_id,
                const char *from,
                const char *to,
                int code,
                const char *piece)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (move (db, case_id, visit_id, from, to, &error));
  g_assert_error (error, NX_STORE_ERROR, code);
  g_assert_nonnull (strstr (error->message, piece));
}

/* "2025-11-20 risk, planned 2025-11-20": next date of the case, and the visit. */
static void
assert_stands (NxDatabase *db, gint64 case_id, gint64 visit_id, const char *expected)
{
  g_autoptr (NxRecord) case_file = nx_records_load (db, NX_RECORD_CASE, case_id, NULL);
  g_autoptr (NxRecord) visit = nx_records_load (db, NX_RECORD_VISIT, visit_id, NULL);
  g_autofree char *text = g_strdup_printf (
      "%s %s, %s %s", nx_record_peek_text (case_file, NX_CASE_NEXT_ON),
      nx_record_peek_text (case_file, NX_CASE_NEXT_RULE),
      nx_record_peek_text (visit, NX_VISIT_STATE), nx_record_peek_text (visit, NX_VISIT_ON));

  g_assert_cmpstr (text, ==, expected);
}

static void
take_back (NxDatabase *db, const NxVisitMoveUndo *undo)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (nx_visit_move_take_back (db, undo, &error));
  g_assert_no_error (error);
}

static void
move_step (NxDatabase *db, Fixture *fixture)
{
  gint64 id = add_case (db, fixture->worker, FALSE, "2025-11-20");
  gint64 on_date = add_visit (db, id, "planned", "2025-11-20", NULL);
  gint64 besides = add_visit (db, id, "planned", "2025-11-25", NULL);
  g_autoptr (NxVisitMoveUndo) both = NULL;
  g_autoptr (NxVisitMoveUndo) one = NULL;
  g_autoptr (GError) error = NULL;

  /* A visit planned for the case's day takes it along, and another one does not. */
  both = move (db, id, on_date, "2025-11-20", "2025-11-21", &error);
  g_assert_no_error (error);
  assert_stands (db, id, on_date, "2025-11-21 postponed, planned 2025-11-21");
  one = move (db, id, besides, "2025-11-25", "2025-11-26", &error);
  g_assert_no_error (error);
  assert_stands (db, id, besides, "2025-11-21 postponed, planned 2025-11-26");
  take_back (db, one);
  assert_stands (db, id, besides, "2025-11-21 postponed, planned 2025-11-25");
  take_back (db, both);
  assert_stands (db, id, on_date, "2025-11-20 risk, planned 2025-11-20");
  g_assert_false (nx_visit_move_take_back (db, both, &error)); /* once only */
  g_assert_error (error, NX_STORE_ERROR, NX_STORE_ERROR_STALE);
  g_assert_cmpint (nx_journal_check (db, NULL), ==, 0);
}

static void
test_move (Fixture *fixture, gconstpointer data)
{
  write_step (fixture, move_step);
}

static void
next_step (NxDatabase *db, Fixture *fixture)
{
  gint64 id = add_case (db, fixture->worker, FALSE, "2025-11-20");
  gint64 visit = add_visit (db, id, "planned", "2025-12-01", NULL);
  NxVisitMove far = { id, 0, 0, day ("2025-11-21"), day ("2026-03-02"), NULL };
  g_autoptr (NxVisitMoveUndo) undo = NULL;
  g_autoptr (NxVisitMoveUndo) reasoned = NULL;
  g_autoptr (GError) error = NULL;

  undo = move (db, id, 0, "2025-11-20", "2025-11-21", &error);
  g_assert_no_error (error);
  assert_stands (db, id, visit, "2025-11-21 postponed, planned 2025-12-01");
  assert_refused (db, id, 0, "2025-11-20", "2025-11-22", NX_STORE_ERROR_STALE, "meanwhile");
  assert_refused (db, id, 0, "2025-11-21", "2026-03-02", NX_STORE_ERROR_CONSTRAINT,
                  "later than the rule");
  far.reason = (char *)"住院";
  reasoned = nx_visit_move_run (db, &far, &error);
  g_assert_no_error (error);
  assert_stands (db, id, visit, "2026-03-02 postponed, planned 2025-12-01");
  g_assert_false (nx_visit_move_take_back (db, undo, NULL)); /* the second stands on the first */
  take_back (db, reasoned);
  take_back (db, undo);
  assert_stands (db, id, visit, "2025-11-20 risk, planned 2025-12-01");
}

static void
test_next (Fixture *fixture, gconstpointer data)
{
  write_step (fixture, next_step);
}

static void
refused_step (NxDatabase *db, Fixture *fixture)
{
  gint64 id = add_case (db, fixture->worker, FALSE, "2025-12-20");
  gint64 planned = add_visit (db, id, "planned", "2025-11-20", NULL);
  gint64 done = add_visit (db, id, "done", "2025-11-18", NULL);
  g_autoptr (NxRecord) base = nx_records_load (db, NX_RECORD_VISIT, planned, NULL);
  NxEdit *edit = nx_edit_new (NX_RECORD_VISIT, base);

  assert_refused (db, id, done, "2025-11-18", "2025-11-20", NX_STORE_ERROR_CONSTRAINT, "happened");
  assert_refused (db, id, planned, "2025-11-20", "2025-11-18", NX_STORE_ERROR_CONSTRAINT, "past");
  assert_refused (db, id, planned, "2025-11-21", "2025-11-24", NX_STORE_ERROR_STALE, "meanwhile");
  /* Somebody changed the visit after it was seen. */
  nx_edit_set_text (edit, NX_VISIT_START_TIME, "14:00");
  save (db, edit);
  assert_refused (db, id, planned, "2025-11-20", "2025-11-24", NX_STORE_ERROR_STALE, "meanwhile");
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  write_step (fixture, refused_step);
}

/* What was put off stays put off when a visit is planned besides. */
static void
plan_is_no_contact_step (NxDatabase *db, Fixture *fixture)
{
  gint64 id = add_case (db, fixture->worker, FALSE, "2025-11-20");
  gint64 visit = 0;
  g_autoptr (NxVisitMoveUndo) undo = NULL;

  add_visit (db, id, "done", "2025-11-10", NULL);
  visit = add_visit (db, id, "planned", "2025-11-28", NULL);
  assert_stands (db, id, visit, "2025-12-10 risk, planned 2025-11-28");
  undo = move (db, id, 0, "2025-12-10", "2025-12-09", NULL);
  visit = add_visit (db, id, "planned", "2025-11-29", NULL);
  assert_stands (db, id, visit, "2025-12-09 postponed, planned 2025-11-29");
}

static void
test_plan_is_no_contact (Fixture *fixture, gconstpointer data)
{
  write_step (fixture, plan_is_no_contact_step);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)
  ADD ("/store/calendar/days", test_days);
  ADD ("/store/calendar/states", test_states);
  ADD ("/store/calendar/whose", test_whose);
  ADD ("/store/calendar/query-plan", test_plan);
  ADD ("/store/calendar/move", test_move);
  ADD ("/store/calendar/next-date", test_next);
  ADD ("/store/calendar/refused", test_refused);
  ADD ("/store/calendar/plan-is-no-contact", test_plan_is_no_contact);
#undef ADD
  return g_test_run ();
}
