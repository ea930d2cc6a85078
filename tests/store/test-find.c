/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Tests finding people by name against the rules of names and against a plain look at everybody. */
#include "config.h"

#include "nx-find-words.h"
#include "nx-find.h"
#include "nx-large-save.h"
#include "nx-office.h"
#include "nx-pinyin.h"
#include "nx-record-kinds.h"
#include "nx-records.h"
#include "nx-save.h"

#include "store-fixture.h"

#include <string.h>

#define ALL 5000

typedef struct
{
  StoreFixture store_fixture;
  NxStore *store;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  store_fixture_set_up (&fixture->store_fixture, data);
  g_clear_pointer (&fixture->store_fixture.migrations, nx_migrations_unref);
  fixture->store = store_fixture_create (&fixture->store_fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  nx_store_close (fixture->store, &error);
  g_assert_no_error (error);
  store_fixture_assert_finalizes (fixture->store);
  store_fixture_tear_down (&fixture->store_fixture, data);
}

typedef void (*Step) (NxDatabase *db);

static gpointer
run_job (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Step *step = data;

  (*step) (db);
  return NULL;
}

static void
write_step (Fixture *fixture, Step step)
{
  g_autoptr (GError) error = NULL;

  nx_store_write (fixture->store, run_job, &step, NULL, &error);
  g_assert_no_error (error);
}

typedef struct
{
  const char *name;
  const char *former_names;
  const char *pinyin;
} Person;

static gint64
save_person (NxDatabase *db, gint64 id, const Person *person)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NxRecord) base = id != 0 ? nx_records_load (db, NX_RECORD_PERSON, id, NULL) : NULL;
  g_autoptr (NxEdit) edit = nx_edit_new (NX_RECORD_PERSON, base);

  nx_edit_set_text (edit, NX_PERSON_NAME, person->name);
  nx_edit_set_text (edit, NX_PERSON_FORMER_NAMES, person->former_names);
  nx_edit_set_text (edit, NX_PERSON_PINYIN, person->pinyin);
  id = nx_records_save (db, edit, &error);
  g_assert_no_error (error);
  return id;
}

static GPtrArray *
find (NxDatabase *db, const char *typed, guint limit)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *hits = nx_find_run (db, typed, NX_RECORD_PERSON, limit, &error);

  g_assert_no_error (error);
  return hits;
}

static const NxHit *
find_person (GPtrArray *hits, gint64 id)
{
  for (guint i = 0; i < hits->len; i++)
    if (nx_record_get_id (((NxHit *)g_ptr_array_index (hits, i))->record) == id)
      return g_ptr_array_index (hits, i);
  return NULL;
}

static void
assert_found (NxDatabase *db, const char *typed, gint64 id, int why)
{
  g_autoptr (GPtrArray) hits = find (db, typed, ALL);
  const NxHit *hit = find_person (hits, id);

  g_test_message ("“%s”", typed);
  g_assert_nonnull (hit);
  if (why >= 0)
    g_assert_cmpint (hit->why, ==, why);
}

/* Surnames read in their own way, as domain.md §8.1 lists them; after the first readings that are
 * accepted too. */
