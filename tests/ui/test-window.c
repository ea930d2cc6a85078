/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Tests the window around an office: first run, making one with the real keyring, lock, unlock. */
#include "config.h"

#include "nx-about.h"
#include "nx-backup.h"
#include "nx-bulk-bar.h"
#include "nx-office-fixture.h"
#include "nx-page-table.h"
#include "nx-preferences-window.h"
#include "nx-record-kinds.h"
#include "nx-records.h"
#include "nx-save.h"
#include "nx-settings.h"

#include <glib/gstdio.h>

static void
test_first_run (Fixture *self, gconstpointer data)
{
  g_assert_null (nx_session_get_store (self->session));
  nx_test_check_names (GTK_WIDGET (self->window));
  answer_questions (self, TRUE, "");
  nx_test_wait (nx_session_get_state (self->session) == NX_SESSION_OPEN);
  g_assert_cmpstr (nx_session_get_worker_name (self->session), ==, "林晓岚");
  g_assert_cmpstr (nx_session_get_office_name (self->session), ==, "Test office");
  g_assert_nonnull (nx_window_get_page (self->window));
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (self->window)), ==, "Nuanxin");
  nx_test_settle ();
  g_assert_cmpuint (nx_test_check_names (GTK_WIDGET (self->window)), >=, 2);

  nx_session_lock (self->session, NX_LOCK_IDLE);
  g_assert_null (nx_session_get_store (self->session));
  g_assert_null (nx_window_get_page (self->window));
  nx_test_wait (nx_session_get_state (self->session) == NX_SESSION_LOCKED);
  g_assert_null (nx_session_get_worker_name (self->session));
  nx_test_check_names (GTK_WIDGET (self->window));
  nx_test_settle ();
  gtk_widget_activate_action (get_named (self, "keyring_button"), "unlock.keyring", NULL);
  nx_test_wait (nx_session_get_state (self->session) == NX_SESSION_OPEN);
}

static void
test_passphrase (Fixture *self, gconstpointer data)
{
  answer_questions (self, FALSE, PASSPHRASE);
  nx_test_wait (nx_session_get_state (self->session) == NX_SESSION_OPEN);
  nx_session_lock (self->session, NX_LOCK_USER);
  nx_test_wait (nx_session_get_state (self->session) == NX_SESSION_LOCKED);

  type (self, "passphrase_row", "something else entirely");
  press (self, "unlock_button");
  nx_test_wait (gtk_widget_get_visible (get_named (self, "hint_label")));
  g_assert_cmpint (nx_session_get_state (self->session), ==, NX_SESSION_LOCKED);
  type (self, "passphrase_row", PASSPHRASE);
  g_assert_false (gtk_widget_get_sensitive (get_named (self, "unlock_button")));
  press (self, "unlock_button");
  nx_test_wait (nx_session_get_state (self->session) == NX_SESSION_OPEN);
}

/* A folder that is opened again finds its way by itself, and never makes a key. */
static void
test_start_again (Fixture *self, gconstpointer data)
{
  g_autoptr (NxSession) again = NULL;

  answer_questions (self, TRUE, PASSPHRASE);
  nx_test_wait (nx_session_get_state (self->session) == NX_SESSION_OPEN);
  nx_session_lock (self->session, NX_LOCK_USER);
  nx_test_wait (nx_session_get_state (self->session) == NX_SESSION_LOCKED);
  again = nx_session_new (self->folder);
  nx_session_start (again);
  nx_test_wait (nx_session_get_state (again) == NX_SESSION_OPEN);
  g_assert_cmpstr (nx_session_get_worker_name (again), ==, "林晓岚");
  nx_session_shut (again);
}

static void
undo_cb (gpointer data)
{
  (*(guint *)data)++;
}

static char *
dup_undo_label (Fixture *self)
{
  GtkMenuButton *button = GTK_MENU_BUTTON (get_named (self, "menu_button"));
  g_autoptr (GMenuModel) section = g_menu_model_get_item_link (
      gtk_menu_button_get_menu_model (button), 0, G_MENU_LINK_SECTION);
  char *label = NULL;

  g_menu_model_get_item_attribute (section, 0, G_MENU_ATTRIBUTE_LABEL, "s", &label);
  return label;
}

static void
assert_undo_label (Fixture *self, const char *wanted)
{
  g_autofree char *label = dup_undo_label (self);

  g_assert_cmpstr (label, ==, wanted);
}

