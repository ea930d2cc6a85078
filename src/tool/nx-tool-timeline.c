/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The command timeline: what happened in a case, to a household or a person. */
#define G_LOG_DOMAIN "nx-tool"

#include "config.h"

#include "nx-record-kinds.h"
#include "nx-timeline-query.h"
#include "nx-tool-hide.h"
#include "nx-tool-json.h"
#include "nx-tool-lookup.h"
#include "nx-tool-open.h"
#include "nx-tool-text.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  const char *case_word;
  const char *household;
  const char *person;
  NxTimelineQuery query;
} Asked;

static gboolean
resolve (NxDatabase *db, NxRecordKind kind, const char *word, gint64 *id, GError **error)
{
  g_autoptr (NxRecord) record = NULL;

  if (word == NULL)
    return TRUE;
  record = nx_tool_lookup_record (db, kind, word, error);
  if (record == NULL)
    return FALSE;
  *id = nx_record_get_id (record);
  return TRUE;
}

static gpointer
load (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Asked *asked = data;
  NxTimelineQuery *query = &asked->query;

  if (!resolve (db, NX_RECORD_CASE, asked->case_word, &query->case_id, error)
      || !resolve (db, NX_RECORD_HOUSEHOLD, asked->household, &query->household_id, error)
      || !resolve (db, NX_RECORD_PERSON, asked->person, &query->person_id, error))
    return NULL;
  return nx_timeline_query_run (db, query, error);
}

/* The answer */

static void
add_comments (NxTool *self, JsonBuilder *object, GPtrArray *comments)
{
  nx_tool_json_add_records (self, object, "comments", comments);
}

static void
add_entry (NxTool *self, NxTimelineEntry *entry)
{
  g_autoptr (JsonBuilder) object = nx_tool_json_begin ();
  g_autofree char *title = nx_timeline_entry_dup_title (entry);
  g_autofree char *facts = nx_timeline_entry_dup_facts (entry);
  g_autofree char *body = nx_timeline_entry_dup_body (entry);
  g_autofree char *shown = nx_tool_dup_text (self, body);

  nx_tool_json_add_text (object, "kind", nx_timeline_kind_get_id (entry->kind));
  nx_tool_json_add_text (object, "kind_label", nx_timeline_kind_get_label (entry->kind));
  nx_tool_json_add_day (object, "day", entry->day);
  nx_tool_json_add_text (object, "title", title);
  nx_tool_json_add_text (object, "facts", facts);
  nx_tool_json_add_text (object, "body", shown);
  nx_tool_json_add_text (object, "case_number", entry->case_number);
  nx_tool_json_add_text (object, "subject", entry->subject);
  nx_tool_json_add_text (object, "worker", entry->worker_name);
  nx_tool_json_add_text (
      object, "record_kind",
      entry->record != NULL ? nx_tool_kind_name (nx_record_get_kind (entry->record)) : NULL);
  if (entry->record != NULL)
    nx_tool_json_add_int (object, "record_id", nx_record_get_id (entry->record));
  else
    nx_tool_json_add_text (object, "record_id", NULL);
  add_comments (self, object, entry->comments);
  nx_tool_json_add_to_list (object, self->answer);
}

