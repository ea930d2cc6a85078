/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Measures goal 3: reading rows that are in memory through the store, against a plain file read
 * bare. */
#include "config.h"

#include "nx-bench.h"

#define ROUNDS 101
#define ROWS 64

typedef struct
{
  GStrv ids;
  guint first;
} Reads;

static const char sql[] = "SELECT number, address, building, unit, room, name_key FROM household"
                          " WHERE id = ?1";

static void
read_ours (NxDatabase *db, gpointer data, GError **error)
{
  Reads *reads = data;
  g_autoptr (NxStatement) row = nx_database_dynamic (
      db, "bench-reads",
      "SELECT number, address, building, unit, room, name_key FROM household WHERE id = :id",
      error);

  for (guint i = 0; row != NULL && i < ROWS; i++)
    {
      nx_statement_bind_int64 (row, "id", g_ascii_strtoll (reads->ids[reads->first + i], NULL, 10));
      while (nx_statement_step (row, error))
        for (int column = 0; column < 6; column++)
          (void)nx_statement_get_text (row, column);
      nx_statement_reset (row);
    }
}

static double
read_plain (NxBenchRaw *raw, Reads *reads)
{
  double begin = nx_bench_thread_cpu_ms ();

  /* One look at the file for all of them, as in a job of the store. */
  nx_bench_raw_script (raw, "BEGIN");
  for (guint i = 0; i < ROWS; i++)
    {
      const char *const texts[] = { reads->ids[reads->first + i], NULL };

      nx_bench_raw_run (raw, sql, texts);
    }
  nx_bench_raw_script (raw, "COMMIT");
  return nx_bench_thread_cpu_ms () - begin;
}

/* A plain file with the same table, through the encrypted one that lies beside it. */
static NxBenchRaw *
copy_plain (NxBench *bench)
{
  g_autofree char *from = g_build_filename (bench->folder, "store.db", NULL);
  g_autofree char *to = g_build_filename (bench->temporary, "plain.db", NULL);
  g_autofree char *attach = g_strdup_printf ("ATTACH '%s' AS plain KEY ''", to);
  NxBenchRaw *raw = nx_bench_raw_open (from, bench->key);

  nx_bench_raw_script (raw, attach);
  nx_bench_raw_script (raw, "CREATE TABLE plain.household (id INTEGER PRIMARY KEY, number, address,"
                            " building, unit, room, name_key);"
                            "INSERT INTO plain.household SELECT id, number, address, building,"
                            " unit, room, name_key FROM main.household LIMIT 10000;");
  nx_bench_raw_close (raw);
  return nx_bench_raw_open (to, NULL);
}

int
main (int argc, char *argv[])
{
  NxBench bench;
  Reads reads = { 0 };
  NxBenchRaw *plain = NULL;
  g_autoptr (GArray) ours = nx_bench_times_new ();
  g_autoptr (GArray) raw = nx_bench_times_new ();

  nx_bench_begin (&bench, argc, argv);
  reads.ids = nx_bench_texts (bench.store, "SELECT id FROM household ORDER BY id LIMIT 2000");
  plain = copy_plain (&bench);
  for (guint i = 0; i < ROUNDS * 2; i++)
    {
      double our_ms = 0, raw_ms = 0;

      reads.first = (i * 577) % (g_strv_length (reads.ids) - ROWS);
      our_ms = nx_bench_read (bench.store, read_ours, &reads);
      raw_ms = read_plain (plain, &reads);
      /* The first half fetches what the second finds in memory. */
      if (i < ROUNDS)
        continue;
      nx_bench_times_add (ours, our_ms);
      nx_bench_times_add (raw, raw_ms);
    }
  nx_bench_row (3, "64 rows by id in memory, through the store", nx_bench_times_at (ours, 0.5),
                nx_bench_times_at (raw, 0.5), "ms", "<= 1.05 x plain",
                nx_bench_times_at (ours, 0.5) <= 1.05 * nx_bench_times_at (raw, 0.5));
  nx_bench_raw_close (plain);
  g_strfreev (reads.ids);
  nx_bench_end (&bench);
  return 0;
}
