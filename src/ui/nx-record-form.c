/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * A page that lets people type one or more records by their field tables, and saves them as one. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-record-form.h"

#include "nx-draft-keeper.h"
#include "nx-field-row.h"
#include "nx-form-jobs.h"
#include "nx-line-layout.h"
#include "nx-record-form-private.h"
#include "nx-store-error.h"
#include "nx-window.h"

#include <glib/gi18n-lib.h>

/* Opening (nx-record-form-load.c): read bases, drafts and what references may point to, then draw.
 * Saving: bring what was typed into its stored form, look for problems, write a copy. When somebody
 * else saved one of the records meanwhile, the form reads it again, lays the edit over it and asks
 * for each field that both changed; nothing is written before that. */

G_DEFINE_FINAL_TYPE (NxRecordForm, nx_record_form, NX_TYPE_PAGE)

enum
{
  SIGNAL_SAVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

NxFormPart *
nx_record_form_get_part (NxRecordForm *self, guint number)
{
  return g_ptr_array_index (self->parts, number);
}

/* Saving */

static void
leave (NxRecordForm *self, gint64 id)
{
  NxWindow *window = nx_window_of (self);

  for (guint i = 0; i < self->parts->len; i++)
    nx_record_form_unwatch_part (self, nx_record_form_get_part (self, i));
  if (window != NULL && nx_window_get_page (window) == NX_PAGE (self))
    {
      nx_window_pop_page (window);
      nx_window_toast (window, _ ("Saved"));
      if (self->then != NULL)
        gtk_widget_activate_action (GTK_WIDGET (window), self->then, "x", id);
    }
  g_signal_emit (self, signals[SIGNAL_SAVED], 0, id);
}

static void
save_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (NxRecordForm) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree gint64 *id = nx_store_write_finish (NX_STORE (source), result, &error);

  self->is_saving = FALSE;
  nx_page_end_busy (NX_PAGE (self));
  /* The page was thrown away while it was being written. */
  if (gtk_widget_get_root (GTK_WIDGET (self)) == NULL)
    return;
  if (error != NULL)
    nx_record_form_set_shut (self, FALSE);
  if (error == NULL)
    leave (self, *id);
  else if (g_error_matches (error, NX_STORE_ERROR, NX_STORE_ERROR_STALE))
    {
      self->is_rebasing = TRUE;
      nx_record_form_load (self);
    }
  else
    nx_page_report (NX_PAGE (self), error);
}

static void
write_all (NxRecordForm *self)
{
  NxFormOutput *output = nx_form_output_new (self->links);

  for (guint i = 0; i < self->parts->len; i++)
    {
      NxFormPart *part = nx_record_form_get_part (self, i);

      /* A draft still waiting is written before the save that drops it, never after. */
      nx_draft_keeper_flush (part->keeper);
      nx_form_output_add (output, part->edit, part->place);
    }
  self->is_saving = TRUE;
  nx_page_begin_busy (NX_PAGE (self));
  nx_record_form_set_shut (self, TRUE);
  nx_store_write_async (nx_page_get_store (NX_PAGE (self)), "record-form", nx_form_save_job, output,
                        nx_form_output_free, g_free, NULL, save_cb, g_object_ref (self));
}

static void
save_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  NxRecordForm *self = NX_RECORD_FORM (widget);
  NxFieldRow *first = NULL;
  g_autofree char *unseen = NULL;

  if (self->is_saving || !gtk_widget_get_sensitive (GTK_WIDGET (self->save_button)))
    return;
  for (guint i = 0; i < self->parts->len; i++)
    nx_form_part_commit (nx_record_form_get_part (self, i));
  self->was_tried = TRUE;
  nx_page_show_error (NX_PAGE (self), NULL);
  if (nx_record_form_check (self, &first, &unseen))
    {
      write_all (self);
      return;
    }
  nx_page_show_error (
      NX_PAGE (self),
      unseen != NULL ? unseen : _ ("Nothing was saved yet: please look at the marked fields."));
  if (first != NULL)
    nx_field_row_focus (first);
}

