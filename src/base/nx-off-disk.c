/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Keeps off the disk what a program has in memory: core files, and temporary files of libraries. */
#define G_LOG_DOMAIN "nx-base"

#include "config.h"

#include "nx-off-disk.h"

#include <errno.h>
#include <sys/resource.h>
#include <unistd.h>

static void
forbid_core_files (void)
{
  const struct rlimit none = { 0, 0 };

  if (setrlimit (RLIMIT_CORE, &none) != 0)
    g_debug ("core files cannot be forbidden: errno %d", errno);
}

/* What GTK sends to a printer goes through such a file. The runtime folder is in memory, of one
 * user and of one session; the usual folder of temporary files is on a disk. */
static void
move_temporary_files (void)
{
  const char *folder = g_getenv ("XDG_RUNTIME_DIR");

  if (folder != NULL && g_path_is_absolute (folder) && access (folder, R_OK | W_OK | X_OK) == 0)
    g_setenv ("TMPDIR", folder, TRUE);
}

void
nx_off_disk_set_up (void)
{
  forbid_core_files ();
  move_temporary_files ();
}
