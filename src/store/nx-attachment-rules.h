/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Says who may see and change attachments, what an edit of one may do, and what the journal tells
 * of it. */
#pragma once

#include "nx-database.h"
#include "nx-edit.h"
#include "nx-journal.h"

G_BEGIN_DECLS

/* All calls: on a store thread. Every save of an attachment passes here (nx-save-rules.c). */

/* A confidential case belongs to its worker and its supervisor: for anybody else FALSE with
 * NX_STORE_ERROR_CONSTRAINT and a sentence for the user. */
gboolean nx_attachment_rules_check_access (NxDatabase *db, gint64 case_id, GError **error);

/* Fills in who attached it and when; refuses what does not belong together, what is archived, and
 * whom the case is hidden from. */
gboolean nx_attachment_rules_prepare (NxDatabase *db, NxEdit *edit, GError **error);

/* While its visit is a draft it is on no timeline; it counts as added when the visit is saved. */
void nx_attachment_rules_describe (NxEdit *edit, NxJournalEntry *entry);

G_END_DECLS