/* Pages slide, unless the desktop asks for less motion. */
static void
check_motion (Fixture *self, NxPage *page)
{
  GtkStack *stack = GTK_STACK (get_named (self, "content_stack"));
  GtkSettings *settings = gtk_settings_get_default ();

  g_object_set (settings, "gtk-enable-animations", FALSE, NULL);
  nx_window_push_page (self->window, page);
  g_assert_false (gtk_stack_get_transition_running (stack));
  nx_window_pop_page (self->window);
  g_assert_false (gtk_stack_get_transition_running (stack));
  g_object_set (settings, "gtk-enable-animations", TRUE, NULL);
}

/* Messages stand above the bar of a list. */
static void
test_bar (Fixture *self, gconstpointer data)
{
  GtkStack *stack = NULL;
  GtkWidget *overlay = get_named (self, "toast_overlay");
  GtkWidget *bar = g_object_new (NX_TYPE_BULK_BAR, "visible", TRUE, NULL);

  answer_questions (self, TRUE, "");
  nx_test_wait (nx_session_get_state (self->session) == NX_SESSION_OPEN);
  nx_test_settle ();
  stack = GTK_STACK (get_named (self, "content_stack"));
  g_assert_false (gtk_widget_has_css_class (overlay, "nx-lifted"));
  gtk_stack_add_named (stack, bar, "bar");
  gtk_stack_set_visible_child (stack, bar);
  nx_test_wait (gtk_widget_get_mapped (bar));
  g_assert_true (gtk_widget_has_css_class (overlay, "nx-lifted"));
  gtk_stack_remove (stack, bar);
  g_assert_false (gtk_widget_has_css_class (overlay, "nx-lifted"));
}

static void
test_pages_and_undo (Fixture *self, gconstpointer data)
{
  guint n_undone = 0;
  guint n_specs = 0;
  const NxPageSpec *specs = nx_page_table_get (&n_specs);
  NxPage *pushed = NULL;

  answer_questions (self, TRUE, "");
  nx_test_wait (nx_session_get_state (self->session) == NX_SESSION_OPEN);
  for (guint i = 0; i < n_specs; i++)
    {
      nx_window_show_root (self->window, specs[i].id);
      g_assert_nonnull (nx_page_get_title (nx_window_get_page (self->window)));
      nx_test_settle ();
      nx_test_check_names (GTK_WIDGET (self->window));
    }
  pushed = specs[0].create (nx_session_get_store (self->session));
  nx_window_push_page (self->window, pushed);
  g_assert_true (nx_window_get_page (self->window) == pushed);
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.back", NULL);
  g_assert_true (nx_window_get_page (self->window) != pushed);
  g_assert_false (nx_window_pop_page (self->window));
  check_motion (self, specs[0].create (nx_session_get_store (self->session)));

  assert_undo_label (self, "_Undo");
  nx_window_toast_undo (self->window, "Moved to a_b.", undo_cb, &n_undone, NULL);
  assert_undo_label (self, "_Undo: Moved to a__b.");
  nx_window_toast_undo (self->window, "Postponed.", undo_cb, &n_undone, NULL);
  assert_undo_label (self, "_Undo: Postponed.");
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.undo", NULL);
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.undo", NULL);
  g_assert_cmpuint (n_undone, ==, 1);
  assert_undo_label (self, "_Undo");
  nx_window_toast_undo (self->window, "Postponed.", undo_cb, &n_undone, NULL);
  nx_session_lock (self->session, NX_LOCK_USER);
  assert_undo_label (self, "_Undo");
}

static guint
get_count (Fixture *self, const char *id)
{
  GtkListBox *list = GTK_LIST_BOX (get_named (self, "sidebar_list"));
  GtkListBoxRow *row = NULL;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (list, i)) != NULL; i++)
    if (g_strcmp0 (gtk_widget_get_name (GTK_WIDGET (row)), id) == 0)
      {
        GtkWidget *count = gtk_widget_get_last_child (gtk_list_box_row_get_child (row));

        return gtk_widget_get_visible (count)
                   ? (guint)g_ascii_strtoull (gtk_label_get_text (GTK_LABEL (count)), NULL, 10)
                   : 0;
      }
  g_assert_not_reached ();
}

