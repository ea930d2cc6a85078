/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Keeps the bytes of attachments beside their rows, lists them and gives them out. */
#define G_LOG_DOMAIN "nx-store"

#include "config.h"

#include "nx-attachments.h"

#include "nx-attachment-rules.h"
#include "nx-record-kinds.h"
#include "nx-records.h"
#include "nx-save.h"
#include "nx-store-error.h"

#include <glib/gi18n-lib.h>

static const NxStatementSpec add_part_statement
    = { "attachment-add-part", "INSERT INTO attachment_part (attachment_id, number, data)"
                               " VALUES (:attachment, :number, :data)" };

static const NxStatementSpec add_thumbnail_statement
    = { "attachment-add-thumbnail", "INSERT INTO attachment_thumbnail (attachment_id, data)"
                                    " VALUES (:attachment, :data)" };

static const NxStatementSpec parts_statement
    = { "attachment-parts",
        "SELECT data FROM attachment_part WHERE attachment_id = :attachment ORDER BY number" };

static const NxStatementSpec thumbnail_statement
    = { "attachment-thumbnail",
        "SELECT data FROM attachment_thumbnail WHERE attachment_id = :attachment" };

static const NxStatementSpec of_case_statement
    = { "attachments-of-case", "SELECT id FROM attachment WHERE case_id = :case"
                               " AND draft_place IS NULL AND archived_at IS NULL"
                               " ORDER BY attached_on DESC, id DESC" };

static const NxStatementSpec of_visit_statement
    = { "attachments-of-visit", "SELECT id FROM attachment WHERE visit_id = :visit"
                                " AND archived_at IS NULL ORDER BY id DESC" };

static const NxStatementSpec of_draft_statement
    = { "attachments-of-draft", "SELECT id FROM attachment WHERE worker_id = :actor"
                                " AND draft_place = :place AND archived_at IS NULL"
                                " ORDER BY id DESC" };

static gboolean
take_failure (GError *failure, GError **error)
{
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}

static gboolean
refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, NX_STORE_ERROR, NX_STORE_ERROR_CONSTRAINT, sentence);
  return FALSE;
}

NxAttachmentPlace *
nx_attachment_place_copy (const NxAttachmentPlace *place)
{
  NxAttachmentPlace *copy = g_memdup2 (place, sizeof *place);

  copy->draft_place = g_strdup (place->draft_place);
  return copy;
}

void
nx_attachment_place_free (NxAttachmentPlace *place)
{
  g_free ((char *)place->draft_place);
  g_free (place);
}

NxRecord *
nx_attachments_load (NxDatabase *db, gint64 id, GError **error)
{
  g_autoptr (NxRecord) record = nx_records_load (db, NX_RECORD_ATTACHMENT, id, error);

  if (record == NULL
      || !nx_attachment_rules_check_access (db, nx_record_get_int (record, NX_ATTACHMENT_CASE),
                                            error))
    return NULL;
  return g_steal_pointer (&record);
}

/* Adding */

static gboolean
add_parts (NxDatabase *db, gint64 id, GBytes *bytes, GError **error)
{
  gsize size = g_bytes_get_size (bytes);

  for (gsize at = 0; at < size; at += NX_ATTACHMENTS_PART)
    {
      g_autoptr (GBytes) part
          = g_bytes_new_from_bytes (bytes, at, MIN (NX_ATTACHMENTS_PART, size - at));
      g_autoptr (NxStatement) row = nx_database_statement (db, &add_part_statement, error);

      if (row == NULL)
        return FALSE;
      nx_statement_bind_int64 (row, "attachment", id);
      nx_statement_bind_int64 (row, "number", (gint64)(at / NX_ATTACHMENTS_PART));
      nx_statement_bind_bytes (row, "data", part);
      if (!nx_statement_run (row, error))
        return FALSE;
      if (!nx_database_progress (db, at, size))
        return !nx_database_is_cancelled (db, error);
    }
  return TRUE;
}

