/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Tests of the rules by which two records are held for one human being.
 */
#include "nx-twin-score.h"

#include <string.h>

#define TODAY ((NxDate){ 2026, 11, 22 })
/* Made up, with right check characters. */
#define ID_A "210102193805213320"
#define ID_A_ONE_OFF "210102193805218320"
#define ID_A_SWAPPED "210102193805231320"
#define ID_B "210103197206154431"

/* Two records of: name, former names, pinyin, sex, birth, lunar birth, number, phones, household,
   address; what must be among the reasons and what not. */
typedef struct
{
  const char *title;
  NxTwinTexts a;
  NxTwinTexts b;
  NxTwinReason wanted; /* NX_N_TWIN_REASONS: none */
  NxTwinCertainty least;
  NxTwinCertainty most;
} Row;

#define NONE NX_N_TWIN_REASONS
#define UNLIKELY NX_TWIN_UNLIKELY
#define POSSIBLE NX_TWIN_POSSIBLE
#define LIKELY NX_TWIN_LIKELY
#define SURE NX_TWIN_ALMOST_SURE

static const Row rows[] = {
  { "same number", { .id_number = ID_A }, { .id_number = ID_A }, NX_TWIN_ID_SAME, SURE, SURE },
  { "number of 15 digits",
    { .name = "王桂英", .id_number = "210102380521332" },
    { .name = "王桂英", .id_number = "210102193805213320" },
    NX_TWIN_ID_SAME,
    SURE,
    SURE },
  { "full-width number with spaces",
    { .id_number = "２１０１０２ 19380521 3320" },
    { .id_number = ID_A },
    NX_TWIN_ID_SAME,
    SURE,
    SURE },
  { "one digit off",
    { .name = "王桂英", .id_number = ID_A },
    { .name = "王桂英", .id_number = ID_A_ONE_OFF },
    NX_TWIN_ID_ONE_OFF,
    SURE,
    SURE },
  { "neighbours exchanged",
    { .name = "王桂英", .id_number = ID_A },
    { .name = "王桂英", .id_number = ID_A_SWAPPED },
    NX_TWIN_ID_SWAPPED,
    SURE,
    SURE },
  { "a digit too few",
    { .name = "王桂英", .birth_on = "1938-05-21", .id_number = ID_A },
    { .name = "王桂英", .birth_on = "1938-05-21", .id_number = "21010219380521320" },
    NX_TWIN_ID_ONE_OFF,
    LIKELY,
    SURE },
  { "two good numbers contradict all else",
    { .name = "王桂英", .id_number = ID_A, .phones = "13800001111", .household_id = 3 },
    { .name = "王桂英",
      .birth_on = "1938-05-21",
      .id_number = ID_B,
      .phones = "13800001111",
      .household_id = 3 },
    NX_TWIN_ID_OTHER,
    UNLIKELY,
    UNLIKELY },
  { "card and travel permit do not contradict",
    { .name = "陈大文", .birth_on = "1960-02-03", .id_number = "H12345678" },
    { .name = "陈大文", .birth_on = "1960-02-03", .id_number = ID_A },
    NX_TWIN_NAME_SAME,
    LIKELY,
    SURE },
  { "name and day",
    { .name = "王桂英", .birth_on = "1938-05-21" },
    { .name = "王桂英", .birth_on = "1938-05-21" },
    NX_TWIN_BIRTH_SAME,
    LIKELY,
    LIKELY },
  { "same sound",
    { .name = "王小明", .birth_on = "1938-05-21", .phones = "13800001111" },
    { .name = "王晓鸣", .birth_on = "1938-05-21", .phones = "13800001111 女儿" },
    NX_TWIN_NAME_SOUND,
    SURE,
    SURE },
  { "surname reading",
    { .name = "单雄信", .birth_on = "1938-05-21" },
    { .name = "善雄信", .birth_on = "1938-05-21" },
    NX_TWIN_NAME_SOUND,
    POSSIBLE,
    LIKELY },
  { "second reading",
    { .name = "李乐天", .birth_on = "1938-05-21" },
    { .name = "李月天", .birth_on = "1938-05-21" },
    NX_TWIN_NAME_SOUND,
    POSSIBLE,
    LIKELY },
  { "corrected reading",
    { .name = "覃琴", .pinyin = "tan qin", .birth_on = "1938-05-21" },
    { .name = "谭琴", .birth_on = "1938-05-21" },
    NX_TWIN_NAME_SOUND,
    POSSIBLE,
    LIKELY },
  { "traditional",
    { .name = "張國華", .birth_on = "1938-05-21" },
    { .name = "张国华", .birth_on = "1938-05-21" },
    NX_TWIN_NAME_VARIANT,
    LIKELY,
    LIKELY },
  { "variant",
    { .name = "李東昇", .birth_on = "1938-05-21" },
    { .name = "李东升", .birth_on = "1938-05-21" },
    NX_TWIN_NAME_VARIANT,
    LIKELY,
    LIKELY },
  { "name dot",
    { .name = "阿依古丽•买买提", .birth_on = "1988-05-21" },
    { .name = "阿依古丽·买买提", .birth_on = "1988-05-21" },
    NX_TWIN_NAME_SAME,
    LIKELY,
    LIKELY },
  { "former name",
    { .name = "王桂英", .former_names = "王招弟、王小妹", .birth_on = "1938-05-21" },
    { .name = "王小妹", .birth_on = "1938-05-21" },
    NX_TWIN_NAME_FORMER,
    POSSIBLE,
    LIKELY },
  { "day and month",
    { .name = "王桂英", .birth_on = "1938-05-11" },
    { .name = "王桂英", .birth_on = "1938-11-05" },
    NX_TWIN_BIRTH_SWAPPED,
    POSSIBLE,
    LIKELY },
  /* 22 lunar month 4 of 1938 is 21 May 1938 */
  { "lunar taken for solar",
    { .name = "王桂英", .birth_on = "1938-05-21" },
    { .name = "王桂英", .birth_on = "1938-04-22" },
    NX_TWIN_BIRTH_LUNAR,
    POSSIBLE,
    LIKELY },
  { "lunar kept as lunar",
    { .name = "王桂英", .birth_lunar = "1938-04-22" },
    { .name = "王桂英", .birth_on = "1938-05-21" },
    NX_TWIN_BIRTH_SAME,
    LIKELY,
    LIKELY },
  { "year only",
    { .name = "王桂英", .birth_on = "1938", .phones = "13800001111" },
    { .name = "王桂英", .birth_on = "1938-05-21", .phones = "13800001111" },
    NX_TWIN_BIRTH_PART,
    LIKELY,
    LIKELY },
  { "wrong year",
    { .name = "王桂英", .birth_on = "1938-05-21" },
    { .name = "王桂英", .birth_on = "1988-05-21" },
    NX_TWIN_BIRTH_ONE_OFF,
    UNLIKELY,
    POSSIBLE },
  { "years apart",
    { .name = "王桂英", .birth_on = "1938-05-21", .phones = "13800001111" },
    { .name = "王桂英", .birth_on = "1972-06-15", .phones = "13800001111" },
    NX_TWIN_BIRTH_FAR,
    UNLIKELY,
    UNLIKELY },
  { "father and daughter of one sound",
    { .name = "王宏", .sex = "1", .birth_on = "1960-01-03", .household_id = 3 },
    { .name = "王红", .sex = "2", .birth_on = "1990-01-03", .household_id = 3 },
    NX_TWIN_SEX_OTHER,
    UNLIKELY,
    UNLIKELY },
  { "number gives day and sex",
    { .name = "王桂英", .id_number = ID_A },
    { .name = "王桂英", .sex = "2", .birth_on = "1938-05-21" },
    NX_TWIN_BIRTH_SAME,
    LIKELY,
    LIKELY },
  { "born together, one household",
    { .name = "王浩然",
      .sex = "1",
      .birth_on = "2015-05-21",
      .phones = "13800001111",
      .household_id = 3 },
    { .name = "王浩宇",
      .sex = "1",
      .birth_on = "2015-05-21",
      .phones = "13800001111",
      .household_id = 3 },
    NX_TWIN_SIBLINGS,
    UNLIKELY,
    UNLIKELY },
  { "born together, other names",
    { .name = "王思琪", .birth_on = "2015-05-21", .household_id = 3 },
    { .name = "王子豪", .birth_on = "2015-05-21", .household_id = 3 },
    NX_TWIN_SIBLINGS,
    UNLIKELY,
    UNLIKELY },
  { "household of one, moved in again",
    { .name = "王桂英", .household_id = 3 },
    { .name = "王桂英", .household_id = 3 },
    NX_TWIN_HOUSEHOLD_SAME,
    POSSIBLE,
    LIKELY },
  { "same room",
    { .name = "王桂英", .household_id = 3, .address = "210102002001 x" },
    { .name = "王桂英", .household_id = 4, .address = "210102002001 x" },
    NX_TWIN_ADDRESS_SAME,
    POSSIBLE,
    LIKELY },
  { "a family's phone",
    { .name = "王桂英", .phones = "13800001111" },
    { .name = "李建国", .phones = "13800001111" },
    NX_TWIN_PHONE_SAME,
    UNLIKELY,
    UNLIKELY },
  { "one character off",
    { .name = "王桂英", .birth_on = "1938-05-21", .phones = "13800001111" },
    { .name = "汪桂英花", .birth_on = "1938-05-21", .phones = "13800001111" },
    NX_TWIN_NAME_OTHER,
    UNLIKELY,
    POSSIBLE },
  { "nobody's name",
    { .name = "未取名", .birth_on = "2026-11-20" },
    { .name = "未取名", .birth_on = "2026-11-20" },
    NX_TWIN_BIRTH_SAME,
    UNLIKELY,
    POSSIBLE },
  { "nothing known", { 0 }, { 0 }, NONE, UNLIKELY, UNLIKELY },
  { "a common name alone",
    { .name = "王伟" },
    { .name = "王伟" },
    NX_TWIN_NAME_SAME,
    UNLIKELY,
    UNLIKELY },
};

