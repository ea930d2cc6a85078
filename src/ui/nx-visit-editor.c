/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The page a visit is written on: form, what was agreed last time, draft, save. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-visit-editor.h"

#include "nx-attachment-jobs.h"
#include "nx-draft-undo.h"
#include "nx-report-place.h"
#include "nx-visit-editor-private.h"
#include "nx-window.h"

#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (NxVisitEditor, nx_visit_editor, NX_TYPE_PAGE)

void
nx_visit_editor_show_draft_state (NxVisitEditor *self)
{
  g_autofree char *text = nx_draft_keeper_dup_text (self->keeper);
  gboolean has_failed = nx_draft_keeper_get_state (self->keeper) == NX_DRAFT_FAILED;

  gtk_label_set_label (self->draft_label, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->draft_label), text);
  if (has_failed)
    gtk_widget_add_css_class (GTK_WIDGET (self->draft_label), "nx-high");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->draft_label), "nx-high");
  gtk_widget_set_visible (GTK_WIDGET (self->retry_button), has_failed);
  nx_visit_editor_update_narrow (self);
  /* The label is short of room; why it failed and what to do stands in full below. */
  if (has_failed)
    nx_page_show_error (NX_PAGE (self), text);
  else if (self->shows_draft_error && nx_draft_keeper_get_state (self->keeper) == NX_DRAFT_KEPT)
    nx_page_show_error (NX_PAGE (self), NULL);
  else
    return;
  self->shows_draft_error = has_failed;
}

/* Not while loading, nor while a conflict waits for its choices. */
gboolean
nx_visit_editor_is_saveable (NxVisitEditor *self)
{
  return !self->is_saving
         && g_strcmp0 (gtk_stack_get_visible_child_name (self->faces), "form") == 0;
}

void
nx_visit_editor_show_saveable (NxVisitEditor *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "visit.save",
                                 nx_visit_editor_is_saveable (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "visit.save-and-print",
                                 nx_visit_editor_is_saveable (self));
}

void
nx_visit_editor_update_undo (NxVisitEditor *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "visit.undo",
                                 self->edit != NULL && nx_edit_can_undo (self->edit));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "visit.redo",
                                 self->edit != NULL && nx_edit_can_redo (self->edit));
}

char *
nx_visit_editor_dup_place (NxVisitEditor *self)
{
  return nx_visit_start_dup_place (self->case_id, self->visit_id);
}

/* Where it is narrow Back and Escape stand for "Later", and the title needs the room of the draft's
 * state: only a failure is told, by the bar below. */
void
nx_visit_editor_update_narrow (NxVisitEditor *self)
{
  gboolean is_narrow = nx_page_is_narrow (NX_PAGE (self));

  gtk_widget_set_visible (GTK_WIDGET (self->draft_label), !is_narrow);
  gtk_widget_set_visible (self->later_button, !is_narrow);
  gtk_widget_set_visible (self->aside_button, !is_narrow);
  if (self->form != NULL)
    nx_visit_form_set_narrow (self->form, is_narrow);
}

static void
on_narrow_cb (NxVisitEditor *self)
{
  nx_visit_editor_update_narrow (self);
}

static void
on_reload_clicked_cb (NxVisitEditor *self)
{
  nx_page_show_error (NX_PAGE (self), NULL);
  nx_visit_editor_load (self);
}

/* Actions */

static void
save_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  NxVisitEditor *self = NX_VISIT_EDITOR (widget);

  self->is_print_wanted = FALSE;
  nx_visit_editor_save (self);
}

static void
save_and_print_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  NxVisitEditor *self = NX_VISIT_EDITOR (widget);

  self->is_print_wanted = TRUE;
  nx_visit_editor_save (self);
}

static void
later_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  NxVisitEditor *self = NX_VISIT_EDITOR (widget);
  NxWindow *window = nx_window_of (self);
  NxDraftState state
      = self->keeper != NULL ? nx_draft_keeper_get_state (self->keeper) : NX_DRAFT_NONE;

  /* Nobody walks away from what is not kept; why it is not stands on the page. */
  if (state == NX_DRAFT_FAILED)
    {
      nx_draft_keeper_retry (self->keeper);
      return;
    }
  if (window == NULL)
    return;
  if (state != NX_DRAFT_NONE)
    nx_window_toast (window, _ ("The draft is kept."));
  nx_window_pop_page (window);
}

static void
undo_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  if (NX_VISIT_EDITOR (widget)->edit != NULL)
    nx_edit_undo (NX_VISIT_EDITOR (widget)->edit);
}

static void
redo_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  if (NX_VISIT_EDITOR (widget)->edit != NULL)
    nx_edit_redo (NX_VISIT_EDITOR (widget)->edit);
}

