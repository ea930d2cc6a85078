/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Asks why nobody was met, what was tried and when to try again, and saves it. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-not-met-popover.h"

#include "nx-case.h"
#include "nx-code-list.h"
#include "nx-date-field.h"
#include "nx-due-save.h"
#include "nx-due-words.h"
#include "nx-visit-rule.h"
#include "nx-visit.h"
#include "nx-words.h"
#include "nx-wrap-layout.h"

#include <glib/gi18n-lib.h>

#define WIDTH 310

struct _NxNotMetPopover
{
  GtkPopover parent_instance;

  NxStore *store;
  gint64 case_id;
  char *kind; /* of the planned visit, or NULL */
  gboolean is_high;

  GtkWidget *first_reason;
  GPtrArray *reasons; /* GtkToggleButton, in the order of the list */
  GtkWidget *urgent_label;
  GtkWidget *note_entry;
  GtkWidget *next_field;
  GtkWidget *error_label;
  GtkWidget *save_button;
};

G_DEFINE_FINAL_TYPE (NxNotMetPopover, nx_not_met_popover, GTK_TYPE_POPOVER)

static const NxCode *
find_reason (NxNotMetPopover *self)
{
  NxCodeList *list = nx_code_list_get ("not-met-reason");

  for (guint i = 0; i < self->reasons->len; i++)
    if (gtk_toggle_button_get_active (g_ptr_array_index (self->reasons, i)))
      return nx_code_list_find (list, gtk_widget_get_name (g_ptr_array_index (self->reasons, i)));
  return NULL;
}

static void
show_error (NxNotMetPopover *self, const char *sentence)
{
  gtk_label_set_label (GTK_LABEL (self->error_label), sentence != NULL ? sentence : "");
  gtk_widget_set_visible (self->error_label, sentence != NULL);
}

/* Somebody at high risk who does not open is looked for today. */
static void
on_reason_toggled_cb (NxNotMetPopover *self)
{
  const NxCode *reason = find_reason (self);

  gtk_widget_set_visible (self->urgent_label, self->is_high && reason != NULL
                                                  && nx_code_get_extra_bool (reason, "urgent"));
  show_error (self, NULL);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (NxNotMetPopover) self = g_object_ref (NX_NOT_MET_POPOVER (source));
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;

  gtk_widget_set_sensitive (self->save_button, TRUE);
  if (nx_due_save_finish (result, &error))
    {
      gtk_popover_popdown (GTK_POPOVER (self));
      return;
    }
  sentence = nx_words_for_error (error);
  show_error (self, sentence);
}

static void
on_save_cb (NxNotMetPopover *self)
{
  const NxCode *reason = find_reason (self);
  NxDateField *field = NX_DATE_FIELD (self->next_field);
  NxDueAttempt attempt = { .case_id = self->case_id,
                           .kind = self->kind,
                           .reason = (char *)(reason != NULL ? nx_code_get_code (reason) : NULL),
                           .note = (char *)gtk_editable_get_text (GTK_EDITABLE (self->note_entry)),
                           .next_on = nx_date_field_get_date (field) };

  if (reason == NULL)
    {
      show_error (self, _ ("Choose why nobody was met."));
      gtk_widget_grab_focus (self->first_reason);
      return;
    }
  if (!nx_date_field_is_valid (field) || !nx_date_is_full (attempt.next_on))
    {
      gtk_widget_child_focus (self->next_field, GTK_DIR_TAB_FORWARD);
      return;
    }
  gtk_widget_set_sensitive (self->save_button, FALSE);
  nx_due_save_not_met_async (GTK_WIDGET (self), self->store, &attempt, saved_cb, NULL);
}

/* Parts */

static GtkWidget *
new_caption (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (label, "caption-heading");
  return label;
}

