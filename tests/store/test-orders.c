/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Tests the orders of lists: each is whole, its beginning is the beginning, and strokes, age and
 * contact are what they say; and the change of many records as one step. */
#include "config.h"

#include "nx-bulk-acts.h"
#include "nx-id-query.h"
#include "nx-office.h"
#include "nx-person-lack.h"
#include "nx-record-kinds.h"
#include "nx-records.h"
#include "nx-save.h"
#include "nx-saved-filters.h"
#include "nx-store-error.h"

#include "store-fixture.h"

/* 2025-11-19 08:00 UTC, a Wednesday. */
#define NOW G_GINT64_CONSTANT (1763539200)
#define COMMUNITY "210102002001"
#define N_HOUSEHOLDS 40

typedef struct
{
  StoreFixture store_fixture;
  NxStore *store;
  GRand *rand;
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
  fixture->rand = g_rand_new_with_seed (7);
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
  g_rand_free (fixture->rand);
  store_fixture_tear_down (&fixture->store_fixture, data);
}

/* A made-up office */

static gint64
add_person (NxDatabase *db, const char *name, const char *birth)
{
  NxEdit *person = nx_edit_new (NX_RECORD_PERSON, NULL);

  nx_edit_set_text (person, NX_PERSON_NAME, name);
  nx_edit_set_text (person, NX_PERSON_SEX, "2");
  nx_edit_set_text (person, NX_PERSON_BIRTH_ON, birth);
  return save (db, person);
}

static gint64
add_household (NxDatabase *db, Fixture *fixture, const char *address)
{
  NxEdit *household = nx_edit_new (NX_RECORD_HOUSEHOLD, NULL);

  nx_edit_set_int (household, NX_HOUSEHOLD_AREA, fixture->area);
  nx_edit_set_text (household, NX_HOUSEHOLD_ADDRESS, address);
  return save (db, household);
}

static void
add_member (NxDatabase *db, gint64 household, gint64 person, const char *relation)
{
  NxEdit *member = nx_edit_new (NX_RECORD_MEMBERSHIP, NULL);

  nx_edit_set_int (member, NX_MEMBERSHIP_HOUSEHOLD, household);
  nx_edit_set_int (member, NX_MEMBERSHIP_PERSON, person);
  nx_edit_set_text (member, NX_MEMBERSHIP_RELATION, relation);
  nx_edit_set_text (member, NX_MEMBERSHIP_FROM_ON, "2001");
  save (db, member);
}

/* @last NULL: never met. */
static gint64
add_case (NxDatabase *db,
          Fixture *fixture,
          gint64 person,
          gint64 household,
          const char *next,
          const char *last)
{
  static const char *const risks[] = { "high", "medium", "low" };
  NxEdit *edit = nx_edit_new (NX_RECORD_CASE, NULL);

  nx_edit_set_text (edit, NX_CASE_TITLE, "陪伴");
  if (person != 0)
    nx_edit_set_int (edit, NX_CASE_CLIENT_PERSON, person);
  if (household != 0)
    nx_edit_set_int (edit, NX_CASE_CLIENT_HOUSEHOLD, household);
  nx_edit_set_text (edit, NX_CASE_STAGE, next != NULL ? "intervention" : "closed");
  if (next == NULL)
    nx_edit_set_text (edit, NX_CASE_CLOSURE_REASON, "goals_met");
  nx_edit_set_text (edit, NX_CASE_RISK, risks[g_rand_int_range (fixture->rand, 0, 3)]);
  nx_edit_set_text (edit, NX_CASE_OPENED_ON, "2024-03-01");
  nx_edit_set_text (edit, NX_CASE_NEXT_ON, next);
  nx_edit_set_text (edit, NX_CASE_LAST_CONTACT_ON, last);
  return save (db, edit);
}

static char *
dup_some_day (Fixture *fixture, int year)
{
  if (g_rand_int_range (fixture->rand, 0, 4) == 0)
    return NULL;
  return g_strdup_printf ("%d-%02d-%02d", year, g_rand_int_range (fixture->rand, 1, 13),
                          g_rand_int_range (fixture->rand, 1, 4));
}

static void
add_some_case (NxDatabase *db, Fixture *fixture, gint64 person, gint64 household)
{
  g_autofree char *next = dup_some_day (fixture, 2026);
  g_autofree char *last = dup_some_day (fixture, 2025);

  add_case (db, fixture, person, household, next, last);
}

