/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The command print: puts a visit, a timeline, a household or a route on paper, as PDF. */
#define G_LOG_DOMAIN "nx-tool"

#include "config.h"

#include "nx-household-sheet.h"
#include "nx-journal.h"
#include "nx-office.h"
#include "nx-pdf.h"
#include "nx-record-kinds.h"
#include "nx-records.h"
#include "nx-route-sheet.h"
#include "nx-timeline-report.h"
#include "nx-tool-hide.h"
#include "nx-tool-json.h"
#include "nx-tool-lookup.h"
#include "nx-tool-open.h"
#include "nx-tool-sources.h"
#include "nx-visit-summary.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>

/* One print, from what was asked to the finished document. */
typedef struct
{
  NxTool *tool;
  NxPrintOptions options;
  const char *word; /* id, number or day; may be NULL */
  const char *household;
  const char *worker;
  NxTimelineQuery query;
  NxDate day; /* of a route, and today for the others */

  NxToolSources sources;
  NxRouteDay route;
  char *office;
  char *printed_by;
  NxRecordKind kind; /* what the journal says was printed */
  gint64 id;
} Printing;

static void
clear_printing (Printing *self)
{
  nx_tool_sources_clear (&self->sources);
  nx_route_day_clear (&self->route);
  g_free (self->office);
  g_free (self->printed_by);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Printing, clear_printing)

/* The papers: a job that gathers, a function that lays out */

static gboolean
load_head (Printing *self, NxDatabase *db, GError **error)
{
  g_autoptr (NxRecord) actor
      = nx_records_load (db, NX_RECORD_WORKER, nx_database_actor (db), error);

  if (actor == NULL)
    return FALSE;
  self->printed_by = g_strdup (nx_record_get_text (actor, NX_WORKER_NAME));
  self->office = nx_office_dup_name (db, NULL, error);
  self->options.office = self->office;
  self->options.printed_by = self->printed_by;
  self->options.printed_at = nx_database_now (db);
  return self->office != NULL;
}

static void
note_printed (Printing *self, NxRecord *record)
{
  self->kind = nx_record_get_kind (record);
  self->id = nx_record_get_id (record);
}

static gpointer
load_visit (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Printing *self = data;

  if (!load_head (self, db, error)
      || !nx_tool_sources_load_visit (&self->sources, db, self->word, error))
    return NULL;
  note_printed (self, self->sources.visit);
  return NX_TOOL_DONE;
}

static NxPrintDocument *
make_visit (Printing *self)
{
  NxVisitSources records
      = { self->sources.visit,     self->sources.case_file, self->sources.person,
          self->sources.household, self->sources.worker,    self->sources.memberships };
  NxVisitSheet sheet = { 0 };
  NxPrintDocument *document = NULL;

  nx_visit_sheet_fill (&sheet, &records);
  document = nx_visit_summary_new (&sheet, &self->options);
  nx_visit_sheet_clear (&sheet);
  return document;
}

static gpointer
load_timeline (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Printing *self = data;

  if (!load_head (self, db, error)
      || !nx_tool_sources_load_timeline (&self->sources, db, self->word, self->household,
                                         &self->query, error))
    return NULL;
  note_printed (self, self->household != NULL ? self->sources.household : self->sources.case_file);
  return NX_TOOL_DONE;
}

static NxPrintDocument *
make_timeline (Printing *self)
{
  NxTimelineSources records
      = { .case_file = self->sources.case_file,
          .person = self->sources.person,
          .household = self->sources.household,
          .memberships = self->sources.memberships,
          .entries = self->sources.entries,
          .from = self->query.from,
          .to = self->query.to,
          .kinds = self->query.kinds,
          .n_in_period = self->sources.n_in_period,
          .chain = self->sources.is_chain_whole ? NX_CHAIN_WHOLE : NX_CHAIN_BROKEN,
          .today = self->day };
  NxTimelineSheet sheet = { 0 };
  NxPrintDocument *document = NULL;

  nx_timeline_sheet_fill (&sheet, &records);
  document = nx_timeline_report_new (&sheet, &self->options);
  nx_timeline_sheet_clear (&sheet);
  return document;
}

static gpointer
load_household (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Printing *self = data;

  if (!load_head (self, db, error)
      || !nx_tool_sources_load_household (&self->sources, db, self->word, error))
    return NULL;
  note_printed (self, self->sources.household);
  return NX_TOOL_DONE;
}

static NxPrintDocument *
make_household (Printing *self)
{
  NxHouseholdSources records
      = { self->sources.household, self->sources.memberships, self->sources.persons,
          self->sources.supports,  self->sources.cases,       self->day };
  NxHouseholdFile file;
  NxPrintDocument *document = NULL;

  nx_household_file_init (&file);
  nx_household_file_fill (&file, &records);
  document = nx_household_sheet_new (&file, &self->options);
  nx_household_file_clear (&file);
  return document;
}

