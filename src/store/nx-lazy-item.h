/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * A row of a lazy list: its id at once, its record as soon as it has come. */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* Properties, all read-only, notified on the list's thread:
 *   id (int64), record (GObject; NULL until it has come, or when there is none any more),
 *   loading (boolean), error (GError; of the last try) */
#define NX_TYPE_LAZY_ITEM (nx_lazy_item_get_type ())
G_DECLARE_FINAL_TYPE (NxLazyItem, nx_lazy_item, NX, LAZY_ITEM, GObject)

gint64 nx_lazy_item_get_id (NxLazyItem *self);
gpointer nx_lazy_item_get_record (NxLazyItem *self); /* borrowed; cast to the record's class */
gboolean nx_lazy_item_get_loading (NxLazyItem *self);
const GError *nx_lazy_item_get_error (NxLazyItem *self);

G_END_DECLS
