/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Tests what the window does for backups: made by itself, carried on, tried out, looked into,
 * restored on a new computer and over an office that is open. */
#include "config.h"

#include "nx-backup-steps.h"
#include "nx-backups-window.h"
#include "nx-office-fixture.h"
#include "nx-restore-window.h"
#include "nx-settings.h"
#include "nx-store-error.h"
#include "nx-ui-test.h"

#include <glib/gstdio.h>

static void
make_office (Fixture *self)
{
  answer_questions (self, FALSE, PASSPHRASE);
  wait_for_state (self, NX_SESSION_OPEN);
}

static NxBackup *
make_backup (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  NxBackup *backup = nx_backup_make (nx_session_get_store (self->session), NULL, NX_BACKUP_BY_HAND,
                                     NULL, NULL, &error);

  g_assert_no_error (error);
  return backup;
}

static guint
count_files (const char *folder)
{
  g_autoptr (GPtrArray) backups = nx_backup_list (folder, NULL);

  return backups->len;
}

/* The keeper */

static void
test_keeper (Fixture *self, gconstpointer data)
{
  g_autoptr (NxBackupKeeper) keeper = nx_backup_keeper_new (self->session);
  g_autofree char *second = g_dir_make_tmp ("nx-stick-XXXXXX", NULL);
  g_autofree char *own = nx_backup_dup_folder (self->folder);
  g_autofree char *rehearsed = g_build_filename (own, "rehearsed", NULL);

  nx_backup_keeper_look (keeper, FALSE); /* nothing is open yet */
  g_assert_cmpint (nx_backup_keeper_get_work (keeper), ==, NX_BACKUP_IDLE);
  make_office (self);
  g_assert_cmpint (nx_backup_keeper_get_last (keeper), ==, 0);
  nx_backup_keeper_set_second (keeper, second);
  g_assert_cmpint (nx_backup_keeper_get_work (keeper), ==, NX_BACKUP_COPYING);
  nx_backup_keeper_look (keeper, TRUE); /* one at a time */
  nx_test_wait (nx_backup_keeper_get_work (keeper) == NX_BACKUP_IDLE);
  g_assert_no_error (nx_backup_keeper_get_error (keeper));
  g_assert_no_error (nx_backup_keeper_get_second_error (keeper));
  g_assert_cmpint (nx_backup_keeper_get_last (keeper), >, 0);
  g_assert_cmpuint (count_files (own), ==, 1);
  g_assert_cmpuint (count_files (second), ==, 1);
  g_assert_true (g_file_test (rehearsed, G_FILE_TEST_EXISTS));
  g_assert_false (nx_backup_step_is_rehearsal_due (own));

  /* There is one of today: nothing more is made, by itself; by hand it is. */
  nx_backup_keeper_look (keeper, FALSE);
  nx_test_wait (nx_backup_keeper_get_work (keeper) == NX_BACKUP_IDLE);
  g_assert_cmpuint (count_files (own), ==, 1);
  remove_tree (second);
  nx_backup_keeper_look (keeper, TRUE);
  nx_test_wait (nx_backup_keeper_get_work (keeper) == NX_BACKUP_IDLE);
  g_assert_cmpuint (count_files (own), ==, 2);
  g_assert_error (nx_backup_keeper_get_second_error (keeper), NX_STORE_ERROR,
                  NX_STORE_ERROR_NOT_FOUND);
  g_assert_no_error (nx_backup_keeper_get_error (keeper));
  nx_backup_keeper_set_second (keeper, NULL);
  nx_test_wait (nx_backup_keeper_get_work (keeper) == NX_BACKUP_IDLE);
  g_assert_no_error (nx_backup_keeper_get_second_error (keeper));
}

