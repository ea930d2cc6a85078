/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * A simple model of who lives where and whose the cases are, and what operations do to it. */
#include "config.h"

#include "operations-model.h"

#include "nx-record-kinds.h"
#include "nx-records.h"

#include <string.h>

#define STILL (G_GUINT64_CONSTANT (1) << (MODEL_DAYS - 1))

NxDate
model_day (guint bit)
{
  return nx_date_add_months ((NxDate){ 2023, 1, 1 }, (int)bit);
}

guint64
model_bits_from (NxDate day)
{
  guint64 bits = STILL;

  for (guint i = 0; i + 1 < MODEL_DAYS; i++)
    if (!nx_date_is_set (day) || nx_date_compare (model_day (i), day) >= 0)
      bits |= G_GUINT64_CONSTANT (1) << i;
  return bits;
}

static NxStatement *
ask (NxDatabase *db, const char *sql)
{
  g_autoptr (GError) error = NULL;
  NxStatement *row = nx_database_dynamic (db, "test-model", sql, &error);

  g_assert_no_error (error);
  return row;
}

static NxDate
read_day (NxStatement *row, int column)
{
  NxDate day = NX_DATE_NONE;

  if (!nx_statement_is_null (row, column))
    g_assert_true (nx_date_from_iso (nx_statement_get_text (row, column), &day));
  return day;
}

static void
read_ids (NxDatabase *db, const char *sql, gboolean *has, guint n)
{
  g_autoptr (NxStatement) row = ask (db, sql);

  while (nx_statement_step (row, NULL))
    {
      gint64 id = nx_statement_get_int64 (row, 0);

      g_assert_cmpint (id, <, n);
      has[id] = TRUE;
    }
}

void
model_read (Model *model, NxDatabase *db)
{
  g_autoptr (NxStatement) homes
      = ask (db, "SELECT person_id, household_id, from_on, to_on FROM membership"
                 " WHERE archived_at IS NULL");
  g_autoptr (NxStatement) cases
      = ask (db, "SELECT id, coalesce(person_id, 0), coalesce(household_id, 0) FROM case_file");

  memset (model, 0, sizeof *model);
  read_ids (db, "SELECT id FROM person WHERE archived_at IS NULL", model->has_person,
            MODEL_PERSONS);
  read_ids (db, "SELECT id FROM household WHERE archived_at IS NULL", model->has_household,
            MODEL_HOUSEHOLDS);
  while (nx_statement_step (homes, NULL))
    {
      guint64 bits = model_bits_from (read_day (homes, 2));

      if (!nx_statement_is_null (homes, 3))
        bits &= ~model_bits_from (read_day (homes, 3));
      model->lives[nx_statement_get_int64 (homes, 0)][nx_statement_get_int64 (homes, 1)] |= bits;
    }
  while (nx_statement_step (cases, NULL))
    {
      gint64 id = nx_statement_get_int64 (cases, 0);

      g_assert_cmpint (id, <, MODEL_CASES);
      model->case_person[id] = nx_statement_get_int64 (cases, 1);
      model->case_household[id] = nx_statement_get_int64 (cases, 2);
    }
}

void
model_assert_equal (const Model *a, const Model *b)
{
  for (guint i = 0; i < MODEL_PERSONS; i++)
    {
      g_assert_cmpint (a->has_person[i], ==, b->has_person[i]);
      for (guint j = 0; j < MODEL_HOUSEHOLDS; j++)
        if (a->lives[i][j] != b->lives[i][j])
          g_error ("person %u in household %u: %" G_GINT64_MODIFIER "x, not %" G_GINT64_MODIFIER
                   "x",
                   i, j, a->lives[i][j], b->lives[i][j]);
    }
  for (guint i = 0; i < MODEL_HOUSEHOLDS; i++)
    g_assert_cmpint (a->has_household[i], ==, b->has_household[i]);
  g_assert_cmpmem (a->case_person, sizeof a->case_person, b->case_person, sizeof b->case_person);
  g_assert_cmpmem (a->case_household, sizeof a->case_household, b->case_household,
                   sizeof b->case_household);
}

