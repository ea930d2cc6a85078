/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Says who may see and change attachments, what an edit of one may do, and what the journal tells
 * of it. */
#define G_LOG_DOMAIN "nx-store"

#include "config.h"

#include "nx-attachment-rules.h"

#include "nx-record-kinds.h"
#include "nx-records.h"
#include "nx-store-error.h"

#include <glib/gi18n-lib.h>

static const NxStatementSpec access_statement
    = { "attachment-access",
        "SELECT coalesce(is_confidential, 0) = 0 OR worker_id = :actor"
        " OR coalesce(supervisor_id, 0) = :actor FROM case_file WHERE id = :case" };

static gboolean
refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, NX_STORE_ERROR, NX_STORE_ERROR_CONSTRAINT, sentence);
  return FALSE;
}

gboolean
nx_attachment_rules_check_access (NxDatabase *db, gint64 case_id, GError **error)
{
  g_autoptr (NxStatement) row = nx_database_statement (db, &access_statement, error);
  GError *failure = NULL;

  if (row == NULL)
    return FALSE;
  nx_statement_bind_int64 (row, "actor", nx_database_actor (db));
  nx_statement_bind_int64 (row, "case", case_id);
  if (nx_statement_step (row, &failure))
    return nx_statement_get_int64 (row, 0) != 0
           || refuse (error, _ ("This case is confidential. Its attachments are open to its worker "
                                "and its supervisor only. Nothing was changed."));
  if (failure == NULL)
    return nx_store_error_set (error, NX_STORE_ERROR_NOT_FOUND);
  g_propagate_error (error, failure);
  return FALSE;
}

/* A visit of another case would carry the attachment past that case's access. */
static gboolean
check_visit (NxDatabase *db, NxEdit *edit, GError **error)
{
  g_autoptr (NxRecord) visit = NULL;

  if (!nx_edit_is_set (edit, NX_ATTACHMENT_VISIT)
      || !nx_edit_is_changed (edit, NX_ATTACHMENT_VISIT))
    return TRUE;
  visit = nx_records_load (db, NX_RECORD_VISIT, nx_edit_get_int (edit, NX_ATTACHMENT_VISIT), error);
  if (visit == NULL)
    return FALSE;
  if (nx_record_get_int (visit, NX_VISIT_CASE) != nx_edit_get_int (edit, NX_ATTACHMENT_CASE))
    return refuse (error, _ ("The visit belongs to another case. Nothing was attached."));
  return !nx_record_is_archived (visit)
         || refuse (error, _ ("This visit was taken back. Nothing was attached to it."));
}

static gboolean
check_base (NxEdit *edit, GError **error)
{
  NxRecord *base = nx_edit_get_base (edit);

  if (base == NULL)
    return TRUE;
  if (nx_record_is_archived (base))
    return refuse (error, _ ("This attachment was deleted. Nothing was changed. Take the deletion "
                             "back first."));
  return !nx_edit_is_changed (edit, NX_ATTACHMENT_CASE)
         || refuse (error, _ ("An attachment stays with its case. Nothing was changed."));
}

static void
fill_in (NxDatabase *db, NxEdit *edit)
{
  if (!nx_edit_is_set (edit, NX_ATTACHMENT_AUTHOR))
    nx_edit_set_int (edit, NX_ATTACHMENT_AUTHOR, nx_database_actor (db));
  if (!nx_edit_is_set (edit, NX_ATTACHMENT_AT))
    nx_edit_set_int (edit, NX_ATTACHMENT_AT, nx_database_now (db));
  if (!nx_edit_is_set (edit, NX_ATTACHMENT_ON))
    nx_edit_set_date (edit, NX_ATTACHMENT_ON, nx_database_today (db));
}

gboolean
nx_attachment_rules_prepare (NxDatabase *db, NxEdit *edit, GError **error)
{
  if (!check_base (edit, error)
      || !nx_attachment_rules_check_access (db, nx_edit_get_int (edit, NX_ATTACHMENT_CASE), error)
      || !check_visit (db, edit, error))
    return FALSE;
  fill_in (db, edit);
  return TRUE;
}

void
nx_attachment_rules_describe (NxEdit *edit, NxJournalEntry *entry)
{
  NxRecord *base = nx_edit_get_base (edit);

  if (nx_edit_is_set (edit, NX_ATTACHMENT_DRAFT_PLACE))
    return;
  entry->case_id = nx_edit_get_int (edit, NX_ATTACHMENT_CASE);
  if (base == NULL || !nx_record_is_set (base, NX_ATTACHMENT_DRAFT_PLACE))
    return;
  entry->action = "added";
  entry->changes = NULL;
}
