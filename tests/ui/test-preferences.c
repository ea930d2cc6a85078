/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Tests the window of the settings: each row moves its key, and what the office locked stays. */
#define G_SETTINGS_ENABLE_BACKEND

#include "config.h"

#include "nx-look.h"
#include "nx-preferences-window.h"
#include "nx-settings.h"
#include "nx-ui-test.h"

#include <gio/gsettingsbackend.h>
#include <glib/gstdio.h>

static const char *const keys[]
    = { "appearance",     "text-scale",          "density",           "open-with",
        "today-by-route", "today-whole-station", "idle-lock-minutes", "list-columns" };
static const char *const rows[] = { "appearance_row", "text_row",  "density_row", "open_row",
                                    "order_row",      "whose_row", "idle_row",    "columns_row" };

typedef struct
{
  GSettings *settings;
  GtkWindow *window;
} Fixture;

static void
open_window (Fixture *self, GSettings *settings)
{
  self->settings = settings;
  self->window = GTK_WINDOW (nx_preferences_window_new (NULL, settings));
  gtk_window_present (self->window);
  nx_test_wait (gtk_widget_get_mapped (GTK_WIDGET (self->window)));
}

static void
set_up (Fixture *self, gconstpointer data)
{
  GSettings *settings = nx_settings_new ();

  g_assert_nonnull (settings);
  open_window (self, settings);
}

/* Nothing of the window may be left, whatever the settings live on for. */
static void
tear_down (Fixture *self, gconstpointer data)
{
  gpointer window = self->window;

  g_object_add_weak_pointer (window, &window);
  gtk_window_destroy (self->window);
  nx_test_wait (window == NULL);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (g_settings_is_writable (self->settings, keys[i]))
      g_settings_reset (self->settings, keys[i]);
  g_clear_object (&self->settings);
}

static gpointer
get_row (Fixture *self, const char *id)
{
  GObject *row
      = gtk_widget_get_template_child (GTK_WIDGET (self->window), NX_TYPE_PREFERENCES_WINDOW, id);

  g_assert_nonnull (row);
  return row;
}

/* A row of choices and a key, in both directions. */
static void
check_choice (Fixture *self, const char *id, const char *key, const char *before, const char *after)
{
  AdwComboRow *row = get_row (self, id);
  g_autoptr (GVariant) first = g_settings_get_value (self->settings, key);
  g_autofree char *first_text = g_variant_print (first, FALSE);
  g_autoptr (GVariant) second = NULL;
  g_autofree char *second_text = NULL;
  guint last = g_list_model_get_n_items (adw_combo_row_get_model (row)) - 1;

  g_assert_cmpstr (first_text, ==, before);
  g_assert_cmpuint (adw_combo_row_get_selected (row), ==, 0);
  adw_combo_row_set_selected (row, last);
  second = g_settings_get_value (self->settings, key);
  second_text = g_variant_print (second, FALSE);
  g_assert_cmpstr (second_text, ==, after);
  g_settings_reset (self->settings, key);
  g_assert_cmpuint (adw_combo_row_get_selected (row), ==, 0);
}

static void
test_choices (Fixture *self, gconstpointer data)
{
  check_choice (self, "appearance_row", "appearance", "'system'", "'dark'");
  check_choice (self, "text_row", "text-scale", "100", "150");
  check_choice (self, "density_row", "density", "'comfortable'", "'compact'");
  check_choice (self, "open_row", "open-with", "'last-page'", "'today'");
  check_choice (self, "order_row", "today-by-route", "false", "true");
  check_choice (self, "whose_row", "today-whole-station", "false", "true");
  nx_test_check_names (GTK_WIDGET (self->window));
}

static void
test_idle (Fixture *self, gconstpointer data)
{
  GtkSpinButton *spin = get_row (self, "idle_spin");

  g_assert_cmpint (gtk_spin_button_get_value_as_int (spin), ==, 5);
  gtk_spin_button_set_value (spin, 500);
  g_assert_cmpuint (g_settings_get_uint (self->settings, "idle-lock-minutes"), ==, 120);
  gtk_spin_button_set_value (spin, 0);
  g_assert_cmpuint (g_settings_get_uint (self->settings, "idle-lock-minutes"), ==, 1);
}

/* A size that a configuration set between two of ours is kept, not rounded in the store. */
static void
test_scale_between (Fixture *self, gconstpointer data)
{
  g_settings_set_uint (self->settings, "text-scale", 130);
  g_assert_cmpuint (adw_combo_row_get_selected (get_row (self, "text_row")), ==, 2);
  g_assert_cmpuint (g_settings_get_uint (self->settings, "text-scale"), ==, 130);
}

