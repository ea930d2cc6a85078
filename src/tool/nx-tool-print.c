/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The command print: puts a visit, a timeline, a household or a route on paper, as PDF. */
#define G_LOG_DOMAIN "nx-tool"

#include "config.h"

#include "nx-journal.h"
#include "nx-pdf.h"
#include "nx-tool-hide.h"
#include "nx-tool-json.h"
#include "nx-tool-open.h"
#include "nx-tool-paper.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>

/* The journal */

static char *
dup_changes (const NxToolPrinting *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "paper");
  json_builder_begin_array (builder);
  json_builder_add_null_value (builder);
  json_builder_add_string_value (builder, self->paper->name);
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

/* Whose numbers stand on the paper in full. */
static gboolean
note_unmasked (NxToolPrinting *self, GError **error)
{
  g_autoptr (GPtrArray) one = g_ptr_array_new ();

  if (self->sources.persons != NULL)
    return nx_tool_note_unmasked (self->tool, self->sources.persons, error);
  g_ptr_array_add (one, self->sources.person != NULL ? self->sources.person : self->subject);
  return nx_tool_note_unmasked (self->tool, one, error);
}

static gboolean
note_in_journal (NxToolPrinting *self, GError **error)
{
  g_autofree char *changes = dup_changes (self);
  NxJournalEntry entry = { .action = "printed",
                           .kind = nx_record_get_kind (self->subject),
                           .id = nx_record_get_id (self->subject),
                           .changes = changes };

  return note_unmasked (self, error)
         && nx_tool_write (self->tool, add_event, &entry, error) != NULL;
}

/* The file */

/* Nothing is printed that the journal does not know of, and the journal knows of nothing that was
 * not printed: the file gets its name after the event was written. */
static gboolean
write_file (NxToolPrinting *self, NxPrintDocument *document, const char *path, GError **error)
{
  g_autofree char *unfinished = g_strconcat (path, ".nuanxin-new", NULL);

  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    return nx_tool_refuse (error, _ ("The name given by -o is a folder. Nothing was written. Give "
                                     "the name of a file in it."));
  if (!nx_pdf_write_file (document, unfinished, NULL, NULL, NULL, error))
    return FALSE;
  if (!note_in_journal (self, error))
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
print (NxToolPrinting *self, const char *path, GError **error)
{
  g_autoptr (NxPrintDocument) document = NULL;

  if (!nx_tool_open (self->tool, error)
      || nx_tool_read (self->tool, self->paper->load, self, error) == NULL)
    return FALSE;
  document = self->paper->make (self);
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
set_copy (NxToolPrinting *self, const char *word, GError **error)
{
  self->options.copy = self->paper->copy;
  if (word == NULL)
    return TRUE;
  if (!g_str_equal (word, "client") && !g_str_equal (word, "file"))
    return nx_tool_refuse_usage (error, _ ("--copy may be client or file."));
  self->options.copy = g_str_equal (word, "client") ? NX_COPY_CLIENT : NX_COPY_FILE;
  return TRUE;
}

/* A route is of a day; the others are of a record. */
static gboolean
set_subject (NxToolPrinting *self, const Options *options, GError **error)
{
  gboolean is_of_day = self->paper->is_of_day;

  self->household = options->household;
  self->worker = options->worker;
  self->day = nx_date_today ();
  if (is_of_day && self->word != NULL
      && !nx_tool_parse_day (self->word, self->paper->name, &self->day, error))
    return FALSE;
  if (!self->paper->is_of_household_too && options->household != NULL)
    return nx_tool_refuse_usage (error, _ ("--household belongs to “print timeline”."));
  if (!is_of_day && (self->word != NULL) + (self->household != NULL) != 1)
    return nx_tool_refuse_usage (error, _ ("Say by its id what is to be printed."));
  return TRUE;
}

static gboolean
set_all (NxToolPrinting *self, const Options *options, GError **error)
{
  self->options.is_redacted = options->is_redacted;
  self->options.unmask_reason = self->tool->unmask_reason;
  if (options->is_redacted && self->tool->unmask_reason != NULL)
    return nx_tool_refuse_usage (error, _ ("A paper is either redacted or unmasked."));
  return set_copy (self, options->copy, error) && set_subject (self, options, error)
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
  g_auto (NxToolPrinting) printing = { .tool = self };

  if (arguments == NULL)
    return FALSE;
  printing.paper = nx_tool_paper_find (arguments[0]);
  if (printing.paper == NULL)
    return nx_tool_refuse_usage (
        error, _ ("What can be printed is a visit, a timeline, a household or a route."));
  printing.word = arguments[1];
  if (options.output == NULL || *options.output == '\0')
    return nx_tool_refuse_usage (error, _ ("Say by -o where the PDF is to be written."));
  return set_all (&printing, &options, error) && print (&printing, options.output, error);
}
