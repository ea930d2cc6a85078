/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Measures goal 8: a page of 50 rows of a list at any depth, against reading 50 rows bare. */
#include "config.h"

#include "nx-bench.h"

#include "nx-id-query.h"
#include "nx-record-kinds.h"
#include "nx-records.h"

#define ROUNDS 51
#define PAGE 50

typedef struct
{
  GArray *ids;
  guint first;
} Page;

static void
query_ids (NxDatabase *db, gpointer data, GError **error)
{
  g_autoptr (NxFilter) filter = nx_filter_new (NX_RECORD_HOUSEHOLD);
  Page *page = data;

  page->ids = nx_id_query_run (db, filter, error);
}

static void
query_first (NxDatabase *db, gpointer data, GError **error)
{
  g_autoptr (NxFilter) filter = nx_filter_new (NX_RECORD_HOUSEHOLD);
  g_autoptr (GArray) ids = NULL;

  filter->limit = 256;
  ids = nx_id_query_run (db, filter, error);
}

static void
load (NxDatabase *db, gpointer data, GError **error)
{
  Page *page = data;
  g_autoptr (GPtrArray) rows = nx_records_load_many (
      db, NX_RECORD_HOUSEHOLD, &g_array_index (page->ids, gint64, page->first), PAGE, error);

  g_assert (rows != NULL || (error != NULL && *error != NULL));
}

static double
load_bare (NxBenchRaw *raw, Page *page)
{
  double begin = nx_bench_thread_cpu_ms ();

  /* One look at the file for all of them, as in a job of the store. */
  nx_bench_raw_script (raw, "BEGIN");
  for (guint i = 0; i < PAGE; i++)
    {
      g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT,
                                             g_array_index (page->ids, gint64, page->first + i));
      const char *const texts[] = { id, NULL };

      nx_bench_raw_run (raw, "SELECT * FROM household WHERE id = ?1", texts);
    }
  nx_bench_raw_script (raw, "COMMIT");
  return nx_bench_thread_cpu_ms () - begin;
}

/* Pages in one tenth of the list: each once for the first time, then again. */
static void
measure (NxBench *bench, NxBenchRaw *raw, Page *page, guint tenth, double *warm)
{
  static const char *const names[] = { "at the beginning", "in the middle", "at the end" };
  g_autoptr (GArray) cold = nx_bench_times_new ();
  g_autoptr (GArray) again = nx_bench_times_new ();
  g_autoptr (GArray) bare_cold = nx_bench_times_new ();
  g_autoptr (GArray) bare = nx_bench_times_new ();
  g_autofree char *cold_name = NULL;
  g_autofree char *warm_name = NULL;
  guint begin = page->ids->len / 10 * tenth;
  const char *name = names[tenth == 0 ? 0 : tenth == 9 ? 2 : 1];

  for (guint i = 0; i < ROUNDS; i++)
    {
      page->first = MIN (begin + i * (page->ids->len / 10 / ROUNDS), page->ids->len - PAGE);
      nx_bench_times_add (cold, nx_bench_read (bench->store, load, page));
      nx_bench_times_add (bare_cold, load_bare (raw, page));
      nx_bench_times_add (again, nx_bench_read (bench->store, load, page));
      nx_bench_times_add (bare, load_bare (raw, page));
    }
  *warm = nx_bench_times_at (again, 0.5);
  cold_name = g_strconcat ("50 households ", name, ", first time", NULL);
  warm_name = g_strconcat ("50 households ", name, ", again", NULL);
  nx_bench_row (8, cold_name, nx_bench_times_at (cold, 0.5), nx_bench_times_at (bare_cold, 0.5),
                "ms", "<= 3 ms", nx_bench_times_at (cold, 0.5) <= 3);
  nx_bench_row (8, warm_name, *warm, nx_bench_times_at (bare, 0.5), "ms", "<= 1 ms", *warm <= 1);
}

int
main (int argc, char *argv[])
{
  NxBench bench;
  Page page = { 0 };
  g_autofree char *path = NULL;
  NxBenchRaw *raw = NULL;
  double warm[3] = { 0 };

  nx_bench_begin (&bench, argc, argv);
  path = g_build_filename (bench.folder, "store.db", NULL);
  raw = nx_bench_raw_open (path, bench.key);
  nx_bench_row (8, "the first 256 ids of all households",
                nx_bench_read (bench.store, query_first, NULL), 0, "ms", "<= 3 ms", TRUE);
  nx_bench_row (8, "all ids, behind the rows", nx_bench_read (bench.store, query_ids, &page), 0,
                "ms", "information", TRUE);
  measure (&bench, raw, &page, 0, &warm[0]);
  measure (&bench, raw, &page, 5, &warm[1]);
  measure (&bench, raw, &page, 9, &warm[2]);
  nx_bench_row (8, "depth: the end against the beginning", warm[2], warm[0], "ms", "<= 2 x",
                warm[2] <= 2 * warm[0]);
  g_array_unref (page.ids);
  nx_bench_raw_close (raw);
  nx_bench_end (&bench);
  return 0;
}