static void
test_locked_meanwhile (Fixture *self, gconstpointer data)
{
  g_autoptr (NxBackupKeeper) keeper = nx_backup_keeper_new (self->session);
  g_autofree char *own = nx_backup_dup_folder (self->folder);

  make_office (self);
  nx_backup_keeper_look (keeper, TRUE);
  nx_session_lock (self->session, NX_LOCK_USER);
  wait_for_state (self, NX_SESSION_LOCKED);
  nx_test_wait (nx_backup_keeper_get_work (keeper) == NX_BACKUP_IDLE);
  g_assert_no_error (nx_backup_keeper_get_error (keeper));
  g_assert_cmpint (nx_backup_keeper_get_last (keeper), ==, 0);
}

/* The window of backups */

static void
test_window (Fixture *self, gconstpointer data)
{
  g_autoptr (NxBackupKeeper) keeper = nx_backup_keeper_new (self->session);
  NxBackupsWindow *window = NULL;
  GtkWidget *list = NULL;

  make_office (self);
  window = nx_backups_window_new (GTK_WINDOW (self->window), self->session, keeper);
  gtk_window_present (GTK_WINDOW (window));
  nx_test_wait (nx_test_shows (GTK_WIDGET (window), "no backup of this office yet"));
  list = find_named (GTK_WIDGET (window), "backup_list");
  g_signal_emit_by_name (find_named (GTK_WIDGET (window), "make_button"), "clicked");
  g_assert_false (gtk_widget_get_sensitive (find_named (GTK_WIDGET (window), "make_button")));
  nx_test_wait (gtk_widget_get_sensitive (find_named (GTK_WIDGET (window), "make_button")));
  nx_test_wait (nx_test_shows (list, "Made by hand"));
  g_assert_true (nx_test_shows (GTK_WIDGET (window), "read back whole"));
  nx_test_check_names (GTK_WIDGET (window));
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *)&window);
  nx_session_lock (self->session, NX_LOCK_USER);
  wait_for_state (self, NX_SESSION_LOCKED);
  nx_test_wait (window == NULL);
}

/* The bar of the window */

static NxBackupsWindow *
open_backups (Fixture *self)
{
  g_autoptr (GList) all = NULL;

  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.backups", NULL);
  all = gtk_window_list_toplevels ();
  for (GList *one = all; one != NULL; one = one->next)
    if (NX_IS_BACKUPS_WINDOW (one->data))
      return one->data;
  g_assert_not_reached ();
}

static gboolean
is_warned (Fixture *self, const char *words)
{
  GtkWidget *revealer = get_named (self, "warning_revealer");

  return gtk_revealer_get_reveal_child (GTK_REVEALER (revealer)) && nx_test_shows (revealer, words);
}

