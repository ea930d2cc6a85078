/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Measures goal 11: copying the store as a backup does, against cp and fsync of the same file. */
#include "config.h"

#include "nx-bench.h"

#include "nx-store-folder.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

static double
copy_bare (NxBench *bench)
{
  g_autofree char *from = g_build_filename (bench->folder, "store.db", NULL);
  g_autofree char *to = g_build_filename (bench->folder, "bench-copy.db", NULL);
  gint64 begin = g_get_monotonic_time ();
  g_autoptr (GSubprocess) copier
      = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, NULL, "cp", "--", from, to, NULL);
  double ms = 0;
  int fd = -1;

  if (copier == NULL || !g_subprocess_wait_check (copier, NULL, NULL))
    g_error ("cp failed");
  fd = g_open (to, O_RDONLY, 0);
  fsync (fd);
  close (fd);
  ms = (double)(g_get_monotonic_time () - begin) / 1000;
  g_unlink (to);
  return ms;
}

int
main (int argc, char *argv[])
{
  NxBench bench;
  g_autofree char *copy = NULL;
  g_autoptr (GError) error = NULL;
  gint64 begin = 0;
  double ours = 0, raw = 0;

  nx_bench_begin (&bench, argc, argv);
  nx_store_close (bench.store, &error);
  g_assert_no_error (error);
  raw = copy_bare (&bench);
  begin = g_get_monotonic_time ();
  copy = nx_store_folder_back_up (bench.folder, "bench.db", &error);
  g_assert_no_error (error);
  ours = (double)(g_get_monotonic_time () - begin) / 1000;
  g_unlink (copy);
  raw = (raw + copy_bare (&bench)) / 2;
  nx_bench_row (11, "copying the store, by the clock", ours, raw, "ms", "<= 1.15 x",
                ours <= 1.15 * raw);
  nx_bench_end (&bench);
  return 0;
}
