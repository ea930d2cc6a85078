/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Measures goal 11: copying the open store as a backup does, against cp and fsync of the same file,
 * and reading the copy back against the cipher's own check. */
#include "config.h"

#include "nx-bench.h"

#include "nx-backup-write.h"
#include "nx-backup.h"
#include "nx-store-hold.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

#define ROUNDS 5

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

/* As nx_backup_make() does before it reads the copy back; the path is left for that. */
static double
copy_held (NxBench *bench, char **part)
{
  g_auto (NxStoreHold) hold = { 0 };
  g_autoptr (NxBackup) backup = NULL;
  g_autoptr (GError) error = NULL;
  NxBackupSource source = { 0 };
  gint64 begin = g_get_monotonic_time ();

  nx_store_hold (bench->store, &hold, NULL, &error);
  g_assert_no_error (error);
  source.fd = hold.fd;
  backup = nx_backup_new_of_hold (bench->folder, &hold, NX_BACKUP_BY_HAND);
  *part = nx_backup_write_part (backup, bench->folder, &source, NULL, &error);
  g_assert_no_error (error);
  nx_store_release (bench->store, &hold, &error);
  g_assert_no_error (error);
  return (double)(g_get_monotonic_time () - begin) / 1000;
}

static double
check (NxBench *bench, const char *part)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NxBackup) backup = nx_backup_read (part, &error);
  gint64 begin = g_get_monotonic_time ();

  g_assert_no_error (error);
  nx_backup_check (backup, bench->key, NULL, NULL, &error);
  g_assert_no_error (error);
  return (double)(g_get_monotonic_time () - begin) / 1000;
}

static double
check_bare (NxBench *bench)
{
  g_autofree char *path = g_build_filename (bench->folder, "store.db", NULL);
  NxBenchRaw *raw = nx_bench_raw_open (path, bench->key);
  gint64 begin = g_get_monotonic_time ();
  double ms = 0;

  nx_bench_raw_run (raw, "PRAGMA cipher_integrity_check", NULL);
  ms = (double)(g_get_monotonic_time () - begin) / 1000;
  nx_bench_raw_close (raw);
  return ms;
}

int
main (int argc, char *argv[])
{
  NxBench bench;
  g_autoptr (GArray) ours = nx_bench_times_new ();
  g_autoptr (GArray) raw = nx_bench_times_new ();
  g_autoptr (GArray) checking = nx_bench_times_new ();
  g_autoptr (GArray) bare = nx_bench_times_new ();
  double copied = 0, checked = 0;

  nx_bench_begin (&bench, argc, argv);
  for (guint i = 0; i < ROUNDS; i++)
    {
      g_autofree char *part = NULL;

      nx_bench_times_add (raw, copy_bare (&bench));
      nx_bench_times_add (ours, copy_held (&bench, &part));
      nx_bench_times_add (bare, check_bare (&bench));
      nx_bench_times_add (checking, check (&bench, part));
      g_unlink (part);
    }
  copied = nx_bench_times_at (ours, 0.5) / nx_bench_times_at (raw, 0.5);
  checked = nx_bench_times_at (checking, 0.5) / nx_bench_times_at (bare, 0.5);
  nx_bench_row (11, "copying the open store, by the clock", nx_bench_times_at (ours, 0.5),
                nx_bench_times_at (raw, 0.5), "ms", "<= 1.15 x", copied <= 1.15);
  nx_bench_row (11, "reading the copy back", nx_bench_times_at (checking, 0.5),
                nx_bench_times_at (bare, 0.5), "ms", "<= 1.2 x", checked <= 1.2);
  nx_bench_end (&bench);
  return 0;
}
