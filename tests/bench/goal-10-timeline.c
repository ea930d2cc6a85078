/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Measures goal 10: the first page of a timeline of ten thousand entries. */
#include "config.h"

#include "nx-bench.h"

#include "nx-record-kinds.h"
#include "nx-save.h"
#include "nx-timeline-query.h"

#define ENTRIES 10000
#define ROUNDS 51

static void
fill (NxDatabase *db, gpointer data, GError **error)
{
  gint64 *case_id = data;
  g_autoptr (NxEdit) person = nx_edit_new (NX_RECORD_PERSON, NULL);
  g_autoptr (NxEdit) case_file = nx_edit_new (NX_RECORD_CASE, NULL);
  NxDate day = { 2004, 1, 1 };

  nx_edit_set_text (person, NX_PERSON_NAME, "王桂英");
  nx_edit_set_text (case_file, NX_CASE_TITLE, "bench");
  nx_edit_set_int (case_file, NX_CASE_CLIENT_PERSON, nx_records_save (db, person, error));
  nx_edit_set_text (case_file, NX_CASE_STAGE, "intake");
  nx_edit_set_text (case_file, NX_CASE_RISK, "low");
  *case_id = nx_records_save (db, case_file, error);
  for (guint i = 0; i < ENTRIES && *case_id != 0; i++)
    {
      g_autoptr (NxEdit) visit = nx_edit_new (NX_RECORD_VISIT, NULL);

      nx_edit_set_int (visit, NX_VISIT_CASE, *case_id);
      nx_edit_set_text (visit, NX_VISIT_STATE, "done");
      nx_edit_set_text (visit, NX_VISIT_KIND, "home");
      nx_edit_set_date (visit, NX_VISIT_ON, nx_date_add_days (day, (int)i / 2));
      nx_edit_set_int (visit, NX_VISIT_SESSION, i + 1);
      nx_edit_set_text (visit, NX_VISIT_NARRATIVE, "老人在家，精神尚可，血压平稳，按时服药。");
      if (nx_records_save (db, visit, error) == 0)
        return;
    }
}

static void
first_page (NxDatabase *db, gpointer data, GError **error)
{
  NxTimelineQuery query = { .case_id = *(gint64 *)data, .limit = 50 };
  g_autoptr (GPtrArray) entries = nx_timeline_query_run (db, &query, error);

  g_assert (entries != NULL || (error != NULL && *error != NULL));
}

int
main (int argc, char *argv[])
{
  NxBench bench;
  NxStore *store = NULL;
  gint64 case_id = 0;
  double cold = 0;
  g_autoptr (GArray) warm = nx_bench_times_new ();
  g_autoptr (GArray) bare = nx_bench_times_new ();
  g_autofree char *path = NULL;
  NxBenchRaw *raw = NULL;
  g_autoptr (GError) error = NULL;

  nx_bench_begin (&bench, argc, argv);
  store = nx_bench_new_store (&bench, "timeline");
  nx_bench_write (store, fill, &case_id);
  nx_store_close (store, &error);
  g_assert_no_error (error);
  nx_store_open (store, bench.key, &error);
  g_assert_no_error (error);
  path = g_build_filename (bench.temporary, "timeline", "store.db", NULL);
  raw = nx_bench_raw_open (path, bench.key);
  cold = nx_bench_read (store, first_page, &case_id);
  for (guint i = 0; i < ROUNDS; i++)
    {
      double begin = 0;

      nx_bench_times_add (warm, nx_bench_read (store, first_page, &case_id));
      begin = nx_bench_thread_cpu_ms ();
      nx_bench_raw_run (raw,
                        "SELECT * FROM visit WHERE case_id = 1"
                        " ORDER BY visited_on DESC, id DESC LIMIT 50",
                        NULL);
      nx_bench_times_add (bare, nx_bench_thread_cpu_ms () - begin);
    }
  nx_bench_row (10, "first 50 of 10,000 entries, first time", cold, 0, "ms", "<= 4 ms", cold <= 4);
  nx_bench_row (10, "the same again", nx_bench_times_at (warm, 0.5), nx_bench_times_at (bare, 0.5),
                "ms", "<= 0.3 ms", nx_bench_times_at (warm, 0.5) <= 0.3);
  nx_bench_raw_close (raw);
  nx_store_close (store, NULL);
  g_object_unref (store);
  nx_bench_end (&bench);
  return 0;
}
