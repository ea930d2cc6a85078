/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The day in hand beside or below the calendar: its lines, planning on it, its route sheet. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-calendar-pane.h"

#include "nx-calendar-row.h"
#include "nx-calendar-words.h"
#include "nx-wrap-layout.h"

#include <glib/gi18n-lib.h>

#define N_LINES 50
/* What is seen at the usual size of a window; the others come a few at a time. */
#define N_FIRST_ROWS 8
#define N_ROWS_A_TURN 6

/* A line that has no row yet. */
typedef struct
{
  NxCalendarEntry *entry;
  NxDueRow *row;
} Line;

struct _NxCalendarPane
{
  GtkBox parent_instance;

  GtkWidget *day_label;
  GtkWidget *lunar_label;
  GtkWidget *plan_button;
  GtkWidget *print_button;
  GtkWidget *counts_label;
  GtkWidget *list;
  GtkWidget *more_button;

  NxDate day;
  NxDate today;
  guint n_wanted;
  GQueue lines; /* of Line: below those that have their rows */
  guint rest_source;
};

G_DEFINE_FINAL_TYPE (NxCalendarPane, nx_calendar_pane, GTK_TYPE_BOX)

enum
{
  MORE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static NxCalendarRow *
get_row (NxCalendarPane *self, int position)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), position);

  return row != NULL ? NX_CALENDAR_ROW (row) : NULL;
}

static void
line_free (gpointer data)
{
  Line *line = data;

  nx_calendar_entry_unref (line->entry);
  g_clear_pointer (&line->row, nx_due_row_free);
  g_free (line);
}

static void
clear_rows (NxCalendarPane *self)
{
  NxCalendarRow *row = NULL;

  g_clear_handle_id (&self->rest_source, g_source_remove);
  g_queue_clear_full (&self->lines, line_free);
  while ((row = get_row (self, 0)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), GTK_WIDGET (row));
}

static void
add_rows (NxCalendarPane *self, guint n)
{
  for (; n > 0 && self->lines.length > 0; n--)
    {
      Line *line = g_queue_pop_head (&self->lines);

      gtk_list_box_append (
          GTK_LIST_BOX (self->list),
          nx_calendar_row_new (line->entry, g_steal_pointer (&line->row), self->today));
      line_free (line);
    }
}

static gboolean
add_rows_cb (gpointer data)
{
  NxCalendarPane *self = data;

  add_rows (self, N_ROWS_A_TURN);
  if (self->lines.length > 0)
    return G_SOURCE_CONTINUE;
  self->rest_source = 0;
  return G_SOURCE_REMOVE;
}

/* For whoever looks at all of them. */
static void
finish_rows (NxCalendarPane *self)
{
  g_clear_handle_id (&self->rest_source, g_source_remove);
  add_rows (self, G_MAXUINT);
}

static gboolean
is_shown (NxCalendarPane *self, NxCalendarAnswer *answer)
{
  GPtrArray *entries = answer->day->entries;

  finish_rows (self);
  for (guint i = 0; i < entries->len; i++)
    {
      NxCalendarRow *row = get_row (self, (int)i);

      if (row == NULL
          || !nx_calendar_row_is_same (row, g_ptr_array_index (entries, i),
                                       g_ptr_array_index (answer->rows, i), answer->today))
        return FALSE;
    }
  return get_row (self, (int)entries->len) == NULL;
}

/* The line with the focus, or where it stood. */
static void
restore_focus (NxCalendarPane *self, const NxCalendarEntry *entry, int position)
{
  NxCalendarRow *row = NULL;
  NxCalendarRow *last = NULL;

  for (int i = 0; (row = get_row (self, i)) != NULL; i++)
    {
      if (nx_calendar_entry_is_same (nx_calendar_row_get_entry (row), entry))
        {
          gtk_widget_grab_focus (GTK_WIDGET (row));
          return;
        }
      if (i <= position)
        last = row;
    }
  gtk_widget_grab_focus (last != NULL ? GTK_WIDGET (last) : self->plan_button);
}