static void
test_columns (Fixture *self, gconstpointer data)
{
  GtkWidget *button = get_row (self, "columns_button");
  g_autoptr (GVariant) kept = NULL;

  g_assert_false (gtk_widget_get_sensitive (button));
  g_settings_set_value (self->settings, "list-columns",
                        g_variant_new_parsed ("{'cases': [('sex', false, 0)]}"));
  g_assert_true (gtk_widget_get_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
  g_assert_false (gtk_widget_get_sensitive (button));
  kept = g_settings_get_user_value (self->settings, "list-columns");
  g_assert_null (kept);
}

/* --- Locked by the office
 * ------------------------------------------------------------------------------------------ */

static void
write_file (const char *folder, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

static void
remove_file (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_unlink (path);
}

/* What an administrator sets up: values, and a list of keys nobody changes. */
static GSettings *
make_locked_settings (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "user", NULL);
  g_autoptr (GSettingsBackend) backend = NULL;
  g_autoptr (GString) locks = g_string_new (NULL);

  write_file (folder, "defaults", "[io/github/nuanxin/Nuanxin]\nidle-lock-minutes=uint32 2\n");
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    g_string_append_printf (locks, "/io/github/nuanxin/Nuanxin/%s\n", keys[i]);
  write_file (folder, "locks", locks->str);
  g_object_unref (g_keyfile_settings_backend_new (path, "/", NULL));
  backend = g_object_new (g_type_from_name ("GKeyfileSettingsBackend"), "filename", path,
                          "root-path", "/", "defaults-dir", folder, NULL);
  return g_settings_new_with_backend (NX_APP_ID, backend);
}

static void
test_locked (void)
{
  Fixture self = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("nx-locked-XXXXXX", &error);

  g_assert_no_error (error);
  open_window (&self, make_locked_settings (folder));
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      AdwActionRow *row = get_row (&self, rows[i]);

      g_test_message ("%s", rows[i]);
      g_assert_false (g_settings_is_writable (self.settings, keys[i]));
      g_assert_false (gtk_widget_get_sensitive (GTK_WIDGET (row)));
      g_assert_nonnull (strstr (adw_action_row_get_subtitle (row), "Set by the office"));
    }
  g_assert_cmpint (gtk_spin_button_get_value_as_int (get_row (&self, "idle_spin")), ==, 2);
  tear_down (&self, NULL);
  remove_file (folder, "defaults");
  remove_file (folder, "locks");
  remove_file (folder, "user");
  g_rmdir (folder);
}

/* Every key of the schema is either moved here, what the program remembers by itself, chosen in the
 * window of backups, or left to the administrator of the computer. */
static void
test_keys (void)
{
  static const char *const remembered[] = { "allow-keyring",
                                            "backup-daily",
                                            "backup-second-place",
                                            "last-page",
                                            "list-orders",
                                            "visits-view",
                                            "visits-whose",
                                            "window-height",
                                            "window-maximized",
                                            "window-width",
                                            NULL };
  g_autoptr (GSettings) settings = nx_settings_new ();
  g_autoptr (GSettingsSchema) schema = NULL;
  g_auto (GStrv) all = NULL;

  g_object_get (settings, "settings-schema", &schema, NULL);
  all = g_settings_schema_list_keys (schema);
  for (char **key = all; *key != NULL; key++)
    {
      gboolean is_here = g_strv_contains (remembered, *key);

      for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
        is_here = is_here || g_str_equal (keys[i], *key);
      g_test_message ("%s", *key);
      g_assert_true (is_here);
    }
}

/* --- Look
 * ------------------------------------------------------------------------------------------ */

static int
get_dpi (void)
{
  int dpi = 0;

  g_object_get (gtk_settings_get_default (), "gtk-xft-dpi", &dpi, NULL);
  return dpi;
}

static int
measure_text (void)
{
  GtkWidget *label = g_object_ref_sink (gtk_label_new ("暖心 Nuanxin"));
  int height = 0;

  gtk_widget_measure (label, GTK_ORIENTATION_VERTICAL, -1, &height, NULL, NULL, NULL);
  g_object_unref (label);
  return height;
}

static void
test_look (void)
{
  g_autoptr (GSettings) settings = nx_settings_new ();
  AdwStyleManager *style = adw_style_manager_get_default ();
  NxLook *look = nx_look_new (settings);
  int usual = get_dpi ();
  int height = measure_text ();
  double scale = nx_look_get_text_scale ();

  g_settings_set_uint (settings, "text-scale", 150);
  g_assert_cmpint (get_dpi (), ==, (usual > 0 ? usual : 96 * 1024) * 3 / 2);
  g_assert_cmpint (measure_text (), >=, height * 4 / 3);
  g_assert_cmpfloat_with_epsilon (nx_look_get_text_scale (), scale * 1.5, 0.001);
  /* The desktop says something again: ours stays on top of it, once. */
  g_signal_emit_by_name (gdk_display_get_default (), "setting-changed", "gtk-xft-dpi");
  g_assert_cmpint (get_dpi (), ==, (usual > 0 ? usual : 96 * 1024) * 3 / 2);
  g_settings_set_uint (settings, "text-scale", 100);
  g_assert_cmpint (measure_text (), ==, height);

  g_settings_set_string (settings, "appearance", "dark");
  g_assert_true (adw_style_manager_get_dark (style));
  g_settings_set_string (settings, "appearance", "light");
  g_assert_false (adw_style_manager_get_dark (style));
  g_settings_reset (settings, "appearance");
  g_assert_cmpint (adw_style_manager_get_color_scheme (style), ==, ADW_COLOR_SCHEME_DEFAULT);

  g_settings_set_uint (settings, "text-scale", 125);
  g_object_unref (look);
  g_assert_cmpint (measure_text (), ==, height);
  g_settings_reset (settings, "text-scale");
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)
  ADD ("/ui/preferences/choices", test_choices);
  ADD ("/ui/preferences/columns", test_columns);
  ADD ("/ui/preferences/idle", test_idle);
  g_test_add_func ("/ui/preferences/keys", test_keys);
  g_test_add_func ("/ui/preferences/locked", test_locked);
  g_test_add_func ("/ui/preferences/look", test_look);
  ADD ("/ui/preferences/scale-between", test_scale_between);
  return g_test_run ();
}
