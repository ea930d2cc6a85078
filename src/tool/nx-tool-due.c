/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The command due: the open cases whose next visit is due by a day, and why. */
#define G_LOG_DOMAIN "nx-tool"

#include "config.h"

#include "nx-filter.h"
#include "nx-id-query.h"
#include "nx-record-kinds.h"
#include "nx-records.h"
#include "nx-tool-json.h"
#include "nx-tool-lookup.h"
#include "nx-tool-open.h"
#include "nx-tool-text.h"
#include "nx-visit-rule.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  NxDate on;
  const char *worker;
} Asked;

static gpointer
load (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const Asked *asked = data;
  g_autoptr (NxFilter) filter = nx_filter_new (NX_RECORD_CASE);
  g_autoptr (GArray) ids = NULL;

  filter->cases = NX_CASES_OPEN;
  filter->due_until = asked->on;
  filter->order = NX_ORDER_NEXT;
  if (asked->worker != NULL
      && (filter->worker_id = nx_tool_lookup_worker (db, asked->worker, error)) == 0)
    return NULL;
  ids = nx_id_query_run (db, filter, error);
  return ids != NULL
             ? nx_records_load_many (db, NX_RECORD_CASE, (const gint64 *)ids->data, ids->len, error)
             : NULL;
}

static void
answer_json (NxTool *self, GPtrArray *cases, NxDate on)
{
  nx_tool_json_open_list (self->answer);
  for (guint i = 0; i < cases->len; i++)
    {
      NxRecord *due = g_ptr_array_index (cases, i);
      g_autoptr (JsonBuilder) object = nx_tool_json_begin ();
      g_autofree char *why = nx_visit_rule_dup_reason (due);

      nx_tool_json_add_record (self, object, due);
      nx_tool_json_add_int (object, "days_overdue",
                            nx_date_days_between (nx_record_get_date (due, NX_CASE_NEXT_ON), on));
      nx_tool_json_add_text (object, "why", why);
      nx_tool_json_add_to_list (object, self->answer);
    }
  nx_tool_json_close_list (self->answer);
}

static void
answer_text (NxTool *self, GPtrArray *cases, NxDate on)
{
  const char *heads[]
      = { nx_field_get_label (&nx_case_spec.fields[NX_CASE_NEXT_ON]),
          /* TRANSLATORS: head of a column with numbers of days */
          C_ ("column", "Days overdue"), nx_field_get_label (&nx_case_spec.fields[NX_CASE_NUMBER]),
          nx_field_get_label (&nx_case_spec.fields[NX_CASE_CLIENT_NAME]),
          nx_field_get_label (&nx_case_spec.fields[NX_CASE_WORKER_NAME]),
          /* TRANSLATORS: head of a column with reasons */
          C_ ("column", "Why") };
  g_autoptr (NxToolTable) table = nx_tool_table_new (heads, G_N_ELEMENTS (heads));

  for (guint i = 0; i < cases->len; i++)
    {
      NxRecord *due = g_ptr_array_index (cases, i);

      nx_tool_table_add (table, nx_record_peek_text (due, NX_CASE_NEXT_ON));
      nx_tool_table_take (
          table, g_strdup_printf (
                     "%d", nx_date_days_between (nx_record_get_date (due, NX_CASE_NEXT_ON), on)));
      nx_tool_table_add (table, nx_record_peek_text (due, NX_CASE_NUMBER));
      nx_tool_table_add (table, nx_record_peek_text (due, NX_CASE_CLIENT_NAME));
      nx_tool_table_add (table, nx_record_peek_text (due, NX_CASE_WORKER_NAME));
      nx_tool_table_take (table, nx_visit_rule_dup_reason (due));
    }
  nx_tool_table_print (table, _ ("Nothing is due."), self->answer);
}

gboolean
nx_tool_run_due (NxTool *self, int argc, char **argv, GError **error)
{
  g_autofree char *on = NULL;
  g_autofree char *worker = NULL;
  const GOptionEntry entries[] = {
    { "on", 0, 0, G_OPTION_ARG_STRING, &on, N_ ("Due by this day (default: today)"), N_ ("DATE") },
    { "worker", 0, 0, G_OPTION_ARG_STRING, &worker, N_ ("Only the cases of this worker"),
      N_ ("NAME") },
    { NULL },
  };
  g_auto (GStrv) arguments = nx_tool_parse (self, "due", entries, argc, argv, 0, 0, error);
  Asked asked = { NX_DATE_NONE, worker };
  g_autoptr (GPtrArray) cases = NULL;

  if (arguments == NULL || !nx_tool_parse_day (on, "--on", &asked.on, error))
    return FALSE;
  if (on == NULL)
    asked.on = nx_date_today ();
  if (!nx_tool_open (self, error))
    return FALSE;
  cases = nx_tool_read (self, load, &asked, error);
  if (cases == NULL)
    return FALSE;
  if (self->is_json)
    answer_json (self, cases, asked.on);
  else
    answer_text (self, cases, asked.on);
  return TRUE;
}