static void
test_row (gconstpointer data)
{
  const Row *row = data;
  g_autoptr (NxTwinFacts) a = nx_twin_facts_new (&row->a, TODAY);
  g_autoptr (NxTwinFacts) b = nx_twin_facts_new (&row->b, TODAY);
  NxTwinScore score = nx_twin_score (a, b, NULL);
  NxTwinScore turned = nx_twin_score (b, a, NULL);
  NxTwinCertainty certainty = nx_twin_score_get_certainty (score);
  g_autofree char *reasons = nx_twin_score_dup_reasons (score);
  g_autofree char *doubts = nx_twin_score_dup_doubts (score);

  g_test_message ("%d points: %s / %s", score.points, reasons, doubts);
  g_assert_cmpint (score.points, ==, turned.points);
  g_assert_cmpuint (score.reasons, ==, turned.reasons);
  if (row->wanted != NONE)
    g_assert_true (nx_twin_score_has (score, row->wanted));
  g_assert_cmpint (certainty, >=, row->least);
  g_assert_cmpint (certainty, <=, row->most);
}

/* A name counts for less the more people bear it, and never for nothing. */
static void
test_namesakes (void)
{
  NxTwinTexts texts = { .name = "王桂英" };
  g_autoptr (NxTwinFacts) a = nx_twin_facts_new (&texts, TODAY);
  int last = G_MAXINT;

  for (guint n = 1; n < 100000; n *= 8)
    {
      NxTwinNamesakes namesakes = { n, n };
      NxTwinScore score = nx_twin_score (a, a, &namesakes);

      g_assert_cmpint (score.points, <=, last);
      g_assert_cmpint (score.points, >, 0);
      last = score.points;
    }
  g_assert_cmpint (last, <, 5);
}

