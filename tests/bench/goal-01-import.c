/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Measures goal 1: importing a register as CSV, against bare inserts of the same cells. */
#include "config.h"

#include "nx-bench.h"

#include "nx-csv-reader.h"
#include "nx-import.h"

#include <string.h>

#define COLUMNS 13

static const char header[]
    = "户号,户主姓名,姓名,与户主关系,性别,出生日期,身份证号,文化程度,婚姻状况,"
      "联系电话,住址,保障类别,备注\n";

/* The office's own people, each in a household of a number of this file's. */
static const char rows_sql[]
    = "SELECT 'B' || h.id || ',' || coalesce(v.head_name, p.name) || ',' || p.name || ','"
      " || CASE WHEN v.person_id = p.id THEN '户主' ELSE '其他' END || ','"
      " || CASE p.sex WHEN '1' THEN '男' ELSE '女' END || ',' || coalesce(p.birth_on, '') || ','"
      " || coalesce(p.id_number, '') || ',,,' || coalesce(substr(p.phones, 1, 11), '') || ','"
      " || coalesce(h.address, '') || coalesce(h.building, '') || coalesce(h.unit, '')"
      " || coalesce(h.room, '') || ',,虚构'"
      " FROM household AS h JOIN membership AS m ON m.household_id = h.id AND m.to_on IS NULL"
      " JOIN person AS p ON p.id = m.person_id JOIN household_view AS v ON v.id = h.id"
      " WHERE p.birth_on LIKE '____-__-__' ORDER BY h.id LIMIT 300000";

static double
insert_bare (NxBench *bench, GStrv rows)
{
  g_autofree char *path = g_build_filename (bench->temporary, "bare.db", NULL);
  NxBenchRaw *raw = nx_bench_raw_open (path, NULL);
  double begin = 0;

  nx_bench_raw_script (raw, "CREATE TABLE t (id INTEGER PRIMARY KEY, a, b, c, d, e, f, g, h, i, j,"
                            " k, l, m)");
  begin = nx_bench_cpu_ms ();
  nx_bench_raw_script (raw, "BEGIN");
  for (guint i = 0; rows[i] != NULL; i++)
    {
      g_auto (GStrv) cells = g_strsplit (rows[i], ",", COLUMNS);

      nx_bench_raw_run (raw,
                        "INSERT INTO t (a, b, c, d, e, f, g, h, i, j, k, l, m) VALUES"
                        " (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
                        (const char *const *)cells);
    }
  nx_bench_raw_script (raw, "COMMIT");
  begin = nx_bench_cpu_ms () - begin;
  nx_bench_raw_close (raw);
  return begin;
}

/* What the import leaves, copied row by row into a plain file, with its indexes made after: less
 * than that nobody can do who wants all of it. The text indexes are copied as the engine keeps
 * them. */
static const char copied_sql[]
    = "SELECT 'CREATE TABLE ' || quote(name) || substr(sql, instr(sql, '(')) || ';'"
      " || 'INSERT INTO ' || quote(name) || ' SELECT * FROM imported.' || quote(name) || ';'"
      " FROM imported.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
      " AND sql NOT LIKE 'CREATE VIRTUAL%'";
static const char indexed_sql[]
    = "SELECT sql || ';' FROM imported.sqlite_schema WHERE type = 'index' AND sql IS NOT NULL";

static void
run_all (NxBenchRaw *raw, const char *sql)
{
  g_auto (GStrv) scripts = nx_bench_raw_texts (raw, sql);

  for (guint i = 0; scripts[i] != NULL; i++)
    nx_bench_raw_script (raw, scripts[i]);
}

static double
copy_bare (NxBench *bench, const char *folder)
{
  g_autofree char *path = g_build_filename (bench->temporary, "copied.db", NULL);
  g_autofree char *from = g_build_filename (bench->temporary, folder, "store.db", NULL);
  NxBenchRaw *raw = nx_bench_raw_open (path, NULL);
  double begin = 0;

  nx_bench_raw_attach (raw, from, bench->key, "imported");
  nx_bench_raw_script (raw, "PRAGMA cache_size = -262144; PRAGMA imported.cache_size = -262144");
  /* What it takes to decipher them is not the copy's. */
  run_all (raw,
           "SELECT 'SELECT count(*) FROM imported.' || quote(name)"
           " FROM imported.sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRT%'");
  begin = nx_bench_cpu_ms ();
  nx_bench_raw_script (raw, "BEGIN");
  run_all (raw, copied_sql);
  run_all (raw, indexed_sql);
  nx_bench_raw_script (raw, "COMMIT");
  begin = nx_bench_cpu_ms () - begin;
  nx_bench_raw_close (raw);
  return begin;
}

static void
apply (NxDatabase *db, gpointer data, GError **error)
{
  NxImportCounts counts = { 0 };

  if (nx_import_apply (data, db, &counts, error))
    g_printerr ("%u people added, %u rows refused\n", counts.persons_added, counts.refused);
}

static char *
write_file (NxBench *bench, GStrv rows)
{
  char *path = g_build_filename (bench->temporary, "register.csv", NULL);
  g_autofree char *lines = g_strjoinv ("\n", rows);
  g_autofree char *text = g_strconcat (header, lines, "\n", NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
  return path;
}

static double
import_file (NxBench *bench, const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  double begin = nx_bench_cpu_ms ();
  NxStore *store = nx_bench_new_store (bench, "import");
  g_autoptr (NxCsvReader) reader = nx_csv_reader_new_for_file (file, NULL, NULL, &error);
  g_autoptr (NxImport) import
      = reader != NULL ? nx_import_new (reader, NULL, nx_date_today (), &error) : NULL;

  g_assert_no_error (error);
  nx_bench_write (store, apply, import);
  begin = nx_bench_cpu_ms () - begin;
  nx_store_close (store, NULL);
  g_object_unref (store);
  return begin;
}

int
main (int argc, char *argv[])
{
  NxBench bench;
  g_auto (GStrv) rows = NULL;
  g_autofree char *path = NULL;
  g_autofree char *what = NULL;
  double ours = 0, raw = 0;

  nx_bench_begin (&bench, argc, argv);
  rows = nx_bench_texts (bench.store, rows_sql);
  path = write_file (&bench, rows);
  raw = insert_bare (&bench, rows);
  ours = import_file (&bench, path);
  what = g_strdup_printf ("importing %u people from CSV", g_strv_length (rows));
  nx_bench_row (1, what, ours, raw, "ms", "<= 5.5 x", ours <= 5.5 * raw);
  raw = copy_bare (&bench, "import");
  nx_bench_row (1, "the same against a copy of its rows", ours, raw, "ms", "information", TRUE);
  nx_bench_end (&bench);
  return 0;
}
