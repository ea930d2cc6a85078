/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Keeps the search tokens of people, households and visits in step with their records. */
#define G_LOG_DOMAIN "nx-store"

#include "config.h"

#include "nx-search-index.h"

#include "nx-bulk.h"
#include "nx-name-index.h"
#include "nx-number-keys.h"
#include "nx-record-kinds.h"
#include "nx-tokens.h"

/* What FTS5 gathers in memory before it writes a piece of index: its own default, and for bulk
 * loads a size that halves the time of building (measured). Bytes. */
#define HASH_SIZE 1048576
#define HASH_SIZE_BULK 67108864

static const NxStatementSpec drop_phone_keys
    = { "phone-keys-drop", "DELETE FROM phone_key WHERE person_id = :id" };
static const NxStatementSpec add_phone_key
    = { "phone-key-add", "INSERT OR IGNORE INTO phone_key (tail, person_id) VALUES (:key, :id)" };
static const NxStatementSpec drop_household_text
    = { "household-text-drop", "DELETE FROM household_text WHERE rowid = :id" };
static const NxStatementSpec add_household_text
    = { "household-text-add", "INSERT INTO household_text (rowid, address) VALUES (:id, :key)" };
static const NxStatementSpec drop_visit_text
    = { "visit-text-drop", "DELETE FROM visit_text WHERE rowid = :id" };
static const NxStatementSpec add_visit_text
    = { "visit-text-add", "INSERT INTO visit_text (rowid, narrative) VALUES (:id, :key)" };

static const NxStatementSpec drop_number
    = { "number-key-drop", "DELETE FROM number_key WHERE key = :key AND record_id = :id" };
static const NxStatementSpec add_number
    = { "number-key-add", "INSERT OR IGNORE INTO number_key (key, record_id) VALUES (:key, :id)" };

static const NxStatementSpec area_name_statement
    = { "search-area-name", "SELECT name FROM area WHERE id = :id" };

/* In bulk, keys wait in tables without order (nx-bulk.h). */
static const NxStatementSpec gather_phone_key
    = { "phone-key-gather", "INSERT INTO bulk_phone_key (tail, person_id) VALUES (:key, :id)" };

static const NxStatementSpec gather_number
    = { "number-key-gather", "INSERT INTO bulk_number_key (key, record_id) VALUES (:key, :id)" };

/* Commands to the text indexes. */
static const NxStatementSpec command_statements[] = {
  { "household-text-command",
    "INSERT INTO household_text (household_text, rank) VALUES (:what, :value)" },
  { "visit-text-command", "INSERT INTO visit_text (visit_text, rank) VALUES (:what, :value)" },
};

/* How many pieces of index of about one size may lie side by side before they are made one: the
 * engine's own defaults, and for loads of many jobs never. */
#define PIECES_TO_MERGE 4
#define PIECES_AT_MOST 16
#define PIECES_OF_A_CITY 1999

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
add_phones (NxDatabase *db, const char *phones, gint64 id, GError **error)
{
  const NxStatementSpec *add = nx_bulk_is_entered (db) ? &gather_phone_key : &add_phone_key;
  g_auto (GStrv) lines = g_strsplit (phones != NULL ? phones : "", "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autoptr (GString) digits = g_string_new (NULL);

      for (const char *at = lines[i]; *at != '\0' && *at != ' '; at++)
        if (g_ascii_isdigit (*at))
          g_string_prepend_c (digits, *at);
      if (digits->len > 0 && !run_with_key (db, add, id, digits->str, error))
        return FALSE;
    }
  return TRUE;
}

static NxNames
names_of_record (NxRecord *person)
{
  return (NxNames){ .name = nx_record_peek_text (person, NX_PERSON_NAME),
                    .former_names = nx_record_peek_text (person, NX_PERSON_FORMER_NAMES),
                    .pinyin = nx_record_peek_text (person, NX_PERSON_PINYIN),
                    .sort = nx_record_peek_text (person, NX_PERSON_NAME_KEY),
                    .is_archived = nx_record_is_archived (person) };
}

static gboolean
renew_person (NxDatabase *db, NxEdit *edit, gint64 id, GError **error)
{
  NxRecord *base = nx_edit_get_base (edit);
  NxNames before = base != NULL ? names_of_record (base) : (NxNames){ 0 };
  NxNames now = { .name = nx_edit_get_text (edit, NX_PERSON_NAME),
                  .former_names = nx_edit_get_text (edit, NX_PERSON_FORMER_NAMES),
                  .pinyin = nx_edit_get_text (edit, NX_PERSON_PINYIN),
                  .sort = nx_edit_get_text (edit, NX_PERSON_NAME_KEY),
                  .is_archived = before.is_archived };

  return drop (db, &drop_phone_keys, edit, id, error)
         && nx_name_index_renew (db, base != NULL ? &before : NULL, &now, id, error)
         && add_phones (db, nx_edit_get_text (edit, NX_PERSON_PHONES), id, error);
}

/* Numbers */

const char *
nx_search_index_number_mark (NxRecordKind kind)
{
  return kind == NX_RECORD_CASE ? "c:" : "h:";
}

