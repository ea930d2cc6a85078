/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * A question, an answer or a note being written: kept apart from widgets and as a draft, sent once.
 */
#pragma once

#include <gtk/gtk.h>

#include "nx-store.h"

G_BEGIN_DECLS

/* Lives on the main thread. Signal "changed": its text, its kind or whether it is being sent. */
#define NX_TYPE_REMARK (nx_remark_get_type ())
G_DECLARE_FINAL_TYPE (NxRemark, nx_remark, NX, REMARK, GObject)

/* @visit_id 0: on the case as a whole. */
NxRemark *nx_remark_new (NxStore *store, gint64 case_id, gint64 visit_id);

NxStore *nx_remark_get_store (NxRemark *self); /* borrowed */
gint64 nx_remark_get_case (NxRemark *self);
gint64 nx_remark_get_visit (NxRemark *self);

/* "" for nothing; borrowed until the next change of it. */
const char *nx_remark_get_text (NxRemark *self);
/* Ignored while it is being sent. Kept as a draft within a second. */
void nx_remark_set_text (NxRemark *self, const char *text);

/* A code of comment-kind; NULL until one is chosen. It stays after sending, for what comes next. */
const char *nx_remark_get_kind (NxRemark *self);
void nx_remark_set_kind (NxRemark *self, const char *kind);

gboolean nx_remark_is_sending (NxRemark *self);
/* Why the draft could not be kept, in words; NULL when nothing is wrong. Free with g_free. */
char *nx_remark_dup_warning (NxRemark *self);

/* Saves what is written as a comment of @kind and offers to undo it; nothing while it is being sent
 * or blank. Saved, its text is forgotten here; what fails stays, and the page of @widget says why.
 */
void nx_remark_send (NxRemark *self, const char *kind, GtkWidget *widget);

/* Queues the draft at once: before lock, close, leaving. */
void nx_remark_flush (NxRemark *self);

/* For NxRemarks, around a reading of the drafts: what was typed since the first call wins over what
 * was read. @draft NULL: there is none, so what was sent or dropped elsewhere goes here too. */
void nx_remark_begin_adopt (NxRemark *self);
void nx_remark_adopt (NxRemark *self, GBytes *draft);

G_END_DECLS
