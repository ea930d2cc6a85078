/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Fills the merge page: the two records, the questions, and what follows. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-merge-page-private.h"

#include "nx-day-words.h"
#include "nx-field-row.h"
#include "nx-household.h"
#include "nx-membership.h"
#include "nx-merge-field.h"
#include "nx-person.h"
#include "nx-record-rows.h"
#include "nx-twin-words.h"

#include <glib/gi18n-lib.h>

#define HEAD "02" /* GB/T 4761-2008 */

guint
nx_merge_page_get_kept (NxMergePage *self)
{
  return gtk_check_button_get_active (GTK_CHECK_BUTTON (self->kept_buttons[1])) ? 1 : 0;
}

/* A row that takes no focus of its own: its button does. */
static void
append_row (GtkListBox *list, GtkWidget *child)
{
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_widget_set_margin_start (child, 12);
  gtk_widget_set_margin_end (child, 12);
  gtk_widget_set_margin_top (child, 9);
  gtk_widget_set_margin_bottom (child, 9);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), child);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  gtk_list_box_append (list, row);
}

/* Which record stays */

static char *
dup_record_words (NxMergePage *self, NxRecord *record)
{
  NxDate today = nx_day_words_today (nx_page_get_store (NX_PAGE (self)));
  g_autofree char *facts = NULL;
  g_autofree char *numbers = NULL;

  if (self->kind == NX_RECORD_HOUSEHOLD)
    return g_strjoin (" · ", nx_record_peek_text (record, NX_HOUSEHOLD_HEAD_NAME),
                      nx_record_peek_text (record, NX_HOUSEHOLD_NUMBER), NULL);
  facts = nx_twin_words_dup_facts (record, today);
  numbers = nx_twin_words_dup_numbers (record);
  return g_strdup_printf ("%s\n%s%s%s", nx_record_peek_text (record, NX_PERSON_NAME), facts,
                          *facts != '\0' && *numbers != '\0' ? "\n" : "", numbers);
}

/* What was not decided otherwise is that of the record that stays. */
static void
on_kept_toggled_cb (GtkCheckButton *button, NxMergePage *self)
{
  for (guint i = 0; i < self->fields->len; i++)
    nx_merge_field_propose (g_ptr_array_index (self->fields, i), nx_merge_page_get_kept (self));
  nx_merge_page_show_follow (self);
}

static void
show_kept (NxMergePage *self)
{
  nx_record_rows_clear (self->kept_list);
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *words = dup_record_words (self, self->facts->sides[i].record);

      self->kept_buttons[i]
          = nx_merge_field_new_choice (words, i > 0 ? self->kept_buttons[0] : NULL);
      append_row (self->kept_list, self->kept_buttons[i]);
    }
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->kept_buttons[0]), TRUE);
  /* Of a group, the button that goes off tells it before the other is on. */
  g_signal_connect (self->kept_buttons[1], "toggled", G_CALLBACK (on_kept_toggled_cb), self);
}

/* The question below: where the person lives, or who is the head */

static void
on_home_toggled_cb (GtkCheckButton *button, NxMergePage *self)
{
  nx_merge_page_show_follow (self);
}

static void
add_home (NxMergePage *self, gint64 id, const char *words)
{
  GtkWidget *first
      = self->homes->len > 0 ? g_array_index (self->homes, NxMergeHome, 0).button : NULL;
  NxMergeHome home = { nx_merge_field_new_choice (words, first), id };

  g_signal_connect (home.button, "toggled", G_CALLBACK (on_home_toggled_cb), self);
  g_array_append_val (self->homes, home);
  append_row (self->home_list, home.button);
}

static NxRecord *
find_by (GPtrArray *memberships, guint field, gint64 id)
{
  for (guint i = 0; i < memberships->len; i++)
    if (nx_record_get_int (g_ptr_array_index (memberships, i), field) == id)
      return g_ptr_array_index (memberships, i);
  return NULL;
}

