/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Tests saving and reading records on a real encrypted store: journal, rules, find, timeline. */
#include "config.h"

#include "nx-drafts.h"
#include "nx-find.h"
#include "nx-id-query.h"
#include "nx-journal.h"
#include "nx-office.h"
#include "nx-record-kinds.h"
#include "nx-records.h"
#include "nx-save.h"
#include "nx-store-error.h"
#include "nx-timeline-query.h"

#include "store-fixture.h"

/* 2026-11-22 10:00 in Asia/Shanghai, a Sunday. */
#define NOW G_GINT64_CONSTANT (1795312800)

typedef struct
{
  StoreFixture store_fixture;
  NxStore *store;
  gint64 worker;
  gint64 area;
  gint64 household;
  gint64 head;
  gint64 wife;
  gint64 case_id;
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
save (NxDatabase *db, NxEdit *edit)
{
  g_autoptr (GError) error = NULL;
  gint64 id = nx_records_save (db, edit, &error);

  g_assert_no_error (error);
  g_assert_cmpint (id, >, 0);
  return id;
}

static void
assert_refused (NxDatabase *db, NxEdit *edit, int code)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (nx_records_save (db, edit, &error), ==, 0);
  g_assert_error (error, NX_STORE_ERROR, code);
}

static gint64
add_person (NxDatabase *db, const char *name, const char *sex, const char *birth)
{
  g_autoptr (NxEdit) edit = nx_edit_new (NX_RECORD_PERSON, NULL);

  nx_edit_set_text (edit, NX_PERSON_NAME, name);
  nx_edit_set_text (edit, NX_PERSON_SEX, sex);
  nx_edit_set_text (edit, NX_PERSON_BIRTH_ON, birth);
  return save (db, edit);
}

static gint64
add_member (NxDatabase *db, gint64 household, gint64 person, const char *relation, const char *from)
{
  g_autoptr (NxEdit) edit = nx_edit_new (NX_RECORD_MEMBERSHIP, NULL);

  nx_edit_set_int (edit, NX_MEMBERSHIP_HOUSEHOLD, household);
  nx_edit_set_int (edit, NX_MEMBERSHIP_PERSON, person);
  nx_edit_set_text (edit, NX_MEMBERSHIP_RELATION, relation);
  nx_edit_set_text (edit, NX_MEMBERSHIP_FROM_ON, from);
  return save (db, edit);
}

static gint64
add_visit (NxDatabase *db, Fixture *fixture, const char *on, const char *state, const char *text)
{
  g_autoptr (NxEdit) edit = nx_edit_new (NX_RECORD_VISIT, NULL);

  nx_edit_set_int (edit, NX_VISIT_CASE, fixture->case_id);
  nx_edit_set_text (edit, NX_VISIT_STATE, state);
  nx_edit_set_text (edit, NX_VISIT_KIND, "home");
  nx_edit_set_text (edit, NX_VISIT_ON, on);
  nx_edit_set_text (edit, NX_VISIT_NARRATIVE, text);
  if (g_str_equal (state, "attempted"))
    nx_edit_set_text (edit, NX_VISIT_NOT_MET_REASON, "no_answer");
  return save (db, edit);
}

