/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Asks what is to be done to all selected records: which worker, class or day; and saves it. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-bulk-popover.h"

#include "nx-bulk-save.h"
#include "nx-choice-search.h"
#include "nx-choices.h"
#include "nx-code-list.h"
#include "nx-date-field.h"
#include "nx-day-words.h"
#include "nx-error.h"
#include "nx-fit-words.h"
#include "nx-id-query.h"
#include "nx-record-kinds.h"
#include "nx-records.h"
#include "nx-words.h"

#include <glib/gi18n-lib.h>

#define WIDTH 300

struct _NxBulkPopover
{
  GtkPopover parent_instance;

  NxStore *store;
  NxBulkDeed deed;
  NxRecordKind kind;
  GArray *ids;
  GCancellable *load;
  NxChoices *choices;

  GtkWidget *box;
  GtkWidget *drop_down;
  GtkWidget *day_field; /* or NULL */
  GtkWidget *evidence;  /* or NULL */
  GtkWidget *error_label;
  GtkWidget *save_button;
};

G_DEFINE_FINAL_TYPE (NxBulkPopover, nx_bulk_popover, GTK_TYPE_POPOVER)

static void
show_error (NxBulkPopover *self, const char *sentence)
{
  gtk_label_set_label (GTK_LABEL (self->error_label), sentence != NULL ? sentence : "");
  gtk_widget_set_visible (self->error_label, sentence != NULL);
}

static void
set_choices (NxBulkPopover *self, NxChoices *take)
{
  g_clear_pointer (&self->choices, nx_choices_unref);
  self->choices = take;
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->drop_down), nx_choices_get_labels (take));
}

/* Who may take over */

static gpointer
load_in_worker (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (NxFilter) filter = nx_filter_new (NX_RECORD_WORKER);
  g_autoptr (GArray) ids = nx_id_query_run (db, filter, error);

  if (ids == NULL)
    return NULL;
  return nx_records_load_many (db, NX_RECORD_WORKER, (const gint64 *)(gpointer)ids->data, ids->len,
                               error);
}

static void
free_records (gpointer records)
{
  g_ptr_array_unref (records);
}

static void
load_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) workers = nx_store_read_finish (NX_STORE (source), result, &error);
  NxBulkPopover *self = data;
  NxChoices *choices = NULL;
  g_autofree char *sentence = NULL;

  if (nx_error_is_cancelled (error))
    return;
  if (error != NULL)
    {
      sentence = nx_words_for_error (error);
      show_error (self, sentence);
      return;
    }
  choices = nx_choices_new (_ ("Choose a worker"));
  for (guint i = 0; i < workers->len; i++)
    {
      NxRecord *worker = g_ptr_array_index (workers, i);

      if (!nx_record_is_set (worker, NX_WORKER_IS_ACTIVE)
          || nx_record_get_int (worker, NX_WORKER_IS_ACTIVE) != 0)
        nx_choices_add_id (choices, nx_record_get_id (worker),
                           nx_record_peek_text (worker, NX_WORKER_NAME));
    }
  set_choices (self, choices);
}

static void
load_workers (NxBulkPopover *self)
{
  if (self->load != NULL)
    g_cancellable_cancel (self->load);
  g_clear_object (&self->load);
  self->load = g_cancellable_new ();
  nx_store_read_async (self->store, "bulk-workers", load_in_worker, NULL, NULL, free_records,
                       self->load, load_cb, self);
}

/* Saving */

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (NxBulkPopover) self = g_object_ref (NX_BULK_POPOVER (source));
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;

  gtk_widget_set_sensitive (self->save_button, TRUE);
  if (nx_bulk_save_finish (result, &error))
    {
      gtk_popover_popdown (GTK_POPOVER (self));
      return;
    }
  sentence = nx_words_for_error (error);
  show_error (self, sentence);
}

