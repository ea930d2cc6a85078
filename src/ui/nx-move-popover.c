/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Asks to which day something in the calendar is moved, and moves it. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-move-popover.h"

#include "nx-date-field.h"
#include "nx-record-kinds.h"
#include "nx-visit-move-save.h"
#include "nx-visit-rule.h"
#include "nx-words.h"

#include <glib/gi18n-lib.h>

#define WIDTH 310

struct _NxMovePopover
{
  GtkPopover parent_instance;

  NxStore *store;
  NxCalendarEntry *entry;

  GtkWidget *day_field;
  GtkWidget *reason_entry;
  GtkWidget *error_label;
  GtkWidget *move_button;
};

G_DEFINE_FINAL_TYPE (NxMovePopover, nx_move_popover, GTK_TYPE_POPOVER)

static void
show_error (NxMovePopover *self, const char *sentence)
{
  gtk_label_set_label (GTK_LABEL (self->error_label), sentence != NULL ? sentence : "");
  gtk_widget_set_visible (self->error_label, sentence != NULL);
}

/* The case's next day moves too, and the new one is later than its rule allows. */
static gboolean
needs_reason (NxMovePopover *self, NxDate day)
{
  NxRecord *case_file = self->entry->case_file;

  return nx_date_is_full (day)
         && nx_date_compare (nx_record_get_date (case_file, NX_CASE_NEXT_ON), self->entry->on) == 0
         && nx_visit_rule_is_stretched (case_file, day);
}

static void
on_date_changed_cb (NxMovePopover *self)
{
  gboolean is_needed
      = needs_reason (self, nx_date_field_get_date (NX_DATE_FIELD (self->day_field)));

  gtk_widget_set_visible (self->reason_entry, is_needed);
  show_error (self, is_needed ? _ ("This is later than the rule allows: write down why.") : NULL);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (NxMovePopover) self = g_object_ref (NX_MOVE_POPOVER (source));
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;

  gtk_widget_set_sensitive (self->move_button, TRUE);
  if (nx_visit_move_save_finish (result, &error))
    {
      gtk_popover_popdown (GTK_POPOVER (self));
      return;
    }
  sentence = nx_words_for_error (error);
  show_error (self, sentence);
}

static void
on_move_cb (NxMovePopover *self)
{
  NxDateField *field = NX_DATE_FIELD (self->day_field);
  NxDate day = nx_date_field_get_date (field);
  const char *reason = gtk_editable_get_text (GTK_EDITABLE (self->reason_entry));

  if (!nx_date_field_is_valid (field) || !nx_date_is_full (day))
    {
      show_error (self, _ ("Choose a day."));
      gtk_widget_child_focus (self->day_field, GTK_DIR_TAB_FORWARD);
      return;
    }
  if (nx_date_compare (day, self->entry->on) == 0)
    {
      gtk_popover_popdown (GTK_POPOVER (self));
      return;
    }
  if (*reason == '\0' && needs_reason (self, day))
    {
      show_error (self, _ ("This is later than the rule allows: write down why."));
      gtk_widget_grab_focus (self->reason_entry);
      return;
    }
  gtk_widget_set_sensitive (self->move_button, FALSE);
  nx_visit_move_save_async (GTK_WIDGET (self), self->store, self->entry, day,
                            *reason != '\0' ? reason : NULL, saved_cb, NULL);
}

static GtkWidget *
new_text (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (label, css_class);
  return label;
}

static void
fill (NxMovePopover *self)
{
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);

  self->day_field = nx_date_field_new (_ ("New day of the visit"));
  nx_date_field_set_activates_default (NX_DATE_FIELD (self->day_field), TRUE);
  g_signal_connect_object (self->day_field, "notify::date", G_CALLBACK (on_date_changed_cb), self,
                           G_CONNECT_SWAPPED);
  self->reason_entry = gtk_entry_new ();
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->reason_entry), _ ("Why then"));
  gtk_entry_set_activates_default (GTK_ENTRY (self->reason_entry), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->reason_entry),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Why then"), -1);
  gtk_widget_set_visible (self->reason_entry, FALSE);
  self->error_label = new_text (NULL, "nx-high");
  gtk_widget_set_visible (self->error_label, FALSE);
  self->move_button = gtk_button_new_with_mnemonic (_ ("_Move"));
  gtk_widget_add_css_class (self->move_button, "suggested-action");
  g_signal_connect_object (self->move_button, "clicked", G_CALLBACK (on_move_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), new_text (_ ("New day of the visit"), "caption-heading"));
  gtk_box_append (GTK_BOX (box), self->day_field);
  gtk_box_append (GTK_BOX (box), self->reason_entry);
  gtk_box_append (GTK_BOX (box), self->error_label);
  gtk_box_append (GTK_BOX (box), self->move_button);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), WIDTH);
  adw_clamp_set_tightening_threshold (ADW_CLAMP (clamp), WIDTH);
  adw_clamp_set_child (ADW_CLAMP (clamp), box);
  gtk_popover_set_child (GTK_POPOVER (self), clamp);
  gtk_popover_set_default_widget (GTK_POPOVER (self), self->move_button);
}

static void
nx_move_popover_dispose (GObject *object)
{
  NxMovePopover *self = NX_MOVE_POPOVER (object);

  g_clear_object (&self->store);
  G_OBJECT_CLASS (nx_move_popover_parent_class)->dispose (object);
}

static void
nx_move_popover_finalize (GObject *object)
{
  g_clear_pointer (&NX_MOVE_POPOVER (object)->entry, nx_calendar_entry_unref);
  G_OBJECT_CLASS (nx_move_popover_parent_class)->finalize (object);
}

static void
nx_move_popover_class_init (NxMovePopoverClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nx_move_popover_dispose;
  G_OBJECT_CLASS (klass)->finalize = nx_move_popover_finalize;
}

static void
nx_move_popover_init (NxMovePopover *self)
{
  fill (self);
}

GtkWidget *
nx_move_popover_new (NxStore *store, NxCalendarEntry *entry, NxDate day, const char *sentence)
{
  NxMovePopover *self = g_object_new (NX_TYPE_MOVE_POPOVER, NULL);

  self->store = g_object_ref (store);
  self->entry = nx_calendar_entry_ref (entry);
  if (nx_date_is_set (day))
    nx_date_field_set_date (NX_DATE_FIELD (self->day_field), day);
  if (sentence != NULL)
    show_error (self, sentence);
  return GTK_WIDGET (self);
}
