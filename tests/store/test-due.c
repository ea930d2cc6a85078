/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Tests what is due, why, how it is noted that nobody was met, put off and taken back. */
#include "config.h"

#include "nx-code-list.h"
#include "nx-drafts.h"
#include "nx-due-acts.h"
#include "nx-due-rows.h"
#include "nx-due.h"
#include "nx-journal.h"
#include "nx-office.h"
#include "nx-record-kinds.h"
#include "nx-records.h"
#include "nx-save.h"
#include "nx-store-error.h"

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
  gint64 area;
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
  fixture->area = nx_office_find_area (db, COMMUNITY, &error);
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

/* A client at home, and a case whose next visit is on @next. */
static gint64
add_case (NxDatabase *db, Fixture *fixture, const char *room, const char *risk, const char *next)
{
  NxEdit *household = nx_edit_new (NX_RECORD_HOUSEHOLD, NULL);
  NxEdit *person = nx_edit_new (NX_RECORD_PERSON, NULL);
  NxEdit *member = nx_edit_new (NX_RECORD_MEMBERSHIP, NULL);
  NxEdit *edit = nx_edit_new (NX_RECORD_CASE, NULL);
  gint64 household_id = 0;
  gint64 person_id = 0;

  nx_edit_set_int (household, NX_HOUSEHOLD_AREA, fixture->area);
  nx_edit_set_text (household, NX_HOUSEHOLD_ADDRESS, "新华路12号");
  nx_edit_set_text (household, NX_HOUSEHOLD_ROOM, room);
  household_id = save (db, household);
  nx_edit_set_text (person, NX_PERSON_NAME, "王桂英");
  nx_edit_set_text (person, NX_PERSON_BIRTH_ON, "1937-03-02");
  person_id = save (db, person);
  nx_edit_set_int (member, NX_MEMBERSHIP_HOUSEHOLD, household_id);
  nx_edit_set_int (member, NX_MEMBERSHIP_PERSON, person_id);
  nx_edit_set_text (member, NX_MEMBERSHIP_RELATION, "02");
  nx_edit_set_text (member, NX_MEMBERSHIP_FROM_ON, "1985");
  save (db, member);
  nx_edit_set_text (edit, NX_CASE_TITLE, "独居老人支持");
  nx_edit_set_int (edit, NX_CASE_CLIENT_PERSON, person_id);
  nx_edit_set_text (edit, NX_CASE_STAGE, "intervention");
  nx_edit_set_text (edit, NX_CASE_RISK, risk);
  nx_edit_set_text (edit, NX_CASE_OPENED_ON, "2025-11-05");
  nx_edit_set_text (edit, NX_CASE_NEXT_ON, next);
  nx_edit_set_text (edit, NX_CASE_NEXT_RULE, "risk");
  return save (db, edit);
}

static void
change_case (NxDatabase *db, gint64 id, guint field, gint64 number)
{
  g_autoptr (NxRecord) base = nx_records_load (db, NX_RECORD_CASE, id, NULL);
  NxEdit *edit = nx_edit_new (NX_RECORD_CASE, base);

  nx_edit_set_int (edit, field, number);
  save (db, edit);
}

static void
close_case (NxDatabase *db, gint64 id)
{
  g_autoptr (NxRecord) base = nx_records_load (db, NX_RECORD_CASE, id, NULL);
  NxEdit *edit = nx_edit_new (NX_RECORD_CASE, base);

  nx_edit_set_text (edit, NX_CASE_STAGE, "closed");
  nx_edit_set_text (
      edit, NX_CASE_CLOSURE_REASON,
      nx_code_get_code (nx_code_list_nth (nx_code_list_get ("case-closure-reason"), 0)));
  save (db, edit);
}

static void
run_sql (NxDatabase *db, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NxStatement) row = nx_database_dynamic (db, "test", sql, &error);

  g_assert_no_error (error);
  g_assert_true (nx_statement_run (row, &error));
}

static NxDueList *
list_due (NxDatabase *db, gint64 worker, gboolean is_by_route)
{
  g_autoptr (GError) error = NULL;
  NxDueQuery query = { worker, is_by_route };
  NxDueList *list = nx_due_list_run (db, &query, &error);

  g_assert_no_error (error);
  return list;
}

