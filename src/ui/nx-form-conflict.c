/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * What two people changed at once: brings an edit over the newer record, and asks field by field.
 */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-form-conflict.h"

#include "nx-field-values.h"

#include <glib/gi18n-lib.h>

NxEdit *
nx_form_conflict_rebase (NxEdit *mine, NxRecord *theirs, GArray **fields)
{
  const NxRecordSpec *spec = nx_edit_get_spec (mine);
  const NxValues *now = nx_record_peek_values (theirs);
  const NxValues *before = nx_record_peek_values (nx_edit_get_base (mine));
  NxEdit *edit = nx_edit_new (nx_edit_get_kind (mine), theirs);

  *fields = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < spec->n_fields; i++)
    {
      if ((spec->fields[i].flags & (NX_FIELD_DERIVED | NX_FIELD_KEPT))
          || !nx_edit_is_changed (mine, i))
        continue;
      if (!nx_field_values_is_same (&spec->fields[i], now, before, i)
          && !nx_field_values_is_same (&spec->fields[i], now, nx_edit_peek_values (mine), i))
        g_array_append_val (*fields, i);
      nx_field_values_take (edit, i, nx_edit_peek_values (mine));
    }
  return edit;
}

/* One row's two values; the edit is the form's. */
typedef struct
{
  NxEdit *edit;
  guint field;
  NxValues *mine;
} Choice;

static void
choice_free (gpointer data)
{
  Choice *choice = data;

  g_object_unref (choice->edit);
  nx_values_free (choice->mine);
  g_free (choice);
}

static void
on_mine_toggled_cb (GtkCheckButton *button, Choice *choice)
{
  nx_field_values_take (choice->edit, choice->field,
                        gtk_check_button_get_active (button)
                            ? choice->mine
                            : nx_record_peek_values (nx_edit_get_base (choice->edit)));
}

static GtkWidget *
make_button (const char *word)
{
  GtkWidget *button = gtk_check_button_new_with_mnemonic (word);

  gtk_widget_set_valign (button, GTK_ALIGN_START);
  return button;
}

/* Several fields may ask the same: which one a button is about is said with it. */
static void
add_to_name (GtkWidget *button, GtkWidget *title)
{
  gtk_accessible_update_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  title, NULL, -1);
}

/* The text below its button: a check button's own label does not wrap, and both texts begin at the
 * same place, to be compared. */
static GtkWidget *
make_line (GtkWidget *button, const char *text)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "nx-choice-text");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  text, -1);
  gtk_box_append (GTK_BOX (line), button);
  gtk_box_append (GTK_BOX (line), label);
  return line;
}

GtkWidget *
nx_form_conflict_row_new (NxEdit *edit, guint field, NxFormConflictWords dup_words, gpointer data)
{
  const NxField *spec = &nx_edit_get_spec (edit)->fields[field];
  const NxValues *theirs = nx_record_peek_values (nx_edit_get_base (edit));
  g_autofree char *my_words = dup_words (nx_edit_peek_values (edit), field, data);
  g_autofree char *their_words = dup_words (theirs, field, data);
  Choice *choice = g_new0 (Choice, 1);
  GtkWidget *row = adw_preferences_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *title = gtk_label_new (nx_field_get_label (spec));
  GtkWidget *mine_button = make_button (_ ("Keep _mine"));
  GtkWidget *theirs_button = make_button (_ ("Keep _theirs"));

  choice->edit = g_object_ref (edit);
  choice->field = field;
  choice->mine = nx_values_copy (nx_edit_peek_values (edit));
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_wrap (GTK_LABEL (title), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (title), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (title, "heading");
  add_to_name (mine_button, title);
  add_to_name (theirs_button, title);
  gtk_check_button_set_group (GTK_CHECK_BUTTON (theirs_button), GTK_CHECK_BUTTON (mine_button));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (mine_button), TRUE);
  g_object_set_data_full (G_OBJECT (row), "nx-choice", choice, choice_free);
  g_signal_connect (mine_button, "toggled", G_CALLBACK (on_mine_toggled_cb), choice);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), make_line (mine_button, my_words));
  gtk_box_append (GTK_BOX (box), make_line (theirs_button, their_words));
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_widget_set_margin_top (box, 9);
  gtk_widget_set_margin_bottom (box, 9);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE); /* its buttons are */
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  nx_field_get_label (spec), -1);
  return row;
}
