/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Chooses one worker, or all, for a list. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-worker-choice.h"

#include "nx-choices.h"
#include "nx-id-query.h"
#include "nx-record-kinds.h"
#include "nx-records.h"

#include <glib/gi18n-lib.h>

struct _NxWorkerChoice
{
  AdwBin parent_instance;

  GtkDropDown *drop_down;
  NxChoices *choices; /* NULL until loaded */
  gint64 chosen;
  GCancellable *load;
  gboolean is_filling; /* set, not chosen */
};

G_DEFINE_FINAL_TYPE (NxWorkerChoice, nx_worker_choice, ADW_TYPE_BIN)

typedef enum
{
  SIGNAL_CHANGED,
} NxWorkerChoiceSignals;

static guint signals[SIGNAL_CHANGED + 1];

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
show_chosen (NxWorkerChoice *self)
{
  if (self->choices == NULL)
    return;
  self->is_filling = TRUE;
  gtk_drop_down_set_selected (self->drop_down, nx_choices_find_id (self->choices, self->chosen));
  self->is_filling = FALSE;
}

static void
show_workers (NxWorkerChoice *self, GPtrArray *workers)
{
  /* TRANSLATORS: choice over a list: no worker in particular */
  NxChoices *choices = nx_choices_new (_ ("All workers"));

  for (guint i = 0; i < workers->len; i++)
    nx_choices_add_id (choices, nx_record_get_id (g_ptr_array_index (workers, i)),
                       nx_record_peek_text (g_ptr_array_index (workers, i), NX_WORKER_NAME));
  g_clear_pointer (&self->choices, nx_choices_unref);
  self->choices = choices;
  self->is_filling = TRUE;
  gtk_drop_down_set_model (self->drop_down, nx_choices_get_labels (choices));
  self->is_filling = FALSE;
  show_chosen (self);
  gtk_widget_set_visible (GTK_WIDGET (self), workers->len > 1);
}

/* A list without this choice is still a list: an error is told by the list itself. */
static void
load_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GPtrArray) workers = nx_store_read_finish (NX_STORE (source), result, NULL);

  if (workers != NULL)
    show_workers (data, workers);
}

void
nx_worker_choice_load (NxWorkerChoice *self, NxStore *store)
{
  g_return_if_fail (NX_IS_WORKER_CHOICE (self));
  g_cancellable_cancel (self->load);
  g_clear_object (&self->load);
  self->load = g_cancellable_new ();
  nx_store_read_async (store, "list-workers", load_in_worker, NULL, NULL, free_records, self->load,
                       load_cb, self);
}

gint64
nx_worker_choice_get_id (NxWorkerChoice *self)
{
  g_return_val_if_fail (NX_IS_WORKER_CHOICE (self), 0);
  return self->chosen;
}

void
nx_worker_choice_set_id (NxWorkerChoice *self, gint64 id)
{
  g_return_if_fail (NX_IS_WORKER_CHOICE (self));
  self->chosen = id;
  show_chosen (self);
}

static void
on_selected_cb (NxWorkerChoice *self)
{
  if (self->is_filling || self->choices == NULL)
    return;
  self->chosen = nx_choices_get_id (self->choices, gtk_drop_down_get_selected (self->drop_down));
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
nx_worker_choice_dispose (GObject *object)
{
  NxWorkerChoice *self = NX_WORKER_CHOICE (object);

  g_cancellable_cancel (self->load);
  g_clear_object (&self->load);
  g_clear_pointer (&self->choices, nx_choices_unref);
  G_OBJECT_CLASS (nx_worker_choice_parent_class)->dispose (object);
}

static void
nx_worker_choice_class_init (NxWorkerChoiceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nx_worker_choice_dispose;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", NX_TYPE_WORKER_CHOICE, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
nx_worker_choice_init (NxWorkerChoice *self)
{
  self->drop_down = GTK_DROP_DOWN (gtk_drop_down_new (NULL, NULL));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->drop_down), _ ("Show only one worker's"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->drop_down), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Show only one worker's"), -1);
  g_signal_connect_object (self->drop_down, "notify::selected", G_CALLBACK (on_selected_cb), self,
                           G_CONNECT_SWAPPED);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->drop_down));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
