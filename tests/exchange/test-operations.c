/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Tests merging, moving, importing and undoing: a thousand random steps against a simple model,
 * each undone row for row; and one by one what a worker would look at. */
#include "config.h"

#include "nx-bulk-acts.h"
#include "nx-import.h"
#include "nx-journal.h"
#include "nx-merge-households.h"
#include "nx-merge-persons.h"
#include "nx-move-members.h"
#include "nx-office.h"
#include "nx-record-kinds.h"
#include "nx-records.h"
#include "nx-save.h"
#include "nx-store-error.h"
#include "nx-timeline-query.h"
#include "nx-twin-pairs.h"

#include "operations-model.h"
#include "store-fixture.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>

/* 2026-11-22 10:00 in Asia/Shanghai. */
#define NOW G_GINT64_CONSTANT (1795312800)

static const NxDate today = { 2026, 11, 22 };

typedef struct
{
  StoreFixture store_fixture;
  NxStore *store;
  gint64 area;
  GRand *rand;
  GArray *done; /* Done, the last one undone first */
  Model *model;
  guint n_done;
} Fixture;

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

static void
set_up_step (NxDatabase *db, Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (nx_office_set_up (db, "210102002001", "林晓岚", &error), ==, 1);
  g_assert_no_error (error);
  fixture->area = nx_office_find_area (db, "210102002001", &error);
  g_assert_cmpint (fixture->area, >, 0);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  store_fixture_set_up (&fixture->store_fixture, NULL);
  g_clear_pointer (&fixture->store_fixture.migrations, nx_migrations_unref);
  fixture->store = store_fixture_create (&fixture->store_fixture);
  g_object_set (fixture->store, "fixed-now", NOW, NULL);
  write_step (fixture, set_up_step);
  nx_store_set_actor (fixture->store, 1);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  store_fixture_assert_finalizes (fixture->store);
  store_fixture_tear_down (&fixture->store_fixture, NULL);
}

/* Records */

static gint64
save (NxDatabase *db, NxEdit *edit)
{
  g_autoptr (GError) error = NULL;
  gint64 id = nx_records_save (db, edit, &error);

  g_assert_no_error (error);
  g_assert_cmpint (id, >, 0);
  return id;
}

static NxRecord *
load (NxDatabase *db, NxRecordKind kind, gint64 id)
{
  g_autoptr (GError) error = NULL;
  NxRecord *record = nx_records_load (db, kind, id, &error);

  g_assert_no_error (error);
  return record;
}

static gint64
add_household (NxDatabase *db, Fixture *fixture, const char *room)
{
  g_autoptr (NxEdit) edit = nx_edit_new (NX_RECORD_HOUSEHOLD, NULL);

  nx_edit_set_int (edit, NX_HOUSEHOLD_AREA, fixture->area);
  nx_edit_set_text (edit, NX_HOUSEHOLD_ADDRESS, "和平路");
  nx_edit_set_text (edit, NX_HOUSEHOLD_ROOM, room);
  return save (db, edit);
}

static gint64
add_person (NxDatabase *db, const char *name, const char *birth, const char *phones)
{
  g_autoptr (NxEdit) edit = nx_edit_new (NX_RECORD_PERSON, NULL);

  nx_edit_set_text (edit, NX_PERSON_NAME, name);
  nx_edit_set_text (edit, NX_PERSON_BIRTH_ON, birth);
  nx_edit_set_text (edit, NX_PERSON_PHONES, phones);
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
add_case (NxDatabase *db, gint64 person, gint64 household)
{
  g_autoptr (NxEdit) edit = nx_edit_new (NX_RECORD_CASE, NULL);

  nx_edit_set_text (edit, NX_CASE_TITLE, "独居照护");
  if (person != 0)
    nx_edit_set_int (edit, NX_CASE_CLIENT_PERSON, person);
  else
    nx_edit_set_int (edit, NX_CASE_CLIENT_HOUSEHOLD, household);
  nx_edit_set_text (edit, NX_CASE_STAGE, "intervention");
  nx_edit_set_text (edit, NX_CASE_RISK, "medium");
  nx_edit_set_text (edit, NX_CASE_OPENED_ON, "2025-05-08");
  return save (db, edit);
}

static gint64
add_visit (NxDatabase *db, gint64 case_id, const char *on)
{
  g_autoptr (NxEdit) edit = nx_edit_new (NX_RECORD_VISIT, NULL);

  nx_edit_set_int (edit, NX_VISIT_CASE, case_id);
  nx_edit_set_text (edit, NX_VISIT_STATE, "done");
  nx_edit_set_text (edit, NX_VISIT_KIND, "home");
  nx_edit_set_text (edit, NX_VISIT_ON, on);
  nx_edit_set_text (edit, NX_VISIT_NARRATIVE, "血压平稳，扶手已装好。");
  return save (db, edit);
}

static gint64
add_support (NxDatabase *db, gint64 person, const char *code, const char *from)
{
  g_autoptr (NxEdit) edit = nx_edit_new (NX_RECORD_SUPPORT, NULL);

  nx_edit_set_int (edit, NX_SUPPORT_PERSON, person);
  nx_edit_set_text (edit, NX_SUPPORT_CLASS, code);
  nx_edit_set_text (edit, NX_SUPPORT_FROM_ON, from);
  nx_edit_set_text (edit, NX_SUPPORT_EVIDENCE, "入户核实");
  return save (db, edit);
}

static gint64
ask (NxDatabase *db, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NxStatement) row = nx_database_dynamic (db, "test-ask", sql, &error);

  g_assert_no_error (error);
  g_assert_true (nx_statement_step (row, &error));
  return nx_statement_get_int64 (row, 0);
}

