/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The table of top-level pages: one row makes a page appear in the sidebar, the menu and the keys.
 */
#pragma once

#include "nx-page.h"

G_BEGIN_DECLS

typedef struct
{
  const char *id; /* stable; kept in the settings */
  const char *icon_name;
  const char *label; /* untranslated; marked with N_() */
  NxPage *(*create) (NxStore *store);
  /* The number beside the name, in a read job, at each change and each new day; -1 with @error.
   * NULL: none. */
  gint64 (*count) (NxDatabase *db, GError **error);
} NxPageSpec;

/* The rows in sidebar order; n_specs is set to their number. */
const NxPageSpec *nx_page_table_get (guint *n_specs);

/* NULL when no row has this id, or @id is NULL. */
const NxPageSpec *nx_page_table_find (const char *id);

G_END_DECLS
