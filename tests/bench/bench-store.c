/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Measures the store on a sample office: opening, lists, find, timelines, saving, each beside a raw
 * baseline of the same run. Run it as: bench-store HOUSEHOLDS [FOLDER]
 *
 * Figures are wall milliseconds, medians of many rounds. The baseline of reads is fetching 64 rows
 * of the same table by id through the same driver; the baseline of saving is the commit of
 * one row. With FOLDER the store is kept there and used again. */
#include "config.h"

#include "nx-calendar.h"
#include "nx-due-rows.h"
#include "nx-due.h"
#include "nx-find.h"
#include "nx-id-query.h"
#include "nx-office.h"
#include "nx-record-kinds.h"
#include "nx-records.h"
#include "nx-sample-office.h"
#include "nx-save.h"
#include "nx-store.h"
#include "nx-timeline-query.h"
#include "nx-worker-notes.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>

#define ROUNDS 51

typedef struct
{
  NxStore *store;
  GArray *ids; /* households in list order */
  guint at;    /* moves through them, so that rounds differ */
  gint64 busiest_case;
  gint64 worker;
  const char *text;
} Bench;

typedef gboolean (*Work) (NxDatabase *db, Bench *bench, GError **error);

typedef struct
{
  Bench *bench;
  Work work;
  double ms;
} Job;

static gpointer
run_job (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Job *job = data;
  gint64 begin = g_get_monotonic_time ();

  job->work (db, job->bench, error);
  job->ms = (double)(g_get_monotonic_time () - begin) / 1000.0;
  return NULL;
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double left = *(const double *)a;
  double right = *(const double *)b;

  return (left > right) - (left < right);
}

/* The median of ROUNDS runs. Writes are timed from outside, commit included. */
static double
measure (Bench *bench, Work work, gboolean is_write)
{
  double ms[ROUNDS];

  for (guint i = 0; i < ROUNDS; i++)
    {
      g_autoptr (GError) error = NULL;
      Job job = { bench, work, 0 };
      gint64 begin = g_get_monotonic_time ();

      if (is_write)
        nx_store_write (bench->store, run_job, &job, NULL, &error);
      else
        nx_store_read (bench->store, run_job, &job, NULL, &error);
      g_assert_no_error (error);
      ms[i] = is_write ? (double)(g_get_monotonic_time () - begin) / 1000.0 : job.ms;
    }
  qsort (ms, ROUNDS, sizeof *ms, compare_doubles);
  return ms[ROUNDS / 2];
}

static void
report (const char *what, double ms, double baseline)
{
  g_print ("%-44s %9.3f ms   %6.2f x\n", what, ms, baseline > 0 ? ms / baseline : 1.0);
}

/* Work */

static gboolean
fetch_raw_rows (NxDatabase *db, Bench *bench, GError **error)
{
  g_autoptr (NxStatement) row
      = nx_database_dynamic (db, "bench-raw", "SELECT * FROM household WHERE id = :id", error);

  for (guint i = 0; row != NULL && i < 64; i++)
    {
      nx_statement_bind_int64 (row, "id",
                               g_array_index (bench->ids, gint64, bench->at++ % bench->ids->len));
      while (nx_statement_step (row, error))
        ;
      nx_statement_reset (row);
    }
  return row != NULL;
}

static gboolean
list_households (NxDatabase *db, Bench *bench, GError **error)
{
  g_autoptr (NxFilter) filter = nx_filter_new (NX_RECORD_HOUSEHOLD);
  g_autoptr (GArray) ids = nx_id_query_run (db, filter, error);

  return ids != NULL;
}

static gboolean
list_due (NxDatabase *db, Bench *bench, GError **error)
{
  g_autoptr (NxFilter) filter = nx_filter_new (NX_RECORD_CASE);
  g_autoptr (GArray) ids = NULL;

  filter->order = NX_ORDER_NEXT;
  filter->due_until = nx_date_add_days (nx_date_today (), 7);
  filter->limit = 200;
  ids = nx_id_query_run (db, filter, error);
  return ids != NULL;
}

