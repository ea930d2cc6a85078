/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Private to saving: puts households in their place among others once, after thousands of saves. */
#define G_LOG_DOMAIN "nx-store"

#include "config.h"

#include "nx-order-later.h"

#include "nx-save-rules.h"

#define SLOT "nx-order-later"

void
nx_order_later_begin (NxDatabase *db)
{
  nx_database_set_job_data (db, SLOT, g_array_new (FALSE, FALSE, sizeof (gint64)),
                            (GDestroyNotify)g_array_unref);
}

gboolean
nx_order_later_put_off (NxDatabase *db, gint64 household_id)
{
  GArray *ids = nx_database_get_job_data (db, SLOT);

  if (ids == NULL)
    return FALSE;
  /* Member after member of one household comes. */
  if (ids->len == 0 || g_array_index (ids, gint64, ids->len - 1) != household_id)
    g_array_append_val (ids, household_id);
  return TRUE;
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  gint64 left = *(const gint64 *)a;
  gint64 right = *(const gint64 *)b;

  return (left > right) - (left < right);
}

gboolean
nx_order_later_end (NxDatabase *db, GError **error)
{
  GArray *waiting = nx_database_get_job_data (db, SLOT);
  g_autoptr (GArray) ids = waiting != NULL ? g_array_ref (waiting) : NULL;
  gint64 before = 0;

  nx_database_set_job_data (db, SLOT, NULL, NULL);
  if (ids == NULL)
    return TRUE;
  /* In the order of the file. */
  g_array_sort (ids, compare_ids);
  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);

      if (id != before && !nx_save_rules_order_household (db, id, error))
        return FALSE;
      before = id;
    }
  return TRUE;
}