/* What never may be, whatever was done. */
static void
assert_sound (NxDatabase *db)
{
  g_autoptr (GError) error = NULL;

  nx_driver_check_references (nx_database_get_driver (db), &error);
  g_assert_no_error (error);
  g_assert_cmpint (ask (db, "SELECT count(*) FROM (SELECT household_id FROM membership"
                            " WHERE relation = '02' AND to_on IS NULL AND archived_at IS NULL"
                            " GROUP BY household_id HAVING count(*) > 1)"),
                   ==, 0);
  /* Nobody is in one household twice at a time. */
  g_assert_cmpint (
      ask (db, "SELECT count(*) FROM membership AS a JOIN membership AS b"
               " ON a.person_id = b.person_id AND a.household_id = b.household_id AND a.id < b.id"
               " WHERE a.archived_at IS NULL AND b.archived_at IS NULL"
               " AND coalesce(a.from_on, '') < coalesce(b.to_on, '~')"
               " AND coalesce(b.from_on, '') < coalesce(a.to_on, '~')"),
      ==, 0);
  g_assert_cmpint (ask (db, "SELECT count(*) FROM name_key AS k JOIN person AS p"
                            " ON p.id = k.person_id WHERE p.archived_at IS NOT NULL"),
                   ==, 0);
  /* The order of households is that of their heads. */
  g_assert_cmpint (
      ask (db, "SELECT count(*) FROM household AS h WHERE h.archived_at IS NULL AND h.name_key <>"
               " coalesce((SELECT p.name_key FROM membership AS m JOIN person AS p"
               "   ON p.id = m.person_id WHERE m.household_id = h.id AND m.to_on IS NULL"
               "   AND m.archived_at IS NULL"
               "   ORDER BY m.relation NOT IN ('02', '01'), m.id LIMIT 1), '~')"),
      ==, 0);
}

/* A thousand random steps */

#define STEPS 1000
#define START_HOUSEHOLDS 16
#define START_PERSONS 40

typedef struct
{
  gint64 operation;
  Model *before;
  char *rows;
} Done;

static void
clear_done (gpointer data)
{
  Done *done = data;

  g_free (done->before);
  g_free (done->rows);
}

static void
fill_step (NxDatabase *db, Fixture *fixture)
{
  static const char *const given[] = { "秀兰", "桂英", "建国", "小明", "玉珍", "志强", "单", "芳" };
  static const char *const surnames[] = { "王", "李", "曾", "单", "欧阳", "丁", "解", "柳" };
  gint64 households[START_HOUSEHOLDS];

  for (guint i = 0; i < START_HOUSEHOLDS; i++)
    {
      g_autofree char *room = g_strdup_printf ("%u", 101 + i);

      households[i] = add_household (db, fixture, room);
    }
  for (guint i = 0; i < START_PERSONS; i++)
    {
      g_autofree char *name = g_strconcat (surnames[i % 8], given[i / 3 % 8], NULL);
      g_autofree char *birth = g_strdup_printf ("19%02u-0%u-11", 30 + i, 1 + i % 9);
      g_autofree char *phone = g_strdup_printf ("138%08u", i * 7);
      g_autofree char *from
          = nx_date_to_iso (model_day ((guint)g_rand_int_range (fixture->rand, 1, 12)));
      gint64 person = add_person (db, name, birth, i % 3 ? phone : NULL);

      add_member (db, households[i % START_HOUSEHOLDS], person, i < START_HOUSEHOLDS ? "02" : "20",
                  from);
      if (i % 2 == 0)
        add_visit (db, add_case (db, person, 0), "2026-01-05");
      if (i % 3 == 0)
        add_support (db, person, "alone", "2024-01-01");
    }
  for (guint i = 0; i < START_HOUSEHOLDS; i += 3)
    add_case (db, 0, households[i]);
}

/* A random id that @has; 0 when there is none but @other. */
static gint64
pick (GRand *rand, const gboolean *has, guint n, gint64 other)
{
  gint64 ids[MODEL_PERSONS];
  guint n_ids = 0;

  for (guint i = 0; i < n; i++)
    if (has[i] && i != other)
      ids[n_ids++] = i;
  return n_ids > 0 ? ids[g_rand_int_range (rand, 0, (gint32)n_ids)] : 0;
}