static void
set_up_family (NxDatabase *db, Fixture *fixture)
{
  g_autoptr (NxEdit) household = nx_edit_new (NX_RECORD_HOUSEHOLD, NULL);
  g_autoptr (NxEdit) case_file = nx_edit_new (NX_RECORD_CASE, NULL);

  fixture->area = nx_office_find_area (db, "210102002001", NULL);
  g_assert_cmpint (fixture->area, >, 0);
  nx_edit_set_int (household, NX_HOUSEHOLD_AREA, fixture->area);
  nx_edit_set_text (household, NX_HOUSEHOLD_ADDRESS, "新华路12号");
  nx_edit_set_text (household, NX_HOUSEHOLD_BUILDING, "3号楼");
  nx_edit_set_text (household, NX_HOUSEHOLD_ROOM, "501");
  fixture->household = save (db, household);
  fixture->head = add_person (db, "单雄飞", "1", "1935-08-09");
  fixture->wife = add_person (db, "曾桂英", "2", "1937");
  add_member (db, fixture->household, fixture->head, "02", "1985");
  add_member (db, fixture->household, fixture->wife, "12", "1985");
  nx_edit_set_text (case_file, NX_CASE_TITLE, "独居老人支持");
  nx_edit_set_int (case_file, NX_CASE_CLIENT_PERSON, fixture->head);
  nx_edit_set_text (case_file, NX_CASE_STAGE, "intake");
  nx_edit_set_text (case_file, NX_CASE_RISK, "high");
  nx_edit_set_text (case_file, NX_CASE_OPENED_ON, "2026-11-02");
  fixture->case_id = save (db, case_file);
}

