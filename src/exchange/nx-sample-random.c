/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Chance for the sample office, the same for the same seed on every machine. */
#define G_LOG_DOMAIN "nx-exchange"

#include "config.h"

#include "nx-sample-data.h"

GRand *
nx_sample_rand_new (guint64 seed, guint32 index, guint32 purpose)
{
  guint32 words[] = { (guint32)seed, (guint32)(seed >> 32), index, purpose };

  return g_rand_new_with_seed_array (words, G_N_ELEMENTS (words));
}

gboolean
nx_sample_chance (GRand *rand, int percent)
{
  return g_rand_int_range (rand, 0, 100) < percent;
}

int
nx_sample_between (GRand *rand, int first, int last)
{
  return last <= first ? first : g_rand_int_range (rand, first, last + 1);
}

const char *
nx_sample_choose (GRand *rand, const char *const *words, guint n)
{
  return words[g_rand_int_range (rand, 0, (gint32)n)];
}

guint
nx_sample_weigh (GRand *rand, const guint8 *weights, guint n)
{
  int total = 0;
  int at = 0;

  for (guint i = 0; i < n; i++)
    total += weights[i];
  at = g_rand_int_range (rand, 0, total);
  for (guint i = 0; i < n; i++)
    {
      at -= weights[i];
      if (at < 0)
        return i;
    }
  g_return_val_if_reached (0);
}

NxDate
nx_sample_day_in (GRand *rand, int year)
{
  NxDate day = { (gint16)year, (guint8)nx_sample_between (rand, 1, 12), 1 };

  day.day = (guint8)nx_sample_between (rand, 1, nx_date_days_in_month (year, day.month));
  return day;
}
