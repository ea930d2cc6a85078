/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The page a visit is written on: form, what was agreed last time, draft, save. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-visit-editor.h"

#include "nx-error.h"
#include "nx-field-widgets.h"
#include "nx-record-kinds.h"
#include "nx-store-error.h"
#include "nx-validation.h"
#include "nx-visit-aside.h"
#include "nx-visit-conflict.h"
#include "nx-visit-form.h"
#include "nx-visit-rule.h"
#include "nx-visit-start.h"
#include "nx-window.h"
#include "nx-words.h"

#include <glib/gi18n-lib.h>

/* The draft is the worker's: leaving the page by Back, Escape or lock keeps it, only saving or
 * "Discard" ends it. */
struct _NxVisitEditor
{
  NxPage parent_instance;

  GtkStack *faces;
  AdwBin *form_place;
  AdwBin *aside_place;
  AdwBin *conflict_place;
  GtkLabel *draft_label;
  GtkButton *retry_button;
  GtkInfoBar *draft_bar;
  GtkLabel *draft_bar_label;
  GtkWidget *later_button;
  GtkWidget *aside_button;
  GtkButton *save_button;
  GtkButton *print_button;

  gint64 case_id;
  gint64 visit_id;
  char *state;
  NxVisitStart *start;
  NxEdit *edit;
  NxDraftKeeper *keeper;
  NxVisitForm *form;
  GCancellable *load;
  guint is_saving : 1;
  guint is_print_wanted : 1;
};

G_DEFINE_FINAL_TYPE (NxVisitEditor, nx_visit_editor, NX_TYPE_PAGE)

static void load (NxVisitEditor *self);

static void
show_draft_state (NxVisitEditor *self)
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
}

static char *
dup_place (NxVisitEditor *self)
{
  return nx_visit_start_dup_place (self->case_id, self->visit_id);
}

/* Where it is narrow Back and Escape stand for "Later". */
static void
on_narrow_cb (NxVisitEditor *self)
{
  gboolean is_narrow = nx_page_is_narrow (NX_PAGE (self));

  gtk_widget_set_visible (self->later_button, !is_narrow);
  gtk_widget_set_visible (self->aside_button, !is_narrow);
  if (self->form != NULL)
    nx_visit_form_set_narrow (self->form, is_narrow);
}

/* Shows an edit: form, keeper, header. */
static void
take_edit (NxVisitEditor *self, NxEdit *edit)
{
  g_autofree char *place = dup_place (self);
  g_autofree char *reason = nx_visit_rule_dup_reason (self->start->case_file);
  GtkWidget *form = NULL;

  if (self->keeper != NULL)
    nx_draft_keeper_stop (self->keeper);
  g_clear_object (&self->keeper);
  g_set_object (&self->edit, edit);
  self->keeper = nx_draft_keeper_new (nx_page_get_store (NX_PAGE (self)), edit, place);
  g_signal_connect_object (self->keeper, "notify::state", G_CALLBACK (show_draft_state), self,
                           G_CONNECT_SWAPPED);
  form = nx_visit_form_new (edit, *reason != '\0' ? reason : NULL);
  self->form = NX_VISIT_FORM (form);
  adw_bin_set_child (self->form_place, form);
  on_narrow_cb (self);
  gtk_stack_set_visible_child_name (self->faces, "form");
  nx_visit_form_focus_narrative (self->form);
}

static void
show_subtitle (NxVisitEditor *self)
{
  NxRecord *case_file = self->start->case_file;
  g_autofree char *subtitle
      = g_strdup_printf ("%s · %s", nx_record_peek_text (case_file, NX_CASE_CLIENT_NAME),
                         nx_record_peek_text (case_file, NX_CASE_TITLE));

  nx_page_set_subtitle (NX_PAGE (self), subtitle);
}

static NxEdit *
make_edit (NxVisitEditor *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  if (self->start->visit != NULL)
    return nx_edit_new (NX_RECORD_VISIT, self->start->visit);
  return nx_visit_start_propose (self->start, self->state, now);
}

static void
offer_draft (NxVisitEditor *self)
{
  g_autoptr (GDateTime) when = g_date_time_new_from_unix_local (self->start->draft->changed_at);
  g_autofree char *time = g_date_time_format (when, "%Y-%m-%d %H:%M");
  /* TRANSLATORS: %s is a day and time */
  g_autofree char *text
      = g_strdup_printf (_ ("What you wrote on %s and did not save is here again."), time);

  gtk_label_set_label (self->draft_bar_label, text);
  gtk_info_bar_set_revealed (self->draft_bar, TRUE);
}

static void
load_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  NxVisitStart *start = nx_visit_start_load_finish (NX_STORE (source), result, &error);
  NxVisitEditor *self = data;
  g_autoptr (NxEdit) edit = NULL;

  if (nx_error_is_cancelled (error))
    {
      g_clear_pointer (&start, nx_visit_start_free);
      return;
    }
  nx_page_end_busy (NX_PAGE (self));
  if (start == NULL)
    {
      nx_page_report (NX_PAGE (self), error);
      gtk_stack_set_visible_child_name (self->faces, "error");
      return;
    }
  g_clear_pointer (&self->start, nx_visit_start_free);
  self->start = start;
  self->case_id = nx_record_get_id (start->case_file);
  show_subtitle (self);
  adw_bin_set_child (self->aside_place, nx_visit_aside_new (start));
  if (start->draft != NULL)
    edit = nx_edit_from_draft (start->draft->data, start->visit, NULL);
  if (edit != NULL)
    offer_draft (self);
  else
    edit = make_edit (self);
  take_edit (self, edit);
}

