/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Shows how far an import has come, with a way to cancel it. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-import-progress.h"

#include <glib/gi18n-lib.h>

#define STEP_MS 80

struct _NxImportProgress
{
  AdwBin parent_instance;

  GtkLabel *title_label;
  GtkLabel *promise_label;
  GtkProgressBar *bar;
  GtkWidget *cancel_button;

  NxImportMeter *meter;
  guint source;
  guint is_going_back : 1;
};

G_DEFINE_FINAL_TYPE (NxImportProgress, nx_import_progress, ADW_TYPE_BIN)

static const char *
words_of (NxImportPhase phase)
{
  switch (phase)
    {
    case NX_IMPORT_PHASE_COMPARE:
      return _ ("Comparing the table with the records…");
    case NX_IMPORT_PHASE_WRITE:
      return _ ("Importing…");
    case NX_IMPORT_PHASE_NONE:
    case NX_IMPORT_PHASE_READ:
      break;
    }
  return _ ("Reading the table…");
}

static gboolean
move_bar_cb (gpointer data)
{
  NxImportProgress *self = data;
  double share = -1;
  NxImportPhase phase = nx_import_meter_get (self->meter, &share);

  if (!self->is_going_back)
    gtk_label_set_text (self->title_label, words_of (phase));
  if (phase == NX_IMPORT_PHASE_NONE || share < 0)
    gtk_progress_bar_pulse (self->bar);
  else
    gtk_progress_bar_set_fraction (self->bar, CLAMP (share, 0.0, 1.0));
  return G_SOURCE_CONTINUE;
}

static void
nx_import_progress_dispose (GObject *object)
{
  nx_import_progress_stop (NX_IMPORT_PROGRESS (object));
  G_OBJECT_CLASS (nx_import_progress_parent_class)->dispose (object);
}

static void
nx_import_progress_class_init (NxImportProgressClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nx_import_progress_dispose;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/nuanxin/Nuanxin/ui/nx-import-progress.ui");
  gtk_widget_class_bind_template_child (widget_class, NxImportProgress, bar);
  gtk_widget_class_bind_template_child (widget_class, NxImportProgress, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, NxImportProgress, promise_label);
  gtk_widget_class_bind_template_child (widget_class, NxImportProgress, title_label);
}

static void
nx_import_progress_init (NxImportProgress *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
nx_import_progress_start (NxImportProgress *self, NxImportMeter *meter, gboolean is_applying)
{
  g_return_if_fail (NX_IS_IMPORT_PROGRESS (self));
  nx_import_progress_stop (self);
  self->meter = nx_import_meter_ref (meter);
  self->is_going_back = FALSE;
  gtk_progress_bar_set_fraction (self->bar, 0);
  gtk_label_set_text (self->promise_label,
                      is_applying
                          ? _ ("All of it or nothing: Cancel leaves the records as they were.")
                          : _ ("Nothing is changed before you have seen the plan."));
  move_bar_cb (self);
  self->source = g_timeout_add (STEP_MS, move_bar_cb, self);
}

void
nx_import_progress_stop (NxImportProgress *self)
{
  g_return_if_fail (NX_IS_IMPORT_PROGRESS (self));
  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_pointer (&self->meter, nx_import_meter_unref);
}

void
nx_import_progress_say_back (NxImportProgress *self)
{
  g_return_if_fail (NX_IS_IMPORT_PROGRESS (self));
  self->is_going_back = TRUE;
  gtk_label_set_text (self->title_label, _ ("Taking everything back…"));
}

void
nx_import_progress_focus (NxImportProgress *self)
{
  g_return_if_fail (NX_IS_IMPORT_PROGRESS (self));
  gtk_widget_grab_focus (self->cancel_button);
}
