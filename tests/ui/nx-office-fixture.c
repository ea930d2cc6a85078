/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * A window on an empty folder, and a hand that answers its questions; for tests of the start. */
#include "config.h"

#include "nx-office-fixture.h"

#include <glib/gstdio.h>

void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name = NULL;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        remove_tree (child);
      else
        g_unlink (child);
    }
  g_rmdir (path);
}

void
wait_for_state (Fixture *self, NxSessionState state)
{
  nx_test_wait (nx_session_get_state (self->session) == state);
}

void
open_window (Fixture *self)
{
  self->session = nx_session_new (self->folder);
  self->window = nx_window_new (NULL, self->session);
  gtk_window_present (GTK_WINDOW (self->window));
  nx_session_start (self->session);
}

void
close_window (Fixture *self)
{
  gpointer window = self->window;
  gpointer session = self->session;

  g_object_add_weak_pointer (window, &window);
  g_object_add_weak_pointer (session, &session);
  nx_session_shut (self->session);
  gtk_window_destroy (GTK_WINDOW (self->window));
  g_clear_object (&self->session);
  nx_test_wait (window == NULL && session == NULL);
}

void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("nx-window-XXXXXX", &error);
  g_assert_no_error (error);
  open_window (self);
  wait_for_state (self, NX_SESSION_NONE);
}

void
tear_down (Fixture *self, gconstpointer data)
{
  close_window (self);
  remove_tree (self->folder);
  g_free (self->folder);
}

GtkWidget *
find_named (GtkWidget *widget, const char *id)
{
  if (g_strcmp0 (gtk_buildable_get_buildable_id (GTK_BUILDABLE (widget)), id) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_named (child, id);

      if (found != NULL)
        return found;
    }
  return NULL;
}

GtkWidget *
get_named (Fixture *self, const char *id)
{
  GtkWidget *found = find_named (GTK_WIDGET (self->window), id);

  if (found == NULL)
    g_error ("there is no %s", id);
  return found;
}

void
press (Fixture *self, const char *id)
{
  GtkWidget *button = get_named (self, id);

  nx_test_wait (gtk_widget_get_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
}

void
type (Fixture *self, const char *id, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (get_named (self, id)), text);
}

void
choose (Fixture *self, const char *row_id)
{
  g_signal_emit_by_name (get_named (self, "choices"), "row-activated", get_named (self, row_id));
}

void
answer_questions (Fixture *self, gboolean use_keyring, const char *passphrase)
{
  choose (self, "new_row");
  g_assert_false (gtk_widget_get_sensitive (get_named (self, "name_next")));
  type (self, "name_row", "Test office");
  press (self, "name_next");
  type (self, "place_row", "heping xinhua");
  press (self, "place_next");
  type (self, "worker_row", "林晓岚");
  press (self, "worker_next");
  gtk_switch_set_active (GTK_SWITCH (get_named (self, "keyring_switch")), use_keyring);
  type (self, "passphrase_row", passphrase);
  type (self, "again_row", passphrase);
  press (self, "protect_next");
}

void
lock_office (Fixture *self)
{
  nx_session_lock (self->session, NX_LOCK_USER);
  wait_for_state (self, NX_SESSION_LOCKED);
}
