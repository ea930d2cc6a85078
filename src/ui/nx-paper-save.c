/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Loads what a paper says, saves it as PDF, and notes both in the journal, without holding up the
 * window. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-paper-save.h"

#include "nx-pdf.h"
#include "nx-print-error.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

NxPaperSource *
nx_paper_ref_new (NxPaperKind kind, gint64 id)
{
  NxPaperSource *self = g_atomic_rc_box_new0 (NxPaperSource);

  self->kind = kind;
  self->id = id;
  return self;
}

NxPaperSource *
nx_paper_ref_new_like (const NxPaperSource *self)
{
  NxPaperSource *other = nx_paper_ref_new (self->kind, self->id);

  other->is_of_household = self->is_of_household;
  other->query = self->query;
  other->day = self->day;
  if (self->case_ids != NULL)
    other->case_ids = g_array_ref (self->case_ids);
  if (self->more_ids != NULL)
    other->more_ids = g_array_ref (self->more_ids);
  return other;
}

NxPaperSource *
nx_paper_ref (NxPaperSource *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
nx_paper_unref (NxPaperSource *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify)nx_paper_source_clear);
}

/* Loading */

static gpointer
load_job (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return nx_paper_source_load (data, db, error) ? nx_paper_ref (data) : NULL;
}

void
nx_paper_load_async (NxStore *store,
                     NxPaperSource *source,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  nx_store_read_async (store, "paper", load_job, nx_paper_ref (source),
                       (GDestroyNotify)nx_paper_unref, (GDestroyNotify)nx_paper_unref, cancellable,
                       callback, user_data);
}

NxPaperSource *
nx_paper_load_finish (NxStore *store, GAsyncResult *result, GError **error)
{
  return nx_store_read_finish (store, result, error);
}

/* The journal */

typedef struct
{
  NxPaperSource *source;
  NxPrintOptions options;
  char *reason;
  gboolean is_seen;
} Note;

static Note *
note_new (NxPaperSource *source, const NxPrintOptions *options, gboolean is_seen)
{
  Note *note = g_new0 (Note, 1);

  note->source = nx_paper_ref (source);
  note->options = *options;
  note->reason = g_strdup (options->unmask_reason);
  note->options.unmask_reason = note->reason;
  note->is_seen = is_seen;
  return note;
}

static void
note_free (Note *note)
{
  nx_paper_unref (note->source);
  g_free (note->reason);
  g_free (note);
}

static gpointer
note_job (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Note *note = data;
  gboolean is_done = note->is_seen
                         ? nx_paper_source_note_unmasked (note->source, db, note->reason, error)
                         : nx_paper_source_note_printed (note->source, db, &note->options, error);

  return is_done ? GINT_TO_POINTER (TRUE) : NULL;
}

void
nx_paper_note_async (NxStore *store,
                     NxPaperSource *source,
                     const NxPrintOptions *options,
                     gboolean is_seen,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  nx_store_write_async (store, "paper-note", note_job, note_new (source, options, is_seen),
                        (GDestroyNotify)note_free, NULL, NULL, callback, user_data);
}

gboolean
nx_paper_note_finish (NxStore *store, GAsyncResult *result, GError **error)
{
  return nx_store_write_finish (store, result, error) != NULL;
}

/* Saving */

typedef struct
{
  Note *note;
  char *path;
  char *unfinished;
} Save;

static void
save_free (Save *save)
{
  note_free (save->note);
  g_free (save->path);
  g_free (save->unfinished);
  g_free (save);
}

static void
noted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Save *save = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (!nx_paper_note_finish (NX_STORE (source), result, &error))
    {
      g_unlink (save->unfinished);
      g_task_return_error (task, g_steal_pointer (&error));
    }
  else if (g_rename (save->unfinished, save->path) != 0)
    {
      g_unlink (save->unfinished);
      g_task_return_new_error (task, NX_PRINT_ERROR, NX_PRINT_ERROR_NOT_WRITABLE, "%s",
                               _ ("The paper could not be saved under this name. What was there "
                                  "was kept. Choose another name or folder."));
    }
  else
    g_task_return_boolean (task, TRUE);
}

/* A document of this thread's own: the preview goes on drawing the other one. */
static void
write_in_thread (GTask *task, gpointer store, gpointer data, GCancellable *cancellable)
{
  Save *save = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (NxPrintDocument) document
      = nx_paper_source_make (save->note->source, &save->note->options);

  nx_print_document_paginate (document);
  if (nx_pdf_write_file (document, save->unfinished, NULL, NULL, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
written_cb (GObject *store, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Save *save = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  nx_paper_note_async (NX_STORE (store), save->note->source, &save->note->options, FALSE, noted_cb,
                       g_steal_pointer (&task));
}

void
nx_paper_save_async (NxStore *store,
                     NxPaperSource *source,
                     const NxPrintOptions *options,
                     const char *path,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  GTask *task = g_task_new (store, NULL, callback, user_data);
  g_autoptr (GTask) writing = NULL;
  Save *save = g_new0 (Save, 1);

  save->note = note_new (source, options, FALSE);
  save->path = g_strdup (path);
  save->unfinished = g_strconcat (path, ".nuanxin-new", NULL);
  g_task_set_task_data (task, save, (GDestroyNotify)save_free);
  writing = g_task_new (store, NULL, written_cb, task);
  g_task_set_task_data (writing, save, NULL);
  g_task_run_in_thread (writing, write_in_thread);
}

gboolean
nx_paper_save_finish (NxStore *store, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}
