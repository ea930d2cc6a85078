/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Lets the file of a backup be chosen, and shows it in an NxRestoreWindow. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-restore-window.h"

#include "nx-recent-guard.h"
#include "nx-store-error.h"
#include "nx-words.h"

#include <glib/gi18n-lib.h>

#define CHOOSER_KEY "nx-restore-chooser"

static void
show_failure (GtkWindow *parent, const GError *error)
{
  g_autofree char *sentence = nx_words_for_error (error);
  GtkWidget *message = adw_message_dialog_new (parent, _ ("The backup cannot be opened"), sentence);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (message), "close", _ ("_Close"));
  gtk_window_present (GTK_WINDOW (message));
}

static void
show_file (GtkWindow *parent, NxSession *session, GFile *file)
{
  const char *path = g_file_peek_path (file);
  g_autoptr (GError) error = NULL;
  g_autoptr (NxBackup) backup = NULL;

  if (path == NULL)
    g_set_error_literal (&error, NX_STORE_ERROR, NX_STORE_ERROR_NOT_A_BACKUP,
                         _ ("Only a file on this computer can be restored. Copy the backup to a "
                            "disk of this computer first."));
  else
    backup = nx_backup_read (path, &error);
  if (backup != NULL)
    gtk_window_present (GTK_WINDOW (nx_restore_window_new (parent, session, backup)));
  else
    show_failure (parent, error);
}

static void
on_chooser_response_cb (NxSession *session, int response, GtkFileChooserNative *chooser)
{
  GtkWindow *parent = gtk_native_dialog_get_transient_for (GTK_NATIVE_DIALOG (chooser));
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT
                               ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser))
                               : NULL;

  if (file != NULL && parent != NULL)
    show_file (parent, session, file);
  if (parent != NULL)
    g_object_set_data (G_OBJECT (parent), CHOOSER_KEY, NULL);
}

void
nx_restore_window_choose (GtkWindow *parent, NxSession *session)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  GtkFileChooserNative *chooser = NULL;

  if (g_object_get_data (G_OBJECT (parent), CHOOSER_KEY) != NULL)
    return;
  chooser
      = gtk_file_chooser_native_new (_ ("Restore a Backup"), parent, GTK_FILE_CHOOSER_ACTION_OPEN,
                                     /* TRANSLATORS: button of the file chooser */
                                     _ ("_Open"), _ ("_Cancel"));
  gtk_file_filter_add_suffix (filter, NX_BACKUP_SUFFIX + 1);
  /* TRANSLATORS: kind of file in the file chooser */
  gtk_file_filter_set_name (filter, _ ("Backups of Nuanxin"));
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (chooser), filter);
  g_signal_connect_object (chooser, "response", G_CALLBACK (on_chooser_response_cb), session,
                           G_CONNECT_SWAPPED);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_object_set_data_full (G_OBJECT (parent), CHOOSER_KEY, chooser, g_object_unref);
  nx_recent_guard_start ();
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}
