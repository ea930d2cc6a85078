/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Where a previewed paper goes: to a printer or into a PDF file, noted in the journal. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-preview-page-private.h"

#include "nx-day-words.h"
#include "nx-print-operation.h"
#include "nx-recent-guard.h"
#include "nx-window.h"

#include <glib/gi18n-lib.h>

static void
printed_cb (GObject *store, GAsyncResult *result, gpointer data)
{
  g_autoptr (NxPreviewPage) self = data;
  g_autoptr (GError) error = NULL;

  if (!nx_paper_note_finish (NX_STORE (store), result, &error))
    nx_page_report (NX_PAGE (self), error);
}

static void
on_print_done_cb (NxPreviewPage *self, int result, NxPrintOperation *operation)
{
  NxWindow *window = nx_window_of (self);
  NxPrintOptions options = nx_preview_page_get_options (self);

  if (result == GTK_PRINT_OPERATION_RESULT_ERROR)
    nx_page_show_error (NX_PAGE (self),
                        _ ("The paper was not printed. Nothing was lost. Look after the printer "
                           "and try again, or save it as PDF."));
  if (result != GTK_PRINT_OPERATION_RESULT_APPLY)
    return;
  if (window != NULL)
    nx_print_operation_remember (operation, G_OBJECT (window));
  nx_paper_note_async (nx_page_get_store (NX_PAGE (self)), self->source, &options, FALSE,
                       printed_cb, g_object_ref (self));
}

void
nx_preview_page_print_action (GtkWidget *widget, const char *name, GVariant *target)
{
  NxPreviewPage *self = NX_PREVIEW_PAGE (widget);
  NxWindow *window = nx_window_of (self);
  g_autoptr (NxPrintOperation) operation = NULL;
  g_autoptr (GError) error = NULL;

  if (!self->is_ready)
    return;
  operation = nx_print_operation_new (self->document);
  if (window != NULL)
    nx_print_operation_restore (operation, G_OBJECT (window));
  g_signal_connect_object (operation, "done", G_CALLBACK (on_print_done_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_print_operation_run (GTK_PRINT_OPERATION (operation), GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG,
                           GTK_WINDOW (window), &error);
  if (error != NULL)
    g_debug ("print: %s", error->message);
}

static void
saved_cb (GObject *store, GAsyncResult *result, gpointer data)
{
  g_autoptr (NxPreviewPage) self = data;
  NxWindow *window = nx_window_of (self);
  g_autoptr (GError) error = NULL;
  gboolean is_saved = nx_paper_save_finish (NX_STORE (store), result, &error);

  nx_page_end_busy (NX_PAGE (self));
  if (!is_saved)
    nx_page_report (NX_PAGE (self), error);
  else if (window != NULL)
    nx_window_toast (window, _ ("The paper was saved as PDF."));
}

void
nx_preview_page_save (NxPreviewPage *self, const char *path)
{
  NxPrintOptions options = { 0 };

  g_return_if_fail (NX_IS_PREVIEW_PAGE (self));
  g_return_if_fail (self->source != NULL);
  options = nx_preview_page_get_options (self);
  nx_page_begin_busy (NX_PAGE (self));
  nx_paper_save_async (nx_page_get_store (NX_PAGE (self)), self->source, &options, path, saved_cb,
                       g_object_ref (self));
}

static void
on_chooser_response_cb (NxPreviewPage *self, int response, GtkFileChooserNative *chooser)
{
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT
                               ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser))
                               : NULL;
  const char *path = file != NULL ? g_file_peek_path (file) : NULL;

  if (path != NULL)
    nx_preview_page_save (self, path);
  else if (file != NULL)
    nx_page_show_error (NX_PAGE (self), _ ("The paper can only be saved on this computer. Nothing "
                                           "was saved. Choose a folder of this computer."));
  g_clear_object (&self->chooser);
}

/* The name says what and when, not about whom. */
static char *
dup_file_name (NxPreviewPage *self)
{
  g_autofree char *day = nx_date_to_iso (nx_day_words_today (nx_page_get_store (NX_PAGE (self))));

  return g_strdup_printf ("%s %s.pdf", nx_print_document_get_title (self->document), day);
}

void
nx_preview_page_save_action (GtkWidget *widget, const char *name, GVariant *target)
{
  NxPreviewPage *self = NX_PREVIEW_PAGE (widget);
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  g_autofree char *file_name = NULL;

  if (!self->is_ready || self->chooser != NULL)
    return;
  file_name = dup_file_name (self);
  self->chooser = gtk_file_chooser_native_new (
      _ ("Save as PDF"), GTK_WINDOW (gtk_widget_get_root (widget)), GTK_FILE_CHOOSER_ACTION_SAVE,
      /* TRANSLATORS: button of the file chooser */
      _ ("_Save"), _ ("_Cancel"));
  gtk_file_filter_add_mime_type (filter, "application/pdf");
  /* TRANSLATORS: kind of file in the file chooser */
  gtk_file_filter_set_name (filter, _ ("PDF files"));
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (self->chooser), filter);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), file_name);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (on_chooser_response_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  nx_recent_guard_start ();
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}
