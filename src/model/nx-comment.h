/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * A question, an answer or a note on a case or on one of its visits. */
#pragma once

#include "nx-record.h"

G_BEGIN_DECLS

#define NX_TYPE_COMMENT (nx_comment_get_type ())
G_DECLARE_FINAL_TYPE (NxComment, nx_comment, NX, COMMENT, NxRecord)

/* clang-format off */
#define NX_COMMENT_FIELDS(F) \
  F (CASE, "case_id", REFERENCE, N_ ("Case"), "case_file", \
     NX_FIELD_REQUIRED, NONE, NULL) \
  F (VISIT, "visit_id", REFERENCE, N_ ("Visit"), "visit", \
     NX_FIELD_PLAIN, NONE, NULL) \
  F (AUTHOR, "worker_id", REFERENCE, N_ ("Author"), "worker", \
     NX_FIELD_REQUIRED, NONE, NULL) \
  F (KIND, "kind", CODE, N_ ("Kind of comment"), "comment-kind", \
     NX_FIELD_REQUIRED, NONE, NULL) \
  F (TEXT, "text", LONG_TEXT, N_ ("Text"), NULL, \
     NX_FIELD_REQUIRED | NX_FIELD_PERSONAL | NX_FIELD_PRIVATE, NONE, NULL) \
  F (AT, "written_at", INSTANT, N_ ("Written at"), NULL, \
     NX_FIELD_KEPT, NONE, NULL) \
  F (ON, "written_on", DAY, N_ ("Written on"), NULL, \
     NX_FIELD_KEPT, NONE, NULL) \
  F (AUTHOR_NAME, "author_name", TEXT, N_ ("Author"), NULL, \
     NX_FIELD_DERIVED, NONE, NULL)
/* clang-format on */

#define NX_COMMENT_ENUM_ROW(id, ...) NX_COMMENT_##id,
typedef enum
{
  NX_COMMENT_FIELDS (NX_COMMENT_ENUM_ROW) NX_N_COMMENT_FIELDS
} NxCommentField;

extern const NxRecordSpec nx_comment_spec;

/* The newest question among @comments (NxComment of one place, oldest first) that no answer came
 * after; borrowed. NULL when all are answered, also for NULL. */
NxRecord *nx_comments_find_open_question (GPtrArray *comments);
/* Whether anything was asked there at all. */
gboolean nx_comments_have_question (GPtrArray *comments);

G_END_DECLS
