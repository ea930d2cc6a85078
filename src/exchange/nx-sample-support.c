/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Decides which support classes a made-up family is in, since when and on what evidence. */
#define G_LOG_DOMAIN "nx-exchange"

#include "config.h"

#include "nx-sample-data.h"

#include <string.h>

typedef struct
{
  NxSampleOffice *office;
  NxSampleGroup *group;
  GRand *rand;
} Giver;

gboolean
nx_sample_has_class (const NxSampleGroup *group, int person, const char *class_id)
{
  for (guint i = 0; i < group->supports->len; i++)
    {
      const NxSampleSupport *support = NX_SAMPLE_SUPPORT (group, i);

      if (strcmp (support->class_id, class_id) == 0 && !nx_date_is_set (support->to_on)
          && (support->person < 0 || support->person == person))
        return TRUE;
    }
  return FALSE;
}

/* @take_evidence is swallowed. The review falls on the same day some months after the last one. */
static NxSampleSupport *
give (Giver *self,
      int household,
      int person,
      const char *class_id,
      NxDate from_on,
      int review_months,
      char *take_evidence)
{
  NxSampleSupport support = { .person = person,
                              .household = household,
                              .class_id = class_id,
                              .from_on = from_on,
                              .evidence = take_evidence };

  if (review_months > 0)
    {
      support.review_on = from_on;
      while (nx_date_days_between (support.review_on, self->office->today) > 20)
        support.review_on = nx_date_add_months (support.review_on, review_months);
    }
  g_array_append_val (self->group->supports, support);
  return NX_SAMPLE_SUPPORT (self->group, self->group->supports->len - 1);
}

static NxDate
some_days_ago (Giver *self, int first, int last)
{
  return nx_date_add_days (self->office->today, -nx_sample_between (self->rand, first, last));
}

static NxDate
birthday (NxDate born, int age)
{
  return nx_date_add_months (born, 12 * age);
}

static char *
make_certificate (Giver *self, const char *letters)
{
  return g_strdup_printf ("%s（示例）%06d", letters, nx_sample_between (self->rand, 1, 999999));
}

/* Found alone on a day since the last other member left. */
static NxDate
alone_since (Giver *self, int index)
{
  NxDate day = some_days_ago (self, 60, 2000);

  for (guint i = 0; i < self->group->memberships->len; i++)
    {
      const NxSampleMembership *membership = NX_SAMPLE_MEMBERSHIP (self->group, i);

      if (membership->person != index && nx_date_is_full (membership->to_on)
          && nx_date_compare (day, membership->to_on) < 0)
        day = nx_date_add_days (membership->to_on, 12);
    }
  return nx_date_compare (day, self->office->today) > 0 ? self->office->today : day;
}

static void
give_elder (Giver *self, int household, int index)
{
  const NxSamplePerson *person = NX_SAMPLE_PERSON (self->group, index);
  NxSampleSupport *support = NULL;

  if (person->age < 60)
    return;
  if (person->age >= 80)
    {
      support = give (self, household, index, "elder80", birthday (person->born, 80), 0,
                      g_strdup (person->id_number != NULL ? "按居民身份证出生日期核定。"
                                                          : "按户口簿登记年份核定，证件待补。"));
      support->level = person->age >= 90 ? "90周岁以上" : "80至89周岁";
      support->amount = person->age >= 90 ? 200 : 100;
      support->organisation = "街道办事处";
    }
  if (g_strcmp0 (person->living, "alone") == 0)
    give (self, household, index, "alone", alone_since (self, index), 12,
          g_strdup_printf ("入户核实：一人居住，%s。",
                           person->kin_word != NULL ? "亲属不在同一住处" : "无子女"));
  else if (g_strcmp0 (person->living, "spouse") == 0 && self->group->form == NX_SAMPLE_ELDER_COUPLE)
    give (self, household, index, "empty_nest", some_days_ago (self, 100, 2500), 12,
          g_strdup (person->kin_word != NULL ? "入户核实：与配偶同住，子女另住。"
                                             : "入户核实：与配偶同住，无子女同住。"));
  if (person->care != NULL && strcmp (person->care, "intact") != 0
      && strcmp (person->care, "mild") != 0)
    {
      support = give (self, household, index, "disabled_elder", some_days_ago (self, 30, 900), 12,
                      g_strdup ("老年人能力评估表，评估机构出具。"));
      support->level = strcmp (person->care, "moderate") == 0 ? "中度失能"
                       : strcmp (person->care, "severe") == 0 ? "重度失能"
                                                              : "完全失能";
      support->organisation = "区民政局";
    }
  if (*person->sex == '1' && nx_sample_chance (self->rand, 5))
    {
      support = give (self, household, index, "veteran", birthday (person->born, 24), 0,
                      g_strdup ("退役证件已核对原件。"));
      support->organisation = "区退役军人事务局";
    }
}

