/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * A button that asks for a day to go to, typed as people write it or picked. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-go-to-date.h"

#include "nx-date-field.h"

#include <glib/gi18n-lib.h>

#define WIDTH 260

struct _NxGoToDate
{
  AdwBin parent_instance;

  GtkWidget *button;
  GtkWidget *popover;
  GtkWidget *field;
  GtkWidget *error_label;
};

G_DEFINE_FINAL_TYPE (NxGoToDate, nx_go_to_date, ADW_TYPE_BIN)

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
on_show_cb (NxGoToDate *self)
{
  nx_date_field_set_date (NX_DATE_FIELD (self->field), NX_DATE_NONE);
  gtk_widget_set_visible (self->error_label, FALSE);
}

static void
on_date_changed_cb (NxGoToDate *self)
{
  gtk_widget_set_visible (self->error_label, FALSE);
}

static void
on_go_cb (NxGoToDate *self)
{
  NxDateField *field = NX_DATE_FIELD (self->field);
  NxDate day = nx_date_field_get_date (field);
  g_autofree char *iso = nx_date_to_iso (day);

  if (!nx_date_field_is_valid (field) || !nx_date_is_set (day))
    {
      gtk_widget_set_visible (self->error_label, nx_date_field_is_valid (field));
      gtk_widget_child_focus (self->field, GTK_DIR_TAB_FORWARD);
      return;
    }
  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->button));
  g_signal_emit (self, signals[CHOSEN], 0, iso);
}

static GtkWidget *
new_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, css_class);
  return label;
}

static void
nx_go_to_date_class_init (NxGoToDateClass *klass)
{
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
nx_go_to_date_init (NxGoToDate *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *go = gtk_button_new_with_mnemonic (_ ("_Go"));

  self->field = nx_date_field_new (_ ("Day to go to"));
  self->error_label = new_label (_ ("Choose a day."), "nx-high");
  self->popover = gtk_popover_new ();
  self->button = gtk_menu_button_new ();
  nx_date_field_set_activates_default (NX_DATE_FIELD (self->field), TRUE);
  gtk_widget_add_css_class (go, "suggested-action");
  gtk_box_append (GTK_BOX (box), new_label (_ ("Day to go to"), "caption-heading"));
  gtk_box_append (GTK_BOX (box), self->field);
  gtk_box_append (GTK_BOX (box), self->error_label);
  gtk_box_append (GTK_BOX (box), go);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), WIDTH);
  adw_clamp_set_tightening_threshold (ADW_CLAMP (clamp), WIDTH);
  adw_clamp_set_child (ADW_CLAMP (clamp), box);
  gtk_popover_set_child (GTK_POPOVER (self->popover), clamp);
  gtk_popover_set_default_widget (GTK_POPOVER (self->popover), go);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (self->button), "go-jump-symbolic");
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->button), self->popover);
  gtk_widget_add_css_class (self->button, "flat");
  gtk_widget_set_tooltip_text (self->button, _ ("Go to Date"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Go to Date"), -1);
  g_signal_connect_object (self->popover, "show", G_CALLBACK (on_show_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->field, "notify::date", G_CALLBACK (on_date_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (go, "clicked", G_CALLBACK (on_go_cb), self, G_CONNECT_SWAPPED);
  adw_bin_set_child (ADW_BIN (self), self->button);
}

GtkWidget *
nx_go_to_date_new (void)
{
  return g_object_new (NX_TYPE_GO_TO_DATE, NULL);
}

void
nx_go_to_date_set_tooltip (NxGoToDate *self, const char *tooltip)
{
  g_return_if_fail (NX_IS_GO_TO_DATE (self));
  gtk_widget_set_tooltip_text (self->button, tooltip);
}

void
nx_go_to_date_popup (NxGoToDate *self)
{
  g_return_if_fail (NX_IS_GO_TO_DATE (self));
  gtk_menu_button_popup (GTK_MENU_BUTTON (self->button));
}
