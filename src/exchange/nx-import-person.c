/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Finds the kept person an imported row speaks of, and lays what the row says over it. */
#define G_LOG_DOMAIN "nx-exchange"

#include "config.h"

#include "nx-import-reading.h"
#include "nx-import-run-private.h"

#include "nx-record-kinds.h"
#include "nx-text.h"
#include "nx-twins.h"
#include "nx-validation.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A look takes a millisecond or two: a district's register is looked through afterwards as a whole,
 * on the page of duplicates. */
#define MOST_LOOKS 3000

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
gboolean
nx_import_person_note_seen (NxImportRun *run, NxImportRow *row, const NxImportGroup *group)
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

gboolean
nx_import_person_match (
    NxImportRun *run, NxImportRow *row, const NxImportHome *home, NxRecord **person, GError **error)
{
  const char *id_number = nx_edit_get_text (row->person, NX_PERSON_ID_NUMBER);
  const char *name = nx_edit_get_text (row->person, NX_PERSON_NAME);
  g_autoptr (GError) failure = NULL;

  *person = NULL;
  if (id_number != NULL)
    *person = nx_import_match_id_number (run->db, id_number, &failure);
  if (failure == NULL && *person != NULL && !is_same_name (*person, name))
    {
      nx_import_row_refuse (row, nx_import_run_get_header (run, NX_IMPORT_COLUMN_ID_NUMBER),
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

gboolean
nx_import_person_note_twin (NxImportRun *run,
                            NxImportRow *row,
                            const NxImportHome *home,
                            GError **error)
{
  g_autoptr (GPtrArray) twins = NULL;
  const NxTwin *twin = NULL;
  g_autofree char *reasons = NULL;
  g_autofree char *message = NULL;

  if (run->is_real || run->n_looks++ >= MOST_LOOKS)
    return TRUE;
  twins = nx_twins_find (run->db, row->person,
                         home->record != NULL ? nx_record_get_id (home->record) : 0, error);
  if (twins == NULL)
    return FALSE;
  twin = twins->len > 0 ? g_ptr_array_index (twins, 0) : NULL;
  if (twin == NULL || twin->score.points < NX_TWIN_POINTS_LIKELY)
    return TRUE;
  reasons = nx_twin_score_dup_reasons (twin->score);
  /* TRANSLATORS: %s is why, as "Same name · Born on the same day" */
  message
      = g_strdup_printf (_ ("Somebody like this is in the office already (%s). The row is added "
                            "as a new person; afterwards the page of duplicates shows both."),
                         reasons);
  nx_import_row_add_finding (row, NULL, message, FALSE);
  return TRUE;
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

NxEdit *
nx_import_person_merge (NxImportRow *row, NxRecord *person)
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

gboolean
nx_import_person_refuse_invalid (NxImportRun *run, NxImportRow *row, NxEdit *edit)
{
  g_autoptr (GPtrArray) problems = nx_validation_run (edit, run->import->today);
  const NxProblem *problem = nx_validation_first_error (problems);

  if (problem == NULL)
    return FALSE;
  nx_import_row_refuse (row, nx_field_get_label (&nx_person_spec.fields[problem->field]),
                        problem->message);
  return TRUE;
}
