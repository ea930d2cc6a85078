/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * What all commands of nuanxin-tool share: global options, the table of commands, answers. */
#define G_LOG_DOMAIN "nx-tool"

#include "config.h"

#include "nx-tool.h"

#include "nx-timeline-entry.h"
#include "nx-tool-open.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

G_DEFINE_QUARK (nx - tool - error - quark, nx_tool_error)

#define PROGRAM "nuanxin-tool"

static const NxToolCommand commands[] = {
  { "init", N_ ("make a new, empty office"), "", nx_tool_run_init },
  { "demo", N_ ("fill an empty office with made-up people, cases and visits"), "",
    nx_tool_run_demo },
  { "import", N_ ("bring a register in from a table (CSV)"), N_ ("FILE"), nx_tool_run_import },
  { "undo-import", N_ ("take an import back"), "ID", nx_tool_run_undo_import },
  { "find", N_ ("find people, households, cases and visits by what is typed"), N_ ("TEXT"),
    nx_tool_run_find },
  { "list", N_ ("list records"), "households|persons|cases|visits", nx_tool_run_list },
  { "show", N_ ("show one record whole"), "household|person|case|visit|worker|area ID",
    nx_tool_run_show },
  { "case", N_ ("open a case for a person or a household"), N_ ("[PERSON]"), nx_tool_run_case },
  { "visit", N_ ("record a visit in a case"), N_ ("CASE"), nx_tool_run_visit },
  { "timeline", N_ ("tell what happened in a case, to a household or a person"), N_ ("[CASE]"),
    nx_tool_run_timeline },
  { "due", N_ ("list the cases whose next visit is due, and why"), "", nx_tool_run_due },
  { "print", N_ ("put a visit, a timeline or a sheet on paper, as PDF"),
    "visit|timeline|household|route [ID]", nx_tool_run_print },
  { "backup", N_ ("copy the store, while it is worked on, and read the copy back"), "[DIR]",
    nx_tool_run_backup },
  { "verify", N_ ("say whether a backup is whole, and what is in it"), N_ ("FILE"),
    nx_tool_run_verify },
  { "restore", N_ ("make a store of a backup again"), N_ ("FILE DIR"), nx_tool_run_restore },
  { "renew-key", N_ ("give the store another key, so that other ways in open it no more"), "",
    nx_tool_run_renew_key },
  { "check", N_ ("read the whole store and say whether it is sound"), "", nx_tool_run_check },
};

gboolean
nx_tool_refuse_usage (GError **error, const char *format, ...)
{
  va_list values;

  va_start (values, format);
  if (error != NULL)
    *error = g_error_new_valist (NX_TOOL_ERROR, NX_TOOL_ERROR_USAGE, format, values);
  va_end (values);
  return FALSE;
}

gboolean
nx_tool_refuse (GError **error, const char *format, ...)
{
  va_list values;

  va_start (values, format);
  if (error != NULL)
    *error = g_error_new_valist (NX_TOOL_ERROR, NX_TOOL_ERROR_FAILED, format, values);
  va_end (values);
  return FALSE;
}

void
nx_tool_warn (const char *message)
{
  g_printerr ("%s: %s\n", PROGRAM, message);
}

gboolean
nx_tool_parse_day (const char *text, const char *option, NxDate *date, GError **error)
{
  g_autoptr (GError) failure = NULL;

  *date = NX_DATE_NONE;
  if (text == NULL)
    return TRUE;
  if (nx_date_parse (text, nx_date_today (), date, &failure) && nx_date_is_full (*date))
    return TRUE;
  if (failure == NULL)
    /* TRANSLATORS: %s is an option such as --on */
    return nx_tool_refuse (error,
                           _ ("%s needs a whole day: year, month and day. Nothing was "
                              "changed."),
                           option);
  /* TRANSLATORS: an option such as --on, then a sentence that says what is wrong with its date */
  return nx_tool_refuse (error, _ ("%1$s: %2$s Nothing was changed."), option, failure->message);
}

