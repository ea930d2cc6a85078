/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The text that is copied to whoever helps: versions and states, never a name, a path or a record.
 */
#pragma once

#include "nx-session.h"
#include "nx-store-facts.h"

G_BEGIN_DECLS

/* How far the check of the file's pages is. */
typedef enum
{
  NX_PAGES_UNKNOWN, /* the office is not open, or the check was stopped */
  NX_PAGES_READING,
  NX_PAGES_READ,
} NxPagesState;

/* In English, for whoever keeps the program. @facts may be NULL; @n_findings counts only with
 * NX_PAGES_READ. Newly allocated. */
char *nx_troubleshooting_dup (NxSession *session,
                              const NxStoreFacts *facts,
                              NxPagesState pages,
                              guint n_findings);

G_END_DECLS