/* What taking back a discarded draft needs; the editor may be gone by then. */
typedef struct
{
  GWeakRef editor;
  GWeakRef window;
  NxStore *store;
  gint64 visit_id;
  char *place;
  NxEdit *edit;
  GArray *files; /* ids of attachments, or NULL */
} Discarded;

static void
discarded_free (gpointer data)
{
  Discarded *discarded = data;

  g_weak_ref_clear (&discarded->editor);
  g_weak_ref_clear (&discarded->window);
  g_object_unref (discarded->store);
  g_free (discarded->place);
  g_object_unref (discarded->edit);
  g_clear_pointer (&discarded->files, g_array_unref);
  g_free (discarded);
}

static void
restored_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (NxReportPlace) place = data;
  g_autoptr (GError) error = NULL;

  nx_attachment_archive_finish (NX_STORE (source), result, &error);
  nx_report_place_report (place, error);
}

/* On the page itself when it is still there, else in the store. */
static void
take_back_cb (gpointer data)
{
  Discarded *discarded = data;
  g_autoptr (NxVisitEditor) self = g_weak_ref_get (&discarded->editor);
  g_autoptr (NxWindow) window = g_weak_ref_get (&discarded->window);
  g_autoptr (GBytes) bytes = NULL;
  NxThrownDraft draft = { discarded->visit_id, discarded->place, NULL, discarded->files };

  if (self != NULL && nx_window_of (self) != NULL && self->start != NULL && !self->is_saving)
    {
      nx_visit_editor_take_edit (self, discarded->edit);
      nx_draft_keeper_keep (self->keeper);
      if (discarded->files != NULL)
        nx_attachment_archive_async (discarded->store, discarded->files, FALSE, restored_cb,
                                     nx_report_place_new (GTK_WIDGET (self)));
      return;
    }
  if (window == NULL)
    return;
  bytes = nx_edit_to_draft (discarded->edit);
  draft.data = bytes;
  nx_draft_undo_put_back (window, discarded->store, &draft);
}

static void
offer_take_back (NxVisitEditor *self, NxEdit *edit)
{
  g_autoptr (GArray) files = nx_visit_editor_drop_attachments (self);
  NxWindow *window = nx_window_of (self);
  Discarded *discarded = NULL;

  if (window == NULL)
    return;
  discarded = g_new0 (Discarded, 1);
  g_weak_ref_init (&discarded->editor, self);
  g_weak_ref_init (&discarded->window, window);
  discarded->store = g_object_ref (nx_page_get_store (NX_PAGE (self)));
  discarded->visit_id = self->visit_id;
  discarded->place = nx_visit_editor_dup_place (self);
  discarded->edit = g_object_ref (edit);
  discarded->files = g_steal_pointer (&files);
  nx_window_toast_undo (window, _ ("The draft is thrown away."), take_back_cb, discarded,
                        discarded_free);
}

static void
discard_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  NxVisitEditor *self = NX_VISIT_EDITOR (widget);
  g_autoptr (NxEdit) edit = NULL;

  if (self->edit == NULL || self->is_saving)
    return;
  offer_take_back (self, self->edit);
  nx_draft_keeper_discard (self->keeper);
  gtk_info_bar_set_revealed (self->draft_bar, FALSE);
  adw_bin_set_child (self->conflict_place, NULL);
  edit = nx_visit_editor_make_edit (self);
  nx_visit_editor_take_edit (self, edit);
}

static void
on_draft_bar_response_cb (NxVisitEditor *self, int response)
{
  if (response == GTK_RESPONSE_REJECT)
    gtk_widget_activate_action (GTK_WIDGET (self), "visit.discard", NULL);
  gtk_info_bar_set_revealed (self->draft_bar, FALSE);
}

static void
on_retry_clicked_cb (NxVisitEditor *self)
{
  if (self->keeper != NULL)
    nx_draft_keeper_retry (self->keeper);
}

static void
nx_visit_editor_flush (NxPage *page)
{
  NxVisitEditor *self = NX_VISIT_EDITOR (page);

  if (self->keeper != NULL)
    nx_draft_keeper_flush (self->keeper);
}

static void
nx_visit_editor_dispose (GObject *object)
{
  NxVisitEditor *self = NX_VISIT_EDITOR (object);

  if (self->load != NULL)
    g_cancellable_cancel (self->load);
  g_clear_object (&self->load);
  if (self->keeper != NULL)
    nx_draft_keeper_flush (self->keeper);
  g_clear_object (&self->keeper);
  g_clear_weak_pointer (&self->focus);
  g_clear_object (&self->edit);
  g_clear_pointer (&self->start, nx_visit_start_free);
  G_OBJECT_CLASS (nx_visit_editor_parent_class)->dispose (object);
}