static gboolean
share_key (const NxTwinTexts *a, const NxTwinTexts *b, NxTwinKey *kind)
{
  g_autoptr (NxTwinFacts) first = nx_twin_facts_new (a, TODAY);
  g_autoptr (NxTwinFacts) other = nx_twin_facts_new (b, TODAY);

  for (*kind = 0; *kind < NX_N_TWIN_KEYS; (*kind)++)
    {
      g_autoptr (GArray) keys_a = g_array_new (FALSE, FALSE, sizeof (guint64));
      g_autoptr (GArray) keys_b = g_array_new (FALSE, FALSE, sizeof (guint64));

      nx_twin_facts_add_keys (first, *kind, keys_a);
      nx_twin_facts_add_keys (other, *kind, keys_b);
      for (guint i = 0; i < keys_a->len; i++)
        for (guint j = 0; j < keys_b->len; j++)
          if (g_array_index (keys_a, guint64, i) == g_array_index (keys_b, guint64, j))
            return TRUE;
    }
  return FALSE;
}

/* Whoever is likely is also put side by side. */
static void
test_keys (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      NxTwinKey kind = 0;

      if (rows[i].least < LIKELY)
        continue;
      g_test_message ("%s", rows[i].title);
      g_assert_true (share_key (&rows[i].a, &rows[i].b, &kind));
      g_assert_cmpint (kind, <, NX_TWIN_KEY_SOUND);
    }
}

