/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Writes down made-up visits: composes each record from the facts of the family and the threads
 * that run through the case. */
#define G_LOG_DOMAIN "nx-exchange"

#include "config.h"

#include "nx-code-list.h"
#include "nx-sample-story.h"
#include "nx-sample-visits.h"

#include <string.h>

#define SHORTEST_NARRATIVE 24 /* characters */
#define N_BEATS G_N_ELEMENTS (((NxSampleThread *)NULL)->beats)

typedef struct
{
  NxSampleOffice *office;
  NxSampleGroup *group;
  NxSampleCase *case_file;
  const NxSamplePerson *client;
  const NxSampleTheme *theme;
  GRand *rand;

  NxSampleFacts facts;
  GPtrArray *texts; /* what the facts point to */
  const NxSampleThread *threads[2];
  guint n_threads;
  guint steps[NX_N_SAMPLE_BANKS]; /* where each bank is read next */
  guint next_beat;
  guint n_beats; /* of all the case's threads */
  int n_service; /* done visits before closing */
  int systolic;  /* of the case's beginning */
  const char *last_promise;
} Writer;

static const char *
keep (Writer *self, char *take_text)
{
  g_ptr_array_add (self->texts, take_text);
  return take_text;
}

/* The next sentence of a bank with the facts put in. */
static void
say (Writer *self, GString *text, NxSampleBank bank)
{
  g_autofree char *line
      = nx_sample_fill (nx_sample_bank_get (bank, self->steps[bank]++), &self->facts);

  g_string_append (text, line);
}

static void
say_sometimes (Writer *self, GString *text, NxSampleBank bank, int percent)
{
  if (nx_sample_chance (self->rand, percent))
    say (self, text, bank);
}

static gboolean
is_alone (const Writer *self)
{
  return g_strcmp0 (self->client->living, "alone") == 0 || self->group->form == NX_SAMPLE_GONE;
}

static gboolean
fits (Writer *self, const NxSampleThread *thread)
{
  int month = self->office->today.month;

  switch (thread->fit)
    {
    case NX_SAMPLE_ALWAYS:
      return TRUE;
    case NX_SAMPLE_LIVING_ALONE:
      return is_alone (self);
    case NX_SAMPLE_WITH_KIN:
      return is_alone (self) && self->client->kin_name != NULL;
    case NX_SAMPLE_PARENT_AWAY:
      return self->client->kin_name != NULL;
    case NX_SAMPLE_RIDING:
      return g_strcmp0 (self->client->new_employment, "rider") == 0
             || g_strcmp0 (self->client->new_employment, "courier") == 0;
    case NX_SAMPLE_SHARING:
      return self->group->form == NX_SAMPLE_COLLECTIVE;
    case NX_SAMPLE_IN_WINTER:
      return (month >= 10 || month <= 3)
             && nx_date_days_between (self->case_file->opened_on, self->office->today) < 130;
    case NX_SAMPLE_SINGLE:
      return self->group->form == NX_SAMPLE_SINGLE_PARENT;
    case NX_SAMPLE_DIVORCED:
      return self->group->form == NX_SAMPLE_SINGLE_PARENT
             && g_strcmp0 (self->client->marital, "40") == 0;
    }
  g_return_val_if_reached (FALSE);
}

/* One or two threads: a short case has time for one matter only. */
static void
choose_threads (Writer *self)
{
  guint first = (guint)nx_sample_between (self->rand, 0, (int)self->theme->n_threads - 1);
  guint wanted = self->n_service >= 7 ? 2 : 1;

  for (guint i = 0; i < self->theme->n_threads && self->n_threads < wanted; i++)
    {
      const NxSampleThread *thread = &self->theme->threads[(first + i) % self->theme->n_threads];

      if (fits (self, thread))
        self->threads[self->n_threads++] = thread;
    }
  self->n_beats = self->n_threads * N_BEATS;
}

/* Facts that stay the same through the case */

static const char *
medicine_of (const char *health)
{
  static const struct
  {
    const char *health;
    const char *medicine;
  } medicines[] = { { "31", "降压药" }, { "32", "预防血栓的药" }, { "33", "平喘药" },
                    { "34", "胃药" },   { "37", "降糖药" },       { "41", "止痛药" } };

  for (guint i = 0; health != NULL && i < G_N_ELEMENTS (medicines); i++)
    if (strcmp (health, medicines[i].health) == 0)
      return medicines[i].medicine;
  return "降压药";
}

