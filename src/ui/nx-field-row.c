/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * One field of an edit as a row of a form: its label, the way to type it, and what is wrong with
 * it. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-field-row.h"

#include "nx-check.h"
#include "nx-date-field.h"
#include "nx-field-row-private.h"
#include "nx-id-number.h"
#include "nx-phone.h"
#include "nx-text.h"

#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (NxFieldRow, nx_field_row, ADW_TYPE_PREFERENCES_ROW)

const NxField *
nx_field_row_get_spec (NxFieldRow *self)
{
  return &nx_edit_get_spec (self->edit)->fields[self->field];
}

static void
on_edit_changed_cb (NxEdit *edit, guint field, NxFieldRow *self)
{
  if (field == self->field && !self->is_setting)
    nx_field_row_show_value (self);
}

/* Problems */

static void
update_problem (NxFieldRow *self, const char *sentence, gboolean is_error)
{
  gboolean has = sentence != NULL && *sentence != '\0';

  gtk_label_set_text (self->problem_label, has ? sentence : "");
  gtk_widget_set_visible (self->problem_box, has);
  gtk_image_set_from_icon_name (self->problem_image,
                                is_error ? "dialog-warning-symbolic" : "emblem-important-symbolic");
  gtk_widget_remove_css_class (self->problem_box, is_error ? "nx-mid" : "nx-high");
  gtk_widget_add_css_class (self->problem_box, is_error ? "nx-high" : "nx-mid");
  if (has && is_error)
    gtk_widget_add_css_class (self->editor, "error");
  else
    gtk_widget_remove_css_class (self->editor, "error");
  gtk_accessible_update_state (
      GTK_ACCESSIBLE (self->editor), GTK_ACCESSIBLE_STATE_INVALID,
      has && is_error ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->editor),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, has ? sentence : "", -1);
}

void
nx_field_row_set_own_problem (NxFieldRow *self, const char *sentence)
{
  g_free (self->own_problem);
  self->own_problem = g_strdup (sentence);
  update_problem (self, sentence, TRUE);
}

/* The row */

static GtkWidget *
make_title (NxFieldRow *self)
{
  const NxField *spec = nx_field_row_get_spec (self);
  g_autofree char *marked = NULL;
  GtkWidget *title = NULL;

  if (spec->flags & NX_FIELD_REQUIRED)
    /* TRANSLATORS: %s is the label of a field that must be filled in */
    marked = g_strdup_printf (_ ("%s (required)"), nx_field_get_label (spec));
  title = gtk_label_new (marked != NULL ? marked : nx_field_get_label (spec));
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_wrap (GTK_LABEL (title), TRUE);
  gtk_label_set_mnemonic_widget (GTK_LABEL (title), self->editor);
  /* GTK adds the title to the name that the editor needs for its own parts: it would be said twice.
   */
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (self->editor),
                                 GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->editor), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gtk_label_get_label (GTK_LABEL (title)), -1);
  gtk_widget_add_css_class (title, "caption");
  gtk_widget_add_css_class (title, "nx-dim");
  self->title = GTK_LABEL (title);
  return title;
}

static GtkWidget *
make_problem_box (NxFieldRow *self)
{
  self->problem_box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->problem_image = GTK_IMAGE (gtk_image_new ());
  self->problem_label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->problem_label, 0);
  gtk_label_set_wrap (self->problem_label, TRUE);
  gtk_label_set_wrap_mode (self->problem_label, PANGO_WRAP_WORD_CHAR);
  gtk_box_append (GTK_BOX (self->problem_box), GTK_WIDGET (self->problem_image));
  gtk_box_append (GTK_BOX (self->problem_box), GTK_WIDGET (self->problem_label));
  gtk_widget_set_visible (self->problem_box, FALSE);
  return self->problem_box;
}

static void
build (NxFieldRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *content = NULL;
  GtkWidget *title = NULL;

  if (nx_field_row_get_spec (self)->kind == NX_FIELD_CODE)
    self->choices = nx_choices_new_codes (nx_field_row_get_spec (self)->of,
                                          nx_edit_get_text (self->edit, self->field),
                                          /* TRANSLATORS: nothing was chosen: 未选 */
                                          _ ("Not chosen"));
  content = nx_field_row_make_editor (self);
  title = make_title (self);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), content);
  gtk_box_append (GTK_BOX (box), make_problem_box (self));
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_widget_set_margin_top (box, 8);
  gtk_widget_set_margin_bottom (box, 8);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_widget_set_focusable (GTK_WIDGET (self), FALSE);
}

/* Public */

gboolean
nx_field_row_can_edit (const NxField *field, NxChoices *choices)
{
  return !(field->flags & (NX_FIELD_KEPT | NX_FIELD_DERIVED)) && field->kind != NX_FIELD_INSTANT
         && (field->kind != NX_FIELD_REFERENCE || choices != NULL);
}