static gboolean
add_thumbnail (NxDatabase *db, gint64 id, GBytes *thumbnail, GError **error)
{
  g_autoptr (NxStatement) row = NULL;

  if (thumbnail == NULL)
    return TRUE;
  row = nx_database_statement (db, &add_thumbnail_statement, error);
  if (row == NULL)
    return FALSE;
  nx_statement_bind_int64 (row, "attachment", id);
  nx_statement_bind_bytes (row, "data", thumbnail);
  return nx_statement_run (row, error);
}

static NxEdit *
make_edit (const NxAttachmentNew *what)
{
  NxEdit *edit = nx_edit_new (NX_RECORD_ATTACHMENT, NULL);
  g_autofree char *digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, what->bytes);

  nx_edit_set_int (edit, NX_ATTACHMENT_CASE, what->place.case_id);
  if (what->place.visit_id != 0)
    nx_edit_set_int (edit, NX_ATTACHMENT_VISIT, what->place.visit_id);
  nx_edit_set_text (edit, NX_ATTACHMENT_DRAFT_PLACE, what->place.draft_place);
  nx_edit_set_text (edit, NX_ATTACHMENT_NAME, what->name);
  nx_edit_set_text (edit, NX_ATTACHMENT_CAPTION, what->caption);
  nx_edit_set_text (edit, NX_ATTACHMENT_MEDIA_TYPE, what->media_type);
  nx_edit_set_int (edit, NX_ATTACHMENT_N_BYTES, (gint64)g_bytes_get_size (what->bytes));
  if (what->width > 0)
    nx_edit_set_int (edit, NX_ATTACHMENT_WIDTH, what->width);
  if (what->height > 0)
    nx_edit_set_int (edit, NX_ATTACHMENT_HEIGHT, what->height);
  if (what->n_pages > 0)
    nx_edit_set_int (edit, NX_ATTACHMENT_N_PAGES, what->n_pages);
  nx_edit_set_text (edit, NX_ATTACHMENT_DIGEST, digest);
  return edit;
}

static gboolean
check_size (GBytes *bytes, GError **error)
{
  gsize size = g_bytes_get_size (bytes);

  if (size == 0)
    return refuse (error, _ ("The file is empty. Nothing was attached."));
  return size <= NX_ATTACHMENTS_MAX_BYTES
         || refuse (error, _ ("The file is larger than 20 MB. Nothing was attached. Make it "
                              "smaller and try again."));
}

gint64
nx_attachments_add (NxDatabase *db, const NxAttachmentNew *what, GError **error)
{
  g_autoptr (NxEdit) edit = NULL;
  gint64 id = 0;

  if (!check_size (what->bytes, error))
    return 0;
  edit = make_edit (what);
  id = nx_records_save (db, edit, error);
  if (id == 0 || !add_parts (db, id, what->bytes, error)
      || !add_thumbnail (db, id, what->thumbnail, error))
    return 0;
  return id;
}

/* Listing */

void
nx_attachment_item_free (NxAttachmentItem *item)
{
  g_clear_object (&item->record);
  g_clear_pointer (&item->thumbnail, g_bytes_unref);
  g_free (item);
}

static NxStatement *
prepare_list (NxDatabase *db, const NxAttachmentPlace *place, GError **error)
{
  const NxStatementSpec *spec = place->draft_place != NULL ? &of_draft_statement
                                : place->visit_id != 0     ? &of_visit_statement
                                                           : &of_case_statement;
  NxStatement *row = nx_database_statement (db, spec, error);

  if (row == NULL)
    return NULL;
  if (place->draft_place != NULL)
    {
      nx_statement_bind_int64 (row, "actor", nx_database_actor (db));
      nx_statement_bind_text (row, "place", place->draft_place);
    }
  else if (place->visit_id != 0)
    nx_statement_bind_int64 (row, "visit", place->visit_id);
  else
    nx_statement_bind_int64 (row, "case", place->case_id);
  return row;
}