static void
assert_ids (const NxDueList *list, guint n, const gint64 *ids)
{
  g_assert_cmpuint (list->ids->len, ==, n);
  for (guint i = 0; i < n; i++)
    g_assert_cmpint (g_array_index (list->ids, gint64, i), ==, ids[i]);
}

static void
assert_counts (const NxDueList *list, guint overdue, guint today, guint week, guint later)
{
  g_assert_cmpuint (list->counts[NX_DUE_OVERDUE], ==, overdue);
  g_assert_cmpuint (list->counts[NX_DUE_TODAY], ==, today);
  g_assert_cmpuint (list->counts[NX_DUE_WEEK], ==, week);
  g_assert_cmpuint (list->counts[NX_DUE_LATER], ==, later);
}

static void
groups_step (NxDatabase *db, Fixture *fixture)
{
  gint64 later = add_case (db, fixture, "101", "low", "2025-12-19");
  gint64 beyond = add_case (db, fixture, "102", "low", "2025-12-20");
  gint64 sunday = add_case (db, fixture, "103", "low", "2025-11-23");
  gint64 monday = add_case (db, fixture, "104", "low", "2025-11-24");
  gint64 low = add_case (db, fixture, "105", "low", "2025-11-19");
  gint64 high = add_case (db, fixture, "1002", "high", "2025-11-19");
  gint64 medium = add_case (db, fixture, "902", "medium", "2025-11-19");
  gint64 overdue = add_case (db, fixture, "107", "high", "2025-11-17");
  gint64 by_day[] = { overdue, high, medium, low, sunday, monday, later };
  gint64 by_route[] = { overdue, low, medium, high, sunday, monday, later };
  g_autoptr (NxDueList) days = list_due (db, fixture->worker, FALSE);
  g_autoptr (NxDueList) route = list_due (db, fixture->worker, TRUE);
  g_autoptr (NxDueList) others = list_due (db, fixture->other, FALSE);
  g_autofree char *next = nx_date_to_iso (days->next_on);

  assert_ids (days, G_N_ELEMENTS (by_day), by_day);
  assert_ids (route, G_N_ELEMENTS (by_route), by_route);
  assert_counts (days, 1, 3, 1, 2);
  assert_counts (route, 1, 3, 1, 2);
  g_assert_cmpuint (nx_due_list_get_first (days, NX_DUE_WEEK), ==, 4);
  /* The case that is due on the first day behind the list. */
  g_assert_cmpint (beyond, >, 0);
  g_assert_cmpstr (next, ==, "2025-12-20");
  g_assert_cmpuint (others->ids->len, ==, 0);
  g_assert_cmpint (nx_due_count (db, fixture->worker, NULL), ==, 4);
  g_assert_cmpint (nx_due_count (db, fixture->other, NULL), ==, 0);
}

static void
test_groups (Fixture *fixture, gconstpointer data)
{
  write_step (fixture, groups_step);
}

static void
left_out_step (NxDatabase *db, Fixture *fixture)
{
  gint64 shown = add_case (db, fixture, "101", "low", "2025-11-19");
  gint64 closed = add_case (db, fixture, "102", "low", "2025-11-19");
  gint64 no_words = add_case (db, fixture, "103", "low", "2025-11-19");
  gint64 secret = add_case (db, fixture, "104", "low", "2025-11-19");
  gint64 supervised = add_case (db, fixture, "105", "low", "2025-11-19");
  gint64 mine[] = { shown };
  gint64 all[] = { shown, supervised };
  g_autoptr (NxDueList) own = NULL;
  g_autoptr (NxDueList) station = NULL;
  g_autoptr (NxDueList) theirs = NULL;
  g_autofree char *sql
      = g_strdup_printf ("UPDATE case_file SET next_rule = CASE WHEN id = %d THEN 'nonsense' END"
                         " WHERE id = %d",
                         (int)no_words, (int)no_words);

  close_case (db, closed);
  run_sql (db, sql);
  change_case (db, secret, NX_CASE_IS_CONFIDENTIAL, 1);
  change_case (db, secret, NX_CASE_WORKER, fixture->other);
  change_case (db, supervised, NX_CASE_IS_CONFIDENTIAL, 1);
  change_case (db, supervised, NX_CASE_WORKER, fixture->other);
  change_case (db, supervised, NX_CASE_SUPERVISOR, fixture->worker);
  own = list_due (db, fixture->worker, FALSE);
  station = list_due (db, 0, FALSE);
  theirs = list_due (db, fixture->other, TRUE);
  assert_ids (own, 1, mine);
  assert_ids (station, 2, all);
  assert_ids (theirs, 1, &supervised);
  g_assert_cmpint (nx_due_count (db, 0, NULL), ==, 2);
}

