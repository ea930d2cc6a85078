/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Runs a fuzz target over every file of its corpus, where there is no fuzzer. */
#include "config.h"

#include "fuzz.h"

int
main (int argc, char *argv[])
{
  g_autoptr (GDir) dir = NULL;
  const char *name = NULL;
  guint n = 0;

  g_assert_cmpint (argc, ==, 2);
  dir = g_dir_open (argv[1], 0, NULL);
  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (argv[1], name, NULL);
      g_autofree char *data = NULL;
      gsize size = 0;

      g_assert_true (g_file_get_contents (path, &data, &size, NULL));
      LLVMFuzzerTestOneInput ((const guint8 *)data, size);
      n++;
    }
  g_print ("%u inputs\n", n);
  /* An empty corpus would prove nothing. */
  return n > 0 ? 0 : 1;
}
