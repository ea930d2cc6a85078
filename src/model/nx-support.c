/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * That a person or household is in a support class (低保, 独居 …), with evidence, from when to
 * when. */
#define G_LOG_DOMAIN "nx-model"

#include "config.h"

#include "nx-support.h"

#include "nx-check.h"

#include <glib/gi18n-lib.h>

NX_DEFINE_RECORD (
    NxSupport, nx_support, SUPPORT, "support", N_ ("Support class"), NX_SUPPORT_FIELDS)

gboolean
nx_support_holds_on (NxRecord *support, NxDate day)
{
  NxDate from = nx_record_get_date (support, NX_SUPPORT_FROM_ON);
  NxDate to = nx_record_get_date (support, NX_SUPPORT_TO_ON);

  return (!nx_date_is_set (from) || nx_date_compare (from, day) <= 0)
         && (!nx_date_is_set (to) || nx_date_compare (day, to) < 0);
}
