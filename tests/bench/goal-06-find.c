/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Measures goal 6: finding people by whatever is typed, against a bare range of the index of names.
 */
#include "config.h"

#include "nx-bench.h"

#include "nx-find.h"
#include "nx-pinyin.h"

#include <string.h>

static void
find (NxDatabase *db, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) hits = nx_find_run (db, data, NX_RECORD_PERSON, 50, error);

  g_assert (hits != NULL || (error != NULL && *error != NULL));
}

static void
measure (NxBench *bench, NxBenchRaw *raw, const char *text, GArray *ours, GArray *bare)
{
  g_autofree char *end = g_strconcat (text, "\U0010FFFF", NULL);
  const char *const range[] = { text, end, NULL };
  double begin = 0;

  /* The second time, when what it reads is in memory. */
  nx_bench_read (bench->store, find, (gpointer)text);
  nx_bench_times_add (ours, nx_bench_read (bench->store, find, (gpointer)text));
  begin = nx_bench_thread_cpu_ms ();
  nx_bench_raw_run (raw,
                    "SELECT id, name FROM person WHERE name >= ?1 AND name < ?2"
                    " ORDER BY name LIMIT 50",
                    range);
  nx_bench_times_add (bare, nx_bench_thread_cpu_ms () - begin);
}

/* What a worker types to find somebody of that name. */
static void
measure_name (NxBench *bench, NxBenchRaw *raw, const char *name, GArray *ours, GArray *bare)
{
  g_auto (GStrv) keys = nx_pinyin_keys (name, NULL);
  const char *second = g_utf8_next_char (name);
  g_autofree char *first = g_strndup (name, (gsize)(second - name));

  measure (bench, raw, name, ours, bare);
  measure (bench, raw, first, ours, bare);
  measure (bench, raw, second, ours, bare);
  for (guint i = 0; keys[i] != NULL && i < 2; i++)
    measure (bench, raw, keys[i] + strlen ("f:"), ours, bare);
}

int
main (int argc, char *argv[])
{
  NxBench bench;
  g_autofree char *path = NULL;
  g_autofree char *worst = NULL;
  NxBenchRaw *raw = NULL;
  g_auto (GStrv) names = NULL;
  g_auto (GStrv) phones = NULL;
  g_autoptr (GArray) ours = nx_bench_times_new ();
  g_autoptr (GArray) bare = nx_bench_times_new ();
  gboolean is_city = FALSE;

  nx_bench_begin (&bench, argc, argv);
  is_city = bench.households > 300000;
  path = g_build_filename (bench.folder, "store.db", NULL);
  raw = nx_bench_raw_open (path, bench.key);
  names = nx_bench_texts (bench.store, "SELECT name FROM person WHERE id IN (SELECT abs(random()) %"
                                       " (SELECT max(id) FROM person) FROM event LIMIT 200)");
  phones = nx_bench_texts (bench.store, "SELECT substr(phones, 8, 4) FROM person"
                                        " WHERE phones IS NOT NULL LIMIT 50");
  for (guint i = 0; names[i] != NULL; i++)
    measure_name (&bench, raw, names[i], ours, bare);
  for (guint i = 0; phones[i] != NULL; i++)
    measure (&bench, raw, phones[i], ours, bare);
  nx_bench_row (6, "finding people, first 50, median", nx_bench_times_at (ours, 0.5),
                nx_bench_times_at (bare, 0.5), "ms", is_city ? "<= 0.5 ms" : "<= 0.2 ms",
                nx_bench_times_at (ours, 0.5) <= (is_city ? 0.5 : 0.2));
  nx_bench_row (6, "99 of 100", nx_bench_times_at (ours, 0.99), nx_bench_times_at (bare, 0.99),
                "ms", is_city ? "information" : "<= 5 ms",
                is_city || nx_bench_times_at (ours, 0.99) <= 5);
  nx_bench_row (6, "the worst", nx_bench_times_at (ours, 1), nx_bench_times_at (bare, 1), "ms",
                is_city ? "<= 20 ms" : "<= 10 ms",
                nx_bench_times_at (ours, 1) <= (is_city ? 20 : 10));
  nx_bench_raw_close (raw);
  nx_bench_end (&bench);
  return 0;
}
