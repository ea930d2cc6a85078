/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * A case: the work with one client, a person or a household, from inquiry to archive. */
#define G_LOG_DOMAIN "nx-model"

#include "config.h"

#include "nx-case.h"

#include "nx-check.h"

#include <glib/gi18n-lib.h>

NX_DEFINE_RECORD (NxCase, nx_case, CASE, "case_file", N_ ("Case"), NX_CASE_FIELDS)

gboolean
nx_case_stage_is_open (const char *stage)
{
  static const char *const ended[]
      = { "closed", "archived", "declined", "referred_out", "merged", NULL };

  return stage != NULL && !g_strv_contains (ended, stage);
}

gboolean
nx_case_is_open (NxRecord *case_file)
{
  return nx_case_stage_is_open (nx_record_get_text (case_file, NX_CASE_STAGE));
}
