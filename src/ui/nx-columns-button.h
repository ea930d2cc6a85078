/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The button over a list that chooses its columns and makes them wider or narrower, by keys too. */
#pragma once

#include <adwaita.h>

#include "nx-column-set.h"

G_BEGIN_DECLS

#define NX_TYPE_COLUMNS_BUTTON (nx_columns_button_get_type ())
G_DECLARE_FINAL_TYPE (NxColumnsButton, nx_columns_button, NX, COLUMNS_BUTTON, AdwBin)

/* Once; keeps a reference to @columns. */
void nx_columns_button_set_columns (NxColumnsButton *self, NxColumnSet *columns);

G_END_DECLS