static gint64
merge_random_persons (NxDatabase *db, Fixture *fixture, Model *model)
{
  gint64 kept_id = pick (fixture->rand, model->has_person, MODEL_PERSONS, 0);
  gint64 merged_id = pick (fixture->rand, model->has_person, MODEL_PERSONS, kept_id);
  g_autoptr (NxRecord) kept = load (db, NX_RECORD_PERSON, kept_id);
  g_autoptr (NxRecord) merged = load (db, NX_RECORD_PERSON, merged_id);
  g_autoptr (NxPersonMerge) merge = nx_person_merge_new (kept, merged);
  g_autoptr (GError) error = NULL;
  gint64 id = 0;

  if (g_rand_boolean (fixture->rand))
    {
      nx_edit_set_text (merge->kept, NX_PERSON_NAME, nx_record_get_text (merged, NX_PERSON_NAME));
      nx_edit_set_text (merge->kept, NX_PERSON_PHONES,
                        nx_record_get_text (merged, NX_PERSON_PHONES));
    }
  model_merge_persons (model, kept_id, merged_id);
  if (g_rand_boolean (fixture->rand))
    for (guint i = 0; i < MODEL_HOUSEHOLDS && merge->household_id == 0; i++)
      if (model->lives[kept_id][i] >> (MODEL_DAYS - 1))
        merge->household_id = i;
  if (merge->household_id != 0)
    model_settle_home (model, kept_id, merge->household_id, today);
  id = nx_person_merge_run (db, merge, &error);
  g_assert_no_error (error);
  return id;
}

static gint64
merge_random_households (NxDatabase *db, Fixture *fixture, Model *model)
{
  gint64 kept_id = pick (fixture->rand, model->has_household, MODEL_HOUSEHOLDS, 0);
  gint64 merged_id = pick (fixture->rand, model->has_household, MODEL_HOUSEHOLDS, kept_id);
  g_autoptr (NxRecord) kept = load (db, NX_RECORD_HOUSEHOLD, kept_id);
  g_autoptr (NxRecord) merged = load (db, NX_RECORD_HOUSEHOLD, merged_id);
  g_autoptr (NxHouseholdMerge) merge = nx_household_merge_new (kept, merged);
  g_autoptr (GError) error = NULL;
  gint64 id = 0;

  if (g_rand_boolean (fixture->rand))
    nx_edit_set_text (merge->kept, NX_HOUSEHOLD_ROOM,
                      nx_record_get_text (merged, NX_HOUSEHOLD_ROOM));
  model_merge_households (model, kept_id, merged_id);
  id = nx_household_merge_run (db, merge, &error);
  g_assert_no_error (error);
  return id;
}

/* Some members of a household go, to a new one or to another; 0 when there was none to move. */
static gint64
move_random_members (NxDatabase *db, Fixture *fixture, Model *model)
{
  gint64 from = pick (fixture->rand, model->has_household, MODEL_HOUSEHOLDS, 0);
  gint64 to = g_rand_boolean (fixture->rand)
                  ? pick (fixture->rand, model->has_household, MODEL_HOUSEHOLDS, from)
                  : 0;
  /* The model knows months. */
  NxDate day = model_day ((guint)g_rand_int_range (fixture->rand, 38, 47));
  g_autoptr (NxMembersMove) move = nx_members_move_new (from, day);
  g_autoptr (GPtrArray) members
      = nx_records_load_by_int (db, NX_RECORD_MEMBERSHIP, NX_MEMBERSHIP_HOUSEHOLD, from, NULL);
  g_autoptr (GArray) persons = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) error = NULL;
  gint64 id = 0;

  for (guint i = 0; i < members->len; i++)
    {
      NxRecord *one = g_ptr_array_index (members, i);
      gint64 person = nx_record_get_int (one, NX_MEMBERSHIP_PERSON);
      NxMemberRelation relation = { nx_record_get_id (one), "20" };

      if (nx_record_is_set (one, NX_MEMBERSHIP_TO_ON)
          || nx_date_compare (day, nx_record_get_date (one, NX_MEMBERSHIP_FROM_ON)) <= 0
          || (to != 0 && model->lives[person][to] >> (MODEL_DAYS - 1))
          || (to != 0 && (model->lives[person][to] & model_bits_from (day)))
          || g_rand_int_range (fixture->rand, 0, 3) == 0)
        continue;
      if (to == 0 && move->moved->len == 0)
        relation.relation = "02";
      g_array_append_val (move->moved, relation);
      g_array_append_val (persons, person);
    }
  if (persons->len == 0)
    return 0;
  move->to_id = to;
  if (to == 0)
    {
      g_autofree char *room = g_strdup_printf ("%d", g_rand_int_range (fixture->rand, 200, 900));

      move->new_household = nx_edit_new (NX_RECORD_HOUSEHOLD, NULL);
      nx_edit_set_int (move->new_household, NX_HOUSEHOLD_AREA, fixture->area);
      nx_edit_set_text (move->new_household, NX_HOUSEHOLD_ADDRESS, "丰泽路");
      nx_edit_set_text (move->new_household, NX_HOUSEHOLD_ROOM, room);
    }
  move->reason = g_strdup ("分户");
  id = nx_members_move_run (db, move, &to, &error);
  g_assert_no_error (error);
  model->has_household[to] = TRUE;
  for (guint i = 0; i < persons->len; i++)
    model_move (model, g_array_index (persons, gint64, i), from, to, day);
  return id;
}

