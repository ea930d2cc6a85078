/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The command visit: records a visit, or that nobody was met, in a case. */
#define G_LOG_DOMAIN "nx-tool"

#include "config.h"

#include "nx-record-kinds.h"
#include "nx-records.h"
#include "nx-save.h"
#include "nx-tool-edit.h"
#include "nx-tool-file.h"
#include "nx-tool-hide.h"
#include "nx-tool-json.h"
#include "nx-tool-lookup.h"
#include "nx-tool-open.h"
#include "nx-tool-text.h"
#include "nx-visit-rule.h"

#include <glib/gi18n-lib.h>

/* What stands on the command line. */
typedef struct
{
  char *on;
  char *kind;
  char *state;
  char *text_file;
  char *start;
  char *end;
  char *purpose;
  char *seen;
  char *services;
  char *problems;
  char *steps;
  char *reason;
  char *next;
  char *next_reason;
  char *worker;
} Options;

static void
clear_options (Options *self)
{
  char **texts[]
      = { &self->on,       &self->kind,    &self->state, &self->text_file, &self->start,
          &self->end,      &self->purpose, &self->seen,  &self->services,  &self->steps,
          &self->problems, &self->reason,  &self->next,  &self->worker,    &self->next_reason };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (*texts[i]);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, clear_options)

/* The job and what it leaves. */
typedef struct
{
  NxEdit *edit;
  const char *case_word;
  const char *worker;
  NxRecord *visit;
  NxRecord *case_file;
} Saving;

static void
clear_saving (Saving *self)
{
  g_clear_object (&self->edit);
  g_clear_object (&self->visit);
  g_clear_object (&self->case_file);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Saving, clear_saving)

/* From options to edit */

static gboolean
set_days (NxEdit *edit, const Options *options, GError **error)
{
  NxDate on = NX_DATE_NONE;
  NxDate next = NX_DATE_NONE;

  if (!nx_tool_parse_day (options->on, "--on", &on, error)
      || !nx_tool_parse_day (options->next, "--next", &next, error))
    return FALSE;
  nx_edit_set_date (edit, NX_VISIT_ON, on);
  if (nx_date_is_set (next))
    nx_edit_set_date (edit, NX_VISIT_NEXT_ON, next);
  return TRUE;
}

static gboolean
set_text (NxEdit *edit, NxTool *self, const Options *options, GError **error)
{
  gboolean is_attempt = g_strcmp0 (nx_edit_get_text (edit, NX_VISIT_STATE), "attempted") == 0;
  g_autofree char *text = NULL;

  if (options->text_file == NULL)
    return TRUE;
  if (self->passphrase_fd == 0 && g_str_equal (options->text_file, "-"))
    return nx_tool_refuse_usage (error, _ ("Passphrase and text cannot both come from standard "
                                           "input. Nothing was saved."));
  text = nx_tool_file_read_text (options->text_file, error);
  if (text == NULL)
    return FALSE;
  nx_edit_set_text (edit, is_attempt ? NX_VISIT_NOT_MET_NOTE : NX_VISIT_NARRATIVE, text);
  return TRUE;
}

static gboolean
fill_edit (NxEdit *edit, NxTool *self, const Options *options, GError **error)
{
  const char *state = options->state != NULL ? options->state : "done";

  nx_edit_set_text (edit, NX_VISIT_START_TIME, options->start);
  nx_edit_set_text (edit, NX_VISIT_END_TIME, options->end);
  nx_edit_set_text (edit, NX_VISIT_PERSONS_SEEN, options->seen);
  nx_edit_set_text (edit, NX_VISIT_SERVICES, options->services);
  nx_edit_set_text (edit, NX_VISIT_PROBLEMS, options->problems);
  nx_edit_set_text (edit, NX_VISIT_NEXT_STEPS, options->steps);
  nx_edit_set_text (edit, NX_VISIT_NEXT_REASON, options->next_reason);
  return nx_tool_edit_set_code (edit, NX_VISIT_STATE, "--state", state, error)
         && nx_tool_edit_set_code (edit, NX_VISIT_KIND, "--kind", options->kind, error)
         && nx_tool_edit_set_code (edit, NX_VISIT_NOT_MET_REASON, "--reason", options->reason,
                                   error)
         && nx_tool_edit_set_codes (edit, NX_VISIT_PURPOSE, "--purpose", options->purpose, error)
         && set_days (edit, options, error) && set_text (edit, self, options, error);
}

/* Saving */

static gpointer
save (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Saving *saving = data;
  g_autoptr (NxRecord) client_case
      = nx_tool_lookup_record (db, NX_RECORD_CASE, saving->case_word, error);
  gint64 worker = nx_database_actor (db);
  gint64 id = 0;

  if (client_case == NULL)
    return NULL;
  if (saving->worker != NULL && (worker = nx_tool_lookup_worker (db, saving->worker, error)) == 0)
    return NULL;
  nx_edit_set_int (saving->edit, NX_VISIT_CASE, nx_record_get_id (client_case));
  nx_edit_set_int (saving->edit, NX_VISIT_WORKER, worker);
  if (nx_tool_edit_refuse_problems (saving->edit, nx_database_today (db), error))
    return NULL;
  id = nx_records_save (db, saving->edit, error);
  if (id == 0)
    return NULL;
  saving->visit = nx_records_load (db, NX_RECORD_VISIT, id, error);
  if (saving->visit != NULL)
    saving->case_file = nx_records_load (db, NX_RECORD_CASE, nx_record_get_id (client_case), error);
  return saving->case_file != NULL ? NX_TOOL_DONE : NULL;
}

