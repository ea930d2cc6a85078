/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Tests that made-up cases hang together: stages, days, codes, texts, and work due around today. */
#include "config.h"

#include "nx-code-list.h"
#include "nx-sample-data.h"
#include "nx-sample-story.h"

#include <string.h>

#define N_GROUPS 4000

static const NxDate today = { 2026, 11, 22 };

typedef void (*CaseCheck) (const NxSampleGroup *group,
                           const NxSampleCase *case_file,
                           gpointer data);

static guint
with_every_case (CaseCheck check, gpointer data)
{
  g_autoptr (NxSampleOffice) office = nx_sample_office_new (N_GROUPS, 13, today);
  guint n = 0;

  for (guint i = 0; i < N_GROUPS; i++)
    {
      g_autoptr (NxSampleGroup) group = nx_sample_group_new (office, i, 2);

      for (guint c = 0; c < group->cases->len; c++, n++)
        {
          g_test_message ("group %u case %u", i, c);
          check (group, NX_SAMPLE_CASE (group, c), data);
        }
    }
  return n;
}

static const NxSampleVisit *
visit_at (const NxSampleCase *case_file, guint position)
{
  return &g_array_index (case_file->visits, NxSampleVisit, position);
}

static void
assert_codes (const char *list, const char *codes)
{
  g_auto (GStrv) all = g_strsplit (codes != NULL ? codes : "", " ", -1);

  for (guint i = 0; all[i] != NULL; i++)
    {
      g_test_message ("%s %s", list, all[i]);
      g_assert_nonnull (nx_code_list_find (nx_code_list_get (list), all[i]));
    }
}

static void
check_codes (const NxSampleGroup *group, const NxSampleCase *case_file, gpointer data)
{
  assert_codes ("problem-category", case_file->category);
  assert_codes ("case-source", case_file->source);
  assert_codes ("case-stage", case_file->stage);
  assert_codes ("risk-level", case_file->risk);
  assert_codes ("case-closure-reason", case_file->closure_reason);
  assert_codes ("next-rule", case_file->next_rule);
  for (guint i = 0; i < case_file->visits->len; i++)
    {
      const NxSampleVisit *visit = visit_at (case_file, i);

      assert_codes ("visit-state", visit->state);
      assert_codes ("visit-kind", visit->kind);
      assert_codes ("visit-purpose", visit->purpose);
      assert_codes ("observation", visit->body);
      assert_codes ("observation", visit->care);
      assert_codes ("new-risk", visit->new_risks);
      assert_codes ("not-met-reason", visit->not_met_reason);
    }
  for (guint i = 0; i < case_file->comments->len; i++)
    assert_codes ("comment-kind", g_array_index (case_file->comments, NxSampleComment, i).kind);
}

static void
assert_in_order (NxDate before, NxDate after)
{
  g_assert_true (nx_date_is_full (before));
  g_assert_true (nx_date_is_full (after));
  g_assert_cmpint (nx_date_compare (before, after), <=, 0);
}

static void
check_days (const NxSampleGroup *group, const NxSampleCase *case_file, gpointer data)
{
  NxDate before = case_file->opened_on;

  assert_in_order (case_file->opened_on, today);
  for (guint i = 0; i < case_file->visits->len; i++)
    {
      const NxSampleVisit *visit = visit_at (case_file, i);

      assert_in_order (before, visit->on);
      before = visit->on;
      if (strcmp (visit->state, "planned") == 0)
        {
          assert_in_order (today, visit->on);
          continue;
        }
      assert_in_order (visit->on, today);
      assert_in_order (visit->on, visit->written_on);
      assert_in_order (visit->written_on, today);
      g_assert_cmpint (visit->minute, >=, 8 * 60);
      g_assert_cmpint (visit->minute + visit->minutes, <=, 18 * 60);
    }
  before = case_file->opened_on;
  for (guint i = 0; i < case_file->stages->len; i++)
    {
      const NxSampleStage *stage = &g_array_index (case_file->stages, NxSampleStage, i);

      assert_in_order (before, stage->on);
      if (i > 0)
        g_assert_cmpint (nx_date_compare (before, stage->on), <, 0);
      before = stage->on;
    }
  assert_in_order (before, today);
}