static void
add_family (NxDatabase *db, Fixture *fixture, guint nth)
{
  static const char *const surnames[] = { "王", "丁", "单", "卜", "曾", "欧阳", "魏" };
  static const char *const given[] = { "桂英", "一", "建国", "晓岚" };
  g_autofree char *address
      = g_strdup_printf ("光荣街%d号", g_rand_int_range (fixture->rand, 1, 30));
  gint64 household = add_household (db, fixture, address);
  guint n_members = (guint)g_rand_int_range (fixture->rand, 0, 4);

  for (guint i = 0; i < n_members; i++)
    {
      g_autofree char *birth = dup_some_day (fixture, g_rand_int_range (fixture->rand, 1930, 2020));
      g_autofree char *name = g_strconcat (surnames[g_rand_int_range (fixture->rand, 0, 7)],
                                           given[g_rand_int_range (fixture->rand, 0, 4)], NULL);
      gint64 person = add_person (db, name, birth);

      add_member (db, household, person, i == 0 ? "02" : "20");
      for (int n = g_rand_int_range (fixture->rand, 0, 3); n > 0; n--)
        add_some_case (db, fixture, person, g_rand_boolean (fixture->rand) ? household : 0);
    }
  if (g_rand_int_range (fixture->rand, 0, 3) == 0)
    add_some_case (db, fixture, 0, household);
}

static void
add_office_step (NxDatabase *db, Fixture *fixture)
{
  for (guint i = 0; i < N_HOUSEHOLDS; i++)
    add_family (db, fixture, i);
  /* Somebody who lives nowhere. */
  add_person (db, "卜一", NULL);
}

/* Each order is whole, and begins as its beginning says */

static GArray *
ask (NxDatabase *db, NxFilter *filter)
{
  g_autoptr (GError) error = NULL;
  GArray *ids = nx_id_query_run (db, filter, &error);

  g_assert_no_error (error);
  return ids;
}

static void
check_order (NxDatabase *db, NxFilter *filter, guint n_all)
{
  g_autoptr (GArray) all = ask (db, filter);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  g_assert_cmpuint (all->len, ==, n_all);
  for (guint i = 0; i < all->len; i++)
    g_assert_true (g_hash_table_add (seen, GSIZE_TO_POINTER (g_array_index (all, gint64, i))));
  for (guint limit = 1; limit <= n_all; limit += 7)
    {
      g_autoptr (GArray) some = NULL;

      filter->limit = limit;
      some = ask (db, filter);
      filter->limit = 0;
      g_assert_cmpmem (some->data, some->len * sizeof (gint64), all->data, limit * sizeof (gint64));
    }
}

static void
check_orders_step (NxDatabase *db, Fixture *fixture)
{
  static const NxRecordKind kinds[]
      = { NX_RECORD_HOUSEHOLD, NX_RECORD_PERSON, NX_RECORD_CASE, NX_RECORD_VISIT };

  for (guint kind = 0; kind < G_N_ELEMENTS (kinds); kind++)
    for (int order = NX_ORDER_NAME; order <= NX_ORDER_LAST; order++)
      for (int backward = 0; backward < 2; backward++)
        {
          g_autoptr (NxFilter) filter = nx_filter_new (kinds[kind]);
          g_autoptr (GError) error = NULL;
          gint64 n = nx_records_count (db, kinds[kind], &error);

          g_assert_no_error (error);
          filter->order = (NxOrder)order;
          filter->is_backward = backward != 0;
          g_test_message ("kind %d order %d %s", kinds[kind], order, backward ? "back" : "on");
          check_order (db, filter, (guint)n);
        }
}

static void
test_whole (Fixture *fixture, gconstpointer data)
{
  write_step (fixture, add_office_step);
  write_step (fixture, check_orders_step);
}

/* Names, ages, contacts */

static void
check_names (NxDatabase *db, NxFilter *filter, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = ask (db, filter);
  g_autoptr (GPtrArray) people = nx_records_load_many (
      db, NX_RECORD_PERSON, (const gint64 *)(gpointer)ids->data, ids->len, &error);
  g_autoptr (GString) names = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < people->len; i++)
    g_string_append_printf (names, "%s ",
                            nx_record_get_text (g_ptr_array_index (people, i), NX_PERSON_NAME));
  g_assert_cmpstr (names->str, ==, expected);
}

