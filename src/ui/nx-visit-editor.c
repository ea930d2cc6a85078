/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The page a visit is written on: form, what was agreed last time, draft, save. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-visit-editor.h"

#include "nx-day-words.h"
#include "nx-error.h"
#include "nx-field-widgets.h"
#include "nx-record-kinds.h"
#include "nx-store-error.h"
#include "nx-validation.h"
#include "nx-visit-aside.h"
#include "nx-visit-conflict.h"
#include "nx-visit-form.h"
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
  GtkWidget *focus; /* what had it when the form was shut; weak */
  guint is_saving : 1;
  guint is_print_wanted : 1;
  guint shows_draft_error : 1;
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
static gboolean
is_saveable (NxVisitEditor *self)
{
  return !self->is_saving
         && g_strcmp0 (gtk_stack_get_visible_child_name (self->faces), "form") == 0;
}

static void
show_saveable (NxVisitEditor *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "visit.save", is_saveable (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "visit.save-and-print", is_saveable (self));
}

static void
update_undo (NxVisitEditor *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "visit.undo",
                                 self->edit != NULL && nx_edit_can_undo (self->edit));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "visit.redo",
                                 self->edit != NULL && nx_edit_can_redo (self->edit));
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
  GtkWidget *form = NULL;

  if (self->keeper != NULL)
    nx_draft_keeper_stop (self->keeper);
  g_clear_object (&self->keeper);
  if (self->edit != NULL)
    g_signal_handlers_disconnect_by_func (self->edit, update_undo, self);
  g_set_object (&self->edit, edit);
  g_signal_connect_object (edit, "changed", G_CALLBACK (update_undo), self, G_CONNECT_SWAPPED);
  self->keeper = nx_draft_keeper_new (nx_page_get_store (NX_PAGE (self)), edit, place);
  g_signal_connect_object (self->keeper, "notify::state", G_CALLBACK (show_draft_state), self,
                           G_CONNECT_SWAPPED);
  form = nx_visit_form_new (edit, nx_record_get_text (self->start->case_file, NX_CASE_RISK));
  self->form = NX_VISIT_FORM (form);
  adw_bin_set_child (self->form_place, form);
  on_narrow_cb (self);
  gtk_stack_set_visible_child_name (self->faces, "form");
  show_saveable (self);
  nx_visit_form_focus_text (self->form);
  update_undo (self);
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

/* Mine over theirs, field by field as chosen: goes on as an edit of the newer record. */
static void
on_conflict_solved_cb (NxEdit *edit, gpointer data)
{
  NxVisitEditor *self = data;

  adw_bin_set_child (self->conflict_place, NULL);
  take_edit (self, edit);
  /* The draft in the store is still of the older record. */
  nx_draft_keeper_keep (self->keeper);
}

static void
show_conflict (NxVisitEditor *self, NxRecord *theirs, gboolean asks_all)
{
  adw_bin_set_child (self->conflict_place, nx_visit_conflict_new (self->edit, theirs, asks_all,
                                                                  on_conflict_solved_cb, self));
  gtk_stack_set_visible_child_name (self->faces, "conflict");
  show_saveable (self);
}

/* Somebody saved the visit after this draft of it was begun. */
static gboolean
is_draft_stale (const NxVisitStart *start)
{
  NxRecordKind kind = NX_RECORD_NONE;
  gint64 id = 0;
  gint64 version = 0;

  return start->visit != NULL && nx_edit_peek_draft (start->draft->data, &kind, &id, &version)
         && version != nx_record_get_version (start->visit);
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
  if (edit == NULL)
    {
      edit = make_edit (self);
      take_edit (self, edit);
      return;
    }
  take_edit (self, edit);
  if (is_draft_stale (start))
    show_conflict (self, start->visit, TRUE);
  else
    offer_draft (self);
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

/* What is typed after Save was pressed would be neither in the visit nor asked for again. A field
 * that is shut while it has the focus never learns that it lost it: the focus goes first, and comes
 * back afterwards. */
static void
set_shut (NxVisitEditor *self, gboolean is_shut)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (is_shut && focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->form_place)))
    {
      g_set_weak_pointer (&self->focus, focus);
      gtk_root_set_focus (root, NULL);
    }
  gtk_widget_set_sensitive (GTK_WIDGET (self->form_place), !is_shut);
  if (is_shut || self->focus == NULL)
    return;
  gtk_widget_grab_focus (self->focus);
  g_clear_weak_pointer (&self->focus);
}

static void
set_saving (NxVisitEditor *self, gboolean is_saving)
{
  self->is_saving = is_saving != FALSE;
  set_shut (self, is_saving);
  show_saveable (self);
  if (is_saving)
    nx_page_begin_busy (NX_PAGE (self));
  else
    nx_page_end_busy (NX_PAGE (self));
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
  show_conflict (self, newer->visit, FALSE);
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
  if (nx_window_get_page (window) == NX_PAGE (self))
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

  if (!is_saveable (self))
    return;
  problems
      = nx_validation_run (self->edit, nx_day_words_today (nx_page_get_store (NX_PAGE (self))));
  nx_visit_form_show_problems (self->form, problems);
  /* The worker is filled in by the store; everything else must be right here. */
  for (guint i = 0; i < problems->len; i++)
    {
      const NxProblem *problem = g_ptr_array_index (problems, i);

      if (problem->severity == NX_PROBLEM_ERROR && problem->field != NX_VISIT_WORKER)
        return;
    }
  if (!nx_visit_form_is_readable (self->form))
    return;
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

/* What taking back a discarded draft needs; the editor may be gone by then. */
typedef struct
{
  GWeakRef editor;
  NxEdit *edit;
} Discarded;

static void
discarded_free (gpointer data)
{
  Discarded *discarded = data;

  g_weak_ref_clear (&discarded->editor);
  g_object_unref (discarded->edit);
  g_free (discarded);
}

static void
take_back_cb (gpointer data)
{
  Discarded *discarded = data;
  g_autoptr (NxVisitEditor) self = g_weak_ref_get (&discarded->editor);

  if (self == NULL || self->start == NULL || self->is_saving)
    return;
  take_edit (self, discarded->edit);
  nx_draft_keeper_keep (self->keeper);
}

static void
offer_take_back (NxVisitEditor *self, NxEdit *edit)
{
  NxWindow *window = nx_window_of (self);
  Discarded *discarded = NULL;

  if (window == NULL)
    return;
  discarded = g_new0 (Discarded, 1);
  g_weak_ref_init (&discarded->editor, self);
  discarded->edit = g_object_ref (edit);
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
