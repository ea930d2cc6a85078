/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Tests that no statement of the program walks through a whole large table:
 * each is explained by the engine on the real schema, and what it would scan is
 * compared with a short list of reasons.
 */
#include "config.h"

#include "nx-id-query.h"
#include "nx-record-kinds.h"
#include "nx-records.h"

#include "plan-texts.h"
#include "store-fixture.h"

#include <string.h>

/* What grows with the city. The others hold dozens of rows: areas, workers,
 * settings, imports. */
static const char *const large_tables[]
    = { "household", "person",   "membership", "support",    "case_file",       "visit", "comment",
        "event",     "name_key", "phone_key",  "attachment", "attachment_part", "draft", NULL };

/* Statements that may walk, and why. */
static const struct
{
  const char *name;
  const char *why;
} exceptions[] = {
  { "record-count", "counts a table for the owner's facts about the store, never for a list" },
  { "journal-chain", "checks the journal as a whole, which is its work" },
  { "journal-gap", "compares the count of events with the last, over the smallest index" },
  { "journal-head", "stops at the first row from the end" },
  { "hold-head", "stops at the first row from the end" },
  { "backup-head", "stops at the first row from the end" },
  { "backup-count", "counts what is in a backup, whose every page was just read" },
  { "backup-count-files", "counts what is in a backup, whose every page was just read" },
  { "sample-twins", "plants a few twins into an office that is made up" },
  { "stroke-keys-households", "fills the keys of strokes once after a schema step" },
  { "search-fill-names", "fills the search tables once after a schema step" },
  { "search-fill-cases", "fills the search tables once after a schema step" },
  { "search-fill-households", "fills the search tables once after a schema step" },
};

/* Indexes that may be walked, since they hold a small part of their table and
 * nothing else. */
static const struct
{
  const char *name;
  const char *why;
} small_indexes[] = {
  { "case_file_confidential", "the cases not for everybody's eyes: a few in a thousand" },
  { "comment_questions", "the supervisors' questions: a few for a worker and year" },
};

typedef struct
{
  NxDatabase *db;
  GHashTable *indexes; /* name → table */
  GString *found;      /* offenders, a line each */
  guint n_explained;
} Look;

static const char *
find_exception (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (exceptions); i++)
    if (strcmp (exceptions[i].name, name) == 0)
      return exceptions[i].why;
  return NULL;
}

/* The table that @alias stands for in @sql or in a view's text; NULL when it is
 * none that is large.
 */
static const char *
find_table (const char *sql, const char *alias)
{
  for (guint i = 0; large_tables[i] != NULL; i++)
    {
      g_autofree char *pattern = g_strdup_printf ("\\b%s AS %s\\b", large_tables[i], alias);

      if (strcmp (large_tables[i], alias) == 0 || g_regex_match_simple (pattern, sql, 0, 0))
        return large_tables[i];
    }
  return NULL;
}

static gboolean
is_small (const char *index)
{
  for (guint i = 0; i < G_N_ELEMENTS (small_indexes); i++)
    if (strcmp (small_indexes[i].name, index) == 0)
      return TRUE;
  return FALSE;
}

/* "SCAN alias", "SCAN alias USING [COVERING] INDEX name". The large table it
 * walks, or NULL. */
static const char *
scanned_table (Look *self, const char *sql, const char *detail)
{
  g_auto (GStrv) words = g_strsplit (detail, " ", -1);
  guint n = g_strv_length (words);
  const char *table = NULL;

  if (n < 2 || strcmp (words[0], "SCAN") != 0)
    return NULL;
  for (guint i = 2; i + 1 < n; i++)
    if (strcmp (words[i], "INDEX") == 0 && is_small (words[i + 1]))
      return NULL;
    else if (strcmp (words[i], "INDEX") == 0)
      table = g_hash_table_lookup (self->indexes, words[i + 1]);
  if (table == NULL)
    table = find_table (sql, words[1]);
  return table != NULL && g_strv_contains (large_tables, table) ? table : NULL;
}

typedef gboolean (*IsFine) (const char *detail);

