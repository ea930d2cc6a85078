/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * What the files of NxLazyList share: the order of ids, and the rows that hang on it. */
#pragma once

#include "nx-lazy-private.h"

G_BEGIN_DECLS

struct _NxLazyList
{
  GObject parent_instance;

  NxStore *store;
  NxLazySource *source;

  GArray *ids;       /* gint64 */
  GHashTable *items; /* &item->id → item, not referenced */
  GQueue recent;     /* items, referenced, the newest first */

  GArray *wanted; /* Wish, the newest last */
  guint max_wanted;
  GSource *collector; /* pending turn; owned */
  GSource *completer; /* asks for the ids behind the first ones; owned */
  GCancellable *rows_cancellable;
  GCancellable *ids_cancellable;

  GError *error;

  guint is_ids_again : 1; /* a change came while the ids were on their way */
  guint is_loading : 1;
  guint is_first : 1; /* the ids that are asked for are the first ones only */
};

gint64 nx_lazy_list_id_at (NxLazyList *self, guint position);

/* nx-lazy-rows.c */

/* For the list's init. */
void nx_lazy_list_init_rows (NxLazyList *self);

/* The item of an id, made when there is none; a reference. */
NxLazyItem *nx_lazy_list_ref_item (NxLazyList *self, gint64 id);

/* Whether its record must be asked for. */
gboolean nx_lazy_list_needs_rows (NxLazyItem *item);

/* Asks for the record of @id, and the page around @position, in this turn of the main loop. */
void nx_lazy_list_wish (NxLazyList *self, gint64 id, guint position);

void nx_lazy_list_drop_recent (NxLazyList *self);

/* Positions of stale rows do not matter: they are loaded alone. */
void nx_lazy_list_make_stale (NxLazyList *self, NxLazyItem *item);

/* Rows that only wait here in case somebody comes back to them go instead. */
void nx_lazy_list_make_all_stale (NxLazyList *self);

void nx_lazy_list_make_touched_stale (NxLazyList *self, NxChangeSet *changes);

G_END_DECLS
