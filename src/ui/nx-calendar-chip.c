/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * One visit in a day of the calendar: state and name, to be dragged to another day. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-calendar-chip.h"

#include "nx-calendar-acts.h"
#include "nx-calendar-words.h"
#include "nx-record-kinds.h"
#include "nx-window.h"

#include <glib/gi18n-lib.h>

struct _NxCalendarChip
{
  GtkBox parent_instance;

  NxCalendarEntry *entry;
};

G_DEFINE_FINAL_TYPE (NxCalendarChip, nx_calendar_chip, GTK_TYPE_BOX)

/* Dragging: the entry itself travels, so nothing but this program can take it. */

static GdkContentProvider *
on_prepare_cb (GtkDragSource *source, double x, double y, NxCalendarEntry *entry)
{
  GtkWidget *widget = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (source));
  NxWindow *window = nx_window_of (widget);

  if (nx_calendar_entry_is_movable (entry))
    return gdk_content_provider_new_typed (NX_TYPE_CALENDAR_ENTRY, entry);
  if (window != NULL)
    nx_window_toast (window, _ ("This visit has happened, so it stays on its day. If the day is "
                                "wrong, open the visit and correct it there."));
  return NULL;
}

static void
on_drag_begin_cb (GtkDragSource *source)
{
  GtkWidget *widget = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (source));
  g_autoptr (GdkPaintable) picture = gtk_widget_paintable_new (widget);

  gtk_drag_source_set_icon (source, picture, 12, 12);
  gtk_widget_add_css_class (widget, "nx-dragged");
}

static void
on_drag_end_cb (GtkDragSource *source)
{
  GtkWidget *widget = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (source));

  if (widget != NULL)
    gtk_widget_remove_css_class (widget, "nx-dragged");
}

static void
unref_entry (gpointer entry, GClosure *closure)
{
  nx_calendar_entry_unref (entry);
}

void
nx_calendar_chip_make_draggable (GtkWidget *widget, NxCalendarEntry *entry)
{
  GtkDragSource *source = gtk_drag_source_new ();

  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect_data (source, "prepare", G_CALLBACK (on_prepare_cb),
                         nx_calendar_entry_ref (entry), unref_entry, 0);
  g_signal_connect (source, "drag-begin", G_CALLBACK (on_drag_begin_cb), NULL);
  g_signal_connect (source, "drag-end", G_CALLBACK (on_drag_end_cb), NULL);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (source));
}

/* Parts */

static GtkWidget *
new_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static void
fill (NxCalendarChip *self, NxDate today, gboolean is_tall)
{
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *icon = gtk_image_new_from_icon_name (nx_calendar_words_icon (self->entry->state));
  g_autofree char *name = nx_calendar_words_name (self->entry);
  g_autofree char *facts = nx_calendar_words_facts (self->entry);
  g_autofree char *whole = nx_calendar_words_line (self->entry);
  /* There is no room for more; of what happened the hour matters least. */
  const char *time = self->entry->state == NX_CALENDAR_PLANNED
                         ? nx_record_get_text (self->entry->visit, NX_VISIT_START_TIME)
                         : NULL;
  g_autofree char *short_text = time != NULL ? g_strdup_printf ("%s %s", name, time) : NULL;

  gtk_widget_add_css_class (GTK_WIDGET (self), "nx-calendar-chip");
  gtk_widget_add_css_class (GTK_WIDGET (self), nx_calendar_words_class (self->entry, today));
  gtk_box_append (GTK_BOX (texts),
                  new_label (is_tall || short_text == NULL ? name : short_text, NULL));
  if (is_tall && *facts != '\0')
    gtk_box_append (GTK_BOX (texts), new_label (facts, "nx-chip-facts"));
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_box_append (GTK_BOX (self), icon);
  gtk_box_append (GTK_BOX (self), texts);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, whole, -1);
}

/* Made when it is asked for: each tooltip that is set asks the display where the pointer is, and a
 * month has a hundred chips. */
static gboolean
nx_calendar_chip_query_tooltip (
    GtkWidget *widget, int x, int y, gboolean is_by_keyboard, GtkTooltip *tooltip)
{
  g_autofree char *whole = nx_calendar_words_line (NX_CALENDAR_CHIP (widget)->entry);

  gtk_tooltip_set_text (tooltip, whole);
  return TRUE;
}

static void
nx_calendar_chip_finalize (GObject *object)
{
  g_clear_pointer (&NX_CALENDAR_CHIP (object)->entry, nx_calendar_entry_unref);
  G_OBJECT_CLASS (nx_calendar_chip_parent_class)->finalize (object);
}

static void
nx_calendar_chip_class_init (NxCalendarChipClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = nx_calendar_chip_finalize;
  GTK_WIDGET_CLASS (klass)->query_tooltip = nx_calendar_chip_query_tooltip;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
nx_calendar_chip_init (NxCalendarChip *self)
{
  gtk_box_set_spacing (GTK_BOX (self), 4);
}

GtkWidget *
nx_calendar_chip_new (NxCalendarEntry *entry, NxDate today, gboolean is_tall)
{
  NxCalendarChip *self = g_object_new (NX_TYPE_CALENDAR_CHIP, NULL);

  self->entry = nx_calendar_entry_ref (entry);
  fill (self, today, is_tall);
  nx_calendar_chip_make_draggable (GTK_WIDGET (self), entry);
  nx_calendar_acts_attach (GTK_WIDGET (self), entry, NULL, today);
  return GTK_WIDGET (self);
}

NxCalendarEntry *
nx_calendar_chip_get_entry (NxCalendarChip *self)
{
  g_return_val_if_fail (NX_IS_CALENDAR_CHIP (self), NULL);
  return self->entry;
}