static GPtrArray *
dup_plan (Look *self, const char *name, const char *sql)
{
  g_autofree char *explain = g_strconcat ("EXPLAIN QUERY PLAN ", sql, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (NxStatement) row = nx_database_dynamic (self->db, "test-plan", explain, &error);
  GPtrArray *plan = g_ptr_array_new_with_free_func (g_free);

  if (error != NULL)
    g_error ("%s cannot be explained: %s\n%s", name, error->message, sql);
  while (nx_statement_step (row, &error))
    g_ptr_array_add (plan, g_strdup (nx_statement_get_text (row, 3)));
  g_assert_no_error (error);
  self->n_explained++;
  return plan;
}

static void
explain (Look *self, const char *name, const char *sql, IsFine is_fine)
{
  g_autoptr (GPtrArray) plan = dup_plan (self, name, sql);

  for (guint i = 0; i < plan->len; i++)
    {
      const char *detail = g_ptr_array_index (plan, i);
      const char *table = scanned_table (self, sql, detail);

      if (table == NULL || (is_fine != NULL && is_fine (detail)))
        continue;
      g_string_append_printf (self->found, "%s walks %s: %s\n  %s\n", name, table, detail, sql);
    }
}

static void
read_indexes (Look *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NxStatement) row = nx_database_dynamic (
      self->db, "test-indexes", "SELECT name, tbl_name FROM sqlite_schema WHERE type = 'index'",
      &error);

  g_assert_no_error (error);
  while (nx_statement_step (row, &error))
    g_hash_table_insert (self->indexes, g_strdup (nx_statement_get_text (row, 0)),
                         g_strdup (nx_statement_get_text (row, 1)));
  g_assert_no_error (error);
}

/* Constant texts */

static gpointer
explain_texts (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  static const char *const folders[] = { "src/store", "src/exchange", "src/ui", "src/tool" };
  Look *self = data;
  guint n_all_unread = 0;

  self->db = db;
  read_indexes (self);
  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *folder
          = g_build_filename (g_getenv ("NX_TEST_SOURCE_ROOT"), folders[i], NULL);
      guint n_unread = 0;
      g_autoptr (GPtrArray) texts = plan_texts_read (folder, &n_unread);

      n_all_unread += n_unread;
      for (guint j = 0; j < texts->len; j++)
        {
          const PlanText *text = g_ptr_array_index (texts, j);

          /* The rows of a load wait in tables of their own. */
          if (strcmp (text->file, "nx-bulk.c") == 0 || strstr (text->sql, "bulk_") != NULL)
            continue;
          if (find_exception (text->name) == NULL)
            explain (self, text->name, text->sql, NULL);
        }
    }
  g_test_message ("%u statements explained, %u are made at run time", self->n_explained,
                  n_all_unread);
  return data;
}

/* Texts made from field tables */

static gpointer
explain_records (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Look *self = data;

  self->db = db;
  read_indexes (self);
  for (guint kind = 1; kind < NX_N_RECORD_KINDS; kind++)
    {
      const char *table = nx_record_spec (kind)->table;
      g_autofree char *one = g_strdup_printf ("SELECT * FROM %s_view WHERE id = :id", table);
      g_autofree char *many
          = g_strdup_printf ("SELECT * FROM %s_view WHERE id IN (:a, :b, :c)", table);
      g_autofree char *by_uid = g_strdup_printf ("SELECT id FROM %s WHERE uid = :uid", table);

      explain (self, "record-load", one, NULL);
      explain (self, "record-load-many", many, NULL);
      /* Events are never asked for by their UUID. */
      if (kind != NX_RECORD_EVENT)
        explain (self, "record-by-uid", by_uid, NULL);
    }
  return data;
}

/* Lists */

/* The whole list is every id of the kind: walking one index that holds all that is asked is the
 * least there is, and most are in the order of the list, so that its first page comes at once. */
static gboolean
walks_index (const char *detail)
{
  return strstr (detail, " USING COVERING INDEX ") != NULL;
}

#define BIT(n) ((bits & (1u << (n))) != 0)

