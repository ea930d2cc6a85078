/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Plants twins in a sample office and measures the look for them: time, memory, precision, recall.
 *
 *   bench-twins FOLDER [TWINS]
 *
 * FOLDER is an office that bench-store or bench-pages made; it is written into: give it a fresh
 * copy, for the twins of an earlier run count as found besides. TWINS (default 2000) are planted by
 * a seed of their own. The look through the store is timed by the clock, a look while typing by
 * what its thread worked. */
#include "config.h"

#include "nx-key-file.h"
#include "nx-store.h"
#include "twin-figures.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>

typedef struct
{
  guint n;
  GArray *planted;
} Bench;

static gpointer
plant_in_worker (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Bench *bench = data;

  bench->planted = nx_sample_twins_plant (db, bench->n, (guint64)g_get_real_time (), error);
  return NULL;
}

static void
print (const char *what, TwinFigures figures)
{
  g_print ("%-28s precision %.3f  recall %.3f  (%u found, %u wrong)\n", what, figures.precision,
           figures.recall, figures.n_found, figures.n_wrong);
}

/* The most memory since it was last forgotten, which Linux does when asked (proc(5)): opening by a
 * passphrase takes more than all that follows. */
static void
forget_memory (void)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents_full ("/proc/self/clear_refs", "5", -1, G_FILE_SET_CONTENTS_NONE, 0600,
                            &error);
  g_assert_no_error (error);
}

static double
get_memory_mb (void)
{
  g_autofree char *status = NULL;
  const char *line = NULL;

  g_file_get_contents ("/proc/self/status", &status, NULL, NULL);
  line = status != NULL ? strstr (status, "VmHWM:") : NULL;
  return line != NULL ? g_ascii_strtod (line + strlen ("VmHWM:"), NULL) / 1024 : 0;
}

static gpointer
scan_in_worker (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Bench *bench = data;
  g_autoptr (GArray) pairs = NULL;
  guint n_persons = 0;
  double seconds = 0;
  double memory = 0;
  gint64 begin = 0;

  forget_memory ();
  memory = get_memory_mb ();
  begin = g_get_monotonic_time ();
  pairs = nx_twin_scan_run (db, &n_persons, error);
  seconds = (double)(g_get_monotonic_time () - begin) / G_USEC_PER_SEC;
  if (pairs == NULL)
    return NULL;
  g_print ("%-28s %.2f s, %u people, %u pairs, %.0f MB more at the most\n", "scan of the store",
           seconds, n_persons, pairs->len, get_memory_mb () - memory);
  print ("all pairs", twin_figures_of_pairs (pairs, bench->planted, NX_TWIN_POINTS_PAIR));
  print ("likely", twin_figures_of_pairs (pairs, bench->planted, NX_TWIN_POINTS_LIKELY));
  print ("almost certain",
         twin_figures_of_pairs (pairs, bench->planted, NX_TWIN_POINTS_ALMOST_SURE));
  twin_figures_print_slips (pairs, bench->planted);
  return NULL;
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  gint64 left = *(const gint64 *)a;
  gint64 right = *(const gint64 *)b;

  return left < right ? -1 : left > right;
}

static gpointer
type_in_worker (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Bench *bench = data;
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (gint64));

  print ("typed, of five at most", twin_figures_of_typing (db, bench->planted, times));
  g_array_sort (times, compare_times);
  g_print ("%-28s p50 %.2f  p99 %.2f  longest %.2f ms\n", "one look while typing",
           (double)g_array_index (times, gint64, times->len / 2) / 1000,
           (double)g_array_index (times, gint64, times->len * 99 / 100) / 1000,
           (double)g_array_index (times, gint64, times->len - 1) / 1000);
  return NULL;
}

static void
run (NxStore *store, Bench *bench)
{
  const NxStoreJob jobs[] = { scan_in_worker, type_in_worker, type_in_worker };
  g_autoptr (GError) error = NULL;

  nx_store_write (store, plant_in_worker, bench, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (jobs); i++)
    {
      nx_store_read (store, jobs[i], bench, NULL, &error);
      g_assert_no_error (error);
    }
}

/* bench-store knows no key file, bench-pages made one. */
static GBytes *
find_key (const char *folder)
{
  static const guint8 plain[32] = { 7 };
  g_autoptr (GError) error = NULL;
  g_autoptr (NxKeyFile) file = nx_key_file_load (folder, NULL);
  g_autoptr (NxPassphrase) passphrase = nx_passphrase_new ("bench pages only", &error);
  g_autoptr (NxMasterKey) key = NULL;

  g_assert_no_error (error);
  if (file == NULL)
    return g_bytes_new (plain, sizeof plain);
  key = nx_key_file_open_passphrase (file, NULL, passphrase, NULL, NULL, &error);
  g_assert_no_error (error);
  return g_bytes_ref (nx_master_key_get_bytes (key));
}

int
main (int argc, char *argv[])
{
  g_autoptr (GBytes) key = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (NxStore) store = NULL;
  Bench bench = { .n = argc > 2 ? (guint)atoi (argv[2]) : 2000 };

  setlocale (LC_ALL, "");
  if (argc < 2)
    {
      g_printerr ("Usage: %s FOLDER [TWINS]\n", argv[0]);
      return 2;
    }
  store = nx_store_new (argv[1]);
  key = find_key (argv[1]);
  nx_store_open (store, key, &error);
  g_assert_no_error (error);
  run (store, &bench);
  g_array_unref (bench.planted);
  nx_store_close (store, NULL);
  return 0;
}
