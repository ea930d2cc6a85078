/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Keeps the file of an open store still while its bytes are copied, and the writer at work. */
#pragma once

#include "nx-store.h"

G_BEGIN_DECLS

/* Everything that was committed is brought into the main file; then a reading transaction is held
 * on it. What is written meanwhile goes into the journal beside it, and nothing may go from there
 * into the file until the hold ends (SQLite, WAL: a reader at mark 0 keeps checkpoints out). */
typedef struct
{
  guint id;      /* of this hold */
  int fd;        /* of store.db, for reading; borrowed: see nx_store_hold() */
  GBytes *key;   /* a reference */
  char *uid;     /* of the store */
  gint64 schema; /* the last schema step */
  gint64 n_bytes;
  gint64 head_seq; /* the newest event and its digest; 0 and "" when there is none */
  char *head_digest;
} NxStoreHold;

/**
 * nx_store_hold:
 * @hold: (out caller-allocates): to be cleared with nx_store_hold_clear()
 *
 * Blocks, any thread but those of the store: waits up to half a minute for long reads to end, while
 * what is saved goes on. The descriptor belongs to the store and is never closed while it is open:
 * closing any descriptor of a file drops the locks that the engine has on it (fcntl(2)).
 *
 * Returns: FALSE with CLOSED, BUSY (somebody else holds it, or a read does not end) or what the
 *   engine says
 */
gboolean nx_store_hold (NxStore *self,
                        NxStoreHold *hold,
                        GCancellable *cancellable,
                        GError **error);

/**
 * nx_store_release:
 *
 * Ends it. Blocks for a moment.
 *
 * Returns: FALSE with CLOSED when the store was closed meanwhile: what was copied may be torn
 */
gboolean nx_store_release (NxStore *self, NxStoreHold *hold, GError **error);

/* Whether it is still kept; any thread, at once. A store that is asked to close does not wait. */
gboolean nx_store_is_held (NxStore *self, const NxStoreHold *hold);

void nx_store_hold_clear (NxStoreHold *hold);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NxStoreHold, nx_store_hold_clear)

G_END_DECLS
