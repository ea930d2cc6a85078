/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Gathers what a made-up visit record can say about this client and family. */
#define G_LOG_DOMAIN "nx-exchange"

#include "config.h"

#include "nx-sample-writer.h"

#include "nx-code-list.h"

#include <string.h>

static const char *
keep (NxSampleWriter *self, char *take_text)
{
  g_ptr_array_add (self->texts, take_text);
  return take_text;
}

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
set_carer (NxSampleWriter *self)
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

void
nx_sample_writer_set_facts (NxSampleWriter *self)
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

void
nx_sample_writer_set_visit_facts (NxSampleWriter *self, NxDate on, NxDate next_on, guint position)
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
