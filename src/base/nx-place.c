/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Says where the program keeps its office by default and where it finds its translations. */
#define G_LOG_DOMAIN "nx-base"

#include "config.h"

#include "nx-place.h"

char *
nx_place_dup_office_folder (void)
{
  return g_build_filename (g_get_user_data_dir (), "nuanxin", "office", NULL);
}

/* A program of the build folder lies in src/<room>, two below the top. */
static char *
find_built_catalogues (void)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = program != NULL ? g_path_get_dirname (program) : g_strdup (".");
  g_autofree char *built = g_build_filename (folder, "..", "..", "po", NULL);
  g_autofree char *catalogue
      = g_build_filename (built, "zh_CN", "LC_MESSAGES", GETTEXT_PACKAGE ".mo", NULL);

  return g_file_test (catalogue, G_FILE_TEST_EXISTS) ? g_steal_pointer (&built) : NULL;
}

char *
nx_place_dup_locale_folder (void)
{
  const char *asked = g_getenv ("NX_TEST_LOCALE_DIR");
  char *built = asked == NULL ? find_built_catalogues () : NULL;

  if (asked != NULL)
    return g_strdup (asked);
  return built != NULL ? built : g_strdup (NX_LOCALE_DIR);
}