static gint64
run_random_bulk (NxDatabase *db, Fixture *fixture, Model *model)
{
  static const struct
  {
    NxBulkDeed deed;
    NxRecordKind kind;
    const char *code;
  } deeds[] = { { NX_BULK_SUPPORT, NX_RECORD_PERSON, "dibao_edge" },
                { NX_BULK_PLAN, NX_RECORD_CASE, "home" } };
  guint which = (guint)g_rand_int_range (fixture->rand, 0, G_N_ELEMENTS (deeds));
  g_autoptr (NxBulkAct) act = nx_bulk_act_new (deeds[which].deed, deeds[which].kind);
  g_autoptr (NxBulkUndo) undo = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 5; i++)
    {
      gint64 id = g_rand_int_range (fixture->rand, 1, which == 0 ? START_PERSONS : 20);

      g_array_append_val (act->ids, id);
    }
  act->code = g_strdup (deeds[which].code);
  act->day = nx_date_add_days (today, g_rand_int_range (fixture->rand, 0, 30));
  act->evidence = g_strdup ("入户核实");
  if (which == 0)
    act->day = nx_date_add_days (today, -g_rand_int_range (fixture->rand, 0, 300));
  undo = nx_bulk_act_run (db, act, NULL, &error);
  g_assert_no_error (error);
  return nx_bulk_undo_get_n_done (undo) > 0 ? ask (db, "SELECT max(id) FROM operation") : 0;
}

static void
import_text (NxDatabase *db, const char *text, NxImportCounts *counts)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (NxCsvReader) reader = nx_csv_reader_new_for_bytes (bytes, NULL, &error);
  g_autoptr (NxImport) import = NULL;

  g_assert_no_error (error);
  import = nx_import_new (reader, NULL, today, &error);
  g_assert_no_error (error);
  nx_import_apply (import, db, counts, &error);
  g_assert_no_error (error);
}

/* New people, and new phones of some that are there; the model is read anew, for how an import
 * finds whom it means has tests of its own. */
static gint64
import_random (NxDatabase *db, Fixture *fixture, Model *model)
{
  g_autoptr (GString) text = g_string_new ("社区,住址,姓名,与户主关系,出生日期,电话\n");
  NxImportCounts counts = { 0 };

  for (guint i = 0; i < 3; i++)
    g_string_append_printf (text, "210102002001,丰泽路%d号,赵%s,%s,19%d-03-04,139%08d\n",
                            g_rand_int_range (fixture->rand, 1, 5), i == 0 ? "一" : "二",
                            i == 0 ? "户主" : "子", g_rand_int_range (fixture->rand, 50, 53),
                            g_rand_int_range (fixture->rand, 0, 3));
  import_text (db, text->str, &counts);
  model_read (model, db);
  return counts.persons_added + counts.updated > 0 ? ask (db, "SELECT max(id) FROM operation") : 0;
}

static gint64
do_random (NxDatabase *db, Fixture *fixture, Model *model)
{
  switch (g_rand_int_range (fixture->rand, 0, 6))
    {
    case 0:
      return merge_random_persons (db, fixture, model);
    case 1:
      return merge_random_households (db, fixture, model);
    case 2:
      return run_random_bulk (db, fixture, model);
    case 3:
      return import_random (db, fixture, model);
    default:
      return move_random_members (db, fixture, model);
    }
}

/* The last step; the store is row for row as before it. */
static void
undo_step (NxDatabase *db, Fixture *fixture)
{
  const Done *last = &g_array_index (fixture->done, Done, fixture->done->len - 1);
  g_autoptr (GError) error = NULL;
  g_autofree char *rows = NULL;

  nx_operation_undo (db, last->operation, &error);
  g_assert_no_error (error);
  *fixture->model = *last->before;
  rows = model_dup_rows (db);
  g_assert_cmpstr (rows, ==, last->rows);
  g_array_set_size (fixture->done, fixture->done->len - 1);
}

static void
do_step (NxDatabase *db, Fixture *fixture)
{
  Done one = { 0, g_memdup2 (fixture->model, sizeof *fixture->model), model_dup_rows (db) };

  one.operation = do_random (db, fixture, fixture->model);
  if (one.operation != 0)
    {
      g_array_append_val (fixture->done, one);
      fixture->n_done++;
    }
  else
    clear_done (&one);
}

/* What the next one would find. */
static void
check_step (NxDatabase *db, Fixture *fixture)
{
  g_autofree Model *now = g_new0 (Model, 1);

  model_read (now, db);
  model_assert_equal (now, fixture->model);
  assert_sound (db);
}

static void
begin_step (NxDatabase *db, Fixture *fixture)
{
  fill_step (db, fixture);
  model_read (fixture->model, db);
}

static guint
count (const gboolean *has, guint n)
{
  guint sum = 0;

  for (guint i = 0; i < n; i++)
    sum += has[i] ? 1 : 0;
  return sum;
}

/* More are merged than come to it. */
static gboolean
is_run_down (const Model *model)
{
  return count (model->has_household, MODEL_HOUSEHOLDS) < 4
         || count (model->has_person, MODEL_PERSONS) < 8;
}

