/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * One card of due visits: its lines as wanted, those below the first screen as soon as there is
 * time.
 */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-due-card.h"

#include "nx-case.h"

/* A line is some thirty widgets, 5 ms on an office computer: so many at a time keep a key from
 * waiting. */
#define N_AT_ONCE 3

struct _NxDueCard
{
  AdwBin parent_instance;

  GtkListBox *list;
  GPtrArray *rest; /* NxDueRow without a line yet, or NULL; they follow the lines that are there */
  NxDate today;
  guint rest_source;
  gboolean is_narrow;
};

G_DEFINE_FINAL_TYPE (NxDueCard, nx_due_card, ADW_TYPE_BIN)

enum
{
  ENTERED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* Lines */

NxDueLine *
nx_due_card_get_line (NxDueCard *self, int position)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, position);

  return row != NULL ? NX_DUE_LINE (row) : NULL;
}

NxDueLine *
nx_due_card_get_last_line (NxDueCard *self)
{
  GtkWidget *line = gtk_widget_get_last_child (GTK_WIDGET (self->list));

  return NX_IS_DUE_LINE (line) ? NX_DUE_LINE (line) : NULL;
}

NxDueLine *
nx_due_card_find_line (NxDueCard *self, gint64 case_id)
{
  NxDueLine *line = NULL;

  for (int i = 0; (line = nx_due_card_get_line (self, i)) != NULL; i++)
    if (nx_due_line_get_case_id (line) == case_id)
      return line;
  return NULL;
}

static void
on_line_entered_cb (GtkEventController *controller, NxDueCard *self)
{
  GtkWidget *line = gtk_event_controller_get_widget (controller);

  g_signal_emit (self, signals[ENTERED], 0, nx_due_line_get_case_id (NX_DUE_LINE (line)));
}

/* The row is the line's from now on. */
static void
insert_line (NxDueCard *self, NxDueRow *take, int position)
{
  GtkWidget *line = nx_due_line_new (take, self->today);
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_signal_connect_object (focus, "enter", G_CALLBACK (on_line_entered_cb), self, 0);
  gtk_widget_add_controller (line, focus);
  nx_due_line_set_narrow (NX_DUE_LINE (line), self->is_narrow);
  gtk_list_box_insert (self->list, line, position);
}

static void
on_row_activated_cb (GtkListBox *list, GtkListBoxRow *row)
{
  gtk_widget_activate_action (GTK_WIDGET (row), "due.record-visit", NULL);
}

/* What follows later */

static void
add_rest (NxDueCard *self, guint n)
{
  n = MIN (n, self->rest->len);
  for (guint i = 0; i < n; i++)
    insert_line (self, g_steal_pointer (&g_ptr_array_index (self->rest, i)), -1);
  g_ptr_array_remove_range (self->rest, 0, n);
}

static void
drop_rest (NxDueCard *self)
{
  g_clear_handle_id (&self->rest_source, g_source_remove);
  g_clear_pointer (&self->rest, g_ptr_array_unref);
}

static gboolean
on_rest_idle_cb (gpointer data)
{
  NxDueCard *self = data;

  add_rest (self, N_AT_ONCE);
  if (self->rest->len > 0)
    return G_SOURCE_CONTINUE;
  self->rest_source = 0;
  drop_rest (self);
  return G_SOURCE_REMOVE;
}

static void
free_row (gpointer row)
{
  if (row != NULL)
    nx_due_row_free (row);
}

/* The rows from @first on, taken out of @rows. */
static void
keep_rest (NxDueCard *self, GPtrArray *rows, guint first)
{
  if (first == rows->len)
    return;
  self->rest = g_ptr_array_new_with_free_func (free_row);
  for (guint i = first; i < rows->len; i++)
    g_ptr_array_add (self->rest, g_steal_pointer (&g_ptr_array_index (rows, i)));
  self->rest_source = g_idle_add_full (G_PRIORITY_LOW, on_rest_idle_cb, self, NULL);
}

gboolean
nx_due_card_fill (NxDueCard *self)
{
  g_return_val_if_fail (NX_IS_DUE_CARD (self), FALSE);
  if (self->rest == NULL)
    return FALSE;
  add_rest (self, self->rest->len);
  drop_rest (self);
  return TRUE;
}

/* Showing */

