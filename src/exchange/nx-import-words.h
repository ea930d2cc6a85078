/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Declares the table of header words that nx-import-columns.c looks things up in. */
#pragma once

#include "nx-import-columns.h"

G_BEGIN_DECLS

typedef struct
{
  NxImportColumn column;
  const char *word;
} NxImportWord;

extern const NxImportWord nx_import_words[];
extern const guint nx_n_import_words;

G_END_DECLS
