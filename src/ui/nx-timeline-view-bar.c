/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The bar above a timeline: a chip for each kind that occurs, and the period. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-timeline-view-private.h"

#include "nx-chip.h"
#include "nx-date-field.h"
#include "nx-go-to-date.h"
#include "nx-wrap-layout.h"

#include <glib/gi18n-lib.h>

void
nx_timeline_view_update_bar (NxTimelineView *self, const guint counts[NX_TIMELINE_N_KINDS])
{
  guint total = 0;
  guint i = 0;

  self->is_filling = TRUE;
  for (GtkWidget *chip = gtk_widget_get_first_child (self->chips); chip != NULL;
       chip = gtk_widget_get_next_sibling (chip), i++)
    {
      if (i == 0)
        {
          gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (chip), self->query.kinds == 0);
          continue;
        }
      total += counts[i - 1];
      nx_chip_set_count (NX_CHIP (chip), (int)counts[i - 1]);
      gtk_widget_set_visible (chip, counts[i - 1] > 0 || (self->query.kinds & (1u << (i - 1))));
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (chip),
                                    (self->query.kinds & (1u << (i - 1))) != 0);
    }
  self->is_filling = FALSE;
  nx_list_faces_set_filtered (self->faces,
                              total > 0
                                  && (self->query.kinds != 0 || nx_date_is_set (self->query.from)
                                      || nx_date_is_set (self->query.to)));
}

static void
on_chip_toggled_cb (GtkToggleButton *chip, NxTimelineView *self)
{
  guint bit = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (chip), "nx-kind"));

  if (self->is_filling)
    return;
  if (bit == 0)
    self->query.kinds = 0;
  else if (gtk_toggle_button_get_active (chip))
    self->query.kinds |= bit;
  else
    self->query.kinds &= ~bit;
  self->query.limit = NX_TIMELINE_PAGE;
  nx_timeline_view_load (self, FALSE);
}

static void
add_chip (NxTimelineView *self, const char *label, guint bit)
{
  GtkWidget *chip = nx_chip_new (NULL, label, -1);

  gtk_widget_add_css_class (chip, "small");
  g_object_set_data (G_OBJECT (chip), "nx-kind", GUINT_TO_POINTER (bit));
  g_signal_connect_object (chip, "toggled", G_CALLBACK (on_chip_toggled_cb), self, 0);
  gtk_box_append (GTK_BOX (self->chips), chip);
}

static void
on_period_changed_cb (NxTimelineView *self)
{
  if (!nx_date_field_is_valid (NX_DATE_FIELD (self->from_field))
      || !nx_date_field_is_valid (NX_DATE_FIELD (self->to_field)))
    return;
  self->query.from = nx_date_field_get_date (NX_DATE_FIELD (self->from_field));
  self->query.to = nx_date_field_get_date (NX_DATE_FIELD (self->to_field));
  self->query.limit = NX_TIMELINE_PAGE;
  nx_timeline_view_load (self, FALSE);
}

static void
on_whole_time_clicked_cb (NxTimelineView *self)
{
  nx_date_field_set_date (NX_DATE_FIELD (self->from_field), NX_DATE_NONE);
  nx_date_field_set_date (NX_DATE_FIELD (self->to_field), NX_DATE_NONE);
}

static GtkWidget *
new_labelled (const char *label, GtkWidget *field)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *text = gtk_label_new_with_mnemonic (label);

  gtk_label_set_xalign (GTK_LABEL (text), 0);
  gtk_widget_set_hexpand (text, TRUE);
  gtk_label_set_mnemonic_widget (GTK_LABEL (text), field);
  gtk_box_append (GTK_BOX (box), text);
  gtk_box_append (GTK_BOX (box), field);
  return box;
}

static GtkWidget *
new_period_button (NxTimelineView *self)
{
  GtkWidget *button = gtk_menu_button_new ();
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *whole = gtk_button_new_with_mnemonic (_ ("_Whole time"));

  self->from_field = nx_date_field_new (_ ("From"));
  self->to_field = nx_date_field_new (_ ("To"));
  g_signal_connect_object (self->from_field, "notify::date", G_CALLBACK (on_period_changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->to_field, "notify::date", G_CALLBACK (on_period_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (whole, "clicked", G_CALLBACK (on_whole_time_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), new_labelled (_ ("_From"), self->from_field));
  gtk_box_append (GTK_BOX (box), new_labelled (_ ("_To"), self->to_field));
  gtk_box_append (GTK_BOX (box), whole);
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  gtk_menu_button_set_label (GTK_MENU_BUTTON (button), _ ("Period"));
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_START);
  return button;
}

/* A viewport's way is to shorten the words rather than scroll. */
static GtkWidget *
new_scrolled_line (GtkWidget *line)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), line);
  gtk_scrollable_set_hscroll_policy (
      GTK_SCROLLABLE (gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (scrolled))),
      GTK_SCROLL_NATURAL);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_EXTERNAL,
                                  GTK_POLICY_NEVER);
  return scrolled;
}

static void
put_chips (NxTimelineView *self, gboolean scrolls)
{
  g_autoptr (GtkWidget) chips = g_object_ref (self->chips);
  AdwBin *place = ADW_BIN (self->chip_place);
  GtkWidget *child = adw_bin_get_child (place);

  if (GTK_IS_SCROLLED_WINDOW (child))
    gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (child), NULL);
  adw_bin_set_child (place, NULL);
  adw_bin_set_child (place, scrolls ? new_scrolled_line (chips) : chips);
}

/* Several lines of chips would leave a narrow window no room for the entries: there they stand in
 * one line, which scrolls. */
void
nx_timeline_view_fit_bar (NxTimelineView *self)
{
  GtkLayoutManager *layout
      = self->is_narrow ? gtk_box_layout_new (GTK_ORIENTATION_HORIZONTAL) : nx_wrap_layout_new ();

  if (self->is_narrow)
    gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 6);
  gtk_widget_set_layout_manager (self->chips, layout);
  put_chips (self, self->is_narrow);
}

static void
on_go_to_cb (NxTimelineView *self, const char *iso)
{
  NxDate day = NX_DATE_NONE;

  if (nx_date_from_iso (iso, &day))
    nx_timeline_view_go_to (self, day);
}

static GtkWidget *
new_go_to_button (NxTimelineView *self)
{
  GtkWidget *button = nx_go_to_date_new ();

  gtk_widget_set_valign (button, GTK_ALIGN_START);
  g_signal_connect_object (button, "chosen", G_CALLBACK (on_go_to_cb), self, G_CONNECT_SWAPPED);
  return button;
}

/* For above the list; what is chosen there changes the query and loads. */
GtkWidget *
nx_timeline_view_new_bar (NxTimelineView *self)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->chips = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->chip_place = adw_bin_new ();
  gtk_widget_set_valign (self->chip_place, GTK_ALIGN_START);
  gtk_widget_add_css_class (self->chip_place, "nx-chip-place");
  gtk_widget_set_hexpand (self->chip_place, TRUE);
  nx_timeline_view_fit_bar (self);
  /* TRANSLATORS: a chip that shows entries of all kinds */
  add_chip (self, C_ ("kinds", "All"), 0);
  for (guint bit = 1; bit < NX_TIMELINE_ALL; bit <<= 1)
    add_chip (self, nx_timeline_kind_get_label (bit), bit);
  gtk_box_append (GTK_BOX (bar), self->chip_place);
  gtk_box_append (GTK_BOX (bar), new_go_to_button (self));
  gtk_box_append (GTK_BOX (bar), new_period_button (self));
  gtk_widget_add_css_class (bar, "nx-bar");
  return bar;
}
