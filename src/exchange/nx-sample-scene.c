/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Sets the scene of a made-up visit: the kind, the hour, who was there and how things stood. */
#define G_LOG_DOMAIN "nx-exchange"

#include "config.h"

#include "nx-sample-writer.h"

#include <string.h>

gboolean
nx_sample_writer_is_child (const NxSampleWriter *self)
{
  return self->client->age < 18;
}

/* Winter holidays are in January and February, summer holidays in July and August. */
static gboolean
is_term (NxDate day)
{
  return day.month >= 3 && day.month != 7 && day.month != 8 && nx_date_weekday (day) <= 5;
}

void
nx_sample_writer_choose_kind (NxSampleWriter *self, NxSampleVisit *visit, guint position)
{
  static const char *const kinds[] = { "home", "phone", "office", "joint", "online" };
  static const guint8 usual[] = { 62, 21, 9, 5, 3 };

  if (position == 0)
    visit->kind = self->case_file->theme == NX_SAMPLE_THEME_NEW_WORK ? "workplace" : "home";
  else if (nx_sample_writer_is_child (self) && is_term (visit->on)
           && nx_sample_chance (self->rand, 16))
    visit->kind = "school";
  else if (self->case_file->theme == NX_SAMPLE_THEME_NEW_WORK && nx_sample_chance (self->rand, 45))
    visit->kind = "workplace";
  else
    visit->kind = kinds[NX_SAMPLE_WEIGH (self->rand, usual)];
  /* Who cannot walk comes to no office, and a child's talk is not held on the screen. */
  if (strcmp (visit->kind, "office") == 0
      && (self->case_file->theme == NX_SAMPLE_THEME_CARE || nx_sample_writer_is_child (self)))
    visit->kind = "home";
  if (strcmp (visit->kind, "online") == 0 && self->client->age >= 70)
    visit->kind = "phone";
}

gboolean
nx_sample_writer_is_distant (const NxSampleVisit *visit)
{
  return strcmp (visit->kind, "phone") == 0 || strcmp (visit->kind, "online") == 0;
}

void
nx_sample_writer_set_times (NxSampleWriter *self, NxSampleVisit *visit)
{
  visit->minute = (nx_sample_chance (self->rand, 55) ? 8 * 60 + 40 : 13 * 60 + 30)
                  + 5 * nx_sample_between (self->rand, 0, 32);
  visit->minutes = nx_sample_writer_is_distant (visit) ? nx_sample_between (self->rand, 5, 18)
                                                       : 5 * nx_sample_between (self->rand, 5, 14);
  visit->written_on = visit->on;
  if (nx_sample_chance (self->rand, 13))
    visit->written_on = nx_date_add_days (visit->on, nx_sample_between (self->rand, 1, 3));
  if (nx_date_compare (visit->written_on, self->office->today) > 0)
    visit->written_on = self->office->today;
}

void
nx_sample_writer_set_people (NxSampleWriter *self, NxSampleVisit *visit)
{
  static const char *const companions[] = { "志愿者周海",   "网格员高远",   "志愿者李春梅",
                                            "社区民警小韩", "社区护士郑丽", "志愿者赵鑫" };
  int carer
      = nx_sample_find_carer (self->group, self->case_file->client, self->case_file->household);
  GString *seen = g_string_new (self->client->name);

  g_string_append (seen, "（本人）");
  if (carer >= 0 && !nx_sample_writer_is_distant (visit) && strcmp (visit->kind, "school") != 0
      && (nx_sample_writer_is_child (self) || self->case_file->theme == NX_SAMPLE_THEME_CARE
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

static const char *
step_down (GRand *rand, int good, int fair)
{
  int dice = nx_sample_between (rand, 0, 99);

  return dice < good ? "good" : dice < good + fair ? "fair" : "poor";
}

void
nx_sample_writer_observe (NxSampleWriter *self, NxSampleVisit *visit, guint position)
{
  int progress = self->n_service > 1 ? (int)position * 30 / self->n_service : 0;
  gboolean is_elder = self->client->age >= 65;

  visit->body = step_down (self->rand, (is_elder ? 30 : 55) + progress / 2, 45);
  visit->mood = step_down (self->rand, 30 + progress, 55 - progress);
  visit->home = step_down (self->rand, 40 + progress, 45 - progress / 2);
  visit->money = step_down (
      self->rand, self->case_file->theme == NX_SAMPLE_THEME_POVERTY ? 10 + progress : 50, 40);
  visit->care = step_down (self->rand, 35 + progress, 45 - progress / 2);
  if (nx_sample_writer_is_distant (visit))
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