static gboolean
run_due (NxDatabase *db, gint64 worker, gboolean is_by_route, guint n_rows, GError **error)
{
  NxDueQuery query = { worker, is_by_route };
  g_autoptr (NxDueList) list = nx_due_list_run (db, &query, error);
  g_autoptr (GPtrArray) rows = list != NULL ? nx_due_rows_load (db, (const gint64 *)list->ids->data,
                                                                MIN (n_rows, list->ids->len), error)
                                            : NULL;

  return rows != NULL;
}

static gboolean
due_of_worker (NxDatabase *db, Bench *bench, GError **error)
{
  return run_due (db, bench->worker, FALSE, 0, error);
}

static gboolean
due_of_worker_by_route (NxDatabase *db, Bench *bench, GError **error)
{
  return run_due (db, bench->worker, TRUE, 0, error);
}

static gboolean
due_of_station (NxDatabase *db, Bench *bench, GError **error)
{
  return run_due (db, 0, FALSE, 0, error);
}

static gboolean
due_of_station_by_route (NxDatabase *db, Bench *bench, GError **error)
{
  return run_due (db, 0, TRUE, 0, error);
}

static gboolean
due_with_rows (NxDatabase *db, Bench *bench, GError **error)
{
  return run_due (db, bench->worker, FALSE, 50, error);
}

static gboolean
load_questions (NxDatabase *db, Bench *bench, GError **error)
{
  guint n_all = 0;
  g_autoptr (GPtrArray) rows = nx_worker_notes_questions (db, bench->worker, 3, &n_all, error);

  return rows != NULL;
}

static gboolean
load_birthdays (NxDatabase *db, Bench *bench, GError **error)
{
  guint n_all = 0;
  NxDate today = nx_database_today (db);
  g_autoptr (GPtrArray) rows = nx_worker_notes_birthdays (
      db, bench->worker, today, nx_date_add_days (today, 6), 3, &n_all, error);

  return rows != NULL;
}

static gboolean
load_reviews (NxDatabase *db, Bench *bench, GError **error)
{
  guint n_all = 0;
  NxDate today = nx_database_today (db);
  g_autoptr (GPtrArray) rows
      = nx_worker_notes_reviews (db, bench->worker, nx_date_add_days (today, -30),
                                 nx_date_add_days (today, 30), 3, &n_all, error);

  return rows != NULL;
}

/* The busiest sheet: six weeks around today, four lines a day. */
static gboolean
show_month (NxDatabase *db, gint64 worker, GError **error)
{
  NxDate today = nx_database_today (db);
  NxCalendarQuery query
      = { nx_date_add_days (today, -20), nx_date_add_days (today, 21), worker, 4 };
  g_autoptr (GPtrArray) days = nx_calendar_run (db, &query, error);

  return days != NULL;
}

static gboolean
month_of_worker (NxDatabase *db, Bench *bench, GError **error)
{
  return show_month (db, bench->worker, error);
}

static gboolean
month_of_station (NxDatabase *db, Bench *bench, GError **error)
{
  return show_month (db, 0, error);
}

static gboolean
count_due (NxDatabase *db, Bench *bench, GError **error)
{
  return nx_due_count (db, bench->worker, error) >= 0;
}

static gboolean
load_page (NxDatabase *db, Bench *bench, GError **error)
{
  guint first = (bench->at += 997) % MAX (bench->ids->len - 64, 1);
  g_autoptr (GPtrArray) page
      = nx_records_load_many (db, NX_RECORD_HOUSEHOLD, &g_array_index (bench->ids, gint64, first),
                              MIN (64, bench->ids->len), error);

  return page != NULL;
}

static gboolean
find_text (NxDatabase *db, Bench *bench, GError **error)
{
  g_autoptr (GPtrArray) hits = nx_find_run (db, bench->text, NX_RECORD_NONE, 20, error);

  return hits != NULL;
}

