/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * What is said of a backup: when, why and how large. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-backup-words.h"

#include <glib/gi18n-lib.h>

char *
nx_backup_words_moment (gint64 at)
{
  g_autoptr (GDateTime) moment = g_date_time_new_from_unix_local (at);

  return g_date_time_format (moment, "%Y-%m-%d %H:%M");
}

char *
nx_backup_words_about (NxBackup *backup)
{
  g_autofree char *size = g_format_size ((guint64)backup->n_bytes);

  /* TRANSLATORS: why a backup was made ("Daily backup") and its size */
  return g_strdup_printf (_ ("%1$s · %2$s"), nx_backup_reason_get_label (backup->reason), size);
}
