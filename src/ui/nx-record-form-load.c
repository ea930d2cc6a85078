/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Reads what a record form stands on, and lays its edits over what somebody else saved meanwhile.
 */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-record-form-private.h"

#include "nx-field-values.h"
#include "nx-form-conflict.h"
#include "nx-form-jobs.h"
#include "nx-record-kinds.h"

#include <glib/gi18n-lib.h>

static void
take_input (NxRecordForm *self, NxFormInput *input)
{
  gboolean has_draft = FALSE;
  gboolean is_older = FALSE;

  for (guint i = 0; i < self->parts->len; i++)
    {
      NxFormPart *part = nx_record_form_get_part (self, i);
      NxRecord *base = g_ptr_array_index (input->bases, i);
      GBytes *draft = g_ptr_array_index (input->drafts, i);

      nx_form_part_offer_records (part, "area", input->areas, NX_AREA_NAME);
      nx_form_part_offer_records (part, "worker", input->workers, NX_WORKER_NAME);
      if (base != NULL)
        {
          g_clear_object (&part->edit);
          part->edit = nx_edit_new (part->kind, base);
        }
      if (draft != NULL)
        has_draft |= nx_form_part_take_draft (part, base, draft, &is_older);
    }
  gtk_widget_set_visible (self->draft_strip, has_draft);
  gtk_label_set_text (self->draft_label,
                      is_older ? _ ("Your unfinished draft is back. The record was changed after "
                                    "you began: please compare before you save.")
                               : _ ("Your unfinished draft is back."));
  nx_record_form_draw (self);
  nx_record_form_focus_first (self);
}

/* A group's own title does not wrap. */
static GtkWidget *
new_heading (const char *text)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_HEADING,
                                   "label", text, "wrap", TRUE, "xalign", 0.0, NULL);

  gtk_widget_add_css_class (label, "heading");
  return label;
}

typedef struct
{
  NxFormInput *input;
  const NxRecordSpec *spec;
} Words;

/* Of what is referred to the name. */
static char *
dup_words (const NxValues *values, guint field, gpointer data)
{
  const Words *words = data;
  const NxField *spec = &words->spec->fields[field];
  gboolean is_area = g_strcmp0 (spec->of, "area") == 0;
  GPtrArray *records = is_area ? words->input->areas : words->input->workers;

  if (spec->kind != NX_FIELD_REFERENCE || (!is_area && g_strcmp0 (spec->of, "worker") != 0))
    return nx_field_values_dup_display (spec, values, field);
  for (guint i = 0; i < records->len; i++)
    if (nx_record_get_id (g_ptr_array_index (records, i)) == nx_values_get_int (values, field))
      return nx_record_dup_display (g_ptr_array_index (records, i),
                                    is_area ? NX_AREA_NAME : NX_WORKER_NAME);
  return g_strdup ("");
}

static void
rebase (NxRecordForm *self, NxFormInput *input)
{
  GtkWidget *group = adw_preferences_group_new ();
  guint n_conflicts = 0;

  nx_record_form_clear_box (self->conflict_box);
  gtk_box_append (self->conflict_box, new_heading (_ ("Changed by somebody else meanwhile")));
  adw_preferences_group_set_description (
      ADW_PREFERENCES_GROUP (group),
      _ ("Nothing is overwritten. Choose for each field, then save again."));
  for (guint i = 0; i < self->parts->len; i++)
    {
      NxFormPart *part = nx_record_form_get_part (self, i);
      NxRecord *theirs = g_ptr_array_index (input->bases, i);
      Words words = { input, nx_record_spec (part->kind) };
      g_autoptr (GArray) fields = NULL;
      g_autoptr (NxEdit) edit = NULL;

      nx_record_form_unwatch_part (self, part);
      if (theirs == NULL)
        continue;
      edit = nx_form_conflict_rebase (part->edit, theirs, &fields);
      g_set_object (&part->edit, edit);
      n_conflicts += fields->len;
      for (guint f = 0; f < fields->len; f++)
        adw_preferences_group_add (
            ADW_PREFERENCES_GROUP (group),
            nx_form_conflict_row_new (edit, g_array_index (fields, guint, f), dup_words, &words));
    }
  gtk_box_append (self->conflict_box, group);
  gtk_widget_set_visible (GTK_WIDGET (self->conflict_box), n_conflicts > 0);
  nx_record_form_draw (self);
  nx_page_show_error (
      NX_PAGE (self),
      n_conflicts > 0
          ? _ ("Somebody else saved this record meanwhile. Nothing was saved and nothing you typed "
               "is lost: choose below which text to keep, then save again.")
          : _ ("Somebody else saved other fields of this record meanwhile; they are shown now. "
               "Nothing you typed is lost. Save again."));
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scrolled), 0);
}

static void
load_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  NxFormInput *input = nx_store_read_finish (NX_STORE (source), result, &error);
  g_autoptr (NxRecordForm) self = data;

  if (g_cancellable_is_cancelled (self->cancellable))
    {
      nx_form_input_free (input);
      return;
    }
  nx_page_end_busy (NX_PAGE (self));
  if (error != NULL)
    {
      nx_page_report (NX_PAGE (self), error);
      nx_record_form_set_shut (self, !self->is_rebasing);
    }
  else if (self->is_rebasing)
    rebase (self, input);
  else
    take_input (self, input);
  self->is_rebasing = FALSE;
  nx_form_input_free (input);
}

void
nx_record_form_load (NxRecordForm *self)
{
  NxFormRequest *request = nx_form_request_new ();

  for (guint i = 0; i < self->parts->len; i++)
    {
      NxFormPart *part = nx_record_form_get_part (self, i);

      nx_form_request_add (request, part->kind, nx_edit_get_id (part->edit), part->place);
    }
  nx_record_form_set_shut (self, TRUE);
  nx_page_begin_busy (NX_PAGE (self));
  /* Whoever leaves a form and comes back at once finds the last word. */
  nx_store_read_settled_async (nx_page_get_store (NX_PAGE (self)), "record-form", nx_form_load_job,
                               request, nx_form_request_free, nx_form_input_free, self->cancellable,
                               load_cb, g_object_ref (self));
}