/* Closed cases, days nobody can explain, and what is confidential among others. */
static void
test_left_out (Fixture *fixture, gconstpointer data)
{
  write_step (fixture, left_out_step);
}

static NxDueRow *
load_row (NxDatabase *db, gint64 id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = nx_due_rows_load (db, &id, 1, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 1);
  g_ptr_array_set_free_func (rows, NULL);
  return g_ptr_array_index (rows, 0);
}

static void
assert_why (NxDatabase *db, gint64 id, const char *expected)
{
  g_autoptr (NxDueRow) row = load_row (db, id);
  g_autofree char *why = nx_due_row_dup_why (row);

  g_assert_cmpstr (why, ==, expected);
}

static gint64
add_visit (NxDatabase *db, gint64 case_id, const char *state, const char *kind, const char *on)
{
  NxEdit *edit = nx_edit_new (NX_RECORD_VISIT, NULL);

  nx_edit_set_int (edit, NX_VISIT_CASE, case_id);
  nx_edit_set_text (edit, NX_VISIT_STATE, state);
  nx_edit_set_text (edit, NX_VISIT_KIND, kind);
  nx_edit_set_text (edit, NX_VISIT_ON, on);
  if (g_str_equal (state, "done"))
    nx_edit_set_text (edit, NX_VISIT_NARRATIVE, "老人在家。");
  return save (db, edit);
}

static void
rows_step (NxDatabase *db, Fixture *fixture)
{
  gint64 id = add_case (db, fixture, "101", "high", "2025-11-19");
  g_autoptr (NxDueRow) before = load_row (db, id);
  g_autoptr (NxDueRow) same = load_row (db, id);
  g_autoptr (NxDueRow) after = NULL;
  g_autofree char *place = g_strdup_printf ("case:%d", (int)id);
  g_autoptr (GBytes) draft = g_bytes_new_static ("{}", 2);

  assert_why (db, id, "Risk: High, every 7 days; not visited yet");
  add_visit (db, id, "done", "home", "2025-11-12");
  assert_why (db, id, "Risk: High, every 7 days; last 11-12");
  add_visit (db, id, "planned", "phone", "2025-11-19");
  nx_drafts_put (db, NX_RECORD_VISIT, 0, place, draft, NULL);
  after = load_row (db, id);
  g_assert_true (nx_due_row_is_same (before, same));
  g_assert_false (nx_due_row_is_same (before, after));
  g_assert_false (nx_due_row_is_call (before));
  g_assert_true (nx_due_row_is_call (after));
  g_assert_false (before->has_draft);
  g_assert_true (after->has_draft && after->is_mine);
}

static void
test_rows (Fixture *fixture, gconstpointer data)
{
  write_step (fixture, rows_step);
}

static char *
dup_dates (NxDatabase *db, gint64 id)
{
  g_autoptr (NxRecord) now = nx_records_load (db, NX_RECORD_CASE, id, NULL);

  return g_strdup_printf ("%s %s %s", nx_record_peek_text (now, NX_CASE_NEXT_ON),
                          nx_record_peek_text (now, NX_CASE_NEXT_RULE),
                          nx_record_peek_text (now, NX_CASE_NEXT_REASON));
}

static void
assert_dates (NxDatabase *db, gint64 id, const char *expected)
{
  g_autofree char *dates = dup_dates (db, id);

  g_assert_cmpstr (dates, ==, expected);
}

