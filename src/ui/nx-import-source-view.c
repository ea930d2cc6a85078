/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The first step of an import: how the file is read, its first rows, and what its columns mean. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-import-source-view.h"

#include "nx-fit-words.h"
#include "nx-import-mapping.h"
#include "nx-import-table.h"
#include "nx-wrap-layout.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _NxImportSourceView
{
  AdwBin parent_instance;

  GtkLabel *name_label;
  GtkLabel *size_label;
  GtkWidget *again_button;
  GtkDropDown *encoding_drop_down;
  GtkDropDown *separator_drop_down;
  GtkDropDown *header_drop_down;
  GtkWidget *hint;
  GtkLabel *hint_label;
  NxImportTable *table;
  GtkLabel *wide_label;
  GtkWidget *remembered;
  NxImportMapping *mapping;

  NxImportPreviewOptions options; /* what the user said; the rest is guessed */
  char other_separator;           /* one that has no name, or 0 */
  guint is_filling : 1;           /* the drop-downs are set by us */
  guint is_narrow : 1;
};

G_DEFINE_FINAL_TYPE (NxImportSourceView, nx_import_source_view, ADW_TYPE_BIN)

typedef enum
{
  PROP_NARROW = 1,
} NxImportSourceViewProps;

enum
{
  SIGNAL_COLUMNS_CHANGED,
  SIGNAL_OPTIONS_CHANGED,
  N_SIGNALS
};

static GParamSpec *props[PROP_NARROW + 1];
static guint signals[N_SIGNALS];

static const NxEncoding encodings[] = {
  NX_ENCODING_UTF_8,    NX_ENCODING_GB18030, NX_ENCODING_UTF_16LE,
  NX_ENCODING_UTF_16BE, NX_ENCODING_BIG5,
};

static const struct
{
  char separator;
  const char *label;
} separators[] = {
  /* TRANSLATORS: what separates the cells of a table: 逗号 */
  { ',', N_ ("Comma") },
  /* TRANSLATORS: what separates the cells of a table: 分号 */
  { ';', N_ ("Semicolon") },
  /* TRANSLATORS: what separates the cells of a table: 制表符 */
  { '\t', N_ ("Tab") },
  /* TRANSLATORS: what separates the cells of a table: 竖线 */
  { '|', N_ ("Vertical bar") },
};

/* The choices */

static void
append (GtkStringList *list, const char *label, gboolean is_guess)
{
  /* TRANSLATORS: %s is a way of reading a file, such as “GB18030”, which the program recognised */
  g_autofree char *text = is_guess ? g_strdup_printf (_ ("%s (recognised)"), label) : NULL;

  gtk_string_list_append (list, text != NULL ? text : label);
}

static void
fill (GtkDropDown *drop_down, GtkStringList *list, guint selected)
{
  gtk_drop_down_set_model (drop_down, G_LIST_MODEL (list));
  gtk_drop_down_set_selected (drop_down, selected);
}

static void
fill_encodings (NxImportSourceView *self, const NxImportPreview *preview)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);
  guint selected = 0;

  for (guint i = 0; i < G_N_ELEMENTS (encodings); i++)
    {
      append (list, nx_encoding_get_name (encodings[i]), encodings[i] == preview->guessed_encoding);
      if (encodings[i] == preview->encoding)
        selected = i;
    }
  fill (self->encoding_drop_down, list, selected);
}

static gboolean
has_name (char separator)
{
  for (guint i = 0; i < G_N_ELEMENTS (separators); i++)
    if (separators[i].separator == separator)
      return TRUE;
  return FALSE;
}

/* A first line "sep=…" may ask for any character. */
static void
fill_separators (NxImportSourceView *self, const NxImportPreview *preview)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);
  char other = has_name (preview->guessed_separator) ? '\0' : preview->guessed_separator;
  guint selected = G_N_ELEMENTS (separators);

  for (guint i = 0; i < G_N_ELEMENTS (separators); i++)
    {
      append (list, g_dgettext (GETTEXT_PACKAGE, separators[i].label),
              separators[i].separator == preview->guessed_separator);
      if (separators[i].separator == preview->separator)
        selected = i;
    }
  self->other_separator = other;
  if (other != '\0')
    {
      const char text[] = { other, '\0' };

      append (list, g_ascii_isgraph (other) ? text : "?", TRUE);
    }
  fill (self->separator_drop_down, list, selected);
}

