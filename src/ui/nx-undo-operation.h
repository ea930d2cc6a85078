/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * How an operation on many records is taken back from a toast. */
#pragma once

#include "nx-operation.h"
#include "nx-undo-offer.h"

G_BEGIN_DECLS

/* The data for nx_undo_offer(): the operation's id and the sentence that says it was undone, which
 * is static. */
gpointer nx_undo_operation_new (gint64 operation_id, const char *sentence);

extern const NxUndoSpec nx_undo_operation_spec;

G_END_DECLS