static void
test_failure_is_said (Fixture *self, gconstpointer data)
{
  g_autofree char *own = nx_backup_dup_folder (self->folder);
  NxBackupsWindow *window = NULL;
  GtkWidget *button = NULL;

  make_office (self);
  g_assert_true (g_file_set_contents (own, "not a folder", -1, NULL));
  window = open_backups (self);
  button = find_named (GTK_WIDGET (window), "make_button");
  g_signal_emit_by_name (button, "clicked");
  nx_test_wait (is_warned (self, "The backup failed"));
  g_assert_no_errno (g_unlink (own));
  nx_test_wait (gtk_widget_get_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
  nx_test_wait (!is_warned (self, "The backup failed"));
  g_assert_cmpuint (count_files (own), ==, 1);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* The same pages, said to be of @days before. */
static void
make_older (NxBackup *backup, int days)
{
  g_autofree char *pages = NULL;
  g_autoptr (GBytes) tail = NULL;
  g_autoptr (GByteArray) all = g_byte_array_new ();
  gsize size = 0;

  g_assert_true (g_file_get_contents (backup->path, &pages, &size, NULL));
  backup->made_at -= days * G_TIME_SPAN_DAY / G_TIME_SPAN_SECOND;
  tail = nx_backup_to_bytes (backup);
  g_byte_array_append (all, (const guint8 *)pages, (guint)backup->n_bytes);
  g_byte_array_append (all, g_bytes_get_data (tail, NULL), (guint)g_bytes_get_size (tail));
  g_assert_true (
      g_file_set_contents (backup->path, (const char *)all->data, (gssize)all->len, NULL));
}

/* Where none is made each day, and only there. */
static void
test_age_is_said (Fixture *self, gconstpointer data)
{
  g_autoptr (GSettings) settings = nx_settings_new ();
  g_autoptr (NxBackup) backup = NULL;

  g_settings_set_boolean (settings, "backup-daily", FALSE);
  make_office (self);
  backup = make_backup (self);
  for (int days = 6; days <= 8; days += 2)
    {
      g_autoptr (NxBackup) read = nx_backup_read (backup->path, NULL);

      make_older (read, days - (days == 8 ? 6 : 0));
      lock_office (self);
      type (self, "passphrase_row", PASSPHRASE);
      press (self, "unlock_button");
      wait_for_state (self, NX_SESSION_OPEN);
      nx_test_wait (is_warned (self, days == 8 ? "more than a week" : "no recovery sheet"));
    }
  g_settings_reset (settings, "backup-daily");
}

/* Restoring */

static void
press_in (NxRestoreWindow *window, const char *id)
{
  GtkWidget *button = find_named (GTK_WIDGET (window), id);

  nx_test_wait (gtk_widget_get_mapped (button) && gtk_widget_get_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
}

static gboolean
is_shown (NxRestoreWindow *window, const char *id)
{
  return gtk_widget_get_mapped (find_named (GTK_WIDGET (window), id));
}

static void
remove_replaced (Fixture *self)
{
  g_autofree char *parent = g_path_get_dirname (self->folder);
  g_autofree char *begin = g_path_get_basename (self->folder);
  g_autoptr (GDir) dir = g_dir_open (parent, 0, NULL);
  const char *name = NULL;
  guint n_found = 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (parent, name, NULL);

      if (!g_str_has_prefix (name, begin) || g_str_equal (name, begin))
        continue;
      g_assert_nonnull (strstr (name, "-replaced-"));
      remove_tree (path);
      n_found++;
    }
  g_assert_cmpuint (n_found, ==, 1);
}

static void
test_restore_over (Fixture *self, gconstpointer data)
{
  g_autoptr (NxBackup) backup = NULL;
  NxRestoreWindow *window = NULL;

  make_office (self);
  backup = make_backup (self);
  window = nx_restore_window_new (GTK_WINDOW (self->window), self->session, backup);
  gtk_window_present (GTK_WINDOW (window));
  /* The key of the open office fits: nothing is asked. */
  nx_test_wait (is_shown (window, "restore_button"));
  g_assert_false (is_shown (window, "secret_row"));
  g_assert_true (nx_test_shows (GTK_WIDGET (window), "is kept in a folder beside it"));
  press_in (window, "restore_button");
  nx_test_wait (is_shown (window, "open_button"));
  g_assert_cmpint (nx_session_get_state (self->session), ==, NX_SESSION_LOCKED);
  g_assert_true (nx_test_shows (GTK_WIDGET (window), "-replaced-"));
  press_in (window, "open_button");
  nx_test_wait (nx_session_get_state (self->session) == NX_SESSION_LOCKED);
  type (self, "passphrase_row", PASSPHRASE);
  press (self, "unlock_button");
  wait_for_state (self, NX_SESSION_OPEN);
  remove_replaced (self);
}

/* As on another computer: an empty folder, and a file on a stick. */
static void
test_restore_first (Fixture *self, gconstpointer data)
{
  g_autofree char *stick = g_dir_make_tmp ("nx-stick-XXXXXX", NULL);
  g_autoptr (NxBackup) made = NULL;
  g_autoptr (NxBackup) backup = NULL;
  NxRestoreWindow *window = NULL;

  make_office (self);
  made = make_backup (self);
  backup = nx_backup_copy (made, nx_session_peek_key (self->session), stick, NULL, NULL);
  g_assert_nonnull (backup);
  close_window (self);
  remove_tree (self->folder);
  open_window (self);
  wait_for_state (self, NX_SESSION_NONE);

  window = nx_restore_window_new (GTK_WINDOW (self->window), self->session, backup);
  gtk_window_present (GTK_WINDOW (window));
  nx_test_wait (is_shown (window, "secret_row"));
  g_assert_false (is_shown (window, "restore_button"));
  gtk_editable_set_text (GTK_EDITABLE (find_named (GTK_WIDGET (window), "secret_row")),
                         "not the one at all");
  press_in (window, "secret_button");
  nx_test_wait (gtk_revealer_get_reveal_child (
      GTK_REVEALER (find_named (GTK_WIDGET (window), "error_revealer"))));
  gtk_editable_set_text (GTK_EDITABLE (find_named (GTK_WIDGET (window), "secret_row")), PASSPHRASE);
  press_in (window, "secret_button");
  nx_test_wait (is_shown (window, "restore_button"));
  g_assert_cmpstr (
      gtk_editable_get_text (GTK_EDITABLE (find_named (GTK_WIDGET (window), "secret_row"))), ==,
      "");
  press_in (window, "restore_button");
  nx_test_wait (is_shown (window, "open_button"));
  press_in (window, "open_button");
  wait_for_state (self, NX_SESSION_LOCKED);
  type (self, "passphrase_row", PASSPHRASE);
  press (self, "unlock_button");
  wait_for_state (self, NX_SESSION_OPEN);
  g_assert_cmpstr (nx_session_get_worker_name (self->session), ==, "林晓岚");
  remove_tree (stick);
}

/* Locked before it was restored: its key goes too. */
static void
test_restore_locked (Fixture *self, gconstpointer data)
{
  g_autoptr (NxBackup) backup = NULL;
  NxRestoreWindow *window = NULL;

  make_office (self);
  backup = make_backup (self);
  window = nx_restore_window_new (GTK_WINDOW (self->window), self->session, backup);
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *)&window);
  gtk_window_present (GTK_WINDOW (window));
  nx_session_lock (self->session, NX_LOCK_IDLE);
  nx_test_wait (window == NULL);
}