static void
set_up_office (NxDatabase *db, Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  fixture->worker = nx_office_set_up (db, "210102002001", "林晓岚", &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  store_fixture_set_up (&fixture->store_fixture, NULL);
  g_clear_pointer (&fixture->store_fixture.migrations, nx_migrations_unref);
  fixture->store = store_fixture_create (&fixture->store_fixture);
  g_object_set (fixture->store, "fixed-now", NOW, NULL);
  write_step (fixture, set_up_office);
  nx_store_set_actor (fixture->store, fixture->worker);
  write_step (fixture, set_up_family);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  store_fixture_assert_finalizes (fixture->store);
  store_fixture_tear_down (&fixture->store_fixture, NULL);
}

static NxRecord *
load (NxDatabase *db, NxRecordKind kind, gint64 id)
{
  g_autoptr (GError) error = NULL;
  NxRecord *record = nx_records_load (db, kind, id, &error);

  g_assert_no_error (error);
  return record;
}

/* What saving fills in */

static void
check_kept_fields (NxDatabase *db, Fixture *fixture)
{
  g_autoptr (NxRecord) household = load (db, NX_RECORD_HOUSEHOLD, fixture->household);
  g_autoptr (NxRecord) case_file = load (db, NX_RECORD_CASE, fixture->case_id);
  g_autoptr (NxRecord) head = load (db, NX_RECORD_PERSON, fixture->head);

  g_assert_cmpstr (nx_record_get_text (household, NX_HOUSEHOLD_NUMBER), ==, "210102002001-H00001");
  g_assert_cmpstr (nx_record_get_text (household, NX_HOUSEHOLD_HEAD_NAME), ==, "单雄飞");
  g_assert_cmpint (nx_record_get_int (household, NX_HOUSEHOLD_N_MEMBERS), ==, 2);
  g_assert_cmpint (nx_record_get_int (household, NX_HOUSEHOLD_N_OPEN_CASES), ==, 1);
  g_assert_cmpstr (nx_record_get_text (household, NX_HOUSEHOLD_NAME_KEY), ==,
                   nx_record_get_text (head, NX_PERSON_NAME_KEY));
  g_assert_cmpstr (nx_record_get_text (case_file, NX_CASE_NUMBER), ==, "210102002001-2026-0001");
  g_assert_cmpstr (nx_record_get_text (case_file, NX_CASE_CLIENT_NAME), ==, "单雄飞");
  g_assert_cmpint (nx_record_get_int (case_file, NX_CASE_WORKER), ==, fixture->worker);
  /* 2026-11-02 and seven days, a Monday. */
  g_assert_cmpstr (nx_record_get_text (case_file, NX_CASE_NEXT_ON), ==, "2026-11-09");
  g_assert_cmpstr (nx_record_get_text (case_file, NX_CASE_NEXT_RULE), ==, "risk");
  g_assert_cmpint (nx_record_get_int (head, NX_PERSON_HOUSEHOLD), ==, fixture->household);
}

static void
test_kept_fields (Fixture *fixture, gconstpointer data)
{
  write_step (fixture, check_kept_fields);
}

static void
check_visit_dates (NxDatabase *db, Fixture *fixture)
{
  g_autoptr (NxRecord) first = NULL;
  g_autoptr (NxRecord) after_attempt = NULL;
  g_autoptr (NxRecord) visit = NULL;
  gint64 id = add_visit (db, fixture, "2026-11-16", "done", "老人在家，精神好。");

  visit = load (db, NX_RECORD_VISIT, id);
  g_assert_cmpint (nx_record_get_int (visit, NX_VISIT_SESSION), ==, 1);
  g_assert_cmpint (nx_visit_get_days_late (visit), ==, 6);
  first = load (db, NX_RECORD_CASE, fixture->case_id);
  g_assert_cmpstr (nx_record_get_text (first, NX_CASE_LAST_CONTACT_ON), ==, "2026-11-16");
  g_assert_cmpstr (nx_record_get_text (first, NX_CASE_NEXT_ON), ==, "2026-11-23");
  add_visit (db, fixture, "2026-11-18", "attempted", NULL);
  after_attempt = load (db, NX_RECORD_CASE, fixture->case_id);
  g_assert_cmpstr (nx_record_get_text (after_attempt, NX_CASE_LAST_CONTACT_ON), ==, "2026-11-16");
  g_assert_cmpstr (nx_record_get_text (after_attempt, NX_CASE_NEXT_ON), ==, "2026-11-19");
  g_assert_cmpstr (nx_record_get_text (after_attempt, NX_CASE_NEXT_RULE), ==, "not_met");
}

static void
test_visit_dates (Fixture *fixture, gconstpointer data)
{
  write_step (fixture, check_visit_dates);
}

/* What saving refuses */

static void
check_refusals (NxDatabase *db, Fixture *fixture)
{
  g_autoptr (NxRecord) head = load (db, NX_RECORD_PERSON, fixture->head);
  g_autoptr (NxEdit) first = nx_edit_new (NX_RECORD_PERSON, head);
  g_autoptr (NxEdit) second = nx_edit_new (NX_RECORD_PERSON, head);
  g_autoptr (NxEdit) empty = nx_edit_new (NX_RECORD_PERSON, NULL);
  g_autoptr (NxEdit) twin = nx_edit_new (NX_RECORD_PERSON, NULL);
  g_autoptr (NxEdit) other_head = nx_edit_new (NX_RECORD_MEMBERSHIP, NULL);

  nx_edit_set_text (first, NX_PERSON_ID_NUMBER, "210102193508090037");
  nx_edit_set_text (second, NX_PERSON_NOTE, "同时写的");
  save (db, first);
  assert_refused (db, second, NX_STORE_ERROR_STALE);
  assert_refused (db, empty, NX_STORE_ERROR_CONSTRAINT);
  nx_edit_set_text (twin, NX_PERSON_NAME, "单雄飞");
  nx_edit_set_text (twin, NX_PERSON_ID_NUMBER, "210102193508090037");
  assert_refused (db, twin, NX_STORE_ERROR_CONSTRAINT);
  nx_edit_set_int (other_head, NX_MEMBERSHIP_HOUSEHOLD, fixture->household);
  nx_edit_set_int (other_head, NX_MEMBERSHIP_PERSON, fixture->wife);
  nx_edit_set_text (other_head, NX_MEMBERSHIP_RELATION, "02");
  assert_refused (db, other_head, NX_STORE_ERROR_CONSTRAINT);
}

static void
test_refusals (Fixture *fixture, gconstpointer data)
{
  write_step (fixture, check_refusals);
}

/* The journal */

static void
break_chain (NxDatabase *db, Fixture *fixture)
{
  g_autoptr (NxStatement) row = NULL;

  g_assert_cmpint (nx_journal_check (db, NULL), ==, 0);
  row = nx_database_dynamic (db, "break", "UPDATE event SET on_day = '2020-01-01' WHERE id = 4",
                             NULL);
  g_assert_true (nx_statement_run (row, NULL));
  g_assert_cmpint (nx_journal_check (db, NULL), ==, 4);
}

static void
test_chain (Fixture *fixture, gconstpointer data)
{
  write_step (fixture, break_chain);
}

static void
run (NxDatabase *db, const char *sql)
{
  g_autoptr (NxStatement) row = nx_database_dynamic (db, "tamper", sql, NULL);

  g_assert_true (nx_statement_run (row, NULL));
}

#define FIRST_OF_CASE "(SELECT min(id) FROM event WHERE case_id IS NOT NULL)"

/* A part is broken by what was changed in it, put before it or cut out; what does not touch it is
 * not looked at. */
static void
break_part (NxDatabase *db, Fixture *fixture)
{
  static const struct
  {
    const char *tamper;
    const char *mend;
    gboolean is_found;
  } tries[] = {
    { "UPDATE event SET changes = 'x' || coalesce(changes, '') WHERE case_id IS NOT NULL",
      "UPDATE event SET changes = substr(changes, 2) WHERE case_id IS NOT NULL", TRUE },
    { "UPDATE event SET digest = 'x' || digest WHERE id = " FIRST_OF_CASE " - 1",
      "UPDATE event SET digest = substr(digest, 2) WHERE id = " FIRST_OF_CASE " - 1", TRUE },
    { "UPDATE event SET at = at + 1 WHERE id = " FIRST_OF_CASE " - 2",
      "UPDATE event SET at = at - 1 WHERE id = " FIRST_OF_CASE " - 2", FALSE },
    { "DELETE FROM event WHERE id = " FIRST_OF_CASE " - 2", "SELECT 1", TRUE },
  };

  g_assert_cmpint (nx_journal_check_part (db, fixture->case_id, 0, NULL), ==, 0);
  g_assert_cmpint (nx_journal_check_part (db, 0, fixture->household, NULL), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (tries); i++)
    {
      run (db, tries[i].tamper);
      g_assert_cmpint (nx_journal_check_part (db, fixture->case_id, 0, NULL) != 0, ==,
                       tries[i].is_found);
      g_assert_cmpint (nx_journal_check (db, NULL), !=, 0);
      run (db, tries[i].mend);
    }
}

static void
test_chain_part (Fixture *fixture, gconstpointer data)
{
  write_step (fixture, break_part);
}

/* Finding */

static NxHitWhy
why_found (NxDatabase *db, const char *text, NxRecordKind kind, gint64 id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) hits = nx_find_run (db, text, kind, 20, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < hits->len; i++)
    {
      NxHit *hit = g_ptr_array_index (hits, i);

      if (nx_record_get_id (hit->record) == id)
        return hit->why;
    }
  g_error ("“%s” did not find %s %d", text, nx_record_kind_get_label (kind), (int)id);
}

