/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Keeps the pairs of records that may be of one human being, and which of them a worker told
 * apart. */
#define G_LOG_DOMAIN "nx-store"

#include "config.h"

#include "nx-twin-pairs.h"

#include "nx-journal.h"
#include "nx-record-kinds.h"
#include "nx-records.h"
#include "nx-store-error.h"
#include "nx-twin-rows.h"

#include <glib/gi18n-lib.h>

#define WAITING                                                                                    \
  " FROM person_pair AS t JOIN person AS a ON a.id = t.person_id"                                  \
  " JOIN person AS b ON b.id = t.other_id"                                                         \
  " WHERE a.archived_at IS NULL AND b.archived_at IS NULL AND NOT EXISTS"                          \
  " (SELECT 1 FROM person_apart AS x WHERE x.person_id = t.person_id AND x.other_id = t.other_id)"

static const NxStatementSpec drop_pairs_statement = { "pairs-drop", "DELETE FROM person_pair" };
static const NxStatementSpec drop_scan_statement = { "scan-drop", "DELETE FROM person_pair_scan" };
static const NxStatementSpec add_pair_statement
    = { "pair-add", "INSERT INTO person_pair (person_id, other_id, points)"
                    " SELECT :a, :b, :points WHERE EXISTS (SELECT 1 FROM person WHERE id = :a)"
                    " AND EXISTS (SELECT 1 FROM person WHERE id = :b)" };
static const NxStatementSpec add_scan_statement
    = { "scan-add", "INSERT INTO person_pair_scan (id, scanned_at, n_persons)"
                    " VALUES (1, :at, :n)" };
static const NxStatementSpec scan_statement
    = { "scan", "SELECT scanned_at, n_persons FROM person_pair_scan" };
static const NxStatementSpec waiting_statement
    = { "pairs-waiting", "SELECT t.person_id, t.other_id" WAITING
                         " ORDER BY t.points DESC, t.person_id, t.other_id LIMIT :limit" };
static const NxStatementSpec count_statement = { "pairs-count", "SELECT count(*)" WAITING };
static const NxStatementSpec apart_statement
    = { "pairs-apart", "SELECT person_id, other_id FROM person_apart" };
static const NxStatementSpec tell_statement
    = { "pair-tell-apart",
        "INSERT OR IGNORE INTO person_apart"
        " (person_id, other_id, worker_id, told_at) VALUES (:a, :b, :worker, :at)" };
static const NxStatementSpec untell_statement
    = { "pair-untell-apart", "DELETE FROM person_apart WHERE person_id = :a AND other_id = :b" };

void
nx_twin_pair_records_free (NxTwinPairRecords *self)
{
  g_clear_object (&self->person);
  g_clear_object (&self->other);
  g_free (self);
}

void
nx_twin_pair_list_free (NxTwinPairList *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->pairs, g_ptr_array_unref);
  g_free (self);
}

/* Keeping what was found */

static gboolean
run_plain (NxDatabase *db, const NxStatementSpec *spec, GError **error)
{
  g_autoptr (NxStatement) row = nx_database_statement (db, spec, error);

  return row != NULL && nx_statement_run (row, error);
}

static gboolean
add_pair (NxDatabase *db, const NxTwinPair *pair, GError **error)
{
  g_autoptr (NxStatement) row = nx_database_statement (db, &add_pair_statement, error);

  if (row == NULL)
    return FALSE;
  nx_statement_bind_int64 (row, "a", pair->person_id);
  nx_statement_bind_int64 (row, "b", pair->other_id);
  nx_statement_bind_int64 (row, "points", pair->score.points);
  return nx_statement_run (row, error);
}

