/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The days of a month or a week as a sheet, with one day selected; arrow keys move it. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-calendar-grid.h"

#include "nx-calendar-cell.h"

#include <glib/gi18n-lib.h>

#define DAYS_OF_WEEK 7
#define MOST_CELLS (6 * DAYS_OF_WEEK)

struct _NxCalendarGrid
{
  GtkWidget parent_instance;

  GtkWidget *grid;
  GtkWidget *heads[DAYS_OF_WEEK];
  GtkWidget *cells[MOST_CELLS];
  guint n_cells;

  NxDate selected;
  NxDate today;
  guint is_week : 1;
  guint is_narrow : 1;
};

G_DEFINE_FINAL_TYPE (NxCalendarGrid, nx_calendar_grid, GTK_TYPE_WIDGET)

enum
{
  SELECTED,
  OPENED,
  DROPPED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static NxDate
get_monday (NxDate day)
{
  return nx_date_add_days (day, 1 - nx_date_weekday (day));
}

static NxCellStyle
get_style (NxCalendarGrid *self)
{
  if (self->is_week)
    return NX_CELL_OF_WEEK;
  return self->is_narrow ? NX_CELL_MARKS : NX_CELL_OF_MONTH;
}

static void
emit_day (NxCalendarGrid *self, guint signal, NxDate day)
{
  g_autofree char *iso = nx_date_to_iso (day);

  g_signal_emit (self, signals[signal], 0, iso);
}

GtkWidget *
nx_calendar_grid_find_cell (NxCalendarGrid *self, NxDate day)
{
  for (guint i = 0; i < self->n_cells; i++)
    if (nx_date_compare (nx_calendar_cell_get_day (NX_CALENDAR_CELL (self->cells[i])), day) == 0)
      return self->cells[i];
  return NULL;
}

/* Keys and mouse */

static int
get_step (NxCalendarGrid *self, guint keyval)
{
  gboolean is_list = self->is_week && self->is_narrow;

  switch (keyval)
    {
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      return -1;
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      return 1;
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      return is_list ? -1 : -DAYS_OF_WEEK;
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      return is_list ? 1 : DAYS_OF_WEEK;
    case GDK_KEY_Home:
    case GDK_KEY_KP_Home:
      return 1 - nx_date_weekday (self->selected);
    case GDK_KEY_End:
    case GDK_KEY_KP_End:
      return DAYS_OF_WEEK - nx_date_weekday (self->selected);
    default:
      return 0;
    }
}

static gboolean
is_enter (guint keyval)
{
  return keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter || keyval == GDK_KEY_ISO_Enter
         || keyval == GDK_KEY_space;
}

static gboolean
on_key_pressed_cb (NxCalendarGrid *self, guint keyval, guint keycode, GdkModifierType state)
{
  int step = get_step (self, keyval);
  gboolean is_edge = keyval == GDK_KEY_Home || keyval == GDK_KEY_KP_Home || keyval == GDK_KEY_End
                     || keyval == GDK_KEY_KP_End;

  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SHIFT_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  if (is_enter (keyval))
    emit_day (self, OPENED, self->selected);
  else if (step != 0)
    emit_day (self, SELECTED, nx_date_add_days (self->selected, step));
  else if (!is_edge)
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

static void
on_cell_pressed_cb (GtkGestureClick *click, int n_press, double x, double y, NxCalendarGrid *self)
{
  GtkWidget *cell = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (click));
  NxDate day = nx_calendar_cell_get_day (NX_CALENDAR_CELL (cell));

  gtk_widget_grab_focus (cell);
  emit_day (self, n_press == 2 ? OPENED : SELECTED, day);
}

/* A screen reader may put the focus on any day. */
static void
on_cell_focused_cb (GtkEventController *focus, NxCalendarGrid *self)
{
  NxDate day
      = nx_calendar_cell_get_day (NX_CALENDAR_CELL (gtk_event_controller_get_widget (focus)));

  if (nx_date_compare (day, self->selected) != 0)
    emit_day (self, SELECTED, day);
}

static void
on_dropped_cb (NxCalendarCell *cell, NxCalendarEntry *entry, NxCalendarGrid *self)
{
  g_autofree char *iso = nx_date_to_iso (nx_calendar_cell_get_day (cell));

  g_signal_emit (self, signals[DROPPED], 0, entry, iso);
}

/* Days */

static void
add_cell (NxCalendarGrid *self, guint i)
{
  GtkWidget *cell = nx_calendar_cell_new ();
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_signal_connect (click, "pressed", G_CALLBACK (on_cell_pressed_cb), self);
  g_signal_connect (focus, "enter", G_CALLBACK (on_cell_focused_cb), self);
  g_signal_connect (cell, "dropped", G_CALLBACK (on_dropped_cb), self);
  gtk_widget_add_controller (cell, GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (cell, focus);
  gtk_widget_set_vexpand (cell, TRUE);
  self->cells[i] = g_object_ref_sink (cell);
}

/* Even a hidden one would make its column count, and the days of a list seven times as wide. */
static void
place_heads (NxCalendarGrid *self)
{
  for (guint i = 0; i < DAYS_OF_WEEK; i++)
    {
      gboolean is_inside = gtk_widget_get_parent (self->heads[i]) != NULL;

      if (self->is_week && is_inside)
        gtk_grid_remove (GTK_GRID (self->grid), self->heads[i]);
      else if (!self->is_week && !is_inside)
        gtk_grid_attach (GTK_GRID (self->grid), self->heads[i], (int)i, 0, 1, 1);
    }
}

/* Cells are kept, in the sheet or not, so that the focus stays where it is. */
static void
place_cells (NxCalendarGrid *self, guint n_cells)
{
  gboolean is_list = self->is_week && self->is_narrow;

  place_heads (self);
  for (guint i = 0; i < MOST_CELLS; i++)
    {
      GtkGrid *grid = GTK_GRID (self->grid);
      int column = is_list ? 0 : (int)(i % DAYS_OF_WEEK);
      int row = is_list ? (int)i + 1 : (int)(i / DAYS_OF_WEEK) + 1;
      gboolean is_inside = gtk_widget_get_parent (self->cells[i]) != NULL;

      if (i >= n_cells && is_inside)
        gtk_grid_remove (grid, self->cells[i]);
      else if (i < n_cells && !is_inside)
        gtk_grid_attach (grid, self->cells[i], column, row, 1, 1);
      else if (i < n_cells)
        gtk_layout_manager_layout_changed (gtk_widget_get_layout_manager (self->grid));
      if (i < n_cells && is_inside)
        {
          GtkLayoutChild *place = gtk_layout_manager_get_layout_child (
              gtk_widget_get_layout_manager (self->grid), self->cells[i]);

          g_object_set (place, "column", column, "row", row, NULL);
        }
    }
  self->n_cells = n_cells;
}

static void
fill_cells (NxCalendarGrid *self, NxDate first)
{
  for (guint i = 0; i < self->n_cells; i++)
    {
      NxCalendarCell *cell = NX_CALENDAR_CELL (self->cells[i]);
      NxDate day = nx_date_add_days (first, (int)i);

      nx_calendar_cell_set_day (cell, day, self->today,
                                !self->is_week && day.month != self->selected.month,
                                get_style (self));
      nx_calendar_cell_set_selected (cell, nx_date_compare (day, self->selected) == 0);
    }
}

void
nx_calendar_grid_set_range (
    NxCalendarGrid *self, NxDate selected, NxDate today, gboolean is_week, gboolean is_narrow)
{
  NxDate first = NX_DATE_NONE;
  gboolean had_focus = FALSE;
  guint n_cells = DAYS_OF_WEEK;

  g_return_if_fail (NX_IS_CALENDAR_GRID (self));
  g_return_if_fail (nx_date_is_full (selected));
  had_focus
      = gtk_widget_get_focus_child (self->grid) != NULL
        && (gtk_widget_get_state_flags (GTK_WIDGET (self)) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0;
  self->selected = selected;
  self->today = today;
  self->is_week = is_week != FALSE;
  self->is_narrow = is_narrow != FALSE;
  first = get_monday (is_week ? selected : (NxDate){ selected.year, selected.month, 1 });
  if (!is_week)
    {
      int n_days = nx_date_days_in_month (selected.year, selected.month);
      int before = nx_date_weekday ((NxDate){ selected.year, selected.month, 1 }) - 1;

      n_cells = (guint)((before + n_days + DAYS_OF_WEEK - 1) / DAYS_OF_WEEK * DAYS_OF_WEEK);
    }
  place_cells (self, n_cells);
  fill_cells (self, first);
  if (had_focus)
    nx_calendar_grid_focus (self);
}

void
nx_calendar_grid_get_range (NxCalendarGrid *self, NxDate *from, NxDate *to)
{
  g_return_if_fail (self->n_cells > 0);
  *from = nx_calendar_cell_get_day (NX_CALENDAR_CELL (self->cells[0]));
  *to = nx_calendar_cell_get_day (NX_CALENDAR_CELL (self->cells[self->n_cells - 1]));
}

guint
nx_calendar_grid_get_n_entries (NxCalendarGrid *self)
{
  return nx_cell_style_get_n_lines (get_style (self));
}

void
nx_calendar_grid_show (NxCalendarGrid *self, GPtrArray *days)
{
  for (guint i = 0; i < days->len; i++)
    {
      NxCalendarDay *day = g_ptr_array_index (days, i);
      GtkWidget *cell = nx_calendar_grid_find_cell (self, day->on);

      if (cell != NULL)
        nx_calendar_cell_show (NX_CALENDAR_CELL (cell), day);
    }
}

gboolean
nx_calendar_grid_focus (NxCalendarGrid *self)
{
  GtkWidget *cell = nx_calendar_grid_find_cell (self, self->selected);

  return cell != NULL && gtk_widget_grab_focus (cell);
}

/* Tab goes to the selected day and from there out again: the arrow keys do the rest. */
static gboolean
nx_calendar_grid_focus_in (GtkWidget *widget, GtkDirectionType direction)
{
  if (gtk_widget_get_focus_child (widget) != NULL)
    return FALSE;
  return nx_calendar_grid_focus (NX_CALENDAR_GRID (widget));
}

static void
nx_calendar_grid_dispose (GObject *object)
{
  NxCalendarGrid *self = NX_CALENDAR_GRID (object);

  for (guint i = 0; i < MOST_CELLS; i++)
    {
      if (self->cells[i] != NULL)
        g_signal_handlers_disconnect_by_data (self->cells[i], self);
      g_clear_object (&self->cells[i]);
    }
  for (guint i = 0; i < DAYS_OF_WEEK; i++)
    g_clear_object (&self->heads[i]);
  self->n_cells = 0;
  g_clear_pointer (&self->grid, gtk_widget_unparent);
  G_OBJECT_CLASS (nx_calendar_grid_parent_class)->dispose (object);
}

static guint
new_day_signal (const char *name, GType type)
{
  return g_signal_new (name, type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                       G_TYPE_STRING);
}

static void
nx_calendar_grid_class_init (NxCalendarGridClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nx_calendar_grid_dispose;
  widget_class->focus = nx_calendar_grid_focus_in;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GRID);
  signals[SELECTED] = new_day_signal ("selected", type);
  signals[OPENED] = new_day_signal ("opened", type);
  signals[DROPPED] = g_signal_new ("dropped", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 2, NX_TYPE_CALENDAR_ENTRY, G_TYPE_STRING);
}

static void
nx_calendar_grid_init (NxCalendarGrid *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->grid = gtk_grid_new ();
  gtk_widget_set_parent (self->grid, GTK_WIDGET (self));
  gtk_widget_add_css_class (self->grid, "nx-calendar-grid");
  gtk_grid_set_column_homogeneous (GTK_GRID (self->grid), TRUE);
  for (guint i = 0; i < DAYS_OF_WEEK; i++)
    {
      self->heads[i] = g_object_ref_sink (gtk_label_new (nx_date_weekday_short ((int)i + 1)));
      gtk_widget_add_css_class (self->heads[i], "nx-weekday");
      gtk_label_set_ellipsize (GTK_LABEL (self->heads[i]), PANGO_ELLIPSIZE_END);
    }
  for (guint i = 0; i < MOST_CELLS; i++)
    add_cell (self, i);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (on_key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

GtkWidget *
nx_calendar_grid_new (void)
{
  NxCalendarGrid *self = g_object_new (NX_TYPE_CALENDAR_GRID, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Calendar of visits"), -1);
  return GTK_WIDGET (self);
}
