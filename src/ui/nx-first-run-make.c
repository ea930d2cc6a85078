/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Makes or finishes an office with the answers of the first page, and shows how far it is. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-first-run-private.h"

#include "nx-text.h"
#include "nx-words.h"

#include <glib/gi18n-lib.h>

#define NX_WORK_STEP_MS 90
#define NX_SAMPLE_HOUSEHOLDS 200 /* our default: enough for every page, made in seconds */

static gboolean
move_work_bar_cb (gpointer data)
{
  gtk_progress_bar_pulse (NX_FIRST_RUN_PAGE (data)->work_bar);
  return G_SOURCE_CONTINUE;
}

static void
show_progress (guint64 done, guint64 total, gpointer data)
{
  NxFirstRunPage *self = data;

  if (!self->is_working)
    return;
  g_clear_handle_id (&self->work_source, g_source_remove);
  gtk_progress_bar_set_fraction (self->work_bar, total > 0 ? (double)done / (double)total : 0);
}

static void
create_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (NxFirstRunPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;

  self->is_working = FALSE;
  g_clear_handle_id (&self->work_source, g_source_remove);
  g_clear_object (&self->work);
  if (nx_session_create_finish (NX_SESSION (source), result, &error) || self->session == NULL)
    return;
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    sentence = nx_words_for_error (error);
  nx_first_run_page_go_back (self, NX_FIRST_RUN_N_QUESTIONS);
  nx_first_run_page_show_error (self, sentence);
}

static void
show_work (NxFirstRunPage *self)
{
  nx_first_run_page_show_error (self, NULL);
  gtk_label_set_label (self->work_label, self->is_sample
                                             ? _ ("Making up a station and its people…")
                                             : _ ("Making the office and proving that it opens…"));
  gtk_progress_bar_set_fraction (self->work_bar, 0);
  gtk_stack_set_visible_child_name (self->steps, "work");
  self->is_working = TRUE;
  self->work = g_cancellable_new ();
  self->work_source = g_timeout_add (NX_WORK_STEP_MS, move_work_bar_cb, self);
}

void
nx_first_run_page_make_office (NxFirstRunPage *self)
{
  g_autofree char *office_name = nx_text_clean (gtk_editable_get_text (self->name_row));
  g_autofree char *worker_name = nx_text_clean (gtk_editable_get_text (self->worker_row));
  g_autofree char *area_code = g_strdup (nx_first_run_page_get_area_code (self));
  const char *passphrase = gtk_editable_get_text (self->passphrase_row);
  NxSessionPlan plan = {
    .office_name = office_name,
    .area_code = area_code,
    .worker_name = worker_name,
    .passphrase = *passphrase != '\0' ? passphrase : NULL,
    .use_keyring = gtk_switch_get_active (self->keyring_switch),
    .sample_households = self->is_sample ? NX_SAMPLE_HOUSEHOLDS : 0,
  };

  show_work (self);
  if (self->is_finishing)
    nx_session_finish_async (self->session, &plan, show_progress, self, self->work, create_cb,
                             g_object_ref (self));
  else
    nx_session_create_async (self->session, &plan, show_progress, self, self->work, create_cb,
                             g_object_ref (self));
}
