/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * One fact that two records tell differently, and the choice between them. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-merge-field.h"

#include "nx-field-values.h"
#include "nx-household.h"
#include "nx-line-layout.h"
#include "nx-person.h"
#include "nx-twin-words.h"
#include "nx-wrap-layout.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Former names stand behind each other as a register has them. */
#define NAME_SEPARATOR "、"

struct _NxMergeField
{
  AdwPreferencesRow parent_instance;

  NxRecord *records[2];
  guint field;
  guint proposed;        /* 0 or 1 */
  GtkWidget *buttons[3]; /* the first, the second, both */
  GtkWidget *former;     /* of the name: the other one becomes a former name */
};

G_DEFINE_FINAL_TYPE (NxMergeField, nx_merge_field, ADW_TYPE_PREFERENCES_ROW)

static const NxField *
get_spec (NxRecord *record, guint field)
{
  return &nx_record_get_spec (record)->fields[field];
}

/* A household's number is its identity on papers: the one that stays keeps its own. */
static gboolean
is_chosen_by_people (NxRecord *record, guint field)
{
  if (get_spec (record, field)->flags & (NX_FIELD_DERIVED | NX_FIELD_KEPT))
    return FALSE;
  return nx_record_get_kind (record) != NX_RECORD_HOUSEHOLD || field != NX_HOUSEHOLD_NUMBER;
}

NxMergeFieldState
nx_merge_field_compare (NxRecord *first, NxRecord *second, guint field)
{
  gboolean has_first = nx_record_is_set (first, field);
  gboolean has_second = nx_record_is_set (second, field);

  if (!is_chosen_by_people (first, field) || (!has_first && !has_second))
    return NX_MERGE_NEITHER;
  if (has_first != has_second)
    return NX_MERGE_ONE;
  return nx_field_values_is_same (get_spec (first, field), nx_record_peek_values (first),
                                  nx_record_peek_values (second), field)
             ? NX_MERGE_SAME
             : NX_MERGE_OTHER;
}

/* What stands between two texts of the field; NULL where there can be only one. */
static const char *
get_separator (NxRecord *record, guint field)
{
  if (nx_record_get_kind (record) == NX_RECORD_PERSON && field == NX_PERSON_FORMER_NAMES)
    return NAME_SEPARATOR;
  if (nx_record_get_kind (record) == NX_RECORD_PERSON && field == NX_PERSON_PHONES)
    return "\n";
  return get_spec (record, field)->kind == NX_FIELD_LONG_TEXT ? "\n" : NULL;
}

/* Both texts, what is in both once. */
static char *
join (const char *first, const char *second, const char *separator)
{
  g_auto (GStrv) all = g_strsplit (first != NULL ? first : "", separator, -1);
  g_auto (GStrv) more = g_strsplit (second != NULL ? second : "", separator, -1);
  g_autoptr (GString) text = g_string_new (first);

  for (guint i = 0; more[i] != NULL; i++)
    if (*more[i] != '\0' && !g_strv_contains ((const char *const *)all, more[i]))
      g_string_append_printf (text, "%s%s", text->len > 0 ? separator : "", more[i]);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

void
nx_merge_field_propose (NxMergeField *self, guint record)
{
  g_return_if_fail (NX_IS_MERGE_FIELD (self));
  g_return_if_fail (record < 2);
  if (gtk_check_button_get_active (GTK_CHECK_BUTTON (self->buttons[self->proposed])))
    gtk_check_button_set_active (GTK_CHECK_BUTTON (self->buttons[record]), TRUE);
  self->proposed = record;
}

void
nx_merge_field_apply (NxMergeField *self, NxEdit *edit)
{
  const NxValues *values[]
      = { nx_record_peek_values (self->records[0]), nx_record_peek_values (self->records[1]) };
  guint chosen = 0;

  g_return_if_fail (NX_IS_MERGE_FIELD (self));
  while (chosen < 2 && !gtk_check_button_get_active (GTK_CHECK_BUTTON (self->buttons[chosen])))
    chosen++;
  if (chosen == 2)
    {
      g_autofree char *text = join (nx_values_get_text (values[0], self->field),
                                    nx_values_get_text (values[1], self->field),
                                    get_separator (self->records[0], self->field));

      nx_edit_set_text (edit, self->field, text);
      return;
    }
  nx_field_values_take (edit, self->field, values[chosen]);
  if (self->former != NULL && gtk_check_button_get_active (GTK_CHECK_BUTTON (self->former)))
    {
      g_autofree char *names
          = join (nx_edit_get_text (edit, NX_PERSON_FORMER_NAMES),
                  nx_values_get_text (values[1 - chosen], self->field), NAME_SEPARATOR);

      nx_edit_set_text (edit, NX_PERSON_FORMER_NAMES, names);
    }
}

/* Drawing */

/* A record that is referred to tells its name in a field of its own: "worker_name" of "worker_id".
 */
static gboolean
is_name_of (const NxField *named, const NxField *reference)
{
  gsize n = strlen (reference->name) - strlen ("id");

  return g_str_has_suffix (reference->name, "_id") && strncmp (named->name, reference->name, n) == 0
         && g_str_equal (named->name + n, "name");
}

char *
nx_merge_field_dup_words (NxRecord *record, guint field)
{
  const NxRecordSpec *specs = nx_record_get_spec (record);
  const NxField *spec = &specs->fields[field];

  for (guint i = 0;
       spec->kind == NX_FIELD_REFERENCE && nx_record_is_set (record, field) && i < specs->n_fields;
       i++)
    if (is_name_of (&specs->fields[i], spec))
      return nx_record_dup_display (record, i);
  return nx_field_values_dup_display (spec, nx_record_peek_values (record), field);
}

GtkWidget *
nx_merge_field_new_box (int spacing)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkLayoutManager *layout = nx_wrap_layout_new ();

  g_object_set (layout, "vertical", TRUE, "line-spacing", spacing, NULL);
  gtk_widget_set_layout_manager (box, layout);
  return box;
}

