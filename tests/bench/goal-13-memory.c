/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Measures goal 13: the memory of the process with the store open and every kind of read done. */
#include "config.h"

#include "nx-bench.h"

#include "nx-due.h"
#include "nx-find.h"
#include "nx-id-query.h"
#include "nx-record-kinds.h"
#include "nx-records.h"

#include <unistd.h>

static double
get_mb (void)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) words = NULL;

  if (!g_file_get_contents ("/proc/self/statm", &text, NULL, NULL))
    return 0;
  words = g_strsplit (text, " ", -1);
  return (double)g_ascii_strtoull (words[1], NULL, 10) * (double)sysconf (_SC_PAGESIZE) / 1048576;
}

static void
read_everything (NxDatabase *db, gpointer data, GError **error)
{
  static const NxRecordKind kinds[]
      = { NX_RECORD_HOUSEHOLD, NX_RECORD_PERSON, NX_RECORD_CASE, NX_RECORD_VISIT };
  static const char *const texts[] = { "王", "wgy", "伟", "扶手", "1234", "丰泽" };
  GPtrArray *lists = data;
  NxDueQuery query = { 0 };
  g_autoptr (NxDueList) due = nx_due_list_run (db, &query, error);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (NxFilter) filter = nx_filter_new (kinds[i]);
      GArray *ids = NULL;

      filter->order = kinds[i] == NX_RECORD_CASE    ? NX_ORDER_NEXT
                      : kinds[i] == NX_RECORD_VISIT ? NX_ORDER_NEWEST
                                                    : NX_ORDER_NAME;
      ids = nx_id_query_run (db, filter, error);
      if (ids == NULL)
        return;
      g_ptr_array_add (lists, ids);
      for (guint first = 0; first + 64 < ids->len; first += ids->len / 100 + 64)
        {
          g_autoptr (GPtrArray) rows
              = nx_records_load_many (db, kinds[i], &g_array_index (ids, gint64, first), 64, error);
        }
    }
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GPtrArray) hits = nx_find_run (db, texts[i], NX_RECORD_NONE, 20, error);
    }
}

int
main (int argc, char *argv[])
{
  double before = get_mb ();
  NxBench bench;
  g_autoptr (GPtrArray) lists = g_ptr_array_new_with_free_func ((GDestroyNotify)g_array_unref);
  double used = 0;

  nx_bench_begin (&bench, argc, argv);
  nx_bench_read (bench.store, read_everything, lists);
  used = get_mb () - before;
  nx_bench_row (13, "memory of the store, all lists open", used, 0, "MB",
                bench.households > 300000 ? "window: <= 250 MB" : "<= 100 MB",
                used <= (bench.households > 300000 ? 250 : 100));
  nx_bench_end (&bench);
  return 0;
}