/* Nothing is chosen beforehand: this is never decided silently. */
static void
ask_home (NxMergePage *self)
{
  GPtrArray *first = self->facts->sides[0].memberships;
  GPtrArray *second = self->facts->sides[1].memberships;

  for (guint i = 0; i < first->len + second->len; i++)
    {
      NxRecord *one = g_ptr_array_index (i < first->len ? first : second,
                                         i < first->len ? i : i - first->len);
      gint64 id = nx_record_get_int (one, NX_MEMBERSHIP_HOUSEHOLD);
      g_autofree char *words
          = g_strjoin (" · ", nx_record_peek_text (one, NX_MEMBERSHIP_HOUSEHOLD_NUMBER),
                       nx_record_peek_text (one, NX_MEMBERSHIP_HOUSEHOLD_ADDRESS), NULL);

      if (i < first->len || find_by (first, NX_MEMBERSHIP_HOUSEHOLD, id) == NULL)
        add_home (self, id, words);
    }
  if (self->homes->len > 1)
    add_home (self, 0, _ ("In each of them"));
  gtk_label_set_text (self->home_heading, _ ("Where does the person live now?"));
  gtk_label_set_text (self->home_text, _ ("The other membership ends; who lived where before "
                                          "stays as it is."));
}

static NxRecord *
find_head (GPtrArray *memberships)
{
  for (guint i = 0; i < memberships->len; i++)
    if (g_strcmp0 (nx_record_get_text (g_ptr_array_index (memberships, i), NX_MEMBERSHIP_RELATION),
                   HEAD)
        == 0)
      return g_ptr_array_index (memberships, i);
  return NULL;
}

static void
ask_head (NxMergePage *self)
{
  NxRecord *heads[] = { find_head (self->facts->sides[0].memberships),
                        find_head (self->facts->sides[1].memberships) };

  for (guint i = 0; i < 2 && heads[0] != NULL && heads[1] != NULL; i++)
    if (i == 0
        || nx_record_get_int (heads[0], NX_MEMBERSHIP_PERSON)
               != nx_record_get_int (heads[1], NX_MEMBERSHIP_PERSON))
      add_home (self, nx_record_get_id (heads[i]),
                nx_record_peek_text (heads[i], NX_MEMBERSHIP_PERSON_NAME));
  gtk_label_set_text (self->home_heading, _ ("Who is the head of the household?"));
  gtk_label_set_text (self->home_text,
                      _ ("The other one becomes another relative, unless you choose "
                         "below what it is."));
}

/* The members of two households, each with the relation it has now to its own head. */
static void
show_relations (NxMergePage *self)
{
  nx_record_rows_clear (self->relation_list);
  g_ptr_array_set_size (self->relations, 0);
  for (guint side = 0; self->kind == NX_RECORD_HOUSEHOLD && side < 2; side++)
    for (guint i = 0; i < self->facts->sides[side].memberships->len; i++)
      {
        NxRecord *one = g_ptr_array_index (self->facts->sides[side].memberships, i);
        NxEdit *edit = nx_edit_new (NX_RECORD_MEMBERSHIP, one);

        g_ptr_array_add (self->relations, edit);
        append_row (self->relation_list,
                    nx_twin_words_new_label (nx_record_peek_text (one, NX_MEMBERSHIP_PERSON_NAME),
                                             "heading"));
        gtk_list_box_append (self->relation_list,
                             nx_field_row_new (edit, NX_MEMBERSHIP_RELATION, NULL));
      }
  gtk_widget_set_visible (self->relation_part, self->relations->len > 1);
}

static void
show_home (NxMergePage *self)
{
  nx_record_rows_clear (self->home_list);
  g_array_set_size (self->homes, 0);
  if (self->kind == NX_RECORD_PERSON)
    ask_home (self);
  else
    ask_head (self);
  gtk_widget_set_visible (self->home_part, self->homes->len > 1);
}

gboolean
nx_merge_page_is_answered (NxMergePage *self)
{
  for (guint i = 0; i < self->homes->len; i++)
    if (gtk_check_button_get_active (
            GTK_CHECK_BUTTON (g_array_index (self->homes, NxMergeHome, i).button)))
      return TRUE;
  return self->homes->len < 2;
}

gint64
nx_merge_page_get_home (NxMergePage *self)
{
  for (guint i = 0; i < self->homes->len; i++)
    if (gtk_check_button_get_active (
            GTK_CHECK_BUTTON (g_array_index (self->homes, NxMergeHome, i).button)))
      return g_array_index (self->homes, NxMergeHome, i).id;
  return 0;
}

/* The facts */

