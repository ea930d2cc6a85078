/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Measures goal 4: saving one visit with journal and search, against a plain commit of one row. */
#include "config.h"

#include "nx-bench.h"

#include "nx-record-kinds.h"
#include "nx-save.h"

#include <stdlib.h>

#define ROUNDS 51

static const char narrative[]
    = "老人在家，精神尚可，卫生间扶手已装好，血压平稳，药盒里还有六天的药。女儿每周来两次，"
      "希望参加社区的手工活动，已登记，下周送报名表。";

static void
save_visit (NxDatabase *db, gpointer data, GError **error)
{
  g_autoptr (NxEdit) edit = nx_edit_new (NX_RECORD_VISIT, NULL);

  nx_edit_set_int (edit, NX_VISIT_CASE, *(gint64 *)data);
  nx_edit_set_int (edit, NX_VISIT_WORKER, 1);
  nx_edit_set_text (edit, NX_VISIT_STATE, "done");
  nx_edit_set_text (edit, NX_VISIT_KIND, "home");
  nx_edit_set_date (edit, NX_VISIT_ON, nx_date_today ());
  nx_edit_set_text (edit, NX_VISIT_NARRATIVE, narrative);
  nx_records_save (db, edit, error);
}

static double
commit_plain (NxBenchRaw *raw)
{
  const char *const texts[] = { narrative, NULL };
  double begin = nx_bench_cpu_ms ();

  nx_bench_raw_run (raw, "INSERT INTO t (a) VALUES (?1)", texts);
  return nx_bench_cpu_ms () - begin;
}

int
main (int argc, char *argv[])
{
  NxBench bench;
  g_autoptr (GArray) ours = nx_bench_times_new ();
  g_autoptr (GArray) raw = nx_bench_times_new ();
  g_autoptr (GArray) wall = nx_bench_times_new ();
  g_autoptr (GArray) raw_wall = nx_bench_times_new ();
  g_autofree char *path = NULL;
  NxBenchRaw *plain = NULL;
  g_auto (GStrv) cases = NULL;

  nx_bench_begin (&bench, argc, argv);
  cases = nx_bench_texts (bench.store, "SELECT id FROM case_file WHERE is_confidential IS NOT 1"
                                       " ORDER BY id DESC LIMIT 51");
  path = g_build_filename (bench.folder, "bench-plain.db", NULL);
  plain = nx_bench_raw_open (path, NULL);
  nx_bench_raw_script (plain, "CREATE TABLE IF NOT EXISTS t (id INTEGER PRIMARY KEY, a TEXT)");
  for (guint i = 0; i < ROUNDS; i++)
    {
      gint64 id = g_ascii_strtoll (cases[i], NULL, 10);
      gint64 begin = g_get_monotonic_time ();

      nx_bench_times_add (ours, nx_bench_write (bench.store, save_visit, &id));
      nx_bench_times_add (wall, (double)(g_get_monotonic_time () - begin) / 1000);
      begin = g_get_monotonic_time ();
      nx_bench_times_add (raw, commit_plain (plain));
      nx_bench_times_add (raw_wall, (double)(g_get_monotonic_time () - begin) / 1000);
    }
  nx_bench_row (4, "saving one visit, CPU", nx_bench_times_at (ours, 0.5),
                nx_bench_times_at (raw, 0.5), "ms", "<= 8 x, <= 1 ms",
                nx_bench_times_at (ours, 0.5) <= 8 * nx_bench_times_at (raw, 0.5)
                    && nx_bench_times_at (ours, 0.5) <= 1);
  nx_bench_row (4, "the same by the clock", nx_bench_times_at (wall, 0.5),
                nx_bench_times_at (raw_wall, 0.5), "ms", "<= 1.3 x",
                nx_bench_times_at (wall, 0.5) <= 1.3 * nx_bench_times_at (raw_wall, 0.5));
  nx_bench_raw_close (plain);
  nx_bench_end (&bench);
  return 0;
}