/* A case whose next visit is today, as any part of the program may write it. */
static gpointer
add_case_job (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  NxDate today = nx_database_today (db);
  g_autoptr (NxEdit) person = nx_edit_new (NX_RECORD_PERSON, NULL);
  g_autoptr (NxEdit) edit = nx_edit_new (NX_RECORD_CASE, NULL);
  gint64 id = 0;

  nx_edit_set_text (person, NX_PERSON_NAME, "王桂英");
  id = nx_records_save (db, person, error);
  nx_edit_set_int (edit, NX_CASE_CLIENT_PERSON, id);
  nx_edit_set_text (edit, NX_CASE_TITLE, "照护者支持");
  nx_edit_set_text (edit, NX_CASE_STAGE, "intervention");
  nx_edit_set_text (edit, NX_CASE_RISK, "medium");
  nx_edit_set_date (edit, NX_CASE_OPENED_ON, today);
  nx_edit_set_date (edit, NX_CASE_NEXT_ON, today);
  return nx_records_save (db, edit, error) != 0 ? GINT_TO_POINTER (1) : NULL;
}

static void
add_case (NxStore *store)
{
  g_autoptr (GError) error = NULL;

  nx_store_write (store, add_case_job, NULL, NULL, &error);
  g_assert_no_error (error);
}

/* While the window is locked another program may have the store, and back it up. */
static NxBackup *
back_up_elsewhere (Fixture *self, GBytes *key, gint64 actor)
{
  g_autoptr (NxStore) other = nx_store_new (self->folder);
  NxBackup *backup = NULL;
  g_autoptr (GError) error = NULL;

  nx_store_open (other, key, &error);
  g_assert_no_error (error);
  nx_store_set_actor (other, actor);
  add_case (other);
  backup = nx_backup_make (other, NULL, NX_BACKUP_BY_HAND, NULL, NULL, &error);
  g_assert_no_error (error);
  nx_store_close (other, &error);
  g_assert_no_error (error);
  return backup;
}

static gboolean
says_backup (Fixture *self, const char *words)
{
  GtkWidget *label = get_named (self, "backup_label");

  return gtk_widget_get_mapped (label)
         && strstr (gtk_label_get_text (GTK_LABEL (label)), words) != NULL;
}

/* The numbers follow whoever writes: a job in this program, or another one behind our back. */
static void
test_counts (Fixture *self, gconstpointer data)
{
  g_autofree char *folder = nx_backup_dup_folder (self->folder);
  g_autoptr (NxBackup) backup = NULL;
  g_autoptr (GBytes) key = NULL;
  gint64 actor = 0;

  answer_questions (self, FALSE, PASSPHRASE);
  nx_test_wait (nx_session_get_state (self->session) == NX_SESSION_OPEN);
  nx_test_wait (says_backup (self, "No backup"));
  g_assert_cmpuint (get_count (self, "today"), ==, 0);
  add_case (nx_session_get_store (self->session));
  nx_test_wait (get_count (self, "today") == 1);

  actor = nx_session_get_worker_id (self->session);
  key = g_bytes_ref (
      nx_master_key_get_bytes (nx_unlock_get_key (nx_session_get_unlock (self->session))));
  lock_office (self);
  backup = back_up_elsewhere (self, key, actor);
  type (self, "passphrase_row", PASSPHRASE);
  press (self, "unlock_button");
  nx_test_wait (nx_session_get_state (self->session) == NX_SESSION_OPEN);
  nx_test_wait (get_count (self, "today") == 2);
  nx_test_wait (says_backup (self, "Last backup"));
  g_unlink (backup->path);
  g_rmdir (folder);
}

/* The test environment keeps settings in memory and has the schema of the build folder. */
static GSettings *
get_settings (void)
{
  GSettings *settings = nx_settings_new ();

  g_assert_nonnull (settings);
  return settings;
}

static void
test_size_and_density (Fixture *self, gconstpointer data)
{
  g_autoptr (GSettings) settings = get_settings ();
  NxWindow *window = NULL;
  int width = 0;
  int height = 0;

  g_settings_set_int (settings, "window-width", 900);
  g_settings_set_int (settings, "window-height", 640);
  window = nx_window_new (NULL, self->session);
  gtk_window_get_default_size (GTK_WINDOW (window), &width, &height);
  g_assert_cmpint (width, ==, 900);
  g_assert_cmpint (height, ==, 640);
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (window), "nx-compact"));
  g_settings_set_string (settings, "density", "compact");
  nx_test_wait (gtk_widget_has_css_class (GTK_WIDGET (window), "nx-compact"));

  gtk_window_set_default_size (GTK_WINDOW (window), 1000, 500);
  gtk_window_present (GTK_WINDOW (window));
  nx_test_wait (gtk_widget_get_mapped (GTK_WIDGET (window)));
  nx_test_settle ();
  gtk_window_close (GTK_WINDOW (window));
  g_assert_cmpint (g_settings_get_int (settings, "window-width"), ==, 1000);
  g_assert_cmpint (g_settings_get_int (settings, "window-height"), ==, 500);
  g_assert_false (g_settings_get_boolean (settings, "window-maximized"));
  nx_test_settle ();
  for (const char *const *key
       = (const char *const[]){ "window-width", "window-height", "density", NULL };
       *key != NULL; key++)
    g_settings_reset (settings, *key);
}