/* A sentence when something is missing, and the focus where it is. */
static const char *
find_missing (NxBulkPopover *self)
{
  guint chosen = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->drop_down));
  NxDateField *field = self->day_field != NULL ? NX_DATE_FIELD (self->day_field) : NULL;

  if (self->choices == NULL || nx_choices_get_key (self->choices, chosen) == NULL)
    {
      gtk_widget_grab_focus (self->drop_down);
      return self->deed == NX_BULK_ASSIGN ? _ ("Choose a worker.")
             : self->deed == NX_BULK_PLAN ? _ ("Choose a kind of visit.")
                                          : _ ("Choose a class.");
    }
  if (field != NULL
      && (!nx_date_field_is_valid (field) || !nx_date_is_full (nx_date_field_get_date (field))))
    {
      gtk_widget_child_focus (self->day_field, GTK_DIR_TAB_FORWARD);
      return _ ("Choose a day.");
    }
  if (self->evidence != NULL && *gtk_editable_get_text (GTK_EDITABLE (self->evidence)) == '\0')
    {
      gtk_widget_grab_focus (self->evidence);
      return _ ("Write down what shows it.");
    }
  return NULL;
}

static char *
dup_what (NxBulkPopover *self, guint chosen)
{
  GListModel *labels = nx_choices_get_labels (self->choices);
  g_autoptr (GtkStringObject) label = g_list_model_get_item (labels, chosen);

  if (self->deed == NX_BULK_PLAN)
    return nx_date_format (nx_date_field_get_date (NX_DATE_FIELD (self->day_field)), NX_DATE_DAY);
  return g_strdup (gtk_string_object_get_string (label));
}

static void
on_save_cb (NxBulkPopover *self)
{
  guint chosen = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->drop_down));
  const char *missing = find_missing (self);
  g_autofree char *what = NULL;
  NxBulkAct *act = NULL;

  show_error (self, missing);
  if (missing != NULL || self->ids == NULL)
    return;
  what = dup_what (self, chosen);
  act = nx_bulk_act_new (self->deed, self->kind);
  g_array_append_vals (act->ids, self->ids->data, self->ids->len);
  act->worker_id = self->deed == NX_BULK_ASSIGN ? nx_choices_get_id (self->choices, chosen) : 0;
  act->code = g_strdup (nx_choices_get_key (self->choices, chosen));
  if (self->day_field != NULL)
    act->day = nx_date_field_get_date (NX_DATE_FIELD (self->day_field));
  if (self->evidence != NULL)
    act->evidence = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->evidence)));
  gtk_widget_set_sensitive (self->save_button, FALSE);
  nx_bulk_save_async (GTK_WIDGET (self), self->store, act, what, saved_cb, NULL);
}

/* Parts */

static GtkWidget *
new_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 1); /* no wider than the others */
  gtk_widget_add_css_class (label, css_class);
  return label;
}

static const char *
get_title (NxBulkDeed deed)
{
  if (deed == NX_BULK_ASSIGN)
    return _ ("Worker in charge from now on");
  return deed == NX_BULK_PLAN ? _ ("Visits to plan") : _ ("Support class to add");
}

static const char *
get_verb (NxBulkDeed deed)
{
  if (deed == NX_BULK_ASSIGN)
    return _ ("_Assign");
  /* TRANSLATORS: button: plans visits */
  return deed == NX_BULK_PLAN ? _ ("_Plan") : _ ("_Add");
}

static void
add_named (NxBulkPopover *self, GtkWidget *widget, const char *name)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_box_append (GTK_BOX (self->box), widget);
}

/* Classes of persons, or of households. */
static NxChoices *
make_classes (NxRecordKind kind)
{
  NxChoices *choices = nx_choices_new (_ ("Choose a class"));
  NxCodeList *list = nx_code_list_get ("support-class");
  const char *applies = kind == NX_RECORD_HOUSEHOLD ? "household" : "person";

  for (guint i = 0; i < nx_code_list_get_n (list); i++)
    {
      const NxCode *code = nx_code_list_nth (list, i);

      if (!nx_code_is_retired (code)
          && g_strcmp0 (nx_code_get_extra (code, "applies_to"), applies) == 0)
        nx_choices_add (choices, nx_code_get_code (code), nx_code_label (code));
    }
  return choices;
}

