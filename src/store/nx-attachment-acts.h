/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * What happens to attachments after they were added: bound to their visit, taken out and put back,
 * copied out of the store. */
#pragma once

#include "nx-database.h"
#include "nx-record.h"

G_BEGIN_DECLS

/* All calls: in a write job, whose transaction makes them one. A confidential case of others is
 * refused as nx-attachments.h says. */

/* What the one who acts added to the draft at @draft_place ("case:7") belongs from now on to the
 * visit that was saved. */
gboolean nx_attachments_bind (NxDatabase *db,
                              const char *draft_place,
                              gint64 visit_id,
                              GError **error);

/* Takes one out of the lists, or puts it back. What is so already stays so. */
gboolean nx_attachments_set_archived (NxDatabase *db,
                                      gint64 id,
                                      gboolean is_archived,
                                      GError **error);

/* The same for all that the one who acts added to a draft that is thrown away, and for what is
 * brought back with it: @ids (gint64) is filled by the first, or NULL to tell none, and read by the
 * second, where NULL is none. */
gboolean nx_attachments_discard_draft (NxDatabase *db,
                                       const char *draft_place,
                                       GArray *ids,
                                       GError **error);
gboolean nx_attachments_restore_draft (NxDatabase *db, const GArray *ids, GError **error);

/* A line in the journal that a copy left the store, and why; refused without @reason. */
gboolean nx_attachments_note_copied (NxDatabase *db, gint64 id, const char *reason, GError **error);

G_END_DECLS