/* The last stage is the case's; an ended case is due no more, an open one always is. */
static void
check_stage (const NxSampleGroup *group, const NxSampleCase *case_file, gpointer data)
{
  const NxCode *stage = nx_code_list_find (nx_code_list_get ("case-stage"), case_file->stage);
  const NxSampleStage *last
      = &g_array_index (case_file->stages, NxSampleStage, case_file->stages->len - 1);

  g_assert_cmpstr (last->stage, ==, case_file->stage);
  g_assert_cmpstr (g_array_index (case_file->stages, NxSampleStage, 0).stage, ==, "inquiry");
  if (nx_code_get_extra_bool (stage, "open"))
    {
      g_assert_true (nx_date_is_full (case_file->next_on));
      g_assert_false (nx_date_is_set (case_file->closed_on));
      return;
    }
  g_assert_false (nx_date_is_set (case_file->next_on));
  assert_in_order (case_file->opened_on, case_file->closed_on);
  assert_in_order (case_file->closed_on, today);
}

static void
assert_text (const char *text)
{
  if (text == NULL)
    return;
  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_assert_cmpstr (text, !=, "");
  g_test_message ("%s", text);
  g_assert_null (strchr (text, '{'));
  g_assert_null (strchr (text, '}'));
  g_assert_null (strstr (text, "(null)"));
  g_assert_null (strstr (text, "。。"));
  g_assert_null (strstr (text, "，。"));
}

static void
check_texts (const NxSampleGroup *group, const NxSampleCase *case_file, gpointer data)
{
  assert_text (case_file->problem);
  assert_text (case_file->title);
  for (guint i = 0; i < case_file->visits->len; i++)
    {
      const NxSampleVisit *visit = visit_at (case_file, i);

      assert_text (visit->narrative);
      assert_text (visit->problems);
      assert_text (visit->services);
      assert_text (visit->next_steps);
      assert_text (visit->not_met_note);
      assert_text (visit->reflection);
      if (strcmp (visit->state, "done") == 0)
        {
          g_assert_cmpint (g_utf8_strlen (visit->narrative, -1), >=, 12);
          g_assert_true (g_str_has_suffix (visit->narrative, "。")
                         || g_str_has_suffix (visit->narrative, "”"));
          g_assert_true (g_str_has_prefix (visit->persons_seen,
                                           NX_SAMPLE_PERSON (group, case_file->client)->name));
        }
      if (strcmp (visit->state, "attempted") == 0)
        g_assert_nonnull (visit->not_met_note);
    }
  for (guint i = 0; i < case_file->comments->len; i++)
    {
      const NxSampleComment *comment = &g_array_index (case_file->comments, NxSampleComment, i);

      assert_text (comment->text);
      assert_in_order (case_file->opened_on, comment->on);
      assert_in_order (comment->on, today);
      g_assert_cmpint (comment->visit, <, (int)case_file->visits->len);
    }
}

/* A beat is told once, so no two visits of a case read the same. */
static void
check_repetition (const NxSampleGroup *group, const NxSampleCase *case_file, gpointer data)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < case_file->visits->len; i++)
    if (visit_at (case_file, i)->narrative != NULL)
      g_assert_true (g_hash_table_add (seen, visit_at (case_file, i)->narrative));
}

static void
check_clients (const NxSampleGroup *group, const NxSampleCase *case_file, gpointer data)
{
  const NxSamplePerson *client = NX_SAMPLE_PERSON (group, case_file->client);

  if (group->form != NX_SAMPLE_GONE)
    g_assert_true (nx_sample_lives_in (group, case_file->client, case_file->household));
  if (strcmp (case_file->title, "独居老人支持") == 0 && group->form != NX_SAMPLE_GONE)
    g_assert_cmpstr (client->living, ==, "alone");
  if (case_file->theme == NX_SAMPLE_THEME_CHILD)
    g_assert_cmpint (client->age, <, 18);
  else
    g_assert_cmpint (client->age, >=, 18);
  if (case_file->theme == NX_SAMPLE_THEME_GRIEF)
    g_assert_cmpstr (client->marital, ==, "30");
}

static void
test_codes (void)
{
  with_every_case (check_codes, NULL);
}

