/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The last step of the import page: carrying the plan out, and saving the rows it refused. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-import-page-private.h"

#include "nx-import-choose.h"
#include "nx-undo-operation.h"
#include "nx-window.h"
#include "nx-words.h"

#include <glib/gi18n-lib.h>

/* The import */

static void
show_done (NxImportPage *self)
{
  const NxImportCounts *counts = nx_import_plan_get_counts (self->plan);

  nx_import_plan_view_fill_counts (self->done_counts, counts);
  gtk_label_set_text (self->done_label,
                      counts->refused > 0
                          ? _ ("The refused rows were left out. Save them, mend them and import "
                               "that file: what is here already stays the same.")
                          : _ ("Importing the same file again would change nothing."));
  gtk_widget_set_visible (self->done_save_box, counts->refused > 0);
  nx_import_page_show_step (self, "done");
}

/* The whole import is one step. */
static void
offer_undo (NxImportPage *self)
{
  gint64 operation_id = nx_import_plan_get_counts (self->plan)->operation_id;

  if (operation_id != 0)
    nx_undo_offer (
        nx_window_of (self), nx_page_get_store (NX_PAGE (self)), _ ("The register was imported."),
        &nx_undo_operation_spec,
        nx_undo_operation_new (operation_id,
                               _ ("Undone: all records are as they were before the import.")));
}

/* @window: where the page was; told there when it is no longer looked at. */
static void
tell_result (GWeakRef *window_ref, const GError *error)
{
  g_autoptr (NxWindow) window = g_weak_ref_get (window_ref);
  g_autofree char *sentence = NULL;

  if (window == NULL || nx_session_get_state (nx_window_get_session (window)) != NX_SESSION_OPEN)
    return;
  sentence
      = error != NULL ? nx_words_for_error (error) : g_strdup (_ ("The register was imported."));
  nx_window_toast (window, sentence);
}

typedef struct
{
  NxImportPage *page;
  GWeakRef window;
} Applying;

static void
applying_free (Applying *applying)
{
  g_object_unref (applying->page);
  g_weak_ref_clear (&applying->window);
  g_free (applying);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Applying, applying_free)

static void
applied_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Applying) applying = data;
  NxImportPage *self = applying->page;
  g_autoptr (GError) error = NULL;
  NxImportPlan *done = nx_import_apply_finish (result, &error);

  if (self->work == NULL || gtk_widget_get_root (GTK_WIDGET (self)) == NULL)
    {
      tell_result (&applying->window, error);
      g_clear_pointer (&done, nx_import_plan_unref);
      return;
    }
  nx_import_page_end_work (self);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      nx_import_page_show_step (self, "plan");
      nx_page_show_error (NX_PAGE (self), _ ("The import was cancelled. Nothing was changed."));
      return;
    }
  if (done == NULL)
    {
      nx_import_page_show_failure (self, error);
      return;
    }
  nx_import_plan_unref (self->plan);
  self->plan = done;
  show_done (self);
  offer_undo (self);
}

void
nx_import_page_apply_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  NxImportPage *self = NX_IMPORT_PAGE (widget);
  Applying *applying = g_new0 (Applying, 1);

  applying->page = g_object_ref (self);
  g_weak_ref_init (&applying->window, nx_window_of (self));
  nx_import_page_begin_work (self);
  self->is_applying = TRUE;
  nx_import_apply_async (nx_page_get_store (NX_PAGE (self)), self->file, self->plan, self->meter,
                         self->work, applied_cb, applying);
}

/* The report */

static void
reported_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (NxImportPage) self = data;
  NxWindow *window = nx_window_of (self);
  g_autoptr (GError) error = NULL;
  gboolean is_saved = nx_import_report_finish (result, &error);

  if (self->work == NULL)
    return;
  nx_import_page_end_work (self);
  nx_import_page_show_step (self, self->step);
  if (!is_saved)
    nx_page_report (NX_PAGE (self), error);
  else if (window != NULL)
    nx_window_toast (window, _ ("The refused rows were saved. The file holds personal data: delete "
                                "it when you no longer need it."));
}

void
nx_import_page_save_report (NxImportPage *self, GFile *file)
{
  g_return_if_fail (NX_IS_IMPORT_PAGE (self));
  g_return_if_fail (self->plan != NULL && self->work == NULL);
  nx_import_page_begin_work (self);
  nx_import_report_async (self->plan, file, reported_cb, g_object_ref (self));
}

static void
on_report_chosen_cb (NxImportPage *self, int response, GtkFileChooserNative *chooser)
{
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT
                               ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser))
                               : NULL;

  g_clear_object (&self->chooser);
  nx_import_page_update_actions (self);
  if (file != NULL && self->plan != NULL && self->work == NULL)
    nx_import_page_save_report (self, file);
}

void
nx_import_page_save_report_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  NxImportPage *self = NX_IMPORT_PAGE (widget);

  self->chooser = nx_import_choose_report (widget);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (on_report_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  nx_import_page_update_actions (self);
}
