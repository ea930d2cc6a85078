/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Memberships and support classes of people who come with an import. */
#define G_LOG_DOMAIN "nx-exchange"

#include "config.h"

#include "nx-import-run-private.h"

#include "nx-record-kinds.h"
#include "nx-records.h"
#include "nx-save.h"

#include <glib/gi18n-lib.h>

const char *
nx_import_member_get_relation (NxImportRow *row, NxImportHome *home, guint n_rows)
{
  if (row->relation != NULL)
    return row->relation;
  /* Somebody must head the household: who lives alone does. */
  return !home->has_head && n_rows == 1 ? "02" : "80";
}

gboolean
nx_import_member_add (
    NxImportRun *run, NxImportHome *home, gint64 person_id, const char *relation, GError **error)
{
  g_autoptr (NxEdit) edit = nx_edit_new (NX_RECORD_MEMBERSHIP, NULL);

  nx_edit_set_int (edit, NX_MEMBERSHIP_HOUSEHOLD, home->id);
  nx_edit_set_int (edit, NX_MEMBERSHIP_PERSON, person_id);
  nx_edit_set_text (edit, NX_MEMBERSHIP_RELATION, relation);
  return nx_records_save (run->db, edit, error) != 0;
}

/* The person's live membership in the household in hand, if any. */
gboolean
nx_import_member_find (NxImportRun *run,
                       const NxImportHome *home,
                       NxRecord *person,
                       NxRecord **membership,
                       gboolean *lives_elsewhere,
                       GError **error)
{
  g_autoptr (GPtrArray) all = nx_records_load_by_int (
      run->db, NX_RECORD_MEMBERSHIP, NX_MEMBERSHIP_PERSON, nx_record_get_id (person), error);

  *membership = NULL;
  *lives_elsewhere = FALSE;
  if (all == NULL)
    return FALSE;
  for (guint i = 0; i < all->len; i++)
    {
      NxRecord *candidate = g_ptr_array_index (all, i);

      if (nx_record_is_set (candidate, NX_MEMBERSHIP_TO_ON))
        continue;
      if (home->record != NULL
          && nx_record_get_int (candidate, NX_MEMBERSHIP_HOUSEHOLD)
                 == nx_record_get_id (home->record))
        g_set_object (membership, candidate);
      else
        *lives_elsewhere = TRUE;
    }
  if (*membership != NULL)
    *lives_elsewhere = FALSE;
  return TRUE;
}

gboolean
nx_import_member_update (NxImportRun *run,
                         NxImportRow *row,
                         NxRecord *membership,
                         NxImportHome *home,
                         gboolean *is_changed,
                         GError **error)
{
  g_autoptr (NxEdit) edit = nx_edit_new (NX_RECORD_MEMBERSHIP, membership);
  gboolean was_head
      = g_strcmp0 (nx_record_get_text (membership, NX_MEMBERSHIP_RELATION), "02") == 0;

  if (row->relation == NULL)
    return TRUE;
  /* Two heads cannot be: the kept one stays until a person decides. */
  if (row->is_head && !was_head && home->has_head)
    return TRUE;
  nx_edit_set_text (edit, NX_MEMBERSHIP_RELATION, row->relation);
  if (!nx_edit_is_dirty (edit))
    return TRUE;
  *is_changed = TRUE;
  home->has_head = home->has_head || row->is_head;
  return !run->is_real || nx_records_save (run->db, edit, error) != 0;
}

gboolean
nx_import_member_add_supports (
    NxImportRun *run, NxImportRow *row, gint64 person_id, gboolean *is_changed, GError **error)
{
  for (guint i = 0; i < row->supports->len; i++)
    {
      const char *class_code = g_ptr_array_index (row->supports, i);
      g_autoptr (NxEdit) edit = NULL;

      if (person_id != 0 && nx_import_match_has_support (run->db, person_id, class_code))
        continue;
      *is_changed = TRUE;
      if (!run->is_real)
        continue;
      edit = nx_edit_new (NX_RECORD_SUPPORT, NULL);
      nx_edit_set_int (edit, NX_SUPPORT_PERSON, person_id);
      nx_edit_set_text (edit, NX_SUPPORT_CLASS, class_code);
      nx_edit_set_text (edit, NX_SUPPORT_FROM_ON, row->support_from);
      /* TRANSLATORS: the evidence of a support class that came from an imported table */
      nx_edit_set_text (edit, NX_SUPPORT_EVIDENCE, _ ("Stood in an imported register."));
      if (nx_records_save (run->db, edit, error) == 0)
        return FALSE;
    }
  return TRUE;
}