gboolean
nx_tool_parse_kinds (const char *words, guint *kinds, GError **error)
{
  g_auto (GStrv) each = g_strsplit_set (words != NULL ? words : "", ", ", -1);

  for (guint i = 0; each[i] != NULL; i++)
    {
      NxTimelineKind kind = nx_timeline_kind_from_id (each[i]);

      if (*each[i] == '\0')
        continue;
      if (kind == 0)
        return nx_tool_refuse_usage (
            error, _ ("--kinds may hold: %s."),
            "visit, not-met, stage, member, class, edit, comment, plan, file");
      *kinds |= kind;
    }
  return TRUE;
}

/* Arguments */

/* The global options, which may stand before and after the command. */
static void
add_global_options (NxTool *self, GOptionContext *context)
{
  const GOptionEntry entries[] = {
    { "store", 0, 0, G_OPTION_ARG_FILENAME, &self->folder,
      N_ ("The folder of the store (default: the one the window opens)"), N_ ("DIR") },
    { "passphrase-fd", 0, 0, G_OPTION_ARG_INT, &self->passphrase_fd,
      N_ ("Read the passphrase from this open file instead of asking the keyring"), N_ ("N") },
    { "recovery-fd", 0, 0, G_OPTION_ARG_INT, &self->recovery_fd,
      N_ ("Read the recovery code from this open file"), N_ ("N") },
    { "as", 0, 0, G_OPTION_ARG_STRING, &self->acting_name,
      N_ ("The worker who acts, where the key does not say it"), N_ ("NAME") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &self->is_json, N_ ("Answer with one JSON value"), NULL },
    { NULL },
  };

  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
}

/* The library's own messages about options stay as they are; only their code becomes ours. */
static gboolean
parse_with (GOptionContext *context, int *argc, char ***argv, GError **error)
{
  g_autoptr (GError) failure = NULL;

  if (g_option_context_parse (context, argc, argv, &failure))
    return TRUE;
  return nx_tool_refuse_usage (error, "%s", failure->message);
}

static GStrv
take_texts (char **argv, int argc, GError **error)
{
  g_auto (GStrv) texts = g_new0 (char *, argc + 1);

  for (int i = 0; i < argc; i++)
    {
      texts[i] = g_locale_to_utf8 (argv[i], -1, NULL, NULL, NULL);
      if (texts[i] == NULL)
        {
          nx_tool_refuse_usage (error, _ ("An argument is not text in the encoding of this "
                                          "terminal. Nothing was done."));
          return NULL;
        }
    }
  return g_steal_pointer (&texts);
}

GStrv
nx_tool_parse (NxTool *self,
               const char *name,
               const GOptionEntry *entries,
               int argc,
               char **argv,
               guint n_least,
               guint n_most,
               GError **error)
{
  const NxToolCommand *command = commands;
  g_autoptr (GOptionContext) context = NULL;
  g_autofree char *parameters = NULL;
  guint n = 0;

  while (!g_str_equal (command->name, name))
    command++;
  parameters = g_strdup_printf ("%s %s", name, *command->usage != '\0' ? _ (command->usage) : "");
  context = g_option_context_new (g_strchomp (parameters));
  g_option_context_set_summary (context, _ (command->summary));
  if (entries != NULL)
    g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  add_global_options (self, context);
  if (!parse_with (context, &argc, &argv, error))
    return NULL;
  n = (guint)argc - 1;
  if (n > 0 && g_str_equal (argv[1], "--"))
    n--, argv++;
  if (n < n_least || n > n_most)
    {
      /* TRANSLATORS: the command and what it wants, as in "nuanxin-tool find TEXT" */
      nx_tool_refuse_usage (error, _ ("This command is used as: %1$s %2$s"), PROGRAM, parameters);
      return NULL;
    }
  if (self->unmask_reason != NULL && *g_strstrip (self->unmask_reason) == '\0')
    {
      nx_tool_refuse_usage (error, _ ("--unmask needs a reason; it is written into the journal."));
      return NULL;
    }
  return take_texts (argv + 1, (int)n, error);
}

/* The program */

