/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The editor of a field row: made by the kind of field, and kept in step with the edit. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-field-row-private.h"

#include "nx-check.h"
#include "nx-chip-box.h"
#include "nx-chip.h"
#include "nx-choice-search.h"
#include "nx-code-list.h"
#include "nx-date-field.h"
#include "nx-text.h"

#include <glib/gi18n-lib.h>

#define SEARCH_FROM 12 /* a drop-down of more words has a field to look for one */

static void
show_text (NxFieldRow *self, const char *text)
{
  GtkTextBuffer *buffer = NULL;

  if (GTK_IS_EDITABLE (self->editor))
    gtk_editable_set_text (GTK_EDITABLE (self->editor), text);
  if (!GTK_IS_TEXT_VIEW (self->editor))
    return;
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->editor));
  gtk_text_buffer_set_text (buffer, text, -1);
}

static char *
dup_typed (NxFieldRow *self)
{
  GtkTextBuffer *buffer = NULL;
  GtkTextIter from;
  GtkTextIter to;

  if (GTK_IS_EDITABLE (self->editor))
    return g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->editor)));
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->editor));
  gtk_text_buffer_get_bounds (buffer, &from, &to);
  return gtk_text_buffer_get_text (buffer, &from, &to, FALSE);
}

static void
show_chips (NxFieldRow *self)
{
  const char *codes = nx_edit_get_text (self->edit, self->field);
  g_auto (GStrv) chosen = g_strsplit (codes != NULL ? codes : "", " ", -1);

  for (GtkWidget *chip = gtk_widget_get_first_child (self->editor); chip != NULL;
       chip = gtk_widget_get_next_sibling (chip))
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (chip),
                                  g_strv_contains ((const char *const *)chosen,
                                                   g_object_get_data (G_OBJECT (chip), "nx-code")));
}

static void
show_integer (NxFieldRow *self)
{
  g_autofree char *text = NULL;

  if (nx_edit_is_set (self->edit, self->field))
    text = g_strdup_printf ("%" G_GINT64_FORMAT, nx_edit_get_int (self->edit, self->field));
  show_text (self, text != NULL ? text : "");
}

void
nx_field_row_show_value (NxFieldRow *self)
{
  const char *text = nx_field_is_integer (nx_field_row_get_spec (self))
                         ? NULL
                         : nx_edit_get_text (self->edit, self->field);

  self->is_setting = TRUE;
  switch (nx_field_row_get_spec (self)->kind)
    {
    case NX_FIELD_TEXT:
    case NX_FIELD_LONG_TEXT:
    case NX_FIELD_TIME:
      show_text (self, text != NULL ? text : "");
      break;
    case NX_FIELD_INTEGER:
    case NX_FIELD_INSTANT:
      show_integer (self);
      break;
    case NX_FIELD_BOOLEAN:
      gtk_switch_set_active (GTK_SWITCH (self->editor),
                             nx_edit_get_int (self->edit, self->field) != 0);
      break;
    case NX_FIELD_DAY:
      nx_date_field_set_date (NX_DATE_FIELD (self->editor),
                              nx_edit_get_date (self->edit, self->field));
      break;
    case NX_FIELD_CODE:
      gtk_drop_down_set_selected (GTK_DROP_DOWN (self->editor),
                                  nx_choices_find (self->choices, text));
      break;
    case NX_FIELD_CODES:
      show_chips (self);
      break;
    case NX_FIELD_REFERENCE:
      gtk_drop_down_set_selected (
          GTK_DROP_DOWN (self->editor),
          nx_choices_find_id (self->choices, nx_edit_get_int (self->edit, self->field)));
      break;
    }
  self->is_setting = FALSE;
}

static void
take_integer (NxFieldRow *self, const char *typed)
{
  g_autofree char *text = nx_text_clean (typed);
  gint64 value = 0;

  if (*text == '\0')
    nx_edit_clear (self->edit, self->field);
  else if (g_ascii_string_to_signed (text, 10, 0, G_MAXINT32, &value, NULL))
    nx_edit_set_int (self->edit, self->field, value);
  else
    {
      nx_field_row_set_own_problem (self, _ ("Type a whole number, in digits only."));
      return;
    }
  nx_field_row_set_own_problem (self, NULL);
}

static void
on_text_changed_cb (NxFieldRow *self)
{
  g_autofree char *typed = NULL;

  if (self->is_setting)
    return;
  typed = dup_typed (self);
  self->is_setting = TRUE;
  if (nx_field_row_get_spec (self)->kind == NX_FIELD_INTEGER)
    take_integer (self, typed);
  else
    nx_edit_set_text (self->edit, self->field, typed);
  self->is_setting = FALSE;
}

static void
on_switch_cb (NxFieldRow *self)
{
  if (!self->is_setting)
    nx_edit_set_int (self->edit, self->field, gtk_switch_get_active (GTK_SWITCH (self->editor)));
}

static void
on_date_cb (NxFieldRow *self)
{
  if (self->is_setting)
    return;
  self->is_setting = TRUE;
  nx_edit_set_date (self->edit, self->field, nx_date_field_get_date (NX_DATE_FIELD (self->editor)));
  self->is_setting = FALSE;
}

static void
on_selected_cb (NxFieldRow *self)
{
  guint position = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->editor));

  if (self->is_setting)
    return;
  if (nx_field_row_get_spec (self)->kind == NX_FIELD_CODE)
    nx_edit_set_text (self->edit, self->field, nx_choices_get_key (self->choices, position));
  else if (nx_choices_get_key (self->choices, position) == NULL)
    nx_edit_clear (self->edit, self->field);
  else
    nx_edit_set_int (self->edit, self->field, nx_choices_get_id (self->choices, position));
}

