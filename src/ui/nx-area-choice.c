/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Chooses one community, or all, for a list. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-area-choice.h"

#include "nx-choices.h"
#include "nx-record-kinds.h"
#include "nx-used-areas.h"

#include <glib/gi18n-lib.h>

struct _NxAreaChoice
{
  AdwBin parent_instance;

  GtkDropDown *drop_down;
  NxChoices *choices; /* NULL until loaded */
  GCancellable *load;
  gboolean is_filling; /* set, not chosen */
};

G_DEFINE_FINAL_TYPE (NxAreaChoice, nx_area_choice, ADW_TYPE_BIN)

enum
{
  CHANGED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static gpointer
load_in_worker (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return nx_used_areas_load (db, error);
}

/* Keeps the choice. One that is gone is not: then the list shows all again and says so. */
static void
show_areas (NxAreaChoice *self, GPtrArray *areas)
{
  gint64 chosen = nx_area_choice_get_id (self);
  /* TRANSLATORS: choice over a list: no community in particular */
  NxChoices *choices = nx_choices_new (_ ("All communities"));

  for (guint i = 0; i < areas->len; i++)
    {
      NxRecord *area = g_ptr_array_index (areas, i);

      nx_choices_add_id (choices, nx_record_get_id (area),
                         nx_record_peek_text (area, NX_AREA_NAME));
    }
  g_clear_pointer (&self->choices, nx_choices_unref);
  self->choices = choices;
  self->is_filling = TRUE;
  gtk_drop_down_set_model (self->drop_down, nx_choices_get_labels (choices));
  gtk_drop_down_set_selected (self->drop_down, nx_choices_find_id (choices, chosen));
  self->is_filling = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self), areas->len > 1);
  if (chosen != nx_area_choice_get_id (self))
    g_signal_emit (self, signals[CHANGED], 0);
}

/* A list without this choice is still a list: an error is told by the list itself. */
static void
load_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GPtrArray) areas = nx_store_read_finish (NX_STORE (source), result, NULL);

  if (areas != NULL)
    show_areas (data, areas);
}

void
nx_area_choice_load (NxAreaChoice *self, NxStore *store)
{
  g_return_if_fail (NX_IS_AREA_CHOICE (self));
  if (self->load != NULL)
    g_cancellable_cancel (self->load);
  g_clear_object (&self->load);
  self->load = g_cancellable_new ();
  nx_store_read_async (store, "used-areas", load_in_worker, NULL, NULL,
                       (GDestroyNotify)g_ptr_array_unref, self->load, load_cb, self);
}

gint64
nx_area_choice_get_id (NxAreaChoice *self)
{
  g_return_val_if_fail (NX_IS_AREA_CHOICE (self), 0);
  if (self->choices == NULL)
    return 0;
  return nx_choices_get_id (self->choices, gtk_drop_down_get_selected (self->drop_down));
}

void
nx_area_choice_set_id (NxAreaChoice *self, gint64 id)
{
  g_return_if_fail (NX_IS_AREA_CHOICE (self));
  if (self->choices == NULL)
    return;
  self->is_filling = TRUE;
  gtk_drop_down_set_selected (self->drop_down, nx_choices_find_id (self->choices, id));
  self->is_filling = FALSE;
}

void
nx_area_choice_clear (NxAreaChoice *self)
{
  g_return_if_fail (NX_IS_AREA_CHOICE (self));
  if (self->choices != NULL)
    gtk_drop_down_set_selected (self->drop_down, nx_choices_find_id (self->choices, 0));
}

static void
on_selected_cb (NxAreaChoice *self)
{
  if (!self->is_filling)
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
nx_area_choice_dispose (GObject *object)
{
  NxAreaChoice *self = NX_AREA_CHOICE (object);

  if (self->load != NULL)
    g_cancellable_cancel (self->load);
  g_clear_object (&self->load);
  G_OBJECT_CLASS (nx_area_choice_parent_class)->dispose (object);
}

static void
nx_area_choice_finalize (GObject *object)
{
  g_clear_pointer (&NX_AREA_CHOICE (object)->choices, nx_choices_unref);
  G_OBJECT_CLASS (nx_area_choice_parent_class)->finalize (object);
}

static void
nx_area_choice_class_init (NxAreaChoiceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = nx_area_choice_dispose;
  object_class->finalize = nx_area_choice_finalize;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
nx_area_choice_init (NxAreaChoice *self)
{
  GtkWidget *drop_down = gtk_drop_down_new (NULL, NULL);

  self->drop_down = GTK_DROP_DOWN (drop_down);
  gtk_widget_set_tooltip_text (drop_down, _ ("Show only one community"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (drop_down), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Show only one community"), -1);
  g_signal_connect_object (drop_down, "notify::selected", G_CALLBACK (on_selected_cb), self,
                           G_CONNECT_SWAPPED);
  adw_bin_set_child (ADW_BIN (self), drop_down);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