static void
append_same (NxMergePage *self, guint field)
{
  NxRecord *first = self->facts->sides[0].record;
  NxRecord *second = self->facts->sides[1].record;
  const NxField *spec = &nx_record_get_spec (first)->fields[field];
  NxRecord *teller = nx_record_is_set (first, field) ? first : second;
  g_autofree char *text = nx_merge_field_dup_words (teller, field);
  GtkWidget *box = nx_merge_field_new_box (3);

  gtk_box_append (GTK_BOX (box), nx_twin_words_new_label (nx_field_get_label (spec), "nx-dim"));
  gtk_box_append (GTK_BOX (box), nx_twin_words_new_label (text, NULL));
  append_row (self->same_list, box);
}

static void
show_fields (NxMergePage *self)
{
  NxRecord *first = self->facts->sides[0].record;
  NxRecord *second = self->facts->sides[1].record;
  g_autofree char *words = NULL;
  guint n_same = 0;

  nx_record_rows_clear (self->other_list);
  nx_record_rows_clear (self->same_list);
  g_ptr_array_set_size (self->fields, 0);
  for (guint i = 0; i < nx_record_get_spec (first)->n_fields; i++)
    {
      NxMergeFieldState state = nx_merge_field_compare (first, second, i);

      if (state == NX_MERGE_OTHER)
        {
          g_ptr_array_add (self->fields, nx_merge_field_new (first, second, i));
          gtk_list_box_append (self->other_list,
                               g_ptr_array_index (self->fields, self->fields->len - 1));
        }
      else if (state != NX_MERGE_NEITHER)
        {
          append_same (self, i);
          n_same++;
        }
    }
  gtk_widget_set_visible (self->other_part, self->fields->len > 0);
  gtk_widget_set_visible (self->same_part, n_same > 0);
  words = g_strdup_printf (ngettext ("%u fact is the same, or told by one only, and is kept",
                                     "%u facts are the same, or told by one only, and are kept",
                                     n_same),
                           n_same);
  gtk_label_set_text (self->same_label, words);
  /* GTK names it only by a label of its own. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->same_expander),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

/* What follows */

static void
append_part (GString *all, guint n, char *take_words)
{
  g_autofree char *words = take_words;

  if (n > 0)
    /* TRANSLATORS: stands between the parts of a list in one line */
    g_string_append_printf (all, "%s%s", all->len > 0 ? _ (", ") : "", words);
}

static void
append_parts (GString *all, const NxMergeSide *side)
{
  append_part (all, side->n_cases,
               g_strdup_printf (ngettext ("%u case", "%u cases", side->n_cases), side->n_cases));
  append_part (
      all, side->n_visits,
      g_strdup_printf (ngettext ("%u visit", "%u visits", side->n_visits), side->n_visits));
  append_part (
      all, side->n_supports,
      g_strdup_printf (ngettext ("%u support class", "%u support classes", side->n_supports),
                       side->n_supports));
  append_part (all, side->n_memberships,
               g_strdup_printf (ngettext ("%u membership", "%u memberships", side->n_memberships),
                                side->n_memberships));
}

void
nx_merge_page_show_follow (NxMergePage *self)
{
  const NxMergeSide *side = &self->facts->sides[1 - nx_merge_page_get_kept (self)];
  g_autoptr (GString) parts = g_string_new (NULL);
  g_autofree char *words = NULL;

  append_parts (parts, side);
  if (parts->len == 0)
    words = g_strdup (_ ("Nothing hangs on the other record. It goes out of the lists and can be "
                         "had back with Undo."));
  else
    /* TRANSLATORS: %s is a list such as "2 cases, 11 visits" */
    words = g_strdup_printf (_ ("From the other record follow: %s. It goes out of the lists and "
                                "can be had back with Undo."),
                             parts->str);
  gtk_label_set_text (self->follow_label, words);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "merge.run",
                                 !self->is_saving && nx_merge_page_is_answered (self));
}

void
nx_merge_page_show (NxMergePage *self)
{
  show_kept (self);
  show_home (self);
  show_relations (self);
  show_fields (self);
  nx_merge_page_show_follow (self);
  gtk_stack_set_visible_child_name (self->faces, "content");
  nx_page_focus_content (NX_PAGE (self));
}