static NxDueUndo *
note_not_met (NxDatabase *db, gint64 id, const char *next)
{
  g_autoptr (GError) error = NULL;
  NxDueAttempt attempt
      = { .case_id = id, .reason = (char *)"no_answer", .note = (char *)"敲门三次" };
  NxDueUndo *undo = NULL;

  nx_date_from_iso (next, &attempt.next_on);
  undo = nx_due_act_not_met (db, &attempt, &error);
  g_assert_no_error (error);
  return undo;
}

static void
take_back (NxDatabase *db, const NxDueUndo *undo)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (nx_due_act_take_back (db, undo, &error));
  g_assert_no_error (error);
}

static void
assert_stands (NxDatabase *db, const NxDueUndo *undo)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (nx_due_act_take_back (db, undo, &error));
  g_assert_error (error, NX_STORE_ERROR, NX_STORE_ERROR_STALE);
  g_assert_nonnull (strstr (error->message, "something newer"));
}

static void
not_met_step (NxDatabase *db, Fixture *fixture)
{
  gint64 id = add_case (db, fixture, "101", "high", "2025-11-17");
  g_autoptr (NxDueUndo) undo = NULL;
  g_autoptr (NxDueUndo) chosen = NULL;
  g_autoptr (NxRecord) visit = NULL;
  g_autoptr (NxRecord) gone = NULL;

  add_visit (db, id, "done", "home", "2025-11-12");
  assert_dates (db, id, "2025-11-19 risk ");
  undo = note_not_met (db, id, NULL);
  assert_dates (db, id, "2025-11-20 not_met ");
  assert_why (db, id,
              "Risk: High, every 7 days; last 11-12. Not met on 11-19: No answer at the door");
  visit = nx_records_load (db, NX_RECORD_VISIT, undo->visit_id, NULL);
  g_assert_cmpstr (nx_record_get_text (visit, NX_VISIT_NOT_MET_NOTE), ==, "敲门三次");
  g_assert_cmpint (nx_record_get_int (visit, NX_VISIT_WORKER), ==, fixture->worker);
  take_back (db, undo);
  assert_dates (db, id, "2025-11-19 risk ");
  gone = nx_records_load (db, NX_RECORD_VISIT, undo->visit_id, NULL);
  g_assert_true (nx_record_is_archived (gone));
  assert_stands (db, undo); /* once only */
  /* A day of one's own choice is the next try, not something agreed with somebody. */
  chosen = note_not_met (db, id, "2025-11-24");
  assert_dates (db, id, "2025-11-24 not_met ");
  g_assert_cmpint (nx_journal_check (db, NULL), ==, 0);
}

static void
test_not_met (Fixture *fixture, gconstpointer data)
{
  write_step (fixture, not_met_step);
}

