/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Shows numbers in full on a previewed paper, once the journal knows who asked and why. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-preview-page-private.h"

#include <glib/gi18n-lib.h>

/* A reason on its way to the journal. */
typedef struct
{
  NxPreviewPage *page;
  char *reason;
} Unmasking;

static void
unmasking_free (Unmasking *unmasking)
{
  g_object_unref (unmasking->page);
  g_free (unmasking->reason);
  g_free (unmasking);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Unmasking, unmasking_free)

static void
seen_cb (GObject *store, GAsyncResult *result, gpointer data)
{
  g_autoptr (Unmasking) unmasking = data;
  NxPreviewPage *self = unmasking->page;
  g_autoptr (GError) error = NULL;

  if (!nx_paper_note_finish (NX_STORE (store), result, &error))
    {
      nx_page_report (NX_PAGE (self), error);
      return;
    }
  g_free (self->reason);
  self->reason = g_steal_pointer (&unmasking->reason);
  nx_preview_page_lay_out (self);
}

/* Nothing is shown in full before the journal knows why, whatever is laid out meanwhile. */
static void
unmask (NxPreviewPage *self, const char *reason)
{
  Unmasking *unmasking = NULL;
  NxPrintOptions options = { 0 };

  if (self->source == NULL)
    return;
  unmasking = g_new0 (Unmasking, 1);
  unmasking->page = g_object_ref (self);
  unmasking->reason = g_strdup (reason);
  options = nx_preview_page_get_options (self);
  options.unmask_reason = unmasking->reason;
  nx_paper_note_async (nx_page_get_store (NX_PAGE (self)), self->source, &options, TRUE, seen_cb,
                       unmasking);
}

static void
on_reason_changed_cb (GtkEditable *entry, AdwMessageDialog *dialog)
{
  g_autofree char *reason = g_strstrip (g_strdup (gtk_editable_get_text (entry)));

  adw_message_dialog_set_response_enabled (dialog, "unmask", *reason != '\0');
}

static void
on_unmask_response_cb (NxPreviewPage *self, const char *response, AdwMessageDialog *dialog)
{
  GtkWidget *entry = adw_message_dialog_get_extra_child (dialog);
  g_autofree char *reason = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry))));

  if (g_str_equal (response, "unmask") && *reason != '\0')
    unmask (self, reason);
}

void
nx_preview_page_unmask_action (GtkWidget *widget, const char *name, GVariant *target)
{
  GtkWidget *entry = gtk_entry_new ();
  GtkWidget *dialog = adw_message_dialog_new (
      GTK_WINDOW (gtk_widget_get_root (widget)), _ ("Show Numbers in Full?"),
      _ ("Identity and phone numbers will stand on the paper. The reason is kept in the journal "
         "with your name."));
  AdwMessageDialog *message = ADW_MESSAGE_DIALOG (dialog);

  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _ ("Reason"));
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Reason"), -1);
  adw_message_dialog_set_extra_child (message, entry);
  adw_message_dialog_add_response (message, "cancel", _ ("_Cancel"));
  adw_message_dialog_add_response (message, "unmask", _ ("_Unmask"));
  adw_message_dialog_set_default_response (message, "unmask");
  adw_message_dialog_set_close_response (message, "cancel");
  adw_message_dialog_set_response_enabled (message, "unmask", FALSE);
  g_signal_connect_object (entry, "changed", G_CALLBACK (on_reason_changed_cb), dialog, 0);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_unmask_response_cb), widget,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}