static void
check_journal_step (NxDatabase *db, Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (nx_journal_check (db, &error), ==, 0);
  g_assert_no_error (error);
}

static void
run_random (Fixture *fixture)
{
  write_step (fixture, begin_step);
  for (guint i = 0; i < STEPS; i++)
    {
      gboolean goes_back = is_run_down (fixture->model) || fixture->done->len > 12
                           || g_rand_int_range (fixture->rand, 0, 5) < 2;

      write_step (fixture, fixture->done->len > 0 && goes_back ? undo_step : do_step);
      write_step (fixture, check_step);
    }
  while (fixture->done->len > 0)
    write_step (fixture, undo_step);
  write_step (fixture, check_journal_step);
  g_assert_cmpuint (fixture->n_done, >, STEPS / 3);
}

static void
test_random (Fixture *fixture, gconstpointer data)
{
  const char *given = g_getenv ("NX_TEST_SEED");
  guint32 seed = given != NULL ? (guint32)strtoul (given, NULL, 10) : g_random_int ();

  g_test_message ("NX_TEST_SEED=%u does these steps again", seed);
  fixture->rand = g_rand_new_with_seed (seed);
  fixture->done = g_array_new (FALSE, FALSE, sizeof (Done));
  g_array_set_clear_func (fixture->done, clear_done);
  fixture->model = g_new0 (Model, 1);
  run_random (fixture);
  g_free (fixture->model);
  g_array_unref (fixture->done);
  g_rand_free (fixture->rand);
}

/* One by one */

static NxPersonMerge *
new_person_merge (NxDatabase *db, gint64 kept_id, gint64 merged_id)
{
  g_autoptr (NxRecord) kept = load (db, NX_RECORD_PERSON, kept_id);
  g_autoptr (NxRecord) merged = load (db, NX_RECORD_PERSON, merged_id);

  return nx_person_merge_new (kept, merged);
}

static gint64
merge_persons (NxDatabase *db, gint64 kept_id, gint64 merged_id)
{
  g_autoptr (NxPersonMerge) merge = new_person_merge (db, kept_id, merged_id);
  g_autoptr (GError) error = NULL;
  gint64 id = nx_person_merge_run (db, merge, &error);

  g_assert_no_error (error);
  return id;
}

static void
assert_undone (NxDatabase *db, gint64 operation_id)
{
  g_autoptr (GError) error = NULL;

  nx_operation_undo (db, operation_id, &error);
  g_assert_no_error (error);
}

static void
assert_not_undone (NxDatabase *db, gint64 operation_id, int code, const char *why)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = model_dup_rows (db);
  g_autofree char *after = NULL;

  g_assert_false (nx_operation_undo (db, operation_id, &error));
  g_assert_error (error, NX_STORE_ERROR, code);
  if (strstr (error->message, why) == NULL)
    g_error ("says: %s", error->message);
  after = model_dup_rows (db);
  g_assert_cmpstr (before, ==, after);
}

static void
add_note (NxDatabase *db, gint64 person_id)
{
  g_autoptr (NxRecord) person = load (db, NX_RECORD_PERSON, person_id);
  g_autoptr (NxEdit) edit = nx_edit_new (NX_RECORD_PERSON, person);

  nx_edit_set_text (edit, NX_PERSON_NOTE, "听力不好");
  save (db, edit);
}

/* Entries of a person's timeline that say that the record was changed. */
static guint
count_changes (NxDatabase *db, gint64 person_id)
{
  NxTimelineQuery query = { .person_id = person_id, .kinds = NX_TIMELINE_ALL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = nx_timeline_query_run (db, &query, &error);
  guint n = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < entries->len; i++)
    {
      const NxTimelineEntry *entry = g_ptr_array_index (entries, i);
      NxRecord *event = entry->event;

      n += event != NULL && g_strcmp0 (nx_record_get_text (event, NX_EVENT_ACTION), "changed") == 0;
    }
  return n;
}

