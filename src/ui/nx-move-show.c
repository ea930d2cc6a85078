/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Fills the page that moves members: the members, the day, the household they move to. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-move-page-private.h"

#include "nx-day-words.h"
#include "nx-fit-words.h"
#include "nx-merge-field.h"
#include "nx-record-kinds.h"
#include "nx-record-rows.h"
#include "nx-records.h"

#include <glib/gi18n-lib.h>

#define HEAD "02" /* GB/T 4761-2008 */

static const NxStatementSpec areas_statement
    = { "move-areas", "SELECT id FROM area WHERE archived_at IS NULL ORDER BY code" };

void
nx_move_facts_free (NxMoveFacts *self)
{
  if (self == NULL)
    return;
  g_clear_object (&self->household);
  g_clear_pointer (&self->members, g_ptr_array_unref);
  g_clear_pointer (&self->areas, g_ptr_array_unref);
  g_free (self);
}

static GPtrArray *
load_areas (NxDatabase *db, GError **error)
{
  g_autoptr (NxStatement) row = nx_database_statement (db, &areas_statement, error);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) failure = NULL;

  if (row == NULL)
    return NULL;
  while (nx_statement_step (row, &failure))
    {
      gint64 id = nx_statement_get_int64 (row, 0);

      g_array_append_val (ids, id);
    }
  if (failure == NULL)
    return nx_records_load_many (db, NX_RECORD_AREA, (const gint64 *)(gpointer)ids->data, ids->len,
                                 error);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

NxMoveFacts *
nx_move_facts_load (NxDatabase *db, gint64 household_id, GError **error)
{
  g_autoptr (NxMoveFacts) facts = g_new0 (NxMoveFacts, 1);
  g_autoptr (GPtrArray) all = NULL;

  facts->household = nx_records_load (db, NX_RECORD_HOUSEHOLD, household_id, error);
  if (facts->household == NULL)
    return NULL;
  all = nx_records_load_by_int (db, NX_RECORD_MEMBERSHIP, NX_MEMBERSHIP_HOUSEHOLD, household_id,
                                error);
  facts->areas = all != NULL ? load_areas (db, error) : NULL;
  if (facts->areas == NULL)
    return NULL;
  facts->members = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < all->len; i++)
    if (!nx_record_is_set (g_ptr_array_index (all, i), NX_MEMBERSHIP_TO_ON))
      g_ptr_array_add (facts->members, g_object_ref (g_ptr_array_index (all, i)));
  return g_steal_pointer (&facts);
}

static GtkWidget *
append_row (GtkListBox *list, GtkWidget *child)
{
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_widget_add_css_class (child, "nx-form-card");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), child);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  gtk_list_box_append (list, row);
  return row;
}

/* Who moves */

static gboolean
moves (const NxMoveMember *member)
{
  return gtk_check_button_get_active (GTK_CHECK_BUTTON (member->button));
}

static gboolean
is_head (NxRecord *membership)
{
  return g_strcmp0 (nx_record_get_text (membership, NX_MEMBERSHIP_RELATION), HEAD) == 0;
}

guint
nx_move_page_count_moved (NxMovePage *self)
{
  guint n = 0;

  for (guint i = 0; i < self->members->len; i++)
    n += moves (&g_array_index (self->members, NxMoveMember, i)) ? 1 : 0;
  return n;
}

static gboolean
head_moves (NxMovePage *self)
{
  for (guint i = 0; i < self->members->len; i++)
    {
      const NxMoveMember *member = &g_array_index (self->members, NxMoveMember, i);

      if (moves (member) && is_head (member->membership))
        return TRUE;
    }
  return FALSE;
}

static void
on_member_toggled_cb (GtkCheckButton *button, NxMovePage *self)
{
  nx_move_page_show_follow (self);
}

