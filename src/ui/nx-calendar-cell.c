/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * One day of the calendar: its number, its first visits, and a place to drop others on. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-calendar-cell.h"

#include "nx-calendar-chip.h"
#include "nx-calendar-words.h"

#include <glib/gi18n-lib.h>

#define MONTH_LINES 3
#define WEEK_LINES 12
#define MOST_DPI_FOR_LUNAR (96 * 1024 * 5 / 4) /* gtk-xft-dpi counts 1024ths */

struct _NxCalendarCell
{
  GtkBox parent_instance;

  GtkWidget *head;
  GtkWidget *number_label;
  GtkWidget *lunar_label;
  GtkWidget *lines;
  GtkWidget *more_label;

  NxDate day;
  NxDate today;
  NxCellStyle style;
  char *shown; /* what its lines say; NULL: not known yet */
};

G_DEFINE_FINAL_TYPE (NxCalendarCell, nx_calendar_cell, GTK_TYPE_BOX)

enum
{
  DROPPED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

guint
nx_cell_style_get_n_lines (NxCellStyle style)
{
  return style == NX_CELL_OF_WEEK ? WEEK_LINES : MONTH_LINES;
}

/* Dropping */

static gboolean
is_open_for (NxCalendarCell *self, const NxCalendarEntry *entry)
{
  return entry == NULL
         || (nx_calendar_entry_is_movable (entry) && nx_date_compare (entry->on, self->day) != 0);
}

/* A day that is past takes nothing, and neither does the day it is on already. */
static GdkDragAction
on_drop_motion_cb (GtkDropTarget *target, double x, double y, NxCalendarCell *self)
{
  const GValue *value = gtk_drop_target_get_value (target);
  const NxCalendarEntry *entry = value != NULL ? g_value_get_boxed (value) : NULL;

  return nx_date_compare (self->day, self->today) >= 0 && is_open_for (self, entry)
             ? GDK_ACTION_MOVE
             : 0;
}

static gboolean
on_drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, NxCalendarCell *self)
{
  NxCalendarEntry *entry = g_value_get_boxed (value);

  if (entry == NULL || !is_open_for (self, entry))
    return FALSE;
  g_signal_emit (self, signals[DROPPED], 0, entry);
  return TRUE;
}

static void
add_drop_target (NxCalendarCell *self)
{
  GtkDropTarget *target = gtk_drop_target_new (NX_TYPE_CALENDAR_ENTRY, GDK_ACTION_MOVE);

  gtk_drop_target_set_preload (target, TRUE);
  g_signal_connect (target, "enter", G_CALLBACK (on_drop_motion_cb), self);
  g_signal_connect (target, "motion", G_CALLBACK (on_drop_motion_cb), self);
  g_signal_connect (target, "drop", G_CALLBACK (on_drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

/* Lines */

static void
clear_lines (NxCalendarCell *self)
{
  GtkWidget *line = NULL;

  while ((line = gtk_widget_get_first_child (self->lines)) != NULL)
    gtk_box_remove (GTK_BOX (self->lines), line);
  gtk_widget_set_visible (self->more_label, FALSE);
}

static void
add_chips (NxCalendarCell *self, NxCalendarDay *day)
{
  guint n = MIN (day->entries->len, nx_cell_style_get_n_lines (self->style));
  guint n_more = nx_calendar_day_get_n (day) - n;
  /* TRANSLATORS: how many more visits a day has than the calendar has room for */
  g_autofree char *more
      = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "+%u more", "+%u more", n_more), n_more);

  for (guint i = 0; i < n; i++)
    gtk_box_append (GTK_BOX (self->lines),
                    nx_calendar_chip_new (g_ptr_array_index (day->entries, i), self->today,
                                          self->style == NX_CELL_OF_WEEK));
  gtk_label_set_label (GTK_LABEL (self->more_label), more);
  gtk_widget_set_visible (self->more_label, n_more > 0);
}

/* No room for names: an icon and a number for each state. */
static void
add_marks (NxCalendarCell *self, NxCalendarDay *day)
{
  for (NxCalendarState i = 0; i < NX_N_CALENDAR_STATES; i++)
    {
      const NxCalendarEntry like = { .state = i, .on = self->day };
      GtkWidget *mark = NULL;
      GtkWidget *icon = NULL;
      g_autofree char *count = g_strdup_printf ("%u", day->counts[i]);

      if (day->counts[i] == 0)
        continue;
      mark = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 3);
      icon = gtk_image_new_from_icon_name (nx_calendar_words_icon (i));
      gtk_widget_add_css_class (mark, "nx-calendar-mark");
      gtk_widget_add_css_class (mark, nx_calendar_words_class (&like, self->today));
      gtk_widget_set_halign (mark, GTK_ALIGN_CENTER);
      gtk_box_append (GTK_BOX (mark), icon);
      gtk_box_append (GTK_BOX (mark), gtk_label_new (count));
      gtk_box_append (GTK_BOX (self->lines), mark);
    }
}

static void
set_name (NxCalendarCell *self, const guint *counts)
{
  g_autofree char *name = nx_calendar_words_day (self->day, self->today, counts);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/* Two days of which this is the same look the same. */
static char *
dup_content (NxCalendarCell *self, NxCalendarDay *day)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < NX_N_CALENDAR_STATES; i++)
    g_string_append_printf (text, "%u ", day->counts[i]);
  for (guint i = 0; i < day->entries->len; i++)
    {
      const NxCalendarEntry *entry = g_ptr_array_index (day->entries, i);
      g_autofree char *line = nx_calendar_words_line (entry);

      g_string_append_printf (text, "\n%" G_GINT64_FORMAT ".%" G_GINT64_FORMAT " %s",
                              entry->visit != NULL ? nx_record_get_id (entry->visit) : 0,
                              entry->visit != NULL ? nx_record_get_version (entry->visit) : 0,
                              line);
    }
  return g_string_free (text, FALSE);
}

