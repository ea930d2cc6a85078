/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The pages of the window: one root for each line of the table, and what is pushed over it. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-window-private.h"

#include "nx-page-table.h"

void
nx_window_update_chrome (NxWindow *self)
{
  gboolean is_folded = adw_leaflet_get_folded (self->leaflet);
  gboolean is_narrow = nx_width_bin_is_narrow (self->width_bin);

  for (guint i = 0; i < self->trail->len; i++)
    nx_page_set_chrome (g_ptr_array_index (self->trail, i), i > 0, is_folded, is_narrow,
                        self->find_sheet != NULL, nx_width_bin_is_tight (self->width_bin));
  nx_window_update_page_bar (self);
  nx_window_update_actions (self);
}

/* The keys of a page work while the focus is inside it; a page that did not take it gets it. */
static void
ensure_focus (NxWindow *self, NxPage *page)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  if (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (page)))
    gtk_widget_child_focus (GTK_WIDGET (page), GTK_DIR_TAB_FORWARD);
}

static void
show_top (NxWindow *self, GtkStackTransitionType transition)
{
  NxPage *page = nx_window_get_page (self);

  gtk_stack_set_transition_type (self->content_stack, transition);
  gtk_stack_set_visible_child (self->content_stack, GTK_WIDGET (page));
  adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (self->width_bin));
  nx_window_update_chrome (self);
  nx_page_shown (page);
  ensure_focus (self, page);
}

static void
drop_pushed (NxWindow *self)
{
  while (self->trail->len > 1)
    {
      NxPage *page = g_ptr_array_steal_index (self->trail, self->trail->len - 1);

      nx_page_flush (page);
      gtk_stack_remove (self->content_stack, GTK_WIDGET (page));
    }
}

static NxPage *
ensure_root (NxWindow *self, const NxPageSpec *spec)
{
  NxPage *page = g_hash_table_lookup (self->roots, spec->id);

  if (page != NULL)
    return page;
  page = spec->create (nx_session_get_store (self->session));
  if (nx_page_get_title (page) == NULL)
    nx_page_set_title (page, g_dgettext (GETTEXT_PACKAGE, spec->label));
  gtk_stack_add_child (self->content_stack, GTK_WIDGET (page));
  g_hash_table_insert (self->roots, (gpointer)spec->id, page);
  return page;
}

void
nx_window_push_page (NxWindow *self, NxPage *page)
{
  g_return_if_fail (NX_IS_WINDOW (self));
  g_return_if_fail (NX_IS_PAGE (page));
  g_return_if_fail (self->trail->len > 0);
  gtk_stack_add_child (self->content_stack, GTK_WIDGET (page));
  g_ptr_array_add (self->trail, page);
  show_top (self, GTK_STACK_TRANSITION_TYPE_SLIDE_LEFT);
}

gboolean
nx_window_pop_page (NxWindow *self)
{
  NxPage *page = NULL;

  g_return_val_if_fail (NX_IS_WINDOW (self), FALSE);
  if (self->trail->len < 2)
    return FALSE;
  page = g_ptr_array_steal_index (self->trail, self->trail->len - 1);
  nx_page_flush (page);
  show_top (self, GTK_STACK_TRANSITION_TYPE_SLIDE_RIGHT);
  gtk_stack_remove (self->content_stack, GTK_WIDGET (page));
  return TRUE;
}

void
nx_window_show_root (NxWindow *self, const char *id)
{
  const NxPageSpec *spec = nx_page_table_find (id);

  g_return_if_fail (NX_IS_WINDOW (self));
  g_return_if_fail (spec != NULL);
  if (nx_session_get_store (self->session) == NULL)
    return;
  drop_pushed (self);
  g_ptr_array_set_size (self->trail, 0);
  g_ptr_array_add (self->trail, ensure_root (self, spec));
  if (self->root_id != spec->id)
    {
      g_free (self->root_id);
      self->root_id = g_strdup (spec->id);
      nx_window_keep_page (self);
    }
  nx_window_select_row (self, spec->id); /* not id: it may be the root_id freed above */
  show_top (self, GTK_STACK_TRANSITION_TYPE_CROSSFADE);
}

NxPage *
nx_window_get_page (NxWindow *self)
{
  g_return_val_if_fail (NX_IS_WINDOW (self), NULL);
  return self->trail->len > 0 ? g_ptr_array_index (self->trail, self->trail->len - 1) : NULL;
}

static gboolean
stands_over (GtkWindow *window, NxWindow *self)
{
  for (GtkWindow *below = gtk_window_get_transient_for (window); below != NULL;
       below = gtk_window_get_transient_for (below))
    if (below == GTK_WINDOW (self))
      return TRUE;
  return FALSE;
}

/* Preferences, about, keys, dialogs: over a locked office they would show what is in it. Each is
 * closed as by its user, since a dialog's owner waits for the answer; closing one may close others.
 */
static void
close_windows_above (NxWindow *self)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    g_object_ref (l->data);
  for (GList *l = windows; l != NULL; l = l->next)
    {
      if (stands_over (l->data, self))
        gtk_window_close (l->data);
      g_object_unref (l->data);
    }
}

void
nx_window_empty (NxWindow *self)
{
  GHashTableIter iter;
  gpointer page = NULL;

  g_return_if_fail (NX_IS_WINDOW (self));
  if (self->trail->len > 0)
    close_windows_above (self);
  nx_window_stop_counts (self);
  nx_window_clear_undo (self);
  nx_window_dismiss_toast (self);
  if (self->find_sheet != NULL)
    gtk_widget_set_visible (self->find_sheet, FALSE);
  drop_pushed (self);
  g_ptr_array_set_size (self->trail, 0);
  g_hash_table_iter_init (&iter, self->roots);
  while (g_hash_table_iter_next (&iter, NULL, &page))
    {
      nx_page_flush (page);
      g_hash_table_iter_remove (&iter);
      gtk_stack_remove (self->content_stack, page);
    }
  adw_avatar_set_text (self->worker_avatar, "");
  gtk_label_set_label (self->worker_label, "");
  nx_window_update_actions (self);
}
