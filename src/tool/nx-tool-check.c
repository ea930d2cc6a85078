/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The command check: reads the whole store and says whether it is sound. */
#define G_LOG_DOMAIN "nx-tool"

#include "config.h"

#include "nx-journal.h"
#include "nx-records.h"
#include "nx-store-error.h"
#include "nx-tool-json.h"
#include "nx-tool-open.h"

#include <glib/gi18n-lib.h>

static const NxRecordKind counted[]
    = { NX_RECORD_AREA,    NX_RECORD_WORKER, NX_RECORD_HOUSEHOLD,  NX_RECORD_PERSON,
        NX_RECORD_CASE,    NX_RECORD_VISIT,  NX_RECORD_MEMBERSHIP, NX_RECORD_SUPPORT,
        NX_RECORD_COMMENT, NX_RECORD_EVENT,  NX_RECORD_ATTACHMENT };

typedef struct
{
  GPtrArray *page_problems; /* lines of the engine, for the log and for JSON */
  gint64 broken_event;      /* 0: the chain is whole */
  gboolean are_references_sound;
  gint64 counts[G_N_ELEMENTS (counted)];
} Findings;

static gboolean
count_all (NxDatabase *db, Findings *findings, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (counted); i++)
    {
      findings->counts[i] = nx_records_count (db, counted[i], error);
      if (findings->counts[i] < 0)
        return FALSE;
    }
  return TRUE;
}

static gboolean
check_references (NxDatabase *db, Findings *findings, GError **error)
{
  g_autoptr (GError) failure = NULL;

  findings->are_references_sound
      = nx_driver_check_references (nx_database_get_driver (db), &failure);
  if (findings->are_references_sound
      || g_error_matches (failure, NX_STORE_ERROR, NX_STORE_ERROR_CONSTRAINT))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/* Pages first: with a damaged one the rest may not be readable at all. */
static gpointer
check (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Findings *findings = data;

  if (!nx_driver_check_pages (nx_database_get_driver (db), NX_DRIVER_CHECK_ALL,
                              findings->page_problems, error))
    return NULL;
  if (findings->page_problems->len > 0)
    return NX_TOOL_DONE;
  findings->broken_event = nx_journal_check (db, error);
  if (findings->broken_event < 0 || !check_references (db, findings, error)
      || !count_all (db, findings, error))
    return NULL;
  return NX_TOOL_DONE;
}

static gboolean
is_sound (const Findings *findings)
{
  return findings->page_problems->len == 0 && findings->broken_event == 0
         && findings->are_references_sound;
}

static void
answer_json (NxTool *self, const Findings *findings)
{
  g_autoptr (JsonBuilder) object = nx_tool_json_begin ();

  nx_tool_json_add_bool (object, "ok", is_sound (findings));
  json_builder_set_member_name (object, "pages");
  json_builder_begin_array (object);
  for (guint i = 0; i < findings->page_problems->len; i++)
    json_builder_add_string_value (object, g_ptr_array_index (findings->page_problems, i));
  json_builder_end_array (object);
  nx_tool_json_add_int (object, "journal_broken_at", findings->broken_event);
  nx_tool_json_add_bool (object, "references_ok", findings->are_references_sound);
  json_builder_set_member_name (object, "counts");
  json_builder_begin_object (object);
  for (guint i = 0; i < G_N_ELEMENTS (counted); i++)
    nx_tool_json_add_int (object, nx_tool_kind_name (counted[i]), findings->counts[i]);
  json_builder_end_object (object);
  nx_tool_json_end (object, self->answer);
}

static void
answer_text (NxTool *self, const Findings *findings)
{
  for (guint i = 0; findings->page_problems->len == 0 && i < G_N_ELEMENTS (counted); i++)
    /* TRANSLATORS: a kind of record, such as "Person", and how many there are */
    g_string_append_printf (self->answer, _ ("%1$s: %2$lld\n"),
                            nx_record_kind_get_label (counted[i]), (long long)findings->counts[i]);
  if (is_sound (findings))
    g_string_append_printf (self->answer, "%s\n",
                            _ ("The store is sound: every page can be read, every record points to "
                               "one that is there, and the journal is whole."));
}

static gboolean
judge (const Findings *findings, GError **error)
{
  if (findings->page_problems->len > 0)
    return nx_store_error_set (error, NX_STORE_ERROR_DAMAGED);
  if (findings->broken_event > 0)
    return nx_tool_refuse (error,
                           _ ("The journal does not follow on from itself at entry "
                              "%lld: it was changed outside this program. The "
                              "store was left as it is. Compare with a backup."),
                           (long long)findings->broken_event);
  if (!findings->are_references_sound)
    return nx_tool_refuse (error, _ ("Some records point to others that are not there. The store "
                                     "was left as it is. Compare with a backup."));
  return TRUE;
}

gboolean
nx_tool_run_check (NxTool *self, int argc, char **argv, GError **error)
{
  g_auto (GStrv) arguments = nx_tool_parse (self, "check", NULL, argc, argv, 0, 0, error);
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  Findings findings = { .page_problems = problems };

  if (arguments == NULL || !nx_tool_open (self, error)
      || nx_tool_read (self, check, &findings, error) == NULL)
    return FALSE;
  if (self->is_json)
    answer_json (self, &findings);
  else
    answer_text (self, &findings);
  return judge (&findings, error);
}