static const struct
{
  const char *surname;
  const char *readings;
} surnames[] = {
  { "单", "shan" },       { "解", "xie" },         { "仇", "qiu" },        { "曾", "zeng" },
  { "区", "ou" },         { "查", "zha" },         { "盖", "ge gai" },     { "缪", "miao" },
  { "朴", "piao" },       { "任", "ren" },         { "华", "hua" },        { "翟", "zhai di" },
  { "乐", "yue le" },     { "宁", "ning" },        { "应", "ying" },       { "石", "shi" },
  { "覃", "qin tan" },    { "逄", "pang" },        { "冼", "xian" },       { "宓", "mi fu" },
  { "员", "yun" },        { "种", "chong" },       { "黑", "he" },         { "谌", "chen shen" },
  { "召", "shao" },       { "隗", "wei kui" },     { "郗", "xi chi" },     { "贠", "yun" },
  { "訾", "zi" },         { "幺", "yao" },         { "纪", "ji" },         { "卜", "bu" },
  { "繁", "po" },         { "钭", "tou" },         { "阚", "kan" },        { "禤", "xuan" },
  { "郇", "huan xun" },   { "佴", "nai" },         { "芈", "mi" },         { "祭", "zhai" },
  { "晁", "chao" },       { "句", "gou" },         { "折", "she" },        { "燕", "yan" },
  { "哈", "ha" },         { "撒", "sa" },          { "宿", "su" },         { "臧", "zang" },
  { "过", "guo" },        { "干", "gan" },         { "那", "na" },         { "车", "che" },
  { "洗", "xian" },       { "葛", "ge" },          { "牟", "mu mou" },     { "逯", "lu" },
  { "柏", "bai bo" },     { "尉", "wei" },         { "尉迟", "yuchi" },    { "长", "zhang" },
  { "长孙", "zhangsun" }, { "万", "wan" },         { "万俟", "moqi" },     { "澹台", "tantai" },
  { "令狐", "linghu" },   { "呼延", "huyan" },     { "司马", "sima" },     { "欧阳", "ouyang" },
  { "诸葛", "zhuge" },    { "上官", "shangguan" }, { "皇甫", "huangfu" },  { "夏侯", "xiahou" },
  { "慕容", "murong" },   { "轩辕", "xuanyuan" },  { "东方", "dongfang" }, { "公孙", "gongsun" },
  { "南宫", "nangong" },  { "西门", "ximen" },     { "端木", "duanmu" },   { "钟离", "zhongli" },
  { "宇文", "yuwen" },    { "鲜于", "xianyu" },    { "闾丘", "lvqiu" },    { "太史", "taishi" },
  { "申屠", "shentu" },   { "赫连", "helian" },    { "濮阳", "puyang" },   { "淳于", "chunyu" },
  { "单于", "chanyu" },   { "仲孙", "zhongsun" },  { "吕", "lv lu lyu" },
};

static void
check_surname (NxDatabase *db, const char *surname, const char *readings)
{
  g_autofree char *name = g_strconcat (surname, "小明", NULL);
  g_auto (GStrv) each = g_strsplit (readings, " ", -1);
  gint64 id = save_person (db, 0, &(Person){ .name = name });
  g_autofree char *mixed = g_strconcat (surname, "xm", NULL);
  g_autofree char *shown = nx_pinyin_name (name);
  g_auto (GStrv) syllables = g_strsplit (shown, " ", -1);
  g_autofree char *joined = g_strjoinv ("", syllables);

  /* The likeliest reading is the surname's; ü stands for v there. */
  if (strchr (each[0], 'v') == NULL)
    g_assert_true (g_str_has_prefix (joined, each[0]));
  assert_found (db, name, id, NX_HIT_EXACT);
  assert_found (db, surname, id, NX_HIT_PREFIX);
  assert_found (db, "小明", id, NX_HIT_INSIDE);
  assert_found (db, mixed, id, NX_HIT_MIXED);
  for (guint i = 0; each[i] != NULL; i++)
    {
      g_autofree char *whole = g_strconcat (each[i], "xiaoming", NULL);
      g_autofree char *spaced = g_strconcat (each[i], " xiao ming", NULL);
      g_autofree char *begun = g_strconcat (each[i], "xm", NULL);

      assert_found (db, whole, id, NX_HIT_PINYIN);
      assert_found (db, spaced, id, NX_HIT_PINYIN);
      assert_found (db, begun, id, -1);
    }
}

static void
surnames_step (NxDatabase *db)
{
  for (guint i = 0; i < G_N_ELEMENTS (surnames); i++)
    check_surname (db, surnames[i].surname, surnames[i].readings);
}

static void
test_surnames (Fixture *fixture, gconstpointer data)
{
  write_step (fixture, surnames_step);
}

