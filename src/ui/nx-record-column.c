/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Makes the columns of tables of records: cells that follow their record and keep one height. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-record-column.h"

#include "nx-lazy-item.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  const NxColumnSpec *spec;
  gpointer data;
} Column;

/* The lines of a cell by their job; the cell's root widget keeps them in this order. */
typedef struct
{
  NxCellText *first;
  NxCellText *end;
  NxCellText *second;
  NxBadge *badge;
} Cell;

static GtkWidget *
make_text (const char *css_class)
{
  GtkWidget *text = nx_cell_text_new ();

  if (css_class != NULL)
    gtk_widget_add_css_class (text, css_class);
  return text;
}

static GtkWidget *
make_lines (const NxColumnSpec *spec, Cell *cell)
{
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *first_line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);

  gtk_widget_set_hexpand (GTK_WIDGET (cell->first), TRUE);
  gtk_box_append (GTK_BOX (first_line), GTK_WIDGET (cell->first));
  if (spec->end != NULL)
    {
      cell->end = NX_CELL_TEXT (make_text (NULL));
      gtk_box_append (GTK_BOX (first_line), GTK_WIDGET (cell->end));
    }
  cell->second = NX_CELL_TEXT (make_text ("nx-dim"));
  gtk_box_append (GTK_BOX (lines), first_line);
  gtk_box_append (GTK_BOX (lines), GTK_WIDGET (cell->second));
  return lines;
}

static GtkWidget *
make_badge (Cell *cell)
{
  GtkWidget *badge = nx_badge_new ("plain", NULL, "");

  gtk_widget_set_halign (badge, GTK_ALIGN_START);
  gtk_widget_set_valign (badge, GTK_ALIGN_CENTER);
  cell->badge = NX_BADGE (badge);
  return badge;
}

static void
on_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, Column *column)
{
  Cell *cell = g_new0 (Cell, 1);
  GtkWidget *root
      = column->spec->badge != NULL ? make_badge (cell) : make_text (column->spec->css_class);

  if (cell->badge == NULL)
    cell->first = NX_CELL_TEXT (root);
  if (column->spec->is_number)
    nx_cell_text_set_is_number (cell->first, TRUE);
  if (column->spec->second != NULL)
    root = make_lines (column->spec, cell);
  g_object_set_data_full (G_OBJECT (list_item), "nx-cell", cell, g_free);
  gtk_list_item_set_child (list_item, root);
}

static NxRecord *
get_record (GtkListItem *list_item)
{
  gpointer item = gtk_list_item_get_item (list_item);

  return NX_IS_LAZY_ITEM (item) ? nx_lazy_item_get_record (item) : item;
}

static void
show (NxCellText *text, NxCellFunc func, NxRecord *record, gpointer data)
{
  if (text == NULL)
    return;
  gtk_widget_remove_css_class (GTK_WIDGET (text), "nx-high");
  if (record != NULL)
    func (text, record, data);
  else
    nx_cell_text_set_text (text, NULL);
}

static void
update_cell (GtkListItem *list_item, Column *column)
{
  Cell *cell = g_object_get_data (G_OBJECT (list_item), "nx-cell");
  NxRecord *record = get_record (list_item);

  if (cell->badge != NULL)
    {
      gtk_widget_set_visible (GTK_WIDGET (cell->badge), record != NULL);
      if (record != NULL)
        column->spec->badge (cell->badge, record, column->data);
    }
  show (cell->first, column->spec->show, record, column->data);
  show (cell->end, column->spec->end, record, column->data);
  show (cell->second, column->spec->second, record, column->data);
}

static void
on_record_cb (NxLazyItem *item, GParamSpec *pspec, GtkListItem *list_item)
{
  update_cell (list_item, g_object_get_data (G_OBJECT (list_item), "nx-column"));
}

static void
on_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, Column *column)
{
  gpointer item = gtk_list_item_get_item (list_item);

  g_object_set_data (G_OBJECT (list_item), "nx-column", column);
  if (NX_IS_LAZY_ITEM (item))
    g_signal_connect (item, "notify::record", G_CALLBACK (on_record_cb), list_item);
  update_cell (list_item, column);
}

static void
on_unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, Column *column)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (list_item), on_record_cb,
                                        list_item);
}

static void
free_column (gpointer data, GClosure *closure)
{
  g_free (data);
}

GtkColumnViewColumn *
nx_record_column_new (const NxColumnSpec *spec, gpointer data)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  Column *column = g_new0 (Column, 1);
  GtkColumnViewColumn *made = NULL;

  column->spec = spec;
  column->data = data;
  g_signal_connect_data (factory, "setup", G_CALLBACK (on_setup_cb), column, free_column, 0);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind_cb), column);
  g_signal_connect (factory, "unbind", G_CALLBACK (on_unbind_cb), column);
  made = gtk_column_view_column_new (_ (spec->title), factory);
  gtk_column_view_column_set_expand (made, spec->expands);
  return made;
}

void
nx_record_column_set_narrow (GtkColumnView *view, guint n_wide, gboolean is_narrow)
{
  GListModel *columns = gtk_column_view_get_columns (view);

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      gtk_column_view_column_set_visible (column, (i >= n_wide) == is_narrow);
    }
  /* The head of an only column says what the page's title has said. */
  gtk_widget_set_visible (gtk_widget_get_first_child (GTK_WIDGET (view)), !is_narrow);
}