/* What was planned for the day becomes the attempt, and a plan again when that is taken back. */
static void
not_met_planned_step (NxDatabase *db, Fixture *fixture)
{
  gint64 id = add_case (db, fixture, "101", "high", "2025-11-17");
  gint64 done = add_visit (db, id, "done", "home", "2025-11-12");
  gint64 plan = 0;
  gint64 later = 0;
  g_autoptr (NxDueUndo) undo = NULL;
  g_autoptr (NxDueUndo) again = NULL;
  g_autoptr (NxRecord) before = NULL;
  g_autoptr (NxRecord) attempt = NULL;
  g_autoptr (NxRecord) restored = NULL;
  NxEdit *edit = nx_edit_new (NX_RECORD_VISIT, NULL);

  assert_dates (db, id, "2025-11-19 risk ");
  nx_edit_set_int (edit, NX_VISIT_CASE, id);
  nx_edit_set_text (edit, NX_VISIT_STATE, "planned");
  nx_edit_set_text (edit, NX_VISIT_KIND, "phone");
  nx_edit_set_text (edit, NX_VISIT_ON, "2025-11-19");
  nx_edit_set_text (edit, NX_VISIT_START_TIME, "15:00");
  nx_edit_set_text (edit, NX_VISIT_PLACE, "送药盒");
  plan = save (db, edit);
  later = add_visit (db, id, "planned", "home", "2025-11-26");
  before = nx_records_load (db, NX_RECORD_VISIT, plan, NULL);
  undo = note_not_met (db, id, NULL);
  g_assert_cmpint (undo->visit_id, ==, plan);
  attempt = nx_records_load (db, NX_RECORD_VISIT, plan, NULL);
  g_assert_cmpstr (nx_record_get_text (attempt, NX_VISIT_STATE), ==, "attempted");
  g_assert_cmpstr (nx_record_get_text (attempt, NX_VISIT_NOT_MET_REASON), ==, "no_answer");
  g_assert_cmpstr (nx_record_get_text (attempt, NX_VISIT_PLACE), ==, "送药盒");
  g_assert_null (nx_record_get_text (attempt, NX_VISIT_START_TIME));
  assert_dates (db, id, "2025-11-20 not_met ");
  take_back (db, undo);
  restored = nx_records_load (db, NX_RECORD_VISIT, plan, NULL);
  g_assert_false (nx_record_is_archived (restored));
  for (guint i = 0; i < NX_N_VISIT_FIELDS; i++)
    if (!(nx_visit_spec.fields[i].flags & NX_FIELD_DERIVED)
        && !nx_field_is_integer (&nx_visit_spec.fields[i]))
      g_assert_cmpstr (nx_record_get_text (restored, i), ==, nx_record_get_text (before, i));
  assert_dates (db, id, "2025-11-19 risk ");
  assert_stands (db, undo); /* once only */
  /* What is planned for another day stays; what was written upon the attempt holds it. */
  again = note_not_met (db, id, NULL);
  g_assert_cmpint (again->visit_id, ==, plan);
  add_visit (db, id, "done", "home", "2025-11-19");
  assert_stands (db, again);
  g_clear_object (&restored);
  restored = nx_records_load (db, NX_RECORD_VISIT, later, NULL);
  g_assert_cmpstr (nx_record_get_text (restored, NX_VISIT_STATE), ==, "planned");
  g_assert_cmpint (done, <, plan);
  g_assert_cmpint (nx_journal_check (db, NULL), ==, 0);
}

static void
test_not_met_planned (Fixture *fixture, gconstpointer data)
{
  write_step (fixture, not_met_planned_step);
}

static void
built_on_step (NxDatabase *db, Fixture *fixture)
{
  gint64 id = add_case (db, fixture, "101", "high", "2025-11-17");
  gint64 asked = add_case (db, fixture, "102", "high", "2025-11-17");
  gint64 closed = add_case (db, fixture, "103", "high", "2025-11-17");
  g_autoptr (NxDueUndo) visited = note_not_met (db, id, NULL);
  g_autoptr (NxDueUndo) questioned = note_not_met (db, asked, NULL);
  g_autoptr (NxDueUndo) ended = note_not_met (db, closed, NULL);
  NxEdit *question = nx_edit_new (NX_RECORD_COMMENT, NULL);

  add_visit (db, id, "done", "home", "2025-11-19");
  nx_edit_set_int (question, NX_COMMENT_CASE, asked);
  nx_edit_set_int (question, NX_COMMENT_VISIT, questioned->visit_id);
  nx_edit_set_text (question, NX_COMMENT_KIND, "question");
  nx_edit_set_text (question, NX_COMMENT_TEXT, "邻居怎么说？");
  save (db, question);
  close_case (db, closed);
  assert_stands (db, visited);
  assert_stands (db, questioned);
  assert_stands (db, ended);
}

static void
test_built_on (Fixture *fixture, gconstpointer data)
{
  write_step (fixture, built_on_step);
}

static NxDueUndo *
postpone (NxDatabase *db, gint64 id, const char *day, const char *reason, GError **error)
{
  NxDate date = NX_DATE_NONE;

  nx_date_from_iso (day, &date);
  return nx_due_act_postpone (db, id, date, reason, error);
}

static void
assert_not_postponed (NxDatabase *db, gint64 id, const char *day, const char *piece)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NxDueUndo) undo = postpone (db, id, day, "", &error);

  g_assert_null (undo);
  g_assert_error (error, NX_STORE_ERROR, NX_STORE_ERROR_CONSTRAINT);
  g_assert_nonnull (strstr (error->message, piece));
}

