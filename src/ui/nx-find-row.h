/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * How one line of the find sheet looks: avatar or sign, name with marks, facts, why it was found.
 */
#pragma once

#include <adwaita.h>

#include "nx-find-item.h"

G_BEGIN_DECLS

#define NX_TYPE_FIND_ROW (nx_find_row_get_type ())
G_DECLARE_FINAL_TYPE (NxFindRow, nx_find_row, NX, FIND_ROW, AdwBin)

GtkWidget *nx_find_row_new (void);
/* Made to be bound again and again by a list view. */
void nx_find_row_bind (NxFindRow *self, NxFindItem *item);
/* Property "narrow": why it was found goes below the facts. */
void nx_find_row_set_narrow (NxFindRow *self, gboolean is_narrow);

G_END_DECLS
