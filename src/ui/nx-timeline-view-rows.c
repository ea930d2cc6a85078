/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The list of a timeline: headings and entries that open. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-timeline-view-private.h"

#include "nx-badge.h"
#include "nx-event-row.h"
#include "nx-growing-list.h"
#include "nx-record-kinds.h"
#include "nx-scroll-to-focus.h"
#include "nx-timeline-detail.h"
#include "nx-timeline-item.h"

#include <glib/gi18n-lib.h>

#define CLOSED_LINES 2
/* What is seen at the usual size of a window. */
#define N_FIRST_ROWS 8

typedef struct
{
  GtkWidget *heading;
  GtkWidget *row;
  NxTimelineItem *item; /* bound */
  gulong open_handler;
  gulong changed_handler;
} RowParts;

static void
show_open (NxTimelineView *self, RowParts *parts)
{
  NxTimelineEntry *entry = nx_timeline_item_get_entry (parts->item);
  gboolean is_open = nx_timeline_item_is_open (parts->item);
  g_autofree char *body = nx_timeline_entry_dup_body (entry);

  nx_event_row_set_body (NX_EVENT_ROW (parts->row), *body != '\0' ? body : NULL,
                         is_open ? 0 : CLOSED_LINES);
  nx_event_row_set_extra (
      NX_EVENT_ROW (parts->row),
      is_open ? nx_timeline_detail_new (entry, self->remarks, self->case_comments) : NULL);
}

static void
on_item_open_cb (NxTimelineItem *item, GParamSpec *pspec, GtkListItem *list_item)
{
  RowParts *parts = g_object_get_data (G_OBJECT (list_item), "nx-parts");
  NxTimelineView *self = g_object_get_data (G_OBJECT (list_item), "nx-view");

  show_open (self, parts);
}

static char *
dup_head (NxTimelineView *self, NxTimelineEntry *entry)
{
  g_autofree char *title = nx_timeline_entry_dup_title (entry);

  /* On a case's own timeline everything is about its client. */
  if (self->query.case_id != 0 || entry->subject == NULL)
    return g_steal_pointer (&title);
  /* TRANSLATORS: name of a person, what happened */
  return g_strdup_printf (_ ("%1$s · %2$s"), entry->subject, title);
}

static void
add_marks (NxTimelineView *self, NxEventRow *row, NxTimelineEntry *entry)
{
  g_autofree char *late = NULL;
  int n_days = 0;

  nx_event_row_clear_marks (row);
  if (!(entry->kind & (NX_TIMELINE_VISIT | NX_TIMELINE_NOT_MET)))
    return;
  n_days = nx_visit_get_days_late (entry->record);
  if (n_days > 1)
    {
      late = g_strdup_printf (ngettext ("Written %d day late", "Written %d days late", n_days),
                              n_days);
      nx_event_row_add_mark (row, nx_badge_new ("mid", "nx-late-symbolic", late));
    }
  if (entry->comments != NULL && entry->comments->len > 0)
    {
      g_autofree char *n = g_strdup_printf ("%u", entry->comments->len);

      nx_event_row_add_mark (row, nx_badge_new ("info", "nx-ear-symbolic", n));
    }
}

/* What a screen reader says of a line, with what the mark beside its head says to the eye. */
static char *
dup_name (NxTimelineEntry *entry, const char *day, const char *head)
{
  guint n = entry->comments != NULL ? entry->comments->len : 0;
  g_autofree char *remarks = NULL;

  if (n == 0)
    return g_strdup_printf ("%s, %s", day, head);
  /* TRANSLATORS: beside a visit: how many questions, answers and notes stand under it */
  remarks = g_strdup_printf (ngettext ("%u remark", "%u remarks", n), n);
  return g_strdup_printf ("%s, %s, %s", day, head, remarks);
}

