/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The button over a list in order of names that leads to the first name of a letter. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-letter-button.h"

#include "nx-error.h"
#include "nx-id-query.h"
#include "nx-words.h"

#include <glib/gi18n-lib.h>

#define N_LETTERS 26
#define N_COLUMNS 7

struct _NxLetterButton
{
  AdwBin parent_instance;

  GtkMenuButton *button;
  GtkWidget *letters[N_LETTERS];
  GtkWidget *error_label;

  NxStore *store;
  NxFilter *filter;
  GCancellable *load;
  gint64 firsts[N_LETTERS];
};

G_DEFINE_FINAL_TYPE (NxLetterButton, nx_letter_button, ADW_TYPE_BIN)

typedef enum
{
  SIGNAL_CHOSEN,
} NxLetterButtonSignals;

static guint signals[SIGNAL_CHOSEN + 1];

/* What there is */

static gpointer
load_in_worker (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return nx_id_query_run_initials (db, data, error);
}

static void
drop_load (NxLetterButton *self)
{
  g_cancellable_cancel (self->load);
  g_clear_object (&self->load);
}

/* A letter nobody begins with can be read, not chosen. */
static void
show (NxLetterButton *self, const GArray *firsts)
{
  GtkWidget *first = NULL;

  for (guint i = 0; i < N_LETTERS; i++)
    {
      self->firsts[i] = firsts != NULL ? g_array_index (firsts, gint64, i) : 0;
      gtk_widget_set_sensitive (self->letters[i], self->firsts[i] != 0);
      if (first == NULL && self->firsts[i] != 0)
        first = self->letters[i];
    }
  if (first != NULL && gtk_widget_get_mapped (first))
    gtk_widget_grab_focus (first);
}

static void
load_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) firsts = nx_store_read_finish (NX_STORE (source), result, &error);
  g_autofree char *sentence = NULL;
  NxLetterButton *self = data;

  if (nx_error_is_cancelled (error))
    return;
  g_clear_object (&self->load);
  if (error != NULL)
    sentence = nx_words_for_error (error);
  gtk_label_set_label (GTK_LABEL (self->error_label), sentence != NULL ? sentence : "");
  gtk_widget_set_visible (self->error_label, error != NULL);
  show (self, firsts);
}

static void
free_filter (gpointer filter)
{
  nx_filter_free (filter);
}

static void
free_ids (gpointer ids)
{
  g_array_unref (ids);
}

static void
on_show_cb (NxLetterButton *self)
{
  drop_load (self);
  if (self->store == NULL)
    return;
  show (self, NULL);
  self->load = g_cancellable_new ();
  nx_store_read_async (self->store, "list-letters", load_in_worker, nx_filter_copy (self->filter),
                       free_filter, free_ids, self->load, load_cb, self);
}

/* Choosing */

static void
choose (NxLetterButton *self, guint nth)
{
  gint64 id = self->firsts[nth];

  if (id == 0)
    return;
  gtk_menu_button_popdown (self->button);
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, id);
}

static void
on_clicked_cb (NxLetterButton *self, GtkButton *button)
{
  for (guint i = 0; i < N_LETTERS; i++)
    if (self->letters[i] == GTK_WIDGET (button))
      choose (self, i);
}

static gboolean
on_key_cb (NxLetterButton *self, guint key, guint code, GdkModifierType state)
{
  guint32 c = gdk_keyval_to_unicode (gdk_keyval_to_lower (key));

  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0 || c < 'a' || c > 'z')
    return FALSE;
  choose (self, c - 'a');
  return TRUE;
}

/* Object */

static void
nx_letter_button_dispose (GObject *object)
{
  NxLetterButton *self = NX_LETTER_BUTTON (object);

  drop_load (self);
  g_clear_object (&self->store);
  g_clear_pointer (&self->filter, nx_filter_free);
  G_OBJECT_CLASS (nx_letter_button_parent_class)->dispose (object);
}

static void
nx_letter_button_class_init (NxLetterButtonClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nx_letter_button_dispose;
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", NX_TYPE_LETTER_BUTTON, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
}

static GtkWidget *
make_letters (NxLetterButton *self)
{
  GtkWidget *grid = gtk_grid_new ();

  for (guint i = 0; i < N_LETTERS; i++)
    {
      char letter[] = { (char)('A' + i), '\0' };

      self->letters[i] = gtk_button_new_with_label (letter);
      gtk_widget_add_css_class (self->letters[i], "flat");
      g_signal_connect_object (self->letters[i], "clicked", G_CALLBACK (on_clicked_cb), self,
                               G_CONNECT_SWAPPED);
      gtk_grid_attach (GTK_GRID (grid), self->letters[i], (int)(i % N_COLUMNS),
                       (int)(i / N_COLUMNS), 1, 1);
    }
  return grid;
}

static void
nx_letter_button_init (NxLetterButton *self)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  /* TRANSLATORS: button over a list of names: leads to a first letter of their pinyin */
  gtk_menu_button_set_label (self->button, _ ("A–Z"));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), _ ("Go to a letter (Ctrl+J)"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Go to a letter (Ctrl+J)"), -1);
  self->error_label = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->error_label), TRUE);
  gtk_widget_set_visible (self->error_label, FALSE);
  gtk_box_append (GTK_BOX (box), make_letters (self));
  gtk_box_append (GTK_BOX (box), self->error_label);
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_key_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (popover, keys);
  gtk_menu_button_set_popover (self->button, popover);
  g_signal_connect_object (popover, "show", G_CALLBACK (on_show_cb), self, G_CONNECT_SWAPPED);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->button));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
nx_letter_button_set_list (NxLetterButton *self, NxStore *store, const NxFilter *filter)
{
  g_return_if_fail (NX_IS_LETTER_BUTTON (self));
  g_set_object (&self->store, store);
  g_clear_pointer (&self->filter, nx_filter_free);
  self->filter = nx_filter_copy (filter);
  gtk_widget_set_visible (GTK_WIDGET (self), nx_id_query_has_initials (filter));
}

gboolean
nx_letter_button_popup (NxLetterButton *self)
{
  g_return_val_if_fail (NX_IS_LETTER_BUTTON (self), FALSE);
  if (!gtk_widget_get_visible (GTK_WIDGET (self)) || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return FALSE;
  gtk_menu_button_popup (self->button);
  return TRUE;
}
