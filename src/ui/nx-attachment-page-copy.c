/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Saves a copy of an attachment outside the store: why, where, and a line in the journal. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-attachment-page-private.h"

#include "nx-attachment-words.h"
#include "nx-recent-guard.h"
#include "nx-text.h"
#include "nx-window.h"

#include <glib/gi18n-lib.h>

static gboolean
is_open (NxAttachmentPage *self)
{
  return gtk_revealer_get_reveal_child (GTK_REVEALER (self->copy_bar));
}

static char *
dup_reason (NxAttachmentPage *self)
{
  return nx_text_clean (gtk_editable_get_text (self->reason_entry));
}

void
nx_attachment_page_on_reason_changed_cb (NxAttachmentPage *self)
{
  g_autofree char *reason = dup_reason (self);

  gtk_widget_set_sensitive (self->place_button, *reason != '\0');
}

void
nx_attachment_page_close_copy (NxAttachmentPage *self)
{
  if (!is_open (self))
    return;
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->copy_bar), FALSE);
  gtk_editable_set_text (self->reason_entry, "");
  gtk_widget_grab_focus (self->view);
}

static void
copy_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  NxAttachmentPage *self = NX_ATTACHMENT_PAGE (widget);

  gtk_revealer_set_reveal_child (GTK_REVEALER (self->copy_bar), TRUE);
  nx_attachment_page_on_reason_changed_cb (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->reason_entry));
}

static void
copied_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (NxAttachmentPage) self = data;
  g_autoptr (GError) error = NULL;
  NxWindow *window = nx_window_of (self);

  nx_page_end_busy (NX_PAGE (self));
  if (!nx_attachment_copy_finish (NX_STORE (source), result, &error))
    {
      nx_page_report (NX_PAGE (self), error);
      return;
    }
  nx_page_show_error (NX_PAGE (self), NULL);
  nx_attachment_page_close_copy (self);
  if (window != NULL)
    nx_window_toast (window, _ ("The copy is saved. Delete it when it is not needed any more."));
}

void
nx_attachment_page_save_copy (NxAttachmentPage *self, GFile *file)
{
  g_autofree char *reason = NULL;

  g_return_if_fail (NX_IS_ATTACHMENT_PAGE (self));
  reason = dup_reason (self);
  nx_page_begin_busy (NX_PAGE (self));
  nx_attachment_copy_async (nx_page_get_store (NX_PAGE (self)), self->id, reason, file, copied_cb,
                            g_object_ref (self));
}

static void
on_chooser_response_cb (NxAttachmentPage *self, int response, GtkFileChooserNative *chooser)
{
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT
                               ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser))
                               : NULL;

  if (file != NULL && g_file_peek_path (file) != NULL)
    nx_attachment_page_save_copy (self, file);
  else if (file != NULL)
    nx_page_show_error (NX_PAGE (self), _ ("A copy can only be saved on this computer. Nothing was "
                                           "saved. Choose a folder of this computer."));
  g_clear_object (&self->chooser);
}

void
nx_attachment_page_on_place_clicked_cb (NxAttachmentPage *self)
{
  g_autofree char *name = NULL;

  if (self->content == NULL || self->chooser != NULL
      || !gtk_widget_get_sensitive (self->place_button))
    return;
  name = nx_attachment_words_dup_file_name (self->content->record);
  self->chooser = gtk_file_chooser_native_new (_ ("Save a Copy"),
                                               GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
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

void
nx_attachment_page_install_copy (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "viewer.copy", NULL, copy_action_cb);
}