/* Throws the draft away, and shows the records as they are in the store. */
static void
start_over_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  NxRecordForm *self = NX_RECORD_FORM (widget);

  if (self->is_saving)
    return;
  for (guint i = 0; i < self->parts->len; i++)
    {
      NxFormPart *part = nx_record_form_get_part (self, i);
      NxRecord *base = nx_edit_get_base (part->edit);
      g_autoptr (NxEdit) fresh
          = base != NULL ? nx_edit_new (part->kind, base) : nx_edit_copy (part->first);

      if (part->keeper != NULL)
        nx_draft_keeper_discard (part->keeper);
      nx_record_form_unwatch_part (self, part);
      g_set_object (&part->edit, fresh);
    }
  gtk_widget_set_visible (self->draft_strip, FALSE);
  nx_record_form_draw (self);
  nx_record_form_focus_first (self);
}

static void
nx_record_form_flush (NxPage *page)
{
  NxRecordForm *self = NX_RECORD_FORM (page);

  for (guint i = 0; i < self->parts->len; i++)
    if (nx_record_form_get_part (self, i)->keeper != NULL)
      nx_draft_keeper_flush (nx_record_form_get_part (self, i)->keeper);
}

static void
nx_record_form_dispose (GObject *object)
{
  NxRecordForm *self = NX_RECORD_FORM (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->validation_source, g_source_remove);
  g_clear_weak_pointer (&self->focus);
  if (self->twin_box != NULL)
    nx_twin_box_set_edit (self->twin_box, NULL, 0, FALSE);
  G_OBJECT_CLASS (nx_record_form_parent_class)->dispose (object);
}

static void
nx_record_form_finalize (GObject *object)
{
  NxRecordForm *self = NX_RECORD_FORM (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->twin_box);
  g_clear_pointer (&self->parts, g_ptr_array_unref);
  g_clear_pointer (&self->links, g_array_unref);
  g_free (self->then);
  G_OBJECT_CLASS (nx_record_form_parent_class)->finalize (object);
}

