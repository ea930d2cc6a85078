/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The command import: brings a register in from a table, or says what that would do. */
#define G_LOG_DOMAIN "nx-tool"

#include "config.h"

#include "nx-backup.h"
#include "nx-import.h"
#include "nx-tool-json.h"
#include "nx-tool-map.h"
#include "nx-tool-open.h"
#include "nx-tool-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Findings beyond these are in the report file and in JSON. */
#define FINDINGS_SHOWN 20

typedef struct
{
  char *map_file;
  char *report_file;
  gboolean is_dry_run;
} Options;

static void
clear_options (Options *self)
{
  g_free (self->map_file);
  g_free (self->report_file);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, clear_options)

typedef struct
{
  NxImport *import;
  NxImportCounts counts;
} Job;

static gpointer
plan (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Job *job = data;

  return nx_import_plan (job->import, db, &job->counts, error) ? NX_TOOL_DONE : NULL;
}

static gpointer
apply (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Job *job = data;

  return nx_import_apply (job->import, db, &job->counts, error) ? NX_TOOL_DONE : NULL;
}

/* Reading */

static NxCsvReader *
open_table (GFile *file, GError **error)
{
  g_autoptr (GError) failure = NULL;
  NxCsvReader *reader = nx_csv_reader_new_for_file (file, NULL, NULL, &failure);

  if (failure != NULL && failure->domain == G_IO_ERROR)
    nx_tool_refuse (error, _ ("The table could not be read. Look at the name of the file and "
                              "whether you may read it."));
  else if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  return reader;
}

static NxImport *
read_table (const char *path, const Options *options, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (path);
  g_autoptr (NxCsvReader) reader = open_table (file, error);
  NxImportMap *map = NULL;

  if (reader == NULL)
    return NULL;
  if (options->map_file != NULL)
    {
      map = nx_tool_map_load (options->map_file, reader, error);
      g_clear_pointer (&reader, nx_csv_reader_free);
      reader = map != NULL ? open_table (file, error) : NULL;
    }
  if (reader != NULL)
    return nx_import_new (reader, map, nx_date_today (), error);
  g_clear_pointer (&map, nx_import_map_free);
  return NULL;
}

/* The sentences about tables say what is wrong with them, not always that nothing happened. */
static gboolean
refuse_table (GError *failure, GError **error)
{
  const char *kept = _ ("Nothing was imported.");

  if (strstr (failure->message, kept) != NULL)
    g_propagate_error (error, failure);
  else
    {
      nx_tool_refuse (error, "%s %s", failure->message, kept);
      g_error_free (failure);
    }
  return FALSE;
}

/* The answer */

static void
add_findings (JsonBuilder *object, GPtrArray *findings)
{
  json_builder_set_member_name (object, "findings");
  json_builder_begin_array (object);
  for (guint i = 0; i < findings->len; i++)
    {
      const NxImportFinding *finding = g_ptr_array_index (findings, i);

      json_builder_begin_object (object);
      nx_tool_json_add_int (object, "row", (gint64)finding->row);
      nx_tool_json_add_text (object, "column", finding->column);
      nx_tool_json_add_text (object, "message", finding->message);
      nx_tool_json_add_bool (object, "is_refusal", finding->is_refusal);
      json_builder_end_object (object);
    }
  json_builder_end_array (object);
}

static void
add_unknown_columns (JsonBuilder *object, NxImport *import)
{
  g_autoptr (GPtrArray) unknown = nx_import_map_dup_unknown (nx_import_get_map (import));

  json_builder_set_member_name (object, "unknown_columns");
  json_builder_begin_array (object);
  for (guint i = 0; i < unknown->len; i++)
    json_builder_add_string_value (object, g_ptr_array_index (unknown, i));
  json_builder_end_array (object);
}

static void
answer_json (NxTool *self, const Job *job, GPtrArray *findings, gboolean is_dry_run)
{
  g_autoptr (JsonBuilder) object = nx_tool_json_begin ();
  const NxImportCounts *counts = &job->counts;

  if (is_dry_run)
    nx_tool_json_add_text (object, "id", NULL);
  else
    nx_tool_json_add_int (object, "id", counts->id);
  nx_tool_json_add_bool (object, "is_dry_run", is_dry_run);
  nx_tool_json_add_int (object, "rows", nx_import_get_n_rows (job->import));
  nx_tool_json_add_int (object, "households_added", counts->households_added);
  nx_tool_json_add_int (object, "persons_added", counts->persons_added);
  nx_tool_json_add_int (object, "updated", counts->updated);
  nx_tool_json_add_int (object, "same", counts->same);
  nx_tool_json_add_int (object, "refused", counts->refused);
  add_unknown_columns (object, job->import);
  add_findings (object, findings);
  nx_tool_json_end (object, self->answer);
}

