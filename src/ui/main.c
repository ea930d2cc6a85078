/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Starts the window program: language, resources, application. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-application.h"
#include "nx-memory.h"
#include "nx-off-disk.h"

#include <glib/gi18n-lib.h>
#include <libintl.h>
#include <locale.h>

/* Beside the program when it runs out of its build folder, else where it was installed. */
static char *
find_locale_dir (void)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = program != NULL ? g_path_get_dirname (program) : g_strdup (".");
  g_autofree char *built = g_build_filename (folder, "..", "..", "po", NULL);
  g_autofree char *catalogue
      = g_build_filename (built, "zh_CN", "LC_MESSAGES", GETTEXT_PACKAGE ".mo", NULL);

  if (g_file_test (catalogue, G_FILE_TEST_EXISTS))
    return g_steal_pointer (&built);
  return g_strdup (NX_LOCALE_DIR);
}

int
main (int argc, char **argv)
{
  g_autofree char *locale_dir = find_locale_dir ();
  g_autoptr (NxApplication) application = NULL;

  nx_off_disk_set_up ();
  nx_memory_set_up ();
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, locale_dir);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  application = nx_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
