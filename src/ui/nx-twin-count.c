/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The way to the duplicates page, with how many pairs wait there to be decided. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-twin-count.h"

#include "nx-change-set.h"
#include "nx-twin-pairs.h"

#include <glib/gi18n-lib.h>

struct _NxTwinCount
{
  GtkButton parent_instance;

  NxStore *store;

  GtkWidget *word;
  GtkLabel *number;

  GCancellable *count;
};

G_DEFINE_FINAL_TYPE (NxTwinCount, nx_twin_count, GTK_TYPE_BUTTON)

static void
show_number (NxTwinCount *self, guint n)
{
  g_autofree char *number = g_strdup_printf ("%'u", n);
  g_autofree char *spoken = g_strdup_printf (
      /* TRANSLATORS: the button to the page of duplicates, and how many pairs are there */
      ngettext ("Duplicates: %'u pair to decide", "Duplicates: %'u pairs to decide", n), n);
  const char *hint = n > 0 ? spoken : _ ("People who may have been entered twice");

  gtk_label_set_text (self->number, number);
  gtk_widget_set_visible (GTK_WIDGET (self->number), n > 0);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), hint);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, hint, -1);
}

static gpointer
count_in_worker (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  gint64 n = nx_twin_pairs_count (db, error);

  return n >= 0 ? g_memdup2 (&n, sizeof n) : NULL;
}

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree gint64 *n = nx_store_read_finish (NX_STORE (source), result, &error);

  /* A number that is not known is not shown; the page itself says what is wrong. */
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_number (data, n != NULL ? (guint)*n : 0);
}

static void
stop_count (NxTwinCount *self)
{
  if (self->count != NULL)
    g_cancellable_cancel (self->count);
  g_clear_object (&self->count);
}

static void
count (NxTwinCount *self)
{
  stop_count (self);
  self->count = g_cancellable_new ();
  nx_store_read_async (self->store, "twin-count", count_in_worker, NULL, NULL, g_free, self->count,
                       counted_cb, self);
}

static void
on_store_changed_cb (NxStore *store, NxChangeSet *changes, NxTwinCount *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self))
      && nx_change_set_touches (changes, NX_RECORD_PERSON))
    count (self);
}

static void
nx_twin_count_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (nx_twin_count_parent_class)->map (widget);
  count (NX_TWIN_COUNT (widget));
}

static void
nx_twin_count_dispose (GObject *object)
{
  NxTwinCount *self = NX_TWIN_COUNT (object);

  stop_count (self);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (nx_twin_count_parent_class)->dispose (object);
}

static void
nx_twin_count_class_init (NxTwinCountClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nx_twin_count_dispose;
  GTK_WIDGET_CLASS (klass)->map = nx_twin_count_map;
}

static void
nx_twin_count_init (NxTwinCount *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->word = gtk_label_new (_ ("Duplicates"));
  self->number = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->number), "nx-count");
  gtk_widget_set_valign (GTK_WIDGET (self->number), GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("nx-twins-symbolic"));
  gtk_box_append (GTK_BOX (box), self->word);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->number));
  gtk_button_set_child (GTK_BUTTON (self), box);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self), "win.open-duplicates");
  show_number (self, 0);
}

GtkWidget *
nx_twin_count_new (NxStore *store)
{
  NxTwinCount *self = NULL;

  g_return_val_if_fail (NX_IS_STORE (store), NULL);
  self = g_object_new (NX_TYPE_TWIN_COUNT, NULL);
  self->store = g_object_ref (store);
  g_signal_connect_object (store, "changed", G_CALLBACK (on_store_changed_cb), self, 0);
  return GTK_WIDGET (self);
}

void
nx_twin_count_set_narrow (NxTwinCount *self, gboolean is_narrow)
{
  g_return_if_fail (NX_IS_TWIN_COUNT (self));
  gtk_widget_set_visible (self->word, !is_narrow);
}
