/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The command undo-import: takes an import back as the one step it was. */
#define G_LOG_DOMAIN "nx-tool"

#include "config.h"

#include "nx-operation.h"
#include "nx-tool-json.h"
#include "nx-tool-open.h"

#include <glib/gi18n-lib.h>

static gpointer
undo (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const gint64 *import_id = data;
  g_autoptr (GError) failure = NULL;
  gint64 operation_id = nx_operation_of_import (db, *import_id, &failure);

  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  else if (operation_id == 0)
    nx_tool_refuse (error, _ ("There is no import of this number that could be undone. Nothing was "
                              "changed."));
  else if (nx_operation_undo (db, operation_id, error))
    return NX_TOOL_DONE;
  return NULL;
}

gboolean
nx_tool_run_undo_import (NxTool *self, int argc, char **argv, GError **error)
{
  g_auto (GStrv) arguments = nx_tool_parse (self, "undo-import", NULL, argc, argv, 1, 1, error);
  guint64 id = 0;
  gint64 import_id = 0;

  if (arguments == NULL)
    return FALSE;
  if (!g_ascii_string_to_unsigned (arguments[0], 10, 1, G_MAXINT64, &id, NULL))
    return nx_tool_refuse_usage (error, _ ("undo-import takes the number of an import."));
  import_id = (gint64)id;
  if (!nx_tool_open (self, error) || nx_tool_write (self, undo, &import_id, error) == NULL)
    return FALSE;
  if (self->is_json)
    {
      g_autoptr (JsonBuilder) object = nx_tool_json_begin ();

      nx_tool_json_add_int (object, "id", import_id);
      nx_tool_json_end (object, self->answer);
    }
  else
    g_string_append_printf (self->answer, "%s\n",
                            _ ("The import was undone. All records are as they were before it."));
  return TRUE;
}
