/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The window of the settings of one user on one computer; what the office has set says so. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-preferences-window.h"

#include <glib/gi18n-lib.h>

struct _NxPreferencesWindow
{
  AdwPreferencesWindow parent_instance;

  AdwComboRow *appearance_row;
  AdwComboRow *text_row;
  AdwComboRow *density_row;
  AdwComboRow *open_row;
  AdwComboRow *whose_row;
  AdwComboRow *order_row;
  AdwActionRow *columns_row;
  GtkButton *columns_button;
  AdwActionRow *idle_row;
  GtkSpinButton *idle_spin;

  GSettings *settings;
};

G_DEFINE_FINAL_TYPE (NxPreferencesWindow, nx_preferences_window, ADW_TYPE_PREFERENCES_WINDOW)

/* Choices of a row, in its order; NULL-terminated. */
static const char *const appearances[] = { "system", "light", "dark", NULL };
static const char *const densities[] = { "comfortable", "compact", NULL };
static const char *const openings[] = { "last-page", "today", NULL };

/* Per cent of the desktop's text. */
static const guint text_scales[] = { 100, 110, 125, 150 };

/* Mappings between a key and the number of the chosen line */

static gboolean
get_nick (GValue *value, GVariant *variant, gpointer nicks)
{
  const char *const *all = nicks;

  for (guint i = 0; all[i] != NULL; i++)
    if (g_str_equal (all[i], g_variant_get_string (variant, NULL)))
      {
        g_value_set_uint (value, i);
        return TRUE;
      }
  return FALSE;
}

static GVariant *
set_nick (const GValue *value, const GVariantType *type, gpointer nicks)
{
  const char *const *all = nicks;
  guint nth = g_value_get_uint (value);

  return nth < g_strv_length ((char **)all) ? g_variant_new_string (all[nth]) : NULL;
}

/* A size that was set from outside is shown as the next smaller one, and stays until another is
 * chosen. */
static gboolean
get_scale (GValue *value, GVariant *variant, gpointer data)
{
  guint nth = 0;

  while (nth + 1 < G_N_ELEMENTS (text_scales)
         && text_scales[nth + 1] <= g_variant_get_uint32 (variant))
    nth++;
  g_value_set_uint (value, nth);
  return TRUE;
}

static GVariant *
set_scale (const GValue *value, const GVariantType *type, gpointer data)
{
  guint nth = g_value_get_uint (value);

  return nth < G_N_ELEMENTS (text_scales) ? g_variant_new_uint32 (text_scales[nth]) : NULL;
}

static gboolean
get_switch (GValue *value, GVariant *variant, gpointer data)
{
  g_value_set_uint (value, g_variant_get_boolean (variant) ? 1 : 0);
  return TRUE;
}

static GVariant *
set_switch (const GValue *value, const GVariantType *type, gpointer data)
{
  guint nth = g_value_get_uint (value);

  return nth <= 1 ? g_variant_new_boolean (nth == 1) : NULL;
}

/* Rows */

/* What the office has set is seen and cannot be moved; the line below its name says why. */
static void
show_writable (GSettings *settings, const char *key, AdwActionRow *row)
{
  gboolean is_writable = g_settings_is_writable (settings, key);
  const char *usual = g_object_get_data (G_OBJECT (row), "nx-usual");

  gtk_widget_set_sensitive (GTK_WIDGET (row), is_writable);
  adw_action_row_set_subtitle (
      row, is_writable ? usual : _ ("Set by the office; it cannot be changed here."));
}

static void
watch_writable (NxPreferencesWindow *self, AdwActionRow *row, const char *key)
{
  g_autofree char *signal = g_strconcat ("writable-changed::", key, NULL);
  const char *usual = adw_action_row_get_subtitle (row);

  g_object_set_data_full (G_OBJECT (row), "nx-usual", g_strdup (usual != NULL ? usual : ""),
                          g_free);
  g_signal_connect_object (self->settings, signal, G_CALLBACK (show_writable), row, 0);
  show_writable (self->settings, key, row);
}

/* The whole of the chosen line: the row's own cuts it where text is large. The name of the row
 * gives way, which wraps. */
static void
on_value_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_list_item_set_child (item, label);
}

static void
on_value_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkStringObject *line = gtk_list_item_get_item (item);

  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)),
                       gtk_string_object_get_string (line));
}

/* Text that is half as large again as usual: with it the value stands below the name. */
#define LARGE_TEXT_DPI (144 * 1024)

static void
fit_row (GtkWidget *row)
{
  GtkWidget *header = gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (row));
  int dpi = 0;

  g_object_get (gtk_widget_get_settings (row), "gtk-xft-dpi", &dpi, NULL);
  if (GTK_IS_BOX (header))
    gtk_orientable_set_orientation (GTK_ORIENTABLE (header), dpi < LARGE_TEXT_DPI
                                                                 ? GTK_ORIENTATION_HORIZONTAL
                                                                 : GTK_ORIENTATION_VERTICAL);
}