static void
give_disabled (Giver *self, int household, int index)
{
  const NxSamplePerson *person = NX_SAMPLE_PERSON (self->group, index);
  NxSampleSupport *support = NULL;

  if (person->disability_level == NULL)
    return;
  if (*person->disability_level <= '2')
    {
      support = give (self, household, index, "severe_dis", some_days_ago (self, 40, 1800), 12,
                      g_strdup ("残疾人证、护理补贴审批表。"));
      support->level = *person->disability_level == '1' ? "一级" : "二级";
      support->amount = *person->disability_level == '1' ? 110 : 95;
      support->organisation = "区残疾人联合会";
      support->certificate = g_strdup (person->disability_number);
    }
  if (nx_sample_has_class (self->group, index, "dibao"))
    {
      support = give (self, household, index, "dis_living", some_days_ago (self, 40, 1500), 12,
                      g_strdup ("残疾人证、低保证。"));
      support->amount = 100;
      support->organisation = "区残疾人联合会";
    }
  if (strcmp (person->disability_kind, "6") == 0 && nx_sample_chance (self->rand, 60))
    give (self, household, index, "mental", some_days_ago (self, 90, 2000), 6,
          g_strdup ("社区卫生服务中心随访名册。"));
}

static void
give_child (Giver *self, int household, int index)
{
  const NxSamplePerson *person = NX_SAMPLE_PERSON (self->group, index);
  const char *father = NULL;

  if (person->age >= 16)
    return;
  if (self->group->form == NX_SAMPLE_SKIP)
    {
      int parent
          = person->father >= 0
                    && nx_date_is_set (NX_SAMPLE_PERSON (self->group, person->father)->died_on)
                ? person->father
                : person->mother;

      for (guint i = 0; i < self->group->memberships->len; i++)
        if (NX_SAMPLE_MEMBERSHIP (self->group, i)->leave_reason != NULL)
          father = NX_SAMPLE_MEMBERSHIP (self->group, i)->leave_reason;
      if (g_strcmp0 (father, "外出务工") == 0)
        give (self, household, index, "left_child", some_days_ago (self, 60, 700), 6,
              g_strdup ("父母双方在外务工，由祖辈照料，已签委托照护确认书。"));
      else if (parent >= 0)
        {
          NxSampleSupport *support
              = give (self, household, index, "defacto_orphan", some_days_ago (self, 60, 900), 12,
                      g_strdup (g_strcmp0 (father, "去世") == 0
                                    ? "父母一方死亡，另一方失联满6个月，公安机关出具查找情况。"
                                    : "父母双方失联满6个月，公安机关出具查找情况。"));

          support->amount = 1900;
          support->organisation = "区民政局";
        }
      return;
    }
  if (g_strcmp0 (person->residence_kind, "floating") == 0)
    give (self, household, index, "migrant_child", some_days_ago (self, 200, 900), 12,
          g_strdup ("随父母来沈居住满6个月，户籍地在外县。"));
  else if (self->group->form == NX_SAMPLE_SINGLE_PARENT && nx_sample_chance (self->rand, 30))
    give (self, household, index, "child_difficulty", some_days_ago (self, 60, 900), 6,
          g_strdup ("单亲家庭，家庭经济困难，入户调查表。"));
}

/* How likely the household is poor, in percent. */
static int
poverty_of (const Giver *self, int household)
{
  int percent = 3;

  for (guint i = 0; i < self->group->persons->len; i++)
    {
      const NxSamplePerson *person = NX_SAMPLE_PERSON (self->group, i);

      if (!nx_sample_lives_in (self->group, (int)i, household))
        continue;
      if (person->disability_level != NULL && *person->disability_level <= '2')
        percent += 22;
      if (g_strcmp0 (person->health, "41") == 0)
        percent += 12;
    }
  if (self->group->form == NX_SAMPLE_SKIP || self->group->form == NX_SAMPLE_SINGLE_PARENT)
    percent += 14;
  if (NX_SAMPLE_HOUSEHOLD (self->group, household)->is_collective)
    percent = 0;
  return MIN (percent, 60);
}

