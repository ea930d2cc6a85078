/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The chips over a list: each narrows the filter while it is chosen. */
#pragma once

#include <gtk/gtk.h>

#include "nx-filter.h"

G_BEGIN_DECLS

/* One chip: while it is chosen, @apply narrows the filter. Chips of one @group exclude each other;
 * group 0 stands alone. */
typedef struct
{
  const char *label; /* untranslated; marked with N_() */
  guint group;
  void (*apply) (NxFilter *filter, NxDate today, gint64 worker_id); /* who acts */
  gboolean is_on;                                                   /* at first */
  const char *id; /* in saved filters: never changes; NULL: the label */
} NxListChip;

#define NX_TYPE_LIST_CHIPS (nx_list_chips_get_type ())
G_DECLARE_FINAL_TYPE (NxListChips, nx_list_chips, NX, LIST_CHIPS, GtkBox)

/* Signal "changed" (): once for each choice of the user, and for a clear that changed anything.
 * Hidden while there are none. @chips is static. */
void nx_list_chips_set_up (NxListChips *self, const NxListChip *chips, guint n_chips);

void nx_list_chips_apply (NxListChips *self, NxFilter *filter, NxDate today, gint64 worker_id);
gboolean nx_list_chips_is_any (NxListChips *self);
void nx_list_chips_clear (NxListChips *self);

/* The ids of those that are chosen; free with g_strfreev. */
GStrv nx_list_chips_dup_ids (NxListChips *self);
/* Chooses these alone, without telling; unknown ones are passed over. */
void nx_list_chips_set_ids (NxListChips *self, const char *const *ids);

G_END_DECLS
