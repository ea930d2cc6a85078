/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Makes a recovery sheet: shown, printed, and typed back once before its code opens anything. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-recovery-window.h"

#include "nx-day-words.h"
#include "nx-paper-view.h"
#include "nx-pdf.h"
#include "nx-print-operation.h"
#include "nx-recent-guard.h"
#include "nx-recovery-sheet.h"
#include "nx-words.h"

#include <glib/gi18n-lib.h>

struct _NxRecoveryWindow
{
  AdwWindow parent_instance;

  NxSession *session;
  NxRecoveryCode *code;
  NxPrintDocument *document;
  GtkFileChooserNative *chooser;
  GCancellable *cancellable;
  gboolean is_working;

  GtkRevealer *error_revealer;
  GtkLabel *error_label;
  AdwBin *paper_bin;
  GtkWidget *print_button;
  GtkWidget *save_button;
  GtkEditable *code_row;
  GtkLabel *code_label;
  GtkWidget *finish_button;
  GtkSpinner *spinner;
};

G_DEFINE_FINAL_TYPE (NxRecoveryWindow, nx_recovery_window, ADW_TYPE_WINDOW)

static void
show_error (NxRecoveryWindow *self, const char *sentence)
{
  if (sentence != NULL)
    gtk_label_set_label (self->error_label, sentence);
  gtk_revealer_set_reveal_child (self->error_revealer, sentence != NULL);
}

/* How far the code was typed back, and which group has a slip. A whole code that is another one is
 * of an older sheet. */
static char *
dup_code_words (NxRecoveryWindow *self, gboolean *is_right)
{
  const char *typed = gtk_editable_get_text (self->code_row);
  guint n_good = 0;
  guint bad_group = 0;
  gboolean is_whole = nx_recovery_code_scan (typed, &n_good, &bad_group);
  g_autoptr (NxRecoveryCode) code = is_whole ? nx_recovery_code_parse (typed, NULL, NULL) : NULL;

  *is_right = code != NULL
              && g_bytes_equal (nx_recovery_code_get_bytes (code),
                                nx_recovery_code_get_bytes (self->code));
  if (bad_group > 0)
    return g_strdup_printf (_ ("Look at group %u again: it has a slip."), bad_group);
  if (code != NULL && !*is_right)
    return g_strdup (_ ("This is the code of another sheet. Type the one that was printed now."));
  if (*is_right)
    return g_strdup (_ ("That is the code. Lock the sheet away now."));
  /* TRANSLATORS: while a recovery code is typed: how many of its groups are right so far */
  return g_strdup_printf (_ ("%1$u of %2$u groups"), n_good, NX_RECOVERY_CODE_N_GROUPS);
}

static void
update (NxRecoveryWindow *self)
{
  gboolean is_right = FALSE;
  g_autofree char *words = dup_code_words (self, &is_right);

  gtk_label_set_label (self->code_label, words);
  gtk_widget_set_sensitive (self->finish_button, is_right && !self->is_working);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), self->is_working);
  gtk_spinner_set_spinning (self->spinner, self->is_working);
}

static void
on_code_changed_cb (NxRecoveryWindow *self)
{
  if (self->session != NULL)
    update (self);
}

/* --- On paper ------------------------------------------------------------------------------------
 */

static NxPrintDocument *
make_document (NxRecoveryWindow *self)
{
  NxStore *store = nx_session_get_store (self->session);
  const NxRecoverySheet sheet = { .office = nx_session_get_office_name (self->session),
                                  .store_uid = nx_store_get_uid (store),
                                  .code = nx_recovery_code_get_text (self->code),
                                  .on = nx_day_words_today (store) };
  NxPrintDocument *document = nx_recovery_sheet_new (&sheet);

  nx_print_document_paginate (document);
  return document;
}

static void
show_paper (NxRecoveryWindow *self)
{
  GtkWidget *view = nx_paper_view_new ();

  self->document = make_document (self);
  nx_paper_view_set_page (NX_PAPER_VIEW (view), self->document, 0);
  adw_bin_set_child (self->paper_bin, view);
}

static void
on_print_done_cb (NxRecoveryWindow *self, int result, GtkPrintOperation *operation)
{
  if (self->session == NULL)
    return;
  if (result == GTK_PRINT_OPERATION_RESULT_ERROR)
    show_error (self, _ ("The paper was not printed. Nothing was lost. Look after the printer and "
                         "try again, or save it as PDF."));
  else if (result == GTK_PRINT_OPERATION_RESULT_APPLY)
    gtk_widget_grab_focus (GTK_WIDGET (self->code_row));
}