static void
print_entry (NxTool *self, NxTimelineEntry *entry)
{
  g_autofree char *day = nx_date_to_iso (entry->day);
  g_autofree char *title = nx_timeline_entry_dup_title (entry);
  g_autofree char *facts = nx_timeline_entry_dup_facts (entry);
  g_autofree char *body = nx_timeline_entry_dup_body (entry);
  g_autofree char *shown = nx_tool_dup_text (self, body);

  g_string_append_printf (self->answer, "%s  %s", day != NULL ? day : "          ", title);
  if (entry->subject != NULL)
    g_string_append_printf (self->answer, " · %s", entry->subject);
  if (entry->worker_name != NULL)
    g_string_append_printf (self->answer, " · %s", entry->worker_name);
  g_string_append_c (self->answer, '\n');
  if (*facts != '\0')
    nx_tool_text_add_indented (facts, 12, self->answer);
  if (*shown != '\0')
    nx_tool_text_add_indented (shown, 12, self->answer);
  for (guint i = 0; entry->comments != NULL && i < entry->comments->len; i++)
    {
      NxRecord *comment = g_ptr_array_index (entry->comments, i);
      g_autofree char *text
          = nx_tool_dup_text (self, nx_record_get_text (comment, NX_COMMENT_TEXT));
      /* TRANSLATORS: name of a worker, what she wrote */
      g_autofree char *line = g_strdup_printf (
          _ ("%1$s: %2$s"), nx_record_peek_text (comment, NX_COMMENT_AUTHOR_NAME), text);

      nx_tool_text_add_indented (line, 14, self->answer);
    }
}

static void
answer (NxTool *self, GPtrArray *entries)
{
  if (self->is_json)
    nx_tool_json_open_list (self->answer);
  for (guint i = 0; i < entries->len; i++)
    if (self->is_json)
      add_entry (self, g_ptr_array_index (entries, i));
    else
      print_entry (self, g_ptr_array_index (entries, i));
  if (self->is_json)
    nx_tool_json_close_list (self->answer);
  else if (entries->len == 0)
    g_string_append_printf (self->answer, "%s\n", _ ("Nothing matches."));
}

gboolean
nx_tool_run_timeline (NxTool *self, int argc, char **argv, GError **error)
{
  g_autofree char *household = NULL;
  g_autofree char *person = NULL;
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;
  g_autofree char *kinds = NULL;
  int limit = 0;
  gboolean is_oldest_first = FALSE;
  const GOptionEntry entries[] = {
    { "household", 0, 0, G_OPTION_ARG_STRING, &household,
      N_ ("Of a household: its members and their cases, while they lived there"), N_ ("ID") },
    { "person", 0, 0, G_OPTION_ARG_STRING, &person, N_ ("Of a person"), N_ ("ID") },
    { "from", 0, 0, G_OPTION_ARG_STRING, &from, N_ ("Not before this day"), N_ ("DATE") },
    { "to", 0, 0, G_OPTION_ARG_STRING, &to, N_ ("Not after this day"), N_ ("DATE") },
    { "kinds", 0, 0, G_OPTION_ARG_STRING, &kinds,
      N_ ("Only visit, not-met, stage, member, class, edit, comment, plan, file"), N_ ("KIND,…") },
    { "limit", 0, 0, G_OPTION_ARG_INT, &limit, N_ ("Only the newest so many"), N_ ("N") },
    { "oldest-first", 0, 0, G_OPTION_ARG_NONE, &is_oldest_first,
      N_ ("Begin with the oldest (default: the newest)"), NULL },
    { NULL },
  };
  g_auto (GStrv) arguments = nx_tool_parse (self, "timeline", entries, argc, argv, 0, 1, error);
  Asked asked = { arguments != NULL ? arguments[0] : NULL, household, person, { 0 } };
  g_autoptr (GPtrArray) found = NULL;

  if (arguments == NULL)
    return FALSE;
  if ((asked.case_word != NULL) + (household != NULL) + (person != NULL) != 1)
    return nx_tool_refuse_usage (error, _ ("A timeline is of one case, --household or --person."));
  if (limit < 0)
    return nx_tool_refuse_usage (error, _ ("--limit must not be negative."));
  asked.query.limit = (guint)limit;
  asked.query.is_oldest_first = is_oldest_first;
  if (!nx_tool_parse_kinds (kinds, &asked.query.kinds, error)
      || !nx_tool_parse_day (from, "--from", &asked.query.from, error)
      || !nx_tool_parse_day (to, "--to", &asked.query.to, error) || !nx_tool_open (self, error))
    return FALSE;
  found = nx_tool_read (self, load, &asked, error);
  if (found == NULL)
    return FALSE;
  answer (self, found);
  return TRUE;
}
