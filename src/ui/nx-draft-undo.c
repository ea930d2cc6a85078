/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Says that the draft of a visit was thrown away, and brings it back whatever page is open then. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-draft-undo.h"

#include "nx-attachment-acts.h"
#include "nx-draft-bar.h"
#include "nx-drafts.h"
#include "nx-report-place.h"
#include "nx-visit-editor.h"

#include <glib/gi18n-lib.h>

/* What the toast keeps, and the job after it. */
typedef struct
{
  NxStore *store;
  NxReportPlace *place;
  gint64 visit_id;
  char *draft_place;
  GBytes *data;
  GArray *files;
} Thrown;

static GArray *
copy_files (GArray *files)
{
  return files != NULL ? g_array_copy (files) : NULL;
}

static Thrown *
thrown_new (NxWindow *window, NxStore *store, const NxThrownDraft *draft)
{
  Thrown *thrown = g_new0 (Thrown, 1);

  thrown->store = g_object_ref (store);
  thrown->place = nx_report_place_new (GTK_WIDGET (window));
  thrown->visit_id = draft->visit_id;
  thrown->draft_place = g_strdup (draft->place);
  thrown->data = g_bytes_ref (draft->data);
  thrown->files = copy_files (draft->files);
  return thrown;
}

static void
thrown_free (gpointer data)
{
  Thrown *thrown = data;

  g_object_unref (thrown->store);
  nx_report_place_free (thrown->place);
  g_free (thrown->draft_place);
  g_bytes_unref (thrown->data);
  g_clear_pointer (&thrown->files, g_array_unref);
  g_free (thrown);
}

/* Bringing back */

/* What the writer's thread needs. */
typedef struct
{
  gint64 visit_id;
  char *place;
  GBytes *data;
  GArray *files;
} PutJob;

static void
put_job_free (gpointer data)
{
  PutJob *job = data;

  g_free (job->place);
  g_bytes_unref (job->data);
  g_clear_pointer (&job->files, g_array_unref);
  g_free (job);
}

/* TRUE as a pointer when it is back; NULL without error when a newer one stands there. */
static gpointer
put_in_worker (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const PutJob *job = data;
  g_autoptr (GError) failure = NULL;
  g_autoptr (NxDraft) newer
      = nx_drafts_find (db, NX_RECORD_VISIT, job->visit_id, job->place, &failure);

  /* What was begun anew since then is worth more. */
  if (newer == NULL && failure == NULL
      && nx_drafts_put (db, NX_RECORD_VISIT, job->visit_id, job->place, job->data, &failure)
      && nx_attachments_restore_draft (db, job->files, &failure))
    return GINT_TO_POINTER (TRUE);
  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

/* Writing a draft is no change of a record, so pages are told one by one; those below the one in
 * front look again when they come back. */
static void
tell (GtkWidget *widget, Thrown *thrown)
{
  if (NX_IS_VISIT_EDITOR (widget))
    nx_visit_editor_take_up_draft (NX_VISIT_EDITOR (widget), thrown->visit_id, thrown->draft_place);
  else if (NX_IS_DRAFT_BAR (widget))
    nx_draft_bar_reload (NX_DRAFT_BAR (widget));
  else
    for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
         child = gtk_widget_get_next_sibling (child))
      tell (child, thrown);
}

static void
put_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Thrown *thrown = data;
  g_autoptr (GError) error = NULL;
  gboolean is_back = nx_store_write_finish (NX_STORE (source), result, &error) != NULL;
  NxWindow *window = nx_report_place_get_window (thrown->place);

  nx_report_place_report (thrown->place, error);
  if (window != NULL && is_back && nx_window_get_page (window) != NULL)
    tell (GTK_WIDGET (nx_window_get_page (window)), thrown);
  else if (window != NULL && error == NULL && !is_back)
    nx_window_toast (window, _ ("A newer draft of this visit was begun since; that one stays."));
  thrown_free (thrown);
}

void
nx_draft_undo_put_back (NxWindow *window, NxStore *store, const NxThrownDraft *draft)
{
  PutJob *job = g_new0 (PutJob, 1);
  NxPage *page = nx_window_get_page (window);

  job->visit_id = draft->visit_id;
  job->place = g_strdup (draft->place);
  job->data = g_bytes_ref (draft->data);
  job->files = copy_files (draft->files);
  /* What is being typed anew counts as begun, also in its first second. */
  if (page != NULL)
    nx_page_flush (page);
  nx_store_write_async (store, "draft-put-back", put_in_worker, job, put_job_free, NULL, NULL,
                        put_cb, thrown_new (window, store, draft));
}

static void
undo_cb (gpointer data)
{
  Thrown *thrown = data;
  NxThrownDraft draft = { thrown->visit_id, thrown->draft_place, thrown->data, thrown->files };
  NxWindow *window = nx_report_place_get_window (thrown->place);

  if (window != NULL)
    nx_draft_undo_put_back (window, thrown->store, &draft);
}

void
nx_draft_undo_offer (NxWindow *window, NxStore *store, const NxThrownDraft *draft)
{
  nx_window_toast_undo (window, _ ("The draft is thrown away."), undo_cb,
                        thrown_new (window, store, draft), thrown_free);
}
