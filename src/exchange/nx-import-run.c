/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Carries an import out, household by household, as a plan or for real. */
#define G_LOG_DOMAIN "nx-exchange"

#include "config.h"

#include "nx-import-match.h"
#include "nx-import-private.h"
#include "nx-record-kinds.h"
#include "nx-records.h"
#include "nx-save.h"
#include "nx-text.h"
#include "nx-validation.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const NxStatementSpec last_event_statement
    = { "import-last-event", "SELECT coalesce(max(id), 0) FROM event" };

static const NxStatementSpec add_run_statement
    = { "import-run-add",
        "INSERT INTO import_run (uid, at, worker_id, source_digest, first_event, last_event,"
        " households_added, persons_added, updated, same, refused)"
        " VALUES (:uid, :at, :worker, :digest, :first, :last, :households, :persons, :updated,"
        " :same, :refused)" };

/* One import while it runs. */
typedef struct
{
  NxImport *import;
  NxDatabase *db;
  NxImportAreas *areas;
  gboolean is_real;
  GHashTable *seen; /* who stood in the table already → row number */
  NxImportCounts *counts;
} Run;

/* The household of the group in hand. */
typedef struct
{
  NxRecord *record; /* as kept, or NULL: a new one */
  NxEdit *edit;
  gint64 id; /* 0 while it is only planned */
  gboolean is_changed;
  gboolean has_head;
  gboolean is_counted;
} Home;

static void
home_clear (Home *home)
{
  g_clear_object (&home->record);
  g_clear_object (&home->edit);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Home, home_clear)

static const char *
header_of (Run *run, NxImportColumn column)
{
  int index = nx_import_map_find (run->import->map, column, 0);

  return index >= 0 ? nx_import_map_get_header (run->import->map, (guint)index) : NULL;
}

/* People */

/* A name as kept, or one the person had before. */
static gboolean
is_same_name (NxRecord *person, const char *name)
{
  g_autofree char *kept = nx_text_fold (nx_record_peek_text (person, NX_PERSON_NAME));
  g_autofree char *former = nx_text_fold (nx_record_peek_text (person, NX_PERSON_FORMER_NAMES));
  g_autofree char *given = nx_text_fold (name);

  return g_str_equal (kept, given) || (*given != '\0' && strstr (former, given) != NULL);
}

/* TRUE when this row is the first of its person. */
static gboolean
note_seen (Run *run, NxImportRow *row, const NxImportGroup *group)
{
  const char *id_number = nx_edit_get_text (row->person, NX_PERSON_ID_NUMBER);
  const char *birth = nx_edit_get_text (row->person, NX_PERSON_BIRTH_ON);
  g_autofree char *key = id_number != NULL
                             ? g_strconcat ("id:", id_number, NULL)
                             : g_strdup_printf ("%p:%s:%s", (gconstpointer)group,
                                                nx_edit_get_text (row->person, NX_PERSON_NAME),
                                                birth != NULL ? birth : "");
  guint64 *first = g_hash_table_lookup (run->seen, key);
  g_autofree char *message = NULL;

  if (first == NULL)
    {
      g_hash_table_insert (run->seen, g_steal_pointer (&key),
                           g_memdup2 (&row->number, sizeof row->number));
      return TRUE;
    }
  /* TRANSLATORS: %llu is the number of a row in an imported table */
  message
      = g_strdup_printf (_ ("This person stands already in row %llu."), (unsigned long long)*first);
  nx_import_row_refuse (row, NULL, message);
  return FALSE;
}

