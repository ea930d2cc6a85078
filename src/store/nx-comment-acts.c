/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Writes questions, answers and notes together with the end of their drafts, and takes them back.
 */
#define G_LOG_DOMAIN "nx-store"

#include "config.h"

#include "nx-comment-acts.h"

#include "nx-drafts.h"
#include "nx-record-kinds.h"
#include "nx-records.h"
#include "nx-save.h"
#include "nx-store-error.h"

#include <glib/gi18n-lib.h>

#define OF_VISIT "remark:visit:"
#define OF_CASE "remark:case:"

char *
nx_comment_dup_place (gint64 case_id, gint64 visit_id)
{
  return visit_id != 0 ? g_strdup_printf (OF_VISIT "%" G_GINT64_FORMAT, visit_id)
                       : g_strdup_printf (OF_CASE "%" G_GINT64_FORMAT, case_id);
}

gboolean
nx_comment_read_place (const char *place, gint64 *case_id, gint64 *visit_id)
{
  *case_id = 0;
  *visit_id = 0;
  if (g_str_has_prefix (place, OF_VISIT))
    *visit_id = g_ascii_strtoll (place + strlen (OF_VISIT), NULL, 10);
  else if (g_str_has_prefix (place, OF_CASE))
    *case_id = g_ascii_strtoll (place + strlen (OF_CASE), NULL, 10);
  return *case_id > 0 || *visit_id > 0;
}

GPtrArray *
nx_comments_load_of_case (NxDatabase *db, gint64 case_id, GError **error)
{
  g_autoptr (GPtrArray) all
      = nx_records_load_by_int (db, NX_RECORD_COMMENT, NX_COMMENT_CASE, case_id, error);
  GPtrArray *comments = NULL;

  if (all == NULL)
    return NULL;
  comments = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < all->len; i++)
    if (!nx_record_is_set (g_ptr_array_index (all, i), NX_COMMENT_VISIT))
      g_ptr_array_add (comments, g_object_ref (g_ptr_array_index (all, i)));
  return comments;
}

gint64
nx_comment_act_write (NxDatabase *db, NxEdit *edit, GError **error)
{
  g_autofree char *place = nx_comment_dup_place (nx_edit_get_int (edit, NX_COMMENT_CASE),
                                                 nx_edit_get_int (edit, NX_COMMENT_VISIT));
  gint64 id = nx_records_save (db, edit, error);

  return id != 0 && nx_drafts_drop (db, NX_RECORD_COMMENT, 0, place, error) ? id : 0;
}

/* Taking back */

static gboolean
refuse_stale (GError **error, const char *sentence)
{
  g_set_error_literal (error, NX_STORE_ERROR, NX_STORE_ERROR_STALE, sentence);
  return FALSE;
}

/* Those of the place where @comment stands. */
static GPtrArray *
load_beside (NxDatabase *db, NxRecord *comment, GError **error)
{
  gint64 visit_id = nx_record_get_int (comment, NX_COMMENT_VISIT);

  return visit_id != 0
             ? nx_records_load_by_int (db, NX_RECORD_COMMENT, NX_COMMENT_VISIT, visit_id, error)
             : nx_comments_load_of_case (db, nx_record_get_int (comment, NX_COMMENT_CASE), error);
}

static gboolean
refuse_answered (NxDatabase *db, NxRecord *comment, GError **error)
{
  g_autoptr (GPtrArray) beside = load_beside (db, comment, error);

  if (beside == NULL)
    return FALSE;
  for (guint i = 0; i < beside->len; i++)
    {
      NxRecord *other = g_ptr_array_index (beside, i);

      if (nx_record_get_id (other) > nx_record_get_id (comment)
          && g_strcmp0 (nx_record_get_text (other, NX_COMMENT_KIND), "answer") == 0)
        return refuse_stale (error,
                             _ ("This was not taken back: the question was answered since. Write "
                                "a note below the answer if the question was a mistake."));
    }
  return TRUE;
}

static gboolean
put_words_back (NxDatabase *db, NxRecord *comment, GError **error)
{
  gint64 case_id = nx_record_get_int (comment, NX_COMMENT_CASE);
  gint64 visit_id = nx_record_get_int (comment, NX_COMMENT_VISIT);
  g_autofree char *place = nx_comment_dup_place (case_id, visit_id);
  g_autoptr (GError) failure = NULL;
  g_autoptr (NxDraft) newer = nx_drafts_find (db, NX_RECORD_COMMENT, 0, place, &failure);
  g_autoptr (NxEdit) edit = NULL;
  g_autoptr (GBytes) draft = NULL;

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (newer != NULL)
    return TRUE;
  edit = nx_edit_new (NX_RECORD_COMMENT, NULL);
  nx_edit_set_int (edit, NX_COMMENT_CASE, case_id);
  if (visit_id != 0)
    nx_edit_set_int (edit, NX_COMMENT_VISIT, visit_id);
  nx_edit_set_text (edit, NX_COMMENT_KIND, nx_record_get_text (comment, NX_COMMENT_KIND));
  nx_edit_set_text (edit, NX_COMMENT_TEXT, nx_record_get_text (comment, NX_COMMENT_TEXT));
  draft = nx_edit_to_draft (edit);
  return nx_drafts_put (db, NX_RECORD_COMMENT, 0, place, draft, error);
}

gboolean
nx_comment_act_take_back (NxDatabase *db, gint64 comment_id, GError **error)
{
  g_autoptr (NxRecord) comment = nx_records_load (db, NX_RECORD_COMMENT, comment_id, error);

  if (comment == NULL)
    return FALSE;
  if (nx_record_get_version (comment) != 1 || nx_record_is_archived (comment))
    return refuse_stale (error, _ ("This was not taken back: it was changed since. Open the case "
                                   "to see it as it is now."));
  if (g_strcmp0 (nx_record_get_text (comment, NX_COMMENT_KIND), "question") == 0
      && !refuse_answered (db, comment, error))
    return FALSE;
  return nx_records_set_archived (db, comment, TRUE, error) && put_words_back (db, comment, error);
}
