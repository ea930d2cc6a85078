/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The command demo: fills an empty store, made for it if need be, with a made-up office. */
#define G_LOG_DOMAIN "nx-tool"

#include "config.h"

#include "nx-records.h"
#include "nx-sample-office.h"
#include "nx-tool-create.h"
#include "nx-tool-json.h"
#include "nx-tool-open.h"

#include <glib/gi18n-lib.h>
#include <unistd.h>

#define USUAL_HOUSEHOLDS 200
#define MOST_HOUSEHOLDS 1000000

typedef struct
{
  gint64 households;
  gint64 persons;
  gint64 cases;
  gint64 visits;
} Counts;

static gpointer
count (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Counts *counts = data;

  counts->households = nx_records_count (db, NX_RECORD_HOUSEHOLD, error);
  if (counts->households >= 0)
    counts->persons = nx_records_count (db, NX_RECORD_PERSON, error);
  if (counts->persons >= 0)
    counts->cases = nx_records_count (db, NX_RECORD_CASE, error);
  if (counts->cases >= 0)
    counts->visits = nx_records_count (db, NX_RECORD_VISIT, error);
  return MIN (MIN (counts->households, counts->persons), MIN (counts->cases, counts->visits)) >= 0
             ? NX_TOOL_DONE
             : NULL;
}

static gboolean
has_anything (NxTool *self)
{
  g_autoptr (NxStore) store = nx_store_new (self->folder);
  g_autofree char *keys = g_build_filename (self->folder, NX_KEY_FILE_NAME, NULL);

  return nx_store_is_present (store) || g_file_test (keys, G_FILE_TEST_EXISTS);
}

static gboolean
open_or_create (NxTool *self, GError **error)
{
  /* Invented, as everybody in the sample office. */
  const NxToolOffice office = { .office = "示例服务站",
                                .area = NX_SAMPLE_OFFICE_AREA,
                                .worker = NX_SAMPLE_OFFICE_WORKER };

  nx_tool_settle_folder (self);
  return has_anything (self) ? nx_tool_open (self, error) : nx_tool_create (self, &office, error);
}

static void
tell_progress (guint64 done, guint64 total, gpointer data)
{
  if (isatty (STDERR_FILENO))
    g_printerr ("%" G_GUINT64_FORMAT " / %" G_GUINT64_FORMAT "%s", done, total,
                done < total ? "\r" : "\n");
}

static void
answer (NxTool *self, const Counts *counts)
{
  g_autoptr (JsonBuilder) object = NULL;

  if (!self->is_json)
    {
      /* TRANSLATORS: four numbers */
      g_string_append_printf (
          self->answer,
          _ ("The sample office has %1$lld households, %2$lld people, %3$lld cases "
             "and %4$lld visits, all made up.\n"),
          (long long)counts->households, (long long)counts->persons, (long long)counts->cases,
          (long long)counts->visits);
      return;
    }
  object = nx_tool_json_begin ();
  nx_tool_json_add_text (object, "store", self->folder);
  nx_tool_json_add_int (object, "households", counts->households);
  nx_tool_json_add_int (object, "persons", counts->persons);
  nx_tool_json_add_int (object, "cases", counts->cases);
  nx_tool_json_add_int (object, "visits", counts->visits);
  nx_tool_json_end (object, self->answer);
}

gboolean
nx_tool_run_demo (NxTool *self, int argc, char **argv, GError **error)
{
  int households = USUAL_HOUSEHOLDS;
  gint64 seed = 1;
  const GOptionEntry entries[] = {
    { "households", 0, 0, G_OPTION_ARG_INT, &households, N_ ("How many (default: 200)"), N_ ("N") },
    { "seed", 0, 0, G_OPTION_ARG_INT64, &seed,
      N_ ("Another number makes another office (default: 1)"), N_ ("N") },
    { NULL },
  };
  g_auto (GStrv) arguments = nx_tool_parse (self, "demo", entries, argc, argv, 0, 0, error);
  NxSampleOptions options = { 0 };
  Counts counts = { 0 };

  if (arguments == NULL)
    return FALSE;
  if (households < 1 || households > MOST_HOUSEHOLDS)
    return nx_tool_refuse_usage (error, _ ("--households must be from 1 to 1000000."));
  options.households = (guint)households;
  options.seed = (guint64)seed;
  if (!open_or_create (self, error)
      || !nx_sample_office_fill_store (self->store, &options, tell_progress, NULL, NULL, error)
      || nx_tool_read (self, count, &counts, error) == NULL)
    return FALSE;
  answer (self, &counts);
  return TRUE;
}
