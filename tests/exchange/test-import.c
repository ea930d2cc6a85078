/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Tests importing registers into a real store: plan and deed agree, twice is once, nothing lost. */
#include "config.h"

#include "nx-find.h"
#include "nx-import.h"
#include "nx-office.h"
#include "nx-record-kinds.h"
#include "nx-records.h"

#include "store-fixture.h"

#include <string.h>

#define NOW G_GINT64_CONSTANT (1795312800)

static const NxDate today = { 2026, 11, 22 };

typedef struct
{
  StoreFixture store_fixture;
  NxStore *store;
} Fixture;

typedef struct
{
  NxImport *import;
  NxImportCounts counts;
} Job;

static gpointer
set_up_office (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return nx_office_set_up (db, "210102002001", "林晓岚", error) != 0 ? db : NULL;
}

static gpointer
plan_job (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Job *job = data;

  nx_import_plan (job->import, db, &job->counts, error);
  return NULL;
}

static gpointer
apply_job (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Job *job = data;

  nx_import_apply (job->import, db, &job->counts, error);
  return NULL;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  store_fixture_set_up (&fixture->store_fixture, NULL);
  g_clear_pointer (&fixture->store_fixture.migrations, nx_migrations_unref);
  fixture->store = store_fixture_create (&fixture->store_fixture);
  g_object_set (fixture->store, "fixed-now", NOW, NULL);
  nx_store_write (fixture->store, set_up_office, NULL, NULL, &error);
  g_assert_no_error (error);
  nx_store_set_actor (fixture->store, 1);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  store_fixture_assert_finalizes (fixture->store);
  store_fixture_tear_down (&fixture->store_fixture, NULL);
}

static NxImport *
read_table (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (NxCsvReader) reader = nx_csv_reader_new_for_bytes (bytes, NULL, &error);
  NxImport *import = NULL;

  g_assert_no_error (error);
  import = nx_import_new (reader, NULL, today, &error);
  g_assert_no_error (error);
  return import;
}

static void
assert_counts (const NxImportCounts *counts,
               guint households,
               guint persons,
               guint updated,
               guint same,
               guint refused)
{
  g_autofree char *found = g_strdup_printf (
      "%u households, %u persons, %u updated, %u same, %u refused", counts->households_added,
      counts->persons_added, counts->updated, counts->same, counts->refused);
  g_autofree char *wanted
      = g_strdup_printf ("%u households, %u persons, %u updated, %u same, %u refused", households,
                         persons, updated, same, refused);

  g_assert_cmpstr (found, ==, wanted);
}

