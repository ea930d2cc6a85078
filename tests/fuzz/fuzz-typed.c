/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Reads any text as what people type and registers hold: days, numbers, phones, codes, questions.
 */
#include "config.h"

#include "fuzz.h"
#include "nx-date.h"
#include "nx-id-number.h"
#include "nx-lunar.h"
#include "nx-phone.h"
#include "nx-query.h"
#include "nx-recovery-code.h"
#include "nx-text.h"

#include <string.h>

#define LONGEST 4096

static void
read_days (const char *text, NxDate today)
{
  NxDate date;
  NxLunarDate lunar;

  if (nx_date_parse (text, today, &date, NULL))
    {
      g_autofree char *iso = nx_date_to_iso (date);
      NxDate again;

      g_assert_true (nx_date_from_iso (iso, &again));
      g_assert_cmpint (nx_date_compare (date, again), ==, 0);
    }
  if (nx_lunar_parse (text, today, &lunar, NULL))
    g_assert_true (nx_lunar_is_valid (lunar));
  nx_date_parse_past (text, today, &date, NULL);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *text = NULL;
  g_autofree char *clean = NULL;
  g_autofree char *phone = NULL;
  g_autoptr (NxQuery) query = NULL;
  NxDate today = { 2026, 11, 23 };
  NxIdNumber number;
  NxPhoneKind kind;
  NxMatchWhy why;
  guint n_good = 0;
  guint bad_group = 0;

  if (size > LONGEST || memchr (data, 0, size) != NULL)
    return 0;
  text = g_strndup ((const char *)data, size);
  if (!g_utf8_validate (text, -1, NULL))
    return 0;
  read_days (text, today);
  nx_id_number_parse (text, today, &number);
  phone = nx_phone_normalise (text, &kind);
  nx_recovery_code_scan (text, &n_good, &bad_group);
  clean = nx_text_clean (text);
  g_assert_true (clean == NULL || g_utf8_validate (clean, -1, NULL));
  query = nx_query_parse (text);
  g_assert_true (g_utf8_validate (nx_query_get_text (query), -1, NULL));
  nx_query_matches_name (query, text, NULL, &why);
  return 0;
}