static void
bind_entry (NxTimelineView *self, RowParts *parts, NxTimelineEntry *entry)
{
  NxEventRow *row = NX_EVENT_ROW (parts->row);
  g_autofree char *head = dup_head (self, entry);
  g_autofree char *facts = nx_timeline_entry_dup_facts (entry);
  g_autofree char *day = nx_date_is_full (entry->day) ? nx_date_format (entry->day, NX_DATE_SHORT)
                                                      : nx_date_format (entry->day, NX_DATE_LONG);
  g_autofree char *name = NULL;

  nx_event_row_set_kind (row, nx_timeline_detail_get_tone (entry),
                         nx_timeline_detail_get_icon (entry));
  nx_event_row_set_date (
      row, day,
      nx_date_is_full (entry->day) ? nx_date_weekday_short (nx_date_weekday (entry->day)) : NULL);
  nx_event_row_set_head (row, head, *facts != '\0' ? facts : NULL);
  nx_event_row_set_narrow (row, self->is_narrow);
  add_marks (self, row, entry);
  name = dup_name (entry, day, head);
  gtk_accessible_update_property (GTK_ACCESSIBLE (parts->row), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
}

static void
show_item (NxTimelineView *self, RowParts *parts)
{
  if (nx_timeline_item_get_entry (parts->item) == NULL)
    {
      gtk_label_set_label (GTK_LABEL (parts->heading), nx_timeline_item_get_heading (parts->item));
      return;
    }
  bind_entry (self, parts, nx_timeline_item_get_entry (parts->item));
  show_open (self, parts);
}

static void
on_item_changed_cb (NxTimelineItem *item, GtkListItem *list_item)
{
  show_item (g_object_get_data (G_OBJECT (list_item), "nx-view"),
             g_object_get_data (G_OBJECT (list_item), "nx-parts"));
}

static void
on_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, NxTimelineView *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  RowParts *parts = g_new0 (RowParts, 1);

  parts->heading = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (parts->heading), 0);
  gtk_label_set_wrap (GTK_LABEL (parts->heading), TRUE);
  gtk_widget_add_css_class (parts->heading, "heading");
  gtk_widget_add_css_class (parts->heading, "nx-month");
  parts->row = nx_event_row_new ();
  gtk_box_append (GTK_BOX (box), parts->heading);
  gtk_box_append (GTK_BOX (box), parts->row);
  g_object_set_data_full (G_OBJECT (list_item), "nx-parts", parts, g_free);
  g_object_set_data (G_OBJECT (list_item), "nx-view", self);
  g_object_set_data (G_OBJECT (box), "nx-parts", parts);
  gtk_list_item_set_child (list_item, box);
}

static void
on_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, NxTimelineView *self)
{
  RowParts *parts = g_object_get_data (G_OBJECT (list_item), "nx-parts");
  NxTimelineItem *item = gtk_list_item_get_item (list_item);
  const char *heading = nx_timeline_item_get_heading (item);

  parts->item = item;
  gtk_widget_set_visible (parts->heading, heading != NULL);
  gtk_widget_set_visible (parts->row, heading == NULL);
  gtk_list_item_set_activatable (list_item, heading == NULL);
  /* A row that cannot be selected cannot have the focus either, and the list begins with one. */
  gtk_list_item_set_selectable (list_item, TRUE);
  show_item (self, parts);
  parts->changed_handler
      = g_signal_connect (item, "changed", G_CALLBACK (on_item_changed_cb), list_item);
  if (heading == NULL)
    parts->open_handler
        = g_signal_connect (item, "notify::open", G_CALLBACK (on_item_open_cb), list_item);
}

static void
on_unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, NxTimelineView *self)
{
  RowParts *parts = g_object_get_data (G_OBJECT (list_item), "nx-parts");

  g_clear_signal_handler (&parts->changed_handler, parts->item);
  if (parts->open_handler != 0)
    g_clear_signal_handler (&parts->open_handler, parts->item);
  nx_event_row_set_extra (NX_EVENT_ROW (parts->row), NULL);
  parts->item = NULL;
}

static void
on_activate_cb (GtkListView *view, guint position, NxTimelineView *self)
{
  g_autoptr (NxTimelineItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), position);

  if (item != NULL && nx_timeline_item_get_entry (item) != NULL)
    nx_timeline_item_set_open (item, !nx_timeline_item_is_open (item));
}

GtkWidget *
nx_timeline_view_new_list (NxTimelineView *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkNoSelection) selection = NULL;
  GtkWidget *view = NULL;

  g_signal_connect_object (factory, "setup", G_CALLBACK (on_setup_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (on_bind_cb), self, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (on_unbind_cb), self, 0);
  view = gtk_list_view_new (NULL, factory);
  self->shown = nx_growing_list_new (G_LIST_MODEL (self->items), view, N_FIRST_ROWS);
  selection = gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->shown)));
  gtk_list_view_set_model (GTK_LIST_VIEW (view), GTK_SELECTION_MODEL (selection));
  gtk_list_view_set_single_click_activate (GTK_LIST_VIEW (view), TRUE);
  gtk_widget_add_css_class (view, "nx-timeline");
  nx_scroll_to_focus_install (view);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Timeline"), -1);
  g_signal_connect_object (view, "activate", G_CALLBACK (on_activate_cb), self, 0);
  return view;
}

/* The row that shows @item now; NULL while none does. It is what takes the focus. */
GtkWidget *
nx_timeline_view_find_row (NxTimelineView *self, NxTimelineItem *item)
{
  for (GtkWidget *row = gtk_widget_get_first_child (self->list); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      GtkWidget *box = gtk_widget_get_first_child (row);
      const RowParts *parts = box != NULL ? g_object_get_data (G_OBJECT (box), "nx-parts") : NULL;

      if (parts != NULL && parts->item == item)
        return row;
    }
  return NULL;
}
