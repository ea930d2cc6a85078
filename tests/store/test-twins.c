/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Tests the look for twins in a real store: who is shown, by which indexes, and what is kept. */
#include "config.h"

#include "nx-journal.h"
#include "nx-office.h"
#include "nx-record-kinds.h"
#include "nx-records.h"
#include "nx-save.h"
#include "nx-store-error.h"
#include "nx-twin-pairs.h"
#include "nx-twins.h"

#include "store-fixture.h"

#include <string.h>

/* 2026-11-22 10:00 in Asia/Shanghai, a Sunday. */
#define NOW G_GINT64_CONSTANT (1795312800)

typedef struct
{
  StoreFixture store_fixture;
  NxStore *store;
} Fixture;

typedef void (*Step) (NxDatabase *db);

static gpointer
run_step (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  gint64 worker = nx_office_set_up (db, "210102002001", "周海", error);

  g_assert_cmpint (worker, !=, 0);
  nx_database_act_as (db, worker);
  (*(const Step *)data) (db);
  return NULL;
}

static void
run (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  Step step = (Step)data;

  nx_store_write (fixture->store, run_step, &step, NULL, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  store_fixture_set_up (&fixture->store_fixture, data);
  g_clear_pointer (&fixture->store_fixture.migrations, nx_migrations_unref);
  fixture->store = store_fixture_create (&fixture->store_fixture);
  g_object_set (fixture->store, "fixed-now", NOW, NULL);
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

static NxEdit *
new_person (const char *name, const char *birth, const char *number, const char *phones)
{
  NxEdit *edit = nx_edit_new (NX_RECORD_PERSON, NULL);

  nx_edit_set_text (edit, NX_PERSON_NAME, name);
  nx_edit_set_text (edit, NX_PERSON_BIRTH_ON, birth);
  if (number != NULL)
    nx_edit_set_text (edit, NX_PERSON_ID_KIND, "household_book");
  nx_edit_set_text (edit, NX_PERSON_ID_NUMBER, number);
  nx_edit_set_text (edit, NX_PERSON_PHONES, phones);
  return edit;
}

static gint64
add (NxDatabase *db, const char *name, const char *birth, const char *number, const char *phones)
{
  g_autoptr (NxEdit) edit = new_person (name, birth, number, phones);
  g_autoptr (GError) error = NULL;
  gint64 id = nx_records_save (db, edit, &error);

  g_assert_no_error (error);
  return id;
}

static GPtrArray *
find (NxDatabase *db, const char *name, const char *birth, const char *number, const char *phones)
{
  g_autoptr (NxEdit) edit = new_person (name, birth, number, phones);
  g_autoptr (GError) error = NULL;
  GPtrArray *twins = nx_twins_find (db, edit, 0, &error);

  g_assert_no_error (error);
  return twins;
}

static void
assert_finds (NxDatabase *db,
              NxTwinReason reason,
              gint64 wanted,
              const char *name,
              const char *birth,
              const char *number,
              const char *phones)
{
  g_autoptr (GPtrArray) twins = find (db, name, birth, number, phones);
  const NxTwin *first = NULL;

  g_assert_cmpuint (twins->len, >, 0);
  first = g_ptr_array_index (twins, 0);
  g_assert_cmpint (nx_record_get_id (first->person), ==, wanted);
  g_assert_true (nx_twin_score_has (first->score, reason));
}

/* Every kind of likeness is found by its own index. */
static void
reasons_step (NxDatabase *db)
{
  gint64 wang = add (db, "王桂英", "1938-05-21", "210102193805213320", "13800001111 女儿");
  gint64 shan = add (db, "单小明", "1960-03-05", NULL, NULL);

  assert_finds (db, NX_TWIN_ID_SAME, wang, NULL, NULL, "210102193805213320", NULL);
  assert_finds (db, NX_TWIN_ID_SAME, wang, "另一人", NULL, "210102380521332", NULL);
  assert_finds (db, NX_TWIN_ID_ONE_OFF, wang, NULL, NULL, "210102193805218320", NULL);
  assert_finds (db, NX_TWIN_ID_SWAPPED, wang, NULL, NULL, "210102193805231320", NULL);
  assert_finds (db, NX_TWIN_PHONE_SAME, wang, "王贵英", NULL, NULL, "138 0000 1111");
  assert_finds (db, NX_TWIN_NAME_SAME, shan, "单小明", NULL, NULL, NULL);
  assert_finds (db, NX_TWIN_NAME_SOUND, shan, "善晓明", "1960-03-05", NULL, NULL);
  assert_finds (db, NX_TWIN_NAME_VARIANT, shan, "單小明", "1960-03-05", NULL, NULL);
  assert_finds (db, NX_TWIN_BIRTH_SWAPPED, shan, "单小明", "1960-05-03", NULL, NULL);
  assert_finds (db, NX_TWIN_BIRTH_LUNAR, wang, "王桂英", "1938-04-22", NULL, NULL);
  assert_finds (db, NX_TWIN_BIRTH_PART, wang, "王桂英", "1938", NULL, NULL);
  assert_finds (db, NX_TWIN_NAME_ONE_OFF, wang, "玉桂英", "1938-05-21", NULL, "13800001111");
}

/* Bad and unfinished input finds nothing, and fails nothing. */
static void
unfinished_step (NxDatabase *db)
{
  static const char *const names[] = { NULL, "王", "", "'; DROP TABLE person; --", "\"]", "👍" };

  add (db, "王桂英", "1938-05-21", "210102193805213320", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GPtrArray) twins = find (db, names[i], "1938-05-21", "2101", NULL);

      g_assert_cmpuint (twins->len, ==, 0);
    }
}

/* Five of a hundred namesakes at most, the surest first; a common name alone shows nobody. */
static void
limit_step (NxDatabase *db)
{
  gint64 sure = 0;

  for (int i = 0; i < 100; i++)
    {
      g_autofree char *birth = g_strdup_printf ("1960-03-%02d", i % 28 + 1);
      gint64 id = add (db, "李秀英", birth, NULL, i == 77 ? "13800001111" : NULL);

      if (i == 77)
        sure = id;
    }
  {
    g_autoptr (GPtrArray) none = find (db, "李秀英", NULL, NULL, NULL);
    g_autoptr (GPtrArray) twins = find (db, "李秀英", "1960-03-22", NULL, "13800001111");
    int last = G_MAXINT;

    g_assert_cmpuint (none->len, ==, 0);
    g_assert_cmpuint (twins->len, >, 1);
    g_assert_cmpuint (twins->len, <=, NX_TWINS_MOST);
    g_assert_cmpint (nx_record_get_id (((NxTwin *)g_ptr_array_index (twins, 0))->person), ==, sure);
    for (guint i = 0; i < twins->len; i++)
      {
        const NxTwin *twin = g_ptr_array_index (twins, i);

        g_assert_cmpint (twin->score.points, <=, last);
        last = twin->score.points;
      }
  }
}

static gint64
add_home (NxDatabase *db, const char *room, gint64 person)
{
  g_autoptr (NxEdit) household = nx_edit_new (NX_RECORD_HOUSEHOLD, NULL);
  g_autoptr (NxEdit) member = nx_edit_new (NX_RECORD_MEMBERSHIP, NULL);
  g_autoptr (GError) error = NULL;
  gint64 id = 0;

  nx_edit_set_int (household, NX_HOUSEHOLD_AREA, nx_office_find_area (db, "210102002001", &error));
  nx_edit_set_text (household, NX_HOUSEHOLD_ADDRESS, "青年大街");
  nx_edit_set_text (household, NX_HOUSEHOLD_BUILDING, "3号楼");
  nx_edit_set_text (household, NX_HOUSEHOLD_ROOM, room);
  id = nx_records_save (db, household, &error);
  g_assert_no_error (error);
  nx_edit_set_int (member, NX_MEMBERSHIP_HOUSEHOLD, id);
  nx_edit_set_int (member, NX_MEMBERSHIP_PERSON, person);
  nx_edit_set_text (member, NX_MEMBERSHIP_RELATION, "02");
  nx_records_save (db, member, &error);
  g_assert_no_error (error);
  return id;
}

/* The household a new member is typed into counts; so does the same room kept twice. */
static void
home_step (NxDatabase *db)
{
  gint64 wang = add (db, "王桂英", "1938", NULL, NULL);
  gint64 home = add_home (db, "301室", wang);
  gint64 other = add_home (db, "301室", add (db, "赵海", "1950", NULL, NULL));
  g_autoptr (NxEdit) edit = new_person ("王桂英", NULL, NULL, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) here = nx_twins_find (db, edit, home, &error);
  g_autoptr (GPtrArray) beside = nx_twins_find (db, edit, other, &error);
  const NxTwin *twin = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (here->len, ==, 1);
  twin = g_ptr_array_index (here, 0);
  g_assert_cmpint (nx_record_get_id (twin->person), ==, wang);
  g_assert_true (nx_twin_score_has (twin->score, NX_TWIN_HOUSEHOLD_SAME));
  g_assert_cmpuint (beside->len, ==, 1);
  twin = g_ptr_array_index (beside, 0);
  g_assert_true (nx_twin_score_has (twin->score, NX_TWIN_ADDRESS_SAME));
}

static void
assert_plans (NxDatabase *db, const NxStatementSpec *const *specs)
{
  for (; *specs != NULL; specs++)
    {
      g_autofree char *explain = g_strconcat ("EXPLAIN QUERY PLAN ", (*specs)->sql, NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (NxStatement) row = nx_database_dynamic (db, "test-plan", explain, &error);

      g_assert_no_error (error);
      while (nx_statement_step (row, &error))
        {
          const char *step = nx_statement_get_text (row, 3);

          g_test_message ("%s: %s", (*specs)->name, step);
          g_assert_false (g_str_has_prefix (step, "SCAN") && strstr (step, "SCAN j") == NULL
                          && strstr (step, "json_each") == NULL
                          && strstr (step, "(subquery") == NULL);
          g_assert_null (strstr (step, "AUTOMATIC"));
        }
      g_assert_no_error (error);
    }
}

static void
plans_step (NxDatabase *db)
{
  assert_plans (db, nx_twins_statements);
  assert_plans (db, nx_twin_rows_statements);
}

/* The store as a list of pairs */

static GArray *
scan (NxDatabase *db)
{
  g_autoptr (GError) error = NULL;
  guint n = 0;
  GArray *pairs = nx_twin_scan_run (db, &n, &error);

  g_assert_no_error (error);
  g_assert_true (nx_twin_pairs_replace (db, pairs, n, &error));
  return pairs;
}

static void
assert_waiting (NxDatabase *db, guint n)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NxTwinPairList) list = nx_twin_pairs_load (db, 100, &error);

  g_assert_no_error (error);
  g_assert_cmpint (list->scanned_at, ==, NOW);
  g_assert_cmpuint (list->pairs->len, ==, n);
  g_assert_cmpuint (list->n_all, ==, n);
  g_assert_cmpint (nx_twin_pairs_count (db, &error), ==, n);
}