/* Nothing that was opened over the office stays over its lock; what was set there stays set. */
static void
test_lock_closes_windows (Fixture *self, gconstpointer data)
{
  g_autoptr (GSettings) settings = get_settings ();
  gpointer preferences = NULL;
  gpointer about = NULL;

  answer_questions (self, FALSE, PASSPHRASE);
  wait_for_state (self, NX_SESSION_OPEN);
  preferences = nx_preferences_window_new (GTK_WINDOW (self->window), settings);
  gtk_window_present (preferences);
  /* Over that one, as it may be asked for there. */
  about = nx_about_present (preferences, self->session);
  nx_test_wait (gtk_widget_get_mapped (preferences) && gtk_widget_get_mapped (about));
  g_object_add_weak_pointer (preferences, &preferences);
  g_object_add_weak_pointer (about, &about);
  g_settings_set_string (settings, "density", "compact");
  lock_office (self);
  nx_test_wait (preferences == NULL && about == NULL);
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (self->window)));
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (self->window), "nx-compact"));
  g_settings_reset (settings, "density");
  /* Over the lock there is nothing to hide. */
  about = nx_about_present (GTK_WINDOW (self->window), self->session);
  g_object_add_weak_pointer (about, &about);
  nx_test_wait (gtk_widget_get_mapped (about));
  type (self, "passphrase_row", PASSPHRASE);
  press (self, "unlock_button");
  wait_for_state (self, NX_SESSION_OPEN);
  g_assert_nonnull (about);
  gtk_window_destroy (about);
}

static void
test_last_page (Fixture *self, gconstpointer data)
{
  g_autoptr (GSettings) settings = get_settings ();
  g_autofree char *kept = NULL;
  guint n_specs = 0;
  const NxPageSpec *specs = nx_page_table_get (&n_specs);
  NxWindow *again = NULL;

  g_settings_set_string (settings, "last-page", "no-such-page");
  gtk_window_destroy (GTK_WINDOW (self->window));
  self->window = nx_window_new (NULL, self->session);
  gtk_window_present (GTK_WINDOW (self->window));
  answer_questions (self, TRUE, "");
  nx_test_wait (nx_session_get_state (self->session) == NX_SESSION_OPEN);
  g_assert_nonnull (nx_window_get_page (self->window));
  nx_window_show_root (self->window, specs[n_specs - 1].id);
  kept = g_settings_get_string (settings, "last-page");
  g_assert_cmpstr (kept, ==, specs[n_specs - 1].id);

  again = nx_window_new (NULL, self->session);
  g_assert_cmpstr (nx_page_get_title (nx_window_get_page (again)), ==,
                   nx_page_get_title (nx_window_get_page (self->window)));
  gtk_window_destroy (GTK_WINDOW (again));

  /* Who wants to begin with the day does so, wherever the last one ended. */
  g_settings_set_string (settings, "open-with", "today");
  again = nx_window_new (NULL, self->session);
  g_assert_cmpstr (nx_page_get_title (nx_window_get_page (again)), ==, "Today");
  gtk_window_destroy (GTK_WINDOW (again));
  g_settings_reset (settings, "open-with");
  g_settings_reset (settings, "last-page");
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)
  ADD ("/ui/window/bar", test_bar);
  ADD ("/ui/window/counts", test_counts);
  ADD ("/ui/window/first-run", test_first_run);
  ADD ("/ui/window/last-page", test_last_page);
  ADD ("/ui/window/lock-closes-windows", test_lock_closes_windows);
  ADD ("/ui/window/pages-and-undo", test_pages_and_undo);
  ADD ("/ui/window/passphrase", test_passphrase);
  ADD ("/ui/window/size-and-density", test_size_and_density);
  ADD ("/ui/window/start-again", test_start_again);
  return g_test_run ();
}
