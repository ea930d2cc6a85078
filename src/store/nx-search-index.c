/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Keeps the search tokens of people, households and visits in step with their records. */
#define G_LOG_DOMAIN "nx-store"

#include "config.h"

#include "nx-search-index.h"

#include "nx-pinyin.h"
#include "nx-record-kinds.h"
#include "nx-tokens.h"

/* What FTS5 gathers in memory before it writes a piece of index: its own default, and for bulk
 * loads a size that halves the time of building (measured). Bytes. */
#define HASH_SIZE 1048576
#define HASH_SIZE_BULK 67108864

/* The ideographic comma, which parts names in person.former_names. */
#define NAME_SEPARATOR "\u3001"

static const NxStatementSpec drop_name_keys
    = { "name-keys-drop", "DELETE FROM name_key WHERE person_id = :id" };
static const NxStatementSpec add_name_key
    = { "name-key-add", "INSERT OR IGNORE INTO name_key (key, person_id) VALUES (:key, :id)" };
static const NxStatementSpec drop_phone_keys
    = { "phone-keys-drop", "DELETE FROM phone_key WHERE person_id = :id" };
static const NxStatementSpec add_phone_key
    = { "phone-key-add", "INSERT OR IGNORE INTO phone_key (tail, person_id) VALUES (:key, :id)" };
static const NxStatementSpec drop_person_text
    = { "person-text-drop", "DELETE FROM person_text WHERE rowid = :id" };
static const NxStatementSpec add_person_text
    = { "person-text-add", "INSERT INTO person_text (rowid, name) VALUES (:id, :key)" };
static const NxStatementSpec drop_household_text
    = { "household-text-drop", "DELETE FROM household_text WHERE rowid = :id" };
static const NxStatementSpec add_household_text
    = { "household-text-add", "INSERT INTO household_text (rowid, address) VALUES (:id, :key)" };
static const NxStatementSpec drop_visit_text
    = { "visit-text-drop", "DELETE FROM visit_text WHERE rowid = :id" };
static const NxStatementSpec add_visit_text
    = { "visit-text-add", "INSERT INTO visit_text (rowid, narrative) VALUES (:id, :key)" };

static const NxStatementSpec area_name_statement
    = { "search-area-name", "SELECT name FROM area WHERE id = :id" };

static const NxStatementSpec hash_size_statements[] = {
  { "person-text-hash", "INSERT INTO person_text (person_text, rank) VALUES ('hashsize', :size)" },
  { "household-text-hash",
    "INSERT INTO household_text (household_text, rank) VALUES ('hashsize', :size)" },
  { "visit-text-hash", "INSERT INTO visit_text (visit_text, rank) VALUES ('hashsize', :size)" },
};

static gboolean
run_with_key (
    NxDatabase *db, const NxStatementSpec *spec, gint64 id, const char *key, GError **error)
{
  g_autoptr (NxStatement) row = nx_database_statement (db, spec, error);

  if (row == NULL)
    return FALSE;
  nx_statement_bind_int64 (row, "id", id);
  if (key != NULL)
    nx_statement_bind_text (row, "key", key);
  return nx_statement_run (row, error);
}

/* A new record has no tokens to drop. */
static gboolean
drop (NxDatabase *db, const NxStatementSpec *spec, NxEdit *edit, gint64 id, GError **error)
{
  return nx_edit_get_base (edit) == NULL || run_with_key (db, spec, id, NULL, error);
}

static gboolean
add_keys_of_name (NxDatabase *db, const char *name, const char *pinyin, gint64 id, GError **error)
{
  g_auto (GStrv) keys = nx_pinyin_keys (name, pinyin);

  for (guint i = 0; keys[i] != NULL; i++)
    if (!run_with_key (db, &add_name_key, id, keys[i], error))
      return FALSE;
  return TRUE;
}