/* What follows to the record that stays, and that the journal has one event for it. */
static void
merge_step (NxDatabase *db, Fixture *fixture)
{
  gint64 one = add_household (db, fixture, "101");
  gint64 other = add_household (db, fixture, "102");
  gint64 kept = add_person (db, "王秀兰", "1938-05-21", "13812345678");
  gint64 merged = add_person (db, "王秀蓝", "1938-05-21", "13911112222");
  gint64 apart = add_person (db, "王秀兰", "1958-01-02", NULL);
  gint64 case_id = add_case (db, merged, 0);
  g_autoptr (NxPersonMerge) merge = NULL;
  g_autoptr (NxRecord) now = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gint64 events = 0;
  gint64 id = 0;

  add_member (db, one, kept, "02", "2001-01-01");
  add_member (db, other, merged, "02", "2015-03-01");
  add_note (db, merged);
  add_support (db, kept, "alone", "2024-01-01");
  add_support (db, merged, "alone", "2024-01-01");
  add_support (db, merged, "dibao", "2024-02-01");
  add_visit (db, case_id, "2026-01-05");
  nx_twin_pairs_tell_apart (db, merged, apart, &error);
  g_assert_no_error (error);
  before = model_dup_rows (db);
  events = ask (db, "SELECT count(*) FROM event");
  merge = new_person_merge (db, kept, merged);
  nx_edit_set_text (merge->kept, NX_PERSON_FORMER_NAMES, "王秀蓝");
  merge->household_id = other;
  id = nx_person_merge_run (db, merge, &error);
  g_assert_no_error (error);
  g_assert_cmpint (ask (db, "SELECT count(*) FROM event"), ==, events + 1);
  now = load (db, NX_RECORD_PERSON, merged);
  g_assert_true (nx_record_is_archived (now));
  g_clear_object (&now);
  now = load (db, NX_RECORD_PERSON, kept);
  g_assert_cmpstr (nx_record_get_text (now, NX_PERSON_NAME), ==, "王秀兰");
  g_assert_cmpstr (nx_record_get_text (now, NX_PERSON_PHONES), ==, "13812345678");
  g_assert_cmpint (nx_record_get_int (now, NX_PERSON_HOUSEHOLD), ==, other);
  g_assert_cmpint (ask (db, "SELECT person_id FROM case_file"), ==, kept);
  /* What was written of the one is read with the other. */
  g_assert_cmpuint (count_changes (db, kept), ==, 1);
  /* The one class both had is held once. */
  g_assert_cmpint (ask (db, "SELECT count(*) FROM support AS s JOIN person AS p"
                            " ON p.id = s.person_id WHERE s.archived_at IS NULL"
                            " AND p.archived_at IS NULL"),
                   ==, 2);
  /* The first household was left on the day the other one was entered. */
  g_assert_cmpint (ask (db, "SELECT count(*) FROM membership WHERE to_on = '2015-03-01'"), ==, 1);
  g_assert_cmpint (ask (db, "SELECT count(*) FROM person_apart"), ==, 2);
  assert_sound (db);
  assert_undone (db, id);
  after = model_dup_rows (db);
  g_assert_cmpstr (before, ==, after);
  assert_not_undone (db, id, NX_STORE_ERROR_NOT_FOUND, "already");
}

static void
test_merge (Fixture *fixture, gconstpointer data)
{
  write_step (fixture, merge_step);
}

/* A merge that is built on says so, until what was built is taken back. */
static void
built_on_step (NxDatabase *db, Fixture *fixture)
{
  gint64 kept = add_person (db, "王秀兰", "1938-05-21", NULL);
  gint64 merged = add_person (db, "王秀蓝", "1938-05-21", NULL);
  gint64 third = add_person (db, "王秀", "1938-05-21", NULL);
  gint64 case_id = add_case (db, merged, 0);
  gint64 id = merge_persons (db, kept, merged);
  gint64 second = merge_persons (db, kept, third);

  /* Another merge of the same record stands in the way until it is undone itself. */
  assert_not_undone (db, id, NX_STORE_ERROR_STALE, "1 of 3");
  assert_undone (db, second);
  add_visit (db, case_id, "2026-11-20");
  assert_not_undone (db, id, NX_STORE_ERROR_STALE, "20 November 2026");
}

static void
test_built_on (Fixture *fixture, gconstpointer data)
{
  write_step (fixture, built_on_step);
}

static void
nested_step (NxDatabase *db, Fixture *fixture)
{
  gint64 kept = add_person (db, "王秀兰", "1938-05-21", NULL);
  gint64 merged = add_person (db, "王秀蓝", "1938-05-21", NULL);
  gint64 third = add_person (db, "王秀", "1938-05-21", NULL);
  g_autofree char *before = model_dup_rows (db);
  g_autofree char *after = NULL;
  gint64 id = merge_persons (db, kept, merged);
  gint64 second = merge_persons (db, third, kept);
  g_autoptr (NxRecord) gone = load (db, NX_RECORD_PERSON, kept);
  g_autoptr (NxRecord) other = load (db, NX_RECORD_PERSON, third);
  g_autoptr (NxPersonMerge) late = nx_person_merge_new (gone, other);
  g_autoptr (GError) error = NULL;

  /* Both went into the third. */
  g_assert_cmpint (ask (db, "SELECT count(*) FROM person WHERE merged_into = 3"), ==, 2);
  g_assert_cmpint (nx_person_merge_run (db, late, &error), ==, 0);
  g_assert_error (error, NX_STORE_ERROR, NX_STORE_ERROR_STALE);
  nx_operation_forget (db, NULL);
  assert_undone (db, second);
  assert_undone (db, id);
  after = model_dup_rows (db);
  g_assert_cmpstr (before, ==, after);
}

static void
test_nested (Fixture *fixture, gconstpointer data)
{
  write_step (fixture, nested_step);
}

/* Refusals change nothing: the job that is refused is rolled back. */
typedef struct
{
  NxPersonMerge *merge;
  NxMembersMove *move;
} Refused;

static gpointer
refused_job (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const Refused *refused = data;

  if (refused->merge != NULL)
    nx_person_merge_run (db, refused->merge, error);
  else
    nx_members_move_run (db, refused->move, NULL, error);
  return NULL;
}