static void
test_restore_damaged (Fixture *self, gconstpointer data)
{
  g_autoptr (NxBackup) backup = NULL;
  g_autofree char *content = NULL;
  NxRestoreWindow *window = NULL;
  gsize size = 0;

  make_office (self);
  backup = make_backup (self);
  g_assert_true (g_file_get_contents (backup->path, &content, &size, NULL));
  content[9000] ^= 1;
  g_assert_true (g_file_set_contents (backup->path, content, (gssize)size, NULL));
  window = nx_restore_window_new (GTK_WINDOW (self->window), self->session, backup);
  gtk_window_present (GTK_WINDOW (window));
  nx_test_wait (nx_test_shows (GTK_WIDGET (window), "Nothing was changed"));
  nx_test_wait (nx_test_shows (GTK_WIDGET (window), "This backup is damaged"));
  g_assert_false (is_shown (window, "restore_button"));
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/ui/backups/age-is-said", test_age_is_said);
  ADD ("/ui/backups/failure-is-said", test_failure_is_said);
  ADD ("/ui/backups/keeper", test_keeper);
  ADD ("/ui/backups/locked-meanwhile", test_locked_meanwhile);
  ADD ("/ui/backups/window", test_window);
  ADD ("/ui/restore/over", test_restore_over);
  ADD ("/ui/restore/first", test_restore_first);
  ADD ("/ui/restore/locked", test_restore_locked);
  ADD ("/ui/restore/damaged", test_restore_damaged);
#undef ADD
  return g_test_run ();
}