static void
show_whole_value (AdwComboRow *row)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_signal_connect_object (gtk_widget_get_settings (GTK_WIDGET (row)), "notify::gtk-xft-dpi",
                           G_CALLBACK (fit_row), row, G_CONNECT_SWAPPED);
  fit_row (GTK_WIDGET (row));
  g_signal_connect (factory, "setup", G_CALLBACK (on_value_setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (on_value_bind_cb), NULL);
  adw_combo_row_set_list_factory (row, adw_combo_row_get_factory (row));
  adw_combo_row_set_factory (row, factory);
}

static void
bind_row (NxPreferencesWindow *self,
          AdwComboRow *row,
          const char *key,
          GSettingsBindGetMapping get,
          GSettingsBindSetMapping set,
          const char *const *nicks)
{
  g_settings_bind_with_mapping (self->settings, key, row, "selected",
                                G_SETTINGS_BIND_DEFAULT | G_SETTINGS_BIND_NO_SENSITIVITY, get, set,
                                (gpointer)nicks, NULL);
  show_whole_value (row);
  watch_writable (self, ADW_ACTION_ROW (row), key);
}

static void
fill_text_row (NxPreferencesWindow *self)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  /* TRANSLATORS: size of text: the same as in other programs */
  gtk_string_list_append (labels, _ ("As the desktop"));
  for (guint i = 1; i < G_N_ELEMENTS (text_scales); i++)
    {
      /* TRANSLATORS: size of text: %u of a hundred; %% stays */
      g_autofree char *label = g_strdup_printf (_ ("%u %%"), text_scales[i]);

      gtk_string_list_append (labels, label);
    }
  adw_combo_row_set_model (self->text_row, G_LIST_MODEL (labels));
}

/* GTK leaves the buttons of a spin button without names. */
static void
name_steps (GtkWidget *spin)
{
  for (GtkWidget *child = gtk_widget_get_first_child (spin); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      const char *icon
          = GTK_IS_BUTTON (child) ? gtk_button_get_icon_name (GTK_BUTTON (child)) : NULL;
      const char *name = NULL;

      if (icon == NULL)
        continue;
      name = strstr (icon, "increase") != NULL ? _ ("One minute more") : _ ("One minute less");
      gtk_widget_set_tooltip_text (child, name);
      gtk_accessible_update_property (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                      -1);
    }
}

static void
bind_idle (NxPreferencesWindow *self)
{
  g_settings_bind (self->settings, "idle-lock-minutes",
                   gtk_spin_button_get_adjustment (self->idle_spin), "value",
                   G_SETTINGS_BIND_DEFAULT | G_SETTINGS_BIND_NO_SENSITIVITY);
  name_steps (GTK_WIDGET (self->idle_spin));
  watch_writable (self, self->idle_row, "idle-lock-minutes");
}

static void
show_columns (NxPreferencesWindow *self)
{
  g_autoptr (GVariant) changed = g_settings_get_user_value (self->settings, "list-columns");

  gtk_widget_set_sensitive (GTK_WIDGET (self->columns_button), changed != NULL);
}

static void
bind_columns (NxPreferencesWindow *self)
{
  watch_writable (self, self->columns_row, "list-columns");
  g_signal_connect_object (self->settings, "changed::list-columns", G_CALLBACK (show_columns), self,
                           G_CONNECT_SWAPPED);
  show_columns (self);
}

static void
bind_all (NxPreferencesWindow *self)
{
  fill_text_row (self);
  bind_row (self, self->appearance_row, "appearance", get_nick, set_nick, appearances);
  bind_row (self, self->text_row, "text-scale", get_scale, set_scale, NULL);
  bind_row (self, self->density_row, "density", get_nick, set_nick, densities);
  bind_row (self, self->open_row, "open-with", get_nick, set_nick, openings);
  bind_row (self, self->whose_row, "today-whole-station", get_switch, set_switch, NULL);
  bind_row (self, self->order_row, "today-by-route", get_switch, set_switch, NULL);
  bind_idle (self);
  bind_columns (self);
}

static void
on_columns_button_clicked_cb (NxPreferencesWindow *self)
{
  g_settings_reset (self->settings, "list-columns");
  /* The button is off now; the focus must not go with it. */
  gtk_widget_child_focus (GTK_WIDGET (self->columns_row), GTK_DIR_TAB_BACKWARD);
}

static void
nx_preferences_window_dispose (GObject *object)
{
  g_clear_object (&NX_PREFERENCES_WINDOW (object)->settings);
  G_OBJECT_CLASS (nx_preferences_window_parent_class)->dispose (object);
}

static void
nx_preferences_window_class_init (NxPreferencesWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nx_preferences_window_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/nuanxin/Nuanxin/ui/nx-preferences-window.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, NxPreferencesWindow, name)
  BIND (appearance_row);
  BIND (columns_button);
  BIND (columns_row);
  BIND (density_row);
  BIND (idle_row);
  BIND (idle_spin);
  BIND (open_row);
  BIND (order_row);
  BIND (text_row);
  BIND (whose_row);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, on_columns_button_clicked_cb);
}

static void
nx_preferences_window_init (NxPreferencesWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

NxPreferencesWindow *
nx_preferences_window_new (GtkWindow *parent, GSettings *settings)
{
  NxPreferencesWindow *self = NULL;

  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);
  self = g_object_new (NX_TYPE_PREFERENCES_WINDOW, "transient-for", parent, NULL);
  self->settings = g_object_ref (settings);
  bind_all (self);
  return self;
}
