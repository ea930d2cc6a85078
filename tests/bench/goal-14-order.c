/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Measures goal 14: the index of the pinyin order, against one of the bare names. */
#include "config.h"

#include "nx-bench.h"

#define ROUNDS 5

static double
build (NxBenchRaw *raw, const char *column)
{
  g_autofree char *sql = g_strdup_printf ("CREATE INDEX i ON p (%s)", column);
  double begin = nx_bench_thread_cpu_ms ();

  nx_bench_raw_script (raw, sql);
  begin = nx_bench_thread_cpu_ms () - begin;
  nx_bench_raw_script (raw, "DROP INDEX i");
  return begin;
}

int
main (int argc, char *argv[])
{
  NxBench bench;
  g_autofree char *from = NULL;
  NxBenchRaw *raw = NULL;
  g_autoptr (GArray) ours = nx_bench_times_new ();
  g_autoptr (GArray) bare = nx_bench_times_new ();

  nx_bench_begin (&bench, argc, argv);
  from = g_build_filename (bench.folder, "store.db", NULL);
  raw = nx_bench_raw_open (from, bench.key);
  nx_bench_raw_script (raw,
                       "CREATE TEMP TABLE p AS SELECT name, name_key FROM person LIMIT 300000");
  for (guint i = 0; i < ROUNDS; i++)
    {
      nx_bench_times_add (ours, build (raw, "name_key"));
      nx_bench_times_add (bare, build (raw, "name"));
    }
  nx_bench_row (14, "index of 300,000 pinyin keys", nx_bench_times_at (ours, 0.5),
                nx_bench_times_at (bare, 0.5), "ms", "<= 1.2 x",
                nx_bench_times_at (ours, 0.5) <= 1.2 * nx_bench_times_at (bare, 0.5));
  nx_bench_raw_close (raw);
  nx_bench_end (&bench);
  return 0;
}