void
nx_calendar_cell_show (NxCalendarCell *self, NxCalendarDay *day)
{
  g_autofree char *content = NULL;

  g_return_if_fail (NX_IS_CALENDAR_CELL (self));
  content = dup_content (self, day);
  if (g_strcmp0 (content, self->shown) == 0)
    return;
  clear_lines (self);
  if (self->style == NX_CELL_MARKS)
    add_marks (self, day);
  else
    add_chips (self, day);
  set_name (self, day->counts);
  g_free (self->shown);
  self->shown = g_steal_pointer (&content);
}

/* The day */

static void
set_class (GtkWidget *widget, const char *name, gboolean is_on)
{
  if (is_on)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

/* Two characters of large text are wider than a seventh of a narrow window. */
static gboolean
has_room_for_lunar (NxCalendarCell *self)
{
  int dpi = 0;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-xft-dpi", &dpi, NULL);
  return self->style != NX_CELL_MARKS || dpi <= MOST_DPI_FOR_LUNAR;
}

static void
show_head (NxCalendarCell *self)
{
  static const float lunar_xaligns[] = { 1.0f, 0.5f, 0.0f };
  gboolean is_of_week = self->style == NX_CELL_OF_WEEK;
  g_autofree char *lunar = nx_calendar_words_lunar (self->day);
  g_autofree char *text = is_of_week ? nx_date_format (self->day, NX_DATE_DAY)
                                     : g_strdup_printf ("%d", self->day.day);

  gtk_label_set_label (GTK_LABEL (self->number_label), text);
  gtk_label_set_label (GTK_LABEL (self->lunar_label), lunar != NULL ? lunar : "");
  gtk_widget_set_visible (self->lunar_label, lunar != NULL && has_room_for_lunar (self));
  /* Beside the number of a month's day there is room for the lunar one, else below it. */
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->head), self->style == NX_CELL_OF_MONTH
                                                                   ? GTK_ORIENTATION_HORIZONTAL
                                                                   : GTK_ORIENTATION_VERTICAL);
  gtk_widget_set_halign (self->number_label,
                         self->style == NX_CELL_MARKS ? GTK_ALIGN_CENTER : GTK_ALIGN_START);
  gtk_label_set_xalign (GTK_LABEL (self->lunar_label), lunar_xaligns[self->style]);
}

void
nx_calendar_cell_set_day (
    NxCalendarCell *self, NxDate day, NxDate today, gboolean is_outside, NxCellStyle style)
{
  GtkWidget *widget = GTK_WIDGET (self);

  g_return_if_fail (NX_IS_CALENDAR_CELL (self));
  set_class (widget, "nx-outside", is_outside);
  set_class (widget, "nx-weekend", nx_date_weekday (day) > 5);
  set_class (widget, "nx-today", nx_date_compare (day, today) == 0);
  set_class (widget, "nx-marks", style == NX_CELL_MARKS);
  if (nx_date_compare (day, self->day) == 0 && nx_date_compare (today, self->today) == 0
      && style == self->style)
    return;
  self->day = day;
  self->today = today;
  self->style = style;
  g_clear_pointer (&self->shown, g_free);
  clear_lines (self);
  show_head (self);
  set_name (self, NULL);
}

NxDate
nx_calendar_cell_get_day (NxCalendarCell *self)
{
  g_return_val_if_fail (NX_IS_CALENDAR_CELL (self), NX_DATE_NONE);
  return self->day;
}

void
nx_calendar_cell_set_selected (NxCalendarCell *self, gboolean is_selected)
{
  g_return_if_fail (NX_IS_CALENDAR_CELL (self));
  set_class (GTK_WIDGET (self), "nx-selected", is_selected);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_SELECTED, is_selected,
                               -1);
}

static void
nx_calendar_cell_finalize (GObject *object)
{
  g_free (NX_CALENDAR_CELL (object)->shown);
  G_OBJECT_CLASS (nx_calendar_cell_parent_class)->finalize (object);
}

static void
nx_calendar_cell_class_init (NxCalendarCellClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = nx_calendar_cell_finalize;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GRID_CELL);
  signals[DROPPED] = g_signal_new ("dropped", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, NX_TYPE_CALENDAR_ENTRY);
}

static void
nx_calendar_cell_init (NxCalendarCell *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_widget_add_css_class (GTK_WIDGET (self), "nx-calendar-cell");
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  self->head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  self->number_label = gtk_label_new (NULL);
  self->lunar_label = gtk_label_new (NULL);
  self->lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  self->more_label = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->number_label, "nx-day-number");
  gtk_widget_add_css_class (self->number_label, "numeric");
  gtk_widget_add_css_class (self->lunar_label, "nx-lunar");
  gtk_label_set_ellipsize (GTK_LABEL (self->lunar_label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (self->lunar_label, TRUE);
  gtk_widget_add_css_class (self->more_label, "nx-calendar-more");
  gtk_label_set_xalign (GTK_LABEL (self->more_label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (self->more_label), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (self->head), self->number_label);
  gtk_box_append (GTK_BOX (self->head), self->lunar_label);
  gtk_box_append (GTK_BOX (self), self->head);
  gtk_box_append (GTK_BOX (self), self->lines);
  gtk_box_append (GTK_BOX (self), self->more_label);
  add_drop_target (self);
}

GtkWidget *
nx_calendar_cell_new (void)
{
  return g_object_new (NX_TYPE_CALENDAR_CELL, NULL);
}