static void
answer_text (NxTool *self, const Job *job, GPtrArray *findings, gboolean is_dry_run)
{
  const NxImportCounts *counts = &job->counts;

  g_string_append_printf (self->answer, "%s\n",
                          is_dry_run ? _ ("This is what an import would do; nothing was changed.")
                                     : _ ("The register was imported."));
  g_string_append_printf (self->answer,
                          /* TRANSLATORS: five numbers of an import */
                          _ ("Households added: %1$u\nPeople added: %2$u\nPeople updated: %3$u\n"
                             "Unchanged: %4$u\nRefused: %5$u\n"),
                          counts->households_added, counts->persons_added, counts->updated,
                          counts->same, counts->refused);
  if (counts->id != 0)
    /* TRANSLATORS: number of an import */
    g_string_append_printf (self->answer, _ ("Import number: %lld\n"), (long long)counts->id);
  for (guint i = 0; i < findings->len && i < FINDINGS_SHOWN; i++)
    {
      const NxImportFinding *finding = g_ptr_array_index (findings, i);

      if (finding->column != NULL)
        g_string_append_printf (
            self->answer,
            /* TRANSLATORS: number of a row, header of a column, a sentence about it */
            _ ("Row %1$llu, %2$s: %3$s\n"), (unsigned long long)finding->row, finding->column,
            finding->message);
      else
        /* TRANSLATORS: number of a row, a sentence about it */
        g_string_append_printf (self->answer, _ ("Row %1$llu: %2$s\n"),
                                (unsigned long long)finding->row, finding->message);
    }
  if (findings->len > FINDINGS_SHOWN)
    g_string_append_printf (self->answer,
                            _ ("… and %u more; --report writes the refused rows into a file.\n"),
                            findings->len - FINDINGS_SHOWN);
}

static void
answer (NxTool *self, const Job *job, gboolean is_dry_run)
{
  g_autoptr (GPtrArray) findings = nx_import_dup_findings (job->import);

  if (self->is_json)
    answer_json (self, job, findings, is_dry_run);
  else
    answer_text (self, job, findings, is_dry_run);
}

/* The report comes before the import: when it cannot be written nothing has happened. */
static gboolean
write_report (const Job *job, const char *path, GError **error)
{
  g_autoptr (GFile) file = NULL;

  if (path == NULL)
    return TRUE;
  file = g_file_new_for_commandline_arg (path);
  if (nx_import_write_report (job->import, file, NULL))
    return TRUE;
  return nx_tool_refuse (error, _ ("The report could not be written. Nothing was imported. Give "
                                   "--report a file in a folder you may write to."));
}

/* Undo takes an import back; this is for the doubt that comes when other work has followed. */
static gboolean
back_up (NxTool *self, GError **error)
{
  g_autoptr (NxBackup) backup
      = nx_backup_make (self->store, NULL, NX_BACKUP_BEFORE_IMPORT, NULL, NULL, error);

  return backup != NULL;
}

static gboolean
import (NxTool *self, Job *job, const Options *options, GError **error)
{
  if (nx_tool_read (self, plan, job, error) == NULL
      || !write_report (job, options->report_file, error))
    return FALSE;
  if (job->counts.refused == nx_import_get_n_rows (job->import))
    {
      answer (self, job, TRUE);
      return nx_tool_refuse (error, _ ("Not one row of the table can be imported. Nothing was "
                                       "changed. Mend what is said of the rows, then try again."));
    }
  if (!options->is_dry_run
      && (!back_up (self, error) || nx_tool_write (self, apply, job, error) == NULL))
    return FALSE;
  answer (self, job, options->is_dry_run);
  return TRUE;
}

gboolean
nx_tool_run_import (NxTool *self, int argc, char **argv, GError **error)
{
  g_auto (Options) options = { NULL };
  const GOptionEntry entries[] = {
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &options.is_dry_run, N_ ("Only say what would happen"),
      NULL },
    { "report", 0, 0, G_OPTION_ARG_FILENAME, &options.report_file,
      N_ ("Write the refused rows, each with its reason"), N_ ("FILE.csv") },
    { "map", 0, 0, G_OPTION_ARG_FILENAME, &options.map_file,
      N_ ("What the columns mean, where their heads do not say it"), N_ ("FILE.json") },
    { NULL },
  };
  g_auto (GStrv) arguments = nx_tool_parse (self, "import", entries, argc, argv, 1, 1, error);
  g_autoptr (NxImport) table = NULL;
  GError *failure = NULL;
  Job job = { NULL };

  if (arguments == NULL)
    return FALSE;
  table = read_table (arguments[0], &options, &failure);
  if (table == NULL)
    return refuse_table (failure, error);
  if (!nx_tool_open (self, error))
    return FALSE;
  job.import = table;
  return import (self, &job, &options, error);
}
