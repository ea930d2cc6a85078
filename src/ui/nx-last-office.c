/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Remembers which folder held the office that was open last, so that the program finds it again. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-last-office.h"

#include <string.h>

static char *
make_path (void)
{
  return g_build_filename (g_get_user_state_dir (), "nuanxin", "last-office", NULL);
}

char *
nx_last_office_load (void)
{
  g_autofree char *path = make_path ();
  g_autofree char *folder = NULL;
  gsize size = 0;

  if (!g_file_get_contents (path, &folder, &size, NULL) || strlen (folder) != size
      || !g_path_is_absolute (folder))
    return NULL;
  return g_steal_pointer (&folder);
}

void
nx_last_office_save (const char *folder)
{
  g_autofree char *path = make_path ();
  g_autofree char *parent = g_path_get_dirname (path);
  g_autofree char *before = nx_last_office_load ();
  g_autoptr (GError) error = NULL;

  g_return_if_fail (g_path_is_absolute (folder));
  if (g_strcmp0 (before, folder) == 0)
    return;
  g_mkdir_with_parents (parent, 0700);
  if (!g_file_set_contents_full (path, folder, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, &error))
    g_debug ("The last office was not noted: %d", error->code);
}
