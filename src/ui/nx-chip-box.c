/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * A box of chips that is one stop of the Tab key: the arrow keys go from chip to chip. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-chip-box.h"

#include "nx-wrap-layout.h"

struct _NxChipBox
{
  GtkBox parent_instance;
};

G_DEFINE_FINAL_TYPE (NxChipBox, nx_chip_box, GTK_TYPE_BOX)

static gboolean
can_enter (GtkWidget *chip)
{
  return gtk_widget_get_visible (chip) && gtk_widget_is_sensitive (chip)
         && gtk_widget_get_can_focus (chip);
}

static GtkWidget *
find_chosen (GtkWidget *widget)
{
  for (GtkWidget *chip = gtk_widget_get_first_child (widget); chip != NULL;
       chip = gtk_widget_get_next_sibling (chip))
    if (GTK_IS_TOGGLE_BUTTON (chip) && gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (chip))
        && can_enter (chip))
      return chip;
  return NULL;
}

static GtkWidget *
step (GtkWidget *widget, GtkWidget *chip, gboolean is_forward)
{
  if (is_forward)
    return chip != NULL && gtk_widget_get_next_sibling (chip) != NULL
               ? gtk_widget_get_next_sibling (chip)
               : gtk_widget_get_first_child (widget);
  return chip != NULL && gtk_widget_get_prev_sibling (chip) != NULL
             ? gtk_widget_get_prev_sibling (chip)
             : gtk_widget_get_last_child (widget);
}

/* To the next one that takes it, round the end. */
static gboolean
go_round (GtkWidget *widget, GtkWidget *from, gboolean is_forward)
{
  GtkWidget *chip = step (widget, from, is_forward);

  while (chip != NULL && chip != from)
    {
      if (can_enter (chip) && gtk_widget_grab_focus (chip))
        return TRUE;
      chip = step (widget, chip, is_forward);
      if (from == NULL && chip == gtk_widget_get_first_child (widget))
        break;
    }
  return from != NULL;
}

static gboolean
enter (GtkWidget *widget)
{
  GtkWidget *chip = find_chosen (widget);

  return chip != NULL ? gtk_widget_grab_focus (chip) : go_round (widget, NULL, TRUE);
}

static gboolean
nx_chip_box_focus (GtkWidget *widget, GtkDirectionType direction)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  gboolean is_inside = focus != NULL && gtk_widget_is_ancestor (focus, widget);
  gboolean is_rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;

  if (direction == GTK_DIR_TAB_FORWARD || direction == GTK_DIR_TAB_BACKWARD)
    return !is_inside && enter (widget);
  if (is_inside && (direction == GTK_DIR_LEFT || direction == GTK_DIR_RIGHT))
    return go_round (widget, gtk_widget_get_focus_child (widget),
                     (direction == GTK_DIR_RIGHT) != is_rtl);
  return GTK_WIDGET_CLASS (nx_chip_box_parent_class)->focus (widget, direction);
}

static void
nx_chip_box_class_init (NxChipBoxClass *klass)
{
  GTK_WIDGET_CLASS (klass)->focus = nx_chip_box_focus;
}

static void
nx_chip_box_init (NxChipBox *self)
{
  gtk_widget_set_layout_manager (GTK_WIDGET (self), nx_wrap_layout_new ());
}

GtkWidget *
nx_chip_box_new (void)
{
  return g_object_new (NX_TYPE_CHIP_BOX, NULL);
}
