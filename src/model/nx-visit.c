/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * A visit or other contact: planned, done, or attempted without meeting the client. */
#define G_LOG_DOMAIN "nx-model"

#include "config.h"

#include "nx-visit.h"

#include "nx-check.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

NX_DEFINE_RECORD (NxVisit, nx_visit, VISIT, "visit", N_ ("Visit"), NX_VISIT_FIELDS)

static int
minute_of_day (const char *time)
{
  int hour = 0;
  int minute = 0;

  if (time == NULL || sscanf (time, "%2d:%2d", &hour, &minute) != 2)
    return -1;
  return hour * 60 + minute;
}

int
nx_visit_get_minutes (NxRecord *visit)
{
  int begin = minute_of_day (nx_record_get_text (visit, NX_VISIT_START_TIME));
  int end = minute_of_day (nx_record_get_text (visit, NX_VISIT_END_TIME));

  return begin < 0 || end < begin ? -1 : end - begin;
}

int
nx_visit_get_days_late (NxRecord *visit)
{
  NxDate on = nx_record_get_date (visit, NX_VISIT_ON);
  NxDate written = nx_record_get_date (visit, NX_VISIT_WRITTEN_ON);

  if (!nx_date_is_full (on) || !nx_date_is_full (written))
    return 0;
  return MAX (0, nx_date_days_between (on, written));
}
