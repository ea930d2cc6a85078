/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The one place to write a question, an answer or a note: what it is, the words, and sending. */
#pragma once

#include <adwaita.h>

#include "nx-remark.h"

G_BEGIN_DECLS

/* Follows @remark, which may be shown in several boxes. Enter in the words sends. */
#define NX_TYPE_REMARK_BOX (nx_remark_box_get_type ())
G_DECLARE_FINAL_TYPE (NxRemarkBox, nx_remark_box, NX, REMARK_BOX, AdwBin)

GtkWidget *nx_remark_box_new (NxRemark *remark);
NxRemark *nx_remark_box_get_remark (NxRemarkBox *self); /* borrowed */

/* NxComment records of the place, oldest first, or NULL: an answer can be chosen where something
 * was asked, and is what one writes first where somebody waits for it. @is_own: whoever acts wrote
 * the visit, or has the case; others begin with a question. */
void nx_remark_box_set_comments (NxRemarkBox *self, GPtrArray *comments, gboolean is_own);

/* A code of comment-kind, as if it was chosen there. */
void nx_remark_box_choose (NxRemarkBox *self, const char *kind);

/* The words get the focus, with nothing selected. */
void nx_remark_box_focus_text (NxRemarkBox *self);
/* Where in the words the cursor is, in characters; -1 without the focus. */
int nx_remark_box_get_cursor (NxRemarkBox *self);
void nx_remark_box_set_cursor (NxRemarkBox *self, int cursor);

G_END_DECLS
