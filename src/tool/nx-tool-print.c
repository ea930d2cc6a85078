/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The command print: puts a visit, a timeline, a household or a route on paper, as PDF. */
#define G_LOG_DOMAIN "nx-tool"

#include "config.h"

#include "nx-paper-source.h"
#include "nx-pdf.h"
#include "nx-tool-hide.h"
#include "nx-tool-json.h"
#include "nx-tool-lookup.h"
#include "nx-tool-open.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

/* One print, from what was asked to the gathered records. Words are borrowed. */
typedef struct
{
  NxTool *tool;
  NxPaperSource source;
  NxPrintOptions options;
  const char *word; /* id, number or day; may be NULL */
  const char *household;
  const char *worker;
} Printing;

static void
clear_printing (Printing *self)
{
  nx_paper_source_clear (&self->source);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Printing, clear_printing)

/* What the words mean */

static gint64
look_up (NxDatabase *db, NxRecordKind kind, const char *word, GError **error)
{
  g_autoptr (NxRecord) record = nx_tool_lookup_record (db, kind, word, error);

  return record != NULL ? nx_record_get_id (record) : 0;
}

static gboolean
find_subject (Printing *self, NxDatabase *db, GError **error)
{
  static const NxRecordKind kinds[] = { [NX_PAPER_SOURCE_VISIT] = NX_RECORD_VISIT,
                                        [NX_PAPER_SOURCE_TIMELINE] = NX_RECORD_CASE,
                                        [NX_PAPER_SOURCE_HOUSEHOLD] = NX_RECORD_HOUSEHOLD };
  NxPaperSource *source = &self->source;

  source->is_of_household = self->household != NULL;
  if (source->kind == NX_PAPER_SOURCE_ROUTE && self->worker == NULL)
    return TRUE;
  if (source->kind == NX_PAPER_SOURCE_ROUTE)
    source->id = nx_tool_lookup_worker (db, self->worker, error);
  else if (source->is_of_household)
    source->id = look_up (db, NX_RECORD_HOUSEHOLD, self->household, error);
  else
    source->id = look_up (db, kinds[source->kind], self->word, error);
  return source->id != 0;
}

static gpointer
load (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Printing *self = data;

  return find_subject (self, db, error) && nx_paper_source_load (&self->source, db, error)
             ? NX_TOOL_DONE
             : NULL;
}

/* The journal */

static gpointer
note_printed (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const Printing *self = data;

  return nx_paper_source_note_printed (&self->source, db, &self->options, error) ? NX_TOOL_DONE
                                                                                 : NULL;
}

/* The file */

/* Nothing is printed that the journal does not know of, and the journal knows of nothing that was
 * not printed: the file gets its name after the event was written. */
static gboolean
write_file (Printing *self, NxPrintDocument *document, const char *path, GError **error)
{
  g_autofree char *unfinished = g_strconcat (path, ".nuanxin-new", NULL);

  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    return nx_tool_refuse (error, _ ("The name given by -o is a folder. Nothing was written. Give "
                                     "the name of a file in it."));
  if (!nx_pdf_write_file (document, unfinished, NULL, NULL, NULL, error))
    return FALSE;
  if (nx_tool_write (self->tool, note_printed, self, error) == NULL)
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
      warning = g_strdup_printf (_ ("No installed font has these characters: %s. They are boxes "
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
print (Printing *self, const char *path, GError **error)
{
  g_autoptr (NxPrintDocument) document = NULL;

  if (!nx_tool_open (self->tool, error) || nx_tool_read (self->tool, load, self, error) == NULL)
    return FALSE;
  document = nx_paper_source_make (&self->source, &self->options);
  nx_print_document_paginate (document);
  if (!write_file (self, document, path, error))
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
set_copy (Printing *self, const char *word, GError **error)
{
  self->options.copy = nx_paper_kind_get_copy (self->source.kind);
  if (word == NULL)
    return TRUE;
  if (!g_str_equal (word, "client") && !g_str_equal (word, "file"))
    return nx_tool_refuse_usage (error, _ ("--copy may be client or file."));
  self->options.copy = g_str_equal (word, "client") ? NX_COPY_CLIENT : NX_COPY_FILE;
  return TRUE;
}

/* A route is of a day; the others are of a record. */
static gboolean
set_subject (Printing *self, const Options *options, GError **error)
{
  gboolean is_of_day = self->source.kind == NX_PAPER_SOURCE_ROUTE;

  self->household = options->household;
  self->worker = options->worker;
  self->source.day = nx_date_today ();
  if (is_of_day && self->word != NULL
      && !nx_tool_parse_day (self->word, nx_paper_kind_get_name (self->source.kind),
                             &self->source.day, error))
    return FALSE;
  if (self->source.kind != NX_PAPER_SOURCE_TIMELINE && options->household != NULL)
    return nx_tool_refuse_usage (error, _ ("--household belongs to “print timeline”."));
  if (!is_of_day && (self->word != NULL) + (self->household != NULL) != 1)
    return nx_tool_refuse_usage (error, _ ("Say by its id what is to be printed."));
  return TRUE;
}

static gboolean
set_all (Printing *self, const Options *options, GError **error)
{
  self->options.is_redacted = options->is_redacted;
  self->options.unmask_reason = self->tool->unmask_reason;
  if (options->is_redacted && self->tool->unmask_reason != NULL)
    return nx_tool_refuse_usage (error, _ ("A paper is either redacted or unmasked."));
  return set_copy (self, options->copy, error) && set_subject (self, options, error)
         && nx_tool_parse_kinds (options->kinds, &self->source.query.kinds, error)
         && nx_tool_parse_day (options->from, "--from", &self->source.query.from, error)
         && nx_tool_parse_day (options->to, "--to", &self->source.query.to, error);
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
      N_ ("Only visit, not-met, stage, member, class, edit, comment, plan, file"), N_ ("KIND,…") },
    { "worker", 0, 0, G_OPTION_ARG_STRING, &options.worker, N_ ("Whose route (default: who acts)"),
      N_ ("NAME") },
    NX_TOOL_UNMASK_ENTRY (self),
    { NULL },
  };
  g_auto (GStrv) arguments = nx_tool_parse (self, "print", entries, argc, argv, 1, 2, error);
  g_auto (Printing) printing = { .tool = self };

  if (arguments == NULL)
    return FALSE;
  if (!nx_paper_kind_from_name (arguments[0], &printing.source.kind))
    return nx_tool_refuse_usage (
        error, _ ("What can be printed is a visit, a timeline, a household or a route."));
  printing.word = arguments[1];
  if (options.output == NULL || *options.output == '\0')
    return nx_tool_refuse_usage (error, _ ("Say by -o where the PDF is to be written."));
  return set_all (&printing, &options, error) && print (&printing, options.output, error);
}