static const char *
grade_of (int age)
{
  static const char *const grades[]
      = { "小学一年级", "小学二年级", "小学三年级", "小学四年级", "小学五年级", "小学六年级",
          "初一",       "初二",       "初三",       "高一",       "高二",       "高三" };

  return grades[CLAMP (age - 6, 0, (int)G_N_ELEMENTS (grades) - 1)];
}

static const char *
label_of (const char *list, const char *code)
{
  const NxCode *entry = code != NULL ? nx_code_list_find (nx_code_list_get (list), code) : NULL;

  return entry != NULL ? nx_code_get_label_in (entry, "zh") : NULL;
}

static void
set_carer (Writer *self)
{
  int carer
      = nx_sample_find_carer (self->group, self->case_file->client, self->case_file->household);

  self->facts.carer = self->facts.neighbour;
  if (carer >= 0)
    self->facts.carer
        = keep (self, g_strconcat (nx_sample_kin_word (self->group, self->case_file->client, carer),
                                   NX_SAMPLE_PERSON (self->group, carer)->name, NULL));
  else if (self->client->kin_name != NULL)
    self->facts.carer
        = keep (self, g_strconcat (self->client->kin_word, self->client->kin_name, NULL));
}

static void
set_facts (Writer *self)
{
  static const char *const neighbours[] = { "邻居刘姐",   "对门张姨",   "楼长孙师傅", "邻居老周",
                                            "楼下于大姐", "对门的小高", "邻居陈嫂" };
  static const char *const hospitals[]
      = { "社区卫生服务中心", "区中心医院", "区中医院", "市第四医院" };
  const char *kind = label_of ("gbt-26341", self->client->disability_kind);
  const char *level = label_of ("disability-level", self->client->disability_level);
  const char *job = label_of ("new-employment", self->client->new_employment);

  self->facts.client = keep (self, nx_sample_dup_address_form (self->client));
  self->facts.neighbour = NX_SAMPLE_CHOOSE (self->rand, neighbours);
  self->facts.hospital = NX_SAMPLE_CHOOSE (self->rand, hospitals);
  self->facts.medicine = medicine_of (self->client->health);
  self->facts.grade = grade_of (self->client->age);
  self->facts.job = job != NULL ? job : "零工";
  self->facts.worker = "社工";
  self->facts.disability
      = kind != NULL && level != NULL ? keep (self, g_strconcat (kind, level, NULL)) : "残疾";
  self->facts.kin_word = self->client->kin_word != NULL ? self->client->kin_word : "亲属";
  self->facts.kin
      = self->client->kin_name != NULL
            ? keep (self, g_strconcat (self->client->kin_word, self->client->kin_name, NULL))
            : "亲属";
  set_carer (self);
  self->systolic = nx_sample_between (self->rand, 134, 166);
}

/* Facts of one visit */

static void
set_visit_facts (Writer *self, NxDate on, NxDate next_on, guint position)
{
  static const char *const weekdays[] = { "周一", "周二", "周三", "周四", "周五" };
  int systolic
      = MAX (118, self->systolic - (int)position * 2) + nx_sample_between (self->rand, -6, 6);

  self->facts.blood_pressure
      = keep (self, g_strdup_printf ("%d/%d", systolic,
                                     systolic * 3 / 5 + nx_sample_between (self->rand, -4, 4)));
  self->facts.number = nx_sample_between (self->rand, 3, 9);
  self->facts.weekday = NX_SAMPLE_CHOOSE (self->rand, weekdays);
  self->facts.date = !nx_date_is_full (next_on) ? "下次"
                     : next_on.year != on.year
                         ? keep (self, g_strdup_printf ("%d年%d月%d日", next_on.year, next_on.month,
                                                        next_on.day))
                         : keep (self, g_strdup_printf ("%d月%d日", next_on.month, next_on.day));
}

static gboolean
is_child (const Writer *self)
{
  return self->client->age < 18;
}

/* Winter holidays are in January and February, summer holidays in July and August. */
static gboolean
is_term (NxDate day)
{
  return day.month >= 3 && day.month != 7 && day.month != 8 && nx_date_weekday (day) <= 5;
}

