/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Measures goal 9: what the page of the day counts and lists, for one worker and the whole station.
 */
#include "config.h"

#include "nx-bench.h"

#include "nx-due.h"

#define ROUNDS 21

static void
list_due (NxDatabase *db, gpointer data, GError **error)
{
  NxDueQuery query = { .worker_id = *(gint64 *)data };
  g_autoptr (NxDueList) list = nx_due_list_run (db, &query, error);

  g_assert (list != NULL || (error != NULL && *error != NULL));
}

static void
measure (NxBench *bench, const char *what, gint64 worker, double most)
{
  g_autoptr (GArray) ours = nx_bench_times_new ();
  g_autofree char *wanted = g_strdup_printf ("<= %.0f ms", most);

  for (guint i = 0; i < ROUNDS; i++)
    nx_bench_times_add (ours, nx_bench_read (bench->store, list_due, &worker));
  nx_bench_row (9, what, nx_bench_times_at (ours, 0.5), 0, "ms", wanted,
                nx_bench_times_at (ours, 0.5) <= most);
}

int
main (int argc, char *argv[])
{
  NxBench bench;

  nx_bench_begin (&bench, argc, argv);
  measure (&bench, "due, one worker of twelve", 1, 2);
  measure (&bench, "due, the whole station", 0, 10);
  nx_bench_end (&bench);
  return 0;
}