/* The answer */

static void
answer (NxTool *self, const Saving *saving)
{
  NxDate next = nx_record_get_date (saving->case_file, NX_CASE_NEXT_ON);
  g_autofree char *why = nx_visit_rule_dup_reason (saving->case_file);
  g_autofree char *day = nx_date_format (next, NX_DATE_LONG);
  g_autoptr (JsonBuilder) object = NULL;

  if (!self->is_json)
    {
      /* TRANSLATORS: an id and a case number */
      g_string_append_printf (self->answer, _ ("Visit %1$lld was saved in case %2$s.\n"),
                              (long long)nx_record_get_id (saving->visit),
                              nx_record_peek_text (saving->case_file, NX_CASE_NUMBER));
      if (nx_date_is_set (next))
        /* TRANSLATORS: a day and why it was chosen */
        g_string_append_printf (self->answer, _ ("Next visit: %1$s (%2$s)\n"), day, why);
      return;
    }
  object = nx_tool_json_begin ();
  nx_tool_json_add_record (self, object, saving->visit);
  nx_tool_json_add_day (object, "case_next_on", next);
  nx_tool_json_add_text (object, "case_next_why", nx_date_is_set (next) ? why : NULL);
  nx_tool_json_end (object, self->answer);
}

gboolean
nx_tool_run_visit (NxTool *self, int argc, char **argv, GError **error)
{
  g_auto (Options) options = { NULL };
  const GOptionEntry entries[] = {
    { "on", 0, 0, G_OPTION_ARG_STRING, &options.on, N_ ("The day of the visit"), N_ ("DATE") },
    { "kind", 0, 0, G_OPTION_ARG_STRING, &options.kind,
      N_ ("home, phone, office, hospital … or the word for it"), N_ ("KIND") },
    { "state", 0, 0, G_OPTION_ARG_STRING, &options.state,
      N_ ("done (default), attempted or planned"), N_ ("STATE") },
    { "text", 0, 0, G_OPTION_ARG_FILENAME, &options.text_file,
      N_ ("What happened and what was seen; - is standard input"), N_ ("FILE") },
    { "start", 0, 0, G_OPTION_ARG_STRING, &options.start, N_ ("When it began"), N_ ("HH:MM") },
    { "end", 0, 0, G_OPTION_ARG_STRING, &options.end, N_ ("When it ended"), N_ ("HH:MM") },
    { "purpose", 0, 0, G_OPTION_ARG_STRING, &options.purpose, N_ ("What it was for"),
      N_ ("PURPOSE,…") },
    { "seen", 0, 0, G_OPTION_ARG_STRING, &options.seen, N_ ("Who was seen"), N_ ("NAMES") },
    { "services", 0, 0, G_OPTION_ARG_STRING, &options.services, N_ ("Services and goods given"),
      N_ ("TEXT") },
    { "problems", 0, 0, G_OPTION_ARG_STRING, &options.problems, N_ ("Problems found"),
      N_ ("TEXT") },
    { "next-steps", 0, 0, G_OPTION_ARG_STRING, &options.steps, N_ ("What is to be done"),
      N_ ("TEXT") },
    { "reason", 0, 0, G_OPTION_ARG_STRING, &options.reason,
      N_ ("Why the client was not met, for --state attempted"), N_ ("REASON") },
    { "next", 0, 0, G_OPTION_ARG_STRING, &options.next,
      N_ ("The day agreed for the next visit (default: by the risk level)"), N_ ("DATE") },
    { "next-reason", 0, 0, G_OPTION_ARG_STRING, &options.next_reason, N_ ("Why then"),
      N_ ("TEXT") },
    { "worker", 0, 0, G_OPTION_ARG_STRING, &options.worker, N_ ("Who visited (default: who acts)"),
      N_ ("NAME") },
    { NULL },
  };
  g_auto (GStrv) arguments = nx_tool_parse (self, "visit", entries, argc, argv, 1, 1, error);
  g_auto (Saving) saving = { NULL };

  if (arguments == NULL)
    return FALSE;
  if (options.on == NULL || options.kind == NULL)
    return nx_tool_refuse_usage (error, _ ("A visit needs --on and --kind. Nothing was saved."));
  saving.case_word = arguments[0];
  saving.worker = options.worker;
  saving.edit = nx_edit_new (NX_RECORD_VISIT, NULL);
  if (!fill_edit (saving.edit, self, &options, error) || !nx_tool_open (self, error)
      || nx_tool_write (self, save, &saving, error) == NULL)
    return FALSE;
  answer (self, &saving);
  return TRUE;
}