static void
assert_refused (Fixture *fixture, const Refused *refused, int code, const char *why)
{
  g_autoptr (GError) error = NULL;

  nx_store_write (fixture->store, refused_job, (gpointer)refused, NULL, &error);
  g_assert_error (error, NX_STORE_ERROR, code);
  if (strstr (error->message, why) == NULL)
    g_error ("says: %s", error->message);
}

typedef struct
{
  Fixture fixture;
  NxPersonMerge *merge;
  NxPersonMerge *same;
  NxMembersMove *move;
  gint64 household;
  gint64 member;
} Refusals;

static void
refusals_step (NxDatabase *db, Fixture *fixture)
{
  Refusals *self = (Refusals *)fixture;
  gint64 kept = add_person (db, "王秀兰", "1938-05-21", NULL);
  gint64 merged = add_person (db, "王秀蓝", "1938-05-21", NULL);

  self->household = add_household (db, fixture, "101");
  self->member = add_member (db, self->household, kept, "02", "2020-05-01");
  add_household (db, fixture, "102");
  self->merge = new_person_merge (db, kept, merged);
  self->same = new_person_merge (db, kept, kept);
  self->move = nx_members_move_new (self->household, today);
}

static void
change_step (NxDatabase *db, Fixture *fixture)
{
  Refusals *self = (Refusals *)fixture;
  g_autoptr (NxEdit) edit = nx_edit_new (NX_RECORD_PERSON, self->merge->merged);

  nx_edit_set_text (edit, NX_PERSON_NOTE, "听力不好");
  save (db, edit);
}

static void
check_refusals (Refusals *self)
{
  Fixture *fixture = &self->fixture;
  Refused same = { .merge = self->same };
  Refused stale = { .merge = self->merge };
  Refused move = { .move = self->move };
  NxMemberRelation head = { self->member, "02" };

  assert_refused (fixture, &same, NX_STORE_ERROR_CONSTRAINT, "one and the same");
  write_step (fixture, change_step);
  assert_refused (fixture, &stale, NX_STORE_ERROR_STALE, "changed");
  assert_refused (fixture, &move, NX_STORE_ERROR_CONSTRAINT, "Nobody is chosen");
  g_array_append_val (self->move->moved, head);
  assert_refused (fixture, &move, NX_STORE_ERROR_CONSTRAINT, "No household is chosen");
  self->move->to_id = self->household;
  assert_refused (fixture, &move, NX_STORE_ERROR_CONSTRAINT, "live in already");
  self->move->to_id = self->household + 1;
  self->move->day = nx_date_add_days (today, 1);
  assert_refused (fixture, &move, NX_STORE_ERROR_CONSTRAINT, "yet to come");
  self->move->day = (NxDate){ 2020, 5, 1 };
  assert_refused (fixture, &move, NX_STORE_ERROR_CONSTRAINT, "later day");
  self->move->day = today;
  self->move->to_id = 4711;
  assert_refused (fixture, &move, NX_STORE_ERROR_NOT_FOUND, "");
  g_assert_cmpint (store_fixture_ask (fixture->store, "SELECT count(*) FROM operation"), ==, 0);
}

static void
test_refused (Refusals *self, gconstpointer data)
{
  write_step (&self->fixture, refusals_step);
  check_refusals (self);
  nx_person_merge_free (self->merge);
  nx_person_merge_free (self->same);
  nx_members_move_free (self->move);
}

/* Everybody moves, and what belongs to the household goes along; the ids of what an undone move had
 * made are not given again. */
static void
move_step (NxDatabase *db, Fixture *fixture)
{
  gint64 from = add_household (db, fixture, "101");
  gint64 head = add_person (db, "王秀兰", "1938-05-21", NULL);
  gint64 son = add_person (db, "王建国", "1962-03-04", NULL);
  gint64 case_id = add_case (db, 0, from);
  NxMemberRelation moved[] = { { add_member (db, from, head, "02", "2001-01-01"), "01" },
                               { add_member (db, from, son, "20", "2001-01-01"), "02" } };
  g_autoptr (NxMembersMove) move = nx_members_move_new (from, today);
  g_autoptr (NxRecord) old = NULL;
  g_autoptr (NxRecord) file = NULL;
  g_autoptr (GError) error = NULL;
  gint64 to = 0;
  gint64 id = 0;

  moved[0].relation = "51"; /* father or mother of the new head */
  g_array_append_vals (move->moved, moved, 2);
  move->has_household_along = TRUE;
  move->reason = g_strdup ("搬迁");
  move->new_household = nx_edit_new (NX_RECORD_HOUSEHOLD, NULL);
  nx_edit_set_int (move->new_household, NX_HOUSEHOLD_AREA, fixture->area);
  nx_edit_set_text (move->new_household, NX_HOUSEHOLD_ADDRESS, "丰泽路");
  id = nx_members_move_run (db, move, &to, &error);
  g_assert_no_error (error);
  old = load (db, NX_RECORD_HOUSEHOLD, from);
  file = load (db, NX_RECORD_CASE, case_id);
  g_assert_cmpstr (nx_record_get_text (old, NX_HOUSEHOLD_STATUS), ==, "empty");
  g_assert_cmpint (nx_record_get_int (file, NX_CASE_CLIENT_HOUSEHOLD), ==, to);
  g_assert_cmpint (ask (db, "SELECT count(*) FROM membership WHERE to_on = '2026-11-22'"), ==, 2);
  assert_sound (db);
  assert_undone (db, id);
  g_assert_cmpint (add_household (db, fixture, "103"), ==, to + 1);
}

