/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The columns of one list: which are shown and how wide they are, remembered by their ids. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-column-set.h"

#include "nx-look.h"
#include "nx-settings.h"

#include <glib/gi18n-lib.h>

#define KEY "list-columns"
#define KEY_TYPE "a{sa(sbi)}"
#define WIDTH_STEP 24
#define WIDTH_MIN 40
#define WIDTH_MAX 900
/* Dragging the edge of a column changes it many times a second. */
#define SAVE_DELAY_MS 400

typedef struct
{
  GtkColumnViewColumn *column; /* in the view while it is shown */
  gboolean is_in_view;
  gboolean is_hidden;
  int width; /* at the usual size of text; 0: as it likes */
} State;

struct _NxColumnSet
{
  GObject parent_instance;

  GtkColumnView *view; /* weak; the columns shown live in it */
  char *id;
  const NxColumnSpec *specs;
  guint n;             /* without the narrow one */
  State *states;       /* n + 1 */
  GSettings *settings; /* or NULL */
  gboolean is_narrow;
  gboolean is_applying; /* what the columns notify is our own doing */
  gboolean is_saving;
  guint save_source;
};

G_DEFINE_FINAL_TYPE (NxColumnSet, nx_column_set, G_TYPE_OBJECT)

typedef enum
{
  SIGNAL_CHANGED,
} NxColumnSetSignals;

static guint signals[SIGNAL_CHANGED + 1];

/* On screen */

static gboolean
belongs_in_view (NxColumnSet *self, guint nth)
{
  return nth < self->n ? !self->is_narrow && !self->states[nth].is_hidden : self->is_narrow;
}

/* A column that is only not visible would still have its cells made and filled in every row. */
static void
place_columns (NxColumnSet *self)
{
  guint position = 0;

  for (guint i = 0; i <= self->n; i++)
    {
      State *state = &self->states[i];

      if (!belongs_in_view (self, i) && state->is_in_view)
        gtk_column_view_remove_column (self->view, state->column);
      else if (belongs_in_view (self, i) && !state->is_in_view)
        gtk_column_view_insert_column (self->view, position, state->column);
      state->is_in_view = belongs_in_view (self, i);
      position += state->is_in_view ? 1 : 0;
    }
}

static void
apply (NxColumnSet *self)
{
  double scale = nx_look_get_text_scale ();

  if (self->view == NULL)
    return;
  self->is_applying = TRUE;
  for (guint i = 0; i <= self->n; i++)
    {
      State *state = &self->states[i];

      gtk_column_view_column_set_fixed_width (state->column,
                                              state->width > 0 ? (int)(state->width * scale) : -1);
    }
  place_columns (self);
  self->is_applying = FALSE;
  /* The head of an only column says what the page's title has said. */
  gtk_widget_set_visible (gtk_widget_get_first_child (GTK_WIDGET (self->view)), !self->is_narrow);
}

/* The head of a column is as wide as the column; heads stand in the order of the columns shown. */
static int
get_width_on_screen (NxColumnSet *self, guint nth)
{
  GtkWidget *head = NULL;
  double scale = nx_look_get_text_scale ();

  if (self->states[nth].width > 0)
    return self->states[nth].width;
  if (self->view != NULL)
    head = gtk_widget_get_first_child (gtk_widget_get_first_child (GTK_WIDGET (self->view)));
  for (guint i = 0; i < nth && head != NULL; i++)
    if (belongs_in_view (self, i))
      head = gtk_widget_get_next_sibling (head);
  return head != NULL ? (int)(gtk_widget_get_width (head) / scale) : 0;
}

/* In the settings */

static GVariant *
pack (NxColumnSet *self)
{
  GVariantBuilder columns;

  g_variant_builder_init (&columns, G_VARIANT_TYPE ("a(sbi)"));
  for (guint i = 0; i < self->n; i++)
    g_variant_builder_add (&columns, "(sbi)", self->specs[i].id, !self->states[i].is_hidden,
                           self->states[i].width);
  return g_variant_builder_end (&columns);
}

static void
save (NxColumnSet *self)
{
  g_autoptr (GVariant) kept = NULL;
  g_autoptr (GVariantDict) dict = NULL;
  GVariantBuilder lists;
  GVariantIter iter;
  const char *id = NULL;
  GVariant *columns = NULL;

  g_clear_handle_id (&self->save_source, g_source_remove);
  if (self->settings == NULL)
    return;
  kept = g_settings_get_value (self->settings, KEY);
  g_variant_builder_init (&lists, G_VARIANT_TYPE (KEY_TYPE));
  g_variant_iter_init (&iter, kept);
  while (g_variant_iter_loop (&iter, "{&s@a(sbi)}", &id, &columns))
    if (!g_str_equal (id, self->id))
      g_variant_builder_add (&lists, "{s@a(sbi)}", id, columns);
  if (!nx_column_set_is_usual (self))
    g_variant_builder_add (&lists, "{s@a(sbi)}", self->id, pack (self));
  self->is_saving = TRUE;
  g_settings_set_value (self->settings, KEY, g_variant_builder_end (&lists));
  self->is_saving = FALSE;
}