static gboolean
write_number (NxDatabase *db,
              const NxStatementSpec *spec,
              const char *mark,
              const char *number,
              gint64 id,
              GError **error)
{
  g_auto (GStrv) keys = nx_number_keys (number);

  for (guint i = 0; keys[i] != NULL; i++)
    {
      g_autofree char *key = g_strconcat (mark, keys[i], NULL);

      if (!run_with_key (db, spec, id, key, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
nx_search_index_add_number (
    NxDatabase *db, NxRecordKind kind, const char *number, gint64 id, GError **error)
{
  return write_number (db, nx_bulk_is_entered (db) ? &gather_number : &add_number,
                       nx_search_index_number_mark (kind), number, id, error);
}

static gboolean
renew_number (NxDatabase *db, NxEdit *edit, guint field, gint64 id, GError **error)
{
  const char *mark = nx_search_index_number_mark (nx_edit_get_kind (edit));
  NxRecord *base = nx_edit_get_base (edit);

  if (base != NULL && !nx_edit_is_changed (edit, field))
    return TRUE;
  return (base == NULL
          || write_number (db, &drop_number, mark, nx_record_peek_text (base, field), id, error))
         && nx_search_index_add_number (db, nx_edit_get_kind (edit), nx_edit_get_text (edit, field),
                                        id, error);
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

  return renew_number (db, edit, NX_HOUSEHOLD_NUMBER, id, error)
         && drop (db, &drop_household_text, edit, id, error)
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
  if (nx_edit_get_kind (edit) == NX_RECORD_CASE)
    return renew_number (db, edit, NX_CASE_NUMBER, id, error);
  return TRUE;
}

gboolean
nx_search_index_set_archived (NxDatabase *db,
                              NxRecord *record,
                              gboolean is_archived,
                              GError **error)
{
  NxNames before = { 0 };
  NxNames now = { 0 };

  if (nx_record_get_kind (record) != NX_RECORD_PERSON)
    return TRUE;
  before = now = names_of_record (record);
  now.is_archived = is_archived;
  return nx_name_index_renew (db, &before, &now, nx_record_get_id (record), error);
}

/* Rows that were written past saving */

static gboolean
follow_person (NxDatabase *db, NxRecord *before, NxRecord *now, GError **error)
{
  gint64 id = nx_record_get_id (before);
  NxNames was = names_of_record (before);
  NxNames is = names_of_record (now != NULL ? now : before);

  is.is_archived = is.is_archived || now == NULL;
  return nx_name_index_renew (db, &was, &is, id, error)
         && run_with_key (db, &drop_phone_keys, id, NULL, error)
         && (now == NULL
             || add_phones (db, nx_record_peek_text (now, NX_PERSON_PHONES), id, error));
}

static gboolean
forget (NxDatabase *db, NxRecord *record, GError **error)
{
  NxRecordKind kind = nx_record_get_kind (record);
  const char *mark = nx_search_index_number_mark (kind);
  gint64 id = nx_record_get_id (record);

  if (kind == NX_RECORD_VISIT)
    return run_with_key (db, &drop_visit_text, id, NULL, error);
  if (kind == NX_RECORD_CASE)
    return write_number (db, &drop_number, mark, nx_record_peek_text (record, NX_CASE_NUMBER), id,
                         error);
  if (kind != NX_RECORD_HOUSEHOLD)
    return TRUE;
  return run_with_key (db, &drop_household_text, id, NULL, error)
         && write_number (db, &drop_number, mark, nx_record_peek_text (record, NX_HOUSEHOLD_NUMBER),
                          id, error);
}

/* As if the record were new. */
static NxEdit *
new_edit_of (NxRecord *record)
{
  const NxRecordSpec *spec = nx_record_get_spec (record);
  NxEdit *edit = nx_edit_new (spec->kind, NULL);

  for (guint i = 0; i < spec->n_fields; i++)
    if (!nx_record_is_set (record, i))
      nx_edit_clear (edit, i);
    else if (nx_field_is_integer (&spec->fields[i]))
      nx_edit_set_int (edit, i, nx_record_get_int (record, i));
    else
      nx_edit_set_text (edit, i, nx_record_get_text (record, i));
  return edit;
}

gboolean
nx_search_index_follow (NxDatabase *db, NxRecord *before, NxRecord *now, GError **error)
{
  g_autoptr (NxEdit) edit = NULL;

  if (nx_record_get_kind (before) == NX_RECORD_PERSON)
    return follow_person (db, before, now, error);
  if (!forget (db, before, error))
    return FALSE;
  if (now == NULL)
    return TRUE;
  edit = new_edit_of (now);
  return nx_search_index_renew (db, edit, nx_record_get_id (now), error);
}

static gboolean
command (NxDatabase *db, const char *what, gint64 value, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (command_statements); i++)
    {
      g_autoptr (NxStatement) row = nx_database_statement (db, &command_statements[i], error);

      if (row == NULL)
        return FALSE;
      nx_statement_bind_text (row, "what", what);
      nx_statement_bind_int64 (row, "value", value);
      if (!nx_statement_run (row, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
nx_search_index_set_bulk (NxDatabase *db, NxSearchIndexMode mode, GError **error)
{
  gboolean is_city = mode == NX_SEARCH_INDEX_CITY;

  if (mode == NX_SEARCH_INDEX_BULK)
    nx_name_index_begin_bulk (db);
  else if (mode == NX_SEARCH_INDEX_USUAL && !nx_name_index_end_bulk (db, error))
    return FALSE;
  return command (db, "hashsize", mode == NX_SEARCH_INDEX_USUAL ? HASH_SIZE : HASH_SIZE_BULK, error)
         && command (db, "automerge", is_city ? 0 : PIECES_TO_MERGE, error)
         && command (db, "crisismerge", is_city ? PIECES_OF_A_CITY : PIECES_AT_MOST, error);
}

gboolean
nx_search_index_optimize (NxDatabase *db, GError **error)
{
  return command (db, "optimize", 0, error);
}