static void
add_day (NxBulkPopover *self, const char *label)
{
  self->day_field = nx_date_field_new (label);
  nx_date_field_set_date (NX_DATE_FIELD (self->day_field), nx_day_words_today (self->store));
  gtk_box_append (GTK_BOX (self->box), new_label (label, "caption"));
  gtk_box_append (GTK_BOX (self->box), self->day_field);
}

static void
add_fields (NxBulkPopover *self)
{
  self->drop_down = gtk_drop_down_new (NULL, NULL);
  nx_choice_search_install (GTK_DROP_DOWN (self->drop_down));
  add_named (self, self->drop_down, get_title (self->deed));
  if (self->deed == NX_BULK_SUPPORT)
    {
      set_choices (self, make_classes (self->kind));
      add_day (self, _ ("Counts from"));
      self->evidence = gtk_entry_new ();
      gtk_entry_set_placeholder_text (GTK_ENTRY (self->evidence), _ ("Evidence"));
      add_named (self, self->evidence, _ ("Evidence"));
      g_signal_connect_object (self->evidence, "activate", G_CALLBACK (on_save_cb), self,
                               G_CONNECT_SWAPPED);
    }
  else if (self->deed == NX_BULK_PLAN)
    {
      set_choices (self, nx_choices_new_codes ("visit-kind", NULL, _ ("Choose a kind of visit")));
      gtk_drop_down_set_selected (GTK_DROP_DOWN (self->drop_down), 1);
      add_day (self, _ ("Day of the visits"));
    }
  else
    {
      set_choices (self, nx_choices_new (_ ("Choose a worker")));
      load_workers (self);
    }
}

static void
fill (NxBulkPopover *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  gtk_box_append (GTK_BOX (self->box), new_label (get_title (self->deed), "caption-heading"));
  add_fields (self);
  self->error_label = new_label (NULL, "nx-high");
  gtk_widget_set_visible (self->error_label, FALSE);
  gtk_box_append (GTK_BOX (self->box), self->error_label);
  self->save_button = gtk_button_new_with_mnemonic (get_verb (self->deed));
  gtk_widget_add_css_class (self->save_button, "suggested-action");
  g_signal_connect_object (self->save_button, "clicked", G_CALLBACK (on_save_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->box), self->save_button);
  gtk_popover_set_child (GTK_POPOVER (self), nx_fit_words_in_popover (self->box, WIDTH));
}

static void
nx_bulk_popover_dispose (GObject *object)
{
  NxBulkPopover *self = NX_BULK_POPOVER (object);

  if (self->load != NULL)
    g_cancellable_cancel (self->load);
  g_clear_object (&self->load);
  g_clear_object (&self->store);
  g_clear_pointer (&self->ids, g_array_unref);
  g_clear_pointer (&self->choices, nx_choices_unref);
  G_OBJECT_CLASS (nx_bulk_popover_parent_class)->dispose (object);
}

static void
nx_bulk_popover_class_init (NxBulkPopoverClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nx_bulk_popover_dispose;
}

static void
nx_bulk_popover_init (NxBulkPopover *self)
{
}

GtkWidget *
nx_bulk_popover_new (NxStore *store, NxBulkDeed deed, NxRecordKind kind)
{
  NxBulkPopover *self = g_object_new (NX_TYPE_BULK_POPOVER, NULL);

  self->store = g_object_ref (store);
  self->deed = deed;
  self->kind = kind;
  fill (self);
  return GTK_WIDGET (self);
}

void
nx_bulk_popover_set_ids (NxBulkPopover *self, GArray *ids)
{
  g_return_if_fail (NX_IS_BULK_POPOVER (self));
  g_array_ref (ids);
  g_clear_pointer (&self->ids, g_array_unref);
  self->ids = ids;
  show_error (self, NULL);
}
