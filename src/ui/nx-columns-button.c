/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The button over a list that chooses its columns and makes them wider or narrower, by keys too. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-columns-button.h"

#include <glib/gi18n-lib.h>

#define LIST_HEIGHT_MAX 460

struct _NxColumnsButton
{
  AdwBin parent_instance;

  GtkMenuButton *button;
  GtkBox *lines; /* one a column, in their order */
  GtkWidget *reset;
  NxColumnSet *columns;
};

G_DEFINE_FINAL_TYPE (NxColumnsButton, nx_columns_button, ADW_TYPE_BIN)

static guint
get_nth (gpointer widget)
{
  return GPOINTER_TO_UINT (g_object_get_data (widget, "nx-nth"));
}

static void
on_check_toggled_cb (NxColumnsButton *self, GtkCheckButton *check)
{
  nx_column_set_show (self->columns, get_nth (check), gtk_check_button_get_active (check));
}

static void
on_narrower_clicked_cb (NxColumnsButton *self, GtkButton *button)
{
  nx_column_set_widen (self->columns, get_nth (button), -1);
}

static void
on_wider_clicked_cb (NxColumnsButton *self, GtkButton *button)
{
  nx_column_set_widen (self->columns, get_nth (button), 1);
}

/* The button is off afterwards; the focus goes to the first column instead of nowhere. */
static void
on_reset_clicked_cb (NxColumnsButton *self)
{
  gtk_widget_child_focus (GTK_WIDGET (self->lines), GTK_DIR_TAB_FORWARD);
  nx_column_set_reset (self->columns);
}

static void
update (NxColumnsButton *self)
{
  guint nth = 0;

  for (GtkWidget *line = gtk_widget_get_first_child (GTK_WIDGET (self->lines)); line != NULL;
       line = gtk_widget_get_next_sibling (line), nth++)
    {
      GtkWidget *check = gtk_widget_get_first_child (line);
      gboolean is_shown = nx_column_set_is_shown (self->columns, nth);

      gtk_check_button_set_active (GTK_CHECK_BUTTON (check), is_shown);
      gtk_widget_set_sensitive (check, !is_shown || nx_column_set_can_hide (self->columns, nth));
      for (GtkWidget *step = gtk_widget_get_next_sibling (check); step != NULL;
           step = gtk_widget_get_next_sibling (step))
        gtk_widget_set_sensitive (step, is_shown);
    }
  gtk_widget_set_sensitive (self->reset, !nx_column_set_is_usual (self->columns));
}

static GtkWidget *
make_step (NxColumnsButton *self, guint nth, const char *icon_name, char *label, GCallback callback)
{
  g_autofree char *name = label;
  GtkWidget *step = gtk_button_new_from_icon_name (icon_name);

  gtk_widget_add_css_class (step, "flat");
  gtk_widget_set_tooltip_text (step, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (step), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data (G_OBJECT (step), "nx-nth", GUINT_TO_POINTER (nth));
  g_signal_connect_object (step, "clicked", callback, self, G_CONNECT_SWAPPED);
  return step;
}

static GtkWidget *
make_line (NxColumnsButton *self, guint nth)
{
  const char *title = nx_column_set_get_title (self->columns, nth);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 3);
  GtkWidget *check = gtk_check_button_new_with_label (title);

  gtk_widget_set_hexpand (check, TRUE);
  g_object_set_data (G_OBJECT (check), "nx-nth", GUINT_TO_POINTER (nth));
  g_signal_connect_object (check, "toggled", G_CALLBACK (on_check_toggled_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (line), check);
  /* TRANSLATORS: makes a column narrower; %s is what stands over the column */
  gtk_box_append (GTK_BOX (line), make_step (self, nth, "value-decrease-symbolic",
                                             g_strdup_printf (_ ("Make “%s” narrower"), title),
                                             G_CALLBACK (on_narrower_clicked_cb)));
  /* TRANSLATORS: makes a column wider; %s is what stands over the column */
  gtk_box_append (GTK_BOX (line), make_step (self, nth, "value-increase-symbolic",
                                             g_strdup_printf (_ ("Make “%s” wider"), title),
                                             G_CALLBACK (on_wider_clicked_cb)));
  return line;
}

static GtkWidget *
make_content (NxColumnsButton *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->lines = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  self->reset = gtk_button_new_with_mnemonic (_ ("_Usual Columns"));
  g_signal_connect_object (self->reset, "clicked", G_CALLBACK (on_reset_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  g_object_set (scrolled, "child", self->lines, "hscrollbar-policy", GTK_POLICY_NEVER,
                "propagate-natural-height", TRUE, "propagate-natural-width", TRUE,
                "max-content-height", LIST_HEIGHT_MAX, NULL);
  gtk_box_append (GTK_BOX (box), scrolled);
  gtk_box_append (GTK_BOX (box), self->reset);
  return box;
}

static void
nx_columns_button_dispose (GObject *object)
{
  NxColumnsButton *self = NX_COLUMNS_BUTTON (object);

  g_clear_object (&self->columns);
  G_OBJECT_CLASS (nx_columns_button_parent_class)->dispose (object);
}

static void
nx_columns_button_class_init (NxColumnsButtonClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nx_columns_button_dispose;
}

static void
nx_columns_button_init (NxColumnsButton *self)
{
  GtkWidget *popover = gtk_popover_new ();

  self->button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  /* TRANSLATORS: button over a list: which columns it shows */
  gtk_menu_button_set_label (self->button, _ ("Colu_mns"));
  gtk_menu_button_set_use_underline (self->button, TRUE);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), _ ("Choose columns and their widths"));
  gtk_popover_set_child (GTK_POPOVER (popover), make_content (self));
  gtk_menu_button_set_popover (self->button, popover);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->button));
}

void
nx_columns_button_set_columns (NxColumnsButton *self, NxColumnSet *columns)
{
  g_return_if_fail (NX_IS_COLUMNS_BUTTON (self));
  g_return_if_fail (self->columns == NULL && NX_IS_COLUMN_SET (columns));
  self->columns = g_object_ref (columns);
  for (guint i = 0; i < nx_column_set_get_n (columns); i++)
    gtk_box_append (self->lines, make_line (self, i));
  update (self);
  g_signal_connect_object (columns, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
}
