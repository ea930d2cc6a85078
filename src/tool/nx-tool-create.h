/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Makes a new office in the store's folder: key, ways in, store, areas and first worker. */
#pragma once

#include "nx-tool.h"

G_BEGIN_DECLS

/* Borrowed texts. */
typedef struct
{
  const char *office;
  const char *area;           /* division code of 9 or 12 digits */
  const char *worker;         /* the founder */
  const char *recovery_sheet; /* where its PDF goes, or NULL */
  gboolean use_keyring;       /* also when a passphrase was given; without one it is used anyway */
} NxToolOffice;

/* On success the store is open and the founder acts. On failure nothing is left of what this call
 * made; what lay there before is untouched. */
gboolean nx_tool_create (NxTool *self, const NxToolOffice *office, GError **error);

G_END_DECLS