static void
choose_kind (Writer *self, NxSampleVisit *visit, guint position)
{
  static const char *const kinds[] = { "home", "phone", "office", "joint", "online" };
  static const guint8 usual[] = { 62, 21, 9, 5, 3 };

  if (position == 0)
    visit->kind = self->case_file->theme == NX_SAMPLE_THEME_NEW_WORK ? "workplace" : "home";
  else if (is_child (self) && is_term (visit->on) && nx_sample_chance (self->rand, 16))
    visit->kind = "school";
  else if (self->case_file->theme == NX_SAMPLE_THEME_NEW_WORK && nx_sample_chance (self->rand, 45))
    visit->kind = "workplace";
  else
    visit->kind = kinds[NX_SAMPLE_WEIGH (self->rand, usual)];
  /* Who cannot walk comes to no office, and a child's talk is not held on the screen. */
  if (strcmp (visit->kind, "office") == 0
      && (self->case_file->theme == NX_SAMPLE_THEME_CARE || is_child (self)))
    visit->kind = "home";
  if (strcmp (visit->kind, "online") == 0 && self->client->age >= 70)
    visit->kind = "phone";
}

static gboolean
is_distant (const NxSampleVisit *visit)
{
  return strcmp (visit->kind, "phone") == 0 || strcmp (visit->kind, "online") == 0;
}

static void
set_times (Writer *self, NxSampleVisit *visit)
{
  visit->minute = (nx_sample_chance (self->rand, 55) ? 8 * 60 + 40 : 13 * 60 + 30)
                  + 5 * nx_sample_between (self->rand, 0, 32);
  visit->minutes = is_distant (visit) ? nx_sample_between (self->rand, 5, 18)
                                      : 5 * nx_sample_between (self->rand, 5, 14);
  visit->written_on = visit->on;
  if (nx_sample_chance (self->rand, 13))
    visit->written_on = nx_date_add_days (visit->on, nx_sample_between (self->rand, 1, 3));
  if (nx_date_compare (visit->written_on, self->office->today) > 0)
    visit->written_on = self->office->today;
}

static void
set_people (Writer *self, NxSampleVisit *visit)
{
  static const char *const companions[] = { "志愿者周海",   "网格员高远",   "志愿者李春梅",
                                            "社区民警小韩", "社区护士郑丽", "志愿者赵鑫" };
  int carer
      = nx_sample_find_carer (self->group, self->case_file->client, self->case_file->household);
  GString *seen = g_string_new (self->client->name);

  g_string_append (seen, "（本人）");
  if (carer >= 0 && !is_distant (visit) && strcmp (visit->kind, "school") != 0
      && (is_child (self) || self->case_file->theme == NX_SAMPLE_THEME_CARE
          || nx_sample_chance (self->rand, 45)))
    g_string_append_printf (seen, "、%s（%s）", NX_SAMPLE_PERSON (self->group, carer)->name,
                            nx_sample_kin_word (self->group, self->case_file->client, carer));
  visit->persons_seen = g_string_free (seen, FALSE);
  if (strcmp (visit->kind, "joint") == 0)
    visit->companions = NX_SAMPLE_CHOOSE (self->rand, companions);
  else if (strcmp (visit->kind, "home") == 0 && nx_sample_chance (self->rand, 45))
    visit->companions = companions[nx_sample_between (self->rand, 0, 2)];
  visit->place
      = g_strdup (strcmp (visit->kind, "home") == 0 || strcmp (visit->kind, "joint") == 0 ? "家中"
                  : strcmp (visit->kind, "office") == 0    ? "社工站"
                  : strcmp (visit->kind, "school") == 0    ? "学校"
                  : strcmp (visit->kind, "workplace") == 0 ? "爱心驿站"
                                                           : NULL);
}

/* Observations */

static const char *
step_down (GRand *rand, int good, int fair)
{
  int dice = nx_sample_between (rand, 0, 99);

  return dice < good ? "good" : dice < good + fair ? "fair" : "poor";
}