static void
check_words_step (NxDatabase *db, Fixture *fixture)
{
  g_autoptr (NxFilter) filter = nx_filter_new (NX_RECORD_PERSON);
  gint64 wang = add_person (db, "王桂英", "1938-05-21");
  gint64 ding = add_person (db, "丁一", "1951");
  gint64 shan = add_person (db, "单晓明", "2016-02-03");
  gint64 wei = add_person (db, "魏一", NULL);

  /* 2, 4, 8 and 17 strokes; the surname is read shan. */
  filter->order = NX_ORDER_STROKES;
  check_names (db, filter, "丁一 王桂英 单晓明 魏一 ");
  filter->order = NX_ORDER_NAME;
  check_names (db, filter, "丁一 单晓明 王桂英 魏一 ");
  filter->initial = 's';
  check_names (db, filter, "单晓明 ");
  filter->initial = 'z';
  check_names (db, filter, "");
  filter->initial = 0;
  filter->order = NX_ORDER_AGE;
  check_names (db, filter, "单晓明 丁一 王桂英 魏一 ");
  filter->is_backward = TRUE;
  check_names (db, filter, "王桂英 丁一 单晓明 魏一 ");
  /* Never met, then the longest ago; who has no case comes last. */
  add_case (db, fixture, wang, 0, "2026-01-01", "2025-03-01");
  add_case (db, fixture, wang, 0, "2026-02-01", "2025-09-01");
  add_case (db, fixture, ding, 0, "2026-03-01", "2025-05-01");
  add_case (db, fixture, wei, 0, "2026-01-15", NULL);
  filter->order = NX_ORDER_LAST;
  filter->is_backward = FALSE;
  check_names (db, filter, "魏一 丁一 王桂英 单晓明 ");
  filter->order = NX_ORDER_NEXT;
  check_names (db, filter, "王桂英 魏一 丁一 单晓明 ");
  g_assert_cmpint (shan, >, 0);
}

static void
test_words (Fixture *fixture, gconstpointer data)
{
  write_step (fixture, check_words_step);
}

/* Keys that are missing, as after a step of the schema, come with the next opening. */
static void
test_renew (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  write_step (fixture, check_words_step);
  store_fixture_run (fixture->store, "UPDATE person SET stroke_key = NULL");
  nx_store_close (fixture->store, &error);
  g_assert_no_error (error);
  store_fixture_assert_finalizes (fixture->store);
  fixture->store = store_fixture_open (&fixture->store_fixture);
  g_assert_cmpint (
      store_fixture_ask (fixture->store, "SELECT count(*) FROM person WHERE stroke_key IS NULL"),
      ==, 0);
  g_assert_cmpint (store_fixture_ask (fixture->store,
                                      "SELECT (SELECT stroke_key FROM person WHERE name = '丁一')"
                                      " < (SELECT stroke_key FROM person WHERE name = '王桂英')"),
                   ==, 1);
}

/* What is missing: the store finds whom the model says something of */

static void
add_some_facts (NxDatabase *db, Fixture *fixture, NxRecord *person)
{
  static const struct
  {
    guint field;
    const char *text;
  } facts[] = {
    { NX_PERSON_PHONES, "13800001111" },
    { NX_PERSON_EMERGENCY_CONTACT, "李桂兰 13900002222" },
    { NX_PERSON_GUARDIAN, "王建国" },
    { NX_PERSON_LIVING, "alone" },
    { NX_PERSON_CARE, "mild" },
    { NX_PERSON_CARE, "intact" },
    { NX_PERSON_DISABILITY_LEVEL, "2" },
    { NX_PERSON_DISABILITY_EXPIRES_ON, "2025-11-18" },
    { NX_PERSON_DISABILITY_EXPIRES_ON, "2025-11-19" },
    { NX_PERSON_DIED_ON, "2025-01-02" },
  };
  NxEdit *edit = nx_edit_new (NX_RECORD_PERSON, person);

  for (guint i = 0; i < G_N_ELEMENTS (facts); i++)
    if (g_rand_int_range (fixture->rand, 0, i + 1 == G_N_ELEMENTS (facts) ? 9 : 2) == 0)
      nx_edit_set_text (edit, facts[i].field, facts[i].text);
  save (db, edit);
}

static guint
count_lacking (GPtrArray *people, guint lacks, NxDate today)
{
  guint n = 0;

  for (guint i = 0; i < people->len; i++)
    n += (nx_person_lack_get (g_ptr_array_index (people, i), today) & lacks) != 0 ? 1 : 0;
  return n;
}

