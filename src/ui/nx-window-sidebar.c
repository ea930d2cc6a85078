/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The lists of pages: the sidebar with its counts, and the bar at the foot of a narrow window. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-window-private.h"

#include "nx-day-words.h"
#include "nx-page-table.h"

#include <glib/gi18n-lib.h>

#define NX_PAGE_BAR_SLOTS 5

static void
mark_page (GtkBox *bar, const char *root_id, gboolean has_all_words)
{
  for (GtkWidget *button = gtk_widget_get_first_child (GTK_WIDGET (bar)); button != NULL;
       button = gtk_widget_get_next_sibling (button))
    {
      GtkWidget *word = gtk_widget_get_last_child (gtk_button_get_child (GTK_BUTTON (button)));
      gboolean is_now = g_strcmp0 (gtk_widget_get_name (button), root_id) == 0;

      if (is_now)
        gtk_widget_add_css_class (button, "nx-now");
      else
        gtk_widget_remove_css_class (button, "nx-now");
      gtk_widget_set_visible (word, has_all_words || is_now);
    }
}

void
nx_window_update_page_bar (NxWindow *self)
{
  gboolean is_folded = adw_leaflet_get_folded (self->leaflet);

  gtk_revealer_set_reveal_child (self->page_bar_revealer, is_folded && self->trail->len == 1);
  mark_page (self->page_bar, self->root_id, TRUE);
  mark_page (self->page_icons, self->root_id, FALSE);
}

void
nx_window_select_row (NxWindow *self, const char *id)
{
  for (int i = 0;; i++)
    {
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->sidebar_list, i);

      if (row == NULL)
        return;
      if (g_strcmp0 (gtk_widget_get_name (GTK_WIDGET (row)), id) == 0)
        gtk_list_box_select_row (self->sidebar_list, row);
    }
}

static GtkWidget *
make_sidebar_row (const NxPageSpec *spec)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = gtk_label_new (g_dgettext (GETTEXT_PACKAGE, spec->label));
  GtkWidget *count = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (label, "nx-page-label");
  gtk_widget_set_visible (count, FALSE);
  gtk_widget_set_valign (count, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (count, "nx-count");
  gtk_widget_add_css_class (count, "numeric");
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (spec->icon_name));
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), count);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_widget_set_name (row, spec->id);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  g_dgettext (GETTEXT_PACKAGE, spec->label), -1);
  return row;
}

static GtkWidget *
make_bar_button (const char *icon_name, const char *text)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (label, "caption");
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (button, TRUE);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (icon_name));
  gtk_box_append (GTK_BOX (box), label);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  return button;
}

static void
fill_bar (GtkBox *bar)
{
  guint n_specs = 0;
  const NxPageSpec *specs = nx_page_table_get (&n_specs);
  guint n_slots = n_specs > NX_PAGE_BAR_SLOTS ? NX_PAGE_BAR_SLOTS - 1 : n_specs;

  for (guint i = 0; i < n_slots; i++)
    {
      GtkWidget *button
          = make_bar_button (specs[i].icon_name, g_dgettext (GETTEXT_PACKAGE, specs[i].label));

      gtk_widget_set_name (button, specs[i].id);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.go");
      gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", specs[i].id);
      gtk_box_append (bar, button);
    }
  if (n_slots < n_specs)
    {
      /* TRANSLATORS: last button of the bar at the foot of a narrow window: the other pages */
      GtkWidget *button = make_bar_button ("view-more-horizontal-symbolic", _ ("More"));

      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.show-sidebar");
      gtk_box_append (bar, button);
    }
}

void
nx_window_fill_pages (NxWindow *self)
{
  guint n_specs = 0;
  const NxPageSpec *specs = nx_page_table_get (&n_specs);

  for (guint i = 0; i < n_specs; i++)
    gtk_list_box_append (self->sidebar_list, make_sidebar_row (&specs[i]));
  fill_bar (self->page_bar);
  fill_bar (self->page_icons);
}

/* A screen reader says the number with the name. */
static void
show_count (GtkListBoxRow *row, const char *id, guint n)
{
  GtkWidget *count = gtk_widget_get_last_child (gtk_list_box_row_get_child (row));
  const char *label = g_dgettext (GETTEXT_PACKAGE, nx_page_table_find (id)->label);
  g_autofree char *text = g_strdup_printf ("%u", n);
  /* TRANSLATORS: name of a page of the sidebar, and the number beside it */
  g_autofree char *whole = g_strdup_printf (_ ("%1$s, %2$u"), label, n);

  gtk_label_set_label (GTK_LABEL (count), text);
  gtk_widget_set_visible (count, n > 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  n > 0 ? whole : label, -1);
}

void
nx_window_set_count (NxWindow *self, const char *id, guint n)
{
  GtkListBoxRow *row = NULL;

  g_return_if_fail (NX_IS_WINDOW (self));
  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->sidebar_list, i)) != NULL; i++)
    if (g_strcmp0 (gtk_widget_get_name (GTK_WIDGET (row)), id) == 0)
      show_count (row, id, n);
}

static NxDate
get_local_day (gint64 seconds)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (seconds);

  return (NxDate){ (gint16)g_date_time_get_year (time), (guint8)g_date_time_get_month (time),
                   (guint8)g_date_time_get_day_of_month (time) };
}

/* What is under way, what went wrong, else when the last one was made. */
static char *
dup_backup_words (NxWindow *self)
{
  gint64 last = nx_backup_keeper_get_last (self->backup_keeper);
  g_autofree char *day = NULL;

  if (nx_backup_keeper_get_work (self->backup_keeper) == NX_BACKUP_COPYING)
    /* TRANSLATORS: foot of the sidebar, while a backup is made */
    return g_strdup (_ ("Backing up…"));
  if (nx_backup_keeper_get_error (self->backup_keeper) != NULL)
    return g_strdup (_ ("The backup failed"));
  if (last == 0)
    return g_strdup (_ ("No backup yet"));
  day = nx_day_words_short (get_local_day (last),
                            nx_day_words_today (nx_session_get_store (self->session)));
  /* TRANSLATORS: foot of the sidebar; %s is a day: 11-19 */
  return g_strdup_printf (_ ("Last backup %s"), day);
}

void
nx_window_show_backup (NxWindow *self)
{
  gboolean is_open = nx_session_get_state (self->session) == NX_SESSION_OPEN;
  g_autofree char *words = is_open ? dup_backup_words (self) : NULL;
  gboolean is_failed = is_open && nx_backup_keeper_get_error (self->backup_keeper) != NULL;

  gtk_widget_set_visible (self->backup_button, is_open && !nx_session_is_sample (self->session));
  gtk_label_set_label (self->backup_label, words != NULL ? words : "");
  if (is_failed)
    gtk_widget_add_css_class (self->backup_button, "nx-failed");
  else
    gtk_widget_remove_css_class (self->backup_button, "nx-failed");
  nx_window_update_warning (self);
}