guint
nx_field_row_get_field (NxFieldRow *self)
{
  return self->field;
}

NxEdit *
nx_field_row_get_edit (NxFieldRow *self)
{
  return self->edit;
}

void
nx_field_row_set_hint (NxFieldRow *self, const char *hint)
{
  if (GTK_IS_ENTRY (self->editor))
    gtk_entry_set_placeholder_text (GTK_ENTRY (self->editor), hint);
  gtk_label_set_text (self->title, nx_field_get_label (nx_field_row_get_spec (self)));
}

/* The phones of a cell as they are stored: one a line, then whose it is. */
static char *
dup_phones (const char *typed)
{
  g_autoptr (GPtrArray) phones = nx_phone_split (typed);
  GString *lines = g_string_new (NULL);

  for (guint i = 0; i < phones->len; i++)
    {
      const NxPhone *phone = g_ptr_array_index (phones, i);

      g_string_append_printf (lines, "%s%s%s%s", lines->len > 0 ? "\n" : "", phone->number,
                              *phone->number != '\0' && *phone->note != '\0' ? " " : "",
                              phone->note);
    }
  return g_string_free (lines, FALSE);
}

static char *
dup_id_number (NxFieldRow *self, const char *typed)
{
  NxIdNumber number;

  if (nx_id_number_parse (typed, nx_date_today (), &number))
    return g_strdup (number.text);
  return nx_text_clean (typed);
}

void
nx_field_row_commit (NxFieldRow *self)
{
  const NxField *spec = nx_field_row_get_spec (self);
  g_autofree char *text = NULL;
  const char *typed = NULL;

  if (spec->kind != NX_FIELD_TEXT && spec->kind != NX_FIELD_LONG_TEXT)
    return;
  typed = nx_edit_get_text (self->edit, self->field);
  if (typed == NULL || !nx_edit_is_changed (self->edit, self->field))
    return;
  if (spec->kind == NX_FIELD_LONG_TEXT && spec->mask == NX_MASK_PHONE)
    text = dup_phones (typed);
  else if (spec->mask == NX_MASK_ID_NUMBER)
    text = dup_id_number (self, typed);
  else if (spec->kind == NX_FIELD_TEXT)
    text = spec->check == nx_check_name ? nx_name_clean (typed) : nx_text_clean (typed);
  else
    text = nx_text_clean_lines (typed);
  nx_edit_set_text (self->edit, self->field, text);
}

gboolean
nx_field_row_is_valid (NxFieldRow *self)
{
  if (NX_IS_DATE_FIELD (self->editor))
    return nx_date_field_is_valid (NX_DATE_FIELD (self->editor));
  return self->own_problem == NULL;
}

void
nx_field_row_set_problem (NxFieldRow *self, NxSeverity severity, const char *sentence)
{
  if (self->own_problem == NULL)
    update_problem (self, sentence, severity == NX_PROBLEM_ERROR);
}

const char *
nx_field_row_get_problem (NxFieldRow *self)
{
  const char *text = gtk_label_get_text (self->problem_label);

  return *text != '\0' ? text : NULL;
}

void
nx_field_row_focus (NxFieldRow *self)
{
  if (!gtk_widget_grab_focus (self->editor))
    gtk_widget_child_focus (self->editor, GTK_DIR_TAB_FORWARD);
}

static void
nx_field_row_dispose (GObject *object)
{
  NxFieldRow *self = NX_FIELD_ROW (object);

  if (self->edit != NULL)
    g_signal_handlers_disconnect_by_data (self->edit, self);
  self->is_setting = TRUE;
  G_OBJECT_CLASS (nx_field_row_parent_class)->dispose (object);
}

static void
nx_field_row_finalize (GObject *object)
{
  NxFieldRow *self = NX_FIELD_ROW (object);

  g_clear_object (&self->edit);
  g_clear_pointer (&self->choices, nx_choices_unref);
  g_free (self->own_problem);
  G_OBJECT_CLASS (nx_field_row_parent_class)->finalize (object);
}

static void
nx_field_row_class_init (NxFieldRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nx_field_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = nx_field_row_finalize;
}

static void
nx_field_row_init (NxFieldRow *self)
{
}

GtkWidget *
nx_field_row_new (NxEdit *edit, guint field, NxChoices *choices)
{
  NxFieldRow *self = NULL;

  g_return_val_if_fail (NX_IS_EDIT (edit) && field < nx_edit_get_spec (edit)->n_fields, NULL);
  self = g_object_new (NX_TYPE_FIELD_ROW, NULL);
  self->edit = g_object_ref (edit);
  self->field = field;
  self->choices = choices != NULL ? nx_choices_ref (choices) : NULL;
  build (self);
  nx_field_row_show_value (self);
  g_signal_connect (edit, "changed", G_CALLBACK (on_edit_changed_cb), self);
  return GTK_WIDGET (self);
}