static void
check_lacks_step (NxDatabase *db, Fixture *fixture)
{
  g_autoptr (NxFilter) filter = nx_filter_new (NX_RECORD_PERSON);
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = ask (db, filter);
  g_autoptr (GPtrArray) people = nx_records_load_many (
      db, NX_RECORD_PERSON, (const gint64 *)(gpointer)ids->data, ids->len, &error);
  NxDate today = nx_database_today (db);

  for (guint i = 0; i < people->len; i++)
    add_some_facts (db, fixture, g_ptr_array_index (people, i));
  g_clear_pointer (&people, g_ptr_array_unref);
  people = nx_records_load_many (db, NX_RECORD_PERSON, (const gint64 *)(gpointer)ids->data,
                                 ids->len, &error);
  g_assert_no_error (error);
  for (guint lacks = 1; lacks <= NX_LACK_ANY; lacks++)
    {
      g_autoptr (GArray) found = NULL;

      filter->lacks = lacks;
      found = ask (db, filter);
      g_assert_cmpuint (found->len, ==, count_lacking (people, lacks, today));
      for (guint i = 0; i < found->len; i++)
        {
          g_autoptr (NxRecord) person
              = nx_records_load (db, NX_RECORD_PERSON, g_array_index (found, gint64, i), &error);

          g_assert_cmpuint (nx_person_lack_get (person, today) & lacks, !=, 0);
        }
      if ((lacks & (lacks - 1)) == 0)
        g_assert_cmpuint (found->len, >, 0);
    }
  /* Nobody is in charge of them. */
  filter->responsible_id = fixture->other;
  g_clear_pointer (&ids, g_array_unref);
  ids = ask (db, filter);
  g_assert_cmpuint (ids->len, ==, 0);
}

static void
test_lacks (Fixture *fixture, gconstpointer data)
{
  write_step (fixture, add_office_step);
  write_step (fixture, check_lacks_step);
}

/* Filters with a name */

static void
check_saved_step (NxDatabase *db, Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) filters = NULL;
  const NxSavedFilter *filter = NULL;
  gint64 id = nx_saved_filters_add (db, "cases", " 高风险 ", "{}", &error);

  g_assert_no_error (error);
  /* The same name is the same filter; no name is none. */
  g_assert_cmpint (nx_saved_filters_add (db, "cases", "高风险", "{\"chips\":[]}", &error), ==, id);
  g_assert_cmpint (nx_saved_filters_add (db, "cases", "  ", "{}", &error), ==, 0);
  g_assert_error (error, NX_STORE_ERROR, NX_STORE_ERROR_CONSTRAINT);
  g_clear_error (&error);
  nx_saved_filters_add (db, "people", "高风险", "{}", &error);
  filters = nx_saved_filters_load (db, "cases", &error);
  g_assert_cmpuint (filters->len, ==, 1);
  filter = g_ptr_array_index (filters, 0);
  g_assert_cmpstr (filter->name, ==, "高风险");
  g_assert_cmpstr (filter->data, ==, "{\"chips\":[]}");
  g_assert_true (nx_saved_filters_rename (db, id, filter->version, "我的高风险", &error));
  g_assert_false (nx_saved_filters_rename (db, id, filter->version, "又一个", &error));
  g_assert_error (error, NX_STORE_ERROR, NX_STORE_ERROR_STALE);
  g_clear_error (&error);
  g_assert_true (nx_saved_filters_set_deleted (db, id, TRUE, &error));
  g_clear_pointer (&filters, g_ptr_array_unref);
  filters = nx_saved_filters_load (db, "cases", &error);
  g_assert_cmpuint (filters->len, ==, 0);
  g_assert_true (nx_saved_filters_set_deleted (db, id, FALSE, &error));
  g_clear_pointer (&filters, g_ptr_array_unref);
  filters = nx_saved_filters_load (db, "cases", &error);
  filter = g_ptr_array_index (filters, 0);
  g_assert_cmpstr (filter->name, ==, "我的高风险");
}

static void
test_saved (Fixture *fixture, gconstpointer data)
{
  write_step (fixture, check_saved_step);
}

/* Many at once */