static gboolean
add_phones (NxDatabase *db, const char *phones, gint64 id, GError **error)
{
  g_auto (GStrv) lines = g_strsplit (phones != NULL ? phones : "", "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autoptr (GString) digits = g_string_new (NULL);

      for (const char *at = lines[i]; *at != '\0' && *at != ' '; at++)
        if (g_ascii_isdigit (*at))
          g_string_prepend_c (digits, *at);
      if (digits->len > 0 && !run_with_key (db, &add_phone_key, id, digits->str, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
renew_person (NxDatabase *db, NxEdit *edit, gint64 id, GError **error)
{
  const char *name = nx_edit_get_text (edit, NX_PERSON_NAME);
  const char *former = nx_edit_get_text (edit, NX_PERSON_FORMER_NAMES);
  g_auto (GStrv) formers = g_strsplit (former != NULL ? former : "", NAME_SEPARATOR, -1);
  g_autofree char *all = g_strjoin (" ", name, former, NULL);
  g_autofree char *tokens = nx_tokens_index (all);

  if (!drop (db, &drop_name_keys, edit, id, error) || !drop (db, &drop_phone_keys, edit, id, error)
      || !drop (db, &drop_person_text, edit, id, error)
      || !add_keys_of_name (db, name, nx_edit_get_text (edit, NX_PERSON_PINYIN), id, error))
    return FALSE;
  for (guint i = 0; formers[i] != NULL; i++)
    if (!add_keys_of_name (db, formers[i], NULL, id, error))
      return FALSE;
  return add_phones (db, nx_edit_get_text (edit, NX_PERSON_PHONES), id, error)
         && run_with_key (db, &add_person_text, id, tokens, error);
}

static char *
dup_area_name (NxDatabase *db, gint64 area_id)
{
  g_autoptr (NxStatement) row = nx_database_statement (db, &area_name_statement, NULL);

  if (row == NULL || area_id == 0)
    return NULL;
  nx_statement_bind_int64 (row, "id", area_id);
  return nx_statement_step (row, NULL) ? g_strdup (nx_statement_get_text (row, 0)) : NULL;
}

static gboolean
renew_household (NxDatabase *db, NxEdit *edit, gint64 id, GError **error)
{
  g_autofree char *area = dup_area_name (db, nx_edit_get_int (edit, NX_HOUSEHOLD_AREA));
  g_autofree char *address = nx_household_join_address (
      nx_edit_get_text (edit, NX_HOUSEHOLD_ADDRESS), nx_edit_get_text (edit, NX_HOUSEHOLD_BUILDING),
      nx_edit_get_text (edit, NX_HOUSEHOLD_UNIT), nx_edit_get_text (edit, NX_HOUSEHOLD_ROOM));
  g_autofree char *all = g_strjoin (" ", area != NULL ? area : "", address, NULL);
  g_autofree char *tokens = nx_tokens_index (all);

  return drop (db, &drop_household_text, edit, id, error)
         && run_with_key (db, &add_household_text, id, tokens, error);
}

static gboolean
renew_visit (NxDatabase *db, NxEdit *edit, gint64 id, GError **error)
{
  const guint fields[]
      = { NX_VISIT_NARRATIVE, NX_VISIT_PROBLEMS, NX_VISIT_SERVICES, NX_VISIT_NEXT_STEPS };
  g_autoptr (GString) all = g_string_new (NULL);
  g_autofree char *tokens = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (nx_edit_is_set (edit, fields[i]))
      g_string_append_printf (all, "%s\n", nx_edit_get_text (edit, fields[i]));
  tokens = nx_tokens_index_long (all->str);
  return drop (db, &drop_visit_text, edit, id, error)
         && (all->len == 0 || run_with_key (db, &add_visit_text, id, tokens, error));
}

gboolean
nx_search_index_renew (NxDatabase *db, NxEdit *edit, gint64 id, GError **error)
{
  if (nx_edit_get_kind (edit) == NX_RECORD_PERSON)
    return renew_person (db, edit, id, error);
  if (nx_edit_get_kind (edit) == NX_RECORD_HOUSEHOLD)
    return renew_household (db, edit, id, error);
  if (nx_edit_get_kind (edit) == NX_RECORD_VISIT)
    return renew_visit (db, edit, id, error);
  return TRUE;
}

gboolean
nx_search_index_set_bulk (NxDatabase *db, gboolean is_bulk, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (hash_size_statements); i++)
    {
      g_autoptr (NxStatement) row = nx_database_statement (db, &hash_size_statements[i], error);

      if (row == NULL)
        return FALSE;
      nx_statement_bind_int64 (row, "size", is_bulk ? HASH_SIZE_BULK : HASH_SIZE);
      if (!nx_statement_run (row, error))
        return FALSE;
    }
  return TRUE;
}
