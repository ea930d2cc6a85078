/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The table of top-level pages: one row makes a page appear in the sidebar, the menu and the keys.
 */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-page-table.h"

#include "nx-case-list-page.h"
#include "nx-household-list-page.h"
#include "nx-person-list-page.h"
#include "nx-today-page.h"
#include "nx-visit-list-page.h"

#include <glib/gi18n-lib.h>

static const NxPageSpec page_table[] = {
  /* TRANSLATORS: a page of the sidebar: 今日 */
  { "today", "nx-today-symbolic", N_ ("Today"), nx_today_page_new, nx_today_page_count },
  /* TRANSLATORS: a page of the sidebar: 探访 */
  { "visits", "nx-visit-symbolic", N_ ("Visits"), nx_visit_list_page_new },
  /* TRANSLATORS: a page of the sidebar: 个案 */
  { "cases", "nx-case-symbolic", N_ ("Cases"), nx_case_list_page_new },
  /* TRANSLATORS: a page of the sidebar: 家庭 */
  { "households", "nx-household-symbolic", N_ ("Households"), nx_household_list_page_new },
  /* TRANSLATORS: a page of the sidebar: 人员 */
  { "people", "nx-person-symbolic", N_ ("People"), nx_person_list_page_new },
};

const NxPageSpec *
nx_page_table_get (guint *n_specs)
{
  g_return_val_if_fail (n_specs != NULL, NULL);
  *n_specs = G_N_ELEMENTS (page_table);
  return page_table;
}

const NxPageSpec *
nx_page_table_find (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (page_table); i++)
    if (g_strcmp0 (page_table[i].id, id) == 0)
      return &page_table[i];
  return NULL;
}
