/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Whether the keyring may open offices on this computer, or its administrator forbids it. */
#define G_LOG_DOMAIN "nx-keys"

#include "config.h"

#include "nx-keyring-policy.h"

#include <gio/gio.h>

/* Asking GSettings for a schema or a key that is not there would abort. */
gboolean
nx_keyring_is_allowed (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = NULL;
  g_autoptr (GSettings) settings = NULL;

  if (source != NULL)
    schema = g_settings_schema_source_lookup (source, NX_APP_ID, TRUE);
  if (schema == NULL || !g_settings_schema_has_key (schema, NX_KEYRING_POLICY_KEY))
    return TRUE;
  settings = g_settings_new_full (schema, NULL, NULL);
  return g_settings_get_boolean (settings, NX_KEYRING_POLICY_KEY);
}