static void
fill_headers (NxImportSourceView *self, const NxImportPreview *preview)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);

  for (guint i = 0; i < MIN (preview->rows->len, NX_IMPORT_HEADER_ROWS); i++)
    {
      g_autofree char *text = g_strdup_printf (
          _ ("Row %llu"), (unsigned long long)g_array_index (preview->numbers, guint64, i));

      gtk_string_list_append (list, text);
    }
  fill (self->header_drop_down, list, (guint)preview->header);
}

/* What should be looked at before going on: the first of what may be wrong. */
static const char *
find_hint (const NxImportPreview *preview)
{
  if (preview->problem != NULL)
    return preview->problem;
  if (preview->has_lost_text)
    return _ ("Some characters cannot be read in this encoding. Try another one, until the names "
              "below are right.");
  if (preview->is_header_guessed)
    return _ ("No row was recognised as headings, so the first one was taken. Choose the row of "
              "headings, and say below what the columns mean. If the cells look wrong, try another "
              "encoding or separator.");
  if (preview->n_columns < 2)
    return _ ("The whole table is one column. Try another separator.");
  if ((guint)preview->header + 1 == preview->rows->len)
    return _ ("There is no row below the headings.");
  return NULL;
}

static void
show_hint (NxImportSourceView *self, const NxImportPreview *preview)
{
  const char *hint = find_hint (preview);

  gtk_widget_set_visible (self->hint, hint != NULL);
  gtk_label_set_text (self->hint_label, hint != NULL ? hint : "");
}

static void
show_width (NxImportSourceView *self, const NxImportPreview *preview)
{
  g_autofree char *text = g_strdup_printf (
      /* TRANSLATORS: two numbers of columns */
      _ ("The first %1$u of %2$u columns are shown here; all of them stand below."),
      NX_IMPORT_TABLE_COLUMNS, preview->n_columns);

  gtk_label_set_text (self->wide_label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->wide_label),
                          preview->n_columns > NX_IMPORT_TABLE_COLUMNS);
}

static void
on_choice_cb (NxImportSourceView *self, GParamSpec *pspec, GtkDropDown *drop_down)
{
  guint selected = gtk_drop_down_get_selected (drop_down);

  if (self->is_filling || selected == GTK_INVALID_LIST_POSITION)
    return;
  if (drop_down == self->encoding_drop_down)
    self->options.encoding = encodings[selected];
  else if (drop_down == self->separator_drop_down)
    self->options.separator = selected < G_N_ELEMENTS (separators) ? separators[selected].separator
                                                                   : self->other_separator;
  /* Another encoding or separator makes other rows: their headings are looked for anew. */
  self->options.header = drop_down == self->header_drop_down ? (int)selected : -1;
  g_signal_emit (self, signals[SIGNAL_OPTIONS_CHANGED], 0, FALSE);
}

static void
on_guess_cb (NxImportSourceView *self)
{
  g_signal_emit (self, signals[SIGNAL_OPTIONS_CHANGED], 0, TRUE);
}

static void
on_mapping_changed_cb (NxImportSourceView *self)
{
  g_signal_emit (self, signals[SIGNAL_COLUMNS_CHANGED], 0);
}

static void
nx_import_source_view_get_property (GObject *object,
                                    guint prop_id,
                                    GValue *value,
                                    GParamSpec *pspec)
{
  switch ((NxImportSourceViewProps)prop_id)
    {
    case PROP_NARROW:
      g_value_set_boolean (value, NX_IMPORT_SOURCE_VIEW (object)->is_narrow);
      break;
    }
}

static void
nx_import_source_view_set_property (GObject *object,
                                    guint prop_id,
                                    const GValue *value,
                                    GParamSpec *pspec)
{
  NxImportSourceView *self = NX_IMPORT_SOURCE_VIEW (object);

  switch ((NxImportSourceViewProps)prop_id)
    {
    case PROP_NARROW:
      if (self->is_narrow == g_value_get_boolean (value))
        return;
      self->is_narrow = g_value_get_boolean (value);
      g_object_notify_by_pspec (object, props[PROP_NARROW]);
      break;
    }
}

