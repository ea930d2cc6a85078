/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Makes the office that the benches of the goal figures look at: bench-office FOLDER HOUSEHOLDS */
#include "config.h"

#include "nx-bench.h"

#include "nx-sample-office.h"

#include <locale.h>
#include <stdlib.h>

static void
tell (guint64 done, guint64 total, gpointer data)
{
  g_printerr ("%" G_GUINT64_FORMAT " / %" G_GUINT64_FORMAT " households\r", done, total);
}

int
main (int argc, char *argv[])
{
  NxBench bench = { .key = nx_bench_new_key () };
  NxSampleOptions options = { .seed = 1 };
  g_autoptr (NxStore) store = NULL;
  g_autoptr (GError) error = NULL;
  gint64 begin = g_get_monotonic_time ();

  setlocale (LC_ALL, "");
  if (argc != 3 || atoi (argv[2]) < 1)
    {
      g_printerr ("Usage: %s FOLDER HOUSEHOLDS\n", argv[0]);
      return 2;
    }
  options.households = (guint)atoi (argv[2]);
  bench.temporary = g_path_get_dirname (argv[1]);
  store = nx_bench_new_store (&bench, g_path_get_basename (argv[1]));
  if (!nx_sample_office_fill_store (store, &options, tell, NULL, NULL, &error)
      || !nx_store_close (store, &error))
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  g_printerr ("\n");
  g_print ("%u households made in %.0f s, %.0f s of the processor\n", options.households,
           (double)(g_get_monotonic_time () - begin) / G_USEC_PER_SEC, nx_bench_cpu_ms () / 1000);
  return 0;
}
