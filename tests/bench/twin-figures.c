/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Counts how many planted twins were found, and how much was found besides. */
#include "config.h"

#include "twin-figures.h"

#include "nx-record-kinds.h"
#include "nx-records.h"
#include "nx-twins.h"

#include <time.h>

/* What the thread worked, which on a busy machine is the program's share. */
static gint64
get_worked (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return (gint64)now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

static void
finish (TwinFigures *figures)
{
  figures->precision = figures->n_found + figures->n_wrong > 0
                           ? (double)figures->n_found / (figures->n_found + figures->n_wrong)
                           : 1;
  figures->recall = figures->n_planted > 0 ? (double)figures->n_found / figures->n_planted : 1;
}

static const NxSampleTwin *
find_planted (GHashTable *by_copy, gint64 a, gint64 b)
{
  const NxSampleTwin *twin = g_hash_table_lookup (by_copy, &b);

  return twin != NULL && twin->original == a ? twin : NULL;
}

static GHashTable *
index_copies (const GArray *planted)
{
  GHashTable *by_copy = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < planted->len; i++)
    {
      NxSampleTwin *twin = &g_array_index (planted, NxSampleTwin, i);

      g_hash_table_insert (by_copy, &twin->copy, twin);
    }
  return by_copy;
}

TwinFigures
twin_figures_of_pairs (const GArray *pairs, const GArray *planted, int points)
{
  g_autoptr (GHashTable) by_copy = index_copies (planted);
  TwinFigures figures = { .n_planted = planted->len };

  for (guint i = 0; i < pairs->len; i++)
    {
      const NxTwinPair *pair = &g_array_index (pairs, NxTwinPair, i);

      if (pair->score.points < points)
        continue;
      if (find_planted (by_copy, pair->person_id, pair->other_id) != NULL)
        figures.n_found++;
      else
        figures.n_wrong++;
    }
  finish (&figures);
  return figures;
}

TwinFigures
twin_figures_of_typing (NxDatabase *db, const GArray *planted, GArray *times)
{
  TwinFigures figures = { .n_planted = planted->len };

  for (guint i = 0; i < planted->len; i++)
    {
      const NxSampleTwin *twin = &g_array_index (planted, NxSampleTwin, i);
      g_autoptr (GError) error = NULL;
      g_autoptr (NxRecord) copy = nx_records_load (db, NX_RECORD_PERSON, twin->copy, &error);
      g_autoptr (NxEdit) edit = nx_edit_new (NX_RECORD_PERSON, copy);
      gint64 begin = get_worked ();
      g_autoptr (GPtrArray) twins = nx_twins_find (db, edit, 0, &error);
      gint64 taken = get_worked () - begin;

      g_assert_no_error (error);
      g_assert_cmpuint (twins->len, <=, NX_TWINS_MOST);
      if (times != NULL)
        g_array_append_val (times, taken);
      for (guint j = 0; j < twins->len; j++)
        if (nx_record_get_id (((NxTwin *)g_ptr_array_index (twins, j))->person) == twin->original)
          figures.n_found++;
        else
          figures.n_wrong++;
    }
  finish (&figures);
  return figures;
}

void
twin_figures_print_slips (const GArray *pairs, const GArray *planted)
{
  static const char *const names[]
      = { "digit of the number", "number exchanged", "same sound",    "traditional",
          "former name",         "wrong character",  "day and month", "lunar as solar",
          "year only",           "digit of birth",   "no birth date" };
  g_autoptr (GHashTable) by_copy = index_copies (planted);
  guint n_planted[G_N_ELEMENTS (names)] = { 0 };
  guint n_found[G_N_ELEMENTS (names)] = { 0 };

  for (guint slip = 0; slip < G_N_ELEMENTS (names); slip++)
    {
      for (guint i = 0; i < planted->len; i++)
        n_planted[slip] += g_array_index (planted, NxSampleTwin, i).slips >> slip & 1;
      for (guint i = 0; i < pairs->len; i++)
        {
          const NxTwinPair *pair = &g_array_index (pairs, NxTwinPair, i);
          const NxSampleTwin *twin = find_planted (by_copy, pair->person_id, pair->other_id);

          n_found[slip] += twin != NULL && (twin->slips >> slip & 1) != 0;
        }
      g_print ("# %-20s %5u planted %5u found\n", names[slip], n_planted[slip], n_found[slip]);
    }
}