static void
pairs_step (NxDatabase *db)
{
  gint64 a = add (db, "王桂英", "1938-05-21", NULL, "13800001111");
  gint64 b = add (db, "王贵英", "1938-05-21", NULL, "13800001111");
  gint64 c = add (db, "赵海", "1950-01-02", NULL, NULL);
  g_autoptr (GArray) pairs = scan (db);
  const NxTwinPair *pair = NULL;

  g_assert_cmpuint (pairs->len, ==, 1);
  pair = &g_array_index (pairs, NxTwinPair, 0);
  g_assert_cmpint (pair->person_id, ==, a);
  g_assert_cmpint (pair->other_id, ==, b);
  g_assert_true (nx_twin_score_has (pair->score, NX_TWIN_NAME_SOUND));
  assert_waiting (db, 1);
  g_assert_cmpint (c, >, b);
}

static gint64
count_events (NxDatabase *db, const char *action)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM event WHERE action = '%s'", action);
  g_autoptr (NxStatement) row = nx_database_dynamic (db, "test-events", sql, NULL);

  g_assert_true (nx_statement_step (row, NULL));
  return nx_statement_get_int64 (row, 0);
}

/* What was told apart never comes again, however often the store is looked through, nor while one
 * of the two is edited; until it is taken back. */
static void
apart_step (NxDatabase *db)
{
  gint64 a = add (db, "王桂英", "1938-05-21", NULL, "13800001111");
  gint64 b = add (db, "王贵英", "1938-05-21", NULL, "13800001111");
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) before = scan (db);
  g_autoptr (NxRecord) record = nx_records_load (db, NX_RECORD_PERSON, a, NULL);
  g_autoptr (NxEdit) edit = nx_edit_new (NX_RECORD_PERSON, record);
  g_autoptr (GPtrArray) twins = nx_twins_find (db, edit, 0, &error);

  g_assert_cmpuint (before->len, ==, 1);
  g_assert_cmpuint (twins->len, ==, 1);
  /* In either order, and twice without harm. */
  g_assert_true (nx_twin_pairs_tell_apart (db, b, a, &error));
  g_assert_true (nx_twin_pairs_tell_apart (db, a, b, &error));
  g_assert_cmpint (count_events (db, "told_apart"), ==, 2);
  assert_waiting (db, 0);
  g_clear_pointer (&twins, g_ptr_array_unref);
  twins = nx_twins_find (db, edit, 0, &error);
  g_assert_cmpuint (twins->len, ==, 0);
  g_clear_pointer (&before, g_array_unref);
  before = scan (db);
  g_assert_cmpuint (before->len, ==, 0);

  g_assert_true (nx_twin_pairs_take_back (db, a, b, &error));
  g_assert_cmpint (count_events (db, "not_told_apart"), ==, 2);
  g_assert_false (nx_twin_pairs_take_back (db, a, b, &error));
  g_assert_error (error, NX_STORE_ERROR, NX_STORE_ERROR_STALE);
  g_clear_error (&error);
  g_clear_pointer (&before, g_array_unref);
  before = scan (db);
  g_assert_cmpuint (before->len, ==, 1);
  assert_waiting (db, 1);
  g_assert_cmpint (nx_journal_check (db, &error), ==, 0);
}

