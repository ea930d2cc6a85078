/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Writes a paper as PDF: to a stream, or to a file that is whole or not there at all. */
#pragma once

#include "nx-print-document.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Called after each page on the calling thread; `done` of `total`. */
typedef void (*NxPdfProgress) (guint done, guint total, gpointer data);

/* Writes to `path` by way of a temporary file beside it, readable by the user only, that is synced
 * and then renamed; an existing file is replaced only when the new one is complete. On error or
 * cancel nothing is left behind. Errors: NX_PRINT_ERROR, G_IO_ERROR_CANCELLED. Blocking: call it
 * from a worker or the tool. */
gboolean nx_pdf_write_file (NxPrintDocument *document,
                            const char *path,
                            NxPdfProgress progress,
                            gpointer data,
                            GCancellable *cancellable,
                            GError **error);

/* Writes to `stream`, which stays open. */
gboolean nx_pdf_write_stream (NxPrintDocument *document,
                              GOutputStream *stream,
                              NxPdfProgress progress,
                              gpointer data,
                              GCancellable *cancellable,
                              GError **error);

G_END_DECLS
