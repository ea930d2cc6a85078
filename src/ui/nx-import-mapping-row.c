/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * One column of a table to be imported: its heading, some of its cells, and what it means. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-import-mapping-row.h"

#include "nx-fit-words.h"

#include <glib/gi18n-lib.h>

struct _NxImportMappingRow
{
  GtkListBoxRow parent_instance;

  GtkWidget *box;
  GtkDropDown *drop_down;

  NxImportColumn column;
  guint is_setting : 1;
};

G_DEFINE_FINAL_TYPE (NxImportMappingRow, nx_import_mapping_row, GTK_TYPE_LIST_BOX_ROW)

enum
{
  SIGNAL_CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* Columns that come into the note by their heading: a heading that nobody understood, and those the
 * office's records have no field for. To the user they are one choice. */
static gboolean
goes_into_note (NxImportColumn column)
{
  return column == NX_IMPORT_COLUMN_UNKNOWN || column == NX_IMPORT_COLUMN_NOTE
         || column == NX_IMPORT_COLUMN_WORKER || column == NX_IMPORT_COLUMN_GRID_WORKER;
}

/* The n-th choice: the note, nothing, then the fields in the order of the engine. */
static NxImportColumn
column_of (guint position)
{
  if (position == 0)
    return NX_IMPORT_COLUMN_NOTE;
  for (guint column = NX_IMPORT_COLUMN_IGNORED; column < NX_N_IMPORT_COLUMNS; column++)
    if (!goes_into_note (column) && --position == 0)
      return column;
  return NX_IMPORT_COLUMN_NOTE;
}

static guint
position_of (NxImportColumn column)
{
  guint position = 0;

  if (goes_into_note (column))
    return 0;
  for (guint other = NX_IMPORT_COLUMN_IGNORED; other <= column; other++)
    position += !goes_into_note (other);
  return position;
}

GListModel *
nx_import_mapping_row_make_choices (void)
{
  GtkStringList *choices = gtk_string_list_new (NULL);

  /* TRANSLATORS: what becomes of a column of an imported table that no field is for */
  gtk_string_list_append (choices, _ ("Kept in the note"));
  for (guint column = NX_IMPORT_COLUMN_IGNORED; column < NX_N_IMPORT_COLUMNS; column++)
    if (!goes_into_note (column))
      gtk_string_list_append (choices, nx_import_column_get_label (column));
  return G_LIST_MODEL (choices);
}

static void
on_selected_cb (NxImportMappingRow *self)
{
  if (self->is_setting || gtk_drop_down_get_selected (self->drop_down) == GTK_INVALID_LIST_POSITION)
    return;
  self->column = column_of (gtk_drop_down_get_selected (self->drop_down));
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0);
}

static void
nx_import_mapping_row_class_init (NxImportMappingRowClass *klass)
{
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", NX_TYPE_IMPORT_MAPPING_ROW, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
nx_import_mapping_row_init (NxImportMappingRow *self)
{
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_list_box_row_set_selectable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_widget_set_focusable (GTK_WIDGET (self), FALSE);
}

static GtkWidget *
make_line (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_single_line_mode (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, css_class);
  return label;
}

static GtkWidget *
make_words (const char *heading, const char *samples)
{
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *below = make_line (samples, "caption");

  gtk_widget_add_css_class (below, "nx-dim");
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (words), make_line (heading, "heading"));
  gtk_box_append (GTK_BOX (words), below);
  return words;
}

NxImportMappingRow *
nx_import_mapping_row_new (GListModel *choices, const char *heading, const char *samples)
{
  NxImportMappingRow *self = g_object_new (NX_TYPE_IMPORT_MAPPING_ROW, NULL);
  /* TRANSLATORS: %s is the heading of a column of a table: what the column means */
  g_autofree char *name = g_strdup_printf (_ ("“%s” means"), heading);

  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  gtk_widget_add_css_class (self->box, "nx-mapping-row");
  self->drop_down = GTK_DROP_DOWN (gtk_drop_down_new (g_object_ref (choices), NULL));
  nx_fit_words_in_drop_down (self->drop_down, name);
  gtk_widget_set_valign (GTK_WIDGET (self->drop_down), GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, heading,
                                  -1);
  g_signal_connect_object (self->drop_down, "notify::selected", G_CALLBACK (on_selected_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->box), make_words (heading, samples));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->drop_down));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), self->box);
  return self;
}

void
nx_import_mapping_row_set_column (NxImportMappingRow *self, NxImportColumn column)
{
  g_return_if_fail (NX_IS_IMPORT_MAPPING_ROW (self));
  self->is_setting = TRUE;
  self->column = column;
  gtk_drop_down_set_selected (self->drop_down, position_of (column));
  self->is_setting = FALSE;
}

NxImportColumn
nx_import_mapping_row_get_column (NxImportMappingRow *self)
{
  g_return_val_if_fail (NX_IS_IMPORT_MAPPING_ROW (self), NX_IMPORT_COLUMN_UNKNOWN);
  return self->column;
}

void
nx_import_mapping_row_set_narrow (NxImportMappingRow *self, gboolean is_narrow)
{
  g_return_if_fail (NX_IS_IMPORT_MAPPING_ROW (self));
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->box), is_narrow
                                                                  ? GTK_ORIENTATION_VERTICAL
                                                                  : GTK_ORIENTATION_HORIZONTAL);
  gtk_box_set_spacing (GTK_BOX (self->box), is_narrow ? 6 : 12);
  gtk_widget_set_size_request (GTK_WIDGET (self->drop_down), is_narrow ? -1 : 220, -1);
}

void
nx_import_mapping_row_focus (NxImportMappingRow *self)
{
  g_return_if_fail (NX_IS_IMPORT_MAPPING_ROW (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->drop_down));
}