static void
bind_template (GtkWidgetClass *klass)
{
  g_type_ensure (NX_TYPE_IMPORT_MAPPING);
  g_type_ensure (NX_TYPE_IMPORT_TABLE);
  g_type_ensure (NX_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (
      klass, "/io/github/nuanxin/Nuanxin/ui/nx-import-source-view.ui");
  gtk_widget_class_bind_template_child (klass, NxImportSourceView, again_button);
  gtk_widget_class_bind_template_child (klass, NxImportSourceView, encoding_drop_down);
  gtk_widget_class_bind_template_child (klass, NxImportSourceView, header_drop_down);
  gtk_widget_class_bind_template_child (klass, NxImportSourceView, hint);
  gtk_widget_class_bind_template_child (klass, NxImportSourceView, hint_label);
  gtk_widget_class_bind_template_child (klass, NxImportSourceView, mapping);
  gtk_widget_class_bind_template_child (klass, NxImportSourceView, name_label);
  gtk_widget_class_bind_template_child (klass, NxImportSourceView, remembered);
  gtk_widget_class_bind_template_child (klass, NxImportSourceView, separator_drop_down);
  gtk_widget_class_bind_template_child (klass, NxImportSourceView, size_label);
  gtk_widget_class_bind_template_child (klass, NxImportSourceView, table);
  gtk_widget_class_bind_template_child (klass, NxImportSourceView, wide_label);
  gtk_widget_class_bind_template_callback (klass, on_choice_cb);
  gtk_widget_class_bind_template_callback (klass, on_guess_cb);
  gtk_widget_class_bind_template_callback (klass, on_mapping_changed_cb);
}

static void
nx_import_source_view_class_init (NxImportSourceViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = nx_import_source_view_get_property;
  object_class->set_property = nx_import_source_view_set_property;

  props[PROP_NARROW]
      = g_param_spec_boolean ("narrow", NULL, NULL, FALSE,
                              G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
  signals[SIGNAL_COLUMNS_CHANGED]
      = g_signal_new ("columns-changed", NX_TYPE_IMPORT_SOURCE_VIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                      NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_OPTIONS_CHANGED]
      = g_signal_new ("options-changed", NX_TYPE_IMPORT_SOURCE_VIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                      NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
nx_import_source_view_init (NxImportSourceView *self)
{
  self->options.header = -1;
  gtk_widget_init_template (GTK_WIDGET (self));
  nx_fit_words_in_drop_down (self->encoding_drop_down, _ ("Encoding of the file"));
  nx_fit_words_in_drop_down (self->header_drop_down, _ ("Row of the headings"));
  nx_fit_words_in_drop_down (self->separator_drop_down, _ ("Separator of the cells"));
}

void
nx_import_source_view_set_file (NxImportSourceView *self, const char *name, guint64 size)
{
  g_autofree char *size_text = g_format_size (size);

  g_return_if_fail (NX_IS_IMPORT_SOURCE_VIEW (self));
  gtk_label_set_text (self->name_label, name);
  gtk_label_set_text (self->size_label, size_text);
}

void
nx_import_source_view_set_preview (NxImportSourceView *self,
                                   const NxImportPreview *preview,
                                   gboolean is_remembered)
{
  g_return_if_fail (NX_IS_IMPORT_SOURCE_VIEW (self));
  nx_import_table_set_preview (self->table, preview);
  nx_import_mapping_set_preview (self->mapping, preview);
  gtk_widget_set_visible (self->remembered, is_remembered);
  if (preview == NULL)
    {
      self->options = (NxImportPreviewOptions){ .header = -1 };
      return;
    }
  self->is_filling = TRUE;
  fill_encodings (self, preview);
  fill_separators (self, preview);
  fill_headers (self, preview);
  self->is_filling = FALSE;
  show_hint (self, preview);
  show_width (self, preview);
}

void
nx_import_source_view_get_options (NxImportSourceView *self, NxImportPreviewOptions *options)
{
  g_return_if_fail (NX_IS_IMPORT_SOURCE_VIEW (self));
  *options = self->options;
}

NxImportMap *
nx_import_source_view_get_map (NxImportSourceView *self)
{
  g_return_val_if_fail (NX_IS_IMPORT_SOURCE_VIEW (self), NULL);
  return nx_import_mapping_get_map (self->mapping);
}

char *
nx_import_source_view_dup_problem (NxImportSourceView *self)
{
  g_return_val_if_fail (NX_IS_IMPORT_SOURCE_VIEW (self), NULL);
  return nx_import_mapping_dup_problem (self->mapping);
}

void
nx_import_source_view_focus_columns (NxImportSourceView *self)
{
  g_return_if_fail (NX_IS_IMPORT_SOURCE_VIEW (self));
  nx_import_mapping_focus (self->mapping);
}

void
nx_import_source_view_focus_again (NxImportSourceView *self)
{
  g_return_if_fail (NX_IS_IMPORT_SOURCE_VIEW (self));
  gtk_widget_grab_focus (self->again_button);
}