/* Names as they are written in life (domain.md §8.2, §8.3), and what people type for them. */
static const struct
{
  Person person;
  const char *typed;
  NxHitWhy why;
} ways[] = {
  { { "阿依古丽·买买提" }, "阿依古丽买买提", NX_HIT_EXACT },
  { { "阿依古丽·买买提" }, "阿依古丽•买买提", NX_HIT_EXACT },
  { { "阿依古丽·买买提" }, "阿依古丽 买买提", NX_HIT_EXACT },
  { { "阿依古丽·买买提" }, "买买提", NX_HIT_INSIDE },
  { { "阿依古丽·买买提" }, "古丽买", NX_HIT_INSIDE },
  { { "阿依古丽·买买提" }, "ayigl", NX_HIT_PINYIN },
  { { "阿依古丽·买买提" }, "maimaiti", NX_HIT_PINYIN },
  { { "王国昇" }, "王国升", NX_HIT_EXACT },
  { { "王国升" }, "王國昇", NX_HIT_EXACT },
  { { "單雄信" }, "单雄信", NX_HIT_EXACT },
  { { "单雄信" }, "單雄", NX_HIT_PREFIX },
  { { "李㛃儿" }, "㛃", NX_HIT_INSIDE },
  { { "䶮小二" }, "䶮", NX_HIT_PREFIX },
  { { "周𬭎" }, "𬭎", NX_HIT_INSIDE },
  { { "周𬭎" }, "周𬭎", NX_HIT_EXACT },
  { { "𠅤一" }, "𠅤", NX_HIT_PREFIX },
  { { "吴𬬭𬀩" }, "𬀩", NX_HIT_INSIDE },
  { { "未取名" }, "weiqm", NX_HIT_PINYIN },
  { { "John Smith" }, "smith", NX_HIT_INSIDE },
  { { "John Smith" }, "joh", NX_HIT_PREFIX },
  { { "林晓岚" }, "linxl", NX_HIT_PINYIN },
  { { "林晓岚" }, "l xiaolan", NX_HIT_PINYIN },
  { { "林晓岚" }, "林xl", NX_HIT_MIXED },
  { { "王小明" }, "wang小明", NX_HIT_MIXED },
  { { "吕布" }, "lyub", NX_HIT_PINYIN },
  { { "吕布" }, "lubu", NX_HIT_PINYIN },
  { { "区永权" }, "ou yong quan", NX_HIT_PINYIN },
  { { "覃静", NULL, "tan jing" }, "tanjing", NX_HIT_PINYIN },
  { { "覃静", NULL, "tan jing" }, "qinj", NX_HIT_PINYIN },
  { { "赵新名", "赵旧名" }, "赵旧名", NX_HIT_FORMER },
  { { "赵新名", "赵旧名、赵三" }, "赵三", NX_HIT_FORMER },
  { { "赵新名", "赵旧名" }, "旧名", NX_HIT_FORMER },
  { { "赵新名", "赵旧名" }, "zhaojm", NX_HIT_FORMER },
  { { "林晓岚" }, "琳小兰", NX_HIT_SOUND },
};

static void
ways_step (NxDatabase *db)
{
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      gint64 id = save_person (db, 0, &ways[i].person);
      g_autoptr (NxRecord) person = nx_records_load (db, NX_RECORD_PERSON, id, NULL);
      g_autoptr (GPtrArray) gone = NULL;

      assert_found (db, ways[i].typed, id, (int)ways[i].why);
      /* Whoever is archived is not found. */
      nx_records_set_archived (db, person, TRUE, &error);
      g_assert_no_error (error);
      gone = find (db, ways[i].typed, ALL);
      g_assert_cmpuint (gone->len, ==, 0);
    }
}

static void
test_ways (Fixture *fixture, gconstpointer data)
{
  write_step (fixture, ways_step);
}

/* Against a plain look at everybody */

static const char *const characters[] = { "王", "汪", "林", "琳", "单", "山", "小", "晓", "明",
                                          "名", "岚", "兰", "曾", "重", "吕", "欧", "阳", "a" };
static const char *const corrections[] = { NULL, NULL, NULL, NULL, "tan jing", "shan xiao", "lin" };

static char *
make_name (GRand *rand, guint most)
{
  GString *name = g_string_new (NULL);
  guint n = (guint)g_rand_int_range (rand, 1, (gint)most + 1);

  for (guint i = 0; i < n; i++)
    g_string_append (name, characters[g_rand_int_range (rand, 0, G_N_ELEMENTS (characters) - 1)]);
  return g_string_free (name, FALSE);
}

static char *
make_typed (GRand *rand)
{
  g_autofree char *name = make_name (rand, 3);
  g_auto (GStrv) keys = nx_pinyin_keys (name, NULL);
  guint n_keys = g_strv_length (keys);
  const char *key = n_keys > 0 ? keys[g_rand_int_range (rand, 0, (gint)n_keys)] + 2 : "a";

  switch (g_rand_int_range (rand, 0, 4))
    {
    case 0:
      return g_strndup (key, (gsize)g_rand_int_range (rand, 1, (gint)strlen (key) + 1));
    case 1:
      return g_strconcat (name, key, NULL);
    default:
      return g_steal_pointer (&name);
    }
}