static void
test_days (void)
{
  with_every_case (check_days, NULL);
}

static void
test_stages (void)
{
  with_every_case (check_stage, NULL);
}

static void
test_texts (void)
{
  with_every_case (check_texts, NULL);
}

static void
test_repetition (void)
{
  with_every_case (check_repetition, NULL);
}

static void
test_clients (void)
{
  with_every_case (check_clients, NULL);
}

typedef struct
{
  guint n_visits;
  guint n_open;
  guint n_late;
  guint n_today;
  guint n_week;
  guint n_states[3];
  guint n_questions;
  GHashTable *stages;
  GHashTable *titles;
} Counts;

static void
count (const NxSampleGroup *group, const NxSampleCase *case_file, gpointer data)
{
  static const char *const states[] = { "done", "attempted", "planned" };
  Counts *counts = data;
  int days = nx_date_days_between (today, case_file->next_on);

  counts->n_visits += case_file->visits->len;
  g_hash_table_add (counts->stages, (gpointer)case_file->stage);
  g_hash_table_add (counts->titles, (gpointer)case_file->title);
  for (guint i = 0; i < case_file->visits->len; i++)
    for (guint s = 0; s < G_N_ELEMENTS (states); s++)
      counts->n_states[s] += strcmp (visit_at (case_file, i)->state, states[s]) == 0;
  counts->n_questions += case_file->comments->len > 0;
  if (!nx_date_is_set (case_file->next_on))
    return;
  counts->n_open++;
  counts->n_late += days < 0;
  counts->n_today += days == 0;
  counts->n_week += days > 0 && days <= 7;
}

/* Half a case a household, five to ten visits a case, and an office that is a little behind. */
static void
test_proportions (void)
{
  Counts counts = { 0 };
  guint n_cases = 0;

  counts.stages = g_hash_table_new (g_str_hash, g_str_equal);
  counts.titles = g_hash_table_new (g_str_hash, g_str_equal);
  n_cases = with_every_case (count, &counts);
  g_assert_cmpuint (n_cases * 100 / N_GROUPS, >=, 40);
  g_assert_cmpuint (n_cases * 100 / N_GROUPS, <=, 65);
  g_assert_cmpuint (counts.n_visits / n_cases, >=, 5);
  g_assert_cmpuint (counts.n_visits / n_cases, <=, 10);
  g_assert_cmpuint (counts.n_late * 100 / counts.n_open, >=, 5);
  g_assert_cmpuint (counts.n_late * 100 / counts.n_open, <=, 25);
  g_assert_cmpuint (counts.n_today, >, 0);
  g_assert_cmpuint (counts.n_week, >, counts.n_late);
  for (guint s = 0; s < G_N_ELEMENTS (counts.n_states); s++)
    g_assert_cmpuint (counts.n_states[s], >, 0);
  g_assert_cmpuint (counts.n_questions, >, 0);
  g_assert_cmpuint (g_hash_table_size (counts.stages), ==, 12);
  g_assert_cmpuint (g_hash_table_size (counts.titles), >=, 25);
  g_hash_table_unref (counts.stages);
  g_hash_table_unref (counts.titles);
}

static void
test_fill (void)
{
  NxSampleFacts facts = { .client = "王奶奶", .kin_word = "女儿", .number = 3, .date = "3月5日" };
  g_autofree char *text = nx_sample_fill ("{c}和{ks}，{n}天，{d}，{无}{", &facts);

  g_assert_cmpstr (text, ==, "王奶奶和女儿，3天，3月5日，{无}{");
  g_assert_null (nx_sample_fill (NULL, &facts));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exchange/sample-case/codes", test_codes);
  g_test_add_func ("/exchange/sample-case/days", test_days);
  g_test_add_func ("/exchange/sample-case/stages", test_stages);
  g_test_add_func ("/exchange/sample-case/texts", test_texts);
  g_test_add_func ("/exchange/sample-case/repetition", test_repetition);
  g_test_add_func ("/exchange/sample-case/clients", test_clients);
  g_test_add_func ("/exchange/sample-case/proportions", test_proportions);
  g_test_add_func ("/exchange/sample-case/fill", test_fill);
  return g_test_run ();
}