static void
check_find (NxDatabase *db, Fixture *fixture)
{
  g_autoptr (NxRecord) head = load (db, NX_RECORD_PERSON, fixture->head);
  g_autoptr (NxEdit) edit = nx_edit_new (NX_RECORD_PERSON, head);
  g_autoptr (GPtrArray) none = NULL;
  gint64 visit = add_visit (db, fixture, "2026-11-16", "done", "卫生间扶手还没有装好。");

  nx_edit_set_text (edit, NX_PERSON_PHONES, "13900005678 女儿\n024-22860000");
  nx_edit_set_text (edit, NX_PERSON_ID_NUMBER, "210102193508090037");
  nx_edit_set_text (edit, NX_PERSON_FORMER_NAMES, "单二虎");
  save (db, edit);
  g_assert_cmpint (why_found (db, "单雄飞", NX_RECORD_PERSON, fixture->head), ==, NX_HIT_EXACT);
  g_assert_cmpint (why_found (db, "雄", NX_RECORD_PERSON, fixture->head), ==, NX_HIT_INSIDE);
  g_assert_cmpint (why_found (db, "shanxiongfei", NX_RECORD_PERSON, fixture->head), ==,
                   NX_HIT_PINYIN);
  g_assert_cmpint (why_found (db, "sxf", NX_RECORD_PERSON, fixture->head), ==, NX_HIT_INITIALS);
  g_assert_cmpint (why_found (db, "单xf", NX_RECORD_PERSON, fixture->head), ==, NX_HIT_MIXED);
  g_assert_cmpint (why_found (db, "zgy", NX_RECORD_PERSON, fixture->wife), ==, NX_HIT_INITIALS);
  g_assert_cmpint (why_found (db, "5678", NX_RECORD_PERSON, fixture->head), ==, NX_HIT_PHONE);
  g_assert_cmpint (why_found (db, "21010219350809", NX_RECORD_PERSON, fixture->head), ==,
                   NX_HIT_ID_NUMBER);
  g_assert_cmpint (why_found (db, "单二虎", NX_RECORD_PERSON, fixture->head), ==, NX_HIT_FORMER);
  g_assert_cmpint (why_found (db, "新华路12号", NX_RECORD_HOUSEHOLD, fixture->household), ==,
                   NX_HIT_ADDRESS);
  g_assert_cmpint (why_found (db, "2026-0001", NX_RECORD_CASE, fixture->case_id), ==,
                   NX_HIT_NUMBER);
  g_assert_cmpint (why_found (db, "sxf", NX_RECORD_CASE, fixture->case_id), ==, NX_HIT_CLIENT);
  g_assert_cmpint (why_found (db, "扶手", NX_RECORD_VISIT, visit), ==, NX_HIT_NARRATIVE);
  none = nx_find_run (db, "欧阳锋", NX_RECORD_NONE, 20, NULL);
  g_assert_cmpuint (none->len, ==, 0);
}

