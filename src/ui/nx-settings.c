/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Finds the program's settings without ever failing for want of a schema. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-settings.h"

static const char *const known_keys[] = {
  "allow-keyring",       "appearance",       "backup-daily",
  "backup-second-place", "density",          "idle-lock-minutes",
  "last-page",           "list-columns",     "list-orders",
  "open-with",           "text-scale",       "today-by-route",
  "today-whole-station", "visits-view",      "visits-whose",
  "window-height",       "window-maximized", "window-width",
};

GSettings *
nx_settings_new (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = NULL;

  if (source != NULL)
    schema = g_settings_schema_source_lookup (source, NX_APP_ID, TRUE);
  if (schema == NULL)
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (known_keys); i++)
    if (!g_settings_schema_has_key (schema, known_keys[i]))
      {
        g_message ("The installed settings schema lacks %s; settings are not used.", known_keys[i]);
        return NULL;
      }
  return g_settings_new_full (schema, NULL, NULL);
}