static GtkWidget *
new_reasons (NxNotMetPopover *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  NxCodeList *list = nx_code_list_get ("not-met-reason");

  gtk_widget_set_layout_manager (box, nx_wrap_layout_new ());
  for (guint i = 0; list != NULL && i < nx_code_list_get_n (list); i++)
    {
      const NxCode *code = nx_code_list_nth (list, i);
      GtkWidget *chip = NULL;

      if (nx_code_is_retired (code))
        continue;
      chip = gtk_toggle_button_new_with_label (nx_code_label (code));
      gtk_widget_set_name (chip, nx_code_get_code (code));
      gtk_widget_add_css_class (chip, "nx-chip");
      if (self->first_reason == NULL)
        self->first_reason = chip;
      else
        gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (chip),
                                     GTK_TOGGLE_BUTTON (self->first_reason));
      g_signal_connect_object (chip, "toggled", G_CALLBACK (on_reason_toggled_cb), self,
                               G_CONNECT_SWAPPED);
      g_ptr_array_add (self->reasons, chip);
      gtk_box_append (GTK_BOX (box), chip);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (box), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Why the client was not met"), -1);
  return box;
}

static GtkWidget *
new_sentence (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (label, css_class);
  gtk_widget_set_visible (label, FALSE);
  return label;
}

static void
add_note (NxNotMetPopover *self, GtkBox *box)
{
  self->note_entry = gtk_entry_new ();
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->note_entry), _ ("What was tried"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->note_entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("What was tried"), -1);
  g_signal_connect_object (self->note_entry, "activate", G_CALLBACK (on_save_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (box, self->note_entry);
}

static void
fill (NxNotMetPopover *self)
{
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);

  gtk_box_append (GTK_BOX (box), new_caption (_ ("Why the client was not met")));
  gtk_box_append (GTK_BOX (box), new_reasons (self));
  self->urgent_label = new_sentence (
      _ ("High risk: ask neighbours and family today, telephone, and tell the supervisor. Try "
         "again within two hours."),
      "nx-high");
  gtk_box_append (GTK_BOX (box), self->urgent_label);
  add_note (self, GTK_BOX (box));
  gtk_box_append (GTK_BOX (box), new_caption (_ ("Next try")));
  self->next_field = nx_date_field_new (_ ("Day of the next try"));
  gtk_box_append (GTK_BOX (box), self->next_field);
  self->error_label = new_sentence (NULL, "nx-high");
  gtk_box_append (GTK_BOX (box), self->error_label);
  self->save_button = gtk_button_new_with_mnemonic (_ ("_Save"));
  gtk_widget_add_css_class (self->save_button, "suggested-action");
  g_signal_connect_object (self->save_button, "clicked", G_CALLBACK (on_save_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), self->save_button);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), WIDTH);
  adw_clamp_set_tightening_threshold (ADW_CLAMP (clamp), WIDTH);
  adw_clamp_set_child (ADW_CLAMP (clamp), box);
  gtk_popover_set_child (GTK_POPOVER (self), clamp);
}

static void
nx_not_met_popover_finalize (GObject *object)
{
  NxNotMetPopover *self = NX_NOT_MET_POPOVER (object);

  g_clear_object (&self->store);
  g_free (self->kind);
  g_ptr_array_unref (self->reasons);
  G_OBJECT_CLASS (nx_not_met_popover_parent_class)->finalize (object);
}

static void
nx_not_met_popover_class_init (NxNotMetPopoverClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = nx_not_met_popover_finalize;
}

static void
nx_not_met_popover_init (NxNotMetPopover *self)
{
  self->reasons = g_ptr_array_new ();
  fill (self);
}

GtkWidget *
nx_not_met_popover_new (NxStore *store, const NxDueRow *row, NxDate today)
{
  NxNotMetPopover *self = g_object_new (NX_TYPE_NOT_MET_POPOVER, NULL);
  const char *risk = nx_record_get_text (row->case_file, NX_CASE_RISK);

  self->store = g_object_ref (store);
  self->case_id = nx_record_get_id (row->case_file);
  self->kind
      = row->planned != NULL ? g_strdup (nx_record_get_text (row->planned, NX_VISIT_KIND)) : NULL;
  self->is_high = g_strcmp0 (risk, "high") == 0;
  nx_date_field_set_date (NX_DATE_FIELD (self->next_field),
                          nx_visit_rule_next (risk, today, FALSE));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  nx_due_words_missed (row), -1);
  return GTK_WIDGET (self);
}
