/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Looks for problems in what a record form holds and shows them at its rows. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-record-form-private.h"

#include "nx-field-row.h"
#include "nx-form-jobs.h"
#include "nx-validation.h"

static gboolean
is_linked (NxRecordForm *self, guint number, guint field)
{
  for (guint i = 0; i < self->links->len; i++)
    {
      const NxFormLink *link = &g_array_index (self->links, NxFormLink, i);

      if (link->part == number && link->field == field)
        return TRUE;
    }
  return FALSE;
}

/* The worst of a field's problems, if it is to be shown now. */
static const NxProblem *
find_problem (NxRecordForm *self, GPtrArray *problems, guint field)
{
  const NxProblem *found = NULL;

  for (guint i = 0; i < problems->len; i++)
    {
      const NxProblem *problem = g_ptr_array_index (problems, i);

      if (problem->field == field && (self->was_tried || problem->severity == NX_PROBLEM_WARNING)
          && (found == NULL || problem->severity > found->severity))
        found = problem;
    }
  return found;
}

/* Shows the problems of one record; @first becomes the first row with an error, @unseen the
 * sentence of an error whose field has no row. */
static gboolean
check_part (NxRecordForm *self, guint number, NxFieldRow **first, char **unseen)
{
  NxFormPart *part = nx_record_form_get_part (self, number);
  g_autoptr (GPtrArray) problems = nx_validation_run (part->edit, nx_record_form_get_today (self));
  gboolean is_ok = TRUE;

  for (guint i = problems->len; i > 0; i--)
    {
      const NxProblem *problem = g_ptr_array_index (problems, i - 1);

      if (is_linked (self, number, problem->field) || nx_form_part_is_given (part, problem->field))
        {
          g_ptr_array_remove_index (problems, i - 1);
          continue;
        }
      if (problem->severity == NX_PROBLEM_ERROR
          && nx_form_part_find_row (part, problem->field) == NULL)
        {
          g_free (*unseen);
          *unseen = g_strdup (problem->message);
        }
      is_ok = is_ok && problem->severity != NX_PROBLEM_ERROR;
    }
  for (guint i = 0; i < part->rows->len; i++)
    {
      NxFieldRow *row = g_ptr_array_index (part->rows, i);
      const NxProblem *problem = find_problem (self, problems, nx_field_row_get_field (row));
      gboolean is_error = problem != NULL && problem->severity == NX_PROBLEM_ERROR;

      nx_field_row_set_problem (row, is_error ? NX_PROBLEM_ERROR : NX_PROBLEM_WARNING,
                                problem != NULL ? problem->message : NULL);
      if (!nx_field_row_is_valid (row) || is_error)
        {
          is_ok = FALSE;
          *first = *first != NULL ? *first : row;
        }
    }
  return is_ok;
}

gboolean
nx_record_form_check (NxRecordForm *self, NxFieldRow **first, char **unseen)
{
  gboolean is_ok = TRUE;

  for (guint i = 0; i < self->parts->len; i++)
    is_ok = check_part (self, i, first, unseen) && is_ok;
  return is_ok;
}

static gboolean
check_later_cb (gpointer data)
{
  NxRecordForm *self = data;
  NxFieldRow *first = NULL;
  g_autofree char *unseen = NULL;

  self->validation_source = 0;
  nx_record_form_check (self, &first, &unseen);
  return G_SOURCE_REMOVE;
}

void
nx_record_form_check_soon (NxEdit *edit, guint field, NxRecordForm *self)
{
  if (self->validation_source == 0)
    self->validation_source = g_idle_add (check_later_cb, self);
}
