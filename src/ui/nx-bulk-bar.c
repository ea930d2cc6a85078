/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The bar under a list that says how many records are selected and what can be done to all. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-bulk-bar.h"

#include "nx-bulk-popover.h"
#include "nx-preview-page.h"
#include "nx-window.h"
#include "nx-wrap-layout.h"

#include <glib/gi18n-lib.h>

/* One is what one looks at; more are what one does something to. */
#define N_MANY 2

struct _NxBulkBar
{
  GtkBox parent_instance;

  GtkWidget *label;
  NxStore *store;
  NxRecordKind kind;
  NxListSelection *selection;
};

G_DEFINE_FINAL_TYPE (NxBulkBar, nx_bulk_bar, GTK_TYPE_BOX)

static void
update (NxBulkBar *self)
{
  guint n = self->selection != NULL ? nx_list_selection_get_n (self->selection) : 0;
  g_autofree char *text = g_strdup_printf (
      /* TRANSLATORS: how many records of a list are selected */
      g_dngettext (GETTEXT_PACKAGE, "%'u selected", "%'u selected", n), n);

  gtk_label_set_label (GTK_LABEL (self->label), text);
  gtk_widget_set_visible (GTK_WIDGET (self), n >= N_MANY);
}

/* Only when it is asked for, with what is selected then. */
static void
create_popover_cb (GtkMenuButton *button, gpointer data)
{
  NxBulkBar *self = NX_BULK_BAR (gtk_widget_get_parent (GTK_WIDGET (button)));
  g_autoptr (GArray) ids = nx_list_selection_dup_ids (self->selection);
  GtkWidget *popover
      = nx_bulk_popover_new (self->store, (NxBulkDeed)GPOINTER_TO_UINT (data), self->kind);

  nx_bulk_popover_set_ids (NX_BULK_POPOVER (popover), ids);
  gtk_menu_button_set_popover (button, popover);
}

static void
on_route_clicked_cb (NxBulkBar *self)
{
  g_autoptr (GArray) ids = nx_list_selection_dup_ids (self->selection);
  NxWindow *window = nx_window_of (self);

  if (window != NULL && ids->len > 0)
    nx_window_push_page (window, nx_preview_page_new_route (self->store, ids));
}

/* The paper that fits the records; people have none of their own. */
static gboolean
find_paper (NxRecordKind kind, NxPaperKind *paper)
{
  if (kind == NX_RECORD_VISIT)
    *paper = NX_PAPER_SOURCE_VISIT;
  else if (kind == NX_RECORD_CASE)
    *paper = NX_PAPER_SOURCE_TIMELINE;
  else
    *paper = NX_PAPER_SOURCE_HOUSEHOLD;
  return kind == NX_RECORD_VISIT || kind == NX_RECORD_CASE || kind == NX_RECORD_HOUSEHOLD;
}

static void
on_print_clicked_cb (NxBulkBar *self)
{
  g_autoptr (GArray) ids = nx_list_selection_dup_ids (self->selection);
  NxWindow *window = nx_window_of (self);
  NxPaperKind paper = NX_PAPER_SOURCE_HOUSEHOLD;

  if (window == NULL || ids->len == 0 || !find_paper (self->kind, &paper))
    return;
  if (ids->len <= NX_PREVIEW_PAGE_MOST)
    nx_window_push_page (window, nx_preview_page_new_several (self->store, paper, ids));
  else
    {
      g_autofree char *sentence = g_strdup_printf (
          _ ("At most %u records are printed at once. Nothing was printed. Select fewer."),
          NX_PREVIEW_PAGE_MOST);

      nx_window_toast (window, sentence);
    }
}

static void
on_clear_clicked_cb (NxBulkBar *self)
{
  if (self->selection != NULL)
    gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (self->selection));
}

/* Parts */

