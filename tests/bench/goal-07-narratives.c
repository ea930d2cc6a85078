/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Measures goal 7: the newest 50 visits with a text, against reading 50 visits by id. */
#include "config.h"

#include "nx-bench.h"

#include "nx-find.h"

static void
find (NxDatabase *db, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) hits = nx_find_run (db, data, NX_RECORD_VISIT, 50, error);

  g_assert (hits != NULL || (error != NULL && *error != NULL));
}

static double
read_fifty (NxBenchRaw *raw, GStrv ids, guint first)
{
  double begin = nx_bench_thread_cpu_ms ();

  /* One look at the file for all of them, as in a job of the store. */
  nx_bench_raw_script (raw, "BEGIN");
  for (guint i = 0; i < 50; i++)
    {
      const char *const texts[] = { ids[(first + i * 7) % g_strv_length (ids)], NULL };

      nx_bench_raw_run (raw, "SELECT * FROM visit WHERE id = ?1", texts);
    }
  nx_bench_raw_script (raw, "COMMIT");
  return nx_bench_thread_cpu_ms () - begin;
}

/* The share of the index in the texts, where looking at every text is affordable. */
static void
measure_size (NxBench *bench)
{
  g_auto (GStrv) sizes = NULL;

  if (bench->households > 300000)
    return;
  sizes = nx_bench_texts (
      bench->store, "SELECT (SELECT sum(length(block)) FROM visit_text_data) * 100.0 /"
                    " (SELECT sum(length(CAST(coalesce(narrative, '') || coalesce(problems, '')"
                    " || coalesce(services, '') || coalesce(next_steps, '') AS BLOB)))"
                    " FROM visit)");
  nx_bench_row (7, "index of the texts, share of them", g_ascii_strtod (sizes[0], NULL), 0, "%",
                "<= 55 %", g_ascii_strtod (sizes[0], NULL) <= 55);
}

int
main (int argc, char *argv[])
{
  static const char *const common[] = { "走访", "血压", "扶手", "女儿", "社区", "按时服药" };
  NxBench bench;
  g_autofree char *path = NULL;
  NxBenchRaw *raw = NULL;
  g_auto (GStrv) ids = NULL;
  g_auto (GStrv) pieces = NULL;
  g_autoptr (GArray) ours = nx_bench_times_new ();
  g_autoptr (GArray) bare = nx_bench_times_new ();

  nx_bench_begin (&bench, argc, argv);
  path = g_build_filename (bench.folder, "store.db", NULL);
  raw = nx_bench_raw_open (path, bench.key);
  ids = nx_bench_texts (bench.store, "SELECT id FROM visit ORDER BY id DESC LIMIT 5000");
  pieces = nx_bench_texts (bench.store, "SELECT substr(narrative, 3, 2 + id % 3) FROM visit"
                                        " WHERE narrative IS NOT NULL ORDER BY id DESC LIMIT 100");
  for (guint i = 0; pieces[i] != NULL; i++)
    {
      /* The second time, when what it reads is in memory. */
      nx_bench_read (bench.store, find, pieces[i]);
      nx_bench_times_add (ours, nx_bench_read (bench.store, find, pieces[i]));
      nx_bench_times_add (bare, read_fifty (raw, ids, i * 31));
    }
  for (guint i = 0; i < G_N_ELEMENTS (common) * 3; i++)
    nx_bench_times_add (
        ours, nx_bench_read (bench.store, find, (gpointer)common[i % G_N_ELEMENTS (common)]));
  nx_bench_row (7, "newest 50 visits with a text, median", nx_bench_times_at (ours, 0.5),
                nx_bench_times_at (bare, 0.5), "ms", "<= 1 ms", nx_bench_times_at (ours, 0.5) <= 1);
  nx_bench_row (7, "99 of 100", nx_bench_times_at (ours, 0.99), nx_bench_times_at (bare, 0.99),
                "ms", "<= 5 ms", nx_bench_times_at (ours, 0.99) <= 5);
  measure_size (&bench);
  nx_bench_raw_close (raw);
  nx_bench_end (&bench);
  return 0;
}
