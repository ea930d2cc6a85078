/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Names what can go wrong when files come in or go out. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The messages are whole sentences for the user. They name rows and lines, never what is in them.
 */
#define NX_EXCHANGE_ERROR (nx_exchange_error_quark ())
GQuark nx_exchange_error_quark (void);

typedef enum
{
  NX_EXCHANGE_ERROR_FAILED,
  NX_EXCHANGE_ERROR_TOO_LARGE, /* file, row, cell, or number of rows or columns beyond the limit */
  NX_EXCHANGE_ERROR_NOT_A_TABLE,    /* another kind of file */
  NX_EXCHANGE_ERROR_EMPTY,          /* no row with anything in it */
  NX_EXCHANGE_ERROR_CUT_SHORT,      /* the file ends, or goes on too long, inside a quoted cell */
  NX_EXCHANGE_ERROR_NO_HEADER,      /* no row that names columns */
  NX_EXCHANGE_ERROR_MISSING_COLUMN, /* a column that is needed is not there */
  NX_EXCHANGE_ERROR_CHANGED,        /* a file is not what it was when it was looked at */
} NxExchangeError;

G_END_DECLS