static void
save_cb (gpointer data)
{
  NxColumnSet *self = data;

  self->save_source = 0;
  save (self);
}

static void
save_soon (NxColumnSet *self)
{
  g_clear_handle_id (&self->save_source, g_source_remove);
  self->save_source = g_timeout_add_once (SAVE_DELAY_MS, save_cb, self);
}

static void
take (NxColumnSet *self, const char *id, gboolean is_shown, int width)
{
  for (guint i = 0; i < self->n; i++)
    if (g_str_equal (self->specs[i].id, id))
      {
        self->states[i].is_hidden = !is_shown;
        self->states[i].width = width > 0 ? CLAMP (width, WIDTH_MIN, WIDTH_MAX) : 0;
      }
}

static guint
count_shown (NxColumnSet *self)
{
  guint n_shown = 0;

  for (guint i = 0; i < self->n; i++)
    n_shown += self->states[i].is_hidden ? 0 : 1;
  return n_shown;
}

/* What is not named stays as the program has it, what is not known is passed over, and a list
 * without any column would be no list. */
static void
load (NxColumnSet *self)
{
  g_autoptr (GVariant) lists = NULL;
  g_autoptr (GVariant) columns = NULL;
  GVariantIter iter;
  const char *id = NULL;
  gboolean is_shown = FALSE;
  int width = 0;

  for (guint i = 0; i < self->n; i++)
    self->states[i].is_hidden = self->states[i].width = 0;
  if (self->settings == NULL)
    return;
  lists = g_settings_get_value (self->settings, KEY);
  columns = g_variant_lookup_value (lists, self->id, G_VARIANT_TYPE ("a(sbi)"));
  if (columns == NULL)
    return;
  g_variant_iter_init (&iter, columns);
  while (g_variant_iter_next (&iter, "(&sbi)", &id, &is_shown, &width))
    take (self, id, is_shown, width);
  for (guint i = 0; count_shown (self) == 0 && i < self->n; i++)
    self->states[i].is_hidden = FALSE;
}

/* Callbacks */

