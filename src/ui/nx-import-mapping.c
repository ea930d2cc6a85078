/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The list of a table's columns, where the user says what each of them means. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-import-mapping.h"

#include "nx-import-mapping-row.h"
#include "nx-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define ROWS_AT_A_TIME 6
#define N_SAMPLES 3

struct _NxImportMapping
{
  AdwBin parent_instance;

  GtkListBox *list;

  GListModel *choices;
  NxImportMap *map;
  GPtrArray *rows;    /* NxImportMappingRow, borrowed from the list; by column */
  GPtrArray *samples; /* char *, by column */
  guint rows_source;  /* makes the rows that are not there yet */
  guint is_narrow : 1;
};

G_DEFINE_FINAL_TYPE (NxImportMapping, nx_import_mapping, ADW_TYPE_BIN)

typedef enum
{
  PROP_NARROW = 1,
} NxImportMappingProps;

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static GParamSpec *props[PROP_NARROW + 1];
static guint signals[N_SIGNALS];

/* As spreadsheets name columns: A … Z, AA … */
static char *
dup_letters (guint index)
{
  GString *letters = g_string_new (NULL);

  for (guint n = index + 1; n > 0; n = (n - 1) / 26)
    g_string_prepend_c (letters, (char)('A' + (n - 1) % 26));
  return g_string_free (letters, FALSE);
}

char *
nx_import_mapping_dup_heading (NxImportMap *map, guint index)
{
  const char *heading = nx_import_map_get_header (map, index);
  g_autofree char *letters = NULL;

  if (*heading != '\0')
    return g_strdup (heading);
  letters = dup_letters (index);
  /* TRANSLATORS: %s are the letters by which a spreadsheet calls a column: A … AB */
  return g_strdup_printf (_ ("Column %s"), letters);
}

/* Some different cells of a column in one line. */
static char *
dup_samples (const NxImportPreview *preview, guint column)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_free);

  for (guint i = (guint)preview->header + 1; i < preview->rows->len && found->len < N_SAMPLES; i++)
    {
      char **cells = g_ptr_array_index (preview->rows, i);
      g_autofree char *text
          = column < g_strv_length (cells) ? nx_text_clean (cells[column]) : g_strdup ("");

      if (*text != '\0' && !g_ptr_array_find_with_equal_func (found, text, g_str_equal, NULL))
        g_ptr_array_add (found, g_steal_pointer (&text));
    }
  if (found->len == 0)
    /* TRANSLATORS: of a column of a table: no cell has anything in it */
    return g_strdup (_ ("Empty"));
  g_ptr_array_add (found, NULL);
  return g_strjoinv (" · ", (char **)found->pdata);
}

/* A meaning that was taken from another column shows there as well. */
static void
show_columns (NxImportMapping *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    nx_import_mapping_row_set_column (g_ptr_array_index (self->rows, i),
                                      nx_import_map_get (self->map, i));
}

static void
on_row_chosen_cb (NxImportMapping *self, NxImportMappingRow *row)
{
  guint index = 0;

  if (!g_ptr_array_find (self->rows, row, &index))
    return;
  nx_import_map_set (self->map, index, nx_import_mapping_row_get_column (row));
  show_columns (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
add_row (NxImportMapping *self, guint index)
{
  g_autofree char *heading = nx_import_mapping_dup_heading (self->map, index);
  NxImportMappingRow *row = nx_import_mapping_row_new (self->choices, heading,
                                                       g_ptr_array_index (self->samples, index));

  nx_import_mapping_row_set_narrow (row, self->is_narrow);
  nx_import_mapping_row_set_column (row, nx_import_map_get (self->map, index));
  g_signal_connect_object (row, "chosen", G_CALLBACK (on_row_chosen_cb), self, G_CONNECT_SWAPPED);
  g_ptr_array_add (self->rows, row);
  gtk_list_box_append (self->list, GTK_WIDGET (row));
}

static gboolean
add_rows_cb (gpointer data)
{
  NxImportMapping *self = data;
  guint n = nx_import_map_get_n_columns (self->map);

  for (guint i = 0; i < ROWS_AT_A_TIME && self->rows->len < n; i++)
    add_row (self, self->rows->len);
  if (self->rows->len < n)
    return G_SOURCE_CONTINUE;
  self->rows_source = 0;
  return G_SOURCE_REMOVE;
}

static void
empty (NxImportMapping *self)
{
  GtkWidget *row = NULL;

  g_clear_handle_id (&self->rows_source, g_source_remove);
  g_ptr_array_set_size (self->rows, 0);
  g_ptr_array_set_size (self->samples, 0);
  g_clear_pointer (&self->map, nx_import_map_free);
  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
}

static void
set_narrow (NxImportMapping *self, gboolean is_narrow)
{
  if (self->is_narrow == (is_narrow != FALSE))
    return;
  self->is_narrow = is_narrow != FALSE;
  for (guint i = 0; i < self->rows->len; i++)
    nx_import_mapping_row_set_narrow (g_ptr_array_index (self->rows, i), is_narrow);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_NARROW]);
}

