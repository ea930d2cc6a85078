/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The chips over a list: each narrows the filter while it is chosen. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-list-chips.h"

#include "nx-chip.h"
#include "nx-wrap-layout.h"

#include <glib/gi18n-lib.h>

struct _NxListChips
{
  GtkBox parent_instance;

  const NxListChip *chips;
  GPtrArray *buttons;  /* GtkToggleButton, borrowed; one a chip */
  gboolean is_filling; /* chips are being set, not pressed */
};

G_DEFINE_FINAL_TYPE (NxListChips, nx_list_chips, GTK_TYPE_BOX)

enum
{
  CHANGED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static gboolean
is_chosen (NxListChips *self, guint i)
{
  return gtk_toggle_button_get_active (g_ptr_array_index (self->buttons, i));
}

static void
on_toggled_cb (GtkToggleButton *chip, NxListChips *self)
{
  guint pressed = 0;

  if (self->is_filling || !g_ptr_array_find (self->buttons, chip, &pressed))
    return;
  self->is_filling = TRUE;
  for (guint i = 0; gtk_toggle_button_get_active (chip) && i < self->buttons->len; i++)
    if (i != pressed && self->chips[pressed].group != 0
        && self->chips[i].group == self->chips[pressed].group)
      gtk_toggle_button_set_active (g_ptr_array_index (self->buttons, i), FALSE);
  self->is_filling = FALSE;
  g_signal_emit (self, signals[CHANGED], 0);
}

void
nx_list_chips_set_up (NxListChips *self, const NxListChip *chips, guint n_chips)
{
  g_return_if_fail (NX_IS_LIST_CHIPS (self));
  g_return_if_fail (self->buttons->len == 0);
  self->chips = chips;
  gtk_widget_set_visible (GTK_WIDGET (self), n_chips > 0);
  for (guint i = 0; i < n_chips; i++)
    {
      GtkWidget *chip = nx_chip_new (NULL, _ (chips[i].label), -1);

      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (chip), chips[i].is_on);
      g_signal_connect_object (chip, "toggled", G_CALLBACK (on_toggled_cb), self, 0);
      g_ptr_array_add (self->buttons, chip);
      gtk_box_append (GTK_BOX (self), chip);
    }
}

void
nx_list_chips_apply (NxListChips *self, NxFilter *filter, NxDate today, gint64 worker_id)
{
  g_return_if_fail (NX_IS_LIST_CHIPS (self));
  for (guint i = 0; i < self->buttons->len; i++)
    if (is_chosen (self, i))
      self->chips[i].apply (filter, today, worker_id);
}

gboolean
nx_list_chips_is_any (NxListChips *self)
{
  g_return_val_if_fail (NX_IS_LIST_CHIPS (self), FALSE);
  for (guint i = 0; i < self->buttons->len; i++)
    if (is_chosen (self, i))
      return TRUE;
  return FALSE;
}

void
nx_list_chips_clear (NxListChips *self)
{
  g_return_if_fail (NX_IS_LIST_CHIPS (self));
  if (!nx_list_chips_is_any (self))
    return;
  self->is_filling = TRUE;
  for (guint i = 0; i < self->buttons->len; i++)
    gtk_toggle_button_set_active (g_ptr_array_index (self->buttons, i), FALSE);
  self->is_filling = FALSE;
  g_signal_emit (self, signals[CHANGED], 0);
}

static const char *
get_id (NxListChips *self, guint i)
{
  return self->chips[i].id != NULL ? self->chips[i].id : self->chips[i].label;
}

GStrv
nx_list_chips_dup_ids (NxListChips *self)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();

  g_return_val_if_fail (NX_IS_LIST_CHIPS (self), NULL);
  for (guint i = 0; i < self->buttons->len; i++)
    if (is_chosen (self, i))
      g_strv_builder_add (ids, get_id (self, i));
  return g_strv_builder_end (ids);
}

void
nx_list_chips_set_ids (NxListChips *self, const char *const *ids)
{
  g_return_if_fail (NX_IS_LIST_CHIPS (self));
  self->is_filling = TRUE;
  for (guint i = 0; i < self->buttons->len; i++)
    gtk_toggle_button_set_active (g_ptr_array_index (self->buttons, i),
                                  g_strv_contains (ids, get_id (self, i)));
  self->is_filling = FALSE;
}

static void
nx_list_chips_finalize (GObject *object)
{
  g_ptr_array_unref (NX_LIST_CHIPS (object)->buttons);
  G_OBJECT_CLASS (nx_list_chips_parent_class)->finalize (object);
}

static void
nx_list_chips_class_init (NxListChipsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = nx_list_chips_finalize;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
nx_list_chips_init (NxListChips *self)
{
  self->buttons = g_ptr_array_new ();
  gtk_widget_set_layout_manager (GTK_WIDGET (self), nx_wrap_layout_new ());
}
