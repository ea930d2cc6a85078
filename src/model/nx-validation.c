/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Finds what keeps an edit from being saved, and what should make the user look twice. */
#define G_LOG_DOMAIN "nx-model"

#include "config.h"

#include "nx-validation.h"

#include "nx-code-list.h"
#include "nx-id-number.h"
#include "nx-record-kinds.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  NxEdit *edit;
  NxDate today;
  GPtrArray *problems;
} Run;

void
nx_problem_free (NxProblem *problem)
{
  g_free (problem->message);
  g_free (problem);
}

static void
take_problem (Run *run, guint field, NxSeverity severity, char *message)
{
  NxProblem *problem = g_new0 (NxProblem, 1);

  problem->field = field;
  problem->severity = severity;
  problem->message = message;
  g_ptr_array_add (run->problems, problem);
}

static void
add_error (Run *run, guint field, const char *message)
{
  take_problem (run, field, NX_PROBLEM_ERROR, g_strdup (message));
}

static void
add_warning (Run *run, guint field, const char *message)
{
  take_problem (run, field, NX_PROBLEM_WARNING, g_strdup (message));
}

/* Rules of single fields */

static void
check_codes (Run *run, guint field)
{
  const NxField *spec = &nx_edit_get_spec (run->edit)->fields[field];
  NxCodeList *list = nx_code_list_get (spec->of);
  g_auto (GStrv) codes = g_strsplit (nx_edit_get_text (run->edit, field), " ", -1);

  for (guint i = 0; codes[i] != NULL; i++)
    if (list == NULL || nx_code_list_find (list, codes[i]) == NULL)
      {
        add_error (run, field, _ ("This choice is not in the list."));
        return;
      }
}

static void
check_field (Run *run, guint field)
{
  const NxField *spec = &nx_edit_get_spec (run->edit)->fields[field];
  char *problem = NULL;

  if (spec->flags & NX_FIELD_DERIVED)
    return;
  if (!nx_edit_is_set (run->edit, field))
    {
      if (spec->flags & NX_FIELD_REQUIRED)
        take_problem (run, field, NX_PROBLEM_ERROR,
                      /* TRANSLATORS: %s is the label of a field that must be filled */
                      g_strdup_printf (_ ("“%s” must be filled in."), nx_field_get_label (spec)));
      return;
    }
  /* What is already in the store was accepted once; only what changes is judged anew. */
  if (!nx_edit_is_changed (run->edit, field))
    return;
  if (spec->kind == NX_FIELD_CODE || spec->kind == NX_FIELD_CODES)
    check_codes (run, field);
  if (spec->check != NULL && !nx_field_is_integer (spec)
      && !spec->check (spec, nx_edit_get_text (run->edit, field), &problem))
    take_problem (run, field, NX_PROBLEM_ERROR, problem);
}

/* Rules between fields */

static void
check_order (Run *run, guint from, guint to, const char *message)
{
  NxDate first = nx_edit_get_date (run->edit, from);
  NxDate last = nx_edit_get_date (run->edit, to);

  if (nx_date_is_set (first) && nx_date_is_set (last) && nx_date_compare (last, first) < 0)
    add_error (run, to, message);
}

/* Passports and birth certificates of the whole world follow no rule that could be checked. */
static gboolean
has_checked_form (const char *id_kind)
{
  static const char *const free_forms[]
      = { "passport", "birth_certificate", "household_book", NULL };

  return id_kind == NULL || !g_strv_contains (free_forms, id_kind);
}

static void
check_id_number (Run *run)
{
  NxIdNumber number;
  const char *text = nx_edit_get_text (run->edit, NX_PERSON_ID_NUMBER);
  const char *sex = nx_edit_get_text (run->edit, NX_PERSON_SEX);
  NxDate birth = nx_edit_get_date (run->edit, NX_PERSON_BIRTH_ON);

  if (text == NULL || !nx_edit_is_changed (run->edit, NX_PERSON_ID_NUMBER)
      || !has_checked_form (nx_edit_get_text (run->edit, NX_PERSON_ID_KIND)))
    return;
  nx_id_number_parse (text, run->today, &number);
  if (number.problem != NX_ID_NUMBER_OK)
    add_error (run, NX_PERSON_ID_NUMBER, nx_id_number_problem_text (number.problem));
  else if (number.is_region_unknown)
    add_warning (run, NX_PERSON_ID_NUMBER,
                 _ ("The first six digits are no area in today's list. Old areas are possible; "
                    "please compare with the card."));
  if (number.problem != NX_ID_NUMBER_OK)
    return;
  if (nx_date_is_full (birth) && nx_date_is_full (number.birth)
      && nx_date_compare (birth, number.birth) != 0)
    add_warning (run, NX_PERSON_BIRTH_ON,
                 _ ("The date of birth differs from the one in the identity number."));
  if (sex != NULL && *number.sex != '\0' && g_strcmp0 (sex, number.sex) != 0)
    add_warning (run, NX_PERSON_SEX, _ ("The sex differs from the one in the identity number."));
}

static void
check_person (Run *run)
{
  check_id_number (run);
  check_order (run, NX_PERSON_BIRTH_ON, NX_PERSON_DIED_ON,
               _ ("The day of death lies before the day of birth."));
}

