/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Shows the first rows of a table before it is imported, as a spreadsheet would. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-import-table.h"

#include "nx-import-mapping.h"

#include <glib/gi18n-lib.h>

#define LEAST_HEIGHT 110
#define HEIGHT 250
#define CELL_CHARS 24

/* A row of the table, for the list model. */
#define NX_TYPE_IMPORT_LINE (nx_import_line_get_type ())
G_DECLARE_FINAL_TYPE (NxImportLine, nx_import_line, NX, IMPORT_LINE, GObject)

struct _NxImportLine
{
  GObject parent_instance;

  GStrv cells;
  guint n_cells;
  guint64 number;
};

G_DEFINE_FINAL_TYPE (NxImportLine, nx_import_line, G_TYPE_OBJECT)

struct _NxImportTable
{
  AdwBin parent_instance;

  GtkScrolledWindow *scrolled;
  GtkColumnView *view;

  guint n_rows;
};

G_DEFINE_FINAL_TYPE (NxImportTable, nx_import_table, ADW_TYPE_BIN)

static void
nx_import_line_finalize (GObject *object)
{
  g_strfreev (NX_IMPORT_LINE (object)->cells);
  G_OBJECT_CLASS (nx_import_line_parent_class)->finalize (object);
}

static void
nx_import_line_class_init (NxImportLineClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = nx_import_line_finalize;
}

static void
nx_import_line_init (NxImportLine *self)
{
}

static void
on_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_single_line_mode (GTK_LABEL (label), TRUE);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), CELL_CHARS);
  gtk_list_item_set_activatable (item, FALSE);
  gtk_list_item_set_child (item, label);
}

static void
on_setup_number_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_widget_add_css_class (label, "nx-dim");
  gtk_widget_add_css_class (label, "numeric");
  gtk_list_item_set_activatable (item, FALSE);
  gtk_list_item_set_child (item, label);
}

/* A column takes the room of its cells, up to a limit, so that a wide table scrolls sideways
 * instead of being squeezed. */
static int
width_of (const char *text)
{
  int width = 0;

  for (const char *p = text; *p != '\0' && width < CELL_CHARS; p = g_utf8_next_char (p))
    width += g_unichar_iswide (g_utf8_get_char (p)) ? 2 : 1;
  return MIN (width, CELL_CHARS);
}

static void
on_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  NxImportLine *line = gtk_list_item_get_item (item);
  guint column = GPOINTER_TO_UINT (data);
  const char *text = column < line->n_cells ? line->cells[column] : "";
  GtkLabel *label = GTK_LABEL (gtk_list_item_get_child (item));

  gtk_label_set_text (label, text);
  gtk_label_set_width_chars (label, width_of (text));
}

static void
name_widget (GtkWidget *widget, const char *name)
{
  if (widget != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                    -1);
}

static void
on_bind_number_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  NxImportLine *line = gtk_list_item_get_item (item);
  g_autofree char *text = g_strdup_printf ("%" G_GUINT64_FORMAT, line->number);
  /* TRANSLATORS: the number of a row in a table */
  g_autofree char *name = g_strdup_printf (_ ("Row %llu"), (unsigned long long)line->number);
  GtkWidget *label = gtk_list_item_get_child (item);

  gtk_label_set_text (GTK_LABEL (label), text);
  name_widget (gtk_widget_get_parent (gtk_widget_get_parent (label)), name);
}

static GtkColumnViewColumn *
add_column (NxImportTable *self, const char *title, GCallback setup, GCallback bind, gpointer data)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) column = gtk_column_view_column_new (title, factory);

  g_signal_connect (factory, "setup", setup, data);
  g_signal_connect (factory, "bind", bind, data);
  gtk_column_view_column_set_resizable (column, TRUE);
  gtk_column_view_append_column (self->view, column);
  return column;
}