static void
refused_step (NxDatabase *db)
{
  gint64 a = add (db, "王桂英", "1938-05-21", NULL, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (nx_twin_pairs_tell_apart (db, a, a, &error));
  g_assert_error (error, NX_STORE_ERROR, NX_STORE_ERROR_CONSTRAINT);
  g_clear_error (&error);
  g_assert_false (nx_twin_pairs_tell_apart (db, a, a + 99, &error));
  g_assert_error (error, NX_STORE_ERROR, NX_STORE_ERROR_NOT_FOUND);
}

/* Records that went away, or were corrected, are no pair any more, also before the next look. */
static void
stale_step (NxDatabase *db)
{
  gint64 a = add (db, "王桂英", "1938-05-21", NULL, "13800001111");
  gint64 b = add (db, "王贵英", "1938-05-21", NULL, "13800001111");
  gint64 c = add (db, "赵海", "1950-01-02", NULL, NULL);
  gint64 d = add (db, "赵海", "1950-01-02", NULL, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) pairs = scan (db);
  g_autoptr (NxRecord) gone = nx_records_load (db, NX_RECORD_PERSON, b, &error);
  g_autoptr (NxRecord) wrong = nx_records_load (db, NX_RECORD_PERSON, d, &error);
  g_autoptr (NxEdit) edit = nx_edit_new (NX_RECORD_PERSON, wrong);
  g_autoptr (NxTwinPairList) list = NULL;

  g_assert_cmpuint (pairs->len, ==, 2);
  g_assert_cmpint (a, <, c);
  g_assert_true (nx_records_set_archived (db, gone, TRUE, &error));
  assert_waiting (db, 1);
  nx_edit_set_text (edit, NX_PERSON_NAME, "钱多多");
  nx_edit_set_text (edit, NX_PERSON_BIRTH_ON, "1999-09-09");
  g_assert_cmpint (nx_records_save (db, edit, &error), !=, 0);
  list = nx_twin_pairs_load (db, 100, &error);
  g_assert_cmpuint (list->pairs->len, ==, 0);
  g_assert_cmpuint (list->n_all, ==, 0);
}

/* A key that hundreds share does not make a look endless, nor a pair of everybody. */
static void
crowd_step (NxDatabase *db)
{
  g_autoptr (GArray) pairs = NULL;

  for (int i = 0; i < 400; i++)
    {
      g_autofree char *birth
          = g_strdup_printf ("19%02d-%02d-%02d", 30 + i % 60, i % 12 + 1, i % 28 + 1);

      add (db, i % 2 == 0 ? "王伟" : "李娜", birth, NULL, "024-22860000 社区");
    }
  pairs = scan (db);
  g_assert_cmpuint (pairs->len, <, 20);
}

static gpointer
cancel_in_worker (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_cancellable_cancel (cancellable);
  return nx_twin_scan_run (db, NULL, error);
}

static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  run (fixture, pairs_step);
  g_assert_null (nx_store_read (fixture->store, cancel_in_worker, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Nothing looked through yet is not the same as nothing found. */
static void
never_step (NxDatabase *db)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NxTwinPairList) list = nx_twin_pairs_load (db, 100, &error);

  g_assert_no_error (error);
  g_assert_cmpint (list->scanned_at, ==, 0);
  g_assert_cmpuint (list->pairs->len, ==, 0);
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *path;
    Step step;
  } steps[] = {
    { "/store/twins/reasons", reasons_step }, { "/store/twins/unfinished", unfinished_step },
    { "/store/twins/limit", limit_step },     { "/store/twins/home", home_step },
    { "/store/twins/plans", plans_step },     { "/store/twins/pairs", pairs_step },
    { "/store/twins/apart", apart_step },     { "/store/twins/refused", refused_step },
    { "/store/twins/stale", stale_step },     { "/store/twins/crowd", crowd_step },
    { "/store/twins/never", never_step },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    g_test_add (steps[i].path, Fixture, (gconstpointer)steps[i].step, set_up, run, tear_down);
  g_test_add ("/store/twins/cancel", Fixture, NULL, set_up, test_cancel, tear_down);
  return g_test_run ();
}
