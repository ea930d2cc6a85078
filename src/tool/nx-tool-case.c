/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The command case: opens a case for a person or a household. */
#define G_LOG_DOMAIN "nx-tool"

#include "config.h"

#include "nx-filter.h"
#include "nx-id-query.h"
#include "nx-record-kinds.h"
#include "nx-records.h"
#include "nx-save.h"
#include "nx-tool-edit.h"
#include "nx-tool-file.h"
#include "nx-tool-json.h"
#include "nx-tool-lookup.h"
#include "nx-tool-open.h"
#include "nx-visit-rule.h"

#include <glib/gi18n-lib.h>

/* What stands on the command line. */
typedef struct
{
  char *household;
  char *title;
  char *risk;
  char *stage;
  char *source;
  char *category;
  char *problem_file;
  char *on;
  char *next;
  char *next_reason;
  char *worker;
  char *supervisor;
  gboolean is_confidential;
} Options;

static void
clear_options (Options *self)
{
  char **texts[] = { &self->household, &self->title,       &self->risk,         &self->stage,
                     &self->source,    &self->category,    &self->problem_file, &self->on,
                     &self->next,      &self->next_reason, &self->worker,       &self->supervisor };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (*texts[i]);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, clear_options)

/* The job and what it leaves. */
typedef struct
{
  NxEdit *edit;
  const char *person;
  const Options *options;
  NxRecord *case_file;
  gboolean had_one; /* the client has another open case */
} Opening;

static void
clear_opening (Opening *self)
{
  g_clear_object (&self->edit);
  g_clear_object (&self->case_file);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Opening, clear_opening)

static gboolean
set_problem (NxEdit *edit, NxTool *self, const char *path, GError **error)
{
  g_autofree char *text = NULL;

  if (path == NULL)
    return TRUE;
  if (self->passphrase_fd == 0 && g_str_equal (path, "-"))
    return nx_tool_refuse_usage (error, _ ("Passphrase and text cannot both come from standard "
                                           "input. Nothing was saved."));
  text = nx_tool_file_read_text (path, error);
  if (text == NULL)
    return FALSE;
  nx_edit_set_text (edit, NX_CASE_PROBLEM, text);
  return TRUE;
}

static gboolean
fill_edit (NxEdit *edit, NxTool *self, const Options *options, GError **error)
{
  const char *stage = options->stage != NULL ? options->stage : "intake";
  NxDate on = NX_DATE_NONE;
  NxDate next = NX_DATE_NONE;

  nx_edit_set_text (edit, NX_CASE_TITLE, options->title);
  nx_edit_set_text (edit, NX_CASE_NEXT_REASON, options->next_reason);
  nx_edit_set_int (edit, NX_CASE_IS_CONFIDENTIAL, options->is_confidential);
  if (!nx_tool_parse_day (options->on, "--on", &on, error)
      || !nx_tool_parse_day (options->next, "--next", &next, error))
    return FALSE;
  nx_edit_set_date (edit, NX_CASE_OPENED_ON, on);
  if (nx_date_is_set (next))
    nx_edit_set_date (edit, NX_CASE_NEXT_ON, next);
  return nx_tool_edit_set_code (edit, NX_CASE_RISK, "--risk", options->risk, error)
         && nx_tool_edit_set_code (edit, NX_CASE_STAGE, "--stage", stage, error)
         && nx_tool_edit_set_code (edit, NX_CASE_SOURCE, "--source", options->source, error)
         && nx_tool_edit_set_codes (edit, NX_CASE_CATEGORY, "--category", options->category, error)
         && set_problem (edit, self, options->problem_file, error);
}

/* By id, since a name does not tell namesakes apart. */
static gboolean
set_client (NxDatabase *db, Opening *opening, GError **error)
{
  gboolean is_person = opening->person != NULL;
  NxRecordKind kind = is_person ? NX_RECORD_PERSON : NX_RECORD_HOUSEHOLD;
  g_autoptr (NxRecord) client = nx_tool_lookup_record (
      db, kind, is_person ? opening->person : opening->options->household, error);
  g_autoptr (NxFilter) filter = nx_filter_new (NX_RECORD_CASE);
  g_autoptr (GArray) ids = NULL;

  if (client == NULL)
    return FALSE;
  nx_edit_set_int (opening->edit, is_person ? NX_CASE_CLIENT_PERSON : NX_CASE_CLIENT_HOUSEHOLD,
                   nx_record_get_id (client));
  *(is_person ? &filter->person_id : &filter->household_id) = nx_record_get_id (client);
  filter->cases = NX_CASES_OPEN;
  ids = nx_id_query_run (db, filter, error);
  opening->had_one = ids != NULL && ids->len > 0;
  return ids != NULL;
}