static gboolean
read_case_timeline (NxDatabase *db, Bench *bench, GError **error)
{
  NxTimelineQuery query = { .case_id = bench->busiest_case, .limit = 50 };
  g_autoptr (GPtrArray) entries = nx_timeline_query_run (db, &query, error);

  return entries != NULL;
}

static gboolean
read_household_timeline (NxDatabase *db, Bench *bench, GError **error)
{
  NxTimelineQuery query
      = { .household_id = g_array_index (bench->ids, gint64, (bench->at += 31) % bench->ids->len),
          .limit = 50 };
  g_autoptr (GPtrArray) entries = nx_timeline_query_run (db, &query, error);

  return entries != NULL;
}

static gboolean
save_raw (NxDatabase *db, Bench *bench, GError **error)
{
  g_autoptr (NxStatement) row = nx_database_dynamic (
      db, "bench-raw-save",
      "INSERT OR REPLACE INTO setting (name, value) VALUES ('bench', hex (randomblob (8)))", error);

  return row != NULL && nx_statement_run (row, error);
}

static gboolean
save_visit (NxDatabase *db, Bench *bench, GError **error)
{
  g_autoptr (NxEdit) edit = nx_edit_new (NX_RECORD_VISIT, NULL);

  nx_edit_set_int (edit, NX_VISIT_CASE, bench->busiest_case);
  nx_edit_set_int (edit, NX_VISIT_WORKER, bench->worker);
  nx_edit_set_text (edit, NX_VISIT_STATE, "done");
  nx_edit_set_text (edit, NX_VISIT_KIND, "home");
  nx_edit_set_date (edit, NX_VISIT_ON, nx_date_today ());
  nx_edit_set_text (edit, NX_VISIT_NARRATIVE, bench->text);
  return nx_records_save (db, edit, error) != 0;
}

/* The office */

static gpointer
set_up_office (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  nx_office_set_up (db, "210102002001", "Bench", error);
  return NULL;
}

static gpointer
learn (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Bench *bench = data;
  g_autoptr (NxFilter) filter = nx_filter_new (NX_RECORD_HOUSEHOLD);
  g_autoptr (NxStatement) row = nx_database_dynamic (
      db, "bench-busiest",
      "SELECT case_id, worker_id FROM visit GROUP BY case_id ORDER BY count(*) DESC LIMIT 1",
      error);

  bench->ids = nx_id_query_run (db, filter, error);
  if (row != NULL && nx_statement_step (row, error))
    {
      bench->busiest_case = nx_statement_get_int64 (row, 0);
      bench->worker = nx_statement_get_int64 (row, 1);
    }
  return NULL;
}

static NxStore *
make_office (const char *folder, GBytes *key, guint households)
{
  static const NxStoreInfo info = { .uid = "018f0000-0000-7000-8000-000000000000",
                                    .office_name = "Bench",
                                    .area_code = "210102002001" };
  NxStore *store = nx_store_new (folder);
  NxSampleOptions options = { .households = households, .seed = 1 };
  g_autoptr (GError) error = NULL;
  gint64 begin = g_get_monotonic_time ();
  double seconds = 0;

  if (nx_store_is_present (store))
    {
      nx_store_open (store, key, &error);
      g_assert_no_error (error);
      return store;
    }
  nx_store_create (store, key, &info, &error);
  g_assert_no_error (error);
  nx_store_write (store, set_up_office, NULL, NULL, &error);
  g_assert_no_error (error);
  nx_store_set_actor (store, 1);
  nx_sample_office_fill_store (store, &options, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  seconds = (double)(g_get_monotonic_time () - begin) / G_USEC_PER_SEC;
  g_print ("made %u households in %.1f s (%.0f a second)\n", households, seconds,
           households / seconds);
  return store;
}

static void
measure_opening (Bench *bench, GBytes *key)
{
  double ms[11];
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (ms); i++)
    {
      gint64 begin = 0;
      Job job = { bench, load_page, 0 };

      nx_store_close (bench->store, &error);
      g_assert_no_error (error);
      begin = g_get_monotonic_time ();
      nx_store_open (bench->store, key, &error);
      nx_store_read (bench->store, run_job, &job, NULL, &error);
      g_assert_no_error (error);
      ms[i] = (double)(g_get_monotonic_time () - begin) / 1000.0;
    }
  qsort (ms, G_N_ELEMENTS (ms), sizeof *ms, compare_doubles);
  g_print ("%-44s %9.3f ms\n", "open to the first 64 rows", ms[G_N_ELEMENTS (ms) / 2]);
}

