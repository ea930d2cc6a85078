/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Private to saving: sees to it that the id of a record that was taken out is never given again. */
#pragma once

#include "nx-database.h"

G_BEGIN_DECLS

/* Before the row @id is taken out. */
gboolean nx_taken_ids_keep (NxDatabase *db, NxRecordKind kind, gint64 id, GError **error);

/* The id a new row must get; 0: the engine's own choice is right; -1 with @error. */
gint64 nx_taken_ids_next (NxDatabase *db, NxRecordKind kind, GError **error);

G_END_DECLS