/* Plans, asserts that nothing was written, applies, asserts that both said the same. */
static NxImportCounts
import (Fixture *fixture, NxImport *table)
{
  g_autoptr (GError) error = NULL;
  Job planned = { .import = table };
  Job done = { .import = table };
  gint64 before = store_fixture_ask (fixture->store, "SELECT count(*) FROM event");

  nx_store_read (fixture->store, plan_job, &planned, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (store_fixture_ask (fixture->store, "SELECT count(*) FROM event"), ==, before);
  nx_store_write (fixture->store, apply_job, &done, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (planned.counts.id, ==, 0);
  g_assert_cmpint (done.counts.id, >, 0);
  assert_counts (&done.counts, planned.counts.households_added, planned.counts.persons_added,
                 planned.counts.updated, planned.counts.same, planned.counts.refused);
  return done.counts;
}

#define REGISTER                                                                                                                \
  "户主姓名,姓名,与户主关系,身份证号,性别,出生日期,民族,联系电话,社区,家庭住址,困难类别\n" \
  "王桂英,王桂英,户主,21010219520101002X,女,,汉,138 0000 1111、024-22860000(女儿),丰泽社区,"                   \
  "新华路12号3号楼2单元501室,低保、独居\n"                                                                        \
  ",刘子轩,孙子,,男,2015年3月5日,满族,,,,\n"                                                                         \
  "单雄飞,单雄飞,户主,210102193508090037,男,1935-08-09,汉族,,丰泽,新华路12号3-2-502,\n"                        \
  ",曾桂兰,妻,,女,1938年,汉,,,,\n"

static void
test_register (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NxImport) table = read_table (REGISTER);
  g_autoptr (NxImport) again = read_table (REGISTER);
  NxImportCounts first = import (fixture, table);
  gint64 events = store_fixture_ask (fixture->store, "SELECT count(*) FROM event");
  NxImportCounts second;

  assert_counts (&first, 2, 4, 0, 0, 0);
  g_assert_cmpint (store_fixture_ask (fixture->store, "SELECT count(*) FROM membership"), ==, 4);
  g_assert_cmpint (store_fixture_ask (fixture->store, "SELECT count(*) FROM support"), ==, 2);
  g_assert_cmpint (
      store_fixture_ask (fixture->store,
                         "SELECT count(*) FROM person WHERE name = '王桂英'"
                         " AND birth_on = '1952-01-01' AND sex = '2'"
                         " AND phones = '13800001111' || char(10) || '024-22860000 女儿'"),
      ==, 1);
  g_assert_cmpint (store_fixture_ask (fixture->store,
                                      "SELECT count(*) FROM household WHERE building = '3号楼'"
                                      " AND unit = '2单元' AND room = '501'"),
                   ==, 1);
  second = import (fixture, again);
  assert_counts (&second, 0, 0, 0, 4, 0);
  g_assert_cmpint (store_fixture_ask (fixture->store, "SELECT count(*) FROM event"), ==, events);
}

static void
test_update (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NxImport) table = read_table (REGISTER);
  g_autoptr (NxImport) newer = read_table ("姓名;身份证号;手机;出生日期;住址\n"
                                           "王桂英;21010219520101002X;13900002222;;\n"
                                           "单雄飞;210102193508090037;;;新华路12号3-2-502\n");
  NxImportCounts counts;

  import (fixture, table);
  counts = import (fixture, newer);
  assert_counts (&counts, 0, 0, 1, 1, 0);
  g_assert_cmpint (store_fixture_ask (fixture->store,
                                      "SELECT count(*) FROM person WHERE phones = '13800001111'"
                                      " || char(10) || '024-22860000 女儿' || char(10)"
                                      " || '13900002222' AND birth_on = '1952-01-01'"),
                   ==, 1);
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    guint64 row;
    const char *column;
  } wanted[] = {
    { 2, "身份证号" }, { 3, "身份证号" }, { 4, "出生日期" }, { 5, "出生日期" }, { 6, "姓名" },
    { 7, "身份证号" }, { 8, "身份证号" }, { 10, NULL },      { 11, "社区" },    { 12, "姓名" },
  };
  g_autoptr (NxImport) table = read_table ("姓名,身份证号,出生日期,家庭住址,社区\n"
                                           "甲一,210102193508090038,,一号楼1,\n"
                                           "乙二,210102209901010017,,二号楼1,\n"
                                           "丙三,,2025年2月30日,三号楼1,\n"
                                           "丁四,,2090-01-01,四号楼1,\n"
                                           ",,1960,五号楼1,\n"
                                           "戊五,2.10102E+17,,六号楼1,\n"
                                           "己六,990101199001010019,,七号楼1,\n"
                                           "庚七,210102193508090037,,八号楼1,\n"
                                           "庚七,210102193508090037,,八号楼1,\n"
                                           "辛八,,1970,九号楼1,不存在社区\n"
                                           "=1+1,,1971,十号楼1,\n");
  NxImportCounts counts = import (fixture, table);
  g_autoptr (GPtrArray) findings = nx_import_dup_findings (table);
  guint n = 0;

  assert_counts (&counts, 1, 1, 0, 0, 10);
  for (guint i = 0; i < findings->len; i++)
    {
      const NxImportFinding *finding = g_ptr_array_index (findings, i);

      if (!finding->is_refusal)
        continue;
      g_assert_cmpuint (n, <, G_N_ELEMENTS (wanted));
      g_assert_cmpuint (finding->row, ==, wanted[n].row);
      g_assert_cmpstr (finding->column, ==, wanted[n].column);
      g_assert_cmpstr (finding->message, !=, "");
      n++;
    }
  g_assert_cmpuint (n, ==, G_N_ELEMENTS (wanted));
}