static void
observe (Writer *self, NxSampleVisit *visit, guint position)
{
  int progress = self->n_service > 1 ? (int)position * 30 / self->n_service : 0;
  gboolean is_elder = self->client->age >= 65;

  visit->body = step_down (self->rand, (is_elder ? 30 : 55) + progress / 2, 45);
  visit->mood = step_down (self->rand, 30 + progress, 55 - progress);
  visit->home = step_down (self->rand, 40 + progress, 45 - progress / 2);
  visit->money = step_down (
      self->rand, self->case_file->theme == NX_SAMPLE_THEME_POVERTY ? 10 + progress : 50, 40);
  visit->care = step_down (self->rand, 35 + progress, 45 - progress / 2);
  if (is_distant (visit))
    {
      visit->home = "unknown";
      visit->care = "unknown";
    }
  else if (nx_sample_chance (self->rand, 20))
    visit->money = "unknown";
  if (strcmp (visit->kind, "office") == 0 || strcmp (visit->kind, "school") == 0
      || strcmp (visit->kind, "workplace") == 0)
    visit->home = "unknown";
}

static void
say_state (Writer *self, GString *text, const NxSampleVisit *visit)
{
  gboolean is_poor = strcmp (visit->body, "poor") == 0;

  if (is_child (self))
    say_sometimes (self, text, NX_SAMPLE_BANK_CHILD_STATE, 60);
  else if (self->client->age >= 65)
    say_sometimes (self, text, is_poor ? NX_SAMPLE_BANK_ELDER_POOR : NX_SAMPLE_BANK_ELDER_BODY,
                   is_poor ? 90 : 60);
  else
    say_sometimes (self, text, NX_SAMPLE_BANK_ADULT_STATE, 50);
  if (strcmp (visit->mood, "poor") == 0)
    say_sometimes (self, text, NX_SAMPLE_BANK_MOOD_POOR, 80);
  else if (strcmp (visit->mood, "good") == 0)
    say_sometimes (self, text, NX_SAMPLE_BANK_MOOD_GOOD, 45);
}

/* When nothing new happened there is still something to be seen. */
static void
say_more (Writer *self, GString *text)
{
  if (g_utf8_strlen (text->str, -1) >= SHORTEST_NARRATIVE)
    return;
  say (self, text,
       is_child (self)           ? NX_SAMPLE_BANK_CHILD_STATE
       : self->client->age >= 65 ? NX_SAMPLE_BANK_ELDER_BODY
                                 : NX_SAMPLE_BANK_ADULT_STATE);
  say (self, text, NX_SAMPLE_BANK_MOOD_GOOD);
}

static void
say_season (Writer *self, GString *text, const NxSampleVisit *visit)
{
  int month = visit->on.month;

  if (strcmp (visit->kind, "home") != 0)
    return;
  if (month == 1 || (month == 9 && visit->on.day > 8) || month == 10)
    {
      self->steps[NX_SAMPLE_BANK_FESTIVAL] = month == 1 ? 0 : month == 9 ? 1 : 2;
      if (month != 10 || (self->client->age >= 60 && visit->on.day < 26))
        say_sometimes (self, text, NX_SAMPLE_BANK_FESTIVAL, 18);
    }
  else if (month >= 11 || month <= 2)
    say_sometimes (self, text, NX_SAMPLE_BANK_SEASON_COLD, 22);
  else if (month >= 6 && month <= 8)
    say_sometimes (self, text, NX_SAMPLE_BANK_SEASON_HOT, 22);
}

/* The threads */

/* The beat this visit comes to, or NULL when nothing new happened. The beats of two threads
 * alternate; a case reaches the end of its threads only when it is nearly over. */
static const NxSampleBeat *
take_beat (Writer *self, guint position, const NxSampleThread **thread)
{
  guint due = (guint)MIN ((gint64)self->n_beats,
                          ((gint64)position + 1) * self->n_beats / MAX (self->n_service, 1));
  guint beat = self->next_beat;

  /* An open case is in the middle of its threads. */
  if (self->case_file->next_rule != NULL)
    due = MIN (position + 1, self->n_beats);
  if (beat >= due || self->n_threads == 0)
    return NULL;
  self->next_beat++;
  *thread = self->threads[beat % self->n_threads];
  return &(*thread)->beats[beat / self->n_threads];
}