static gboolean
match_person (Run *run, NxImportRow *row, const Home *home, NxRecord **person, GError **error)
{
  const char *id_number = nx_edit_get_text (row->person, NX_PERSON_ID_NUMBER);
  const char *name = nx_edit_get_text (row->person, NX_PERSON_NAME);
  g_autoptr (GError) failure = NULL;

  *person = NULL;
  if (id_number != NULL)
    *person = nx_import_match_id_number (run->db, id_number, &failure);
  if (failure == NULL && *person != NULL && !is_same_name (*person, name))
    {
      nx_import_row_refuse (row, header_of (run, NX_IMPORT_COLUMN_ID_NUMBER),
                            _ ("This identity number is kept for a person of another name. One of "
                               "the two is mistyped, or the name was changed: mend the row, or "
                               "enter the former name at that person first."));
      g_clear_object (person);
    }
  else if (failure == NULL && *person == NULL && home->record != NULL)
    *person = nx_import_match_member (run->db, nx_record_get_id (home->record), name,
                                      nx_edit_get_text (row->person, NX_PERSON_BIRTH_ON), &failure);
  /* A namesake in the same household who has another identity number is somebody else. */
  if (*person != NULL && id_number != NULL && nx_record_is_set (*person, NX_PERSON_ID_NUMBER)
      && g_strcmp0 (id_number, nx_record_get_text (*person, NX_PERSON_ID_NUMBER)) != 0)
    g_clear_object (person);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/* Lines of @given that are not yet among those of @kept come behind them. */
static void
add_lines (NxEdit *edit, guint field, const char *given)
{
  const char *kept = nx_edit_get_text (edit, field);
  g_autoptr (GString) all = g_string_new (kept);
  g_auto (GStrv) old = g_strsplit (kept != NULL ? kept : "", "\n", -1);
  g_auto (GStrv) lines = g_strsplit (given, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      gsize length = field == NX_PERSON_PHONES ? strcspn (lines[i], " ") : strlen (lines[i]);
      gboolean is_known = FALSE;

      for (guint n = 0; old[n] != NULL && !is_known; n++)
        is_known = strncmp (old[n], lines[i], length) == 0
                   && (old[n][length] == '\0' || old[n][length] == ' ');
      if (!is_known)
        g_string_append_printf (all, "%s%s", all->len > 0 ? "\n" : "", lines[i]);
    }
  nx_edit_set_text (edit, field, all->str);
}

/* A day known to the month does not replace one known to the day. */
static gboolean
is_less_precise (const char *given, const char *kept)
{
  return kept != NULL && strlen (given) < strlen (kept) && g_str_has_prefix (kept, given);
}

static NxEdit *
merge_person (NxImportRow *row, NxRecord *person)
{
  NxEdit *edit = nx_edit_new (NX_RECORD_PERSON, person);

  for (guint field = 0; field < NX_N_PERSON_FIELDS; field++)
    {
      const char *given = NULL;

      if (nx_field_is_integer (&nx_person_spec.fields[field])
          || !nx_edit_is_set (row->person, field) || field == NX_PERSON_NAME)
        continue;
      given = nx_edit_get_text (row->person, field);
      if (field == NX_PERSON_NOTE || field == NX_PERSON_PHONES)
        add_lines (edit, field, given);
      else if (!is_less_precise (given, nx_edit_get_text (edit, field)))
        nx_edit_set_text (edit, field, given);
    }
  return edit;
}

static gboolean
refuse_invalid (Run *run, NxImportRow *row, NxEdit *edit)
{
  g_autoptr (GPtrArray) problems = nx_validation_run (edit, run->import->today);
  const NxProblem *problem = nx_validation_first_error (problems);

  if (problem == NULL)
    return FALSE;
  nx_import_row_refuse (row, nx_field_get_label (&nx_person_spec.fields[problem->field]),
                        problem->message);
  return TRUE;
}

/* Memberships */

static const char *
relation_of (NxImportRow *row, Home *home, guint n_rows)
{
  if (row->relation != NULL)
    return row->relation;
  /* Somebody must head the household: who lives alone does. */
  return !home->has_head && n_rows == 1 ? "02" : "80";
}

static gboolean
add_membership (Run *run, Home *home, gint64 person_id, const char *relation, GError **error)
{
  g_autoptr (NxEdit) edit = nx_edit_new (NX_RECORD_MEMBERSHIP, NULL);

  nx_edit_set_int (edit, NX_MEMBERSHIP_HOUSEHOLD, home->id);
  nx_edit_set_int (edit, NX_MEMBERSHIP_PERSON, person_id);
  nx_edit_set_text (edit, NX_MEMBERSHIP_RELATION, relation);
  return nx_records_save (run->db, edit, error) != 0;
}

/* The person's live membership in the household in hand, if any. */
static gboolean
find_membership (Run *run,
                 const Home *home,
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

static gboolean
update_membership (Run *run,
                   NxImportRow *row,
                   NxRecord *membership,
                   Home *home,
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
  return !run->is_real || nx_records_save (run->db, edit, error) != 0;
}

/* Support classes */

static gboolean
add_supports (Run *run, NxImportRow *row, gint64 person_id, gboolean *is_changed, GError **error)
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

/* Households */

static const NxImportRow *
first_valid (const NxImportGroup *group)
{
  for (guint i = 0; i < group->rows->len; i++)
    if (!nx_import_row_is_refused (g_ptr_array_index (group->rows, i)))
      return g_ptr_array_index (group->rows, i);
  return NULL;
}

/* The household a matched person of the group lives in, the head's before the others'. */
static gboolean
find_home_of_members (Run *run, const NxImportGroup *group, NxRecord **home, GError **error)
{
  *home = NULL;
  for (guint pass = 0; pass < 2 && *home == NULL; pass++)
    for (guint i = 0; i < group->rows->len && *home == NULL; i++)
      {
        NxImportRow *row = g_ptr_array_index (group->rows, i);
        const char *id_number = nx_edit_get_text (row->person, NX_PERSON_ID_NUMBER);
        g_autoptr (NxRecord) person = NULL;
        g_autoptr (GError) failure = NULL;

        if (id_number == NULL || nx_import_row_is_refused (row) || (pass == 0 && !row->is_head))
          continue;
        person = nx_import_match_id_number (run->db, id_number, &failure);
        if (person != NULL)
          *home = nx_import_match_household_of (run->db, nx_record_get_id (person), &failure);
        if (failure != NULL)
          {
            g_propagate_error (error, g_steal_pointer (&failure));
            return FALSE;
          }
      }
  return TRUE;
}

/* At an address where others live now a new household has moved in. */
static gboolean
shares_member (Run *run, const NxImportGroup *group, NxRecord *household)
{
  if (nx_record_get_int (household, NX_HOUSEHOLD_N_MEMBERS) == 0)
    return TRUE;
  for (guint i = 0; i < group->rows->len; i++)
    {
      NxImportRow *row = g_ptr_array_index (group->rows, i);
      g_autoptr (NxRecord) member = NULL;

      if (nx_edit_is_set (row->person, NX_PERSON_NAME))
        member = nx_import_match_member (run->db, nx_record_get_id (household),
                                         nx_edit_get_text (row->person, NX_PERSON_NAME),
                                         nx_edit_get_text (row->person, NX_PERSON_BIRTH_ON), NULL);
      if (member != NULL)
        return TRUE;
    }
  return FALSE;
}

static gboolean
match_household (Run *run, const NxImportGroup *group, gint64 area_id, Home *home, GError **error)
{
  const NxImportRow *row = first_valid (group);
  g_autoptr (GError) failure = NULL;

  if (row->household_number != NULL)
    home->record = nx_import_match_household_number (run->db, row->household_number, &failure);
  if (failure == NULL && home->record == NULL && row->household_number == NULL)
    {
      home->record = nx_import_match_household_address (run->db, area_id, &row->address, &failure);
      if (home->record != NULL && !shares_member (run, group, home->record))
        g_clear_object (&home->record);
      if (failure == NULL && home->record == NULL)
        find_home_of_members (run, group, &home->record, &failure);
    }
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static void
set_if_given (NxEdit *edit, guint field, const char *text)
{
  if (text != NULL)
    nx_edit_set_text (edit, field, text);
}

static void
fill_household (Home *home, const NxImportGroup *group, gint64 area_id)
{
  home->edit = nx_edit_new (NX_RECORD_HOUSEHOLD, home->record);
  for (guint i = group->rows->len; i-- > 0;)
    {
      const NxImportRow *row = g_ptr_array_index (group->rows, i);

      if (nx_import_row_is_refused (row))
        continue;
      set_if_given (home->edit, NX_HOUSEHOLD_NUMBER, row->household_number);
      set_if_given (home->edit, NX_HOUSEHOLD_KIND, row->household_kind);
      set_if_given (home->edit, NX_HOUSEHOLD_ADDRESS, row->address.street);
      set_if_given (home->edit, NX_HOUSEHOLD_BUILDING, row->address.building);
      set_if_given (home->edit, NX_HOUSEHOLD_UNIT, row->address.unit);
      set_if_given (home->edit, NX_HOUSEHOLD_ROOM, row->address.room);
      set_if_given (home->edit, NX_HOUSEHOLD_GRID, row->grid);
      set_if_given (home->edit, NX_HOUSEHOLD_HOUSING, row->housing);
      if (area_id != 0 && (row->community != NULL || home->record == NULL))
        nx_edit_set_int (home->edit, NX_HOUSEHOLD_AREA, area_id);
    }
}

static gboolean
prepare_home (Run *run, const NxImportGroup *group, gint64 area_id, Home *home, GError **error)
{
  if (!match_household (run, group, area_id, home, error))
    return FALSE;
  fill_household (home, group, area_id);
  home->has_head = home->record != NULL && nx_record_get_int (home->record, NX_HOUSEHOLD_HEAD) != 0;
  home->id = home->record != NULL ? nx_record_get_id (home->record) : 0;
  home->is_changed = home->record != NULL && nx_edit_is_dirty (home->edit);
  return TRUE;
}

/* A new household is written with its first person, so that none stays empty. */
static gboolean
settle_home (Run *run, Home *home, GError **error)
{
  if (home->is_counted)
    return TRUE;
  home->is_counted = TRUE;
  if (home->record == NULL)
    run->counts->households_added++;
  if (!run->is_real || (home->record != NULL && !home->is_changed))
    return TRUE;
  home->id = nx_records_save (run->db, home->edit, error);
  return home->id != 0;
}

/* Rows */

static gboolean
add_row (Run *run, NxImportRow *row, Home *home, guint n_rows, GError **error)
{
  const char *relation = relation_of (row, home, n_rows);
  gboolean has_support = FALSE;
  gint64 person_id = 0;

  if (refuse_invalid (run, row, row->person))
    return TRUE;
  if (g_str_equal (relation, "02") && home->has_head)
    {
      nx_import_row_refuse (row, header_of (run, NX_IMPORT_COLUMN_RELATION),
                            _ ("The household already has another head. Write this person's "
                               "relation to that head."));
      return TRUE;
    }
  if (!settle_home (run, home, error))
    return FALSE;
  row->state = NX_IMPORT_ROW_ADDED;
  home->has_head = home->has_head || g_str_equal (relation, "02");
  if (run->is_real)
    {
      g_autoptr (NxEdit) person = nx_edit_copy (row->person);

      person_id = nx_records_save (run->db, person, error);
      if (person_id == 0 || !add_membership (run, home, person_id, relation, error))
        return FALSE;
    }
  return add_supports (run, row, person_id, &has_support, error);
}

static gboolean
update_row (Run *run, NxImportRow *row, NxRecord *person, Home *home, guint n_rows, GError **error)
{
  g_autoptr (NxEdit) edit = merge_person (row, person);
  g_autoptr (NxRecord) membership = NULL;
  gboolean lives_elsewhere = FALSE;
  gboolean is_changed = nx_edit_is_dirty (edit);

  if (refuse_invalid (run, row, edit))
    return TRUE;
  if (!find_membership (run, home, person, &membership, &lives_elsewhere, error))
    return FALSE;
  if (lives_elsewhere)
    {
      nx_import_row_refuse (row, NULL,
                            _ ("This person lives in another household by the records. Enter the "
                               "move there first, or mend the row."));
      return TRUE;
    }
  if (home->is_changed)
    is_changed = !home->is_counted || is_changed;
  if (!settle_home (run, home, error))
    return FALSE;
  if (is_changed && run->is_real && nx_records_save (run->db, edit, error) == 0)
    return FALSE;
  if (membership != NULL && !update_membership (run, row, membership, home, &is_changed, error))
    return FALSE;
  if (membership == NULL)
    {
      is_changed = TRUE;
      if (run->is_real
          && !add_membership (run, home, nx_record_get_id (person), relation_of (row, home, n_rows),
                              error))
        return FALSE;
    }
  if (!add_supports (run, row, nx_record_get_id (person), &is_changed, error))
    return FALSE;
  row->state = is_changed ? NX_IMPORT_ROW_UPDATED : NX_IMPORT_ROW_SAME;
  return TRUE;
}

static gboolean
run_row (Run *run, const NxImportGroup *group, NxImportRow *row, Home *home, GError **error)
{
  g_autoptr (NxRecord) person = NULL;

  if (nx_import_row_is_refused (row) || !note_seen (run, row, group))
    return TRUE;
  if (!match_person (run, row, home, &person, error))
    return FALSE;
  if (nx_import_row_is_refused (row))
    return TRUE;
  return person != NULL ? update_row (run, row, person, home, group->rows->len, error)
                        : add_row (run, row, home, group->rows->len, error);
}

static void
refuse_unknown_area (Run *run, const NxImportGroup *group)
{
  for (guint i = 0; i < group->rows->len; i++)
    nx_import_row_refuse (g_ptr_array_index (group->rows, i),
                          header_of (run, NX_IMPORT_COLUMN_COMMUNITY),
                          _ ("This community is not among the office's areas, or several have "
                             "this name. Write its 12-digit code."));
}

static gboolean
run_group (Run *run, const NxImportGroup *group, GError **error)
{
  const NxImportRow *first = first_valid (group);
  g_auto (Home) home = { 0 };
  gint64 area_id = 0;

  if (first == NULL)
    return TRUE;
  area_id = nx_import_areas_find (run->areas, first->community, first->street);
  if (area_id == 0 && first->community != NULL)
    {
      refuse_unknown_area (run, group);
      return TRUE;
    }
  if (!prepare_home (run, group, area_id, &home, error))
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

/* Findings of the run before (a plan, then the real thing) are dropped; those of reading stay. */
static void
reset_row (NxImportRow *row, guint n_of_reading)
{
  g_ptr_array_set_size (row->findings, (int)n_of_reading);
  row->state = nx_import_row_is_refused (row) ? NX_IMPORT_ROW_REFUSED : NX_IMPORT_ROW_SAME;
}

static void
count_rows (Run *run)
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
run_groups (Run *run, GError **error)
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
  Run run = { self, db, areas, is_real, seen, counts };

  *counts = (NxImportCounts){ 0 };
  if (areas == NULL)
    return FALSE;
  for (guint i = 0; i < self->rows->len; i++)
    {
      NxImportRow *row = g_ptr_array_index (self->rows, i);

      reset_row (row, row->n_findings_of_reading);
    }
  return run_groups (&run, error);
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

gboolean
nx_import_apply (NxImport *self, NxDatabase *db, NxImportCounts *counts, GError **error)
{
  gint64 before = read_last_event (db, error);

  return before >= 0 && nx_records_begin_bulk (db, error)
         && run_import (self, db, TRUE, counts, error) && nx_records_end_bulk (db, error)
         && add_run (self, db, before + 1, counts, error);
}