static void
test_report (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NxImport) table = read_table ("姓名,身份证号,住址\n"
                                           "\"甲,一\",210102193508090038,\"楼\n1\"\n"
                                           "乙二,,楼2\n");
  g_autofree char *path = g_build_filename (fixture->store_fixture.parent, "report.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  import (fixture, table);
  nx_import_write_report (table, file, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_true (
      g_str_has_prefix (text, "\xEF\xBB\xBF\"Row\",\"Column\",\"Reason\",姓名,身份证号,住址\r\n"
                              "\"2\",\"身份证号\",\""));
  g_assert_true (g_str_has_suffix (text, "\",\"甲,一\",210102193508090038,\"楼\n1\"\r\n"));
}

/* Papers say their validity in many ways; what has no end leaves the field empty. */
static void
test_expiry (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NxImport) table = read_table ("户号,姓名,身份证有效期限,残疾证有效期至\n"
                                           "A1,甲一,2015.03.02-2035.03.02,2030年5月1日\n"
                                           "A2,乙二,20150302－20350302,长期\n"
                                           "A3,丙三,2015-03-02-2035-03-02,\n"
                                           "A4,丁四,2015.03.02 至 2035.03.02,\n"
                                           "A5,戊五,2015.03.02-长期,\n"
                                           "A6,己六,长期有效,\n"
                                           "A7,庚七,看不清,2035\n");
  NxImportCounts counts = import (fixture, table);

  assert_counts (&counts, 7, 7, 0, 0, 0);
  g_assert_cmpint (
      store_fixture_ask (fixture->store,
                         "SELECT count(*) FROM person WHERE id_expires_on = '2035-03-02'"),
      ==, 4);
  g_assert_cmpint (
      store_fixture_ask (fixture->store, "SELECT count(*) FROM person WHERE id_expires_on IS NULL"),
      ==, 3);
  g_assert_cmpint (
      store_fixture_ask (fixture->store,
                         "SELECT count(*) FROM person WHERE disability_expires_on = '2030-05-01'"),
      ==, 1);
  g_assert_cmpint (store_fixture_ask (fixture->store,
                                      "SELECT count(*) FROM person WHERE name = '庚七'"
                                      " AND note LIKE '%看不清%' AND note LIKE '%2035%'"),
                   ==, 1);
}

/* A row that puts a kept person into another household moves nobody by itself. */
static void
test_conflicts (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NxImport) table = read_table (REGISTER);
  g_autoptr (NxImport) wrong
      = read_table ("姓名,与户主关系,身份证号,家庭住址\n"
                    "张三,户主,,青年大街1号9号楼1单元101\n"
                    "单雄飞,父亲,210102193508090037,青年大街1号9号楼1单元101\n"
                    "李四,户主,21010219520101002X,青年大街2号\n");
  NxImportCounts counts;

  import (fixture, table);
  counts = import (fixture, wrong);
  g_assert_cmpuint (counts.refused, ==, 2);
  g_assert_cmpint (
      store_fixture_ask (fixture->store, "SELECT count(*) FROM person WHERE name = '李四'"), ==, 0);
}

static void
test_namesakes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NxImport) table = read_table ("户号,姓名,关系,出生日期\n"
                                           "A1,李伟,户主,1960-05-01\nA1,李伟,子,1985-06-01\n"
                                           "A2,李伟,户主,1960-05-01\nA2,李伟,户主,1990-01-01\n");
  NxImportCounts counts = import (fixture, table);

  /* Namesakes with other days of birth or homes are other people; A2 has two heads. */
  assert_counts (&counts, 2, 3, 0, 0, 1);
}

/* A new person who is much like somebody kept is noticed in the plan, with why; the row is not
 * refused for it, and nobody's namesake is noticed. */
static void
test_twins (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NxImport) table = read_table (REGISTER);
  g_autoptr (NxImport) newer = read_table ("户号,姓名,关系,出生日期,手机,住址\n"
                                           "B1,单雄飛,户主,1935-08-09,,新华路99号1-1-101\n"
                                           "B2,曾桂兰,户主,1999-01-05,,新华路99号1-1-102\n");
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (GError) error = NULL;
  Job planned = { .import = newer };
  const NxImportFinding *finding = NULL;

  import (fixture, table);
  nx_store_read (fixture->store, plan_job, &planned, NULL, &error);
  g_assert_no_error (error);
  assert_counts (&planned.counts, 2, 2, 0, 0, 0);
  findings = nx_import_dup_findings (newer);
  g_assert_cmpuint (findings->len, ==, 1);
  finding = g_ptr_array_index (findings, 0);
  g_assert_cmpint (finding->row, ==, 2);
  g_assert_false (finding->is_refusal);
  g_assert_nonnull (strstr (finding->message, "Born on the same day"));
}

