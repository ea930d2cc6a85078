/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Leaves nothing of the file system but reading of fonts, libraries and their settings (Landlock).
 */
#define G_LOG_DOMAIN "nx-decode"

#include "config.h"

#include "nx-limits.h"

#include <fcntl.h>
#include <linux/landlock.h>
#include <sys/syscall.h>
#include <unistd.h>

#define READING (LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR)
/* All rights of Landlock's first version; what is handled here is denied unless allowed below. */
#define EVERYTHING ((LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1)

/* Fonts that a PDF names without bringing them, the tables of Chinese encodings of poppler-data,
 * loaders of gdk-pixbuf that are modules: all are read when they are needed, after this. What the
 * user keeps stays closed, also fonts in the home folder. */
static const char *const readable[] = {
  "/usr", "/lib", "/lib64", "/etc/fonts", "/etc/ld.so.cache", "/var/cache/fontconfig",
};

/* The C library has no functions for these calls. */
static int
create_ruleset (void)
{
  struct landlock_ruleset_attr attributes = { .handled_access_fs = EVERYTHING };

  return syscall (SYS_landlock_create_ruleset, &attributes, sizeof attributes, 0);
}

static void
allow_reading (int ruleset, const char *path)
{
  struct landlock_path_beneath_attr rule = { .allowed_access = READING };

  rule.parent_fd = open (path, O_PATH | O_CLOEXEC);
  if (rule.parent_fd < 0)
    return;
  if (syscall (SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0) != 0)
    {
      /* A file, where the right to list is refused. */
      rule.allowed_access = LANDLOCK_ACCESS_FS_READ_FILE;
      syscall (SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
    }
  close (rule.parent_fd);
}

gboolean
nx_limits_enter_folders (void)
{
  int ruleset = create_ruleset ();
  gboolean holds;

  if (ruleset < 0)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (readable); i++)
    allow_reading (ruleset, readable[i]);
  holds = syscall (SYS_landlock_restrict_self, ruleset, 0) == 0;
  close (ruleset);
  return holds;
}