static const char *
risk_of (const Writer *self, const NxSampleThread *thread, const NxSampleBeat *beat)
{
  gsize at = (gsize)(thread - self->theme->threads);

  if (beat != &thread->beats[0])
    return NULL;
  if (self->case_file->theme == NX_SAMPLE_THEME_ELDER)
    return at == 0 ? "fall" : at == 4 ? "home_safety" : at == 5 ? "fraud" : NULL;
  if (self->case_file->theme == NX_SAMPLE_THEME_NEW_WORK && at == 1)
    return "home_safety";
  return NULL;
}

static void
tell_beat (Writer *self, GString *text, NxSampleVisit *visit, guint position)
{
  const NxSampleThread *thread = NULL;
  const NxSampleBeat *beat = take_beat (self, position, &thread);
  g_autofree char *seen = NULL;

  if (beat == NULL)
    return;
  seen = nx_sample_fill (beat->seen, &self->facts);
  g_string_append (text, seen);
  visit->problems = beat->problem != NULL ? nx_sample_fill (beat->problem, &self->facts) : NULL;
  visit->services = beat->service != NULL ? nx_sample_fill (beat->service, &self->facts) : NULL;
  visit->next_steps = nx_sample_fill (beat->next, &self->facts);
  visit->new_risks = risk_of (self, thread, beat);
  self->last_promise = visit->next_steps;
}

static void
tell_call (Writer *self, GString *text)
{
  say (self, text, NX_SAMPLE_BANK_PHONE_TALK);
  if (self->last_promise != NULL)
    g_string_append_printf (text, "问到上次约定的“%s”，告知正在办，有消息就回话。",
                            self->last_promise);
  say_sometimes (self, text, NX_SAMPLE_BANK_PHONE_TALK, 55);
}

static void
tell_phase (Writer *self, GString *text, NxSampleVisit *visit, guint position)
{
  const char *stage = self->case_file->stage;
  gboolean is_late = (int)position >= self->n_service - 2;

  if (position <= 1)
    say (self, text,
         strcmp (visit->kind, "home") == 0 ? NX_SAMPLE_BANK_ASSESSMENT_AT_HOME
                                           : NX_SAMPLE_BANK_ASSESSMENT);
  else if (position == 2)
    say (self, text, NX_SAMPLE_BANK_PLAN);
  else if (is_late
           && (strcmp (stage, "closed") == 0 || strcmp (stage, "archived") == 0
               || strcmp (stage, "closure_pending") == 0 || strcmp (stage, "evaluation") == 0))
    say (self, text, NX_SAMPLE_BANK_EVALUATION);
  if (visit->purpose == NULL)
    visit->purpose = position == 0   ? "register needs"
                     : position == 1 ? "needs"
                                     : NX_SAMPLE_CHOOSE (self->rand, self->theme->purposes);
}

static void
say_closing (Writer *self, GString *text, const NxSampleVisit *visit)
{
  gboolean is_at_home = strcmp (visit->kind, "home") == 0;

  if (!nx_date_is_set (visit->next_on) || nx_sample_chance (self->rand, 40))
    return;
  if (is_child (self))
    g_string_append_printf (text, "约好%s再来。", self->facts.date);
  else
    say (self, text,
         is_at_home && nx_sample_chance (self->rand, 55) ? NX_SAMPLE_BANK_CLOSING_AT_HOME
                                                         : NX_SAMPLE_BANK_CLOSING);
}

static void
finish_visit (Writer *self, GString *text, NxSampleVisit *visit)
{
  say_closing (self, text, visit);
  visit->narrative = g_string_free (text, FALSE);
  if (visit->next_steps == NULL && nx_date_is_set (visit->next_on))
    visit->next_steps = g_strdup ("按计划继续探访");
  if (nx_sample_chance (self->rand, 30) && !is_distant (visit))
    visit->reflection = nx_sample_fill (
        nx_sample_bank_get (NX_SAMPLE_BANK_REFLECTION, self->steps[NX_SAMPLE_BANK_REFLECTION]++),
        &self->facts);
}

static void
write_follow_up (Writer *self, NxSampleVisit *visit)
{
  GString *text = g_string_new (NULL);

  visit->kind = nx_sample_chance (self->rand, 60) ? "phone" : "home";
  set_times (self, visit);
  set_people (self, visit);
  observe (self, visit, (guint)self->n_service);
  say (self, text, NX_SAMPLE_BANK_FOLLOW_UP);
  if (is_distant (visit))
    say (self, text, NX_SAMPLE_BANK_PHONE_TALK);
  else
    say_state (self, text, visit);
  finish_visit (self, text, visit);
}

