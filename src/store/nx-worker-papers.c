/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Which papers of those a worker serves expire between two days. */
#define G_LOG_DOMAIN "nx-store"

#include "config.h"

#include "nx-records.h"
#include "nx-served-private.h"
#include "nx-worker-notes.h"

static const NxStatementSpec papers_statement
    = { "notes-papers",
        "SELECT p.id, p.id_expires_on AS due, 0 FROM person AS p"
        " WHERE p.id_expires_on BETWEEN :from AND :to AND " NX_ALIVE " AND p.id IN " NX_SERVED
        " UNION ALL SELECT p.id, p.disability_expires_on, 1 FROM person AS p"
        " WHERE p.disability_expires_on BETWEEN :from AND :to AND " NX_ALIVE
        " AND p.id IN " NX_SERVED " ORDER BY due, 1, 3" };

static void
paper_free (gpointer data)
{
  NxExpiringPaper *paper = data;

  g_clear_object (&paper->person);
  g_free (paper);
}

static gboolean
add_paper (NxDatabase *db, GPtrArray *papers, NxStatement *row, GError **error)
{
  NxExpiringPaper *paper = g_new0 (NxExpiringPaper, 1);

  g_ptr_array_add (papers, paper);
  nx_date_from_iso (nx_statement_get_text (row, 1), &paper->on);
  paper->is_disability = nx_statement_get_int64 (row, 2) != 0;
  paper->person = nx_records_load (db, NX_RECORD_PERSON, nx_statement_get_int64 (row, 0), error);
  return paper->person != NULL;
}

GPtrArray *
nx_worker_notes_papers (NxDatabase *db,
                        gint64 worker_id,
                        NxDate from,
                        NxDate to,
                        guint limit,
                        guint *n_all,
                        GError **error)
{
  g_autoptr (NxStatement) row = nx_database_statement (db, &papers_statement, error);
  g_autoptr (GPtrArray) papers = g_ptr_array_new_with_free_func (paper_free);
  g_autofree char *first = nx_date_to_iso (from);
  g_autofree char *last = nx_date_to_iso (to);
  GError *failure = NULL;

  *n_all = 0;
  if (row == NULL)
    return NULL;
  nx_statement_bind_int64 (row, "worker", worker_id);
  nx_statement_bind_text (row, "from", first);
  nx_statement_bind_text (row, "to", last);
  while (nx_statement_step (row, &failure))
    if ((*n_all)++ < limit && !add_paper (db, papers, row, error))
      return NULL;
  if (failure == NULL)
    return g_steal_pointer (&papers);
  g_propagate_error (error, failure);
  return NULL;
}
