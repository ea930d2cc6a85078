/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Asks to which day a visit is put off, with how much there is to do on each, and saves it. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-postpone-popover.h"

#include "nx-case.h"
#include "nx-date-field.h"
#include "nx-due-save.h"
#include "nx-due.h"
#include "nx-error.h"
#include "nx-visit-rule.h"
#include "nx-words.h"

#include <glib/gi18n-lib.h>

#define WIDTH 310
#define N_DAYS 3

struct _NxPostponePopover
{
  GtkPopover parent_instance;

  NxStore *store;
  NxRecord *case_file;
  NxDate days[N_DAYS];
  GCancellable *load;

  GtkWidget *day_buttons[N_DAYS];
  GtkWidget *day_labels[N_DAYS];
  GtkWidget *day_field;
  GtkWidget *reason_entry;
  GtkWidget *reason_hint;
  GtkWidget *error_label;
  GtkWidget *save_button;
  gboolean is_setting;
};

G_DEFINE_FINAL_TYPE (NxPostponePopover, nx_postpone_popover, GTK_TYPE_POPOVER)

/* How much there is to do on the days */

typedef struct
{
  gint64 worker_id;
  NxDate days[N_DAYS];
  guint households[N_DAYS];
} Loads;

static gpointer
load_in_worker (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Loads *loads = g_memdup2 (data, sizeof *loads);

  if (nx_due_count_days (db, loads->worker_id, loads->days, N_DAYS, loads->households, error))
    return loads;
  g_free (loads);
  return NULL;
}

static void
load_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  NxPostponePopover *self = data;
  g_autoptr (GError) error = NULL;
  g_autofree Loads *loads = nx_store_read_finish (NX_STORE (source), result, &error);

  /* Without the numbers one can still choose a day. */
  if (nx_error_is_cancelled (error) || loads == NULL)
    return;
  for (guint i = 0; i < N_DAYS; i++)
    {
      guint n = loads->households[i];
      g_autofree char *day = nx_date_format (loads->days[i], NX_DATE_DAY);
      /* TRANSLATORS: a proposed day ("11-20 Thu") and how many households are due on it */
      g_autofree char *text
          = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%1$s, %2$u household already",
                                          "%1$s, %2$u households already", n),
                             day, n);

      if (n > 0)
        gtk_label_set_label (GTK_LABEL (self->day_labels[i]), text);
    }
}

static void
load (NxPostponePopover *self)
{
  Loads *loads = g_new0 (Loads, 1);

  loads->worker_id = nx_record_get_int (self->case_file, NX_CASE_WORKER);
  memcpy (loads->days, self->days, sizeof self->days);
  self->load = g_cancellable_new ();
  nx_store_read_async (self->store, "due-days", load_in_worker, loads, g_free, g_free, self->load,
                       load_cb, self);
}

/* Choosing */

static void
show_error (NxPostponePopover *self, const char *sentence)
{
  gtk_label_set_label (GTK_LABEL (self->error_label), sentence != NULL ? sentence : "");
  gtk_widget_set_visible (self->error_label, sentence != NULL);
}

static void
show_need (NxPostponePopover *self)
{
  NxDate day = nx_date_field_get_date (NX_DATE_FIELD (self->day_field));

  gtk_widget_set_visible (self->reason_hint,
                          nx_date_is_full (day)
                              && nx_visit_rule_is_stretched (self->case_file, day));
  show_error (self, NULL);
}

static void
on_day_toggled_cb (GtkToggleButton *button, NxPostponePopover *self)
{
  if (self->is_setting || !gtk_toggle_button_get_active (button))
    return;
  for (guint i = 0; i < N_DAYS; i++)
    if (GTK_WIDGET (button) == self->day_buttons[i])
      nx_date_field_set_date (NX_DATE_FIELD (self->day_field), self->days[i]);
}

