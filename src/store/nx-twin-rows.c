/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Reads from the store what people are compared by. */
#define G_LOG_DOMAIN "nx-store"

#include "config.h"

#include "nx-twin-rows.h"

#include "nx-name-keys.h"
#include "nx-pinyin.h"
#include "nx-record-kinds.h"
#include "nx-text.h"

/* Beyond this a name is common, and by how much does not matter. */
#define MOST_NAMESAKES "512"

/* A dormitory is no home that two records would share by being one person. A dwelling without
 * building and room is a street. */
#define COLUMNS                                                                                    \
  "SELECT p.id, p.name, p.former_names, p.pinyin, p.sex, p.birth_on, p.birth_lunar, p.id_number,"  \
  " p.phones, CASE WHEN h.kind IS NOT 'collective' THEN h.id END,"                                 \
  " CASE WHEN h.kind IS NOT 'collective' AND coalesce(h.room, h.building) IS NOT NULL"             \
  " THEN h.address_key END"
#define HOME                                                                                       \
  " LEFT JOIN household AS h ON h.id = (SELECT m.household_id FROM membership AS m"                \
  " WHERE m.person_id = p.id AND m.to_on IS NULL AND m.archived_at IS NULL"                        \
  " ORDER BY m.from_on DESC, m.id DESC LIMIT 1)"

static const NxStatementSpec some_statement
    = { "twin-rows", COLUMNS " FROM json_each(:ids) AS j JOIN person AS p ON p.id = j.value" HOME
                             " WHERE p.archived_at IS NULL" };
static const NxStatementSpec next_statement
    = { "twin-rows-after",
        COLUMNS " FROM person AS p" HOME " WHERE p.id > :after AND p.archived_at IS NULL"
                " ORDER BY p.id LIMIT :limit" };
static const NxStatementSpec home_statement
    = { "twin-home", "SELECT CASE WHEN kind IS NOT 'collective' THEN id END,"
                     " CASE WHEN kind IS NOT 'collective' AND coalesce(room, building) IS NOT NULL"
                     " THEN address_key END FROM household WHERE id = :id" };
static const NxStatementSpec namesakes_statement
    = { "twin-namesakes", "SELECT count(*) FROM (SELECT 1 FROM name_key WHERE key = :text"
                          " LIMIT " MOST_NAMESAKES ")" };

const NxStatementSpec *const nx_twin_rows_statements[] = {
  &some_statement, &next_statement, &home_statement, &namesakes_statement, NULL,
};

static NxTwinFacts *
read_row (NxDatabase *db, NxStatement *row)
{
  NxTwinTexts texts = {
    .id = nx_statement_get_int64 (row, 0),
    .name = nx_statement_get_text (row, 1),
    .former_names = nx_statement_get_text (row, 2),
    .pinyin = nx_statement_get_text (row, 3),
    .sex = nx_statement_get_text (row, 4),
    .birth_on = nx_statement_get_text (row, 5),
    .birth_lunar = nx_statement_get_text (row, 6),
    .id_number = nx_statement_get_text (row, 7),
    .phones = nx_statement_get_text (row, 8),
    .household_id = nx_statement_get_int64 (row, 9),
    .address = nx_statement_get_text (row, 10),
  };

  return nx_twin_facts_new (&texts, nx_database_today (db));
}

static void
free_facts (gpointer facts)
{
  nx_twin_facts_free (facts);
}

static GPtrArray *
read_all (NxDatabase *db, NxStatement *row, GError **error)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (free_facts);
  g_autoptr (GError) failure = NULL;

  while (nx_statement_step (row, &failure))
    g_ptr_array_add (all, read_row (db, row));
  if (failure == NULL)
    return g_steal_pointer (&all);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

GPtrArray *
nx_twin_rows_load (NxDatabase *db, const char *ids, GError **error)
{
  g_autoptr (NxStatement) row = nx_database_statement (db, &some_statement, error);

  if (row == NULL)
    return NULL;
  nx_statement_bind_text (row, "ids", ids);
  return read_all (db, row, error);
}

GPtrArray *
nx_twin_rows_load_after (NxDatabase *db, gint64 after, guint limit, GError **error)
{
  g_autoptr (NxStatement) row = nx_database_statement (db, &next_statement, error);

  if (row == NULL)
    return NULL;
  nx_statement_bind_int64 (row, "after", after);
  nx_statement_bind_int64 (row, "limit", limit);
  return read_all (db, row, error);
}

NxTwinFacts *
nx_twin_rows_read_edit (NxDatabase *db, NxEdit *edit, gint64 household_id, GError **error)
{
  g_autoptr (NxStatement) row = nx_database_statement (db, &home_statement, error);
  g_autoptr (GError) failure = NULL;
  NxTwinTexts texts = {
    .id = nx_edit_get_id (edit),
    .name = nx_edit_get_text (edit, NX_PERSON_NAME),
    .former_names = nx_edit_get_text (edit, NX_PERSON_FORMER_NAMES),
    .pinyin = nx_edit_get_text (edit, NX_PERSON_PINYIN),
    .sex = nx_edit_get_text (edit, NX_PERSON_SEX),
    .birth_on = nx_edit_get_text (edit, NX_PERSON_BIRTH_ON),
    .birth_lunar = nx_edit_get_text (edit, NX_PERSON_BIRTH_LUNAR),
    .id_number = nx_edit_get_text (edit, NX_PERSON_ID_NUMBER),
    .phones = nx_edit_get_text (edit, NX_PERSON_PHONES),
  };

  if (row == NULL)
    return NULL;
  if (household_id == 0)
    household_id = nx_edit_get_int (edit, NX_PERSON_HOUSEHOLD);
  nx_statement_bind_int64 (row, "id", household_id);
  if (nx_statement_step (row, &failure))
    {
      texts.household_id = nx_statement_get_int64 (row, 0);
      texts.address = nx_statement_get_text (row, 1);
    }
  if (failure == NULL)
    return nx_twin_facts_new (&texts, nx_database_today (db));
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

static gboolean
count_one (NxDatabase *db, const char *text, guint *n, GError **error)
{
  g_autoptr (NxStatement) row = nx_database_statement (db, &namesakes_statement, error);

  if (row == NULL)
    return FALSE;
  nx_statement_bind_text (row, "text", text);
  if (!nx_statement_step (row, error))
    return FALSE;
  *n = (guint)nx_statement_get_int64 (row, 0);
  return TRUE;
}

gboolean
nx_twin_rows_count_namesakes (NxDatabase *db,
                              const char *name,
                              const char *pinyin,
                              NxTwinNamesakes *namesakes,
                              GError **error)
{
  g_auto (GStrv) keys = nx_pinyin_keys (name, pinyin);
  g_autofree char *folded = nx_text_fold (name);
  g_autofree char *whole = g_strconcat (NX_NAME_KEY_WHOLE, folded, NULL);

  *namesakes = (NxTwinNamesakes){ 0, 0 };
  if (*folded == '\0')
    return TRUE;
  return count_one (db, whole, &namesakes->n_same, error)
         && (keys[0] == NULL || count_one (db, keys[0], &namesakes->n_sound, error));
}