static void
add_columns (NxImportTable *self, const NxImportPreview *preview)
{
  GtkColumnViewColumn *last = NULL;
  guint n = MIN (MAX (preview->n_columns, nx_import_map_get_n_columns (preview->map)),
                 NX_IMPORT_TABLE_COLUMNS);

  /* TRANSLATORS: head of the column that holds the numbers of a table's rows */
  add_column (self, _ ("Row"), G_CALLBACK (on_setup_number_cb), G_CALLBACK (on_bind_number_cb),
              NULL);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *title = nx_import_mapping_dup_heading (preview->map, i);

      last = add_column (self, title, G_CALLBACK (on_setup_cb), G_CALLBACK (on_bind_cb),
                         GUINT_TO_POINTER (i));
    }
  /* A narrow table reaches the edge, or GTK draws as if it had been scrolled past it. */
  if (last != NULL)
    gtk_column_view_column_set_expand (last, TRUE);
}

static GListModel *
make_lines (const NxImportPreview *preview)
{
  GListStore *lines = g_list_store_new (NX_TYPE_IMPORT_LINE);
  guint first = (guint)preview->header + 1;

  for (guint i = first; i < MIN (preview->rows->len, first + NX_IMPORT_PREVIEW_ROWS); i++)
    {
      g_autoptr (NxImportLine) line = g_object_new (NX_TYPE_IMPORT_LINE, NULL);

      line->cells = g_strdupv (g_ptr_array_index (preview->rows, i));
      line->n_cells = g_strv_length (line->cells);
      line->number = g_array_index (preview->numbers, guint64, i);
      g_list_store_append (lines, line);
    }
  return G_LIST_MODEL (lines);
}

static void
nx_import_table_class_init (NxImportTableClass *klass)
{
}

static void
nx_import_table_init (NxImportTable *self)
{
  self->scrolled = GTK_SCROLLED_WINDOW (gtk_scrolled_window_new ());
  gtk_scrolled_window_set_min_content_height (self->scrolled, LEAST_HEIGHT);
  gtk_scrolled_window_set_max_content_height (self->scrolled, HEIGHT);
  gtk_scrolled_window_set_propagate_natural_height (self->scrolled, TRUE);
  gtk_scrolled_window_set_has_frame (self->scrolled, TRUE);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->scrolled));
}

GtkWidget *
nx_import_table_new (void)
{
  return g_object_new (NX_TYPE_IMPORT_TABLE, NULL);
}

/* A view of its own for each table: columns that are taken out and put in anew make and drop every
 * cell several times. */
void
nx_import_table_set_preview (NxImportTable *self, const NxImportPreview *preview)
{
  g_autoptr (GtkNoSelection) rows = NULL;
  GListModel *lines = NULL;

  g_return_if_fail (NX_IS_IMPORT_TABLE (self));
  self->n_rows = 0;
  self->view = NULL;
  gtk_scrolled_window_set_child (self->scrolled, NULL);
  if (preview == NULL || preview->map == NULL)
    return;
  self->view = GTK_COLUMN_VIEW (gtk_column_view_new (NULL));
  gtk_column_view_set_show_row_separators (self->view, TRUE);
  gtk_column_view_set_show_column_separators (self->view, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "nx-table");
  /* The view, the list in it that has the focus, and the row of headings above. */
  name_widget (GTK_WIDGET (self->view), _ ("First rows of the table"));
  name_widget (gtk_widget_get_last_child (GTK_WIDGET (self->view)), _ ("First rows of the table"));
  name_widget (gtk_widget_get_first_child (GTK_WIDGET (self->view)), _ ("Row of the headings"));
  name_widget (GTK_WIDGET (self->scrolled), _ ("First rows of the table"));
  add_columns (self, preview);
  lines = make_lines (preview);
  self->n_rows = g_list_model_get_n_items (lines);
  rows = gtk_no_selection_new (lines);
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (rows));
  gtk_scrolled_window_set_child (self->scrolled, GTK_WIDGET (self->view));
}

guint
nx_import_table_get_n_rows (NxImportTable *self)
{
  g_return_val_if_fail (NX_IS_IMPORT_TABLE (self), 0);
  return self->n_rows;
}