static gpointer
load_route (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Printing *self = data;
  gint64 id = nx_database_actor (db);

  if (!load_head (self, db, error)
      || (self->worker != NULL && (id = nx_tool_lookup_worker (db, self->worker, error)) == 0))
    return NULL;
  self->sources.worker = nx_records_load (db, NX_RECORD_WORKER, id, error);
  if (self->sources.worker == NULL)
    return NULL;
  nx_route_day_init (&self->route, self->day,
                     nx_record_get_text (self->sources.worker, NX_WORKER_NAME));
  note_printed (self, self->sources.worker);
  return nx_tool_sources_load_route (&self->route, db, id, error) ? NX_TOOL_DONE : NULL;
}

static NxPrintDocument *
make_route (Printing *self)
{
  return nx_route_sheet_new (&self->route, &self->options);
}

static const struct
{
  const char *name;
  NxStoreJob load;
  NxPrintDocument *(*make) (Printing *self);
  NxCopy copy; /* the usual one */
} papers[] = {
  { "visit", load_visit, make_visit, NX_COPY_CLIENT },
  { "timeline", load_timeline, make_timeline, NX_COPY_FILE },
  { "household", load_household, make_household, NX_COPY_FILE },
  { "route", load_route, make_route, NX_COPY_FILE },
};

/* The journal */

static char *
dup_changes (const Printing *self, const char *paper)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "paper");
  json_builder_begin_array (builder);
  json_builder_add_null_value (builder);
  json_builder_add_string_value (builder, paper);
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "is_redacted");
  json_builder_begin_array (builder);
  json_builder_add_null_value (builder);
  json_builder_add_boolean_value (builder, self->options.is_redacted);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

static gpointer
add_event (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return nx_journal_add (db, data, error) ? NX_TOOL_DONE : NULL;
}

static gboolean
note_in_journal (Printing *self, const char *paper, GError **error)
{
  g_autofree char *changes = dup_changes (self, paper);
  g_autoptr (GPtrArray) subject = g_ptr_array_new ();
  NxJournalEntry entry
      = { .action = "printed", .kind = self->kind, .id = self->id, .changes = changes };

  if (self->sources.person != NULL)
    g_ptr_array_add (subject, self->sources.person);
  return nx_tool_note_unmasked (self->tool, subject, error)
         && nx_tool_write (self->tool, add_event, &entry, error) != NULL;
}

/* The file */

/* Nothing is printed that the journal does not know of, and the journal knows of nothing that was
 * not printed: the file gets its name after the event was written. */
static gboolean
write_file (
    Printing *self, NxPrintDocument *document, const char *paper, const char *path, GError **error)
{
  g_autofree char *unfinished = g_strconcat (path, ".nuanxin-new", NULL);

  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    return nx_tool_refuse (error, _ ("The name given by -o is a folder. Nothing was written. Give "
                                     "the name of a file in it."));
  if (!nx_pdf_write_file (document, unfinished, NULL, NULL, NULL, error))
    return FALSE;
  if (!note_in_journal (self, paper, error))
    {
      g_unlink (unfinished);
      return FALSE;
    }
  if (g_rename (unfinished, path) == 0)
    return TRUE;
  g_unlink (unfinished);
  return nx_tool_refuse (error, _ ("The paper could not be written under this name. What was there "
                                   "was kept. Give another file by -o."));
}

static void
answer (NxTool *self, NxPrintDocument *document, const char *path)
{
  g_autofree char *missing = nx_print_document_dup_missing_text (document);
  g_autofree char *shown = g_filename_display_name (path);
  g_autofree char *warning = NULL;
  guint n_pages = nx_print_document_n_pages (document);
  g_autoptr (JsonBuilder) object = NULL;

  if (missing != NULL)
    {
      /* TRANSLATORS: %s is a list of code points such as U+2348D */
      warning = g_strdup_printf (_ ("No installed font has these characters: %s. They are blank "
                                    "on the paper, which names them too."),
                                 missing);
      nx_tool_warn (warning);
    }
  if (!self->is_json)
    {
      g_string_append_printf (self->answer,
                              /* TRANSLATORS: a number of pages and a file */
                              g_dngettext (GETTEXT_PACKAGE, "%1$u page was written to %2$s.\n",
                                           "%1$u pages were written to %2$s.\n", n_pages),
                              n_pages, shown);
      return;
    }
  object = nx_tool_json_begin ();
  nx_tool_json_add_text (object, "file", shown);
  nx_tool_json_add_int (object, "pages", n_pages);
  nx_tool_json_add_text (object, "missing_characters", missing);
  nx_tool_json_end (object, self->answer);
}

static gboolean
print (Printing *self, guint paper, const char *path, GError **error)
{
  g_autoptr (NxPrintDocument) document = NULL;

  if (!nx_tool_open (self->tool, error)
      || nx_tool_read (self->tool, papers[paper].load, self, error) == NULL)
    return FALSE;
  document = papers[paper].make (self);
  nx_print_document_paginate (document);
  if (!write_file (self, document, papers[paper].name, path, error))
    return FALSE;
  answer (self->tool, document, path);
  return TRUE;
}