static gboolean
is_wanted (const NxQuery *query, NxRecord *person)
{
  const char *formers = nx_record_peek_text (person, NX_PERSON_FORMER_NAMES);

  return nx_query_matches_name (query, nx_record_peek_text (person, NX_PERSON_NAME),
                                nx_record_peek_text (person, NX_PERSON_PINYIN), NULL)
         || (formers != NULL && nx_query_matches_former (query, formers));
}

static void
compare_with_everybody (NxDatabase *db, const GArray *ids, const char *typed)
{
  g_autoptr (NxQuery) query = nx_query_parse (typed);
  g_autoptr (GPtrArray) hits = find (db, typed, ALL);
  NxHitWhy last = NX_HIT_EXACT;
  guint n_wanted = 0;

  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);
      g_autoptr (NxRecord) person = nx_records_load (db, NX_RECORD_PERSON, id, NULL);
      gboolean is_here = !nx_record_is_archived (person) && is_wanted (query, person);

      n_wanted += is_here;
      if ((find_person (hits, id) != NULL) != is_here)
        g_error ("“%s”: %s (%s) was %s", typed, nx_record_peek_text (person, NX_PERSON_NAME),
                 nx_record_peek_text (person, NX_PERSON_PINYIN), is_here ? "not found" : "found");
    }
  g_assert_cmpuint (hits->len, ==, n_wanted);
  for (guint i = 0; i < hits->len; i++)
    {
      const NxHit *hit = g_ptr_array_index (hits, i);

      g_assert_cmpint (hit->why, >=, last);
      last = hit->why;
    }
}

static void
change_somebody (NxDatabase *db, GRand *rand, GArray *ids)
{
  g_autofree char *name = make_name (rand, 4);
  g_autofree char *former = g_rand_int_range (rand, 0, 4) == 0 ? make_name (rand, 3) : NULL;
  Person person
      = { name, former, corrections[g_rand_int_range (rand, 0, G_N_ELEMENTS (corrections))] };
  g_autoptr (GError) error = NULL;
  g_autoptr (NxRecord) record = NULL;
  gint64 id = g_array_index (ids, gint64, g_rand_int_range (rand, 0, (gint)ids->len));

  record = nx_records_load (db, NX_RECORD_PERSON, id, &error);
  g_assert_no_error (error);
  if (g_rand_int_range (rand, 0, 3) == 0 || nx_record_is_archived (record))
    nx_records_set_archived (db, record, !nx_record_is_archived (record), &error);
  else
    save_person (db, id, &person);
  g_assert_no_error (error);
}

static void
model_step (NxDatabase *db)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20261123);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < 120; i++)
    {
      g_autofree char *name = make_name (rand, 4);
      gint64 id = save_person (db, 0, &(Person){ .name = name });

      g_array_append_val (ids, id);
    }
  for (guint i = 0; i < 300; i++)
    {
      g_autofree char *typed = make_typed (rand);

      compare_with_everybody (db, ids, typed);
      change_somebody (db, rand, ids);
    }
}

static void
test_model (Fixture *fixture, gconstpointer data)
{
  write_step (fixture, model_step);
}

/* Thousands of one surname: what is shown is the beginning of the whole list */

static const char *
name_key (GPtrArray *hits, guint i)
{
  return nx_record_peek_text (((NxHit *)g_ptr_array_index (hits, i))->record, NX_PERSON_NAME_KEY);
}

static void
assert_cut (NxDatabase *db, const char *typed)
{
  g_autoptr (GPtrArray) all = find (db, typed, ALL);
  g_autoptr (GPtrArray) first = find (db, typed, 40);

  g_assert_cmpuint (first->len, ==, 40);
  for (guint i = 0; i < first->len; i++)
    g_assert_cmpstr (name_key (first, i), ==, name_key (all, i));
}