static GPtrArray *
load_records (NxDatabase *db, const NxAttachmentPlace *place, GError **error)
{
  g_autoptr (NxStatement) row = prepare_list (db, place, error);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  GError *failure = NULL;

  if (row == NULL)
    return NULL;
  while (nx_statement_step (row, &failure))
    {
      gint64 id = nx_statement_get_int64 (row, 0);

      g_array_append_val (ids, id);
    }
  if (!take_failure (failure, error))
    return NULL;
  return nx_records_load_many (db, NX_RECORD_ATTACHMENT, (const gint64 *)(gpointer)ids->data,
                               ids->len, error);
}

GPtrArray *
nx_attachments_load_draft (NxDatabase *db, const char *draft_place, GError **error)
{
  NxAttachmentPlace place = { .draft_place = draft_place };

  return load_records (db, &place, error);
}

static gboolean
load_thumbnail (NxDatabase *db, NxAttachmentItem *item, GError **error)
{
  g_autoptr (NxStatement) row = nx_database_statement (db, &thumbnail_statement, error);
  GError *failure = NULL;

  if (row == NULL)
    return FALSE;
  nx_statement_bind_int64 (row, "attachment", nx_record_get_id (item->record));
  if (nx_statement_step (row, &failure))
    item->thumbnail = nx_statement_dup_bytes (row, 0);
  return take_failure (failure, error);
}

GPtrArray *
nx_attachments_list (NxDatabase *db, const NxAttachmentPlace *place, GError **error)
{
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GPtrArray) items
      = g_ptr_array_new_with_free_func ((GDestroyNotify)nx_attachment_item_free);

  if (!nx_attachment_rules_check_access (db, place->case_id, error))
    return NULL;
  records = load_records (db, place, error);
  if (records == NULL)
    return NULL;
  for (guint i = 0; i < records->len; i++)
    {
      NxRecord *record = g_ptr_array_index (records, i);
      NxAttachmentItem *item = NULL;

      /* A visit or a place that is not the case's would show what the check did not cover. */
      if (nx_record_get_int (record, NX_ATTACHMENT_CASE) != place->case_id)
        continue;
      item = g_new0 (NxAttachmentItem, 1);
      item->record = g_object_ref (record);
      g_ptr_array_add (items, item);
      if (!load_thumbnail (db, item, error))
        return NULL;
    }
  return g_steal_pointer (&items);
}

/* The bytes */

static GByteArray *
read_parts (NxDatabase *db, gint64 id, GError **error)
{
  g_autoptr (NxStatement) row = nx_database_statement (db, &parts_statement, error);
  g_autoptr (GByteArray) all = g_byte_array_new ();
  GError *failure = NULL;

  if (row == NULL)
    return NULL;
  nx_statement_bind_int64 (row, "attachment", id);
  while (nx_statement_step (row, &failure))
    {
      g_autoptr (GBytes) part = nx_statement_dup_bytes (row, 0);

      g_byte_array_append (all, g_bytes_get_data (part, NULL), (guint)g_bytes_get_size (part));
      if (all->len > NX_ATTACHMENTS_MAX_BYTES)
        break;
    }
  return take_failure (failure, error) ? g_steal_pointer (&all) : NULL;
}

GBytes *
nx_attachments_load_bytes (NxDatabase *db, gint64 id, GError **error)
{
  g_autoptr (NxRecord) record = nx_attachments_load (db, id, error);
  g_autoptr (GByteArray) all = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *digest = NULL;

  if (record == NULL)
    return NULL;
  all = read_parts (db, id, error);
  if (all == NULL)
    return NULL;
  bytes = g_byte_array_free_to_bytes (g_steal_pointer (&all));
  digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  if (g_strcmp0 (digest, nx_record_get_text (record, NX_ATTACHMENT_DIGEST)) == 0)
    return g_steal_pointer (&bytes);
  nx_store_error_set (error, NX_STORE_ERROR_DAMAGED);
  return NULL;
}