static void
fill_rows (NxCalendarPane *self, NxCalendarAnswer *answer)
{
  GtkWidget *focus = gtk_widget_get_focus_child (self->list);
  gboolean has_focus
      = focus != NULL
        && (gtk_widget_get_state_flags (self->list) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0;
  int position = has_focus ? gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (focus)) : 0;
  g_autoptr (NxCalendarEntry) entry
      = has_focus ? nx_calendar_entry_ref (nx_calendar_row_get_entry (NX_CALENDAR_ROW (focus)))
                  : NULL;

  clear_rows (self);
  self->today = answer->today;
  for (guint i = 0; i < answer->day->entries->len; i++)
    {
      Line *line = g_new0 (Line, 1);

      line->entry = nx_calendar_entry_ref (g_ptr_array_index (answer->day->entries, i));
      line->row = g_steal_pointer (&g_ptr_array_index (answer->rows, i));
      g_queue_push_tail (&self->lines, line);
    }
  add_rows (self, entry != NULL ? G_MAXUINT : N_FIRST_ROWS);
  if (self->lines.length > 0)
    self->rest_source = g_idle_add_full (G_PRIORITY_LOW, add_rows_cb, self, NULL);
  if (entry != NULL)
    restore_focus (self, entry, position);
}

void
nx_calendar_pane_show (NxCalendarPane *self, NxCalendarAnswer *answer)
{
  guint n_shown = answer->day->entries->len;
  guint n_more = nx_calendar_day_get_n (answer->day) - n_shown;
  g_autofree char *counts = nx_calendar_words_counts (answer->day->counts);
  g_autofree char *more = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "Show %u More", "Show %u More", n_more), MIN (n_more, N_LINES));

  if (!is_shown (self, answer))
    fill_rows (self, answer);
  gtk_label_set_label (GTK_LABEL (self->counts_label),
                       counts != NULL ? counts : _ ("Nothing is planned or due on this day."));
  gtk_widget_set_visible (self->counts_label, TRUE);
  gtk_widget_set_visible (self->list, n_shown > 0);
  gtk_button_set_label (GTK_BUTTON (self->more_button), more);
  gtk_widget_set_visible (self->more_button, n_more > 0);
  gtk_widget_set_visible (
      self->print_button,
      answer->day->counts[NX_CALENDAR_PLANNED] + answer->day->counts[NX_CALENDAR_DUE] > 0);
}

void
nx_calendar_pane_set_day (NxCalendarPane *self, NxDate day, NxDate today)
{
  g_autofree char *text = nx_date_format (day, NX_DATE_LONG_DAY);
  g_autofree char *lunar = nx_calendar_words_lunar (day);

  g_return_if_fail (NX_IS_CALENDAR_PANE (self));
  gtk_widget_set_visible (self->plan_button, nx_date_compare (day, today) >= 0);
  if (nx_date_compare (day, self->day) == 0)
    return;
  self->day = day;
  self->n_wanted = N_LINES;
  gtk_label_set_label (GTK_LABEL (self->day_label), text);
  gtk_label_set_label (GTK_LABEL (self->lunar_label), lunar != NULL ? lunar : "");
  gtk_widget_set_visible (self->lunar_label, lunar != NULL);
  /* Nothing shows "none" while it is not known. */
  gtk_widget_set_visible (self->counts_label, FALSE);
  gtk_widget_set_visible (self->list, FALSE);
  gtk_widget_set_visible (self->more_button, FALSE);
  gtk_widget_set_visible (self->print_button, FALSE);
  clear_rows (self);
}

guint
nx_calendar_pane_get_n_wanted (NxCalendarPane *self)
{
  return self->n_wanted;
}

gboolean
nx_calendar_pane_focus (NxCalendarPane *self)
{
  NxCalendarRow *row = get_row (self, 0);

  if (row != NULL)
    return gtk_widget_grab_focus (GTK_WIDGET (row));
  return gtk_widget_get_visible (self->plan_button) && gtk_widget_grab_focus (self->plan_button);
}

GtkWidget *
nx_calendar_pane_get_plan_button (NxCalendarPane *self)
{
  return self->plan_button;
}