static void
test_move (Fixture *fixture, gconstpointer data)
{
  write_step (fixture, move_step);
}

/* Two heads: that of the household that stays remains. */
static void
heads_step (NxDatabase *db, Fixture *fixture)
{
  gint64 one = add_household (db, fixture, "101");
  gint64 other = add_household (db, fixture, "102");
  gint64 first = add_person (db, "王秀兰", "1938-05-21", NULL);
  gint64 second = add_person (db, "丁一", "1940-03-04", NULL);
  gint64 members[] = { add_member (db, other, second, "02", "2001-01-01"),
                       add_member (db, one, first, "02", "2001-01-01") };
  g_autoptr (NxRecord) kept = load (db, NX_RECORD_HOUSEHOLD, one);
  g_autoptr (NxRecord) merged = load (db, NX_RECORD_HOUSEHOLD, other);
  g_autoptr (NxHouseholdMerge) merge = nx_household_merge_new (kept, merged);
  g_autoptr (NxRecord) left = NULL;
  g_autoptr (NxRecord) chosen = NULL;
  g_autoptr (GError) error = NULL;
  NxMemberRelation head = { members[0], "02" };
  gint64 id = nx_household_merge_run (db, merge, &error);

  g_assert_no_error (error);
  left = load (db, NX_RECORD_MEMBERSHIP, members[0]);
  g_assert_cmpstr (nx_record_get_text (left, NX_MEMBERSHIP_RELATION), ==, "97");
  assert_undone (db, id);
  /* Unless the other one was chosen. */
  g_set_object (&kept, NULL);
  kept = load (db, NX_RECORD_HOUSEHOLD, one);
  g_set_object (&merged, NULL);
  merged = load (db, NX_RECORD_HOUSEHOLD, other);
  nx_household_merge_free (merge);
  merge = nx_household_merge_new (kept, merged);
  g_array_append_val (merge->relations, head);
  g_assert_cmpint (nx_household_merge_run (db, merge, &error), >, 0);
  g_assert_no_error (error);
  chosen = load (db, NX_RECORD_MEMBERSHIP, members[0]);
  g_assert_cmpstr (nx_record_get_text (chosen, NX_MEMBERSHIP_RELATION), ==, "02");
  assert_sound (db);
}

static void
test_heads (Fixture *fixture, gconstpointer data)
{
  write_step (fixture, heads_step);
}

/* An import is undone as long as nothing was written about whom it brought. */
static void
import_step (NxDatabase *db, Fixture *fixture)
{
  g_autofree char *before = model_dup_rows (db);
  g_autofree char *after = NULL;
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GError) error = NULL;
  const NxOperation *operation = NULL;
  NxImportCounts counts = { 0 };
  gint64 person = 0;

  import_text (db,
               "社区,住址,姓名,与户主关系,出生日期,电话\n"
               "210102002001,丰泽路1号,赵一,户主,1951-03-04,13900000001\n",
               &counts);
  list = nx_operations_list (db, 10, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (list->len, ==, 1);
  operation = g_ptr_array_index (list, 0);
  g_assert_cmpstr (operation->kind, ==, NX_OPERATION_IMPORT);
  g_assert_cmpstr (operation->worker_name, ==, "林晓岚");
  g_assert_cmpint (operation->record_id, ==, counts.id);
  g_assert_cmpint (operation->undone_at, ==, 0);
  g_assert_cmpint (nx_operation_of_import (db, counts.id, &error), ==, operation->id);
  person = ask (db, "SELECT id FROM person WHERE name = '赵一'");
  add_case (db, person, 0);
  {
    g_autoptr (GError) refusal = NULL;

    g_assert_false (nx_operation_undo (db, operation->id, &refusal));
    g_assert_error (refusal, NX_STORE_ERROR, NX_STORE_ERROR_STALE);
    g_assert_nonnull (strstr (refusal->message, "something was written"));
  }
  after = model_dup_rows (db);
  g_assert_cmpstr (before, !=, after);
}

static void
test_import (Fixture *fixture, gconstpointer data)
{
  write_step (fixture, import_step);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/operations/merge", test_merge);
  ADD ("/operations/built-on", test_built_on);
  ADD ("/operations/nested", test_nested);
  ADD ("/operations/move", test_move);
  ADD ("/operations/heads", test_heads);
  ADD ("/operations/import", test_import);
  g_test_add ("/operations/refused", Refusals, NULL, (void (*) (Refusals *, gconstpointer))set_up,
              test_refused, (void (*) (Refusals *, gconstpointer))tear_down);
  ADD ("/operations/random", test_random);
  return g_test_run ();
}
