/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The command init: makes a new, empty office. */
#define G_LOG_DOMAIN "nx-tool"

#include "config.h"

#include "nx-tool-create.h"
#include "nx-tool-json.h"
#include "nx-tool-open.h"

#include <glib/gi18n-lib.h>

static void
answer (NxTool *self, const NxToolOffice *office)
{
  g_autoptr (JsonBuilder) object = NULL;

  if (!self->is_json)
    {
      /* TRANSLATORS: %s is a folder */
      g_string_append_printf (self->answer, _ ("The office was made in %s.\n"), self->folder);
      return;
    }
  object = nx_tool_json_begin ();
  nx_tool_json_add_text (object, "store", self->folder);
  nx_tool_json_add_text (object, "uid", nx_store_get_uid (self->store));
  nx_tool_json_add_text (object, "office", office->office);
  nx_tool_json_add_text (object, "area", office->area);
  nx_tool_json_add_text (object, "worker", office->worker);
  nx_tool_json_end (object, self->answer);
}

gboolean
nx_tool_run_init (NxTool *self, int argc, char **argv, GError **error)
{
  g_autofree char *name = NULL;
  g_autofree char *area = NULL;
  g_autofree char *worker = NULL;
  g_autofree char *sheet = NULL;
  gboolean use_keyring = FALSE;
  const GOptionEntry entries[] = {
    { "office", 0, 0, G_OPTION_ARG_STRING, &name, N_ ("What the office is called"), N_ ("NAME") },
    { "area", 0, 0, G_OPTION_ARG_STRING, &area, N_ ("Code of its community, 12 digits"),
      N_ ("CODE") },
    { "worker", 0, 0, G_OPTION_ARG_STRING, &worker, N_ ("The first worker"), N_ ("NAME") },
    { "keyring", 0, 0, G_OPTION_ARG_NONE, &use_keyring,
      N_ ("Let the keyring open the store as well as the passphrase"), NULL },
    { "recovery-sheet", 0, 0, G_OPTION_ARG_FILENAME, &sheet,
      N_ ("Make a recovery code and write its sheet, to be printed and locked away"),
      N_ ("FILE.pdf") },
    { NULL },
  };
  g_auto (GStrv) arguments = nx_tool_parse (self, "init", entries, argc, argv, 0, 0, error);
  NxToolOffice office = { NULL };

  if (arguments == NULL)
    return FALSE;
  if (name == NULL || area == NULL || worker == NULL)
    return nx_tool_refuse_usage (
        error, _ ("A new office needs --office, --area and --worker. Nothing was made."));
  nx_tool_settle_folder (self);
  office = (NxToolOffice){ .office = g_strstrip (name),
                           .area = g_strstrip (area),
                           .worker = g_strstrip (worker),
                           .recovery_sheet = sheet,
                           .use_keyring = use_keyring };
  if (!nx_tool_create (self, &office, error))
    return FALSE;
  if (self->passphrase_fd < 0 && sheet == NULL)
    nx_tool_warn (_ ("Only the system keyring of this user opens the store. Add a passphrase in "
                     "the window, so that losing the keyring loses nothing."));
  answer (self, &office);
  return TRUE;
}