static void
nx_visit_editor_finalize (GObject *object)
{
  g_free (NX_VISIT_EDITOR (object)->state);
  G_OBJECT_CLASS (nx_visit_editor_parent_class)->finalize (object);
}

static void
nx_visit_editor_class_init (NxVisitEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nx_visit_editor_dispose;
  G_OBJECT_CLASS (klass)->finalize = nx_visit_editor_finalize;
  NX_PAGE_CLASS (klass)->flush = nx_visit_editor_flush;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/nuanxin/Nuanxin/ui/nx-visit-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, NxVisitEditor, aside_button);
  gtk_widget_class_bind_template_child (widget_class, NxVisitEditor, aside_place);
  gtk_widget_class_bind_template_child (widget_class, NxVisitEditor, attachment_place);
  gtk_widget_class_bind_template_child (widget_class, NxVisitEditor, conflict_place);
  gtk_widget_class_bind_template_child (widget_class, NxVisitEditor, draft_bar);
  gtk_widget_class_bind_template_child (widget_class, NxVisitEditor, draft_bar_label);
  gtk_widget_class_bind_template_child (widget_class, NxVisitEditor, draft_label);
  gtk_widget_class_bind_template_child (widget_class, NxVisitEditor, faces);
  gtk_widget_class_bind_template_child (widget_class, NxVisitEditor, form_place);
  gtk_widget_class_bind_template_child (widget_class, NxVisitEditor, later_button);
  gtk_widget_class_bind_template_child (widget_class, NxVisitEditor, print_button);
  gtk_widget_class_bind_template_child (widget_class, NxVisitEditor, retry_button);
  gtk_widget_class_bind_template_child (widget_class, NxVisitEditor, save_button);
  gtk_widget_class_bind_template_callback (widget_class, on_draft_bar_response_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_narrow_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_reload_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_retry_clicked_cb);
  gtk_widget_class_install_action (widget_class, "visit.discard", NULL, discard_action_cb);
  gtk_widget_class_install_action (widget_class, "visit.later", NULL, later_action_cb);
  gtk_widget_class_install_action (widget_class, "visit.redo", NULL, redo_action_cb);
  gtk_widget_class_install_action (widget_class, "visit.save", NULL, save_action_cb);
  gtk_widget_class_install_action (widget_class, "visit.save-and-print", NULL,
                                   save_and_print_action_cb);
  gtk_widget_class_install_action (widget_class, "visit.undo", NULL, undo_action_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "visit.save",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK,
                                       "visit.save-and-print", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "visit.later", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, "visit.undo",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "visit.redo", NULL);
}

static void
nx_visit_editor_init (NxVisitEditor *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  nx_page_give_room (NX_PAGE (self));
}

static NxVisitEditor *
new_editor (NxStore *store, gint64 case_id, gint64 visit_id, const char *state)
{
  NxVisitEditor *self = g_object_new (NX_TYPE_VISIT_EDITOR, "store", store, NULL);

  self->case_id = case_id;
  self->visit_id = visit_id;
  self->state = g_strdup (state);
  return self;
}

NxPage *
nx_visit_editor_new (NxStore *store, gint64 case_id, gint64 visit_id, const char *state)
{
  NxVisitEditor *self = new_editor (store, case_id, visit_id, state);

  nx_visit_editor_load (self);
  return NX_PAGE (self);
}

NxPage *
nx_visit_editor_new_carry_out (NxStore *store, gint64 visit_id, const char *state)
{
  NxVisitEditor *self = new_editor (store, 0, visit_id, state);

  self->is_carry_out = TRUE;
  nx_visit_editor_load (self);
  return NX_PAGE (self);
}

NxPage *
nx_visit_editor_new_plan (NxStore *store, gint64 case_id, NxDate day)
{
  NxVisitEditor *self = new_editor (store, case_id, 0, "planned");

  self->day = day;
  nx_visit_editor_load (self);
  return NX_PAGE (self);
}

NxEdit *
nx_visit_editor_get_edit (NxVisitEditor *self)
{
  return self->edit;
}

NxDraftKeeper *
nx_visit_editor_get_keeper (NxVisitEditor *self)
{
  return self->keeper;
}

void
nx_visit_editor_take_up_draft (NxVisitEditor *self, gint64 visit_id, const char *place)
{
  g_autofree char *own = nx_visit_editor_dup_place (self);

  if (self->start == NULL || self->is_saving || self->visit_id != visit_id
      || !g_str_equal (own, place) || nx_draft_keeper_get_state (self->keeper) != NX_DRAFT_NONE)
    return;
  nx_visit_editor_load (self);
}
