/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Loads what a paper says, saves it as PDF, and notes both in the journal, without holding up the
 * window. */
#pragma once

#include "nx-paper-source.h"
#include "nx-store.h"

G_BEGIN_DECLS

/* An NxPaperSource that is counted, so that a page may go while a job still reads it. */
NxPaperSource *nx_paper_ref_new (NxPaperKind kind, gint64 id);
NxPaperSource *nx_paper_ref (NxPaperSource *self);
void nx_paper_unref (NxPaperSource *self);

/* A new source for the same paper, not loaded yet. */
NxPaperSource *nx_paper_ref_new_like (const NxPaperSource *self);

/* Finish gives a reference to @source, which is loaded then. */
void nx_paper_load_async (NxStore *store,
                          NxPaperSource *source,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data);
NxPaperSource *nx_paper_load_finish (NxStore *store, GAsyncResult *result, GError **error);

/* Lays it out and writes it on a thread of its own, then writes the journal, then gives the file
 * its name: nothing is saved that the journal does not know of. On error nothing is left behind.
 * Ends with nx_paper_save_finish(). */
void nx_paper_save_async (NxStore *store,
                          NxPaperSource *source,
                          const NxPrintOptions *options,
                          const char *path,
                          GAsyncReadyCallback callback,
                          gpointer user_data);
gboolean nx_paper_save_finish (NxStore *store, GAsyncResult *result, GError **error);

/* A line in the journal that it was printed, or, with @is_seen, that a reason was given to see it
 * in full. */
void nx_paper_note_async (NxStore *store,
                          NxPaperSource *source,
                          const NxPrintOptions *options,
                          gboolean is_seen,
                          GAsyncReadyCallback callback,
                          gpointer user_data);
gboolean nx_paper_note_finish (NxStore *store, GAsyncResult *result, GError **error);

G_END_DECLS
