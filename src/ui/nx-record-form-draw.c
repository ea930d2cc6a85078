/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Draws a record form's rows by the field tables, and keeps drafts of what is typed there. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-record-form-private.h"

#include "nx-day-words.h"
#include "nx-draft-keeper.h"
#include "nx-field-row.h"
#include "nx-form-groups.h"
#include "nx-person-fill.h"

#include <glib/gi18n-lib.h>

NxDate
nx_record_form_get_today (NxRecordForm *self)
{
  return nx_day_words_today (nx_page_get_store (NX_PAGE (self)));
}

void
nx_record_form_clear_box (GtkBox *box)
{
  GtkWidget *child = NULL;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
}

/* While a job is under way nothing can be typed. An entry that is shut while it has the focus never
 * learns that it lost it, so the focus goes first and comes back afterwards. */
void
nx_record_form_set_shut (NxRecordForm *self, gboolean is_shut)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (is_shut && focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self)))
    {
      g_set_weak_pointer (&self->focus, focus);
      gtk_root_set_focus (root, NULL);
    }
  gtk_widget_set_sensitive (GTK_WIDGET (self->body), !is_shut);
  gtk_widget_set_sensitive (GTK_WIDGET (self->conflict_box), !is_shut);
  gtk_widget_set_sensitive (GTK_WIDGET (self->save_button), !is_shut);
  if (is_shut || self->focus == NULL)
    return;
  gtk_widget_grab_focus (self->focus);
  g_clear_weak_pointer (&self->focus);
}

static AdwPreferencesGroup *
add_group (NxRecordForm *self, const char *heading)
{
  GtkWidget *group = adw_preferences_group_new ();

  if (heading != NULL)
    adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), heading);
  gtk_box_append (self->body, group);
  return ADW_PREFERENCES_GROUP (group);
}

static void
set_hint (NxFormPart *part, NxFieldRow *row)
{
  if (nx_form_part_is_given (part, nx_field_row_get_field (row)))
    nx_field_row_set_hint (row, _ ("Given when saved"));
}

static void
draw_part (NxRecordForm *self, NxFormPart *part)
{
  const NxRecordSpec *spec = nx_edit_get_spec (part->edit);
  AdwPreferencesGroup *group = NULL;

  g_ptr_array_set_size (part->rows, 0);
  for (guint i = 0; i < spec->n_fields; i++)
    {
      NxChoices *choices = g_hash_table_lookup (part->choices, GUINT_TO_POINTER (i));
      const char *heading = nx_form_groups_get_heading (part->kind, i);
      GtkWidget *row = NULL;

      if (!nx_field_row_can_edit (&spec->fields[i], choices)
          || g_hash_table_contains (part->hidden, GUINT_TO_POINTER (i)))
        continue;
      if (group == NULL || heading != NULL)
        group = add_group (self, group == NULL && part->heading != NULL ? part->heading : heading);
      row = nx_field_row_new (part->edit, i, choices);
      set_hint (part, NX_FIELD_ROW (row));
      adw_preferences_group_add (group, row);
      g_ptr_array_add (part->rows, row);
    }
}

/* The number of the part that stands at @place on the page. */
guint
nx_record_form_part_at (NxRecordForm *self, guint place)
{
  if (place == 0)
    return self->begin_with;
  return place <= self->begin_with ? place - 1 : place;
}

static void
update_draft_state (NxRecordForm *self)
{
  g_autofree char *text = NULL;

  for (guint i = 0; text == NULL && i < self->parts->len; i++)
    {
      NxDraftKeeper *keeper = nx_record_form_get_part (self, i)->keeper;

      if (keeper != NULL && nx_draft_keeper_get_state (keeper) != NX_DRAFT_NONE)
        text = nx_draft_keeper_dup_text (keeper);
    }
  nx_page_set_subtitle (NX_PAGE (self), text);
}

static void
watch_part (NxRecordForm *self, NxFormPart *part)
{
  if (part->kind == NX_RECORD_PERSON)
    nx_person_fill_watch (part->edit, nx_record_form_get_today (self));
  part->keeper = nx_draft_keeper_new (nx_page_get_store (NX_PAGE (self)), part->edit, part->place);
  g_signal_connect_object (part->keeper, "notify::state", G_CALLBACK (update_draft_state), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (part->edit, "changed", G_CALLBACK (nx_record_form_check_soon), self, 0);
}

void
nx_record_form_unwatch_part (NxRecordForm *self, NxFormPart *part)
{
  if (part->keeper == NULL)
    return;
  nx_draft_keeper_stop (part->keeper);
  g_signal_handlers_disconnect_by_data (part->keeper, self);
  g_signal_handlers_disconnect_by_func (part->edit, nx_record_form_check_soon, self);
  g_clear_object (&part->keeper);
}

void
nx_record_form_draw (NxRecordForm *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  /* An entry that goes while it has the focus complains. */
  if (root != NULL && gtk_widget_get_first_child (GTK_WIDGET (self->body)) != NULL)
    gtk_root_set_focus (root, NULL);
  nx_record_form_clear_box (self->body);
  for (guint i = 0; i < self->parts->len; i++)
    {
      NxFormPart *part = nx_record_form_get_part (self, nx_record_form_part_at (self, i));

      draw_part (self, part);
      watch_part (self, part);
    }
  nx_record_form_watch_twins (self);
  nx_record_form_set_shut (self, FALSE);
}

void
nx_record_form_drop (NxRecordForm *self)
{
  for (guint i = 0; i < self->parts->len; i++)
    {
      NxFormPart *part = nx_record_form_get_part (self, i);

      if (part->keeper != NULL)
        nx_draft_keeper_discard (part->keeper);
      nx_record_form_unwatch_part (self, part);
    }
}

/* Where work begins: at what must be filled in and is not. */
void
nx_record_form_focus_first (NxRecordForm *self)
{
  NxFormPart *part = nx_record_form_get_part (self, self->begin_with);
  const NxRecordSpec *spec = nx_edit_get_spec (part->edit);
  guint place = 0;

  for (guint i = part->rows->len; i > 0; i--)
    {
      guint field = nx_field_row_get_field (g_ptr_array_index (part->rows, i - 1));

      if ((spec->fields[field].flags & NX_FIELD_REQUIRED) && !nx_edit_is_set (part->edit, field)
          && !nx_form_part_is_given (part, field) && self->begin_at == 0)
        place = i - 1;
      if (field + 1 == self->begin_at)
        place = i - 1;
    }
  if (part->rows->len > 0)
    nx_field_row_focus (g_ptr_array_index (part->rows, place));
}