static void
add_deed (NxBulkBar *self, NxBulkDeed deed, const char *label)
{
  GtkWidget *button = NULL;

  if (!nx_bulk_act_is_possible (deed, self->kind))
    return;
  button = gtk_menu_button_new ();
  gtk_menu_button_set_label (GTK_MENU_BUTTON (button), label);
  gtk_menu_button_set_use_underline (GTK_MENU_BUTTON (button), TRUE);
  gtk_menu_button_set_direction (GTK_MENU_BUTTON (button), GTK_ARROW_UP);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (button), create_popover_cb,
                                         GUINT_TO_POINTER (deed), NULL);
  gtk_box_append (GTK_BOX (self), button);
}

static void
add_button (NxBulkBar *self, const char *label, GCallback callback)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self), button);
}

/* A message that lies over the bar would keep what is done next from the hand. */
static void
nx_bulk_bar_map (GtkWidget *widget)
{
  NxWindow *window = nx_window_of (widget);

  GTK_WIDGET_CLASS (nx_bulk_bar_parent_class)->map (widget);
  if (window != NULL)
    nx_window_lift_toasts (window, 1);
}

static void
nx_bulk_bar_unmap (GtkWidget *widget)
{
  NxWindow *window = nx_window_of (widget);

  if (window != NULL)
    nx_window_lift_toasts (window, -1);
  GTK_WIDGET_CLASS (nx_bulk_bar_parent_class)->unmap (widget);
}

static void
nx_bulk_bar_dispose (GObject *object)
{
  NxBulkBar *self = NX_BULK_BAR (object);

  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  g_clear_object (&self->selection);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (nx_bulk_bar_parent_class)->dispose (object);
}

static void
nx_bulk_bar_class_init (NxBulkBarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nx_bulk_bar_dispose;
  GTK_WIDGET_CLASS (klass)->map = nx_bulk_bar_map;
  GTK_WIDGET_CLASS (klass)->unmap = nx_bulk_bar_unmap;
}

static void
nx_bulk_bar_init (NxBulkBar *self)
{
  GtkLayoutManager *layout = nx_wrap_layout_new ();

  g_object_set (layout, "spacing", 9, "line-spacing", 6, NULL);
  gtk_widget_set_layout_manager (GTK_WIDGET (self), layout);
  gtk_widget_add_css_class (GTK_WIDGET (self), "nx-bulk-bar");
  self->label = g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_STATUS, NULL);
  gtk_widget_add_css_class (self->label, "heading");
  gtk_box_append (GTK_BOX (self), self->label);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
nx_bulk_bar_set_up (NxBulkBar *self, NxStore *store, NxRecordKind kind)
{
  NxPaperKind paper = NX_PAPER_SOURCE_HOUSEHOLD;

  g_return_if_fail (NX_IS_BULK_BAR (self) && self->store == NULL);
  self->store = g_object_ref (store);
  self->kind = kind;
  /* TRANSLATORS: button: gives the selected records another worker */
  add_deed (self, NX_BULK_ASSIGN, _ ("_Assign…"));
  /* TRANSLATORS: button: adds a support class to the selected records */
  add_deed (self, NX_BULK_SUPPORT, _ ("Add _Class…"));
  /* TRANSLATORS: button: plans visits for the selected cases */
  add_deed (self, NX_BULK_PLAN, _ ("_Plan Visits…"));
  if (kind == NX_RECORD_CASE)
    /* TRANSLATORS: button: the route sheet over the selected cases */
    add_button (self, _ ("Print _Route"), G_CALLBACK (on_route_clicked_cb));
  if (find_paper (kind, &paper))
    /* TRANSLATORS: button: the papers of the selected records, one behind the other */
    add_button (self, _ ("_Print…"), G_CALLBACK (on_print_clicked_cb));
  /* TRANSLATORS: button: no record is selected any more */
  add_button (self, _ ("Select _None"), G_CALLBACK (on_clear_clicked_cb));
}

void
nx_bulk_bar_set_selection (NxBulkBar *self, NxListSelection *selection)
{
  g_return_if_fail (NX_IS_BULK_BAR (self));
  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  g_set_object (&self->selection, selection);
  if (selection != NULL)
    g_signal_connect_object (selection, "selection-changed", G_CALLBACK (update), self,
                             G_CONNECT_SWAPPED);
  update (self);
}
