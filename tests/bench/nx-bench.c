/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * What the benches of the goal figures share: the office, times by the processor, medians, one row
 * of the table. */
#include "config.h"

#include "nx-bench.h"

#include "nx-office.h"

#include <gio/gio.h>
#include <locale.h>
#include <stdlib.h>
#include <time.h>

GBytes *
nx_bench_new_key (void)
{
  const guint8 bytes[32] = { 7 };

  return g_bytes_new (bytes, sizeof bytes);
}

static double
cpu_ms (clockid_t clock)
{
  struct timespec now;

  clock_gettime (clock, &now);
  return (double)now.tv_sec * 1000 + (double)now.tv_nsec / 1e6;
}

double
nx_bench_cpu_ms (void)
{
  return cpu_ms (CLOCK_PROCESS_CPUTIME_ID);
}

double
nx_bench_thread_cpu_ms (void)
{
  return cpu_ms (CLOCK_THREAD_CPUTIME_ID);
}

typedef struct
{
  NxBenchWork work;
  gpointer data;
  double ms;
} Job;

static gpointer
run_job (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Job *job = data;
  double begin = nx_bench_thread_cpu_ms ();

  job->work (db, job->data, error);
  job->ms = nx_bench_thread_cpu_ms () - begin;
  return NULL;
}

double
nx_bench_read (NxStore *store, NxBenchWork work, gpointer data)
{
  Job job = { work, data, 0 };
  g_autoptr (GError) error = NULL;

  nx_store_read (store, run_job, &job, NULL, &error);
  g_assert_no_error (error);
  return job.ms;
}

double
nx_bench_write (NxStore *store, NxBenchWork work, gpointer data)
{
  Job job = { work, data, 0 };
  double begin = nx_bench_cpu_ms ();
  g_autoptr (GError) error = NULL;

  nx_store_write (store, run_job, &job, NULL, &error);
  g_assert_no_error (error);
  return nx_bench_cpu_ms () - begin;
}

static void
set_up (NxDatabase *db, gpointer data, GError **error)
{
  nx_office_set_up (db, "210102002001", "Bench", error);
}

NxStore *
nx_bench_new_store (NxBench *self, const char *name)
{
  static const NxStoreInfo info = { .uid = "018f0000-0000-7000-8000-000000000000",
                                    .office_name = "Bench",
                                    .area_code = "210102002001" };
  g_autofree char *folder = g_build_filename (self->temporary, name, NULL);
  NxStore *store = nx_store_new (folder);
  g_autoptr (GError) error = NULL;

  nx_store_create (store, self->key, &info, &error);
  g_assert_no_error (error);
  nx_bench_write (store, set_up, NULL);
  nx_store_set_actor (store, 1);
  return store;
}

static void
count_households (NxDatabase *db, gpointer data, GError **error)
{
  NxBench *self = data;
  g_autoptr (NxStatement) row
      = nx_database_dynamic (db, "bench-count", "SELECT max(id) FROM household", error);

  if (row != NULL && nx_statement_step (row, error))
    self->households = (guint)nx_statement_get_int64 (row, 0);
}

void
nx_bench_begin (NxBench *self, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;

  setlocale (LC_ALL, "");
  if (argc != 2)
    {
      g_printerr ("Usage: %s FOLDER\n", argv[0]);
      exit (2);
    }
  *self = (NxBench){ .folder = g_strdup (argv[1]), .key = nx_bench_new_key () };
  self->temporary = g_dir_make_tmp ("nx-bench-XXXXXX", &error);
  g_assert_no_error (error);
  self->store = nx_store_new (self->folder);
  nx_store_open (self->store, self->key, &error);
  if (error != NULL)
    {
      g_printerr ("%s\n", error->message);
      exit (1);
    }
  nx_store_set_actor (self->store, 1);
  nx_bench_read (self->store, count_households, self);
}

void
nx_bench_end (NxBench *self)
{
  g_autoptr (GSubprocess) remover = NULL;

  nx_store_close (self->store, NULL);
  g_object_unref (self->store);
  remover
      = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, NULL, "rm", "-rf", "--", self->temporary, NULL);
  if (remover != NULL)
    g_subprocess_wait (remover, NULL, NULL);
  g_free (self->folder);
  g_free (self->temporary);
  g_bytes_unref (self->key);
}

/* Times */

GArray *
nx_bench_times_new (void)
{
  return g_array_new (FALSE, FALSE, sizeof (double));
}

void
nx_bench_times_add (GArray *times, double ms)
{
  g_array_append_val (times, ms);
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double left = *(const double *)a;
  double right = *(const double *)b;

  return (left > right) - (left < right);
}

double
nx_bench_times_at (GArray *times, double share)
{
  g_autoptr (GArray) sorted = g_array_copy (times);

  g_assert (times->len > 0);
  g_array_sort (sorted, compare_doubles);
  return g_array_index (sorted, double, (guint)((double)(sorted->len - 1) * share + 0.5));
}

/* Texts */

typedef struct
{
  const char *sql;
  GPtrArray *texts;
} Question;

static void
ask (NxDatabase *db, gpointer data, GError **error)
{
  Question *question = data;
  g_autoptr (NxStatement) row = nx_database_dynamic (db, "bench-texts", question->sql, error);

  while (row != NULL && nx_statement_step (row, error))
    g_ptr_array_add (question->texts, g_strdup (nx_statement_get_text (row, 0)));
}

GStrv
nx_bench_texts (NxStore *store, const char *sql)
{
  Question question = { sql, g_ptr_array_new () };

  nx_bench_read (store, ask, &question);
  g_ptr_array_add (question.texts, NULL);
  return (GStrv)g_ptr_array_free (question.texts, FALSE);
}

void
nx_bench_row (int goal,
              const char *what,
              double ours,
              double raw,
              const char *unit,
              const char *wanted,
              gboolean is_met)
{
  g_autofree char *raw_text = raw > 0 ? g_strdup_printf ("%.3f", raw) : g_strdup ("");
  g_autofree char *ratio = raw > 0 ? g_strdup_printf ("%.2f x", ours / raw) : g_strdup ("");

  g_print ("%4d  %-46s %10.3f %10s %-4s %9s  %-24s %s\n", goal, what, ours, raw_text, unit, ratio,
           wanted, is_met ? "met" : "NOT MET");
}
