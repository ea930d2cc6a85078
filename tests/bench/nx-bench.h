/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * What the benches of the goal figures share: the office, times by the processor, medians, one row
 * of the table, and the same engine without anything of ours around it. */
#pragma once

#include "nx-store.h"

G_BEGIN_DECLS

typedef struct
{
  NxStore *store; /* open */
  GBytes *key;
  char *folder;
  char *temporary; /* for what this run makes; goes at the end */
  guint households;
} NxBench;

/* For main(): "PROGRAM FOLDER", a folder that bench-office has filled. */
void nx_bench_begin (NxBench *self, int argc, char **argv);
void nx_bench_end (NxBench *self);

/* A new, empty office with one worker in the temporary folder. Close it yourself. */
NxStore *nx_bench_new_store (NxBench *self, const char *name);
GBytes *nx_bench_new_key (void);

/* Milliseconds of the processor that @work took on the reader's thread, and of the whole process
 * for a write with its commit. */
typedef void (*NxBenchWork) (NxDatabase *db, gpointer data, GError **error);
double nx_bench_read (NxStore *store, NxBenchWork work, gpointer data);
double nx_bench_write (NxStore *store, NxBenchWork work, gpointer data);
double nx_bench_cpu_ms (void);        /* of the process so far */
double nx_bench_thread_cpu_ms (void); /* of this thread so far */

/* Times are GArrays of double. @share 0.5 is the median, 1 the worst. */
GArray *nx_bench_times_new (void);
void nx_bench_times_add (GArray *times, double ms);
double nx_bench_times_at (GArray *times, double share);

/* The rows of a statement with one column, as texts. */
GStrv nx_bench_texts (NxStore *store, const char *sql);

/* One row: goal number, what, ours, the raw limit of this run, the ratio, the goal, met or not.
 * @raw 0: none. */
void nx_bench_row (int goal,
                   const char *what,
                   double ours,
                   double raw,
                   const char *unit,
                   const char *wanted,
                   gboolean is_met);

/* The engine itself: a file of its own, with @key or plain (NULL); made when there is none. */
typedef struct _NxBenchRaw NxBenchRaw;
NxBenchRaw *nx_bench_raw_open (const char *path, GBytes *key);
void nx_bench_raw_close (NxBenchRaw *self);
/* Runs @sql, prepared once, with ?1 and on bound from @texts (NULL: none); reads every column of
 * every row and returns how many rows came. */
guint nx_bench_raw_run (NxBenchRaw *self, const char *sql, const char *const *texts);
/* The first column of every row. Free with g_strfreev. */
GStrv nx_bench_raw_texts (NxBenchRaw *self, const char *sql);
/* Another file beside it. */
void nx_bench_raw_attach (NxBenchRaw *self, const char *path, GBytes *key, const char *name);
/* Several statements at once. */
void nx_bench_raw_script (NxBenchRaw *self, const char *sql);

G_END_DECLS
