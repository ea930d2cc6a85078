/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Shows a file on its way into the store, or why it was refused. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-attachment-job-card.h"

#include "nx-wrap-layout.h"

#include <glib/gi18n-lib.h>

#define WIDTH 132
#define HEIGHT 88

static void
on_cancel_clicked_cb (GtkButton *button, NxAttachmentQueue *queue)
{
  nx_attachment_queue_cancel (queue, g_object_get_data (G_OBJECT (button), "nx-job"));
}

static void
on_retry_clicked_cb (GtkButton *button, NxAttachmentQueue *queue)
{
  nx_attachment_queue_retry (queue, g_object_get_data (G_OBJECT (button), "nx-job"));
}

static void
bind (GtkWidget *button, NxAttachmentQueue *queue, NxAttachmentJob *job, GCallback callback)
{
  g_object_set_data_full (G_OBJECT (button), "nx-job", g_object_ref (job), g_object_unref);
  g_signal_connect_object (button, "clicked", callback, queue, 0);
}

static GtkWidget *
new_label (const char *text, gboolean is_caption)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 1);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (is_caption)
    {
      gtk_widget_add_css_class (label, "caption");
      gtk_widget_add_css_class (label, "nx-dim");
    }
  return label;
}

static GtkWidget *
new_cancel_button (NxAttachmentQueue *queue, NxAttachmentJob *job)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("window-close-symbolic");
  /* TRANSLATORS: %s is the name of a file */
  g_autofree char *name
      = g_strdup_printf (_ ("Do not attach %s"), nx_attachment_job_get_name (job));

  gtk_widget_set_tooltip_text (button, _ ("Do not attach this file"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_set_halign (button, GTK_ALIGN_END);
  gtk_widget_set_valign (button, GTK_ALIGN_START);
  gtk_widget_add_css_class (button, "osd");
  gtk_widget_add_css_class (button, "circular");
  gtk_widget_add_css_class (button, "nx-attachment-more");
  bind (button, queue, job, G_CALLBACK (on_cancel_clicked_cb));
  return button;
}

GtkWidget *
nx_attachment_job_card_new (NxAttachmentQueue *queue, NxAttachmentJob *job)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *overlay = gtk_overlay_new ();
  GtkWidget *spinner = gtk_spinner_new ();
  gboolean is_working = nx_attachment_job_get_state (job) == NX_ATTACHMENT_WORKING;

  gtk_spinner_set_spinning (GTK_SPINNER (spinner), is_working);
  gtk_widget_set_size_request (spinner, 32, 32);
  gtk_widget_set_halign (spinner, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (spinner, GTK_ALIGN_CENTER);
  gtk_overlay_set_child (GTK_OVERLAY (overlay), spinner);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), new_cancel_button (queue, job));
  gtk_widget_set_size_request (overlay, WIDTH, HEIGHT);
  gtk_widget_add_css_class (overlay, "nx-attachment-picture");
  gtk_box_append (GTK_BOX (box), overlay);
  gtk_box_append (GTK_BOX (box), new_label (nx_attachment_job_get_name (job), FALSE));
  /* TRANSLATORS: below a file that is being attached, and below one that waits for its turn */
  gtk_box_append (GTK_BOX (box), new_label (is_working ? _ ("Attaching…") : _ ("Waiting"), TRUE));
  gtk_widget_add_css_class (box, "nx-attachment");
  return box;
}

static GtkWidget *
new_sentence (NxAttachmentJob *job)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  /* TRANSLATORS: name of a file, a sentence that says why it was not attached */
  g_autofree char *text = g_strdup_printf (_ ("%1$s: %2$s"), nx_attachment_job_get_name (job),
                                           nx_attachment_job_get_sentence (job));
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("dialog-warning-symbolic"));
  gtk_box_append (GTK_BOX (box), label);
  return box;
}

static GtkWidget *
new_act (const char *label, NxAttachmentQueue *queue, NxAttachmentJob *job, GCallback callback)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_add_css_class (button, "flat");
  bind (button, queue, job, callback);
  return button;
}

GtkWidget *
nx_attachment_job_row_new (NxAttachmentQueue *queue, NxAttachmentJob *job)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *acts = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_widget_set_layout_manager (row, nx_wrap_layout_new ());
  gtk_box_append (GTK_BOX (acts),
                  new_act (_ ("_Try Again"), queue, job, G_CALLBACK (on_retry_clicked_cb)));
  gtk_box_append (GTK_BOX (acts),
                  new_act (_ ("_Dismiss"), queue, job, G_CALLBACK (on_cancel_clicked_cb)));
  gtk_box_append (GTK_BOX (row), new_sentence (job));
  gtk_box_append (GTK_BOX (row), acts);
  gtk_widget_add_css_class (row, "nx-strip");
  return row;
}
