/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Gives out the numbers of households, cases and visits. */
#define G_LOG_DOMAIN "nx-store"

#include "config.h"

#include "nx-numbers.h"

#include "nx-record-kinds.h"

#include <stdlib.h>
#include <string.h>

static const NxStatementSpec office_area_statement
    = { "office-area", "SELECT area_code FROM store_info" };

static const NxStatementSpec client_area_statement
    = { "client-area",
        "SELECT area.code FROM household JOIN area ON area.id = household.area_id"
        " WHERE household.id = coalesce(:household,"
        "   (SELECT household_id FROM membership WHERE person_id = :person AND to_on IS NULL"
        "     ORDER BY id DESC LIMIT 1))" };

static const NxStatementSpec area_code_statement
    = { "number-area-code", "SELECT code FROM area WHERE id = :id" };

/* The longest number first, so that 10000 comes after 9999. */
static const NxStatementSpec last_case_statement
    = { "case-last-number", "SELECT number FROM case_file WHERE number >= :from AND number < :to"
                            " ORDER BY length(number) DESC, number DESC LIMIT 1" };

static const NxStatementSpec last_household_statement
    = { "household-last-number",
        "SELECT number FROM household WHERE number >= :from AND number < :to"
        " ORDER BY length(number) DESC, number DESC LIMIT 1" };

static const NxStatementSpec n_sessions_statement
    = { "visit-sessions",
        "SELECT coalesce(max(session), 0) FROM visit WHERE case_id = :case AND state = 'done'" };

/* NULL with @error when it cannot be read; "" when there is none. */
static char *
read_text (NxStatement *row, GError **error)
{
  g_autoptr (GError) failure = NULL;

  if (row == NULL)
    return NULL;
  if (nx_statement_step (row, &failure) && !nx_statement_is_null (row, 0))
    return g_strdup (nx_statement_get_text (row, 0));
  if (failure == NULL)
    return g_strdup ("");
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

static char *
dup_office_code (NxDatabase *db, GError **error)
{
  g_autoptr (NxStatement) row = nx_database_statement (db, &office_area_statement, error);

  return read_text (row, error);
}

/* "<prefix>-" followed by a number one larger than the largest given out. */
static char *
dup_next_number (
    NxDatabase *db, const NxStatementSpec *last, const char *prefix, int n_digits, GError **error)
{
  g_autoptr (NxStatement) row = nx_database_statement (db, last, error);
  g_autofree char *to = g_strconcat (prefix, ":", NULL); /* ':' follows '9' */
  g_autofree char *number = NULL;

  if (row == NULL)
    return NULL;
  nx_statement_bind_text (row, "from", prefix);
  nx_statement_bind_text (row, "to", to);
  number = read_text (row, error);
  if (number == NULL)
    return NULL;
  return g_strdup_printf ("%s%0*ld", prefix, n_digits,
                          *number != '\0' ? strtol (number + strlen (prefix), NULL, 10) + 1 : 1);
}

gboolean
nx_numbers_fill_case (NxDatabase *db, NxEdit *edit, GError **error)
{
  g_autoptr (NxStatement) row = nx_database_statement (db, &client_area_statement, error);
  gint64 household_id = nx_edit_get_int (edit, NX_CASE_CLIENT_HOUSEHOLD);
  g_autofree char *code = NULL;
  g_autofree char *prefix = NULL;
  g_autofree char *number = NULL;

  if (row == NULL)
    return FALSE;
  if (household_id != 0)
    nx_statement_bind_int64 (row, "household", household_id);
  nx_statement_bind_int64 (row, "person", nx_edit_get_int (edit, NX_CASE_CLIENT_PERSON));
  code = read_text (row, error);
  if (code != NULL && *code == '\0')
    {
      g_free (code);
      code = dup_office_code (db, error);
    }
  if (code == NULL)
    return FALSE;
  prefix = g_strdup_printf ("%s-%04d-", code, nx_edit_get_date (edit, NX_CASE_OPENED_ON).year);
  number = dup_next_number (db, &last_case_statement, prefix, 4, error);
  if (number == NULL)
    return FALSE;
  nx_edit_set_text (edit, NX_CASE_NUMBER, number);
  return TRUE;
}

gboolean
nx_numbers_fill_household (NxDatabase *db, NxEdit *edit, GError **error)
{
  g_autoptr (NxStatement) row = nx_database_statement (db, &area_code_statement, error);
  g_autofree char *code = NULL;
  g_autofree char *prefix = NULL;
  g_autofree char *number = NULL;

  if (row == NULL)
    return FALSE;
  nx_statement_bind_int64 (row, "id", nx_edit_get_int (edit, NX_HOUSEHOLD_AREA));
  code = read_text (row, error);
  if (code != NULL && *code == '\0')
    {
      g_free (code);
      code = dup_office_code (db, error);
    }
  if (code == NULL)
    return FALSE;
  prefix = g_strconcat (code, "-H", NULL);
  number = dup_next_number (db, &last_household_statement, prefix, 5, error);
  if (number == NULL)
    return FALSE;
  nx_edit_set_text (edit, NX_HOUSEHOLD_NUMBER, number);
  return TRUE;
}

gboolean
nx_numbers_fill_session (NxDatabase *db, NxEdit *edit, GError **error)
{
  g_autoptr (NxStatement) row = nx_database_statement (db, &n_sessions_statement, error);

  if (row == NULL)
    return FALSE;
  nx_statement_bind_int64 (row, "case", nx_edit_get_int (edit, NX_VISIT_CASE));
  if (!nx_statement_step (row, error))
    return FALSE;
  nx_edit_set_int (edit, NX_VISIT_SESSION, nx_statement_get_int64 (row, 0) + 1);
  return TRUE;
}
