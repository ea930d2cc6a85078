/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Goes to a day or to a record of a timeline, fetching what lies between. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-timeline-view-private.h"

#include "nx-growing-list.h"
#include "nx-timeline-item.h"
#include "nx-window.h"

#include <glib/gi18n-lib.h>

#define TRY_MS 30
#define MOST_TRIES 60

/* The first entry on or before the day; the last one there is when none is so old. */
static guint
find_entry (NxTimelineView *self, NxDate day, gboolean *is_reached)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->items));
  guint last = GTK_INVALID_LIST_POSITION;

  *is_reached = FALSE;
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (NxTimelineItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);
      NxTimelineEntry *entry = nx_timeline_item_get_entry (item);

      if (entry == NULL)
        continue;
      last = i;
      if (nx_date_compare (entry->day, day) <= 0)
        {
          *is_reached = TRUE;
          break;
        }
    }
  return last;
}

static GtkAdjustment *
get_adjustment (NxTimelineView *self)
{
  GtkWidget *scrolled = gtk_widget_get_ancestor (self->list, GTK_TYPE_SCROLLED_WINDOW);

  return gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled));
}

static void
focus_top_row (NxTimelineView *self)
{
  graphene_rect_t bounds;

  for (GtkWidget *row = gtk_widget_get_first_child (self->list); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (gtk_widget_get_mapped (row) && gtk_widget_compute_bounds (row, self->list, &bounds)
        && bounds.origin.y >= 0 && gtk_widget_get_focusable (row) && gtk_widget_grab_focus (row))
      return;
}

/* A list that has no size yet goes nowhere, and its rows are made in the frame after it went: it is
 * asked until it is there. */
static gboolean
arrive_cb (gpointer data)
{
  NxTimelineView *self = data;
  GtkAdjustment *adjustment = get_adjustment (self);

  if (self->n_tries-- > 0 && self->jump_position > 1 && gtk_adjustment_get_value (adjustment) <= 0)
    {
      /* From below, so that the entry comes to stand at the top. */
      self->is_jumping = TRUE;
      gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment));
      nx_list_faces_scroll_to (self->faces, self->jump_position);
      self->is_jumping = FALSE;
      return G_SOURCE_CONTINUE;
    }
  focus_top_row (self);
  self->focus_source = 0;
  return G_SOURCE_REMOVE;
}

static void
show_entry (NxTimelineView *self, guint position)
{
  nx_growing_list_finish (self->shown);
  self->jump_position = position;
  self->n_tries = MOST_TRIES;
  self->is_jumping = TRUE;
  gtk_adjustment_set_value (get_adjustment (self), 0);
  self->is_jumping = FALSE;
  if (self->focus_source == 0)
    self->focus_source = g_timeout_add_full (G_PRIORITY_LOW, TRY_MS, arrive_cb, self, NULL);
}

/* To a record */

/* Its line, with a reference; NULL while it is not fetched. */
static NxTimelineItem *
find_record (NxTimelineView *self, guint *position)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->items));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (NxTimelineItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);
      NxTimelineEntry *entry = nx_timeline_item_get_entry (item);

      if (entry == NULL || entry->record == NULL
          || nx_record_get_kind (entry->record) != self->jump_kind
          || nx_record_get_id (entry->record) != self->jump_id)
        continue;
      *position = i;
      return g_steal_pointer (&item);
    }
  return NULL;
}

static gboolean
has_focus_inside (GtkWidget *row)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (row));

  return focus != NULL && (focus == row || gtk_widget_is_ancestor (focus, row));
}

/* The line may be out of sight, and in a list without a size there is none: as arrive_cb(). */
static gboolean
arrive_at_record_cb (gpointer data)
{
  NxTimelineView *self = data;
  guint position = 0;
  g_autoptr (NxTimelineItem) item = find_record (self, &position);
  GtkWidget *row = item != NULL ? nx_timeline_view_find_row (self, item) : NULL;

  if (row != NULL && gtk_widget_get_mapped (row) && gtk_widget_get_height (row) > 0)
    {
      if (!has_focus_inside (row))
        gtk_widget_grab_focus (row);
      if (has_focus_inside (row))
        self->n_tries = 0;
    }
  if (item != NULL && self->n_tries-- > 0)
    {
      self->is_jumping = TRUE;
      nx_list_faces_scroll_to (self->faces, position);
      self->is_jumping = FALSE;
      return G_SOURCE_CONTINUE;
    }
  self->jump_id = 0;
  self->record_source = 0;
  return G_SOURCE_REMOVE;
}

static void
continue_to_record (NxTimelineView *self)
{
  guint position = 0;
  g_autoptr (NxTimelineItem) item = find_record (self, &position);

  if (item == NULL && !self->is_whole)
    {
      nx_timeline_view_load (self, TRUE);
      return;
    }
  if (item == NULL)
    {
      self->jump_id = 0;
      return;
    }
  nx_growing_list_finish (self->shown);
  nx_timeline_item_set_open (item, TRUE);
  self->n_tries = MOST_TRIES;
  if (self->record_source == 0)
    self->record_source
        = g_timeout_add_full (G_PRIORITY_LOW, TRY_MS, arrive_at_record_cb, self, NULL);
}

void
nx_timeline_view_go_to_record (NxTimelineView *self, NxRecordKind kind, gint64 id)
{
  g_return_if_fail (NX_IS_TIMELINE_VIEW (self));
  g_return_if_fail (id != 0);
  self->jump_kind = kind;
  self->jump_id = id;
  nx_timeline_view_continue_jump (self);
}

void
nx_timeline_view_continue_jump (NxTimelineView *self)
{
  gboolean is_reached = FALSE;
  guint position = GTK_INVALID_LIST_POSITION;
  NxWindow *window = nx_window_of (self);

  if (self->jump_id != 0 && self->record_source == 0 && !self->is_loading)
    continue_to_record (self);
  if (!nx_date_is_set (self->jump_to) || self->is_loading)
    return;
  position = find_entry (self, self->jump_to, &is_reached);
  if (!is_reached && !self->is_whole)
    {
      nx_timeline_view_load (self, TRUE);
      return;
    }
  self->jump_to = NX_DATE_NONE;
  if (position == GTK_INVALID_LIST_POSITION)
    return;
  show_entry (self, position);
  if (!is_reached && window != NULL)
    nx_window_toast (window, _ ("Nothing is on record from that day or before it. This is the "
                                "oldest entry."));
}

void
nx_timeline_view_go_to (NxTimelineView *self, NxDate day)
{
  g_return_if_fail (NX_IS_TIMELINE_VIEW (self));
  g_return_if_fail (nx_date_is_set (day));
  /* Of a month or a year the last day: its newest entry comes first. */
  if (day.month == 0)
    day.month = 12;
  if (day.day == 0)
    day.day = (guint8)nx_date_days_in_month (day.year, day.month);
  self->jump_to = day;
  nx_timeline_view_continue_jump (self);
}
