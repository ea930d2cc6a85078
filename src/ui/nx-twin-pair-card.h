/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Two records that may be of one human being, side by side with what differs. */
#pragma once

#include <gtk/gtk.h>

#include "nx-store.h"
#include "nx-twin-pairs.h"

G_BEGIN_DECLS

/* @is_stacked: each fact's name above its two values, for a narrow window. @has_merge: there is
 * somebody to merge them. The pair is only looked at now. */
GtkWidget *nx_twin_pair_card_new (NxStore *store,
                                  const NxTwinPairRecords *pair,
                                  gboolean is_stacked,
                                  gboolean has_merge);

G_END_DECLS
