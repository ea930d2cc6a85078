/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Measures goal 2: inserting rows into an encrypted file against a plain one, nothing of ours
 * around. */
#include "config.h"

#include "nx-bench.h"

#define ROUNDS 5
#define ROWS 30000

static double
insert_rows (const char *path, GBytes *key)
{
  NxBenchRaw *raw = nx_bench_raw_open (path, key);
  double begin = 0;

  nx_bench_raw_script (raw, "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b TEXT, c TEXT)");
  begin = nx_bench_cpu_ms ();
  nx_bench_raw_script (raw, "BEGIN");
  for (guint i = 0; i < ROWS; i++)
    {
      static const char *const texts[] = { "王桂英", "210102193805210000",
                                           "沈阳市和平区新华街道丰泽社区虚构路三号楼二单元", NULL };

      nx_bench_raw_run (raw, "INSERT INTO t (a, b, c) VALUES (?1, ?2, ?3)", texts);
    }
  nx_bench_raw_script (raw, "COMMIT");
  begin = nx_bench_cpu_ms () - begin;
  nx_bench_raw_close (raw);
  return begin;
}

int
main (int argc, char *argv[])
{
  NxBench bench;
  g_autoptr (GArray) ours = nx_bench_times_new ();
  g_autoptr (GArray) plain = nx_bench_times_new ();

  nx_bench_begin (&bench, argc, argv);
  for (guint i = 0; i < ROUNDS; i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/keyed-%u.db", bench.temporary, i);
      g_autofree char *plain_path = g_strdup_printf ("%s/plain-%u.db", bench.temporary, i);

      nx_bench_times_add (ours, insert_rows (path, bench.key));
      nx_bench_times_add (plain, insert_rows (plain_path, NULL));
    }
  nx_bench_row (2, "30,000 bare rows, encrypted", nx_bench_times_at (ours, 0.5),
                nx_bench_times_at (plain, 0.5), "ms", "<= 1.25 x",
                nx_bench_times_at (ours, 0.5) <= 1.25 * nx_bench_times_at (plain, 0.5));
  nx_bench_end (&bench);
  return 0;
}
