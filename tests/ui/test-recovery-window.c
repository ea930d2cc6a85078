/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Tests the making of a recovery sheet: nothing opens before its code was typed back, then it does.
 */
#include "config.h"

#include "nx-office-fixture.h"
#include "nx-recovery-window.h"
#include "nx-ui-test.h"
#include "nx-ways-window.h"

#include <glib/gstdio.h>

static NxRecoveryWindow *
open_sheet (Fixture *self)
{
  NxRecoveryWindow *window = NULL;

  answer_questions (self, FALSE, PASSPHRASE);
  wait_for_state (self, NX_SESSION_OPEN);
  window = nx_recovery_window_new (GTK_WINDOW (self->window), self->session);
  gtk_window_present (GTK_WINDOW (window));
  return window;
}

static gboolean
has_code (Fixture *self)
{
  return nx_key_file_has_kind (nx_unlock_get_key_file (nx_session_get_unlock (self->session)),
                               NX_KEY_SLOT_RECOVERY);
}

static void
type_back (NxRecoveryWindow *window, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (find_named (GTK_WIDGET (window), "code_row")), text);
}

static gboolean
can_finish (NxRecoveryWindow *window)
{
  return gtk_widget_get_sensitive (find_named (GTK_WIDGET (window), "finish_button"));
}

static void
test_typed_back (Fixture *self, gconstpointer data)
{
  NxRecoveryWindow *window = open_sheet (self);
  g_autoptr (NxRecoveryCode) other = nx_recovery_code_new_random ();
  g_autofree char *code = g_ascii_strdown (nx_recovery_window_get_code (window), -1);
  g_autofree char *begin = g_strndup (code, 14);
  g_autofree char *slip = g_strdup (code);

  g_assert_false (can_finish (window));
  type_back (window, begin);
  g_assert_true (nx_test_shows (GTK_WIDGET (window), "3 of 11 groups"));
  slip[1] = slip[1] == '7' ? '8' : '7';
  type_back (window, slip);
  g_assert_true (nx_test_shows (GTK_WIDGET (window), "group 1 again"));
  type_back (window, nx_recovery_code_get_text (other));
  g_assert_true (nx_test_shows (GTK_WIDGET (window), "another sheet"));
  g_assert_false (can_finish (window));
  g_assert_false (has_code (self));

  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *)&window);
  type_back (window, code);
  g_assert_true (can_finish (window));
  g_signal_emit_by_name (find_named (GTK_WIDGET (window), "finish_button"), "clicked");
  nx_test_wait (window == NULL);
  g_assert_true (has_code (self));

  lock_office (self);
  press (self, "recovery_button");
  type (self, "code_row", code);
  press (self, "code_button");
  wait_for_state (self, NX_SESSION_OPEN);
}

/* At every opening, until there is one. */
static void
test_asked_for (Fixture *self, gconstpointer data)
{
  GtkWidget *warning = NULL;
  GtkWidget *button = NULL;
  NxRecoveryWindow *window = NULL;
  g_autoptr (GList) all = NULL;

  answer_questions (self, FALSE, PASSPHRASE);
  wait_for_state (self, NX_SESSION_OPEN);
  warning = get_named (self, "warning_revealer");
  nx_test_wait (gtk_revealer_get_reveal_child (GTK_REVEALER (warning)));
  g_assert_true (nx_test_shows (warning, "no recovery sheet"));
  press (self, "warning_close");
  g_assert_false (gtk_revealer_get_reveal_child (GTK_REVEALER (warning)));
  lock_office (self);
  type (self, "passphrase_row", PASSPHRASE);
  press (self, "unlock_button");
  wait_for_state (self, NX_SESSION_OPEN);
  nx_test_wait (gtk_revealer_get_reveal_child (GTK_REVEALER (warning)));

  button = gtk_widget_get_parent (get_named (self, "warning_action"));
  g_signal_emit_by_name (button, "clicked");
  all = gtk_window_list_toplevels ();
  for (GList *one = all; one != NULL; one = one->next)
    if (NX_IS_RECOVERY_WINDOW (one->data))
      window = one->data;
  g_assert_nonnull (window);
  type_back (window, nx_recovery_window_get_code (window));
  g_signal_emit_by_name (find_named (GTK_WIDGET (window), "finish_button"), "clicked");
  nx_test_wait (!gtk_revealer_get_reveal_child (GTK_REVEALER (warning)));
}

/* Closed before: the sheet opens nothing. */
static void
test_closed_before (Fixture *self, gconstpointer data)
{
  NxRecoveryWindow *window = open_sheet (self);

  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *)&window);
  gtk_window_close (GTK_WINDOW (window));
  nx_test_wait (window == NULL);
  g_assert_false (has_code (self));
}

static void
test_saved (Fixture *self, gconstpointer data)
{
  NxRecoveryWindow *window = open_sheet (self);
  g_autofree char *folder = g_dir_make_tmp ("nx-sheet-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "sheet.pdf", NULL);
  g_autofree char *nowhere = g_build_filename (folder, "nowhere", "sheet.pdf", NULL);
  GtkRevealer *revealer = GTK_REVEALER (find_named (GTK_WIDGET (window), "error_revealer"));
  GStatBuf info;

  nx_recovery_window_save (window, nowhere);
  nx_test_wait (gtk_revealer_get_reveal_child (revealer));
  nx_recovery_window_save (window, path);
  nx_test_wait (g_file_test (path, G_FILE_TEST_EXISTS));
  nx_test_wait (!gtk_revealer_get_reveal_child (revealer));
  g_assert_no_errno (g_stat (path, &info));
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *)&window);
  nx_session_lock (self->session, NX_LOCK_SCREEN);
  nx_test_wait (window == NULL);
  remove_tree (folder);
}

/* The list of ways shows the new one. */
static void
test_listed (Fixture *self, gconstpointer data)
{
  NxWaysWindow *ways = NULL;
  GtkWidget *list = NULL;
  NxRecoveryWindow *window = NULL;
  g_autoptr (GList) all = NULL;

  answer_questions (self, FALSE, PASSPHRASE);
  wait_for_state (self, NX_SESSION_OPEN);
  ways = nx_ways_window_new (GTK_WINDOW (self->window), self->session);
  gtk_window_present (GTK_WINDOW (ways));
  list = find_named (GTK_WIDGET (ways), "way_list");
  g_assert_false (nx_test_shows (list, "Recovery code"));
  g_signal_emit_by_name (find_named (GTK_WIDGET (ways), "sheet_row"), "activated");
  all = gtk_window_list_toplevels ();
  for (GList *one = all; one != NULL; one = one->next)
    if (NX_IS_RECOVERY_WINDOW (one->data))
      window = one->data;
  g_assert_nonnull (window);
  type_back (window, nx_recovery_window_get_code (window));
  g_signal_emit_by_name (find_named (GTK_WIDGET (window), "finish_button"), "clicked");
  nx_test_wait (nx_test_shows (list, "Recovery code"));
  gtk_window_destroy (GTK_WINDOW (ways));
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/ui/recovery-window/asked-for", test_asked_for);
  ADD ("/ui/recovery-window/closed-before", test_closed_before);
  ADD ("/ui/recovery-window/listed", test_listed);
  ADD ("/ui/recovery-window/saved", test_saved);
  ADD ("/ui/recovery-window/typed-back", test_typed_back);
#undef ADD
  return g_test_run ();
}