/* The proposal that is the day typed is the chosen one. */
static void
on_date_changed_cb (NxPostponePopover *self)
{
  NxDate day = nx_date_field_get_date (NX_DATE_FIELD (self->day_field));

  self->is_setting = TRUE;
  for (guint i = 0; i < N_DAYS; i++)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->day_buttons[i]),
                                  nx_date_compare (day, self->days[i]) == 0);
  self->is_setting = FALSE;
  show_need (self);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (NxPostponePopover) self = g_object_ref (NX_POSTPONE_POPOVER (source));
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
on_save_cb (NxPostponePopover *self)
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
  if (*reason == '\0' && nx_visit_rule_is_stretched (self->case_file, day))
    {
      show_error (self, _ ("Write down why the visit is put off so far."));
      gtk_widget_grab_focus (self->reason_entry);
      return;
    }
  gtk_widget_set_sensitive (self->save_button, FALSE);
  nx_due_save_postpone_async (GTK_WIDGET (self), self->store, nx_record_get_id (self->case_file),
                              day, reason, saved_cb, NULL);
}

/* Parts */

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
add_days (NxPostponePopover *self, GtkBox *box)
{
  for (guint i = 0; i < N_DAYS; i++)
    {
      self->day_labels[i] = gtk_label_new (NULL);
      gtk_label_set_wrap (GTK_LABEL (self->day_labels[i]), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (self->day_labels[i]), PANGO_WRAP_WORD_CHAR);
      self->day_buttons[i] = gtk_toggle_button_new ();
      gtk_button_set_child (GTK_BUTTON (self->day_buttons[i]), self->day_labels[i]);
      gtk_widget_add_css_class (self->day_buttons[i], "nx-day-choice");
      g_signal_connect_object (self->day_buttons[i], "toggled", G_CALLBACK (on_day_toggled_cb),
                               self, 0);
      gtk_box_append (box, self->day_buttons[i]);
    }
}

static void
add_reason (NxPostponePopover *self, GtkBox *box)
{
  self->reason_entry = gtk_entry_new ();
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->reason_entry), _ ("Why then"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->reason_entry),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Why then"), -1);
  g_signal_connect_object (self->reason_entry, "activate", G_CALLBACK (on_save_cb), self,
                           G_CONNECT_SWAPPED);
  self->reason_hint
      = new_text (_ ("This is later than the rule allows: write down why."), "caption");
  gtk_widget_add_css_class (self->reason_hint, "nx-mid");
  gtk_widget_set_visible (self->reason_hint, FALSE);
  gtk_box_append (box, self->reason_entry);
  gtk_box_append (box, self->reason_hint);
}

static void
fill (NxPostponePopover *self)
{
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);

  gtk_box_append (GTK_BOX (box), new_text (_ ("New day of the visit"), "caption-heading"));
  add_days (self, GTK_BOX (box));
  self->day_field = nx_date_field_new (_ ("New day of the visit"));
  g_signal_connect_object (self->day_field, "notify::date", G_CALLBACK (on_date_changed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), self->day_field);
  add_reason (self, GTK_BOX (box));
  self->error_label = new_text (NULL, "nx-high");
  gtk_widget_set_visible (self->error_label, FALSE);
  gtk_box_append (GTK_BOX (box), self->error_label);
  self->save_button = gtk_button_new_with_mnemonic (_ ("_Postpone"));
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
nx_postpone_popover_dispose (GObject *object)
{
  NxPostponePopover *self = NX_POSTPONE_POPOVER (object);

  if (self->load != NULL)
    g_cancellable_cancel (self->load);
  g_clear_object (&self->load);
  g_clear_object (&self->store);
  g_clear_object (&self->case_file);
  G_OBJECT_CLASS (nx_postpone_popover_parent_class)->dispose (object);
}

static void
nx_postpone_popover_class_init (NxPostponePopoverClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nx_postpone_popover_dispose;
}

static void
nx_postpone_popover_init (NxPostponePopover *self)
{
  fill (self);
}

GtkWidget *
nx_postpone_popover_new (NxStore *store, const NxDueRow *row, NxDate today)
{
  NxPostponePopover *self = g_object_new (NX_TYPE_POSTPONE_POPOVER, NULL);
  NxDate next = nx_record_get_date (row->case_file, NX_CASE_NEXT_ON);

  self->store = g_object_ref (store);
  self->case_file = g_object_ref (row->case_file);
  nx_visit_rule_propose_days (nx_date_compare (next, today) > 0 ? next : today, self->days, N_DAYS);
  for (guint i = 0; i < N_DAYS; i++)
    {
      g_autofree char *day = nx_date_format (self->days[i], NX_DATE_DAY);

      gtk_label_set_label (GTK_LABEL (self->day_labels[i]), day);
    }
  load (self);
  return GTK_WIDGET (self);
}
