/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Names what can go wrong while a document is put on paper or into a file. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define NX_PRINT_ERROR (nx_print_error_quark ())

/* Codes somebody acts on. The messages are whole sentences in the user's language: what happened,
 * what was kept, what to do. They never hold a path or anything personal. */
typedef enum
{
  NX_PRINT_ERROR_NO_SPACE,     /* disk or quota is full */
  NX_PRINT_ERROR_NOT_WRITABLE, /* folder missing, read-only or not ours */
  NX_PRINT_ERROR_BAD_INPUT,    /* what was to be printed is not complete */
  NX_PRINT_ERROR_FAILED
} NxPrintError;

GQuark nx_print_error_quark (void);

G_END_DECLS
