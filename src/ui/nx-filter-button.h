/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The button over a list with the filters that the office has saved for it. */
#pragma once

#include <adwaita.h>

#include "nx-store.h"

G_BEGIN_DECLS

/* Signals
 *   "chosen" (const char *data): the filter to take. */
#define NX_TYPE_FILTER_BUTTON (nx_filter_button_get_type ())
G_DECLARE_FINAL_TYPE (NxFilterButton, nx_filter_button, NX, FILTER_BUTTON, AdwBin)

/* What the list shows now, as data; newly allocated. NULL when there is nothing to save. */
typedef char *(*NxFilterDup) (gpointer list);

/* Once. @list is borrowed and must outlive the button. */
void nx_filter_button_set_up (
    NxFilterButton *self, NxStore *store, const char *list_id, NxFilterDup dup, gpointer list);

G_END_DECLS
