/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * A row that says what a key does: the keys as they are drawn, and words that wrap. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-key-row.h"

#include "nx-wrap-layout.h"

/* Px that the keys take at least, so that the words of all rows begin at one place. */
#define KEYS_WIDTH 160

struct _NxKeyRow
{
  AdwPreferencesRow parent_instance;

  GtkShortcutLabel *keys;
  char *action_name;
};

G_DEFINE_FINAL_TYPE (NxKeyRow, nx_key_row, ADW_TYPE_PREFERENCES_ROW)

typedef enum
{
  PROP_ACCELERATOR = 1,
  PROP_ACTION_NAME,
} NxKeyRowProps;

static GParamSpec *props[PROP_ACTION_NAME + 1];

static void
nx_key_row_finalize (GObject *object)
{
  g_free (NX_KEY_ROW (object)->action_name);
  G_OBJECT_CLASS (nx_key_row_parent_class)->finalize (object);
}

static void
nx_key_row_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  NxKeyRow *self = NX_KEY_ROW (object);

  switch ((NxKeyRowProps)prop_id)
    {
    case PROP_ACCELERATOR:
      g_value_set_string (value, gtk_shortcut_label_get_accelerator (self->keys));
      break;
    case PROP_ACTION_NAME:
      g_value_set_string (value, self->action_name);
      break;
    }
}

static void
nx_key_row_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  NxKeyRow *self = NX_KEY_ROW (object);

  switch ((NxKeyRowProps)prop_id)
    {
    case PROP_ACCELERATOR:
      gtk_shortcut_label_set_accelerator (self->keys, g_value_get_string (value));
      break;
    case PROP_ACTION_NAME:
      g_free (self->action_name);
      self->action_name = g_value_dup_string (value);
      break;
    }
}

static void
nx_key_row_class_init (NxKeyRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = nx_key_row_finalize;
  object_class->get_property = nx_key_row_get_property;
  object_class->set_property = nx_key_row_set_property;
  props[PROP_ACCELERATOR] = g_param_spec_string ("accelerator", NULL, NULL, NULL,
                                                 G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  props[PROP_ACTION_NAME] = g_param_spec_string ("action-name", NULL, NULL, NULL,
                                                 G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
}

static void
name_row (NxKeyRow *self)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self)), -1);
}

static void
nx_key_row_init (NxKeyRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *keys = gtk_shortcut_label_new ("");
  GtkWidget *words = gtk_label_new (NULL);

  self->keys = GTK_SHORTCUT_LABEL (keys);
  gtk_widget_set_size_request (keys, KEYS_WIDTH, -1);
  gtk_widget_set_valign (keys, GTK_ALIGN_CENTER);
  gtk_label_set_wrap (GTK_LABEL (words), TRUE);
  gtk_label_set_xalign (GTK_LABEL (words), 0);
  g_object_bind_property (self, "title", words, "label", G_BINDING_SYNC_CREATE);
  g_signal_connect (self, "notify::title", G_CALLBACK (name_row), NULL);
  gtk_widget_set_layout_manager (box, nx_wrap_layout_new ());
  gtk_widget_add_css_class (box, "nx-key-row");
  gtk_box_append (GTK_BOX (box), keys);
  gtk_box_append (GTK_BOX (box), words);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
}

void
nx_key_row_take_accels (NxKeyRow *self, GtkApplication *application)
{
  g_auto (GStrv) accels = NULL;
  g_autofree char *keys = NULL;

  g_return_if_fail (NX_IS_KEY_ROW (self));
  if (self->action_name == NULL || application == NULL)
    return;
  accels = gtk_application_get_accels_for_action (application, self->action_name);
  keys = g_strjoinv (" ", accels);
  gtk_shortcut_label_set_accelerator (self->keys, keys);
}