static char *
dup_member_words (NxRecord *membership)
{
  g_autofree char *relation = nx_record_dup_display (membership, NX_MEMBERSHIP_RELATION);

  return g_strjoin (" · ", nx_record_peek_text (membership, NX_MEMBERSHIP_PERSON_NAME), relation,
                    NULL);
}

static void
append_member (NxMovePage *self, NxRecord *membership)
{
  g_autofree char *words = dup_member_words (membership);
  NxMoveMember member = { membership, nx_edit_new (NX_RECORD_MEMBERSHIP, membership), NULL, NULL };

  member.button = nx_merge_field_new_check (words);
  g_signal_connect (member.button, "toggled", G_CALLBACK (on_member_toggled_cb), self);
  append_row (self->member_list, member.button);
  member.row = nx_field_row_new (member.edit, NX_MEMBERSHIP_RELATION, NULL);
  gtk_list_box_append (self->member_list, member.row);
  g_array_append_val (self->members, member);
}

static void
show_members (NxMovePage *self)
{
  nx_record_rows_clear (self->member_list);
  g_array_set_size (self->members, 0);
  for (guint i = 0; i < self->facts->members->len; i++)
    append_member (self, g_ptr_array_index (self->facts->members, i));
}

/* When */

static void
show_when (NxMovePage *self)
{
  nx_record_rows_clear (self->when_list);
  g_set_object (&self->when, NULL);
  self->when = nx_edit_new (NX_RECORD_MEMBERSHIP, NULL);
  nx_edit_set_date (self->when, NX_MEMBERSHIP_FROM_ON,
                    nx_day_words_today (nx_page_get_store (NX_PAGE (self))));
  gtk_list_box_append (self->when_list, nx_field_row_new (self->when, NX_MEMBERSHIP_FROM_ON, NULL));
  gtk_list_box_append (self->when_list,
                       nx_field_row_new (self->when, NX_MEMBERSHIP_LEAVE_REASON, NULL));
}

/* Where to */

static void
show_home (NxMovePage *self)
{
  static const guint fields[] = { NX_HOUSEHOLD_AREA, NX_HOUSEHOLD_ADDRESS, NX_HOUSEHOLD_BUILDING,
                                  NX_HOUSEHOLD_UNIT, NX_HOUSEHOLD_ROOM };
  NxRecord *old = self->facts->household;

  nx_record_rows_clear (self->home_list);
  g_clear_pointer (&self->home, nx_form_part_free);
  self->home = nx_form_part_new (NX_RECORD_HOUSEHOLD, NULL, "move", NULL);
  nx_edit_set_int (self->home->edit, NX_HOUSEHOLD_AREA, nx_record_get_int (old, NX_HOUSEHOLD_AREA));
  nx_edit_set_text (self->home->edit, NX_HOUSEHOLD_STATUS, "occupied");
  nx_edit_set_text (self->home->edit, NX_HOUSEHOLD_KIND,
                    nx_record_get_text (old, NX_HOUSEHOLD_KIND));
  nx_edit_set_int (self->home->edit, NX_HOUSEHOLD_WORKER,
                   nx_store_get_actor (nx_page_get_store (NX_PAGE (self))));
  nx_form_part_offer_records (self->home, "area", self->facts->areas, NX_AREA_NAME);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    gtk_list_box_append (
        self->home_list,
        nx_field_row_new (self->home->edit, fields[i],
                          g_hash_table_lookup (self->home->choices, GUINT_TO_POINTER (fields[i]))));
}

gboolean
nx_move_page_is_new (NxMovePage *self)
{
  return gtk_check_button_get_active (GTK_CHECK_BUTTON (self->new_button));
}

static void
on_target_toggled_cb (GtkCheckButton *button, NxMovePage *self)
{
  nx_move_page_show_follow (self);
}