/* The lines there are already, by case; those that say something else now are left out. */
static NxDueLine *
take_same (GHashTable *lines, const NxDueRow *row, NxDate today)
{
  gint64 id = nx_record_get_id (row->case_file);
  NxDueLine *line = g_hash_table_lookup (lines, &id);

  if (line == NULL || nx_date_compare (nx_due_line_get_today (line), today) != 0
      || !nx_due_row_is_same (nx_due_line_get_row (line), row))
    return NULL;
  return line;
}

static GHashTable *
collect_lines (NxDueCard *self)
{
  GHashTable *lines = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_object_unref);
  NxDueLine *line = NULL;

  for (int i = 0; (line = nx_due_card_get_line (self, i)) != NULL; i++)
    {
      gint64 id = nx_due_line_get_case_id (line);

      g_hash_table_insert (lines, g_memdup2 (&id, sizeof id), g_object_ref (line));
    }
  return lines;
}

/* The lines that no row is shown by any more. They go first, so that the others need not move: a
 * line that is taken out and put back loses its place in the order of the focus. */
static void
drop_others (NxDueCard *self, GHashTable *lines, GPtrArray *rows)
{
  g_autoptr (GHashTable) kept = g_hash_table_new (NULL, NULL);
  GHashTableIter iter;
  gpointer line = NULL;

  for (guint i = 0; i < rows->len; i++)
    g_hash_table_add (kept, take_same (lines, g_ptr_array_index (rows, i), self->today));
  g_hash_table_iter_init (&iter, lines);
  while (g_hash_table_iter_next (&iter, NULL, &line))
    if (!g_hash_table_contains (kept, line))
      gtk_list_box_remove (self->list, line);
}

void
nx_due_card_show (NxDueCard *self, GPtrArray *rows, NxDate today, guint *n_new)
{
  g_autoptr (GHashTable) lines = NULL;
  guint i = 0;

  g_return_if_fail (NX_IS_DUE_CARD (self));
  drop_rest (self);
  self->today = today;
  lines = collect_lines (self);
  drop_others (self, lines, rows);
  for (; i < rows->len; i++)
    {
      NxDueLine *same = take_same (lines, g_ptr_array_index (rows, i), today);

      if (same != NULL && same == nx_due_card_get_line (self, (int)i))
        continue;
      if (same == NULL && *n_new == 0 && nx_due_card_get_line (self, (int)i) == NULL)
        break;
      if (same != NULL)
        {
          gtk_list_box_remove (self->list, GTK_WIDGET (same));
          gtk_list_box_insert (self->list, GTK_WIDGET (same), (int)i);
          continue;
        }
      insert_line (self, g_steal_pointer (&g_ptr_array_index (rows, i)), (int)i);
      *n_new -= *n_new > 0;
    }
  keep_rest (self, rows, i);
}

void
nx_due_card_set_narrow (NxDueCard *self, gboolean is_narrow)
{
  NxDueLine *line = NULL;

  g_return_if_fail (NX_IS_DUE_CARD (self));
  self->is_narrow = is_narrow;
  for (int i = 0; (line = nx_due_card_get_line (self, i)) != NULL; i++)
    nx_due_line_set_narrow (line, is_narrow);
}

gboolean
nx_due_card_is_busy (NxDueCard *self)
{
  NxDueLine *line = NULL;

  g_return_val_if_fail (NX_IS_DUE_CARD (self), FALSE);
  for (int i = 0; (line = nx_due_card_get_line (self, i)) != NULL; i++)
    if (nx_due_line_is_busy (line))
      return TRUE;
  return FALSE;
}

GtkWidget *
nx_due_card_get_list (NxDueCard *self)
{
  g_return_val_if_fail (NX_IS_DUE_CARD (self), NULL);
  return GTK_WIDGET (self->list);
}

static void
nx_due_card_dispose (GObject *object)
{
  drop_rest (NX_DUE_CARD (object));
  G_OBJECT_CLASS (nx_due_card_parent_class)->dispose (object);
}

static void
nx_due_card_class_init (NxDueCardClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nx_due_card_dispose;
  signals[ENTERED] = g_signal_new ("entered", NX_TYPE_DUE_CARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
}

static void
nx_due_card_init (NxDueCard *self)
{
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_list_box_set_activate_on_single_click (self->list, FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  g_signal_connect (self->list, "row-activated", G_CALLBACK (on_row_activated_cb), NULL);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->list));
}

GtkWidget *
nx_due_card_new (void)
{
  return g_object_new (NX_TYPE_DUE_CARD, NULL);
}