static void
measure_all (Bench *bench)
{
  static const char *const texts[] = { "王", "wgy", "wangguiying", "1234", "扶手" };
  double rows = measure (bench, fetch_raw_rows, FALSE);
  double commit = measure (bench, save_raw, TRUE);

  report ("baseline: 64 rows by id", rows, rows);
  report ("all households in order (ids)", measure (bench, list_households, FALSE), rows);
  report ("a page of 64 households, as shown", measure (bench, load_page, FALSE), rows);
  report ("cases due within a week, first 200", measure (bench, list_due, FALSE), rows);
  report ("today: due of one worker (ids)", measure (bench, due_of_worker, FALSE), rows);
  report ("today: the same by route", measure (bench, due_of_worker_by_route, FALSE), rows);
  report ("calendar: a month of one worker", measure (bench, month_of_worker, FALSE), rows);
  report ("calendar: a month of the station", measure (bench, month_of_station, FALSE), rows);
  report ("today: due of the station (ids)", measure (bench, due_of_station, FALSE), rows);
  report ("today: the same by route", measure (bench, due_of_station_by_route, FALSE), rows);
  report ("today: due of one worker with 50 lines", measure (bench, due_with_rows, FALSE), rows);
  report ("today: questions without an answer", measure (bench, load_questions, FALSE), rows);
  report ("today: birthdays of seven days", measure (bench, load_birthdays, FALSE), rows);
  report ("today: reviews of sixty days", measure (bench, load_reviews, FALSE), rows);
  report ("today: the number in the sidebar", measure (bench, count_due, FALSE), rows);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *what = g_strdup_printf ("find “%s”, 20 of each kind", texts[i]);

      bench->text = texts[i];
      report (what, measure (bench, find_text, FALSE), rows);
    }
  report ("timeline of the busiest case, first 50", measure (bench, read_case_timeline, FALSE),
          rows);
  report ("timeline of a household, first 50", measure (bench, read_household_timeline, FALSE),
          rows);
  report ("baseline: a commit of one row", commit, commit);
  bench->text = "老人在家，精神尚可，卫生间扶手已装好，血压平稳，药盒里还有六天的药。";
  report ("saving a visit, journal and search too", measure (bench, save_visit, TRUE), commit);
}

int
main (int argc, char *argv[])
{
  guint8 bytes[32] = { 7 };
  g_autoptr (GBytes) key = g_bytes_new (bytes, sizeof bytes);
  g_autoptr (GError) error = NULL;
  g_autofree char *temporary = NULL;
  const char *folder = argc > 2 ? argv[2] : NULL;
  Bench bench = { 0 };

  setlocale (LC_ALL, "");
  if (argc < 2 || atoi (argv[1]) < 1)
    {
      g_printerr ("Usage: %s HOUSEHOLDS [FOLDER]\n", argv[0]);
      return 2;
    }
  if (folder == NULL)
    {
      temporary = g_dir_make_tmp ("nx-bench-XXXXXX", &error);
      g_assert_no_error (error);
      folder = temporary;
    }
  bench.store = make_office (folder, key, (guint)atoi (argv[1]));
  nx_store_read (bench.store, learn, &bench, NULL, &error);
  g_assert_no_error (error);
  measure_opening (&bench, key);
  measure_all (&bench);
  nx_store_close (bench.store, NULL);
  g_object_unref (bench.store);
  g_array_unref (bench.ids);
  if (temporary != NULL)
    {
      g_autofree char *command = g_strdup_printf ("rm -rf '%s'", temporary);

      return g_spawn_command_line_sync (command, NULL, NULL, NULL, NULL) ? 0 : 1;
    }
  return 0;
}