static void
crowd_step (NxDatabase *db)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GError) error = NULL;

  nx_large_save_begin (db, 0, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < 2600; i++)
    {
      g_autofree char *given = make_name (rand, 3);
      g_autofree char *name = g_strconcat (i % 40 == 0 ? "汪" : "王", given, NULL);

      save_person (db, 0, &(Person){ .name = name });
    }
  /* More than are sorted at once, and among others of the surname's other reading. */
  for (guint i = 0; i < 2600; i++)
    {
      g_autofree char *given = make_name (rand, 2);
      g_autofree char *name = g_strconcat (i % 10 == 0 ? "魏" : "尉迟", given, NULL);

      save_person (db, 0, &(Person){ .name = name });
    }
  /* First by its sound, last by its character. */
  save_person (db, 0, &(Person){ .name = "尉迟阿" });
  nx_large_save_end (db, &error);
  g_assert_no_error (error);
  assert_cut (db, "王");
  assert_cut (db, "汪");
  assert_cut (db, "王小");
  assert_cut (db, "wang");
  assert_cut (db, "w");
  assert_cut (db, "尉");
  all = find (db, "尉", 40);
  g_assert_cmpstr (
      nx_record_peek_text (((NxHit *)g_ptr_array_index (all, 0))->record, NX_PERSON_NAME), ==,
      "尉迟阿");
}

static void
test_crowd (Fixture *fixture, gconstpointer data)
{
  write_step (fixture, crowd_step);
}

/* A bulk load that fails leaves nothing behind, not even for the next save */

static gpointer
failing_job (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  nx_large_save_begin (db, 0, error);
  save_person (db, 0, &(Person){ .name = "林晓岚" });
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "on purpose");
  return NULL;
}

static void
after_failure_step (NxDatabase *db)
{
  g_autoptr (GPtrArray) hits = NULL;

  save_person (db, 0, &(Person){ .name = "林晓明" });
  hits = find (db, "林晓", ALL);
  g_assert_cmpuint (hits->len, ==, 1);
}

static void
test_failed_bulk (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  nx_store_write (fixture->store, failing_job, NULL, NULL, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
  write_step (fixture, after_failure_step);
}

/* Words that narrow */

static void
assert_words (NxDatabase *db, const char *typed, guint n_conditions, const char *rest)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NxFindWords) words = nx_find_words_parse (db, typed, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (words->n_conditions, ==, n_conditions);
  g_assert_cmpstr (words->rest, ==, rest);
}

static void
assert_offers (NxDatabase *db, const char *typed, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) offers = nx_find_words_complete (db, typed, 6, &error);
  g_autofree char *joined = g_strjoinv ("|", offers);

  g_assert_no_error (error);
  g_assert_cmpstr (joined, ==, expected);
}

static gint64
save_case (NxDatabase *db, gint64 person, gint64 worker, const char *risk, NxDate opened)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NxEdit) edit = nx_edit_new (NX_RECORD_CASE, NULL);
  gint64 id = 0;

  nx_edit_set_text (edit, NX_CASE_TITLE, "独居老人支持");
  nx_edit_set_int (edit, NX_CASE_CLIENT_PERSON, person);
  nx_edit_set_text (edit, NX_CASE_STAGE, "intervention");
  nx_edit_set_text (edit, NX_CASE_RISK, risk);
  nx_edit_set_int (edit, NX_CASE_WORKER, worker);
  nx_edit_set_date (edit, NX_CASE_OPENED_ON, opened);
  id = nx_records_save (db, edit, &error);
  g_assert_no_error (error);
  return id;
}

static void
assert_finds_cases (NxDatabase *db, const char *typed, guint n_cases, gint64 first)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) hits = nx_find_run (db, typed, NX_RECORD_CASE, 20, &error);
  guint count = 0;

  g_test_message ("%s", typed);
  g_assert_no_error (error);
  g_assert_cmpuint (hits->len, ==, n_cases);
  if (n_cases > 0)
    g_assert_cmpint (nx_record_get_id (((NxHit *)g_ptr_array_index (hits, 0))->record), ==, first);
  g_assert_true (nx_find_count (db, typed, NX_RECORD_CASE, &count, &error));
  g_assert_cmpuint (count, ==, n_cases);
}