static char *
dup_command_help (void)
{
  GString *help = g_string_new (_ ("Commands:"));

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    g_string_append_printf (help, "\n  %-10s %s", commands[i].name, _ (commands[i].summary));
  g_string_append_printf (help, "\n\n%s",
                          _ ("Each command has its own --help; the manual is nuanxin-tool(1)."));
  return g_string_free (help, FALSE);
}

static const NxToolCommand *
find_command (const char *name, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_strcmp0 (commands[i].name, name) == 0)
      return &commands[i];
  if (name == NULL)
    nx_tool_refuse_usage (error, _ ("Say what to do: a command is missing."));
  else
    nx_tool_refuse_usage (error, _ ("There is no command “%s”."), name);
  return NULL;
}

/* Reads what stands before the command; the rest is the command's. */
static gboolean
parse_global (NxTool *self, int *argc, char ***argv, GError **error)
{
  gboolean shows_version = FALSE;
  const GOptionEntry entries[] = {
    { "version", 0, 0, G_OPTION_ARG_NONE, &shows_version, N_ ("Say which version this is"), NULL },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (_ ("COMMAND …"));
  g_autofree char *help = dup_command_help ();

  g_option_context_set_summary (
      context, _ ("Does the work of Nuanxin without a window: for scripts, tests and servers."));
  g_option_context_set_description (context, help);
  g_option_context_set_strict_posix (context, TRUE);
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  add_global_options (self, context);
  if (!parse_with (context, argc, argv, error))
    return FALSE;
  if (shows_version)
    {
      g_print ("%s %s\n", PROGRAM, NX_VERSION);
      exit (EXIT_SUCCESS);
    }
  if (*argc > 1 && g_str_equal ((*argv)[1], "--"))
    (*argc)--, (*argv)++;
  (*argc)--, (*argv)++;
  return TRUE;
}

static gboolean
give_answer (NxTool *self, GError **error)
{
  const char *charset = NULL;
  g_autofree char *converted = NULL;
  const char *text = self->answer->str;
  gsize length = self->answer->len;

  /* JSON is UTF-8 wherever it is written. */
  if (!self->is_json && !g_get_charset (&charset))
    {
      converted = g_convert_with_fallback (text, -1, charset, "UTF-8", "?", NULL, &length, NULL);
      text = converted != NULL ? converted : text;
    }
  if (fwrite (text, 1, length, stdout) == length && fflush (stdout) == 0)
    return TRUE;
  /* Whoever reads only the first lines does not want to hear of the others. */
  if (errno == EPIPE)
    return nx_tool_refuse (error, "%s", "");
  return nx_tool_refuse (error, _ ("The answer could not be written out whole. What was asked for "
                                   "was done. Look whether the disk is full or the reader went "
                                   "away."));
}

static gboolean
run (NxTool *self, int argc, char **argv, GError **error)
{
  const NxToolCommand *command = NULL;
  gboolean is_done = FALSE;

  if (!parse_global (self, &argc, &argv, error))
    return FALSE;
  command = find_command (argc > 0 ? argv[0] : NULL, error);
  if (command == NULL)
    return FALSE;
  is_done = command->run (self, argc, argv, error);
  nx_tool_close (self);
  /* A check that found something failed and has an answer all the same. */
  return give_answer (self, is_done ? error : NULL) && is_done;
}

static int
tell_error (const GError *error)
{
  if (*error->message != '\0')
    nx_tool_warn (error->message);
  if (!g_error_matches (error, NX_TOOL_ERROR, NX_TOOL_ERROR_USAGE))
    return 1;
  g_printerr ("%s\n", _ ("“nuanxin-tool --help” lists the commands; each has its own --help."));
  return 2;
}

int
nx_tool_main (int argc, char **argv)
{
  NxTool self = { .passphrase_fd = -1, .recovery_fd = -1, .answer = g_string_new (NULL) };
  g_autoptr (GError) error = NULL;
  int status = 0;

  g_set_prgname (PROGRAM);
  if (!run (&self, argc, argv, &error))
    status = tell_error (error);
  g_string_free (self.answer, TRUE);
  g_free (self.folder);
  g_free (self.acting_name);
  g_free (self.unmask_reason);
  return status;
}
