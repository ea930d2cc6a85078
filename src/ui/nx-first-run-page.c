/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The first page there is: new office, sample office or an existing one, and the questions for a
 * new one. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-first-run-page.h"

#include <glib/gi18n-lib.h>

struct _NxFirstRunPage
{
  AdwBin parent_instance;

  NxSession *session;

  GtkStack *steps;
  GtkButton *back_button;
  GtkWidget *open_row;

  GtkFileChooserNative *chooser; /* while it is open */
};

G_DEFINE_FINAL_TYPE (NxFirstRunPage, nx_first_run_page, ADW_TYPE_BIN)

static void
on_chooser_response_cb (NxFirstRunPage *self, int response, GtkNativeDialog *chooser)
{
  g_autoptr (GFile) folder = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    folder = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  g_clear_object (&self->chooser);
  if (folder != NULL && g_file_peek_path (folder) != NULL)
    nx_session_set_folder (self->session, g_file_peek_path (folder));
}

static void
choose_folder (NxFirstRunPage *self)
{
  self->chooser = gtk_file_chooser_native_new (
      _ ("Open an existing office"), GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
      GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, _ ("_Open"), _ ("_Cancel"));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (on_chooser_response_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
on_choices_row_activated_cb (NxFirstRunPage *self, GtkWidget *row)
{
  if (row == self->open_row)
    choose_folder (self);
}

static void
on_back_button_clicked_cb (NxFirstRunPage *self)
{
  gtk_stack_set_visible_child_name (self->steps, "choice");
}

static void
on_steps_notify_visible_child_cb (NxFirstRunPage *self)
{
  const char *name = gtk_stack_get_visible_child_name (self->steps);

  if (self->back_button != NULL)
    gtk_widget_set_visible (GTK_WIDGET (self->back_button), g_strcmp0 (name, "choice") != 0);
}

static void
nx_first_run_page_dispose (GObject *object)
{
  NxFirstRunPage *self = NX_FIRST_RUN_PAGE (object);

  g_clear_object (&self->chooser);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (nx_first_run_page_parent_class)->dispose (object);
}

static void
nx_first_run_page_class_init (NxFirstRunPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nx_first_run_page_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/nuanxin/Nuanxin/ui/nx-first-run-page.ui");
  gtk_widget_class_bind_template_child (widget_class, NxFirstRunPage, back_button);
  gtk_widget_class_bind_template_child (widget_class, NxFirstRunPage, open_row);
  gtk_widget_class_bind_template_child (widget_class, NxFirstRunPage, steps);
  gtk_widget_class_bind_template_callback (widget_class, on_back_button_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_choices_row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_steps_notify_visible_child_cb);
}

static void
nx_first_run_page_init (NxFirstRunPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
nx_first_run_page_new (NxSession *session)
{
  NxFirstRunPage *self = g_object_new (NX_TYPE_FIRST_RUN_PAGE, NULL);

  self->session = g_object_ref (session);
  return GTK_WIDGET (self);
}
