/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The text that is copied to whoever helps: versions and states, never a name, a path or a record.
 */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-troubleshooting.h"

#include "nx-driver-sqlcipher.h"
#include "nx-settings.h"

#include <adwaita.h>

/* Types of displays by the name of their class, which is GTK's: "GdkX11Display". */
static void
add_display (GString *text)
{
  AdwStyleManager *style = adw_style_manager_get_default ();
  int dpi = 0;
  gboolean has_motion = TRUE;

  g_object_get (gtk_settings_get_default (), "gtk-xft-dpi", &dpi, "gtk-enable-animations",
                &has_motion, NULL);
  g_string_append_printf (text, "Display: %s, text %d%%, %s%s%s\n",
                          G_OBJECT_TYPE_NAME (gdk_display_get_default ()),
                          dpi > 0 ? dpi * 100 / (96 * 1024) : 100,
                          adw_style_manager_get_dark (style) ? "dark" : "light",
                          adw_style_manager_get_high_contrast (style) ? ", high contrast" : "",
                          has_motion ? "" : ", reduced motion");
}

static void
add_versions (GString *text)
{
  g_autofree char *system = g_get_os_info (G_OS_INFO_KEY_PRETTY_NAME);
  g_autofree char *cipher = nx_driver_sqlcipher_dup_cipher_version ();

  g_string_append_printf (text, "Nuanxin %s\n", NX_VERSION);
  g_string_append_printf (text, "System: %s\n", system != NULL ? system : "unknown");
  g_string_append_printf (text, "Languages: %s\n", g_get_language_names ()[0]);
  g_string_append_printf (text, "GLib %u.%u.%u\n", glib_major_version, glib_minor_version,
                          glib_micro_version);
  g_string_append_printf (text, "GTK %u.%u.%u\n", gtk_get_major_version (),
                          gtk_get_minor_version (), gtk_get_micro_version ());
  g_string_append_printf (text, "libadwaita %u.%u.%u\n", adw_get_major_version (),
                          adw_get_minor_version (), adw_get_micro_version ());
  g_string_append_printf (text, "SQLCipher %s, headers %s\n", cipher != NULL ? cipher : "missing",
                          nx_driver_sqlcipher_is_matching () ? "match" : "DO NOT MATCH");
  /* The defaults of this generation of the cipher, which we leave alone. */
  g_string_append (text, "Cipher: AES-256-CBC with HMAC-SHA512, raw key\n");
}

static const char *
describe_reason (NxUnlock *unlock)
{
  static const char *const words[] = {
    [NX_UNLOCK_REASON_NONE] = "nothing to report",
    [NX_UNLOCK_REASON_NO_SLOT] = "not used by this office",
    [NX_UNLOCK_REASON_FORBIDDEN] = "not to be used here",
    [NX_UNLOCK_REASON_LOCKED] = "locked",
    [NX_UNLOCK_REASON_REFUSED] = "refused",
    [NX_UNLOCK_REASON_NO_SERVICE] = "no service",
    [NX_UNLOCK_REASON_HUNG] = "no answer",
    [NX_UNLOCK_REASON_FAILED] = "failed",
    [NX_UNLOCK_REASON_ITEM_MISSING] = "holds nothing for this office",
    [NX_UNLOCK_REASON_ITEM_UNFIT] = "holds a key of another office or time",
  };
  NxUnlockReason reason = unlock != NULL ? nx_unlock_get_reason (unlock) : NX_UNLOCK_REASON_NONE;

  return reason < G_N_ELEMENTS (words) ? words[reason] : "unknown";
}

static void
add_pages (GString *text, NxPagesState pages, guint n_findings)
{
  switch (pages)
    {
    case NX_PAGES_UNKNOWN:
      g_string_append (text, "Pages: not read\n");
      break;
    case NX_PAGES_READING:
      g_string_append (text, "Pages: being read\n");
      break;
    case NX_PAGES_READ:
      if (n_findings == 0)
        g_string_append (text, "Pages: all read, sound\n");
      else
        g_string_append_printf (text, "Pages: DAMAGED, %u findings\n", n_findings);
      break;
    }
}

char *
nx_troubleshooting_dup (NxSession *session,
                        const NxStoreFacts *facts,
                        NxPagesState pages,
                        guint n_findings)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GSettings) settings = nx_settings_new ();

  g_return_val_if_fail (NX_IS_SESSION (session), NULL);
  add_versions (text);
  add_display (text);
  g_string_append_printf (text, "Settings schema: %s\n", settings != NULL ? "there" : "missing");
  g_string_append_printf (text, "Office: %s\n", nx_session_describe (session));
  g_string_append_printf (text, "Keyring: %s\n", describe_reason (nx_session_get_unlock (session)));
  if (facts != NULL)
    {
      g_string_append_printf (text, "Schema step: %" G_GINT64_FORMAT "\n", facts->schema);
      g_string_append_printf (text, "Page size: %" G_GINT64_FORMAT "\n", facts->page_size);
      g_string_append_printf (text, "Records: at least %" G_GINT64_FORMAT "\n",
                              nx_store_facts_round (facts->n_records));
    }
  add_pages (text, pages, n_findings);
  return g_string_free (g_steal_pointer (&text), FALSE);
}