/* The layout of a box, which GTK gives it, lets words that wrap run over its end. */
GtkWidget *
nx_merge_field_new_check (const char *words)
{
  GtkWidget *button = gtk_check_button_new ();

  gtk_widget_set_layout_manager (button, nx_line_layout_new (6));
  gtk_check_button_set_child (GTK_CHECK_BUTTON (button), nx_twin_words_new_label (words, NULL));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                  -1);
  return button;
}

GtkWidget *
nx_merge_field_new_choice (const char *words, GtkWidget *group)
{
  GtkWidget *button = nx_merge_field_new_check (words);

  if (group != NULL)
    gtk_check_button_set_group (GTK_CHECK_BUTTON (button), GTK_CHECK_BUTTON (group));
  return button;
}

static void
add_choice (NxMergeField *self, guint place, const char *words, GtkWidget *box)
{
  const char *name = nx_field_get_label (get_spec (self->records[0], self->field));
  /* TRANSLATORS: name of a field and one of the texts it may keep */
  g_autofree char *spoken = g_strdup_printf (_ ("%1$s: %2$s"), name, words);
  GtkWidget *button = nx_merge_field_new_choice (words, place > 0 ? self->buttons[0] : NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);
  self->buttons[place] = button;
  gtk_box_append (GTK_BOX (box), button);
}

static void
add_former (NxMergeField *self, GtkWidget *box)
{
  self->former = nx_merge_field_new_check (_ ("Keep the other name as a former name"));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->former), TRUE);
  gtk_box_append (GTK_BOX (box), self->former);
}

static void
fill (NxMergeField *self)
{
  const NxField *spec = get_spec (self->records[0], self->field);
  GtkWidget *box = nx_merge_field_new_box (6);

  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_widget_set_margin_top (box, 9);
  gtk_widget_set_margin_bottom (box, 9);
  gtk_box_append (GTK_BOX (box), nx_twin_words_new_label (nx_field_get_label (spec), "heading"));
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *text = nx_merge_field_dup_words (self->records[i], self->field);

      add_choice (self, i, text, box);
    }
  if (get_separator (self->records[0], self->field) != NULL)
    /* TRANSLATORS: keeps both texts of a field */
    add_choice (self, 2, _ ("Both"), box);
  if (nx_record_get_kind (self->records[0]) == NX_RECORD_PERSON && self->field == NX_PERSON_NAME)
    add_former (self, box);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->buttons[0]), TRUE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
}

static void
nx_merge_field_dispose (GObject *object)
{
  NxMergeField *self = NX_MERGE_FIELD (object);

  g_clear_object (&self->records[0]);
  g_clear_object (&self->records[1]);
  G_OBJECT_CLASS (nx_merge_field_parent_class)->dispose (object);
}

static void
nx_merge_field_class_init (NxMergeFieldClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nx_merge_field_dispose;
}

static void
nx_merge_field_init (NxMergeField *self)
{
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_widget_set_focusable (GTK_WIDGET (self), FALSE); /* its buttons are */
}

GtkWidget *
nx_merge_field_new (NxRecord *first, NxRecord *second, guint field)
{
  NxMergeField *self = g_object_new (NX_TYPE_MERGE_FIELD, NULL);

  self->records[0] = g_object_ref (first);
  self->records[1] = g_object_ref (second);
  self->field = field;
  fill (self);
  return GTK_WIDGET (self);
}
