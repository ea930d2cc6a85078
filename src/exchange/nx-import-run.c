/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Carries an import out, household by household, as a plan or for real. */
#define G_LOG_DOMAIN "nx-exchange"

#include "config.h"

#include "nx-import-run-private.h"
#include "nx-large-save.h"
#include "nx-operation.h"
#include "nx-save.h"

#include <glib/gi18n-lib.h>

static const NxStatementSpec last_event_statement
    = { "import-last-event", "SELECT coalesce(max(id), 0) FROM event" };

static const NxStatementSpec add_run_statement
    = { "import-run-add",
        "INSERT INTO import_run (uid, at, worker_id, source_digest, first_event, last_event,"
        " households_added, persons_added, updated, same, refused)"
        " VALUES (:uid, :at, :worker, :digest, :first, :last, :households, :persons, :updated,"
        " :same, :refused)" };

const char *
nx_import_run_get_header (NxImportRun *run, NxImportColumn column)
{
  int index = nx_import_map_find (run->import->map, column, 0);

  return index >= 0 ? nx_import_map_get_header (run->import->map, (guint)index) : NULL;
}

/* Rows */

/* For somebody who comes into the household. */
static gboolean
refuse_second_head (NxImportRun *run, NxImportRow *row, NxImportHome *home, const char *relation)
{
  if (!g_str_equal (relation, "02") || !home->has_head)
    return FALSE;
  nx_import_row_refuse (row, nx_import_run_get_header (run, NX_IMPORT_COLUMN_RELATION),
                        _ ("The household already has another head. Write this person's "
                           "relation to that head."));
  return TRUE;
}

static gboolean
add_row (NxImportRun *run, NxImportRow *row, NxImportHome *home, guint n_rows, GError **error)
{
  const char *relation = nx_import_member_get_relation (row, home, n_rows);
  gboolean has_support = FALSE;
  gint64 person_id = 0;

  if (nx_import_person_refuse_invalid (run, row, row->person))
    return TRUE;
  if (refuse_second_head (run, row, home, relation))
    return TRUE;
  if (!nx_import_home_settle (run, home, error))
    return FALSE;
  row->state = NX_IMPORT_ROW_ADDED;
  if (!nx_import_person_note_twin (run, row, home, error))
    return FALSE;
  home->has_head = home->has_head || g_str_equal (relation, "02");
  if (run->is_real)
    {
      g_autoptr (NxEdit) person = nx_edit_copy (row->person);

      person_id = nx_records_save (run->db, person, error);
      if (person_id == 0 || !nx_import_member_add (run, home, person_id, relation, error))
        return FALSE;
    }
  return nx_import_member_add_supports (run, row, person_id, &has_support, error);
}

static gboolean
update_row (NxImportRun *run,
            NxImportRow *row,
            NxRecord *person,
            NxImportHome *home,
            guint n_rows,
            GError **error)
{
  g_autoptr (NxEdit) edit = nx_import_person_merge (row, person);
  g_autoptr (NxRecord) membership = NULL;
  const char *relation = nx_import_member_get_relation (row, home, n_rows);
  gboolean lives_elsewhere = FALSE;
  gboolean is_changed = nx_edit_is_dirty (edit);

  if (nx_import_person_refuse_invalid (run, row, edit))
    return TRUE;
  if (!nx_import_member_find (run, home, person, &membership, &lives_elsewhere, error))
    return FALSE;
  if (lives_elsewhere)
    {
      nx_import_row_refuse (row, NULL,
                            _ ("This person lives in another household by the records. Enter the "
                               "move there first, or mend the row."));
      return TRUE;
    }
  if (membership == NULL && refuse_second_head (run, row, home, relation))
    return TRUE;
  if (home->is_changed)
    is_changed = !home->is_counted || is_changed;
  if (!nx_import_home_settle (run, home, error))
    return FALSE;
  if (is_changed && run->is_real && nx_records_save (run->db, edit, error) == 0)
    return FALSE;
  if (membership != NULL
      && !nx_import_member_update (run, row, membership, home, &is_changed, error))
    return FALSE;
  if (membership == NULL)
    {
      is_changed = TRUE;
      home->has_head = home->has_head || g_str_equal (relation, "02");
      if (run->is_real
          && !nx_import_member_add (run, home, nx_record_get_id (person), relation, error))
        return FALSE;
    }
  if (!nx_import_member_add_supports (run, row, nx_record_get_id (person), &is_changed, error))
    return FALSE;
  row->state = is_changed ? NX_IMPORT_ROW_UPDATED : NX_IMPORT_ROW_SAME;
  return TRUE;
}

