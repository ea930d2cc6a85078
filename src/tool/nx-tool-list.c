/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The command list: records of one kind, filtered and in order. */
#define G_LOG_DOMAIN "nx-tool"

#include "config.h"

#include "nx-id-query.h"
#include "nx-records.h"
#include "nx-tool-filter.h"
#include "nx-tool-hide.h"
#include "nx-tool-json.h"
#include "nx-tool-open.h"
#include "nx-tool-text.h"

#include <glib/gi18n-lib.h>

static gpointer
load_list (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  NxToolFilter *asked = data;
  g_autoptr (GArray) ids = NULL;

  if (!nx_tool_filter_resolve (asked, db, error))
    return NULL;
  ids = nx_id_query_run (db, asked->filter, error);
  if (ids == NULL)
    return NULL;
  return nx_records_load_many (db, asked->filter->kind, (const gint64 *)ids->data, ids->len, error);
}

static void
answer (NxTool *self, NxRecordKind kind, GPtrArray *records)
{
  if (!self->is_json)
    {
      nx_tool_text_add_list (self, kind, records);
      return;
    }
  nx_tool_json_open_list (self->answer);
  for (guint i = 0; i < records->len; i++)
    {
      g_autoptr (JsonBuilder) object = nx_tool_json_begin ();

      nx_tool_json_add_record (self, object, g_ptr_array_index (records, i));
      nx_tool_json_add_to_list (object, self->answer);
    }
  nx_tool_json_close_list (self->answer);
}

static gboolean
is_listed (NxRecordKind kind)
{
  return kind == NX_RECORD_HOUSEHOLD || kind == NX_RECORD_PERSON || kind == NX_RECORD_CASE
         || kind == NX_RECORD_VISIT;
}

gboolean
nx_tool_run_list (NxTool *self, int argc, char **argv, GError **error)
{
  g_auto (GStrv) pieces = NULL;
  g_autofree char *order = NULL;
  int limit = 0;
  const GOptionEntry entries[] = {
    { "filter", 0, 0, G_OPTION_ARG_STRING_ARRAY, &pieces,
      N_ ("Only those that match, as in risk=high,community=NAME; may be repeated"),
      N_ ("NAME=VALUE,…") },
    { "order", 0, 0, G_OPTION_ARG_STRING, &order,
      N_ ("name, address, number, next, risk, newest or oldest"), N_ ("ORDER") },
    { "limit", 0, 0, G_OPTION_ARG_INT, &limit, N_ ("At most so many (default: all)"), N_ ("N") },
    NX_TOOL_UNMASK_ENTRY (self),
    { NULL },
  };
  g_auto (GStrv) arguments = nx_tool_parse (self, "list", entries, argc, argv, 1, 1, error);
  g_auto (NxToolFilter) asked = { NULL };
  g_autoptr (GPtrArray) records = NULL;
  NxRecordKind kind = arguments != NULL ? nx_tool_kind_parse (arguments[0]) : NX_RECORD_NONE;

  if (arguments == NULL)
    return FALSE;
  if (!is_listed (kind))
    return nx_tool_refuse_usage (error,
                                 _ ("Lists are there of households, persons, cases and visits."));
  if (limit < 0)
    return nx_tool_refuse_usage (error, _ ("--limit must not be negative."));
  if (!nx_tool_filter_parse (&asked, kind, pieces, order, error))
    return FALSE;
  asked.filter->limit = (guint)limit;
  if (!nx_tool_open (self, error))
    return FALSE;
  records = nx_tool_read (self, load_list, &asked, error);
  if (records == NULL || !nx_tool_note_unmasked (self, records, error))
    return FALSE;
  answer (self, kind, records);
  return TRUE;
}