static void
on_settings_changed_cb (NxColumnSet *self)
{
  if (self->is_saving)
    return;
  g_clear_handle_id (&self->save_source, g_source_remove);
  load (self);
  apply (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* Dragged by its edge. */
static void
on_width_cb (GtkColumnViewColumn *column, GParamSpec *pspec, NxColumnSet *self)
{
  int width = gtk_column_view_column_get_fixed_width (column);

  for (guint i = 0; !self->is_applying && i < self->n; i++)
    if (self->states[i].column == column)
      {
        self->states[i].width = width > 0 ? CLAMP ((int)(width / nx_look_get_text_scale () + 0.5),
                                                   WIDTH_MIN, WIDTH_MAX)
                                          : 0;
        save_soon (self);
        g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
      }
}

/* Object */

static void
nx_column_set_dispose (GObject *object)
{
  NxColumnSet *self = NX_COLUMN_SET (object);

  if (self->save_source != 0)
    save (self);
  for (guint i = 0; self->states != NULL && i <= self->n; i++)
    {
      g_signal_handlers_disconnect_by_data (self->states[i].column, self);
      g_object_unref (self->states[i].column);
    }
  g_clear_pointer (&self->states, g_free);
  g_clear_weak_pointer (&self->view);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (nx_column_set_parent_class)->dispose (object);
}

static void
nx_column_set_finalize (GObject *object)
{
  g_free (NX_COLUMN_SET (object)->id);
  G_OBJECT_CLASS (nx_column_set_parent_class)->finalize (object);
}

static void
nx_column_set_class_init (NxColumnSetClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nx_column_set_dispose;
  G_OBJECT_CLASS (klass)->finalize = nx_column_set_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", NX_TYPE_COLUMN_SET, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 0);
}

static void
nx_column_set_init (NxColumnSet *self)
{
}

static void
add_columns (NxColumnSet *self, gpointer data)
{
  for (guint i = 0; i <= self->n; i++)
    {
      GtkColumnViewColumn *column = nx_record_column_new (&self->specs[i], data);

      gtk_column_view_column_set_resizable (column, i < self->n);
      g_signal_connect (column, "notify::fixed-width", G_CALLBACK (on_width_cb), self);
      self->states[i].column = column;
    }
}

NxColumnSet *
nx_column_set_new (
    GtkColumnView *view, const char *id, const NxColumnSpec *specs, guint n_specs, gpointer data)
{
  NxColumnSet *self = NULL;

  g_return_val_if_fail (GTK_IS_COLUMN_VIEW (view), NULL);
  g_return_val_if_fail (id != NULL && n_specs > 1, NULL);
  self = g_object_new (NX_TYPE_COLUMN_SET, NULL);
  g_set_weak_pointer (&self->view, view);
  self->id = g_strdup (id);
  self->specs = specs;
  self->n = n_specs - 1;
  self->states = g_new0 (State, n_specs);
  self->settings = nx_settings_new ();
  /* Columns keep the place they have in the code: their heads are found by it. */
  gtk_column_view_set_reorderable (view, FALSE);
  add_columns (self, data);
  load (self);
  apply (self);
  if (self->settings != NULL)
    g_signal_connect_object (self->settings, "changed::" KEY, G_CALLBACK (on_settings_changed_cb),
                             self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_settings_get_default (), "notify::gtk-xft-dpi", G_CALLBACK (apply),
                           self, G_CONNECT_SWAPPED);
  return self;
}

guint
nx_column_set_get_n (NxColumnSet *self)
{
  g_return_val_if_fail (NX_IS_COLUMN_SET (self), 0);
  return self->n;
}

const char *
nx_column_set_get_title (NxColumnSet *self, guint nth)
{
  g_return_val_if_fail (NX_IS_COLUMN_SET (self) && nth < self->n, NULL);
  return g_dgettext (GETTEXT_PACKAGE, self->specs[nth].title);
}

GtkColumnViewColumn *
nx_column_set_find (NxColumnSet *self, const char *id)
{
  g_return_val_if_fail (NX_IS_COLUMN_SET (self) && id != NULL, NULL);
  for (guint i = 0; i < self->n && self->states != NULL; i++)
    if (g_strcmp0 (self->specs[i].id, id) == 0)
      return self->states[i].column;
  return NULL;
}

gboolean
nx_column_set_is_shown (NxColumnSet *self, guint nth)
{
  g_return_val_if_fail (NX_IS_COLUMN_SET (self) && nth < self->n, FALSE);
  return !self->states[nth].is_hidden;
}

gboolean
nx_column_set_can_hide (NxColumnSet *self, guint nth)
{
  g_return_val_if_fail (NX_IS_COLUMN_SET (self) && nth < self->n, FALSE);
  return !self->states[nth].is_hidden && count_shown (self) > 1;
}

static void
finish_change (NxColumnSet *self)
{
  apply (self);
  save_soon (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

void
nx_column_set_show (NxColumnSet *self, guint nth, gboolean is_shown)
{
  g_return_if_fail (NX_IS_COLUMN_SET (self) && nth < self->n);
  if (self->states[nth].is_hidden == !is_shown || (!is_shown && count_shown (self) == 1))
    return;
  self->states[nth].is_hidden = !is_shown;
  finish_change (self);
}

int
nx_column_set_get_width (NxColumnSet *self, guint nth)
{
  g_return_val_if_fail (NX_IS_COLUMN_SET (self) && nth < self->n, 0);
  return self->states[nth].width;
}

void
nx_column_set_widen (NxColumnSet *self, guint nth, int steps)
{
  int width = 0;

  g_return_if_fail (NX_IS_COLUMN_SET (self) && nth < self->n);
  width = get_width_on_screen (self, nth) + steps * WIDTH_STEP;
  self->states[nth].width = CLAMP (width, WIDTH_MIN, WIDTH_MAX);
  finish_change (self);
}

void
nx_column_set_reset (NxColumnSet *self)
{
  g_return_if_fail (NX_IS_COLUMN_SET (self));
  for (guint i = 0; i < self->n; i++)
    self->states[i].is_hidden = self->states[i].width = 0;
  finish_change (self);
}

gboolean
nx_column_set_is_usual (NxColumnSet *self)
{
  g_return_val_if_fail (NX_IS_COLUMN_SET (self), TRUE);
  for (guint i = 0; i < self->n; i++)
    if (self->states[i].is_hidden || self->states[i].width > 0)
      return FALSE;
  return TRUE;
}

void
nx_column_set_set_narrow (NxColumnSet *self, gboolean is_narrow)
{
  g_return_if_fail (NX_IS_COLUMN_SET (self));
  self->is_narrow = is_narrow;
  apply (self);
}