static gboolean
run_row (NxImportRun *run,
         const NxImportGroup *group,
         NxImportRow *row,
         NxImportHome *home,
         GError **error)
{
  g_autoptr (NxRecord) person = NULL;

  if (nx_import_row_is_refused (row) || !nx_import_person_note_seen (run, row, group))
    return TRUE;
  if (!nx_import_person_match (run, row, home, &person, error))
    return FALSE;
  if (nx_import_row_is_refused (row))
    return TRUE;
  return person != NULL ? update_row (run, row, person, home, group->rows->len, error)
                        : add_row (run, row, home, group->rows->len, error);
}

static void
refuse_unknown_area (NxImportRun *run, const NxImportGroup *group)
{
  for (guint i = 0; i < group->rows->len; i++)
    nx_import_row_refuse (g_ptr_array_index (group->rows, i),
                          nx_import_run_get_header (run, NX_IMPORT_COLUMN_COMMUNITY),
                          _ ("This community is not among the office's areas, or several have "
                             "this name. Write its 12-digit code."));
}

static gboolean
run_group (NxImportRun *run, const NxImportGroup *group, GError **error)
{
  const NxImportRow *first = nx_import_home_find_first (group);
  g_auto (NxImportHome) home = { 0 };
  gint64 area_id = 0;

  if (first == NULL)
    return TRUE;
  area_id = nx_import_areas_find (run->areas, first->community, first->street);
  if (area_id == 0 && first->community != NULL)
    {
      refuse_unknown_area (run, group);
      return TRUE;
    }
  if (!nx_import_home_prepare (run, group, area_id, &home, error))
    return FALSE;
  /* The head first, so that the others find a household with a head. */
  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < group->rows->len; i++)
      {
        NxImportRow *row = g_ptr_array_index (group->rows, i);

        if (row->is_head == (pass == 0) && !run_row (run, group, row, &home, error))
          return FALSE;
      }
  return TRUE;
}

/* What the run before (a plan, then the real thing) said of a row; what was said while reading
 * stays with the row. */
typedef struct
{
  GPtrArray *findings; /* NULL: none */
  NxImportRowState state;
} Before;

static void
clear_before (gpointer data)
{
  g_clear_pointer (&((Before *)data)->findings, g_ptr_array_unref);
}

static Before
reset_row (NxImportRow *row)
{
  Before before = { NULL, row->state };

  if (row->findings->len > row->n_findings_of_reading)
    before.findings = g_ptr_array_new_with_free_func ((GDestroyNotify)nx_import_finding_free);
  while (row->findings->len > row->n_findings_of_reading)
    g_ptr_array_add (before.findings,
                     g_ptr_array_steal_index (row->findings, row->n_findings_of_reading));
  row->state = nx_import_row_is_refused (row) ? NX_IMPORT_ROW_REFUSED : NX_IMPORT_ROW_SAME;
  return before;
}

/* A run that came to nothing leaves the rows as the one before it said. */
static void
restore_row (NxImportRow *row, Before *before)
{
  g_ptr_array_set_size (row->findings, (int)row->n_findings_of_reading);
  while (before->findings != NULL && before->findings->len > 0)
    g_ptr_array_add (row->findings, g_ptr_array_steal_index (before->findings, 0));
  row->state = before->state;
}

static void
count_rows (NxImportRun *run)
{
  for (guint i = 0; i < run->import->rows->len; i++)
    {
      const NxImportRow *row = g_ptr_array_index (run->import->rows, i);

      run->counts->persons_added += row->state == NX_IMPORT_ROW_ADDED;
      run->counts->updated += row->state == NX_IMPORT_ROW_UPDATED;
      run->counts->same += row->state == NX_IMPORT_ROW_SAME;
      run->counts->refused += row->state == NX_IMPORT_ROW_REFUSED;
    }
}

