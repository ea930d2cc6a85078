/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Tests the renewal of the key in the window: what is typed stays, the rest ends, slips change
 * nothing. */
#include "config.h"

#include "nx-office-fixture.h"
#include "nx-renew-key-window.h"
#include "nx-ui-test.h"
#include "nx-ways-window.h"

#define OTHER_PASSPHRASE "fenster wolke 12 seife"

static void
ways_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (nx_session_ways_finish (NX_SESSION (source), result, &error));
  g_assert_no_error (error);
  *(gboolean *)data = TRUE;
}

static NxRecoveryCode *
add_ways (Fixture *self)
{
  g_autoptr (NxRecoveryCode) code = nx_recovery_code_new_random ();
  gboolean is_added = FALSE;

  nx_session_add_passphrase_async (self->session, OTHER_PASSPHRASE, NULL, ways_cb, &is_added);
  nx_test_wait (is_added);
  is_added = FALSE;
  nx_session_add_recovery_async (self->session, code, NULL, ways_cb, &is_added);
  nx_test_wait (is_added);
  return g_steal_pointer (&code);
}

static NxRenewKeyWindow *
find_window (void)
{
  g_autoptr (GList) all = gtk_window_list_toplevels ();

  for (GList *one = all; one != NULL; one = one->next)
    if (NX_IS_RENEW_KEY_WINDOW (one->data))
      return one->data;
  return NULL;
}

/* By the list of ways, as people come to it. */
static NxRenewKeyWindow *
open_renewal (Fixture *self)
{
  NxWaysWindow *ways = nx_ways_window_new (GTK_WINDOW (self->window), self->session);

  gtk_window_present (GTK_WINDOW (ways));
  g_signal_emit_by_name (find_named (GTK_WIDGET (ways), "renew_row"), "activated");
  nx_test_wait (find_window () != NULL);
  return find_window ();
}

static NxKeyFile *
get_keys (Fixture *self)
{
  return nx_unlock_get_key_file (nx_session_get_unlock (self->session));
}

static GtkWidget *
find_row (GtkWidget *widget, const char *name)
{
  GtkWidget *found = NULL;

  if (ADW_IS_ENTRY_ROW (widget) && g_strcmp0 (gtk_widget_get_name (widget), name) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_row (child, name);
  return found;
}

/* Types into the row of the @n-th way, which are three: passphrase, passphrase, code. */
static GtkWidget *
type_secret (Fixture *self, NxRenewKeyWindow *window, guint n, const char *text)
{
  const char *uid = nx_key_slot_get_uid (nx_key_file_get_slot (get_keys (self), n));
  GtkWidget *group = find_named (GTK_WIDGET (window), "way_group");
  GtkWidget *row = find_row (group, uid);

  g_assert_nonnull (row);
  gtk_editable_set_text (GTK_EDITABLE (row), text);
  return row;
}

static void
click (NxRenewKeyWindow *window, const char *id)
{
  GtkWidget *button = find_named (GTK_WIDGET (window), id);

  g_assert_true (gtk_widget_get_sensitive (button) && gtk_widget_get_visible (button));
  g_signal_emit_by_name (button, "clicked");
}

static void
test_renewed (Fixture *self, gconstpointer data)
{
  NxRenewKeyWindow *window = NULL;
  GtkWidget *renew = NULL;
  g_autofree char *old_key = NULL;
  g_autoptr (NxRecoveryCode) code = NULL;

  answer_questions (self, FALSE, PASSPHRASE);
  wait_for_state (self, NX_SESSION_OPEN);
  code = add_ways (self);
  old_key = g_strdup (nx_key_file_get_key_id (get_keys (self)));
  window = open_renewal (self);
  renew = find_named (GTK_WIDGET (window), "renew_button");
  g_assert_false (gtk_widget_get_sensitive (renew));
  g_assert_true (nx_test_shows (GTK_WIDGET (window), "at least one"));
  type_secret (self, window, 0, PASSPHRASE);
  g_assert_true (nx_test_shows (GTK_WIDGET (window), "2 of them end"));
  type_secret (self, window, 2, nx_recovery_code_get_text (code));
  g_assert_true (nx_test_shows (GTK_WIDGET (window), "1 of them ends"));
  click (window, "renew_button");
  nx_test_wait (gtk_widget_get_visible (find_named (GTK_WIDGET (window), "open_button")));
  g_assert_true (nx_test_shows (GTK_WIDGET (window), "1 way to unlock has ended"));
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *)&window);
  click (window, "open_button");
  nx_test_wait (window == NULL);

  wait_for_state (self, NX_SESSION_LOCKED);
  g_assert_cmpstr (nx_key_file_get_key_id (get_keys (self)), !=, old_key);
  g_assert_cmpuint (nx_key_file_get_n_slots (get_keys (self)), ==, 2);
  type (self, "passphrase_row", OTHER_PASSPHRASE);
  press (self, "unlock_button");
  nx_test_wait (*gtk_editable_get_text (GTK_EDITABLE (get_named (self, "passphrase_row"))) == '\0');
  g_assert_cmpint (nx_session_get_state (self->session), ==, NX_SESSION_LOCKED);
  type (self, "passphrase_row", PASSPHRASE);
  press (self, "unlock_button");
  wait_for_state (self, NX_SESSION_OPEN);
  lock_office (self);
  press (self, "recovery_button");
  type (self, "code_row", nx_recovery_code_get_text (code));
  press (self, "code_button");
  wait_for_state (self, NX_SESSION_OPEN);
}

/* A slip is told at its row, and nothing has happened. */
static void
test_slip (Fixture *self, gconstpointer data)
{
  NxRenewKeyWindow *window = NULL;
  GtkWidget *row = NULL;
  g_autofree char *old_key = NULL;
  g_autoptr (NxRecoveryCode) code = NULL;
  g_autoptr (NxRecoveryCode) other = nx_recovery_code_new_random ();

  answer_questions (self, FALSE, PASSPHRASE);
  wait_for_state (self, NX_SESSION_OPEN);
  code = add_ways (self);
  old_key = g_strdup (nx_key_file_get_key_id (get_keys (self)));
  window = open_renewal (self);
  row = type_secret (self, window, 1, PASSPHRASE); /* that of the other row */
  click (window, "renew_button");
  nx_test_wait (gtk_widget_has_css_class (row, "error"));
  g_assert_cmpint (nx_session_get_state (self->session), ==, NX_SESSION_OPEN);
  type_secret (self, window, 1, "");
  g_assert_false (gtk_widget_has_css_class (row, "error"));
  row = type_secret (self, window, 2, "not a code");
  click (window, "renew_button");
  g_assert_true (gtk_widget_has_css_class (row, "error"));
  type_secret (self, window, 2, nx_recovery_code_get_text (other));
  click (window, "renew_button");
  nx_test_wait (gtk_widget_has_css_class (row, "error"));
  g_assert_cmpstr (nx_key_file_get_key_id (get_keys (self)), ==, old_key);
  /* Locked by somebody else it goes, and what was typed with it. */
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *)&window);
  nx_session_lock (self->session, NX_LOCK_SCREEN);
  nx_test_wait (window == NULL);
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/ui/renew-key/renewed", test_renewed);
  ADD ("/ui/renew-key/slip", test_slip);
#undef ADD
  return g_test_run ();
}
