/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Collects the statement texts of the program from its own sources, for the test of their plans. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  char *file; /* base name */
  char *name;
  char *sql;
} PlanText;

/* Array of PlanText: every NxStatementSpec of the C files in @folder whose text stands there as
 * constants. @n_unread gets how many are put together at run time and cannot be read so. */
GPtrArray *plan_texts_read (const char *folder, guint *n_unread);

G_END_DECLS