static void
check_membership (Run *run)
{
  check_order (run, NX_MEMBERSHIP_FROM_ON, NX_MEMBERSHIP_TO_ON,
               _ ("The membership ends before it begins."));
}

static void
check_support (Run *run)
{
  gboolean has_person = nx_edit_get_int (run->edit, NX_SUPPORT_PERSON) != 0;
  gboolean has_household = nx_edit_get_int (run->edit, NX_SUPPORT_HOUSEHOLD) != 0;

  if (has_person == has_household)
    add_error (run, NX_SUPPORT_PERSON,
               _ ("A support class belongs to one person or to one household."));
  check_order (run, NX_SUPPORT_FROM_ON, NX_SUPPORT_TO_ON,
               _ ("The support class ends before it begins."));
}

static void
check_case (Run *run)
{
  const char *stage = nx_edit_get_text (run->edit, NX_CASE_STAGE);

  if (nx_edit_get_int (run->edit, NX_CASE_CLIENT_PERSON) == 0
      && nx_edit_get_int (run->edit, NX_CASE_CLIENT_HOUSEHOLD) == 0)
    add_error (run, NX_CASE_CLIENT_PERSON, _ ("A case needs a client: a person or a household."));
  check_order (run, NX_CASE_OPENED_ON, NX_CASE_CLOSED_ON,
               _ ("The case is closed before it was opened."));
  if (g_strcmp0 (stage, "closed") == 0 && !nx_edit_is_set (run->edit, NX_CASE_CLOSURE_REASON))
    add_error (run, NX_CASE_CLOSURE_REASON, _ ("Closing a case needs a reason."));
  /* One person may not both do the work and decide on it (domain rule of roles, our default). */
  if (nx_edit_is_set (run->edit, NX_CASE_SUPERVISOR)
      && nx_edit_get_int (run->edit, NX_CASE_SUPERVISOR)
             == nx_edit_get_int (run->edit, NX_CASE_WORKER))
    add_error (run, NX_CASE_SUPERVISOR,
               _ ("The worker of a case cannot be its supervisor as well."));
}

static void
check_visit (Run *run)
{
  NxEdit *edit = run->edit;
  const char *state = nx_edit_get_text (edit, NX_VISIT_STATE);
  const char *begin = nx_edit_get_text (edit, NX_VISIT_START_TIME);
  const char *end = nx_edit_get_text (edit, NX_VISIT_END_TIME);
  NxDate on = nx_edit_get_date (edit, NX_VISIT_ON);

  if (nx_date_is_set (on) && !nx_date_is_full (on))
    add_error (run, NX_VISIT_ON, _ ("A visit needs a whole day: year, month and day."));
  if (g_strcmp0 (state, "planned") != 0 && nx_date_is_full (on)
      && nx_date_compare (on, run->today) > 0)
    add_error (run, NX_VISIT_ON,
               _ ("This day lies in the future: plan the visit, or mend the date."));
  if (begin != NULL && end != NULL && g_strcmp0 (end, begin) < 0)
    add_error (run, NX_VISIT_END_TIME, _ ("The visit ends before it begins."));
  if (g_strcmp0 (state, "done") == 0 && !nx_edit_is_set (edit, NX_VISIT_KIND))
    add_error (run, NX_VISIT_KIND, _ ("Say what kind of visit it was."));
  if (g_strcmp0 (state, "done") == 0 && !nx_edit_is_set (edit, NX_VISIT_NARRATIVE))
    add_error (run, NX_VISIT_NARRATIVE, _ ("Write down what happened and what was seen."));
  if (g_strcmp0 (state, "attempted") == 0 && !nx_edit_is_set (edit, NX_VISIT_NOT_MET_REASON))
    add_error (run, NX_VISIT_NOT_MET_REASON, _ ("Say why the client was not met."));
  check_order (run, NX_VISIT_ON, NX_VISIT_NEXT_ON, _ ("The next date lies before this visit."));
}

GPtrArray *
nx_validation_run (NxEdit *edit, NxDate today)
{
  Run run = { edit, today, g_ptr_array_new_with_free_func ((GDestroyNotify)nx_problem_free) };

  for (guint field = 0; field < nx_edit_get_spec (edit)->n_fields; field++)
    check_field (&run, field);
  if (nx_edit_get_kind (edit) == NX_RECORD_PERSON)
    check_person (&run);
  else if (nx_edit_get_kind (edit) == NX_RECORD_MEMBERSHIP)
    check_membership (&run);
  else if (nx_edit_get_kind (edit) == NX_RECORD_SUPPORT)
    check_support (&run);
  else if (nx_edit_get_kind (edit) == NX_RECORD_CASE)
    check_case (&run);
  else if (nx_edit_get_kind (edit) == NX_RECORD_VISIT)
    check_visit (&run);
  return run.problems;
}

const NxProblem *
nx_validation_first_error (GPtrArray *problems)
{
  for (guint i = 0; i < problems->len; i++)
    {
      const NxProblem *problem = g_ptr_array_index (problems, i);

      if (problem->severity == NX_PROBLEM_ERROR)
        return problem;
    }
  return NULL;
}