static void
load (NxVisitEditor *self)
{
  g_clear_object (&self->load);
  self->load = g_cancellable_new ();
  nx_page_begin_busy (NX_PAGE (self));
  nx_visit_start_load_async (nx_page_get_store (NX_PAGE (self)), self->case_id, self->visit_id,
                             self->load, load_cb, self);
}

static void
on_reload_clicked_cb (NxVisitEditor *self)
{
  nx_page_show_error (NX_PAGE (self), NULL);
  load (self);
}

/* Saving */

static void
set_saving (NxVisitEditor *self, gboolean is_saving)
{
  self->is_saving = is_saving != FALSE;
  gtk_widget_set_sensitive (GTK_WIDGET (self->save_button), !is_saving);
  gtk_widget_set_sensitive (GTK_WIDGET (self->print_button), !is_saving);
  if (is_saving)
    nx_page_begin_busy (NX_PAGE (self));
  else
    nx_page_end_busy (NX_PAGE (self));
}

/* Mine over theirs, field by field as chosen: goes on as an edit of the newer record. */
static void
on_conflict_solved_cb (NxEdit *edit, gpointer data)
{
  NxVisitEditor *self = data;

  adw_bin_set_child (self->conflict_place, NULL);
  take_edit (self, edit);
}

static void
newer_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NxVisitStart) newer = nx_visit_start_load_finish (NX_STORE (source), result, &error);
  NxVisitEditor *self = data;

  if (nx_error_is_cancelled (error))
    return;
  if (newer == NULL || newer->visit == NULL)
    {
      nx_page_report (NX_PAGE (self), error);
      return;
    }
  adw_bin_set_child (self->conflict_place,
                     nx_visit_conflict_new (self->edit, newer->visit, on_conflict_solved_cb, self));
  gtk_stack_set_visible_child_name (self->faces, "conflict");
}

static void
leave (NxVisitEditor *self, gint64 visit_id)
{
  NxWindow *window = nx_window_of (self);
  gboolean is_print_wanted = self->is_print_wanted;

  nx_draft_keeper_stop (self->keeper);
  if (window == NULL)
    return;
  g_object_ref (window);
  nx_window_toast (window, _ ("The visit is saved."));
  nx_window_pop_page (window);
  if (is_print_wanted)
    gtk_widget_activate_action (GTK_WIDGET (window), "win.print-visit", "x", visit_id);
  g_object_unref (window);
}

static void
save_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (NxVisitEditor) self = data;
  g_autoptr (GError) error = NULL;
  gint64 id = nx_visit_start_save_finish (NX_STORE (source), result, &error);

  set_saving (self, FALSE);
  if (id != 0)
    leave (self, id);
  else if (g_error_matches (error, NX_STORE_ERROR, NX_STORE_ERROR_STALE))
    {
      g_clear_object (&self->load);
      self->load = g_cancellable_new ();
      nx_visit_start_load_async (nx_page_get_store (NX_PAGE (self)), self->case_id, self->visit_id,
                                 self->load, newer_cb, self);
    }
  else
    nx_page_report (NX_PAGE (self), error);
}

void
nx_visit_editor_save (NxVisitEditor *self)
{
  g_autoptr (GPtrArray) problems = NULL;
  g_autofree char *place = dup_place (self);

  if (self->edit == NULL || self->is_saving)
    return;
  problems = nx_validation_run (self->edit, nx_date_today ());
  nx_visit_form_show_problems (self->form, problems);
  /* The worker is filled in by the store; everything else must be right here. */
  for (guint i = 0; i < problems->len; i++)
    {
      const NxProblem *problem = g_ptr_array_index (problems, i);

      if (problem->severity == NX_PROBLEM_ERROR && problem->field != NX_VISIT_WORKER)
        return;
    }
  nx_page_show_error (NX_PAGE (self), NULL);
  nx_draft_keeper_flush (self->keeper);
  set_saving (self, TRUE);
  nx_visit_start_save_async (nx_page_get_store (NX_PAGE (self)), self->edit, place, save_cb,
                             g_object_ref (self));
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
  gboolean has_draft
      = self->keeper != NULL && nx_draft_keeper_get_state (self->keeper) != NX_DRAFT_NONE;

  if (window == NULL)
    return;
  if (has_draft)
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

static void
discard_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  NxVisitEditor *self = NX_VISIT_EDITOR (widget);
  g_autoptr (NxEdit) edit = NULL;

  if (self->start == NULL)
    return;
  if (self->keeper != NULL)
    nx_draft_keeper_discard (self->keeper);
  gtk_info_bar_set_revealed (self->draft_bar, FALSE);
  edit = make_edit (self);
  take_edit (self, edit);
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
}

NxPage *
nx_visit_editor_new (NxStore *store, gint64 case_id, gint64 visit_id, const char *state)
{
  NxVisitEditor *self = g_object_new (NX_TYPE_VISIT_EDITOR, "store", store, NULL);

  self->case_id = case_id;
  self->visit_id = visit_id;
  self->state = g_strdup (state);
  load (self);
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
