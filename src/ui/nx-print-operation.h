/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Sends a paper to GTK's printing: a few pages laid out at a time, drawn as in the preview. */
#pragma once

#include <gtk/gtk.h>

#include "nx-print-document.h"

G_BEGIN_DECLS

#define NX_TYPE_PRINT_OPERATION (nx_print_operation_get_type ())
G_DECLARE_FINAL_TYPE (NxPrintOperation, nx_print_operation, NX, PRINT_OPERATION, GtkPrintOperation)

/* The job is called what the paper is called, never after a person. While it runs nobody else lays
 * @document out. */
NxPrintOperation *nx_print_operation_new (NxPrintDocument *document);

/* Printer, copies and the like as somebody chose them last; kept with @holder (the window), in
 * memory only. */
void nx_print_operation_restore (NxPrintOperation *self, GObject *holder);
void nx_print_operation_remember (NxPrintOperation *self, GObject *holder);

G_END_DECLS