static gboolean
run_groups (NxImportRun *run, GError **error)
{
  GPtrArray *groups = run->import->groups;

  for (guint i = 0; i < groups->len; i++)
    {
      if (!run_group (run, g_ptr_array_index (groups, i), error))
        return FALSE;
      if (!nx_database_progress (run->db, i + 1, groups->len))
        return !nx_database_is_cancelled (run->db, error);
    }
  count_rows (run);
  return TRUE;
}

static gboolean
run_import (
    NxImport *self, NxDatabase *db, gboolean is_real, NxImportCounts *counts, GError **error)
{
  g_autoptr (NxImportAreas) areas = nx_import_areas_new (db, error);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GArray) before = g_array_sized_new (FALSE, FALSE, sizeof (Before), self->rows->len);
  NxImportRun run = { self, db, areas, is_real, seen, counts };

  *counts = (NxImportCounts){ 0 };
  if (areas == NULL)
    return FALSE;
  g_array_set_clear_func (before, clear_before);
  for (guint i = 0; i < self->rows->len; i++)
    {
      Before one = reset_row (g_ptr_array_index (self->rows, i));

      g_array_append_val (before, one);
    }
  if (run_groups (&run, error))
    return TRUE;
  for (guint i = 0; i < self->rows->len; i++)
    restore_row (g_ptr_array_index (self->rows, i), &g_array_index (before, Before, i));
  return FALSE;
}

gboolean
nx_import_plan (NxImport *self, NxDatabase *db, NxImportCounts *counts, GError **error)
{
  return run_import (self, db, FALSE, counts, error);
}

static gint64
read_last_event (NxDatabase *db, GError **error)
{
  g_autoptr (NxStatement) row = nx_database_statement (db, &last_event_statement, error);

  return row != NULL && nx_statement_step (row, error) ? nx_statement_get_int64 (row, 0) : -1;
}

static gboolean
add_run (NxImport *self, NxDatabase *db, gint64 first, NxImportCounts *counts, GError **error)
{
  g_autoptr (NxStatement) row = nx_database_statement (db, &add_run_statement, error);
  g_autofree char *uid = g_uuid_string_random ();
  gint64 last = read_last_event (db, error);

  if (row == NULL || last < 0)
    return FALSE;
  nx_statement_bind_text (row, "uid", uid);
  nx_statement_bind_int64 (row, "at", nx_database_now (db));
  nx_statement_bind_int64 (row, "worker", nx_database_actor (db));
  nx_statement_bind_text (row, "digest", self->digest);
  nx_statement_bind_int64 (row, "first", first);
  nx_statement_bind_int64 (row, "last", last);
  nx_statement_bind_int64 (row, "households", counts->households_added);
  nx_statement_bind_int64 (row, "persons", counts->persons_added);
  nx_statement_bind_int64 (row, "updated", counts->updated);
  nx_statement_bind_int64 (row, "same", counts->same);
  nx_statement_bind_int64 (row, "refused", counts->refused);
  if (!nx_statement_run (row, error))
    return FALSE;
  counts->id = nx_database_last_id (db);
  return TRUE;
}

/* One named step, which can be undone. */
static gboolean
end_operation (NxDatabase *db, NxImportCounts *counts, GError **error)
{
  guint n_written = counts->households_added + counts->households_updated + counts->persons_added
                    + counts->updated;
  NxOperationNote note = { .kind = NX_OPERATION_IMPORT,
                           .record_id = counts->id,
                           .n_records = counts->persons_added + counts->updated };

  if (n_written == 0)
    return nx_operation_forget (db, error);
  counts->operation_id = nx_operation_end (db, &note, error);
  return counts->operation_id != 0;
}

gboolean
nx_import_apply (NxImport *self, NxDatabase *db, NxImportCounts *counts, GError **error)
{
  gint64 before = read_last_event (db, error);

  return before >= 0 && nx_operation_begin (db, error)
         && nx_large_save_begin (db, self->rows->len, error)
         && run_import (self, db, TRUE, counts, error) && nx_large_save_end (db, error)
         && add_run (self, db, before + 1, counts, error) && end_operation (db, counts, error);
}