static void
write_done (Writer *self, NxSampleVisit *visit, guint position)
{
  GString *text = NULL;

  if (g_strcmp0 (visit->purpose, "closure_follow_up") == 0)
    {
      write_follow_up (self, visit);
      return;
    }
  text = g_string_new (NULL);
  choose_kind (self, visit, position);
  set_times (self, visit);
  set_people (self, visit);
  observe (self, visit, position);
  tell_phase (self, text, visit, position);
  if (is_distant (visit))
    {
      g_autofree char *phase = g_strdup (text->str);

      g_string_truncate (text, 0);
      say (self, text, NX_SAMPLE_BANK_PHONE);
      g_string_append (text, position > 2 ? "" : phase);
      tell_call (self, text);
    }
  else
    {
      g_autofree char *phase = g_strdup (text->str);

      g_string_truncate (text, 0);
      if (strcmp (visit->kind, "office") == 0)
        say (self, text, NX_SAMPLE_BANK_OFFICE);
      else if (strcmp (visit->kind, "home") == 0 && !is_child (self)
               && self->case_file->theme != NX_SAMPLE_THEME_CARE)
        say_sometimes (self, text, NX_SAMPLE_BANK_AT_HOME, 75);
      g_string_append (text, phase);
      tell_beat (self, text, visit, position);
      say_state (self, text, visit);
      say_season (self, text, visit);
      say_more (self, text);
    }
  finish_visit (self, text, visit);
}

static void
write_attempted (Writer *self, NxSampleVisit *visit)
{
  static const char *const reasons[] = { "out", "no_answer", "hospital", "refused" };
  static const NxSampleBank banks[]
      = { NX_SAMPLE_BANK_NOT_MET_OUT, NX_SAMPLE_BANK_NOT_MET_SILENT,
          NX_SAMPLE_BANK_NOT_MET_HOSPITAL, NX_SAMPLE_BANK_NOT_MET_REFUSED };
  static const guint8 weights[] = { 46, 32, 12, 10 };
  guint at = NX_SAMPLE_WEIGH (self->rand, weights);

  visit->kind = "home";
  visit->purpose = "regular";
  visit->not_met_reason = reasons[at];
  visit->not_met_note
      = nx_sample_fill (nx_sample_bank_get (banks[at], self->steps[banks[at]]++), &self->facts);
  visit->next_steps = g_strdup ("再次上门");
  set_times (self, visit);
  visit->minutes = 10;
  visit->place = g_strdup ("家门口");
}

/* The supervisor asks where a thread lags, and decides on the plan. */

static void
add_comment (
    Writer *self, int visit, gboolean is_supervisor, const char *kind, char *take_text, NxDate on)
{
  NxSampleComment comment = { .visit = visit,
                              .is_supervisor = is_supervisor,
                              .kind = kind,
                              .text = take_text,
                              .on = on,
                              .minute = nx_sample_between (self->rand, 8 * 60 + 30, 17 * 60 + 20) };

  g_array_append_val (self->case_file->comments, comment);
}

static void
approve_plan (Writer *self)
{
  static const char *const decisions[]
      = { "计划可行，同意。目标再写得具体些，写明到哪一天做到什么。",
          "同意。先做最急的一件，其余下个月再排。",
          "同意按计划介入。注意服务对象自己的意愿，能自己做的不代劳。",
          "同意。与家属的分工写进协议，一个月后一起看进展。" };

  for (guint i = 0; i < self->case_file->stages->len; i++)
    {
      const NxSampleStage *stage = &g_array_index (self->case_file->stages, NxSampleStage, i);

      if (strcmp (stage->stage, "intervention") == 0 && nx_sample_chance (self->rand, 55))
        add_comment (self, -1, TRUE, "decision",
                     g_strdup (NX_SAMPLE_CHOOSE (self->rand, decisions)), stage->on);
    }
}

