/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Writes questions, answers and notes together with the end of their drafts, and takes them back.
 */
#pragma once

#include "nx-database.h"
#include "nx-edit.h"

G_BEGIN_DECLS

/* "remark:visit:7", or "remark:case:3" for what concerns a case as a whole (@visit_id 0): where a
 * half written comment is kept as a draft. Free with g_free. */
char *nx_comment_dup_place (gint64 case_id, gint64 visit_id);
/* What such a place names; FALSE for any other. The one that is not named is set to 0. */
gboolean nx_comment_read_place (const char *place, gint64 *case_id, gint64 *visit_id);

/* On a store thread: those that concern the case as a whole, oldest first. Free with
 * g_ptr_array_unref. */
GPtrArray *nx_comments_load_of_case (NxDatabase *db, gint64 case_id, GError **error);

/* The others: on the writer's thread, inside a write job, whose transaction makes them one. */

/* Saves @edit and drops the draft of its place. The answer is the comment's id, 0 with @error. */
gint64 nx_comment_act_write (NxDatabase *db, NxEdit *edit, GError **error);

/* Archives the comment, and makes its words the draft of its place unless one was begun there
 * since. Refused with NX_STORE_ERROR_STALE and a sentence why when it was changed or, being a
 * question, answered. */
gboolean nx_comment_act_take_back (NxDatabase *db, gint64 comment_id, GError **error);

G_END_DECLS
