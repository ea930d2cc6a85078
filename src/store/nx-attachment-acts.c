/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * What happens to attachments after they were added: bound to their visit, taken out and put back,
 * copied out of the store. */
#define G_LOG_DOMAIN "nx-store"

#include "config.h"

#include "nx-attachment-acts.h"

#include "nx-attachments.h"
#include "nx-journal.h"
#include "nx-record-kinds.h"
#include "nx-save.h"
#include "nx-store-error.h"
#include "nx-text.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

static gboolean
refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, NX_STORE_ERROR, NX_STORE_ERROR_CONSTRAINT, sentence);
  return FALSE;
}

gboolean
nx_attachments_bind (NxDatabase *db, const char *draft_place, gint64 visit_id, GError **error)
{
  g_autoptr (GPtrArray) records = nx_attachments_load_draft (db, draft_place, error);

  if (records == NULL)
    return FALSE;
  for (guint i = 0; i < records->len; i++)
    {
      g_autoptr (NxEdit) edit = nx_edit_new (NX_RECORD_ATTACHMENT, g_ptr_array_index (records, i));

      nx_edit_clear (edit, NX_ATTACHMENT_DRAFT_PLACE);
      nx_edit_set_int (edit, NX_ATTACHMENT_VISIT, visit_id);
      if (nx_records_save (db, edit, error) == 0)
        return FALSE;
    }
  return TRUE;
}

gboolean
nx_attachments_set_archived (NxDatabase *db, gint64 id, gboolean is_archived, GError **error)
{
  g_autoptr (NxRecord) record = nx_attachments_load (db, id, error);

  if (record == NULL)
    return FALSE;
  return nx_record_is_archived (record) == (is_archived != FALSE)
         || nx_records_set_archived (db, record, is_archived, error);
}

gboolean
nx_attachments_discard_draft (NxDatabase *db, const char *draft_place, GArray *ids, GError **error)
{
  g_autoptr (GPtrArray) records = nx_attachments_load_draft (db, draft_place, error);

  if (records == NULL)
    return FALSE;
  for (guint i = 0; i < records->len; i++)
    {
      gint64 id = nx_record_get_id (g_ptr_array_index (records, i));

      if (!nx_attachments_set_archived (db, id, TRUE, error))
        return FALSE;
      if (ids != NULL)
        g_array_append_val (ids, id);
    }
  return TRUE;
}

gboolean
nx_attachments_restore_draft (NxDatabase *db, const GArray *ids, GError **error)
{
  for (guint i = 0; ids != NULL && i < ids->len; i++)
    if (!nx_attachments_set_archived (db, g_array_index (ids, gint64, i), FALSE, error))
      return FALSE;
  return TRUE;
}

/* As other changes stand in the journal: {"reason": [null, "…"]}. */
static char *
dup_reason (const char *reason)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "reason");
  json_builder_begin_array (builder);
  json_builder_add_null_value (builder);
  json_builder_add_string_value (builder, reason);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

gboolean
nx_attachments_note_copied (NxDatabase *db, gint64 id, const char *reason, GError **error)
{
  g_autoptr (NxRecord) record = nx_attachments_load (db, id, error);
  g_autofree char *clean = reason != NULL ? nx_text_clean (reason) : NULL;
  g_autofree char *changes = NULL;
  NxJournalEntry entry = { .action = "exported", .kind = NX_RECORD_ATTACHMENT, .id = id };

  if (record == NULL)
    return FALSE;
  if (clean == NULL || *clean == '\0')
    return refuse (error, _ ("Say why a copy is needed. Nothing was saved."));
  if (nx_record_is_archived (record))
    return refuse (error, _ ("This attachment was deleted. No copy was saved. Take the deletion "
                             "back first."));
  changes = dup_reason (clean);
  entry.case_id = nx_record_get_int (record, NX_ATTACHMENT_CASE);
  entry.changes = changes;
  return nx_journal_add (db, &entry, error);
}