static void
on_print_button_clicked_cb (NxRecoveryWindow *self)
{
  g_autoptr (NxPrintOperation) operation = nx_print_operation_new (self->document);
  g_autoptr (GError) error = NULL;

  show_error (self, NULL);
  g_signal_connect_object (operation, "done", G_CALLBACK (on_print_done_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_print_operation_run (GTK_PRINT_OPERATION (operation), GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG,
                           GTK_WINDOW (self), &error);
  if (error != NULL)
    g_debug ("print: %s", error->message);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (NxRecoveryWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;
  gboolean is_saved = g_task_propagate_boolean (G_TASK (result), &error);

  if (self->session == NULL)
    return;
  self->is_working = FALSE;
  if (!is_saved)
    sentence = nx_words_for_error (error);
  show_error (self, sentence);
  update (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->code_row));
}

/* The document is of this task alone. */
static void
save_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  NxPrintDocument *document = g_object_get_data (G_OBJECT (task), "nx-document");
  GError *error = NULL;

  if (nx_pdf_write_file (document, data, NULL, NULL, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
nx_recovery_window_save (NxRecoveryWindow *self, const char *path)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (NX_IS_RECOVERY_WINDOW (self));
  show_error (self, NULL);
  self->is_working = TRUE;
  update (self);
  /* Without a source: the thread must not hold the last reference of a widget. */
  task = g_task_new (NULL, self->cancellable, saved_cb, g_object_ref (self));
  g_task_set_task_data (task, g_strdup (path), g_free);
  g_object_set_data_full (G_OBJECT (task), "nx-document", make_document (self), g_object_unref);
  g_task_run_in_thread (task, save_in_thread);
}

static void
on_chooser_response_cb (NxRecoveryWindow *self, int response, GtkFileChooserNative *chooser)
{
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT
                               ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser))
                               : NULL;

  if (file != NULL && g_file_peek_path (file) != NULL && self->session != NULL)
    nx_recovery_window_save (self, g_file_peek_path (file));
  g_clear_object (&self->chooser);
}

static void
on_save_button_clicked_cb (NxRecoveryWindow *self)
{
  g_autofree char *name = NULL;

  if (self->chooser != NULL)
    return;
  name = g_strdup_printf ("%s.pdf", nx_print_document_get_title (self->document));
  self->chooser = gtk_file_chooser_native_new (_ ("Save as PDF"), GTK_WINDOW (self),
                                               GTK_FILE_CHOOSER_ACTION_SAVE,
                                               /* TRANSLATORS: button of the file chooser */
                                               _ ("_Save"), _ ("_Cancel"));
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), name);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (on_chooser_response_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  nx_recent_guard_start ();
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

/* --- Typed back ----------------------------------------------------------------------------------
 */

static void
added_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (NxRecoveryWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;
  gboolean is_added = nx_session_ways_finish (NX_SESSION (source), result, &error);

  if (self->session == NULL)
    return;
  self->is_working = FALSE;
  if (is_added)
    {
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }
  sentence = nx_words_for_error (error);
  show_error (self, sentence);
  update (self);
}

static void
on_finish_button_clicked_cb (NxRecoveryWindow *self)
{
  if (!gtk_widget_get_sensitive (self->finish_button))
    return;
  show_error (self, NULL);
  self->is_working = TRUE;
  update (self);
  nx_session_add_recovery_async (self->session, self->code, self->cancellable, added_cb,
                                 g_object_ref (self));
}

/* --- Object --------------------------------------------------------------------------------------
 */

static void
on_session_notify_state_cb (NxRecoveryWindow *self)
{
  if (nx_session_get_state (self->session) != NX_SESSION_OPEN)
    gtk_window_destroy (GTK_WINDOW (self));
}

static void
nx_recovery_window_dispose (GObject *object)
{
  NxRecoveryWindow *self = NX_RECOVERY_WINDOW (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->chooser);
  g_clear_object (&self->document);
  g_clear_pointer (&self->code, nx_recovery_code_unref);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (nx_recovery_window_parent_class)->dispose (object);
}

static void
nx_recovery_window_class_init (NxRecoveryWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nx_recovery_window_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/nuanxin/Nuanxin/ui/nx-recovery-window.ui");
  gtk_widget_class_bind_template_child (widget_class, NxRecoveryWindow, code_label);
  gtk_widget_class_bind_template_child (widget_class, NxRecoveryWindow, code_row);
  gtk_widget_class_bind_template_child (widget_class, NxRecoveryWindow, error_label);
  gtk_widget_class_bind_template_child (widget_class, NxRecoveryWindow, error_revealer);
  gtk_widget_class_bind_template_child (widget_class, NxRecoveryWindow, finish_button);
  gtk_widget_class_bind_template_child (widget_class, NxRecoveryWindow, paper_bin);
  gtk_widget_class_bind_template_child (widget_class, NxRecoveryWindow, print_button);
  gtk_widget_class_bind_template_child (widget_class, NxRecoveryWindow, save_button);
  gtk_widget_class_bind_template_child (widget_class, NxRecoveryWindow, spinner);
  gtk_widget_class_bind_template_callback (widget_class, on_code_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_finish_button_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_print_button_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_save_button_clicked_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
nx_recovery_window_init (NxRecoveryWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
}

NxRecoveryWindow *
nx_recovery_window_new (GtkWindow *parent, NxSession *session)
{
  NxRecoveryWindow *self = g_object_new (NX_TYPE_RECOVERY_WINDOW, "transient-for", parent, NULL);

  self->session = g_object_ref (session);
  self->code = nx_recovery_code_new_random ();
  g_signal_connect_object (session, "notify::state", G_CALLBACK (on_session_notify_state_cb), self,
                           G_CONNECT_SWAPPED);
  show_paper (self);
  update (self);
  gtk_widget_grab_focus (self->print_button);
  return self;
}

const char *
nx_recovery_window_get_code (NxRecoveryWindow *self)
{
  g_return_val_if_fail (NX_IS_RECOVERY_WINDOW (self), NULL);
  return nx_recovery_code_get_text (self->code);
}