static void
test_find (Fixture *fixture, gconstpointer data)
{
  write_step (fixture, check_find);
}

static void
check_renamed (NxDatabase *db, Fixture *fixture)
{
  g_autoptr (NxRecord) head = load (db, NX_RECORD_PERSON, fixture->head);
  g_autoptr (NxEdit) edit = nx_edit_new (NX_RECORD_PERSON, head);
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (NxRecord) household = NULL;

  nx_edit_set_text (edit, NX_PERSON_NAME, "艾雄飞");
  save (db, edit);
  none = nx_find_run (db, "sxf", NX_RECORD_PERSON, 20, NULL);
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpint (why_found (db, "axf", NX_RECORD_PERSON, fixture->head), ==, NX_HIT_INITIALS);
  household = load (db, NX_RECORD_HOUSEHOLD, fixture->household);
  g_assert_cmpstr (nx_record_get_text (household, NX_HOUSEHOLD_HEAD_NAME), ==, "艾雄飞");
}

static void
test_renamed (Fixture *fixture, gconstpointer data)
{
  write_step (fixture, check_renamed);
}

/* Lists */

static void
assert_ids (NxDatabase *db, NxFilter *filter, guint n)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = nx_id_query_run (db, filter, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (ids->len, ==, n);
}

static void
check_filters (NxDatabase *db, Fixture *fixture)
{
  g_autoptr (NxFilter) households = nx_filter_new (NX_RECORD_HOUSEHOLD);
  g_autoptr (NxFilter) persons = nx_filter_new (NX_RECORD_PERSON);
  g_autoptr (NxFilter) cases = nx_filter_new (NX_RECORD_CASE);

  assert_ids (db, households, 1);
  nx_filter_set (&households->text, "zgy");
  assert_ids (db, households, 1);
  nx_filter_set (&households->text, "wgy");
  assert_ids (db, households, 0);
  nx_filter_set (&households->text, NULL);
  households->area_id = nx_office_find_area (db, "210102", NULL);
  assert_ids (db, households, 1);
  households->area_id = nx_office_find_area (db, "210102001", NULL);
  assert_ids (db, households, 0);
  assert_ids (db, persons, 2);
  cases->due_until = (NxDate){ 2026, 11, 8 };
  assert_ids (db, cases, 0);
  cases->due_until = (NxDate){ 2026, 11, 9 };
  assert_ids (db, cases, 1);
}

