/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Private to merging: what merging people and merging households share. */
#pragma once

#include "nx-edit.h"
#include "nx-operation.h"

G_BEGIN_DECLS

/* All calls: inside a write job, between the begin and the end of an operation. */

/* Archives @merged, whose version is checked, saves @kept without an event of its own, and says in
 * @merged whose it is now; what was merged into @merged before is the record's that stays, too. */
gboolean nx_merge_records (NxDatabase *db, NxEdit *kept, NxRecord *merged, GError **error);

/* Gives what points to @merged by @column of @kind's table to the record that stays. */
gboolean nx_merge_references (NxDatabase *db,
                              NxRecordKind kind,
                              const char *column,
                              NxRecord *merged,
                              gint64 kept_id,
                              GError **error);

/* The same for memberships. Where the record that stays already is in one with the same person or
 * household at the same time, the two become one that holds from the earlier to the later day, and
 * the other is archived. */
gboolean nx_merge_memberships (NxDatabase *db, NxRecord *merged, gint64 kept_id, GError **error);

/* The same for support classes, of which one that both have from the same day on is kept once. */
gboolean nx_merge_supports (NxDatabase *db, NxRecord *merged, gint64 kept_id, GError **error);

/* One event for all of it. */
gboolean nx_merge_tell (NxDatabase *db, NxEdit *kept, NxRecord *merged, GError **error);

/* The field of a membership or support that points to a record of @kind. */
guint nx_merge_membership_field (NxRecordKind kind);

G_END_DECLS
