/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Writes the journal: one hash-chained event for every change, in the transaction of that change.
 */
#define G_LOG_DOMAIN "nx-store"

#include "config.h"

#include "nx-journal.h"

#include "nx-edit.h"
#include "nx-uid.h"

#include <json-glib/json-glib.h>

static const NxStatementSpec head_statement
    = { "journal-head", "SELECT id, digest FROM event ORDER BY id DESC LIMIT 1" };

static const NxStatementSpec add_statement
    = { "journal-add",
        "INSERT INTO event (id, uid, at, on_day, worker_id, action, record_kind, record_id,"
        " case_id, household_id, person_id, changes, digest)"
        " VALUES (:id, :uid, :at, :on_day, :worker, :action, :kind, :record,"
        " :case, :household, :person, :changes, :digest)" };

#define COVERED                                                                                    \
  "e.id, e.at, e.on_day, e.worker_id, e.action, e.record_kind, e.record_id, e.case_id,"            \
  " e.household_id, e.person_id, e.changes, e.digest"

static const NxStatementSpec chain_statement
    = { "journal-chain", "SELECT " COVERED " FROM event AS e ORDER BY e.id" };

/* The events of the part and those that follow them, each with the digest before it. */
static const NxStatementSpec part_statement
    = { "journal-part",
        "WITH own (id) AS (SELECT id FROM event WHERE case_id = :case UNION"
        " SELECT id FROM event WHERE household_id = :household)"
        " SELECT " COVERED ", b.digest FROM event AS e LEFT JOIN event AS b ON b.id = e.id - 1"
        " WHERE e.id IN (SELECT id FROM own UNION SELECT id + 1 FROM own) ORDER BY e.id" };

static const NxStatementSpec gap_statement
    = { "journal-gap", "SELECT (SELECT count(*) FROM event), (SELECT max(id) FROM event)" };

/* Everything one digest covers besides the digest before it. */
typedef struct
{
  gint64 id;
  gint64 at;
  const char *on_day;
  gint64 worker_id;
  const char *action;
  gint64 kind;
  gint64 record_id;
  gint64 case_id;
  gint64 household_id;
  gint64 person_id;
  const char *changes;
} Covered;

static char *
digest_of (const char *before, const Covered *row)
{
  g_autofree char *text = g_strdup_printf (
      "%s\n%" G_GINT64_FORMAT "\n%" G_GINT64_FORMAT "\n%s\n%" G_GINT64_FORMAT "\n%s\n"
      "%" G_GINT64_FORMAT "\n%" G_GINT64_FORMAT "\n%" G_GINT64_FORMAT "\n%" G_GINT64_FORMAT "\n"
      "%" G_GINT64_FORMAT "\n%s",
      before, row->id, row->at, row->on_day, row->worker_id, row->action, row->kind, row->record_id,
      row->case_id, row->household_id, row->person_id, row->changes != NULL ? row->changes : "");

  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
}