/* Each single slip in a number leaves a key and is among the near numbers. */
static void
test_near_numbers (void)
{
  NxTwinTexts texts = { .id_number = ID_A };
  g_autoptr (NxTwinFacts) facts = nx_twin_facts_new (&texts, TODAY);
  g_auto (GStrv) near = nx_twin_facts_dup_near_numbers (facts);

  g_assert_cmpuint (g_strv_length (near), >, 18 * 9);
  g_assert_false (g_strv_contains ((const char *const *)near, ID_A));
  g_assert_true (g_strv_contains ((const char *const *)near, ID_A_ONE_OFF));
  g_assert_true (g_strv_contains ((const char *const *)near, ID_A_SWAPPED));
  for (guint i = 0; near[i] != NULL; i++)
    {
      NxTwinTexts other = { .id_number = near[i] };
      g_autoptr (NxTwinFacts) slip = nx_twin_facts_new (&other, TODAY);
      NxTwinScore score = nx_twin_score (facts, slip, NULL);
      NxTwinKey kind = 0;

      /* What no card can begin with is no number that could be looked up. */
      if (*nx_twin_facts_get_id_number (slip) == '\0')
        continue;
      g_assert_true (nx_twin_score_has (score, NX_TWIN_ID_ONE_OFF)
                     || nx_twin_score_has (score, NX_TWIN_ID_SWAPPED));
      g_assert_true (share_key (&texts, &other, &kind));
      g_assert_cmpint (kind, ==, NX_TWIN_KEY_ID_NUMBER);
    }
}

static void
test_other_births (void)
{
  NxTwinTexts texts = { .birth_on = "1938-05-11" };
  g_autoptr (NxTwinFacts) facts = nx_twin_facts_new (&texts, TODAY);
  NxDate days[NX_TWIN_MAX_DAYS];
  guint n = nx_twin_facts_get_other_births (facts, days);
  gboolean has_swapped = FALSE;

  g_assert_cmpuint (n, ==, 3);
  for (guint i = 0; i < n; i++)
    has_swapped |= nx_date_compare (days[i], (NxDate){ 1938, 11, 5 }) == 0;
  g_assert_true (has_swapped);
}

/* Nothing a person can type ends the program. */
static void
test_bad_input (void)
{
  static const char *const texts[] = { "",
                                       " ",
                                       "、",
                                       "\xff\xfe",
                                       "0",
                                       "王",
                                       "·",
                                       "👍🏽",
                                       "''\"--",
                                       "1938-13-45",
                                       "99999999999999999999999999",
                                       "𠅤𬭎" };
  g_autofree char *endless = g_strnfill (10000, 'a');

  for (guint i = 0; i <= G_N_ELEMENTS (texts); i++)
    {
      const char *text = i < G_N_ELEMENTS (texts) ? texts[i] : endless;
      NxTwinTexts all = { .name = text,
                          .former_names = text,
                          .pinyin = text,
                          .sex = text,
                          .birth_on = text,
                          .birth_lunar = text,
                          .id_number = text,
                          .phones = text,
                          .address = text };
      g_autoptr (NxTwinFacts) facts = nx_twin_facts_new (&all, TODAY);
      g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (guint64));
      g_auto (GStrv) near = nx_twin_facts_dup_near_numbers (facts);

      nx_twin_score (facts, facts, NULL);
      for (NxTwinKey kind = 0; kind < NX_N_TWIN_KEYS; kind++)
        nx_twin_facts_add_keys (facts, kind, keys);
    }
}

/* Every reason and every certainty has words of its own. */
static void
test_words (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  NxTwinScore score
      = { 30, 1u << NX_TWIN_NAME_SAME | 1u << NX_TWIN_PHONE_SAME | 1u << NX_TWIN_SEX_OTHER };
  g_autofree char *reasons = nx_twin_score_dup_reasons (score);
  g_autofree char *doubts = nx_twin_score_dup_doubts (score);

  for (NxTwinReason reason = 0; reason < NX_N_TWIN_REASONS; reason++)
    g_assert_true (g_hash_table_add (seen, (gpointer)nx_twin_reason_get_label (reason)));
  for (NxTwinCertainty certainty = 0; certainty <= NX_TWIN_ALMOST_SURE; certainty++)
    g_assert_true (g_hash_table_add (seen, (gpointer)nx_twin_certainty_get_label (certainty)));
  g_assert_cmpstr (reasons, ==, "Same name · Same phone");
  g_assert_cmpstr (doubts, ==, "Different sex");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *name = g_strdelimit (g_strdup (rows[i].title), " ,/", '-');
      g_autofree char *path = g_strconcat ("/search/twin-score/rule/", name, NULL);

      g_test_add_data_func (path, &rows[i], test_row);
    }
  g_test_add_func ("/search/twin-score/namesakes", test_namesakes);
  g_test_add_func ("/search/twin-score/keys", test_keys);
  g_test_add_func ("/search/twin-score/near-numbers", test_near_numbers);
  g_test_add_func ("/search/twin-score/other-births", test_other_births);
  g_test_add_func ("/search/twin-score/bad-input", test_bad_input);
  g_test_add_func ("/search/twin-score/words", test_words);
  return g_test_run ();
}