static void
test_filters (Fixture *fixture, gconstpointer data)
{
  write_step (fixture, check_filters);
}

/* Every condition, every order, every pair of them: the text must prepare and answer. */
static void
run_every_filter (NxDatabase *db, Fixture *fixture)
{
  const NxRecordKind kinds[]
      = { NX_RECORD_HOUSEHOLD, NX_RECORD_PERSON, NX_RECORD_CASE, NX_RECORD_VISIT };

  for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
    for (NxOrder order = NX_ORDER_NAME; order <= NX_ORDER_OLDEST; order++)
      for (guint bits = 0; bits < 1 << 9; bits++)
        {
          g_autoptr (NxFilter) filter = nx_filter_new (kinds[k]);
          g_autoptr (GError) error = NULL;
          g_autoptr (GArray) ids = NULL;

          filter->order = order;
          filter->area_id = bits & 1 ? fixture->area : 0;
          filter->worker_id = bits & 2 ? fixture->worker : 0;
          filter->household_id = bits & 4 ? fixture->household : 0;
          filter->person_id = bits & 8 ? fixture->head : 0;
          nx_filter_set (&filter->support, bits & 16 ? "dibao" : NULL);
          nx_filter_set (&filter->text, bits & 32 ? "sxf" : NULL);
          nx_filter_set (&filter->stage, bits & 64 ? "intake" : NULL);
          filter->due_until = bits & 128 ? (NxDate){ 2026, 12, 1 } : (NxDate){ 0 };
          filter->from = filter->due_until;
          filter->limit = bits & 256 ? 10 : 0;
          ids = nx_id_query_run (db, filter, &error);
          g_assert_no_error (error);
        }
}

static void
test_every_filter (Fixture *fixture, gconstpointer data)
{
  write_step (fixture, run_every_filter);
}

/* Timelines */

static char *
describe (NxDatabase *db, const NxTimelineQuery *query)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = nx_timeline_query_run (db, query, &error);
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < entries->len; i++)
    {
      NxTimelineEntry *entry = g_ptr_array_index (entries, i);
      g_autofree char *day = nx_date_to_iso (entry->day);
      g_autofree char *title = nx_timeline_entry_dup_title (entry);

      g_string_append_printf (text, "%s %s|%s\n", day, title, entry->subject);
    }
  return g_string_free (text, FALSE);
}

static void
move_head_out (NxDatabase *db, Fixture *fixture)
{
  g_autoptr (GPtrArray) memberships = nx_records_load_by_int (
      db, NX_RECORD_MEMBERSHIP, NX_MEMBERSHIP_PERSON, fixture->head, NULL);
  g_autoptr (NxEdit) edit = nx_edit_new (NX_RECORD_MEMBERSHIP, g_ptr_array_index (memberships, 0));

  nx_edit_set_text (edit, NX_MEMBERSHIP_TO_ON, "2026-11-17");
  save (db, edit);
}

