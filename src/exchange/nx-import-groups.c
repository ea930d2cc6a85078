/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Gathers the rows of a register into households. */
#define G_LOG_DOMAIN "nx-exchange"

#include "config.h"

#include "nx-import-private.h"

#include "nx-household.h"
#include "nx-text.h"

static void
group_free (NxImportGroup *group)
{
  g_ptr_array_unref (group->rows);
  g_free (group);
}

/* What tells households apart when they have no number: the address, with the head's name before
 * it when a column gives it. NULL when the row says neither. */
static char *
dup_key (const NxImportRow *row)
{
  g_autofree char *address = nx_household_join_address (row->address.street, row->address.building,
                                                        row->address.unit, row->address.room);
  g_autofree char *both = NULL;

  if (row->household_number != NULL)
    return g_strconcat ("n:", row->household_number, NULL);
  if (*address == '\0' && row->head_name == NULL)
    return NULL;
  both = g_strjoin (" ", row->head_name != NULL ? row->head_name : "",
                    row->community != NULL ? row->community : "", address, NULL);
  return nx_text_fold (both);
}

static gboolean
starts_household (const NxImportRow *row, const NxImportGroup *group)
{
  return group == NULL || (row->is_head && group->has_head && row->household_number == NULL);
}

GPtrArray *
nx_import_groups_new (GPtrArray *rows)
{
  GPtrArray *groups = g_ptr_array_new_with_free_func ((GDestroyNotify)group_free);
  g_autoptr (GHashTable) by_key = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  NxImportGroup *last = NULL;

  for (guint i = 0; i < rows->len; i++)
    {
      NxImportRow *row = g_ptr_array_index (rows, i);
      g_autofree char *key = dup_key (row);
      NxImportGroup *group = last;

      if (key != NULL)
        group = g_hash_table_lookup (by_key, key);
      if (starts_household (row, group))
        {
          group = g_new0 (NxImportGroup, 1);
          group->rows = g_ptr_array_new ();
          g_ptr_array_add (groups, group);
          if (key != NULL)
            g_hash_table_insert (by_key, g_steal_pointer (&key), group);
        }
      g_ptr_array_add (group->rows, row);
      group->has_head = group->has_head || row->is_head;
      last = group;
    }
  return groups;
}