static void
words_step (NxDatabase *db)
{
  g_autoptr (GError) error = NULL;
  NxDate today = nx_database_today (db);
  gint64 worker = nx_office_set_up (db, "210102002001", "林晓岚", &error);
  gint64 wang = save_person (db, 0, &(Person){ .name = "王桂英" });
  gint64 li = save_person (db, 0, &(Person){ .name = "李国强" });
  gint64 late = 0;
  gint64 low = 0;

  g_assert_no_error (error);
  nx_database_act_as (db, worker);
  late = save_case (db, wang, worker, "high", nx_date_add_days (today, -10));
  low = save_case (db, li, worker, "low", today);

  assert_words (db, "王桂英", 0, "王桂英");
  assert_words (db, "风险:高 王", 1, "王");
  assert_words (db, "风险：高　逾期", 2, "");
  assert_words (db, "risk:high overdue wgy", 2, "wgy");
  assert_words (db, "风险:", 0, "");
  assert_words (db, "3:30 逾期了", 0, "3:30 逾期了");

  assert_finds_cases (db, "风险:高", 1, late);
  assert_finds_cases (db, "risk:low", 1, low);
  assert_finds_cases (db, "逾期", 1, late);
  assert_finds_cases (db, "在办", 2, late);
  assert_finds_cases (db, "已结束", 0, 0);
  assert_finds_cases (db, "风险:高 李", 0, 0);
  assert_finds_cases (db, "社工:林晓岚 lgq", 1, low);
  assert_finds_cases (db, "社工:lxl", 2, late);
  assert_finds_cases (db, "我的", 2, late);
  assert_finds_cases (db, "社工:无此人", 0, 0);
  assert_finds_cases (db, "风险:没有", 0, 0);

  assert_offers (db, "王", "");
  assert_offers (db, "ri", "risk:");
  assert_offers (db, "王 over", "王 overdue");
  assert_offers (db, "fx", "risk:");
  assert_offers (db, "worker:l", "worker:林晓岚");
  assert_offers (db, "community:fengze", "community:丰泽社区");
  assert_offers (db, "overdue", "");
  assert_offers (db, "class:Elder_l", "class:Elder_living_alone");
  assert_offers (db, "risk:high ", "");
}

static void
test_words (Fixture *fixture, gconstpointer data)
{
  write_step (fixture, words_step);
}

static void
hostile_step (NxDatabase *db)
{
  static const char *const typed[]
      = { "",       " ",       "。",   "😀",        "\"",      "' OR 1=1 --", "王*",    "NEAR(a b)",
          "AND",    "a AND b", "(((",  "\xff\xfe", "𠮷",      "-",           "%",      "_",
          "\u200f", "{",       "n:王", "f:wang",   "a\"b\"c", "\U0010FFFF",  "林\t晓", "1" };
  g_autofree char *chars = g_strnfill (10000, 'w');
  g_autofree char *quotes = g_strnfill (10000, '"');
  g_autoptr (GString) han = g_string_new (NULL);

  save_person (db, 0, &(Person){ .name = "林晓岚" });
  for (guint i = 0; i < 10000; i++)
    g_string_append (han, "王");
  for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) hits = nx_find_run (db, typed[i], NX_RECORD_NONE, 20, &error);
      g_autofree char *json = nx_find_dup_ids_json (db, NX_RECORD_PERSON, typed[i], &error);

      g_assert_no_error (error);
      g_assert_nonnull (hits);
      g_assert_nonnull (json);
    }
  g_ptr_array_unref (find (db, chars, ALL));
  g_ptr_array_unref (find (db, quotes, ALL));
  g_ptr_array_unref (find (db, han->str, ALL));
}

static void
test_hostile (Fixture *fixture, gconstpointer data)
{
  write_step (fixture, hostile_step);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/find/surnames", Fixture, NULL, set_up, test_surnames, tear_down);
  g_test_add ("/find/ways", Fixture, NULL, set_up, test_ways, tear_down);
  g_test_add ("/find/model", Fixture, NULL, set_up, test_model, tear_down);
  g_test_add ("/find/crowd", Fixture, NULL, set_up, test_crowd, tear_down);
  g_test_add ("/find/failed-bulk", Fixture, NULL, set_up, test_failed_bulk, tear_down);
  g_test_add ("/find/words", Fixture, NULL, set_up, test_words, tear_down);
  g_test_add ("/find/hostile", Fixture, NULL, set_up, test_hostile, tear_down);
  return g_test_run ();
}
