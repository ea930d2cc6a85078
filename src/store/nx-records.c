/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Reads records of every kind from their views, by the field tables. */
#define G_LOG_DOMAIN "nx-store"

#include "config.h"

#include "nx-records.h"

#include "nx-store-error.h"

/* Columns before the fields: id, uid, version, archived or not. */
#define N_HEAD_COLUMNS 4

/* The statements of one kind; they follow from the field table alone and are made once. */
typedef struct
{
  NxStatementSpec one;
  NxStatementSpec many;
  NxStatementSpec by_uid;
  NxStatementSpec count;
} KindStatements;

static char *
column_list (const NxRecordSpec *spec)
{
  GString *columns = g_string_new ("id, uid, version, archived_at IS NOT NULL");

  for (guint i = 0; i < spec->n_fields; i++)
    g_string_append_printf (columns, ", %s", spec->fields[i].name);
  return g_string_free (columns, FALSE);
}

static char *
many_condition (void)
{
  GString *text = g_string_new ("id IN (");

  for (guint i = 0; i < NX_RECORDS_PAGE; i++)
    g_string_append_printf (text, "%s:id%u", i > 0 ? ", " : "", i);
  g_string_append_c (text, ')');
  return g_string_free (text, FALSE);
}

static gpointer
make_statements (gpointer unused)
{
  KindStatements *all = g_new0 (KindStatements, NX_N_RECORD_KINDS);
  g_autofree char *condition = many_condition ();

  for (guint kind = 1; kind < NX_N_RECORD_KINDS; kind++)
    {
      const NxRecordSpec *spec = nx_record_spec (kind);
      g_autofree char *columns = column_list (spec);

      all[kind].one = (NxStatementSpec){ "record-load",
                                         g_strdup_printf ("SELECT %s FROM %s_view WHERE id = :id",
                                                          columns, spec->table) };
      all[kind].many = (NxStatementSpec){ "record-load-many",
                                          g_strdup_printf ("SELECT %s FROM %s_view WHERE %s",
                                                           columns, spec->table, condition) };
      all[kind].by_uid = (NxStatementSpec){
        "record-by-uid", g_strdup_printf ("SELECT id FROM %s WHERE uid = :uid", spec->table)
      };
      all[kind].count
          = (NxStatementSpec){ "record-count",
                               g_strdup_printf ("SELECT count(*) FROM %s WHERE archived_at IS NULL",
                                                spec->table) };
    }
  return all;
}

static const KindStatements *
get_statements (NxRecordKind kind)
{
  static GOnce once = G_ONCE_INIT;

  return (const KindStatements *)g_once (&once, make_statements, NULL) + kind;
}

static NxRecord *
record_from_row (NxRecordKind kind, NxStatement *row)
{
  const NxRecordSpec *spec = nx_record_spec (kind);
  NxValues *values = nx_values_new (kind);

  for (guint field = 0; field < spec->n_fields; field++)
    {
      int column = (int)field + N_HEAD_COLUMNS;

      /* The text of what is not there is NULL and sets nothing. */
      if (!nx_field_is_integer (&spec->fields[field]))
        nx_values_set_text (values, field, nx_statement_get_text (row, column));
      else if (!nx_statement_is_null (row, column))
        nx_values_set_int (values, field, nx_statement_get_int64 (row, column));
    }
  return nx_record_new (kind, nx_statement_get_int64 (row, 0), nx_statement_get_text (row, 1),
                        nx_statement_get_int64 (row, 2), nx_statement_get_int64 (row, 3) != 0,
                        values);
}

NxRecord *
nx_records_find (NxDatabase *db, NxRecordKind kind, gint64 id, GError **error)
{
  g_autoptr (NxStatement) row = nx_database_statement (db, &get_statements (kind)->one, error);

  if (row == NULL)
    return NULL;
  nx_statement_bind_int64 (row, "id", id);
  return nx_statement_step (row, error) ? record_from_row (kind, row) : NULL;
}

NxRecord *
nx_records_load (NxDatabase *db, NxRecordKind kind, gint64 id, GError **error)
{
  g_autoptr (GError) failure = NULL;
  NxRecord *record = nx_records_find (db, kind, id, &failure);

  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  else if (record == NULL)
    nx_store_error_set (error, NX_STORE_ERROR_NOT_FOUND);
  return record;
}

