/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * A question, an answer or a note on a case or on one of its visits. */
#define G_LOG_DOMAIN "nx-model"

#include "config.h"

#include "nx-comment.h"

#include "nx-check.h"

#include <glib/gi18n-lib.h>

NX_DEFINE_RECORD (NxComment, nx_comment, COMMENT, "comment", N_ ("Comment"), NX_COMMENT_FIELDS)

static gboolean
is_kind (NxRecord *comment, const char *kind)
{
  return g_strcmp0 (nx_record_get_text (comment, NX_COMMENT_KIND), kind) == 0;
}

NxRecord *
nx_comments_find_open_question (GPtrArray *comments)
{
  for (guint i = comments != NULL ? comments->len : 0; i > 0; i--)
    {
      NxRecord *comment = g_ptr_array_index (comments, i - 1);

      if (is_kind (comment, "question"))
        return comment;
      if (is_kind (comment, "answer"))
        return NULL;
    }
  return NULL;
}

gboolean
nx_comments_have_question (GPtrArray *comments)
{
  for (guint i = 0; comments != NULL && i < comments->len; i++)
    if (is_kind (g_ptr_array_index (comments, i), "question"))
      return TRUE;
  return FALSE;
}
