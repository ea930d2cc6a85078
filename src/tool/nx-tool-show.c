/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The command show: one record whole, with what belongs to it. */
#define G_LOG_DOMAIN "nx-tool"

#include "config.h"

#include "nx-id-query.h"
#include "nx-record-kinds.h"
#include "nx-records.h"
#include "nx-tool-hide.h"
#include "nx-tool-json.h"
#include "nx-tool-lookup.h"
#include "nx-tool-open.h"
#include "nx-tool-text.h"

#include <glib/gi18n-lib.h>

/* A record and the records that belong to it; each may be NULL. */
typedef struct
{
  NxRecordKind kind;
  const char *word;
  NxRecord *record;
  GPtrArray *members; /* NxMembership */
  GPtrArray *supports;
  GPtrArray *cases;
  GPtrArray *visits;
  GPtrArray *comments;
} Shown;

static void
clear_shown (Shown *self)
{
  g_clear_object (&self->record);
  g_clear_pointer (&self->members, g_ptr_array_unref);
  g_clear_pointer (&self->supports, g_ptr_array_unref);
  g_clear_pointer (&self->cases, g_ptr_array_unref);
  g_clear_pointer (&self->visits, g_ptr_array_unref);
  g_clear_pointer (&self->comments, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Shown, clear_shown)

static GPtrArray *
load_filtered (NxDatabase *db, NxFilter *filter, GError **error)
{
  g_autoptr (GArray) ids = nx_id_query_run (db, filter, error);

  return ids != NULL
             ? nx_records_load_many (db, filter->kind, (const gint64 *)ids->data, ids->len, error)
             : NULL;
}

static gboolean
load_of_household (Shown *shown, NxDatabase *db, gint64 id, GError **error)
{
  g_autoptr (NxFilter) filter = nx_filter_new (NX_RECORD_CASE);

  filter->household_id = id;
  shown->members
      = nx_records_load_by_int (db, NX_RECORD_MEMBERSHIP, NX_MEMBERSHIP_HOUSEHOLD, id, error);
  if (shown->members != NULL)
    shown->supports
        = nx_records_load_by_int (db, NX_RECORD_SUPPORT, NX_SUPPORT_HOUSEHOLD, id, error);
  if (shown->supports != NULL)
    shown->cases = load_filtered (db, filter, error);
  return shown->cases != NULL;
}

static gboolean
load_of_person (Shown *shown, NxDatabase *db, gint64 id, GError **error)
{
  shown->members
      = nx_records_load_by_int (db, NX_RECORD_MEMBERSHIP, NX_MEMBERSHIP_PERSON, id, error);
  if (shown->members != NULL)
    shown->supports = nx_records_load_by_int (db, NX_RECORD_SUPPORT, NX_SUPPORT_PERSON, id, error);
  if (shown->supports != NULL)
    shown->cases = nx_records_load_by_int (db, NX_RECORD_CASE, NX_CASE_CLIENT_PERSON, id, error);
  return shown->cases != NULL;
}

static gboolean
load_of_case (Shown *shown, NxDatabase *db, gint64 id, GError **error)
{
  g_autoptr (NxFilter) filter = nx_filter_new (NX_RECORD_VISIT);

  filter->case_id = id;
  filter->order = NX_ORDER_NEWEST;
  shown->visits = load_filtered (db, filter, error);
  if (shown->visits != NULL)
    shown->comments = nx_records_load_by_int (db, NX_RECORD_COMMENT, NX_COMMENT_CASE, id, error);
  return shown->comments != NULL;
}

static gpointer
load (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Shown *shown = data;
  gboolean is_loaded = TRUE;
  gint64 id = 0;

  shown->record = nx_tool_lookup_record (db, shown->kind, shown->word, error);
  if (shown->record == NULL)
    return NULL;
  id = nx_record_get_id (shown->record);
  if (shown->kind == NX_RECORD_HOUSEHOLD)
    is_loaded = load_of_household (shown, db, id, error);
  else if (shown->kind == NX_RECORD_PERSON)
    is_loaded = load_of_person (shown, db, id, error);
  else if (shown->kind == NX_RECORD_CASE)
    is_loaded = load_of_case (shown, db, id, error);
  else if (shown->kind == NX_RECORD_VISIT)
    {
      shown->comments = nx_records_load_by_int (db, NX_RECORD_COMMENT, NX_COMMENT_VISIT, id, error);
      is_loaded = shown->comments != NULL;
    }
  return is_loaded ? NX_TOOL_DONE : NULL;
}

static void
answer_json (NxTool *self, const Shown *shown)
{
  g_autoptr (JsonBuilder) object = nx_tool_json_begin ();

  nx_tool_json_add_record (self, object, shown->record);
  if (shown->members != NULL)
    nx_tool_json_add_records (self, object, "memberships", shown->members);
  if (shown->supports != NULL)
    nx_tool_json_add_records (self, object, "supports", shown->supports);
  if (shown->cases != NULL)
    nx_tool_json_add_records (self, object, "cases", shown->cases);
  if (shown->visits != NULL)
    nx_tool_json_add_records (self, object, "visits", shown->visits);
  if (shown->comments != NULL)
    nx_tool_json_add_records (self, object, "comments", shown->comments);
  nx_tool_json_end (object, self->answer);
}

static void
answer_more (NxTool *self, GPtrArray *records)
{
  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      g_string_append_c (self->answer, '\n');
      nx_tool_text_add_record (self, g_ptr_array_index (records, i));
    }
}

static void
answer_text (NxTool *self, const Shown *shown)
{
  nx_tool_text_add_record (self, shown->record);
  answer_more (self, shown->members);
  answer_more (self, shown->supports);
  answer_more (self, shown->cases);
  answer_more (self, shown->comments);
  if (shown->visits == NULL || shown->visits->len == 0)
    return;
  g_string_append_c (self->answer, '\n');
  nx_tool_text_add_list (self, NX_RECORD_VISIT, shown->visits);
}

static gboolean
note_unmasked (NxTool *self, const Shown *shown, GError **error)
{
  g_autoptr (GPtrArray) one = g_ptr_array_new ();

  g_ptr_array_add (one, shown->record);
  return nx_tool_note_unmasked (self, one, error);
}

gboolean
nx_tool_run_show (NxTool *self, int argc, char **argv, GError **error)
{
  const GOptionEntry entries[] = { NX_TOOL_UNMASK_ENTRY (self), { NULL } };
  g_auto (GStrv) arguments = nx_tool_parse (self, "show", entries, argc, argv, 2, 2, error);
  g_auto (Shown) shown = { NX_RECORD_NONE };

  if (arguments == NULL)
    return FALSE;
  shown.kind = nx_tool_kind_parse (arguments[0]);
  shown.word = arguments[1];
  if (shown.kind == NX_RECORD_NONE || shown.kind == NX_RECORD_EVENT
      || shown.kind == NX_RECORD_ATTACHMENT)
    return nx_tool_refuse_usage (
        error, _ ("What can be shown is a household, person, case, visit, worker or area."));
  if (!nx_tool_open (self, error) || nx_tool_read (self, load, &shown, error) == NULL
      || !note_unmasked (self, &shown, error))
    return FALSE;
  if (self->is_json)
    answer_json (self, &shown);
  else
    answer_text (self, &shown);
  return TRUE;
}
