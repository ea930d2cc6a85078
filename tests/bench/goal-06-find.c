/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Measures goal 6: finding people by whatever is typed, against a bare range of the index of names.
 */
#include "config.h"

#include "nx-bench.h"

#include "nx-candidates.h"
#include "nx-find-names.h"
#include "nx-find.h"
#include "nx-pinyin.h"

#include <string.h>

static void
find (NxDatabase *db, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) hits = nx_find_run (db, data, NX_RECORD_PERSON, 50, error);

  g_assert (hits != NULL || (error != NULL && *error != NULL));
}

/* Who they are and in which order, before anybody's record is read. */
static void
search (NxDatabase *db, gpointer data, GError **error)
{
  g_autoptr (NxQuery) query = nx_query_parse (data);
  g_autoptr (NxCandidates) numbers = nx_candidates_new ();
  g_autoptr (GPtrArray) names = nx_find_names (db, query, 50, TRUE, error);

  g_assert (names != NULL || (error != NULL && *error != NULL));
  nx_candidates_by_id_number (db, numbers, query, 50, error);
  nx_candidates_by_phone (db, numbers, query, 50, error);
}

typedef struct
{
  GArray *found, *searched, *bare;
} Times;

static void
measure (NxBench *bench, NxBenchRaw *raw, const char *text, Times *times)
{
  g_autofree char *end = g_strconcat (text, "\U0010FFFF", NULL);
  const char *const range[] = { text, end, NULL };
  double begin = 0;

  /* The second time, when what it reads is in memory. */
  nx_bench_read (bench->store, find, (gpointer)text);
  nx_bench_times_add (times->found, nx_bench_read (bench->store, find, (gpointer)text));
  nx_bench_times_add (times->searched, nx_bench_read (bench->store, search, (gpointer)text));
  begin = nx_bench_thread_cpu_ms ();
  nx_bench_raw_run (raw,
                    "SELECT id, name FROM person WHERE name >= ?1 AND name < ?2"
                    " ORDER BY name LIMIT 50",
                    range);
  nx_bench_times_add (times->bare, nx_bench_thread_cpu_ms () - begin);
}

/* What a worker types to find somebody of that name. */
static void
measure_name (NxBench *bench, NxBenchRaw *raw, const char *name, Times *times)
{
  g_auto (GStrv) keys = nx_pinyin_keys (name, NULL);
  const char *second = g_utf8_next_char (name);
  g_autofree char *first = g_strndup (name, (gsize)(second - name));

  measure (bench, raw, name, times);
  measure (bench, raw, first, times);
  measure (bench, raw, second, times);
  for (guint i = 0; keys[i] != NULL && i < 2; i++)
    measure (bench, raw, keys[i] + strlen ("f:"), times);
}

/* @limit_ms 0: none. */
static void
tell (Times *times, double share, const char *what, double limit_ms)
{
  double ms = nx_bench_times_at (times->searched, share);
  g_autofree char *wanted
      = limit_ms > 0 ? g_strdup_printf ("<= %g ms", limit_ms) : g_strdup ("information");

  nx_bench_row (6, what, ms, nx_bench_times_at (times->bare, share), "ms", wanted,
                limit_ms <= 0 || ms <= limit_ms);
}

int
main (int argc, char *argv[])
{
  NxBench bench;
  g_autofree char *path = NULL;
  NxBenchRaw *raw = NULL;
  g_auto (GStrv) names = NULL;
  g_auto (GStrv) phones = NULL;
  Times times = { nx_bench_times_new (), nx_bench_times_new (), nx_bench_times_new () };
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
    measure_name (&bench, raw, names[i], &times);
  for (guint i = 0; phones[i] != NULL; i++)
    measure (&bench, raw, phones[i], &times);
  tell (&times, 0.5, "searching people, first 50 in order, median", is_city ? 0.5 : 0.2);
  tell (&times, 0.99, "99 of 100", is_city ? 0 : 5);
  tell (&times, 1, "the worst", is_city ? 20 : 10);
  nx_bench_row (6, "with their whole records and why, median", nx_bench_times_at (times.found, 0.5),
                nx_bench_times_at (times.bare, 0.5), "ms", "information", TRUE);
  nx_bench_row (6, "the worst of that", nx_bench_times_at (times.found, 1),
                nx_bench_times_at (times.bare, 1), "ms", is_city ? "<= 20 ms" : "<= 10 ms",
                nx_bench_times_at (times.found, 1) <= (is_city ? 20 : 10));
  g_array_unref (times.found);
  g_array_unref (times.searched);
  g_array_unref (times.bare);
  nx_bench_raw_close (raw);
  nx_bench_end (&bench);
  return 0;
}