GArray *
nx_calendar_pane_dup_case_ids (NxCalendarPane *self)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  NxCalendarRow *row = NULL;

  finish_rows (self);
  for (int i = 0; (row = get_row (self, i)) != NULL; i++)
    {
      const NxCalendarEntry *entry = nx_calendar_row_get_entry (row);
      gint64 id = nx_record_get_id (entry->case_file);

      if (nx_calendar_entry_is_movable (entry)
          && g_hash_table_add (seen, g_memdup2 (&id, sizeof id)))
        g_array_append_val (ids, id);
    }
  return ids;
}

/* Parts */

static void
on_row_activated_cb (GtkListBox *list, GtkListBoxRow *row)
{
  gtk_widget_activate_action (GTK_WIDGET (row), "entry.open", NULL);
}

static void
on_more_clicked_cb (NxCalendarPane *self)
{
  self->n_wanted += N_LINES;
  g_signal_emit (self, signals[MORE], 0);
}

static GtkWidget *
new_label (const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (label, css_class);
  return label;
}

static GtkWidget *
new_buttons (NxCalendarPane *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_set_layout_manager (box, nx_wrap_layout_new ());
  self->plan_button = gtk_button_new_with_mnemonic (_ ("P_lan Visit…"));
  self->print_button = gtk_button_new_with_label (_ ("Print Route Sheet"));
  gtk_widget_add_css_class (self->plan_button, "nx-row-action");
  gtk_widget_add_css_class (self->print_button, "flat");
  gtk_widget_set_tooltip_text (self->plan_button, _ ("Plan a visit on this day (Ctrl+N)"));
  gtk_widget_set_tooltip_text (self->print_button,
                               _ ("Print the route sheet of these visits (Ctrl+P)"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->plan_button), "calendar.plan");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->print_button), "calendar.print-route");
  gtk_box_append (GTK_BOX (box), self->plan_button);
  gtk_box_append (GTK_BOX (box), self->print_button);
  return box;
}

static GtkWidget *
new_head (NxCalendarPane *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_set_layout_manager (box, nx_wrap_layout_new ());
  self->day_label = new_label ("heading");
  self->lunar_label = new_label ("nx-dim");
  gtk_box_append (GTK_BOX (box), self->day_label);
  gtk_box_append (GTK_BOX (box), self->lunar_label);
  return box;
}

static void
nx_calendar_pane_dispose (GObject *object)
{
  NxCalendarPane *self = NX_CALENDAR_PANE (object);

  g_clear_handle_id (&self->rest_source, g_source_remove);
  g_queue_clear_full (&self->lines, line_free);
  G_OBJECT_CLASS (nx_calendar_pane_parent_class)->dispose (object);
}

static void
nx_calendar_pane_class_init (NxCalendarPaneClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nx_calendar_pane_dispose;
  signals[MORE] = g_signal_new ("more", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
}

static void
nx_calendar_pane_init (NxCalendarPane *self)
{
  GtkLayoutManager *stacked = nx_wrap_layout_new ();

  g_queue_init (&self->lines);
  self->n_wanted = N_LINES;
  g_object_set (stacked, "vertical", TRUE, "line-spacing", 9, NULL);
  gtk_widget_set_layout_manager (GTK_WIDGET (self), stacked);
  gtk_box_append (GTK_BOX (self), new_head (self));
  self->counts_label = new_label ("nx-dim");
  gtk_box_append (GTK_BOX (self), self->counts_label);
  gtk_box_append (GTK_BOX (self), new_buttons (self));
  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_list_box_set_activate_on_single_click (GTK_LIST_BOX (self->list), FALSE);
  gtk_widget_add_css_class (self->list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Visits of this day"), -1);
  g_signal_connect (self->list, "row-activated", G_CALLBACK (on_row_activated_cb), NULL);
  gtk_box_append (GTK_BOX (self), self->list);
  self->more_button = gtk_button_new_with_label ("");
  gtk_widget_add_css_class (self->more_button, "flat");
  g_signal_connect_swapped (self->more_button, "clicked", G_CALLBACK (on_more_clicked_cb), self);
  gtk_box_append (GTK_BOX (self), self->more_button);
}

GtkWidget *
nx_calendar_pane_new (void)
{
  return g_object_new (NX_TYPE_CALENDAR_PANE, NULL);
}
