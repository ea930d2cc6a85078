/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Reads any bytes as what stands behind the pages of a backup. */
#include "config.h"

#include "fuzz.h"
#include "nx-backup-file.h"
#include "nx-store-error.h"

#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

#define PAGE_SIZE 4096

static char *
write_file (const guint8 *pages, gsize n_pages, const char *json, gsize size, int *fd)
{
  g_autofree char *digest
      = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guint8 *)json, size);
  FILE *file = NULL;

  *fd = memfd_create ("fuzz", MFD_CLOEXEC);
  g_assert_cmpint (*fd, >=, 0);
  file = fdopen (dup (*fd), "w");
  fwrite (pages, 1, n_pages, file);
  fwrite (json, 1, size, file);
  if (digest != NULL)
    fprintf (file, "nuanxin-backup 0001 %010u %s\n", (guint)size, digest);
  fclose (file);
  return g_strdup_printf ("/proc/self/fd/%d", *fd);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  static const guint8 page[PAGE_SIZE];
  int fd = -1;
  g_autofree char *path = write_file (page, sizeof page, (const char *)data, size, &fd);
  g_autoptr (GError) error = NULL;
  g_autoptr (NxBackup) backup = nx_backup_read (path, &error);

  g_assert_true ((backup == NULL) == (error != NULL));
  if (backup != NULL)
    {
      g_assert_cmpint (backup->n_bytes, ==, PAGE_SIZE);
      g_assert_true (g_uuid_string_is_valid (backup->store_uid));
    }
  close (fd);
  return 0;
}