static gboolean
set_workers (NxDatabase *db, Opening *opening, GError **error)
{
  const Options *options = opening->options;
  gint64 worker = 0;
  gint64 supervisor = 0;

  if (options->worker != NULL && (worker = nx_tool_lookup_worker (db, options->worker, error)) == 0)
    return FALSE;
  if (options->supervisor != NULL
      && (supervisor = nx_tool_lookup_worker (db, options->supervisor, error)) == 0)
    return FALSE;
  if (worker != 0)
    nx_edit_set_int (opening->edit, NX_CASE_WORKER, worker);
  if (supervisor != 0)
    nx_edit_set_int (opening->edit, NX_CASE_SUPERVISOR, supervisor);
  return TRUE;
}

static gpointer
save (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Opening *opening = data;
  gint64 id = 0;

  if (!set_client (db, opening, error) || !set_workers (db, opening, error))
    return NULL;
  id = nx_records_save (db, opening->edit, error);
  if (id == 0)
    return NULL;
  opening->case_file = nx_records_load (db, NX_RECORD_CASE, id, error);
  return opening->case_file != NULL ? NX_TOOL_DONE : NULL;
}

static void
answer (NxTool *self, const Opening *opening)
{
  NxDate next = nx_record_get_date (opening->case_file, NX_CASE_NEXT_ON);
  g_autofree char *why = nx_visit_rule_dup_reason (opening->case_file);
  g_autofree char *day = nx_date_format (next, NX_DATE_LONG);
  g_autoptr (JsonBuilder) object = NULL;

  if (opening->had_one)
    nx_tool_warn (_ ("This client has another open case."));
  if (self->is_json)
    {
      object = nx_tool_json_begin ();
      nx_tool_json_add_record (self, object, opening->case_file);
      nx_tool_json_end (object, self->answer);
      return;
    }
  /* TRANSLATORS: a case number */
  g_string_append_printf (self->answer, _ ("Case %s was opened.\n"),
                          nx_record_peek_text (opening->case_file, NX_CASE_NUMBER));
  if (nx_date_is_set (next))
    /* TRANSLATORS: a day and why it was chosen */
    g_string_append_printf (self->answer, _ ("Next visit: %1$s (%2$s)\n"), day, why);
}

gboolean
nx_tool_run_case (NxTool *self, int argc, char **argv, GError **error)
{
  g_auto (Options) options = { NULL };
  const GOptionEntry entries[] = {
    { "household", 0, 0, G_OPTION_ARG_STRING, &options.household,
      N_ ("The client is this household, by number or id"), N_ ("ID") },
    { "title", 0, 0, G_OPTION_ARG_STRING, &options.title, N_ ("What the case is about, in a line"),
      N_ ("TEXT") },
    { "risk", 0, 0, G_OPTION_ARG_STRING, &options.risk, N_ ("high, medium or low"), N_ ("LEVEL") },
    { "stage", 0, 0, G_OPTION_ARG_STRING, &options.stage,
      N_ ("The stage it begins in (default: intake)"), N_ ("STAGE") },
    { "source", 0, 0, G_OPTION_ARG_STRING, &options.source, N_ ("Who brought it"), N_ ("SOURCE") },
    { "category", 0, 0, G_OPTION_ARG_STRING, &options.category, N_ ("Kinds of problems"),
      N_ ("CATEGORY,…") },
    { "problem", 0, 0, G_OPTION_ARG_FILENAME, &options.problem_file,
      N_ ("The problem as it was presented; - is standard input"), N_ ("FILE") },
    { "on", 0, 0, G_OPTION_ARG_STRING, &options.on, N_ ("The day of opening (default: today)"),
      N_ ("DATE") },
    { "next", 0, 0, G_OPTION_ARG_STRING, &options.next,
      N_ ("The day agreed for the next visit (default: by the risk level)"), N_ ("DATE") },
    { "next-reason", 0, 0, G_OPTION_ARG_STRING, &options.next_reason, N_ ("Why then"),
      N_ ("TEXT") },
    { "worker", 0, 0, G_OPTION_ARG_STRING, &options.worker,
      N_ ("Who is responsible (default: who acts)"), N_ ("NAME") },
    { "supervisor", 0, 0, G_OPTION_ARG_STRING, &options.supervisor, N_ ("Who supervises it"),
      N_ ("NAME") },
    { "confidential", 0, 0, G_OPTION_ARG_NONE, &options.is_confidential,
      N_ ("Only its worker and supervisor see it"), NULL },
    { NULL },
  };
  g_auto (GStrv) arguments = nx_tool_parse (self, "case", entries, argc, argv, 0, 1, error);
  g_auto (Opening) opening = { NULL };

  if (arguments == NULL)
    return FALSE;
  if ((arguments[0] != NULL) == (options.household != NULL))
    return nx_tool_refuse_usage (error, _ ("A case needs one client: a person or --household. "
                                           "Nothing was saved."));
  if (options.title == NULL || options.risk == NULL)
    return nx_tool_refuse_usage (error, _ ("A case needs --title and --risk. Nothing was saved."));
  opening.person = arguments[0];
  opening.options = &options;
  opening.edit = nx_edit_new (NX_RECORD_CASE, NULL);
  if (!fill_edit (opening.edit, self, &options, error) || !nx_tool_open (self, error)
      || nx_tool_write (self, save, &opening, error) == NULL)
    return FALSE;
  answer (self, &opening);
  return TRUE;
}