static void
set_conditions (NxFilter *filter, guint bits)
{
  filter->area_id = BIT (0) ? 1 : 0;
  filter->worker_id = BIT (1) ? 1 : 0;
  filter->household_id = BIT (2) ? 1 : 0;
  filter->person_id = BIT (3) ? 1 : 0;
  nx_filter_set (&filter->support, BIT (4) ? "living_alone" : NULL);
  nx_filter_set (&filter->text, BIT (5) ? "x" : NULL);
  if (filter->kind == NX_RECORD_HOUSEHOLD)
    nx_filter_set (&filter->status, BIT (6) ? "occupied" : NULL);
  if (filter->kind == NX_RECORD_CASE)
    {
      nx_filter_set (&filter->stage, BIT (6) ? "intake" : NULL);
      nx_filter_set (&filter->risk, BIT (7) ? "high" : NULL);
      filter->due_until = BIT (8) ? (NxDate){ 2026, 11, 22 } : (NxDate){ 0 };
      filter->cases = BIT (9) ? NX_CASES_OPEN : BIT (10) ? NX_CASES_ENDED : NX_CASES_ALL;
    }
  if (filter->kind == NX_RECORD_VISIT)
    {
      filter->case_id = BIT (6) ? 1 : 0;
      nx_filter_set (&filter->state, BIT (7) ? "planned" : NULL);
      filter->from = BIT (8) ? (NxDate){ 2026, 11, 1 } : (NxDate){ 0 };
      filter->to = BIT (9) ? (NxDate){ 2026, 11, 30 } : (NxDate){ 0 };
    }
}

static gpointer
explain_lists (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  static const struct
  {
    NxRecordKind kind;
    guint n_bits;
  } kinds[] = {
    { NX_RECORD_HOUSEHOLD, 7 },
    { NX_RECORD_PERSON, 6 },
    { NX_RECORD_CASE, 11 },
    { NX_RECORD_VISIT, 10 },
  };
  Look *self = data;
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  self->db = db;
  read_indexes (self);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    for (guint order = 0; order <= NX_ORDER_LAST; order++)
      for (guint bits = 0; bits < (1u << kinds[i].n_bits); bits++)
        {
          g_autoptr (NxFilter) filter = nx_filter_new (kinds[i].kind);
          char *sql = NULL;

          filter->order = order;
          set_conditions (filter, bits);
          sql = nx_id_query_dup_sql (filter);
          if (g_hash_table_add (seen, sql))
            explain (self, "id-query", sql, walks_index);
        }
  g_test_message ("%u lists explained", self->n_explained);
  return data;
}

static void
run (NxStoreJob job)
{
  StoreFixture fixture = { 0 };
  NxStore *store = NULL;
  g_autoptr (GError) error = NULL;
  Look look = { .indexes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free),
                .found = g_string_new (NULL) };

  store_fixture_set_up (&fixture, NULL);
  g_clear_pointer (&fixture.migrations, nx_migrations_unref);
  store = store_fixture_create (&fixture);
  /* Reading would refuse to explain what writes. */
  nx_store_write (store, job, &look, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (look.n_explained, >, 20);
  g_assert_cmpstr (look.found->str, ==, "");
  nx_store_close (store, &error);
  g_assert_no_error (error);
  store_fixture_assert_finalizes (store);
  store_fixture_tear_down (&fixture, NULL);
  g_hash_table_unref (look.indexes);
  g_string_free (look.found, TRUE);
}

static void
test_texts (void)
{
  run (explain_texts);
}

static void
test_records (void)
{
  run (explain_records);
}

static void
test_lists (void)
{
  run (explain_lists);
}

/* The test itself: a walk is seen. */
static gpointer
explain_walk (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Look *self = data;

  self->db = db;
  read_indexes (self);
  explain (self, "walk", "SELECT count(*) FROM person AS p WHERE p.note = 'x'", NULL);
  g_assert_cmpuint (self->found->len, >, 0);
  g_string_truncate (self->found, 0);
  explain (self, "no walk", "SELECT id FROM person WHERE id_number = 'x'", NULL);
  self->n_explained += 20;
  return data;
}

static void
test_sees_walk (void)
{
  run (explain_walk);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/query-plans/sees-walk", test_sees_walk);
  g_test_add_func ("/store/query-plans/texts", test_texts);
  g_test_add_func ("/store/query-plans/records", test_records);
  g_test_add_func ("/store/query-plans/lists", test_lists);
  return g_test_run ();
}
