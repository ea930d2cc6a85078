/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Decides which backups are kept: 7 of days, 4 of weeks, 12 of months, and what else must stay. */
#define G_LOG_DOMAIN "nx-store"

#include "config.h"

#include "nx-backup-keep.h"

#include <glib/gstdio.h>

#define DAY_SECONDS (24 * 3600)

/* One calendar, counted from the newest backup on. */
typedef struct
{
  const char *format; /* of g_date_time_format(): what two backups of one period share */
  guint n_most;
  guint n_kept;
  char *last;
} Calendar;

static gboolean
is_before (NxBackup *backup)
{
  return backup->reason != NX_BACKUP_DAILY && backup->reason != NX_BACKUP_BY_HAND;
}

/* The newest of a period that was not met yet. */
static gboolean
is_first_of_period (Calendar *calendar, GDateTime *made_at)
{
  g_autofree char *period = g_date_time_format (made_at, calendar->format);

  if (g_strcmp0 (period, calendar->last) == 0 || calendar->n_kept == calendar->n_most)
    return FALSE;
  g_free (calendar->last);
  calendar->last = g_steal_pointer (&period);
  calendar->n_kept++;
  return TRUE;
}

GPtrArray *
nx_backup_choose_old (GPtrArray *backups, gint64 now)
{
  GPtrArray *old = g_ptr_array_new_with_free_func ((GDestroyNotify)nx_backup_unref);
  Calendar calendars[] = { { "%F", NX_BACKUP_KEEP_DAYS, 0, NULL },
                           { "%G-%V", NX_BACKUP_KEEP_WEEKS, 0, NULL },
                           { "%Y-%m", NX_BACKUP_KEEP_MONTHS, 0, NULL } };

  for (guint i = 0; i < backups->len; i++)
    {
      NxBackup *backup = g_ptr_array_index (backups, i);
      g_autoptr (GDateTime) made_at = g_date_time_new_from_unix_local (backup->made_at);
      gint64 age = now - backup->made_at;
      gboolean is_kept = i < NX_BACKUP_KEEP_LEAST || backup->reason == NX_BACKUP_BY_HAND || age < 0
                         || (is_before (backup) && age < NX_BACKUP_KEEP_BEFORE_DAYS * DAY_SECONDS);

      /* Every calendar looks at every backup: one may stand for a day, a week and a month. */
      for (guint c = 0; c < G_N_ELEMENTS (calendars); c++)
        is_kept = is_first_of_period (&calendars[c], made_at) || is_kept;
      if (!is_kept)
        g_ptr_array_add (old, nx_backup_ref (backup));
    }
  for (guint c = 0; c < G_N_ELEMENTS (calendars); c++)
    g_free (calendars[c].last);
  return old;
}

guint
nx_backup_remove_old (const char *folder, const char *store_uid, gint64 now, const char *made)
{
  g_autoptr (GPtrArray) backups = nx_backup_list (folder, store_uid);
  g_autoptr (GPtrArray) old = nx_backup_choose_old (backups, now);
  guint n_removed = 0;

  for (guint i = 0; i < old->len; i++)
    {
      NxBackup *backup = g_ptr_array_index (old, i);

      if (g_strcmp0 (backup->path, made) != 0 && g_unlink (backup->path) == 0)
        n_removed++;
    }
  return n_removed;
}
