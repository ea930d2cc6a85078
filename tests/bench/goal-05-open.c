/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Measures goal 5: from opening the store to the rows of the first list. */
#include "config.h"

#include "nx-bench.h"

#include "nx-id-query.h"
#include "nx-record-kinds.h"
#include "nx-records.h"

#define ROUNDS 11

static void
show_first_list (NxDatabase *db, gpointer data, GError **error)
{
  g_autoptr (NxFilter) filter = nx_filter_new (NX_RECORD_HOUSEHOLD);
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  filter->limit = 256;
  ids = nx_id_query_run (db, filter, error);
  if (ids != NULL)
    rows = nx_records_load_many (db, NX_RECORD_HOUSEHOLD, (const gint64 *)ids->data,
                                 MIN (ids->len, 50), error);
}

static double
open_bare (NxBench *bench)
{
  g_autofree char *path = g_build_filename (bench->folder, "store.db", NULL);
  double begin = nx_bench_cpu_ms ();
  NxBenchRaw *raw = nx_bench_raw_open (path, bench->key);

  nx_bench_raw_run (raw, "SELECT * FROM household ORDER BY id LIMIT 1", NULL);
  begin = nx_bench_cpu_ms () - begin;
  nx_bench_raw_close (raw);
  return begin;
}

int
main (int argc, char *argv[])
{
  NxBench bench;
  g_autoptr (GArray) opening = nx_bench_times_new ();
  g_autoptr (GArray) list = nx_bench_times_new ();
  g_autoptr (GArray) raw = nx_bench_times_new ();
  g_autoptr (GArray) wall = nx_bench_times_new ();
  g_autoptr (GError) error = NULL;

  nx_bench_begin (&bench, argc, argv);
  for (guint i = 0; i < ROUNDS; i++)
    {
      gint64 begin = 0;
      double cpu = 0;

      nx_store_close (bench.store, &error);
      g_assert_no_error (error);
      nx_bench_times_add (raw, open_bare (&bench));
      begin = g_get_monotonic_time ();
      cpu = nx_bench_cpu_ms ();
      nx_store_open (bench.store, bench.key, &error);
      g_assert_no_error (error);
      nx_bench_times_add (opening, nx_bench_cpu_ms () - cpu);
      nx_bench_times_add (list, nx_bench_read (bench.store, show_first_list, NULL));
      nx_bench_times_add (wall, (double)(g_get_monotonic_time () - begin) / 1000);
    }
  nx_bench_row (5, "opening, all connections and checks", nx_bench_times_at (opening, 0.5),
                nx_bench_times_at (raw, 0.5), "ms", "information", TRUE);
  nx_bench_row (5, "first list of households, empty cache", nx_bench_times_at (list, 0.5),
                nx_bench_times_at (raw, 0.5), "ms", "both <= 10 ms cold",
                nx_bench_times_at (list, 0.5) + nx_bench_times_at (opening, 0.5) <= 10);
  nx_bench_row (5, "both by the clock", nx_bench_times_at (wall, 0.5), 0, "ms", "information",
                TRUE);
  nx_bench_end (&bench);
  return 0;
}