void
model_merge_persons (Model *model, gint64 kept, gint64 merged)
{
  for (guint i = 0; i < MODEL_HOUSEHOLDS; i++)
    {
      model->lives[kept][i] |= model->lives[merged][i];
      model->lives[merged][i] = 0;
    }
  for (guint i = 0; i < MODEL_CASES; i++)
    if (model->case_person[i] == merged)
      model->case_person[i] = kept;
  model->has_person[merged] = FALSE;
}

/* The first day of the present stay. */
static NxDate
find_begin (guint64 bits)
{
  guint bit = MODEL_DAYS - 1;

  while (bit > 0 && (bits & (G_GUINT64_CONSTANT (1) << (bit - 1))))
    bit--;
  return model_day (bit);
}

void
model_settle_home (Model *model, gint64 person, gint64 household, NxDate today)
{
  NxDate day = find_begin (model->lives[person][household]);

  for (guint i = 0; i < MODEL_HOUSEHOLDS; i++)
    {
      guint64 *bits = &model->lives[person][i];

      if (i == household || !(*bits & STILL))
        continue;
      *bits &= ~model_bits_from (nx_date_compare (day, find_begin (*bits)) <= 0 ? today : day);
    }
}

void
model_merge_households (Model *model, gint64 kept, gint64 merged)
{
  for (guint i = 0; i < MODEL_PERSONS; i++)
    {
      model->lives[i][kept] |= model->lives[i][merged];
      model->lives[i][merged] = 0;
    }
  for (guint i = 0; i < MODEL_CASES; i++)
    if (model->case_household[i] == merged)
      model->case_household[i] = kept;
  model->has_household[merged] = FALSE;
}

void
model_move (Model *model, gint64 person, gint64 from, gint64 to, NxDate day)
{
  model->lives[person][from] &= ~model_bits_from (day);
  model->lives[person][to] |= model_bits_from (day);
}

/* Rows */

static char *
dup_columns (NxDatabase *db, const char *table)
{
  g_autofree char *sql = g_strdup_printf ("SELECT group_concat (name) FROM pragma_table_info ('%s')"
                                          " WHERE name <> 'version'",
                                          table);
  g_autoptr (NxStatement) row = ask (db, sql);

  g_assert_true (nx_statement_step (row, NULL));
  return g_strdup (nx_statement_get_text (row, 0));
}

static void
append_rows (NxDatabase *db, const char *table, GString *all)
{
  g_autofree char *columns = dup_columns (db, table);
  g_autofree char *sql
      = g_strdup_printf ("SELECT json_array (%s) AS line FROM %s ORDER BY line", columns, table);
  g_autoptr (NxStatement) row = ask (db, sql);

  while (nx_statement_step (row, NULL))
    g_string_append_printf (all, "%s %s\n", table, nx_statement_get_text (row, 0));
}

char *
model_dup_rows (NxDatabase *db)
{
  /* What the text index knows of a row is not kept as text; that it knows it, and how much, is. */
  static const char *const tables[]
      = { "household",  "person",       "membership", "support",  "case_file",
          "visit",      "comment",      "attachment", "name_key", "phone_key",
          "number_key", "person_apart", "area",       "worker",   NULL };
  static const char *const indexes[] = { "household_text", "visit_text", NULL };
  g_autoptr (GString) all = g_string_new (NULL);

  for (guint i = 0; tables[i] != NULL; i++)
    append_rows (db, tables[i], all);
  for (guint i = 0; indexes[i] != NULL; i++)
    {
      g_autofree char *sql = g_strdup_printf (
          "SELECT id || ' ' || hex (sz) FROM %s_docsize ORDER BY id", indexes[i]);
      g_autoptr (NxStatement) row = ask (db, sql);

      while (nx_statement_step (row, NULL))
        g_string_append_printf (all, "%s %s\n", indexes[i], nx_statement_get_text (row, 0));
    }
  return g_string_free (g_steal_pointer (&all), FALSE);
}