static void
check_timelines (NxDatabase *db, Fixture *fixture)
{
  g_autoptr (NxRecord) case_file = load (db, NX_RECORD_CASE, fixture->case_id);
  g_autoptr (NxEdit) stage = nx_edit_new (NX_RECORD_CASE, case_file);
  NxTimelineQuery of_case = { .case_id = fixture->case_id };
  NxTimelineQuery of_household = { .household_id = fixture->household };
  NxTimelineQuery of_visits = { .case_id = fixture->case_id, .kinds = NX_TIMELINE_VISIT };
  g_autofree char *case_text = NULL;
  g_autofree char *household_text = NULL;
  g_autofree char *visit_text = NULL;

  nx_edit_set_text (stage, NX_CASE_STAGE, "assessment");
  save (db, stage);
  add_visit (db, fixture, "2026-11-16", "done", "老人在家。");
  add_visit (db, fixture, "2026-11-20", "attempted", NULL);
  move_head_out (db, fixture);
  case_text = describe (db, &of_case);
  g_assert_cmpstr (case_text, ==,
                   "2026-11-22 Stage changed: Intake → Assessment|单雄飞\n"
                   "2026-11-20 Not met: No answer at the door|单雄飞\n"
                   "2026-11-16 Home visit|单雄飞\n"
                   "2026-11-02 Case opened|单雄飞\n");
  /* He moved out on the 17th: what happened to him later is not this household's. */
  household_text = describe (db, &of_household);
  g_assert_cmpstr (household_text, ==,
                   "2026-11-22 Household entered|(null)\n"
                   "2026-11-17 Left the household (Head of household)|单雄飞\n"
                   "2026-11-16 Home visit|单雄飞\n"
                   "2026-11-02 Case opened|单雄飞\n"
                   "1985 Joined the household (Wife)|曾桂英\n"
                   "1985 Joined the household (Head of household)|单雄飞\n");
  visit_text = describe (db, &of_visits);
  g_assert_cmpstr (visit_text, ==, "2026-11-16 Home visit|单雄飞\n");
}

static void
test_timelines (Fixture *fixture, gconstpointer data)
{
  write_step (fixture, check_timelines);
}

/* Drafts */

static void
check_drafts (NxDatabase *db, Fixture *fixture)
{
  g_autoptr (NxEdit) edit = nx_edit_new (NX_RECORD_VISIT, NULL);
  g_autoptr (GBytes) data = NULL;
  g_autoptr (NxDraft) draft = NULL;
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (NxEdit) again = NULL;

  nx_edit_set_text (edit, NX_VISIT_NARRATIVE, "写到一半");
  data = nx_edit_to_draft (edit);
  g_assert_true (nx_drafts_put (db, NX_RECORD_VISIT, 0, "case:1", data, NULL));
  g_assert_true (nx_drafts_put (db, NX_RECORD_VISIT, 0, "case:1", data, NULL));
  all = nx_drafts_list (db, NULL);
  g_assert_cmpuint (all->len, ==, 1);
  draft = nx_drafts_find (db, NX_RECORD_VISIT, 0, "case:1", NULL);
  again = nx_edit_from_draft (draft->data, NULL, NULL);
  g_assert_cmpstr (nx_edit_get_text (again, NX_VISIT_NARRATIVE), ==, "写到一半");
  g_assert_true (nx_drafts_drop (db, NX_RECORD_VISIT, 0, "case:1", NULL));
  g_assert_null (nx_drafts_find (db, NX_RECORD_VISIT, 0, "case:1", NULL));
}

static void
test_drafts (Fixture *fixture, gconstpointer data)
{
  write_step (fixture, check_drafts);
}

/* Every column of every field table exists in its view, and every column but the heads has a row.
 */
static void
check_columns (NxDatabase *db, Fixture *fixture)
{
  for (NxRecordKind kind = 1; kind < NX_N_RECORD_KINDS; kind++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (NxRecord) none = nx_records_find (db, kind, -1, &error);

      g_assert_no_error (error);
      g_assert_null (none);
    }
}

static void
test_columns (Fixture *fixture, gconstpointer data)
{
  write_step (fixture, check_columns);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/records/columns", test_columns);
  ADD ("/records/kept-fields", test_kept_fields);
  ADD ("/records/visit-dates", test_visit_dates);
  ADD ("/records/refusals", test_refusals);
  ADD ("/journal/chain", test_chain);
  ADD ("/journal/chain-part", test_chain_part);
  ADD ("/find/ways", test_find);
  ADD ("/find/renamed", test_renamed);
  ADD ("/filter/lists", test_filters);
  ADD ("/filter/every", test_every_filter);
  ADD ("/timeline/case-and-household", test_timelines);
  ADD ("/drafts", test_drafts);
  return g_test_run ();
}