static void
ask (Writer *self)
{
  const NxSampleThread *thread = self->threads[0];
  guint n = self->case_file->visits->len;
  guint at = 0;
  const NxSampleVisit *visit = NULL;
  NxDate asked;
  NxDate answered;

  if (self->n_threads == 0 || self->n_service < 3 || !nx_sample_chance (self->rand, 34))
    return;
  /* Where the first thread was told last and is not over. */
  for (guint i = 0; i < n; i++)
    if (g_array_index (self->case_file->visits, NxSampleVisit, i).problems != NULL)
      at = i;
  visit = &g_array_index (self->case_file->visits, NxSampleVisit, at);
  if (strcmp (visit->state, "done") != 0)
    return;
  asked = nx_date_add_days (visit->written_on, nx_sample_between (self->rand, 1, 3));
  if (nx_date_compare (asked, self->office->today) > 0)
    return;
  add_comment (self, (int)at, TRUE, "question", nx_sample_fill (thread->question, &self->facts),
               asked);
  answered = nx_date_add_days (asked, nx_sample_between (self->rand, 1, 3));
  if (nx_date_compare (answered, self->office->today) <= 0 && nx_sample_chance (self->rand, 82))
    add_comment (self, (int)at, FALSE, "answer", nx_sample_fill (thread->answer, &self->facts),
                 answered);
}

static int
count_service (const NxSampleCase *case_file)
{
  int n = 0;

  for (guint i = 0; i < case_file->visits->len; i++)
    {
      const NxSampleVisit *visit = &g_array_index (case_file->visits, NxSampleVisit, i);

      n += strcmp (visit->state, "done") == 0 && visit->purpose == NULL;
    }
  return n;
}

/* Each record names the next day that was agreed then: the day of the next visit, in the end the
 * case's. */
static void
set_next_days (NxSampleCase *case_file)
{
  guint n = case_file->visits->len;

  for (guint i = 0; i < n; i++)
    {
      NxSampleVisit *visit = &g_array_index (case_file->visits, NxSampleVisit, i);
      const NxSampleVisit *next
          = i + 1 < n ? &g_array_index (case_file->visits, NxSampleVisit, i + 1) : NULL;

      if (strcmp (visit->state, "planned") == 0)
        continue;
      if (next != NULL && g_strcmp0 (next->purpose, "closure_follow_up") != 0)
        visit->next_on = next->on;
      else if (next == NULL)
        visit->next_on = case_file->next_on;
      /* An attempt stands just before the visit it was for: that one was agreed before. */
      if (next != NULL && strcmp (next->state, "planned") == 0)
        visit->next_on = case_file->next_on;
      if (next == NULL || strcmp (next->state, "planned") == 0)
        visit->next_reason = g_strdup (case_file->next_reason);
    }
}

static void
write_all (Writer *self)
{
  guint position = 0;
  int session = 0;

  for (guint i = 0; i < self->case_file->visits->len; i++)
    {
      NxSampleVisit *visit = &g_array_index (self->case_file->visits, NxSampleVisit, i);

      set_visit_facts (self, visit->on, visit->next_on, position);
      if (strcmp (visit->state, "done") == 0)
        {
          write_done (self, visit, position++);
          visit->session = ++session;
        }
      else if (strcmp (visit->state, "attempted") == 0)
        write_attempted (self, visit);
      else
        {
          visit->kind = "home";
          visit->purpose = NX_SAMPLE_CHOOSE (self->rand, self->theme->purposes);
        }
    }
}

void
nx_sample_write_visits (NxSampleOffice *office,
                        NxSampleGroup *group,
                        NxSampleCase *case_file,
                        GRand *rand)
{
  Writer self = { .office = office, .group = group, .case_file = case_file, .rand = rand };

  self.client = NX_SAMPLE_PERSON (group, case_file->client);
  self.theme = &nx_sample_themes[case_file->theme];
  self.texts = g_ptr_array_new_with_free_func (g_free);
  self.n_service = count_service (case_file);
  for (guint i = 0; i < NX_N_SAMPLE_BANKS; i++)
    self.steps[i] = g_rand_int_range (rand, 0, 60);
  set_facts (&self);
  choose_threads (&self);
  set_next_days (case_file);
  write_all (&self);
  set_visit_facts (&self, office->today, case_file->next_on, (guint)self.n_service);
  approve_plan (&self);
  ask (&self);
  g_ptr_array_unref (self.texts);
}
