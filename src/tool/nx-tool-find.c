/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The command find: what the find box of the window finds, and why. */
#define G_LOG_DOMAIN "nx-tool"

#include "config.h"

#include "nx-find.h"
#include "nx-tool-hide.h"
#include "nx-tool-json.h"
#include "nx-tool-open.h"
#include "nx-tool-text.h"

#include <glib/gi18n-lib.h>

#define USUAL_LIMIT 20 /* of each kind */

typedef struct
{
  const char *text;
  NxRecordKind kind;
  guint limit;
} Asked;

/* Words for scripts, which must not change with the language. */
static const char *
get_why_word (NxHitWhy why)
{
  switch (why)
    {
    case NX_HIT_EXACT:
      return "name";
    case NX_HIT_PREFIX:
      return "name-start";
    case NX_HIT_INSIDE:
      return "name-part";
    case NX_HIT_PINYIN:
      return "pinyin";
    case NX_HIT_INITIALS:
      return "initials";
    case NX_HIT_MIXED:
      return "mixed";
    case NX_HIT_NUMBER:
      return "number";
    case NX_HIT_ID_NUMBER:
      return "id-number";
    case NX_HIT_PHONE:
      return "phone";
    case NX_HIT_FORMER:
      return "former-name";
    case NX_HIT_ADDRESS:
      return "address";
    case NX_HIT_CLIENT:
      return "client";
    case NX_HIT_NARRATIVE:
      return "narrative";
    case NX_HIT_SOUND:
      return "sound";
    case NX_HIT_FILTER:
      return "filter";
    }
  g_return_val_if_reached ("");
}

static gpointer
find (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const Asked *asked = data;

  return nx_find_run (db, asked->text, asked->kind, asked->limit, error);
}

static GPtrArray *
dup_records (GPtrArray *hits, NxRecordKind kind)
{
  GPtrArray *records = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < hits->len; i++)
    {
      NxHit *hit = g_ptr_array_index (hits, i);

      if (kind == NX_RECORD_NONE || nx_record_get_kind (hit->record) == kind)
        g_ptr_array_add (records, g_object_ref (hit->record));
    }
  return records;
}

static void
answer_json (NxTool *self, GPtrArray *hits)
{
  nx_tool_json_open_list (self->answer);
  for (guint i = 0; i < hits->len; i++)
    {
      NxHit *hit = g_ptr_array_index (hits, i);
      g_autoptr (JsonBuilder) object = nx_tool_json_begin ();

      nx_tool_json_add_text (object, "why", get_why_word (hit->why));
      nx_tool_json_add_text (object, "why_label", nx_hit_why_get_label (hit->why));
      nx_tool_json_add_record (self, object, hit->record);
      nx_tool_json_add_to_list (object, self->answer);
    }
  nx_tool_json_close_list (self->answer);
}

static void
answer_text (NxTool *self, GPtrArray *hits)
{
  static const NxRecordKind kinds[]
      = { NX_RECORD_PERSON, NX_RECORD_CASE, NX_RECORD_HOUSEHOLD, NX_RECORD_VISIT };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (GPtrArray) records = dup_records (hits, kinds[i]);

      if (records->len == 0)
        continue;
      if (self->answer->len > 0)
        g_string_append_c (self->answer, '\n');
      g_string_append_printf (self->answer, "%s\n", nx_record_kind_get_label (kinds[i]));
      nx_tool_text_add_list (self, kinds[i], records);
    }
  if (hits->len == 0)
    g_string_append_printf (self->answer, "%s\n", _ ("Nothing matches."));
}

gboolean
nx_tool_run_find (NxTool *self, int argc, char **argv, GError **error)
{
  g_autofree char *kind = NULL;
  int limit = USUAL_LIMIT;
  const GOptionEntry entries[] = {
    { "kind", 0, 0, G_OPTION_ARG_STRING, &kind, N_ ("Only household, person, case or visit"),
      N_ ("KIND") },
    { "limit", 0, 0, G_OPTION_ARG_INT, &limit, N_ ("At most so many of each kind (default: 20)"),
      N_ ("N") },
    NX_TOOL_UNMASK_ENTRY (self),
    { NULL },
  };
  g_auto (GStrv) arguments = nx_tool_parse (self, "find", entries, argc, argv, 1, 64, error);
  g_autofree char *text = arguments != NULL ? g_strjoinv (" ", arguments) : NULL;
  Asked asked = { text, nx_tool_kind_parse (kind), 0 };
  g_autoptr (GPtrArray) hits = NULL;
  g_autoptr (GPtrArray) records = NULL;

  if (arguments == NULL)
    return FALSE;
  if (kind != NULL && (asked.kind < NX_RECORD_HOUSEHOLD || asked.kind == NX_RECORD_MEMBERSHIP))
    return nx_tool_refuse_usage (error, _ ("--kind may be household, person, case or visit."));
  if (limit < 1)
    return nx_tool_refuse_usage (error, _ ("--limit must be 1 or more."));
  asked.limit = (guint)limit;
  if (!nx_tool_open (self, error))
    return FALSE;
  hits = nx_tool_read (self, find, &asked, error);
  if (hits == NULL)
    return FALSE;
  records = dup_records (hits, NX_RECORD_NONE);
  if (!nx_tool_note_unmasked (self, records, error))
    return FALSE;
  if (self->is_json)
    answer_json (self, hits);
  else
    answer_text (self, hits);
  return TRUE;
}