static int
count_members (const NxSampleGroup *group, int household)
{
  int n = 0;

  for (guint i = 0; i < group->persons->len; i++)
    n += nx_sample_lives_in (group, (int)i, household);
  return n;
}

static void
give_household (Giver *self, int household)
{
  int poverty = poverty_of (self, household);
  int members = count_members (self->group, household);
  NxSampleSupport *support = NULL;
  int head = NX_SAMPLE_HOUSEHOLD (self->group, household)->head;

  if (members == 0)
    return;
  if (self->group->form == NX_SAMPLE_ELDER_ALONE
      && NX_SAMPLE_PERSON (self->group, head)->kin_word == NULL
      && nx_sample_chance (self->rand, 60))
    {
      support = give (self, household, head, "tekun", alone_since (self, head), 12,
                      g_strdup ("无劳动能力、无生活来源、无法定赡养人，入户调查及公示材料。"));
      support->level = "分散供养";
      support->amount = 1420;
      support->organisation = "区民政局";
      support->certificate = make_certificate (self, "特困");
      return;
    }
  if (nx_sample_chance (self->rand, poverty))
    {
      support = give (self, household, -1, "dibao", some_days_ago (self, 60, 2400), 12,
                      g_strdup ("家庭经济状况核对报告、入户调查表（两名调查人员签字）。"));
      support->level = "城市低保";
      support->amount = members * nx_sample_between (self->rand, 380, 820);
      support->organisation = "区民政局";
      support->certificate = make_certificate (self, "低保");
    }
  else if (nx_sample_chance (self->rand, poverty / 2 + 1))
    {
      support = give (self, household, -1, "dibao_edge", some_days_ago (self, 60, 1200), 12,
                      g_strdup ("人均收入低于当地低保标准的1.5倍，核对报告。"));
      support->organisation = "区民政局";
    }
  else if (nx_sample_chance (self->rand, 3))
    {
      support = give (self, household, -1, "dibao", some_days_ago (self, 900, 2800), 0,
                      g_strdup ("家庭经济状况核对报告、入户调查表（两名调查人员签字）。"));
      support->level = "城市低保";
      support->amount = members * 420;
      support->organisation = "区民政局";
      support->to_on
          = nx_date_add_days (support->from_on, nx_sample_between (self->rand, 200, 800));
      support->reason = "家庭成员就业，人均收入超过标准。";
    }
  if (nx_sample_chance (self->rand, 2))
    {
      support = give (self, household, -1, "temp", some_days_ago (self, 120, 700), 0,
                      g_strdup ("突发疾病住院，医疗费用票据。"));
      support->level = "支出型";
      support->amount = 0;
      support->organisation = "街道办事处";
      support->to_on = nx_date_add_days (support->from_on, 90);
      support->reason = "一次性救助已发放。";
    }
}

void
nx_sample_add_supports (NxSampleOffice *office, NxSampleGroup *group, GRand *rand)
{
  Giver self = { .office = office, .group = group, .rand = rand };

  for (guint h = 0; h < group->households->len; h++)
    {
      give_household (&self, (int)h);
      if (group->form == NX_SAMPLE_ELDER_COUPLE && count_members (group, (int)h) > 0
          && NX_SAMPLE_PERSON (group, NX_SAMPLE_HOUSEHOLD (group, h)->head)->kin_word == NULL)
        give (&self, (int)h, -1, "family_plan", some_days_ago (&self, 700, 3000), 12,
              g_strdup ("独生子女伤残死亡家庭扶助证明。"))
            ->organisation
            = "区卫生健康局";
      for (guint i = 0; i < group->persons->len; i++)
        {
          if (!nx_sample_lives_in (group, (int)i, (int)h))
            continue;
          give_elder (&self, (int)h, (int)i);
          give_disabled (&self, (int)h, (int)i);
          give_child (&self, (int)h, (int)i);
        }
    }
}