static gboolean
read_head (NxDatabase *db, gint64 *id, char **digest, GError **error)
{
  g_autoptr (NxStatement) row = NULL;
  g_autoptr (GError) failure = NULL;

  *id = 0;
  *digest = g_strdup (nx_database_get_head (db, id));
  if (*digest != NULL)
    return TRUE;
  row = nx_database_statement (db, &head_statement, error);
  if (row == NULL)
    return FALSE;
  if (nx_statement_step (row, &failure))
    {
      *id = nx_statement_get_int64 (row, 0);
      *digest = g_strdup (nx_statement_get_text (row, 1));
    }
  else
    *digest = g_strdup ("");
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static void
bind_id (NxStatement *row, const char *name, gint64 id)
{
  if (id != 0)
    nx_statement_bind_int64 (row, name, id);
  else
    nx_statement_bind_null (row, name);
}

static gboolean
insert_row (NxDatabase *db, const Covered *row, const char *digest, GError **error)
{
  g_autoptr (NxStatement) insert = nx_database_statement (db, &add_statement, error);
  g_autofree char *uid = nx_uid_new_random ();

  if (insert == NULL)
    return FALSE;
  nx_statement_bind_int64 (insert, "id", row->id);
  nx_statement_bind_text (insert, "uid", uid);
  nx_statement_bind_int64 (insert, "at", row->at);
  nx_statement_bind_text (insert, "on_day", row->on_day);
  bind_id (insert, "worker", row->worker_id);
  nx_statement_bind_text (insert, "action", row->action);
  nx_statement_bind_int64 (insert, "kind", row->kind);
  nx_statement_bind_int64 (insert, "record", row->record_id);
  bind_id (insert, "case", row->case_id);
  bind_id (insert, "household", row->household_id);
  bind_id (insert, "person", row->person_id);
  nx_statement_bind_text (insert, "changes", row->changes);
  nx_statement_bind_text (insert, "digest", digest);
  return nx_statement_run (insert, error);
}

gboolean
nx_journal_add (NxDatabase *db, const NxJournalEntry *entry, GError **error)
{
  g_autofree char *today = nx_date_to_iso (nx_database_today (db));
  g_autofree char *before = NULL;
  g_autofree char *digest = NULL;
  Covered row = {
    .at = nx_database_now (db),
    .on_day = entry->on_day != NULL ? entry->on_day : today,
    .worker_id = nx_database_actor (db),
    .action = entry->action,
    .kind = entry->kind,
    .record_id = entry->id,
    .case_id = entry->case_id,
    .household_id = entry->household_id,
    .person_id = entry->person_id,
    .changes = entry->changes,
  };

  if (!read_head (db, &row.id, &before, error))
    return FALSE;
  row.id++;
  digest = digest_of (before, &row);
  if (!insert_row (db, &row, digest, error))
    return FALSE;
  nx_database_set_head (db, row.id, digest);
  return TRUE;
}

static Covered
read_covered (NxStatement *row)
{
  return (Covered){
    .id = nx_statement_get_int64 (row, 0),
    .at = nx_statement_get_int64 (row, 1),
    .on_day = nx_statement_get_text (row, 2),
    .worker_id = nx_statement_get_int64 (row, 3),
    .action = nx_statement_get_text (row, 4),
    .kind = nx_statement_get_int64 (row, 5),
    .record_id = nx_statement_get_int64 (row, 6),
    .case_id = nx_statement_get_int64 (row, 7),
    .household_id = nx_statement_get_int64 (row, 8),
    .person_id = nx_statement_get_int64 (row, 9),
    .changes = nx_statement_get_text (row, 10),
  };
}

/* 0, or -1 with @error: @failure is taken. */
static gint64
end_check (GError *failure, GError **error)
{
  if (failure == NULL)
    return 0;
  g_propagate_error (error, failure);
  return -1;
}

gint64
nx_journal_check (NxDatabase *db, GError **error)
{
  g_autoptr (NxStatement) row = nx_database_statement (db, &chain_statement, error);
  g_autofree char *before = g_strdup ("");
  GError *failure = NULL;

  if (row == NULL)
    return -1;
  while (nx_statement_step (row, &failure))
    {
      Covered covered = read_covered (row);
      g_autofree char *digest = digest_of (before, &covered);

      if (g_strcmp0 (digest, nx_statement_get_text (row, 11)) != 0)
        return covered.id;
      g_free (before);
      before = g_steal_pointer (&digest);
    }
  return end_check (failure, error);
}

/* The counter has no gaps: what was taken out leaves one, or must change all that follows. */
static gint64
find_gap (NxDatabase *db, GError **error)
{
  g_autoptr (NxStatement) row = nx_database_statement (db, &gap_statement, error);
  GError *failure = NULL;

  if (row == NULL)
    return -1;
  if (nx_statement_step (row, &failure)
      && nx_statement_get_int64 (row, 0) != nx_statement_get_int64 (row, 1))
    return nx_statement_get_int64 (row, 1);
  return end_check (failure, error);
}

gint64
nx_journal_check_part (NxDatabase *db, gint64 case_id, gint64 household_id, GError **error)
{
  g_autoptr (NxStatement) row = nx_database_statement (db, &part_statement, error);
  GError *failure = NULL;

  if (row == NULL)
    return -1;
  bind_id (row, "case", case_id);
  bind_id (row, "household", household_id);
  while (nx_statement_step (row, &failure))
    {
      Covered covered = read_covered (row);
      const char *before = covered.id == 1 ? "" : nx_statement_get_text (row, 12);
      g_autofree char *digest = before != NULL ? digest_of (before, &covered) : NULL;

      if (g_strcmp0 (digest, nx_statement_get_text (row, 11)) != 0)
        return covered.id;
    }
  return failure != NULL ? end_check (failure, error) : find_gap (db, error);
}

/* Changed fields as JSON */

static void
add_value (JsonBuilder *builder, const NxField *field, const NxValues *values, guint index)
{
  if (values == NULL || !nx_values_is_set (values, index))
    json_builder_add_null_value (builder);
  else if (nx_field_is_integer (field))
    json_builder_add_int_value (builder, nx_values_get_int (values, index));
  else
    json_builder_add_string_value (builder, nx_values_get_text (values, index));
}

char *
nx_journal_dup_changes (NxEdit *edit)
{
  const NxRecordSpec *spec = nx_edit_get_spec (edit);
  NxRecord *base = nx_edit_get_base (edit);
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  gboolean has_change = FALSE;

  if (base == NULL)
    return NULL;
  json_builder_begin_object (builder);
  for (guint i = 0; i < spec->n_fields; i++)
    {
      if ((spec->fields[i].flags & (NX_FIELD_KEPT | NX_FIELD_DERIVED))
          || !nx_edit_is_changed (edit, i))
        continue;
      has_change = TRUE;
      json_builder_set_member_name (builder, spec->fields[i].name);
      json_builder_begin_array (builder);
      add_value (builder, &spec->fields[i], nx_record_peek_values (base), i);
      add_value (builder, &spec->fields[i], nx_edit_peek_values (edit), i);
      json_builder_end_array (builder);
    }
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return has_change ? json_to_string (root, FALSE) : NULL;
}