static void
postpone_step (NxDatabase *db, Fixture *fixture)
{
  gint64 id = add_case (db, fixture, "101", "high", "2025-11-17");
  g_autoptr (NxDueUndo) within = NULL;
  g_autoptr (NxDueUndo) beyond = NULL;
  g_autoptr (GError) error = NULL;

  add_visit (db, id, "done", "home", "2025-11-14"); /* a Friday: seven days later is the 21st */
  assert_not_postponed (db, id, "2025-11-18", "past");
  assert_not_postponed (db, id, "2025-11-24", "later than the rule");
  assert_not_postponed (db, id, NULL, "no day");
  assert_dates (db, id, "2025-11-21 risk ");
  within = postpone (db, id, "2025-11-20", NULL, &error);
  g_assert_no_error (error);
  assert_dates (db, id, "2025-11-20 postponed ");
  assert_why (db, id, "Postponed: Risk: High, every 7 days; last 11-14");
  beyond = postpone (db, id, "2025-11-24", "住院检查", &error);
  g_assert_no_error (error);
  assert_why (db, id, "Postponed: 住院检查");
  assert_stands (db, within); /* the second stands on the first */
  take_back (db, beyond);
  assert_dates (db, id, "2025-11-20 postponed ");
  take_back (db, within);
  assert_dates (db, id, "2025-11-21 risk ");
  g_assert_cmpint (nx_journal_check (db, NULL), ==, 0);
}

static void
test_postpone (Fixture *fixture, gconstpointer data)
{
  write_step (fixture, postpone_step);
}

static void
loads_step (NxDatabase *db, Fixture *fixture)
{
  NxDate days[2] = { { 2025, 11, 20 }, { 2025, 11, 21 } };
  guint households[2] = { 9, 9 };
  gint64 first = add_case (db, fixture, "101", "low", "2025-11-20");

  add_case (db, fixture, "102", "low", "2025-11-20");
  g_assert_true (nx_due_count_days (db, fixture->worker, days, 2, households, NULL));
  g_assert_cmpuint (households[0], ==, 2);
  g_assert_cmpuint (households[1], ==, 0);
  close_case (db, first);
  g_assert_true (nx_due_count_days (db, fixture->worker, days, 2, households, NULL));
  g_assert_cmpuint (households[0], ==, 1);
}

static void
test_loads (Fixture *fixture, gconstpointer data)
{
  write_step (fixture, loads_step);
}

static void
assert_plan (NxDatabase *db, const NxDueQuery *query, const char *index)
{
  g_autofree char *sql = nx_due_dup_sql (query);
  g_autofree char *explain = g_strconcat ("EXPLAIN QUERY PLAN ", sql, NULL);
  g_autofree char *using = g_strdup_printf ("INDEX %s\\b", index);
  g_autoptr (GError) error = NULL;
  g_autoptr (NxStatement) row = nx_database_dynamic (db, "test-plan", explain, &error);
  gboolean is_used = FALSE;

  g_assert_no_error (error);
  while (nx_statement_step (row, &error))
    {
      const char *step = nx_statement_get_text (row, 3);

      g_test_message ("%s", step);
      is_used = is_used || g_regex_match_simple (using, step, 0, 0);
      g_assert_false (g_str_has_prefix (step, "SCAN") && strstr (step, "json_each") == NULL);
    }
  g_assert_no_error (error);
  g_assert_true (is_used);
}

static void
plan_step (NxDatabase *db, Fixture *fixture)
{
  for (int is_by_route = 0; is_by_route < 2; is_by_route++)
    {
      NxDueQuery all = { 0, is_by_route };
      NxDueQuery mine = { fixture->worker, is_by_route };

      assert_plan (db, &all, "case_file_due");
      assert_plan (db, &mine, "case_file_due_of_worker");
    }
}

/* No list walks a whole table. */
static void
test_plan (Fixture *fixture, gconstpointer data)
{
  write_step (fixture, plan_step);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/due/groups", test_groups);
  ADD ("/due/left-out", test_left_out);
  ADD ("/due/rows", test_rows);
  ADD ("/due/not-met", test_not_met);
  ADD ("/due/not-met-planned", test_not_met_planned);
  ADD ("/due/built-on", test_built_on);
  ADD ("/due/postpone", test_postpone);
  ADD ("/due/loads", test_loads);
  ADD ("/due/plan", test_plan);
  return g_test_run ();
}
