/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * One of the records that are typed on one form: its edit, rows, draft and what it may point to. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-form-part.h"

#include "nx-area.h"
#include "nx-case.h"
#include "nx-household.h"

#include <glib/gi18n-lib.h>

NxFormPart *
nx_form_part_new (NxRecordKind kind, NxRecord *base, const char *place, const char *heading)
{
  NxFormPart *part = g_new0 (NxFormPart, 1);

  part->kind = kind;
  part->first = nx_edit_new (kind, base);
  part->edit = g_object_ref (part->first);
  part->place = g_strdup (place);
  part->heading = g_strdup (heading);
  part->choices = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify)nx_choices_unref);
  part->hidden = g_hash_table_new (NULL, NULL);
  part->rows = g_ptr_array_new ();
  return part;
}

void
nx_form_part_free (gpointer data)
{
  NxFormPart *part = data;

  g_clear_object (&part->keeper);
  g_clear_object (&part->edit);
  g_clear_object (&part->first);
  g_free (part->place);
  g_free (part->heading);
  g_hash_table_unref (part->choices);
  g_hash_table_unref (part->hidden);
  g_ptr_array_unref (part->rows);
  g_free (part);
}

/* What the store fills in when a new record comes without it. */
gboolean
nx_form_part_is_given (NxFormPart *part, guint field)
{
  if (nx_edit_get_base (part->edit) != NULL || nx_edit_is_set (part->edit, field))
    return FALSE;
  return (part->kind == NX_RECORD_HOUSEHOLD && field == NX_HOUSEHOLD_NUMBER)
         || (part->kind == NX_RECORD_CASE
             && (field == NX_CASE_NUMBER || field == NX_CASE_OPENED_ON || field == NX_CASE_WORKER));
}

NxFieldRow *
nx_form_part_find_row (NxFormPart *part, guint field)
{
  for (guint i = 0; i < part->rows->len; i++)
    if (nx_field_row_get_field (g_ptr_array_index (part->rows, i)) == field)
      return g_ptr_array_index (part->rows, i);
  return NULL;
}

void
nx_form_part_offer_records (NxFormPart *part,
                            const char *table,
                            GPtrArray *records,
                            guint label_field)
{
  const NxRecordSpec *spec = nx_record_spec (part->kind);

  for (guint i = 0; i < spec->n_fields; i++)
    {
      NxChoices *choices = NULL;

      if (spec->fields[i].kind != NX_FIELD_REFERENCE || g_strcmp0 (spec->fields[i].of, table) != 0
          || g_hash_table_contains (part->choices, GUINT_TO_POINTER (i)))
        continue;
      choices = nx_choices_new (_ ("Not chosen"));
      for (guint r = 0; r < records->len; r++)
        {
          NxRecord *record = g_ptr_array_index (records, r);

          nx_choices_add_id (choices, nx_record_get_id (record),
                             nx_record_peek_text (record, label_field));
          if (nx_record_get_kind (record) == NX_RECORD_AREA)
            nx_choices_set_code (choices, nx_record_peek_text (record, NX_AREA_CODE));
        }
      g_hash_table_insert (part->choices, GUINT_TO_POINTER (i), choices);
    }
}

/* Takes over the draft of a part; says whether it was begun over an older version. */
gboolean
nx_form_part_take_draft (NxFormPart *part, NxRecord *base, GBytes *draft, gboolean *is_older)
{
  gint64 version = 0;
  gint64 id = 0;
  NxRecordKind kind = NX_RECORD_NONE;
  g_autoptr (GError) error = NULL;
  g_autoptr (NxEdit) edit = nx_edit_from_draft (draft, base, &error);

  if (edit == NULL)
    {
      g_debug ("a draft could not be read: %s", error->message);
      return FALSE;
    }
  if (base != NULL && nx_edit_peek_draft (draft, &kind, &id, &version))
    *is_older |= version != nx_record_get_version (base);
  g_set_object (&part->edit, edit);
  return nx_edit_is_dirty (edit);
}

void
nx_form_part_commit (NxFormPart *part)
{
  for (guint i = 0; i < part->rows->len; i++)
    nx_field_row_commit (g_ptr_array_index (part->rows, i));
  if (part->value == 0)
    return;
  if (nx_edit_is_set (part->edit, part->field))
    nx_edit_clear (part->edit, part->other);
  else
    nx_edit_set_int (part->edit, part->other, part->value);
}