/* What was asked */

typedef struct
{
  char *output;
  char *copy;
  char *from;
  char *to;
  char *kinds;
  char *household;
  char *worker;
  gboolean is_redacted;
} Options;

static void
clear_options (Options *self)
{
  g_free (self->output);
  g_free (self->copy);
  g_free (self->from);
  g_free (self->to);
  g_free (self->kinds);
  g_free (self->household);
  g_free (self->worker);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, clear_options)

static gboolean
find_paper (const char *name, guint *paper, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (papers); i++)
    if (g_str_equal (papers[i].name, name))
      {
        *paper = i;
        return TRUE;
      }
  return nx_tool_refuse_usage (
      error, _ ("What can be printed is a visit, a timeline, a household or a route."));
}

static gboolean
set_copy (Printing *self, const char *word, NxCopy usual, GError **error)
{
  self->options.copy = usual;
  if (word == NULL)
    return TRUE;
  if (!g_str_equal (word, "client") && !g_str_equal (word, "file"))
    return nx_tool_refuse_usage (error, _ ("--copy may be client or file."));
  self->options.copy = g_str_equal (word, "client") ? NX_COPY_CLIENT : NX_COPY_FILE;
  return TRUE;
}

/* A route is of a day; the others are of a record. */
static gboolean
set_subject (Printing *self, guint paper, const Options *options, GError **error)
{
  gboolean is_route = papers[paper].load == load_route;
  gboolean is_timeline = papers[paper].load == load_timeline;

  self->household = options->household;
  self->worker = options->worker;
  self->day = nx_date_today ();
  if (is_route && self->word != NULL
      && !nx_tool_parse_day (self->word, papers[paper].name, &self->day, error))
    return FALSE;
  if (!is_timeline && options->household != NULL)
    return nx_tool_refuse_usage (error, _ ("--household belongs to “print timeline”."));
  if (!is_route && (self->word != NULL) + (self->household != NULL) != 1)
    return nx_tool_refuse_usage (error, _ ("Say by its id what is to be printed."));
  return TRUE;
}

static gboolean
set_all (Printing *self, guint paper, const Options *options, GError **error)
{
  self->options.is_redacted = options->is_redacted;
  self->options.unmask_reason = self->tool->unmask_reason;
  if (options->is_redacted && self->tool->unmask_reason != NULL)
    return nx_tool_refuse_usage (error, _ ("A paper is either redacted or unmasked."));
  return set_copy (self, options->copy, papers[paper].copy, error)
         && set_subject (self, paper, options, error)
         && nx_tool_parse_kinds (options->kinds, &self->query.kinds, error)
         && nx_tool_parse_day (options->from, "--from", &self->query.from, error)
         && nx_tool_parse_day (options->to, "--to", &self->query.to, error);
}

gboolean
nx_tool_run_print (NxTool *self, int argc, char **argv, GError **error)
{
  g_auto (Options) options = { NULL };
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &options.output, N_ ("The PDF to write"),
      N_ ("FILE.pdf") },
    { "redacted", 0, 0, G_OPTION_ARG_NONE, &options.is_redacted,
      N_ ("Mask all names, numbers and addresses"), NULL },
    { "copy", 0, 0, G_OPTION_ARG_STRING, &options.copy,
      N_ ("client or file (default: client for a visit, else file)"), N_ ("COPY") },
    { "household", 0, 0, G_OPTION_ARG_STRING, &options.household,
      N_ ("The timeline of a household instead of a case"), N_ ("ID") },
    { "from", 0, 0, G_OPTION_ARG_STRING, &options.from, N_ ("Not before this day"), N_ ("DATE") },
    { "to", 0, 0, G_OPTION_ARG_STRING, &options.to, N_ ("Not after this day"), N_ ("DATE") },
    { "kinds", 0, 0, G_OPTION_ARG_STRING, &options.kinds,
      N_ ("Only visit, not-met, stage, member, class, edit, comment, plan"), N_ ("KIND,…") },
    { "worker", 0, 0, G_OPTION_ARG_STRING, &options.worker, N_ ("Whose route (default: who acts)"),
      N_ ("NAME") },
    NX_TOOL_UNMASK_ENTRY (self),
    { NULL },
  };
  g_auto (GStrv) arguments = nx_tool_parse (self, "print", entries, argc, argv, 1, 2, error);
  g_auto (Printing) printing = { .tool = self };
  guint paper = 0;

  if (arguments == NULL || !find_paper (arguments[0], &paper, error))
    return FALSE;
  printing.word = arguments[1];
  if (options.output == NULL || *options.output == '\0')
    return nx_tool_refuse_usage (error, _ ("Say by -o where the PDF is to be written."));
  return set_all (&printing, paper, &options, error)
         && print (&printing, paper, options.output, error);
}