static void
show_target (NxMovePage *self)
{
  GtkWidget *along
      = nx_merge_field_new_check (_ ("Its own open cases and support classes go along"));

  nx_record_rows_clear (self->target_list);
  self->new_button = nx_merge_field_new_choice (_ ("A new household"), NULL);
  self->there_button
      = nx_merge_field_new_choice (_ ("A household that is in the register"), self->new_button);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->new_button), TRUE);
  g_signal_connect (self->new_button, "toggled", G_CALLBACK (on_target_toggled_cb), self);
  append_row (self->target_list, self->new_button);
  append_row (self->target_list, self->there_button);
  self->find_button = gtk_button_new_with_mnemonic (_ ("_Find the Household…"));
  gtk_widget_set_halign (self->find_button, GTK_ALIGN_START);
  nx_fit_words_in_buttons (self->find_button);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->find_button), "move.find");
  append_row (self->target_list, self->find_button);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (along), TRUE);
  self->along_button = along;
  append_row (self->target_list, along);
}

/* What will be so */

static char *
dup_target_words (NxMovePage *self)
{
  if (nx_move_page_is_new (self))
    return g_strdup (_ ("a new household"));
  if (self->target == NULL)
    return NULL;
  return g_strjoin (" · ", nx_record_peek_text (self->target, NX_HOUSEHOLD_HEAD_NAME),
                    nx_record_peek_text (self->target, NX_HOUSEHOLD_NUMBER), NULL);
}

static char *
dup_follow (NxMovePage *self)
{
  guint n = nx_move_page_count_moved (self);
  g_autofree char *target = dup_target_words (self);

  if (n == 0)
    return g_strdup (_ ("Choose who moves."));
  if (target == NULL)
    return g_strdup (_ ("Find the household they move to."));
  /* TRANSLATORS: how many of how many members, and a household */
  return g_strdup_printf (ngettext ("%1$u of %2$u members moves to: %3$s. Who lived here before "
                                    "that day stays as it is.",
                                    "%1$u of %2$u members move to: %3$s. Who lived here before "
                                    "that day stays as it is.",
                                    n),
                          n, self->members->len, target);
}

/* The first who goes to live alone, or before the others, is the head there. */
static void
propose_head (NxMovePage *self)
{
  NxMoveMember *first = NULL;

  for (guint i = 0; i < self->members->len; i++)
    {
      NxMoveMember *member = &g_array_index (self->members, NxMoveMember, i);

      if (!moves (member))
        continue;
      if (g_strcmp0 (nx_edit_get_text (member->edit, NX_MEMBERSHIP_RELATION), HEAD) == 0)
        return;
      if (first == NULL)
        first = member;
    }
  if (first != NULL && nx_move_page_is_new (self))
    nx_edit_set_text (first->edit, NX_MEMBERSHIP_RELATION, HEAD);
}

void
nx_move_page_show_follow (NxMovePage *self)
{
  gboolean is_new = nx_move_page_is_new (self);
  guint n = nx_move_page_count_moved (self);
  gboolean is_all = n == self->members->len && n > 0;
  gboolean has_new_head = head_moves (self) && !is_all;
  g_autofree char *words = NULL;

  propose_head (self);
  for (guint i = 0; i < self->members->len; i++)
    {
      const NxMoveMember *member = &g_array_index (self->members, NxMoveMember, i);

      gtk_widget_set_visible (member->row, moves (member) || has_new_head);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->home_list), is_new);
  gtk_widget_set_visible (gtk_widget_get_parent (self->find_button), !is_new);
  gtk_widget_set_visible (gtk_widget_get_parent (self->along_button), is_all);
  words = dup_follow (self);
  gtk_label_set_text (self->follow_label, words);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "move.run",
                                 !self->is_saving && n > 0 && (is_new || self->target != NULL));
}

void
nx_move_page_show (NxMovePage *self)
{
  show_target (self);
  show_members (self);
  show_when (self);
  show_home (self);
  nx_move_page_show_follow (self);
  gtk_stack_set_visible_child_name (self->faces, self->members->len > 0 ? "content" : "empty");
  nx_page_focus_content (NX_PAGE (self));
}