static void
nx_import_mapping_dispose (GObject *object)
{
  NxImportMapping *self = NX_IMPORT_MAPPING (object);

  g_clear_handle_id (&self->rows_source, g_source_remove);
  g_clear_pointer (&self->map, nx_import_map_free);
  g_clear_object (&self->choices);
  G_OBJECT_CLASS (nx_import_mapping_parent_class)->dispose (object);
}

static void
nx_import_mapping_finalize (GObject *object)
{
  NxImportMapping *self = NX_IMPORT_MAPPING (object);

  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->samples);
  G_OBJECT_CLASS (nx_import_mapping_parent_class)->finalize (object);
}

static void
nx_import_mapping_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch ((NxImportMappingProps)prop_id)
    {
    case PROP_NARROW:
      g_value_set_boolean (value, NX_IMPORT_MAPPING (object)->is_narrow);
      break;
    }
}

static void
nx_import_mapping_set_property (GObject *object,
                                guint prop_id,
                                const GValue *value,
                                GParamSpec *pspec)
{
  switch ((NxImportMappingProps)prop_id)
    {
    case PROP_NARROW:
      set_narrow (NX_IMPORT_MAPPING (object), g_value_get_boolean (value));
      break;
    }
}

static void
nx_import_mapping_class_init (NxImportMappingClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = nx_import_mapping_dispose;
  object_class->finalize = nx_import_mapping_finalize;
  object_class->get_property = nx_import_mapping_get_property;
  object_class->set_property = nx_import_mapping_set_property;

  props[PROP_NARROW]
      = g_param_spec_boolean ("narrow", NULL, NULL, FALSE,
                              G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", NX_TYPE_IMPORT_MAPPING, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
nx_import_mapping_init (NxImportMapping *self)
{
  self->rows = g_ptr_array_new ();
  self->samples = g_ptr_array_new_with_free_func (g_free);
  self->choices = nx_import_mapping_row_make_choices ();
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("What the columns mean"), -1);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->list));
}

GtkWidget *
nx_import_mapping_new (void)
{
  return g_object_new (NX_TYPE_IMPORT_MAPPING, NULL);
}

void
nx_import_mapping_set_preview (NxImportMapping *self, const NxImportPreview *preview)
{
  g_return_if_fail (NX_IS_IMPORT_MAPPING (self));
  empty (self);
  if (preview == NULL || preview->map == NULL)
    return;
  self->map = nx_import_map_copy (preview->map);
  for (guint i = 0; i < nx_import_map_get_n_columns (self->map); i++)
    g_ptr_array_add (self->samples, dup_samples (preview, i));
  self->rows_source = g_idle_add (add_rows_cb, self);
}

NxImportMap *
nx_import_mapping_get_map (NxImportMapping *self)
{
  g_return_val_if_fail (NX_IS_IMPORT_MAPPING (self), NULL);
  return self->map;
}

char *
nx_import_mapping_dup_problem (NxImportMapping *self)
{
  g_return_val_if_fail (NX_IS_IMPORT_MAPPING (self), NULL);
  if (self->map == NULL || nx_import_map_check (self->map, NULL))
    return NULL;
  return g_strdup_printf (
      /* TRANSLATORS: twice the name of a meaning: name, head of household */
      _ ("No column means “%1$s” or “%2$s” yet. Choose which one holds the names."),
      nx_import_column_get_label (NX_IMPORT_COLUMN_NAME),
      nx_import_column_get_label (NX_IMPORT_COLUMN_HEAD_NAME));
}

/* Rows are made in the order of the columns; the first is there at the latest now. */
void
nx_import_mapping_focus (NxImportMapping *self)
{
  g_return_if_fail (NX_IS_IMPORT_MAPPING (self));
  if (self->map != NULL && self->rows->len == 0 && nx_import_map_get_n_columns (self->map) > 0)
    add_row (self, 0);
  if (self->rows->len > 0)
    nx_import_mapping_row_focus (g_ptr_array_index (self->rows, 0));
}