static gboolean
load_page (NxDatabase *db,
           NxRecordKind kind,
           const gint64 *ids,
           guint n_ids,
           GHashTable *found,
           GError **error)
{
  g_autoptr (NxStatement) row = nx_database_statement (db, &get_statements (kind)->many, error);
  g_autoptr (GError) failure = NULL;

  if (row == NULL)
    return FALSE;
  for (guint i = 0; i < n_ids; i++)
    {
      char name[8];

      g_snprintf (name, sizeof name, "id%u", i);
      nx_statement_bind_int64 (row, name, ids[i]);
    }
  while (nx_statement_step (row, &failure))
    {
      NxRecord *record = record_from_row (kind, row);
      gint64 id = nx_record_get_id (record);

      g_hash_table_insert (found, g_memdup2 (&id, sizeof id), record);
    }
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

GPtrArray *
nx_records_load_many (
    NxDatabase *db, NxRecordKind kind, const gint64 *ids, guint n_ids, GError **error)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint first = 0; first < n_ids; first += NX_RECORDS_PAGE)
    {
      guint n = MIN (NX_RECORDS_PAGE, n_ids - first);
      g_autoptr (GHashTable) found
          = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_object_unref);

      if (!load_page (db, kind, ids + first, n, found, error))
        return NULL;
      for (guint i = first; i < first + n; i++)
        {
          NxRecord *record = g_hash_table_lookup (found, &ids[i]);

          if (record != NULL)
            g_ptr_array_add (records, g_object_ref (record));
        }
    }
  return g_steal_pointer (&records);
}

/* @field comes from a field table, so only constant names enter the text. */
static NxStatement *
prepare_by_field (NxDatabase *db, NxRecordKind kind, guint field, GError **error)
{
  const NxRecordSpec *spec = nx_record_spec (kind);
  g_autofree char *columns = column_list (spec);
  g_autofree char *sql = NULL;

  g_assert (!(spec->fields[field].flags & NX_FIELD_DERIVED));
  sql = g_strdup_printf ("SELECT %s FROM %s_view WHERE %s = :value AND archived_at IS NULL "
                         "ORDER BY id",
                         columns, spec->table, spec->fields[field].name);
  return nx_database_dynamic (db, "records-by-field", sql, error);
}

static GPtrArray *
collect (NxRecordKind kind, NxStatement *row, GError **error)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) failure = NULL;

  while (nx_statement_step (row, &failure))
    g_ptr_array_add (records, record_from_row (kind, row));
  if (failure == NULL)
    return g_steal_pointer (&records);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

GPtrArray *
nx_records_load_by_int (
    NxDatabase *db, NxRecordKind kind, guint field, gint64 value, GError **error)
{
  g_autoptr (NxStatement) row = prepare_by_field (db, kind, field, error);

  if (row == NULL)
    return NULL;
  nx_statement_bind_int64 (row, "value", value);
  return collect (kind, row, error);
}

GPtrArray *
nx_records_load_by_text (
    NxDatabase *db, NxRecordKind kind, guint field, const char *value, GError **error)
{
  g_autoptr (NxStatement) row = prepare_by_field (db, kind, field, error);

  if (row == NULL)
    return NULL;
  nx_statement_bind_text (row, "value", value);
  return collect (kind, row, error);
}

gint64
nx_records_find_uid (NxDatabase *db, NxRecordKind kind, const char *uid, GError **error)
{
  g_autoptr (NxStatement) row = nx_database_statement (db, &get_statements (kind)->by_uid, error);

  if (row == NULL)
    return 0;
  nx_statement_bind_text (row, "uid", uid);
  return nx_statement_step (row, error) ? nx_statement_get_int64 (row, 0) : 0;
}

gint64
nx_records_count (NxDatabase *db, NxRecordKind kind, GError **error)
{
  g_autoptr (NxStatement) row = nx_database_statement (db, &get_statements (kind)->count, error);

  return row != NULL && nx_statement_step (row, error) ? nx_statement_get_int64 (row, 0) : -1;
}