static void
nx_record_form_class_init (NxRecordFormClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = nx_record_form_dispose;
  object_class->finalize = nx_record_form_finalize;
  NX_PAGE_CLASS (klass)->flush = nx_record_form_flush;

  signals[SIGNAL_SAVED] = g_signal_new ("saved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);

  g_type_ensure (NX_TYPE_LINE_LAYOUT);
  g_type_ensure (NX_TYPE_WIDTH_BIN);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/nuanxin/Nuanxin/ui/nx-record-form.ui");
  gtk_widget_class_bind_template_child (widget_class, NxRecordForm, body);
  gtk_widget_class_bind_template_child (widget_class, NxRecordForm, bottom_place);
  gtk_widget_class_bind_template_child (widget_class, NxRecordForm, conflict_box);
  gtk_widget_class_bind_template_child (widget_class, NxRecordForm, draft_label);
  gtk_widget_class_bind_template_child (widget_class, NxRecordForm, draft_strip);
  gtk_widget_class_bind_template_child (widget_class, NxRecordForm, note_label);
  gtk_widget_class_bind_template_child (widget_class, NxRecordForm, save_button);
  gtk_widget_class_bind_template_child (widget_class, NxRecordForm, scrolled);
  gtk_widget_class_bind_template_child (widget_class, NxRecordForm, side_clamp);
  gtk_widget_class_bind_template_child (widget_class, NxRecordForm, side_place);
  gtk_widget_class_bind_template_child (widget_class, NxRecordForm, width_bin);
  gtk_widget_class_bind_template_callback (widget_class, nx_record_form_place_twins);

  gtk_widget_class_install_action (widget_class, "form.save", NULL, save_action_cb);
  gtk_widget_class_install_action (widget_class, "form.start-over", NULL, start_over_action_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "form.save",
                                       NULL);
}

static void
nx_record_form_init (NxRecordForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  nx_page_give_room (NX_PAGE (self));
  self->cancellable = g_cancellable_new ();
  self->parts = g_ptr_array_new_with_free_func (nx_form_part_free);
  self->links = g_array_new (FALSE, FALSE, sizeof (NxFormLink));
}

NxRecordForm *
nx_record_form_new (NxStore *store, const char *title)
{
  g_return_val_if_fail (NX_IS_STORE (store), NULL);
  return g_object_new (NX_TYPE_RECORD_FORM, "store", store, "title", title, NULL);
}

NxEdit *
nx_record_form_add (
    NxRecordForm *self, NxRecordKind kind, NxRecord *base, const char *place, const char *heading)
{
  NxFormPart *part = NULL;

  g_return_val_if_fail (NX_IS_RECORD_FORM (self), NULL);
  part = nx_form_part_new (kind, base, place, heading);
  g_ptr_array_add (self->parts, part);
  return part->edit;
}

void
nx_record_form_link (NxRecordForm *self, guint part, guint field, guint source)
{
  NxFormLink link = { part, field, source };

  g_return_if_fail (NX_IS_RECORD_FORM (self) && source < part && part < self->parts->len);
  g_array_append_val (self->links, link);
}

void
nx_record_form_begin_with (NxRecordForm *self, guint part)
{
  g_return_if_fail (NX_IS_RECORD_FORM (self) && part < self->parts->len);
  self->begin_with = part;
}

void
nx_record_form_begin_at (NxRecordForm *self, guint field)
{
  g_return_if_fail (NX_IS_RECORD_FORM (self));
  self->begin_at = field + 1;
}

void
nx_record_form_offer (NxRecordForm *self, guint field, NxChoices *choices)
{
  g_return_if_fail (NX_IS_RECORD_FORM (self) && self->parts->len > 0);
  g_hash_table_insert (nx_record_form_get_part (self, self->parts->len - 1)->choices,
                       GUINT_TO_POINTER (field), nx_choices_ref (choices));
}

void
nx_record_form_hide (NxRecordForm *self, guint field)
{
  g_return_if_fail (NX_IS_RECORD_FORM (self) && self->parts->len > 0);
  g_hash_table_add (nx_record_form_get_part (self, self->parts->len - 1)->hidden,
                    GUINT_TO_POINTER (field));
}

void
nx_record_form_set_note (NxRecordForm *self, const char *note)
{
  g_return_if_fail (NX_IS_RECORD_FORM (self));
  gtk_label_set_text (self->note_label, note != NULL ? note : "");
  gtk_widget_set_visible (GTK_WIDGET (self->note_label), note != NULL);
}

void
nx_record_form_set_otherwise (NxRecordForm *self, guint field, guint other, gint64 value)
{
  NxFormPart *part = NULL;

  g_return_if_fail (NX_IS_RECORD_FORM (self) && self->parts->len > 0);
  part = nx_record_form_get_part (self, self->parts->len - 1);
  part->field = field;
  part->other = other;
  part->value = value;
}

void
nx_record_form_set_then (NxRecordForm *self, const char *action)
{
  g_return_if_fail (NX_IS_RECORD_FORM (self));
  g_free (self->then);
  self->then = g_strdup (action);
}

void
nx_record_form_start (NxRecordForm *self)
{
  g_return_if_fail (NX_IS_RECORD_FORM (self) && self->parts->len > 0);
  nx_record_form_load (self);
}

NxEdit *
nx_record_form_get_edit (NxRecordForm *self, guint part)
{
  g_return_val_if_fail (NX_IS_RECORD_FORM (self) && part < self->parts->len, NULL);
  return nx_record_form_get_part (self, part)->keeper != NULL
             ? nx_record_form_get_part (self, part)->edit
             : NULL;
}

GtkWidget *
nx_record_form_get_row (NxRecordForm *self, guint part, guint field)
{
  g_return_val_if_fail (NX_IS_RECORD_FORM (self) && part < self->parts->len, NULL);
  return (gpointer)nx_form_part_find_row (nx_record_form_get_part (self, part), field);
}
