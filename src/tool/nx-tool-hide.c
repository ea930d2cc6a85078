/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Decides what the tool shows of a record, and notes in the journal when it shows all. */
#define G_LOG_DOMAIN "nx-tool"

#include "config.h"

#include "nx-tool-hide.h"

#include "nx-journal.h"
#include "nx-privacy.h"
#include "nx-record-kinds.h"
#include "nx-tool-open.h"

#include <json-glib/json-glib.h>
#include <string.h>

static gboolean
is_hidden_number (const NxField *field)
{
  return field->mask == NX_MASK_ID_NUMBER || field->mask == NX_MASK_PHONE
         || field->mask == NX_MASK_DISABILITY;
}

gboolean
nx_tool_shows_field (NxTool *self, const NxField *field)
{
  /* A question of the supervisor is the whole of a comment; a reflection is the worker's own. */
  if (g_str_has_suffix (field->name, "_key")
      || ((field->flags & NX_FIELD_PRIVATE) && !(field->flags & NX_FIELD_REQUIRED)))
    return FALSE;
  return !(field->flags & NX_FIELD_SENSITIVE) || (field->flags & NX_FIELD_REQUIRED)
         || is_hidden_number (field) || self->unmask_reason != NULL;
}

char *
nx_tool_dup_text (NxTool *self, const char *text)
{
  /* The copy that is kept in the office: names and doors in full, numbers masked. */
  NxPrintOptions options = { .copy = NX_COPY_FILE, .unmask_reason = self->unmask_reason };
  NxPrivacy privacy;

  nx_privacy_init (&privacy, &options, NULL);
  return nx_privacy_text (&privacy, text);
}

GStrv
nx_tool_dup_phones (NxTool *self, const char *phones)
{
  GStrv lines = g_strsplit (phones != NULL ? phones : "", "\n", -1);

  for (guint i = 0; lines[i] != NULL && self->unmask_reason == NULL; i++)
    {
      g_autofree char *line = lines[i];
      gsize length = strcspn (line, " ");
      g_autofree char *number = g_strndup (line, length);
      g_autofree char *masked = nx_mask_text (NX_MASK_PHONE, number);
      g_autofree char *note = nx_tool_dup_text (self, line + length);

      lines[i] = g_strconcat (masked, note, NULL);
    }
  return lines;
}

static gboolean
is_phone_list (NxRecord *record, guint field)
{
  return nx_record_get_kind (record) == NX_RECORD_PERSON && field == NX_PERSON_PHONES;
}

char *
nx_tool_dup_value (NxTool *self, NxRecord *record, guint field, gboolean is_for_reading)
{
  const NxField *spec = &nx_record_get_spec (record)->fields[field];

  if (!nx_record_is_set (record, field))
    return g_strdup ("");
  if (is_phone_list (record, field))
    {
      g_auto (GStrv) phones
          = nx_tool_dup_phones (self, nx_record_get_text (record, NX_PERSON_PHONES));

      return g_strjoinv (", ", phones);
    }
  if (is_hidden_number (spec) && spec->mask != NX_MASK_PHONE && self->unmask_reason == NULL)
    return nx_mask_text (spec->mask, nx_record_get_text (record, field));
  if (spec->kind == NX_FIELD_TEXT || spec->kind == NX_FIELD_LONG_TEXT)
    /* Case and household numbers hold long runs of digits that are no one's. */
    return (spec->flags & NX_FIELD_PERSONAL) || spec->kind == NX_FIELD_LONG_TEXT
               ? nx_tool_dup_text (self, nx_record_get_text (record, field))
               : g_strdup (nx_record_get_text (record, field));
  if (is_for_reading)
    return nx_record_dup_display (record, field);
  return nx_field_is_integer (spec)
             ? g_strdup_printf ("%" G_GINT64_FORMAT, nx_record_get_int (record, field))
             : g_strdup (nx_record_get_text (record, field));
}

/* The journal */

typedef struct
{
  GPtrArray *records;
  char *changes;
} Unmasked;

static char *
dup_reason_json (const char *reason)
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

static gpointer
note_each (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const Unmasked *unmasked = data;

  for (guint i = 0; i < unmasked->records->len; i++)
    {
      NxRecord *record = g_ptr_array_index (unmasked->records, i);
      /* Without a case or person: who looked is for the audit, not for the client's timeline. */
      NxJournalEntry entry = { .action = "unmasked",
                               .kind = nx_record_get_kind (record),
                               .id = nx_record_get_id (record),
                               .changes = unmasked->changes };

      if (!nx_journal_add (db, &entry, error))
        return NULL;
    }
  return NX_TOOL_DONE;
}

gboolean
nx_tool_note_unmasked (NxTool *self, GPtrArray *records, GError **error)
{
  g_autofree char *changes = NULL;
  Unmasked unmasked = { records, NULL };

  if (self->unmask_reason == NULL || records->len == 0)
    return TRUE;
  changes = dup_reason_json (self->unmask_reason);
  unmasked.changes = changes;
  return nx_tool_write (self, note_each, &unmasked, error) != NULL;
}