static void
on_chip_toggled_cb (GtkToggleButton *chip, NxFieldRow *self)
{
  if (self->is_setting)
    return;
  self->is_setting = TRUE;
  nx_edit_toggle_code (self->edit, self->field, g_object_get_data (G_OBJECT (chip), "nx-code"),
                       gtk_toggle_button_get_active (chip));
  self->is_setting = FALSE;
}

static GtkWidget *
make_entry (NxFieldRow *self)
{
  const NxField *spec = nx_field_row_get_spec (self);
  GtkWidget *entry = gtk_entry_new ();

  gtk_entry_set_input_hints (GTK_ENTRY (entry), GTK_INPUT_HINT_NO_EMOJI);
  if (spec->kind == NX_FIELD_INTEGER)
    gtk_entry_set_input_purpose (GTK_ENTRY (entry), GTK_INPUT_PURPOSE_DIGITS);
  g_signal_connect_swapped (entry, "changed", G_CALLBACK (on_text_changed_cb), self);
  return entry;
}

/* Returns what goes into the row; the editor itself is the text view inside. */
static GtkWidget *
make_text_view (NxFieldRow *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->editor = gtk_text_view_new ();
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (self->editor), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (self->editor), FALSE);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (self->editor), 9);
  gtk_text_view_set_right_margin (GTK_TEXT_VIEW (self->editor), 9);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (self->editor), 6);
  gtk_text_view_set_bottom_margin (GTK_TEXT_VIEW (self->editor), 6);
  g_signal_connect_swapped (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->editor)), "changed",
                            G_CALLBACK (on_text_changed_cb), self);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->editor);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scrolled), 66);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), 200);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_widget_add_css_class (scrolled, "nx-text-frame");
  return scrolled;
}

static GtkWidget *
make_date_field (NxFieldRow *self)
{
  GtkWidget *field = nx_date_field_new (nx_field_get_label (nx_field_row_get_spec (self)));

  gtk_widget_set_halign (field, GTK_ALIGN_START);
  nx_date_field_set_past (NX_DATE_FIELD (field),
                          nx_field_row_get_spec (self)->check == nx_check_past_day);
  g_signal_connect_swapped (field, "notify::date", G_CALLBACK (on_date_cb), self);
  return field;
}

static void
bind_label_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item)
{
  gtk_label_set_text (
      GTK_LABEL (gtk_list_item_get_child (list_item)),
      gtk_string_object_get_string (GTK_STRING_OBJECT (gtk_list_item_get_item (list_item))));
}

/* A label that may become narrower than its word, as the popup's rows need not. */
static void
setup_label_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_list_item_set_child (list_item, label);
}

static GtkWidget *
make_drop_down (NxFieldRow *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  GtkListItemFactory *popup_factory = NULL;
  GtkWidget *drop_down = gtk_drop_down_new (NULL, NULL);

  popup_factory = gtk_drop_down_get_factory (GTK_DROP_DOWN (drop_down));
  gtk_drop_down_set_list_factory (GTK_DROP_DOWN (drop_down), popup_factory);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_label_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_label_cb), NULL);
  gtk_drop_down_set_factory (GTK_DROP_DOWN (drop_down), factory);
  if (g_list_model_get_n_items (nx_choices_get_labels (self->choices)) > SEARCH_FROM)
    {
      gtk_drop_down_set_list_factory (GTK_DROP_DOWN (drop_down), factory);
      nx_choice_search_install (GTK_DROP_DOWN (drop_down));
    }
  gtk_drop_down_set_model (GTK_DROP_DOWN (drop_down), nx_choices_get_labels (self->choices));
  g_signal_connect_swapped (drop_down, "notify::selected", G_CALLBACK (on_selected_cb), self);
  return drop_down;
}

static GtkWidget *
make_chips (NxFieldRow *self)
{
  GtkWidget *box = nx_chip_box_new ();
  NxCodeList *list = nx_code_list_get (nx_field_row_get_spec (self)->of);

  for (guint i = 0; list != NULL && i < nx_code_list_get_n (list); i++)
    {
      const NxCode *code = nx_code_list_nth (list, i);
      GtkWidget *chip = NULL;

      if (nx_code_is_retired (code))
        continue;
      chip = nx_chip_new (NULL, nx_code_label (code), -1);
      g_object_set_data (G_OBJECT (chip), "nx-code", (gpointer)nx_code_get_code (code));
      g_signal_connect (chip, "toggled", G_CALLBACK (on_chip_toggled_cb), self);
      gtk_box_append (GTK_BOX (box), chip);
    }
  return box;
}

static GtkWidget *
make_switch (NxFieldRow *self)
{
  GtkWidget *made = gtk_switch_new ();

  gtk_widget_set_halign (made, GTK_ALIGN_START);
  g_signal_connect_swapped (made, "notify::active", G_CALLBACK (on_switch_cb), self);
  return made;
}

/* Sets the editor, and returns it or what it stands in. */
GtkWidget *
nx_field_row_make_editor (NxFieldRow *self)
{
  switch (nx_field_row_get_spec (self)->kind)
    {
    case NX_FIELD_LONG_TEXT:
      return make_text_view (self);
    case NX_FIELD_BOOLEAN:
      return self->editor = make_switch (self);
    case NX_FIELD_DAY:
      return self->editor = make_date_field (self);
    case NX_FIELD_CODE:
    case NX_FIELD_REFERENCE:
      return self->editor = make_drop_down (self);
    case NX_FIELD_CODES:
      return self->editor = make_chips (self);
    case NX_FIELD_TEXT:
    case NX_FIELD_INTEGER:
    case NX_FIELD_TIME:
    case NX_FIELD_INSTANT:
      break;
    }
  return self->editor = make_entry (self);
}
