/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Saves the visit that is written: checks it, shuts the form meanwhile, and leaves the page. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-visit-editor-private.h"

#include "nx-day-words.h"
#include "nx-error.h"
#include "nx-record-kinds.h"
#include "nx-store-error.h"
#include "nx-validation.h"
#include "nx-window.h"

#include <glib/gi18n-lib.h>

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
  gtk_widget_set_sensitive (GTK_WIDGET (self->attachment_place), !is_shut);
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
  nx_visit_editor_show_saveable (self);
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
  nx_visit_editor_show_conflict (self, newer->visit, FALSE);
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
  g_autofree char *place = nx_visit_editor_dup_place (self);

  if (!nx_visit_editor_is_saveable (self))
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
  if (nx_visit_editor_waits_for_files (self))
    return;
  nx_draft_keeper_flush (self->keeper);
  set_saving (self, TRUE);
  nx_visit_start_save_async (nx_page_get_store (NX_PAGE (self)), self->edit, place, save_cb,
                             g_object_ref (self));
}