gboolean
nx_twin_pairs_replace (NxDatabase *db, const GArray *pairs, guint n_persons, GError **error)
{
  g_autoptr (NxStatement) scan = nx_database_statement (db, &add_scan_statement, error);

  if (scan == NULL || !run_plain (db, &drop_pairs_statement, error)
      || !run_plain (db, &drop_scan_statement, error))
    return FALSE;
  for (guint i = 0; i < pairs->len; i++)
    if (!add_pair (db, &g_array_index (pairs, NxTwinPair, i), error))
      return FALSE;
  nx_statement_bind_int64 (scan, "at", nx_database_now (db));
  nx_statement_bind_int64 (scan, "n", n_persons);
  return nx_statement_run (scan, error);
}

/* Reading them */

static GArray *
read_ids (NxStatement *row, GError **error)
{
  g_autoptr (GArray) pairs = g_array_new (FALSE, FALSE, sizeof (NxTwinPair));
  g_autoptr (GError) failure = NULL;

  while (nx_statement_step (row, &failure))
    {
      NxTwinPair pair
          = { nx_statement_get_int64 (row, 0), nx_statement_get_int64 (row, 1), { 0, 0 } };

      g_array_append_val (pairs, pair);
    }
  if (failure == NULL)
    return g_steal_pointer (&pairs);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

GArray *
nx_twin_pairs_load_apart (NxDatabase *db, GError **error)
{
  g_autoptr (NxStatement) row = nx_database_statement (db, &apart_statement, error);

  return row != NULL ? read_ids (row, error) : NULL;
}

static gboolean
score_now (NxDatabase *db, NxTwinPairRecords *pair, GError **error)
{
  g_autofree char *json
      = g_strdup_printf ("[%" G_GINT64_FORMAT ",%" G_GINT64_FORMAT "]",
                         nx_record_get_id (pair->person), nx_record_get_id (pair->other));
  g_autoptr (GPtrArray) facts = nx_twin_rows_load (db, json, error);
  NxTwinNamesakes namesakes;

  if (facts == NULL
      || !nx_twin_rows_count_namesakes (db, nx_record_get_text (pair->person, NX_PERSON_NAME),
                                        nx_record_get_text (pair->person, NX_PERSON_PINYIN),
                                        &namesakes, error))
    return FALSE;
  /* Both are counted; the other one is meant. */
  namesakes.n_same = MAX (namesakes.n_same, 2) - 1;
  namesakes.n_sound = MAX (namesakes.n_sound, 2) - 1;
  if (facts->len == 2)
    pair->score
        = nx_twin_score (g_ptr_array_index (facts, 0), g_ptr_array_index (facts, 1), &namesakes);
  return TRUE;
}

static gboolean
load_pair (NxDatabase *db, const NxTwinPair *ids, GPtrArray *pairs, GError **error)
{
  g_autoptr (NxTwinPairRecords) pair = g_new0 (NxTwinPairRecords, 1);

  pair->person = nx_records_load (db, NX_RECORD_PERSON, ids->person_id, error);
  pair->other
      = pair->person != NULL ? nx_records_load (db, NX_RECORD_PERSON, ids->other_id, error) : NULL;
  if (pair->other == NULL || !score_now (db, pair, error))
    return FALSE;
  /* Somebody corrected one of them since. */
  if (nx_twin_score_get_certainty (pair->score) != NX_TWIN_UNLIKELY)
    g_ptr_array_add (pairs, g_steal_pointer (&pair));
  return TRUE;
}

static gboolean
load_scan (NxDatabase *db, NxTwinPairList *list, GError **error)
{
  g_autoptr (NxStatement) row = nx_database_statement (db, &scan_statement, error);
  g_autoptr (GError) failure = NULL;

  if (row == NULL)
    return FALSE;
  if (nx_statement_step (row, &failure))
    {
      list->scanned_at = nx_statement_get_int64 (row, 0);
      list->n_persons = (guint)nx_statement_get_int64 (row, 1);
    }
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

NxTwinPairList *
nx_twin_pairs_load (NxDatabase *db, guint limit, GError **error)
{
  g_autoptr (NxTwinPairList) list = g_new0 (NxTwinPairList, 1);
  g_autoptr (NxStatement) row = nx_database_statement (db, &waiting_statement, error);
  g_autoptr (GArray) ids = NULL;
  gint64 n_all = nx_twin_pairs_count (db, error);

  list->pairs
      = g_ptr_array_new_with_free_func ((GDestroyNotify)(GCallback)nx_twin_pair_records_free);
  if (row == NULL || n_all < 0 || !load_scan (db, list, error))
    return NULL;
  nx_statement_bind_int64 (row, "limit", limit);
  ids = read_ids (row, error);
  for (guint i = 0; ids != NULL && i < ids->len; i++)
    if (!load_pair (db, &g_array_index (ids, NxTwinPair, i), list->pairs, error))
      return NULL;
  if (ids == NULL)
    return NULL;
  list->n_all = (guint)n_all - (ids->len - list->pairs->len);
  return g_steal_pointer (&list);
}

gint64
nx_twin_pairs_count (NxDatabase *db, GError **error)
{
  g_autoptr (NxStatement) row = nx_database_statement (db, &count_statement, error);

  return row != NULL && nx_statement_step (row, error) ? nx_statement_get_int64 (row, 0) : -1;
}

/* Telling apart. Each of the two remembers it in the journal. */

static gboolean
journal (NxDatabase *db, const char *action, gint64 id, gint64 other, GError **error)
{
  NxJournalEntry entry = { .action = action, .kind = NX_RECORD_PERSON, .id = id, .person_id = id };
  g_autofree char *changes = g_strdup_printf ("{\"other_id\":[null,%" G_GINT64_FORMAT "]}", other);

  entry.changes = changes;
  nx_database_note_change (db, NX_RECORD_PERSON, id, NX_CHANGE_CHANGED);
  return nx_journal_add (db, &entry, error);
}

static gboolean
run_on_pair (NxDatabase *db, const NxStatementSpec *spec, gint64 a, gint64 b, GError **error)
{
  g_autoptr (NxStatement) row = nx_database_statement (db, spec, error);

  if (row == NULL)
    return FALSE;
  nx_statement_bind_int64 (row, "a", MIN (a, b));
  nx_statement_bind_int64 (row, "b", MAX (a, b));
  if (spec == &tell_statement)
    {
      if (nx_database_actor (db) != 0)
        nx_statement_bind_int64 (row, "worker", nx_database_actor (db));
      nx_statement_bind_int64 (row, "at", nx_database_now (db));
    }
  return nx_statement_run (row, error);
}

static gboolean
check_exists (NxDatabase *db, gint64 id, GError **error)
{
  g_autoptr (NxRecord) person = nx_records_load (db, NX_RECORD_PERSON, id, error);

  return person != NULL;
}

gboolean
nx_twin_pairs_tell_apart (NxDatabase *db, gint64 a, gint64 b, GError **error)
{
  if (a == b)
    {
      g_set_error_literal (error, NX_STORE_ERROR, NX_STORE_ERROR_CONSTRAINT,
                           _ ("This is one and the same record. Nothing was saved."));
      return FALSE;
    }
  if (!check_exists (db, a, error) || !check_exists (db, b, error)
      || !run_on_pair (db, &tell_statement, a, b, error))
    return FALSE;
  return nx_database_n_changed (db) == 0
         || (journal (db, "told_apart", a, b, error) && journal (db, "told_apart", b, a, error));
}

gboolean
nx_twin_pairs_take_back (NxDatabase *db, gint64 a, gint64 b, GError **error)
{
  if (!run_on_pair (db, &untell_statement, a, b, error))
    return FALSE;
  if (nx_database_n_changed (db) == 0)
    {
      g_set_error_literal (error, NX_STORE_ERROR, NX_STORE_ERROR_STALE,
                           _ ("This was taken back already. Nothing was changed."));
      return FALSE;
    }
  return journal (db, "not_told_apart", a, b, error) && journal (db, "not_told_apart", b, a, error);
}
