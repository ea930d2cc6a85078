/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * That a person belonged to a household, in which relation to its head, from when to when. */
#define G_LOG_DOMAIN "nx-model"

#include "config.h"

#include "nx-membership.h"

#include "nx-check.h"

#include <glib/gi18n-lib.h>

NX_DEFINE_RECORD (
    NxMembership, nx_membership, MEMBERSHIP, "membership", N_ ("Membership"), NX_MEMBERSHIP_FIELDS)

gboolean
nx_membership_holds_on (NxRecord *membership, NxDate day)
{
  NxDate from = nx_record_get_date (membership, NX_MEMBERSHIP_FROM_ON);
  NxDate to = nx_record_get_date (membership, NX_MEMBERSHIP_TO_ON);

  return (!nx_date_is_set (from) || nx_date_compare (from, day) <= 0)
         && (!nx_date_is_set (to) || nx_date_compare (day, to) < 0);
}