/* Lunar days are read when the row says so in words or in its calendar column; figures alone are
 * solar, and a slip in them is refused. */
static void
test_lunar (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NxImport) table = read_table ("户号,姓名,出生日期,历法\n"
                                           "A1,甲一,1950-02-30,农历\n"
                                           "A2,乙二,19500422,阴历\n"
                                           "A3,丙三,1950-02-30,公历\n"
                                           "A4,丁四,1950年2月30日,\n"
                                           "A5,戊五,农历1950年二月三十,\n"
                                           "A6,己六,1950-02-31,农历\n"
                                           "A7,庚七,1938,农历\n"
                                           "A8,辛八,2026-11-20,农历\n");
  NxImportCounts counts = import (fixture, table);

  assert_counts (&counts, 4, 4, 0, 0, 4);
  g_assert_cmpint (store_fixture_ask (fixture->store,
                                      "SELECT count(*) FROM person WHERE birth_on = '1950-04-16'"
                                      " AND birth_lunar = '1950-02-30'"),
                   ==, 2);
  g_assert_cmpint (
      store_fixture_ask (fixture->store,
                         "SELECT count(*) FROM person WHERE birth_lunar = '1950-04-22'"),
      ==, 1);
  g_assert_cmpint (
      store_fixture_ask (fixture->store, "SELECT count(*) FROM person WHERE birth_on = '1938'"), ==,
      1);
}

/* Somebody known who lives nowhere comes as a second head: that row is refused, the others are
 * kept.
 */
static void
test_second_head (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NxImport) table = read_table (REGISTER);
  g_autoptr (NxImport) moved = read_table ("户号,姓名,关系,身份证号\n"
                                           "B1,张三,户主,\n"
                                           "B1,单雄飞,户主,210102193508090037\n");
  g_autoptr (NxImport) known = read_table ("户号,姓名,关系,身份证号\n"
                                           "B3,单雄飞,户主,210102193508090037\n"
                                           "B3,赵六,户主,\n");
  NxImportCounts counts;

  import (fixture, table);
  store_fixture_run (fixture->store, "UPDATE membership SET to_on = '2026-01-01' WHERE person_id ="
                                     " (SELECT id FROM person WHERE name = '单雄飞')");
  counts = import (fixture, moved);
  assert_counts (&counts, 1, 1, 0, 0, 1);
  counts = import (fixture, known);
  assert_counts (&counts, 1, 0, 1, 0, 1);
}

/* People that cannot be read are no people who moved out: the import stops instead of making a
 * second household at the same door. */
static void
test_unreadable_member (Fixture *fixture, gconstpointer data)
{
  const char *text = "户主姓名,姓名,与户主关系,社区,家庭住址\n"
                     "王桂英,王桂英,户主,丰泽社区,新华路12号3号楼2单元501室\n";
  g_autoptr (NxImport) first = read_table (text);
  g_autoptr (NxImport) again = read_table (text);
  g_autoptr (GError) error = NULL;
  Job job = { .import = again };

  import (fixture, first);
  store_fixture_run (fixture->store, "ALTER TABLE person RENAME COLUMN birth_on TO birth_lost");
  nx_store_read (fixture->store, plan_job, &job, NULL, &error);
  g_assert_nonnull (error);
  g_assert_cmpuint (job.counts.households_added, ==, 0);
}

static void
cancel_import (GCancellable *cancellable, GCancellable *job)
{
  g_cancellable_cancel (job);
}

static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NxImport) table = read_table (REGISTER);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  Job job = { .import = table };

  cancel_import (NULL, cancellable);
  nx_store_write (fixture->store, apply_job, &job, cancellable, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (store_fixture_ask (fixture->store, "SELECT count(*) FROM person"), ==, 0);
  g_assert_cmpint (store_fixture_ask (fixture->store, "SELECT count(*) FROM household"), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/import/register", test_register);
  ADD ("/import/update", test_update);
  ADD ("/import/refused", test_refused);
  ADD ("/import/report", test_report);
  ADD ("/import/conflicts", test_conflicts);
  ADD ("/import/namesakes", test_namesakes);
  ADD ("/import/expiry", test_expiry);
  ADD ("/import/lunar", test_lunar);
  ADD ("/import/second-head", test_second_head);
  ADD ("/import/cancel", test_cancel);
  ADD ("/import/twins", test_twins);
  ADD ("/import/unreadable-member", test_unreadable_member);
  return g_test_run ();
}
