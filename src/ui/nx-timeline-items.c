/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Lines of a timeline: months as headings over their entries, and the smallest change between two
 * readings. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-timeline-items.h"

#include <glib/gi18n-lib.h>

static char *
dup_heading (const char *month, guint n_met, guint n_missed)
{
  if (n_met > 0 && n_missed > 0)
    /* TRANSLATORS: heading of a month in a timeline: month, number of visits done, number of
     * attempts that met nobody */
    return g_strdup_printf (_ ("%1$s · contacts: %2$u, not met: %3$u"), month, n_met, n_missed);
  if (n_met > 0)
    /* TRANSLATORS: heading of a month in a timeline: month, number of visits done */
    return g_strdup_printf (_ ("%1$s · contacts: %2$u"), month, n_met);
  if (n_missed > 0)
    /* TRANSLATORS: heading of a month in a timeline: month, number of attempts that met nobody */
    return g_strdup_printf (_ ("%1$s · not met: %2$u"), month, n_missed);
  return g_strdup (month);
}

/* Sums are made from the entries; a month that goes on in the next page has none yet. */
static NxTimelineItem *
new_heading (GPtrArray *entries, guint first, gboolean is_whole)
{
  NxTimelineEntry *entry = g_ptr_array_index (entries, first);
  NxDate month = { entry->day.year, entry->day.month, 0 };
  g_autofree char *name = nx_date_format (month, NX_DATE_LONG);
  g_autofree char *text = NULL;
  guint n_met = 0;
  guint n_missed = 0;
  guint i = first;

  for (; i < entries->len; i++)
    {
      NxTimelineEntry *other = g_ptr_array_index (entries, i);

      if (other->day.year != entry->day.year || other->day.month != entry->day.month)
        break;
      n_met += other->kind == NX_TIMELINE_VISIT;
      n_missed += other->kind == NX_TIMELINE_NOT_MET;
    }
  text = i < entries->len || is_whole ? dup_heading (name, n_met, n_missed) : g_strdup (name);
  return nx_timeline_item_new_heading (text);
}

static gboolean
begins_month (GPtrArray *entries, guint i)
{
  NxTimelineEntry *entry = g_ptr_array_index (entries, i);
  NxTimelineEntry *before = i > 0 ? g_ptr_array_index (entries, i - 1) : NULL;

  return before == NULL || before->day.year != entry->day.year
         || before->day.month != entry->day.month;
}

GPtrArray *
nx_timeline_items_from_entries (GPtrArray *entries, gboolean is_whole)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < entries->len; i++)
    {
      if (begins_month (entries, i))
        g_ptr_array_add (items, new_heading (entries, i, is_whole));
      g_ptr_array_add (items, nx_timeline_item_new (g_ptr_array_index (entries, i)));
    }
  return items;
}

/* Lines that only say something else now, a visit with one comment more, stay where they are: the
 * list need not find its place again. FALSE when other lines stand there. */
static gboolean
adopt_in_place (GListStore *store, guint first, guint n, GPtrArray *items)
{
  for (guint i = first; i < first + n; i++)
    {
      g_autoptr (NxTimelineItem) old = g_list_model_get_item (G_LIST_MODEL (store), i);

      if (!nx_timeline_item_is_same_place (old, g_ptr_array_index (items, i)))
        return FALSE;
    }
  for (guint i = first; i < first + n; i++)
    {
      g_autoptr (NxTimelineItem) old = g_list_model_get_item (G_LIST_MODEL (store), i);

      if (!nx_timeline_item_is_same (old, g_ptr_array_index (items, i)))
        nx_timeline_item_adopt (old, g_ptr_array_index (items, i));
    }
  return TRUE;
}

/* Tells the list view the smallest change: lines that say the same stay, open ones open. */
void
nx_timeline_items_replace (GListStore *store, GPtrArray *items)
{
  guint n_old = g_list_model_get_n_items (G_LIST_MODEL (store));
  guint same_head = 0;
  guint same_tail = 0;

  while (same_head < MIN (n_old, items->len))
    {
      g_autoptr (NxTimelineItem) old = g_list_model_get_item (G_LIST_MODEL (store), same_head);

      if (!nx_timeline_item_is_same (old, g_ptr_array_index (items, same_head)))
        break;
      same_head++;
    }
  while (same_tail < MIN (n_old, items->len) - same_head)
    {
      g_autoptr (NxTimelineItem) old
          = g_list_model_get_item (G_LIST_MODEL (store), n_old - 1 - same_tail);

      if (!nx_timeline_item_is_same (old, g_ptr_array_index (items, items->len - 1 - same_tail)))
        break;
      same_tail++;
    }
  if (n_old == items->len
      && adopt_in_place (store, same_head, n_old - same_head - same_tail, items))
    return;
  for (guint i = 0; i < n_old - same_head - same_tail; i++)
    {
      g_autoptr (NxTimelineItem) old = g_list_model_get_item (G_LIST_MODEL (store), same_head + i);
      guint at = same_head + i;

      /* An entry that changed in its place (a comment came) stays open. */
      if (nx_timeline_item_is_open (old) && at < items->len)
        nx_timeline_item_set_open (g_ptr_array_index (items, at), TRUE);
    }
  g_list_store_splice (store, same_head, n_old - same_head - same_tail, items->pdata + same_head,
                       items->len - same_head - same_tail);
}
