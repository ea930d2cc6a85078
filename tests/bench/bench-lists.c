/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Measures every order of every list on a store: its first ids and all of them.
 *
 *   bench-lists FOLDER
 *
 * FOLDER is a store that bench-pages left; it is brought up to date by this. Wall milliseconds, the
 * first run with empty statement caches, then the median of the others. */
#include "config.h"

#include "nx-id-query.h"
#include "nx-store.h"
#include "nx-unlock.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PASSPHRASE "bench pages only"
#define ROUNDS 5
#define N_FIRST 256

typedef struct
{
  NxFilter *filter;
  double ms;
  guint n;
} Job;

static gpointer
run_job (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Job *job = data;
  gint64 begin = g_get_monotonic_time ();
  g_autoptr (GArray) ids = nx_id_query_run (db, job->filter, error);

  job->ms = (double)(g_get_monotonic_time () - begin) / 1000.0;
  job->n = ids != NULL ? ids->len : 0;
  return NULL;
}

static int
compare_doubles (const void *a, const void *b)
{
  double x = *(const double *)a;
  double y = *(const double *)b;

  return (x > y) - (x < y);
}

/* The first time, and the median of the times after it. */
static guint
measure (NxStore *store, NxFilter *filter, double *first, double *median)
{
  double ms[ROUNDS];
  Job job = { filter, 0, 0 };

  for (guint i = 0; i <= ROUNDS; i++)
    {
      g_autoptr (GError) error = NULL;

      nx_store_read (store, run_job, &job, NULL, &error);
      g_assert_no_error (error);
      if (i == 0)
        *first = job.ms;
      else
        ms[i - 1] = job.ms;
    }
  qsort (ms, ROUNDS, sizeof *ms, compare_doubles);
  *median = ms[ROUNDS / 2];
  return job.n;
}

typedef struct
{
  NxRecordKind kind;
  NxOrder order;
  const char *name;
} Line;

static const Line lines[] = {
  { NX_RECORD_HOUSEHOLD, NX_ORDER_NAME, "households by name" },
  { NX_RECORD_HOUSEHOLD, NX_ORDER_STROKES, "households by strokes" },
  { NX_RECORD_HOUSEHOLD, NX_ORDER_ADDRESS, "households by address" },
  { NX_RECORD_HOUSEHOLD, NX_ORDER_NUMBER, "households by number" },
  { NX_RECORD_HOUSEHOLD, NX_ORDER_NEXT, "households by next visit" },
  { NX_RECORD_HOUSEHOLD, NX_ORDER_LAST, "households by last contact" },
  { NX_RECORD_PERSON, NX_ORDER_NAME, "people by name" },
  { NX_RECORD_PERSON, NX_ORDER_STROKES, "people by strokes" },
  { NX_RECORD_PERSON, NX_ORDER_AGE, "people by age" },
  { NX_RECORD_PERSON, NX_ORDER_ADDRESS, "people by address" },
  { NX_RECORD_PERSON, NX_ORDER_NEXT, "people by next visit" },
  { NX_RECORD_PERSON, NX_ORDER_LAST, "people by last contact" },
  { NX_RECORD_CASE, NX_ORDER_NAME, "cases by name" },
  { NX_RECORD_CASE, NX_ORDER_STROKES, "cases by strokes" },
  { NX_RECORD_CASE, NX_ORDER_AGE, "cases by age" },
  { NX_RECORD_CASE, NX_ORDER_NEXT, "cases by next visit" },
  { NX_RECORD_CASE, NX_ORDER_LAST, "cases by last contact" },
  { NX_RECORD_CASE, NX_ORDER_RISK, "cases by risk" },
  { NX_RECORD_CASE, NX_ORDER_NUMBER, "cases by number" },
  { NX_RECORD_VISIT, NX_ORDER_NEWEST, "visits by day" },
};

static void
tell (NxStore *store, const Line *line, gboolean is_backward)
{
  g_autoptr (NxFilter) filter = nx_filter_new (line->kind);
  double first[2], median[2];
  guint n = 0;

  filter->order = line->order;
  filter->is_backward = is_backward;
  filter->limit = N_FIRST;
  measure (store, filter, &first[0], &median[0]);
  filter->limit = 0;
  n = measure (store, filter, &first[1], &median[1]);
  printf ("%-28s %-9s %8.2f %8.2f   %8.1f %8.1f   %u\n", line->name,
          is_backward ? "backward" : "forward", first[0], median[0], first[1], median[1], n);
  fflush (stdout);
}

/* By the passphrase of bench-pages. */
static GBytes *
unlock (const char *folder, GError **error)
{
  g_autoptr (NxUnlock) unlock = nx_unlock_new (folder, FALSE);
  g_autoptr (NxPassphrase) passphrase = nx_passphrase_new (PASSPHRASE, error);

  if (passphrase == NULL || !nx_unlock_start (unlock, NULL, error)
      || !nx_unlock_passphrase (unlock, NULL, passphrase, NULL, error))
    return NULL;
  return g_bytes_ref (nx_master_key_get_bytes (nx_unlock_get_key (unlock)));
}

int
main (int argc, char *argv[])
{
  g_autoptr (NxStore) store = NULL;
  g_autoptr (GBytes) key = NULL;
  g_autoptr (GError) error = NULL;
  gint64 begin = 0;

  setlocale (LC_ALL, "C.UTF-8");
  if (argc != 2)
    {
      fprintf (stderr, "usage: bench-lists FOLDER\n");
      return 2;
    }
  key = unlock (argv[1], &error);
  store = nx_store_new (argv[1]);
  begin = g_get_monotonic_time ();
  if (key == NULL || !nx_store_open (store, key, &error))
    {
      fprintf (stderr, "%s\n", error->message);
      return 1;
    }
  printf ("opened in %.0f ms\n", (double)(g_get_monotonic_time () - begin) / 1000.0);
  printf ("%-28s %-9s %8s %8s   %8s %8s   %s\n", "order", "", "first", "again", "all", "again",
          "n");
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    for (int backward = 0; backward < 2; backward++)
      tell (store, &lines[i], backward != 0);
  nx_store_close (store, NULL);
  return 0;
}