static void
check_assign_step (NxDatabase *db, Fixture *fixture)
{
  g_autoptr (NxBulkAct) act = nx_bulk_act_new (NX_BULK_ASSIGN, NX_RECORD_CASE);
  g_autoptr (NxBulkUndo) undo = NULL;
  g_autoptr (GError) error = NULL;
  gint64 person = add_person (db, "王桂英", "1938-05-21");
  gint64 cases[3];
  gint64 gone = 999;

  for (guint i = 0; i < 3; i++)
    cases[i] = add_case (db, fixture, person, 0, i < 2 ? "2026-01-01" : NULL, NULL);
  g_array_append_vals (act->ids, cases, 3);
  g_array_append_val (act->ids, gone);
  /* Nobody chosen. */
  undo = nx_bulk_act_run (db, act, NULL, &error);
  g_assert_error (error, NX_STORE_ERROR, NX_STORE_ERROR_CONSTRAINT);
  g_clear_error (&error);
  act->worker_id = fixture->other;
  undo = nx_bulk_act_run (db, act, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (nx_bulk_undo_get_n_done (undo), ==, 2);
  g_assert_cmpuint (nx_bulk_undo_get_n_unfit (undo), ==, 2);
  g_assert_true (nx_bulk_act_take_back (db, undo, &error));
  g_clear_pointer (&undo, nx_bulk_undo_free);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (NxRecord) now = nx_records_load (db, NX_RECORD_CASE, cases[i], &error);

      g_assert_cmpint (nx_record_get_int (now, NX_CASE_WORKER), ==, fixture->worker);
    }
  /* Somebody writes to one of them: then none is taken back. */
  undo = nx_bulk_act_run (db, act, NULL, &error);
  g_assert_no_error (error);
  {
    g_autoptr (NxRecord) now = nx_records_load (db, NX_RECORD_CASE, cases[1], &error);
    NxEdit *edit = nx_edit_new (NX_RECORD_CASE, now);

    nx_edit_set_text (edit, NX_CASE_TITLE, "陪诊");
    save (db, edit);
  }
  g_assert_false (nx_bulk_act_take_back (db, undo, &error));
  g_assert_error (error, NX_STORE_ERROR, NX_STORE_ERROR_STALE);
  g_assert_nonnull (strstr (error->message, "1 of 2"));
}

static void
test_assign (Fixture *fixture, gconstpointer data)
{
  write_step (fixture, check_assign_step);
}

static void
check_add_step (NxDatabase *db, Fixture *fixture)
{
  g_autoptr (NxBulkAct) act = nx_bulk_act_new (NX_BULK_SUPPORT, NX_RECORD_PERSON);
  g_autoptr (NxBulkAct) plan = nx_bulk_act_new (NX_BULK_PLAN, NX_RECORD_CASE);
  g_autoptr (NxBulkUndo) undo = NULL;
  g_autoptr (NxBulkUndo) again = NULL;
  g_autoptr (NxBulkUndo) planned = NULL;
  g_autoptr (NxFilter) filter = nx_filter_new (NX_RECORD_PERSON);
  g_autoptr (GError) error = NULL;
  gint64 people[2] = { add_person (db, "王桂英", NULL), add_person (db, "丁一", NULL) };
  gint64 file = add_case (db, fixture, people[0], 0, "2026-01-01", NULL);

  g_array_append_vals (act->ids, people, 2);
  act->code = g_strdup ("alone");
  nx_date_from_iso ("2025-11-01", &act->day);
  g_assert_null (nx_bulk_act_run (db, act, NULL, &error));
  g_assert_error (error, NX_STORE_ERROR, NX_STORE_ERROR_CONSTRAINT);
  g_clear_error (&error);
  act->evidence = g_strdup ("入户核实");
  undo = nx_bulk_act_run (db, act, NULL, &error);
  g_assert_no_error (error);
  again = nx_bulk_act_run (db, act, NULL, &error);
  g_assert_cmpuint (nx_bulk_undo_get_n_done (again), ==, 0);
  g_assert_cmpuint (nx_bulk_undo_get_n_same (again), ==, 2);
  nx_filter_set (&filter->support, "alone");
  check_names (db, filter, "丁一 王桂英 ");
  g_assert_true (nx_bulk_act_take_back (db, undo, &error));
  check_names (db, filter, "");
  /* What was taken back once cannot be again. */
  g_assert_false (nx_bulk_act_take_back (db, undo, &error));
  g_clear_error (&error);
  g_array_append_val (plan->ids, file);
  nx_date_from_iso ("2025-11-18", &plan->day);
  g_assert_null (nx_bulk_act_run (db, plan, NULL, &error));
  g_clear_error (&error);
  nx_date_from_iso ("2025-11-21", &plan->day);
  planned = nx_bulk_act_run (db, plan, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (nx_records_count (db, NX_RECORD_VISIT, NULL), ==, 1);
  g_assert_true (nx_bulk_act_take_back (db, planned, &error));
  g_assert_cmpint (nx_records_count (db, NX_RECORD_VISIT, NULL), ==, 0);
}

static void
test_add (Fixture *fixture, gconstpointer data)
{
  write_step (fixture, check_add_step);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)
  ADD ("/orders/whole", test_whole);
  ADD ("/orders/words", test_words);
  ADD ("/orders/renew", test_renew);
  ADD ("/orders/lacks", test_lacks);
  ADD ("/saved-filters", test_saved);
  ADD ("/bulk/assign", test_assign);
  ADD ("/bulk/add", test_add);
  return g_test_run ();
}
