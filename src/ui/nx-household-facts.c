/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Reads what the household page shows: household, memberships, support classes, open cases. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-household-facts.h"

#include "nx-filter.h"
#include "nx-id-query.h"
#include "nx-membership.h"
#include "nx-records.h"
#include "nx-support.h"

void
nx_household_facts_free (NxHouseholdFacts *self)
{
  if (self == NULL)
    return;
  g_clear_object (&self->household);
  g_clear_pointer (&self->memberships, g_ptr_array_unref);
  g_clear_pointer (&self->supports, g_ptr_array_unref);
  g_clear_pointer (&self->cases, g_ptr_array_unref);
  g_free (self);
}

static gboolean
is_head (NxRecord *membership)
{
  const char *relation = nx_record_peek_text (membership, NX_MEMBERSHIP_RELATION);

  return g_str_equal (relation, "02") || g_str_equal (relation, "01");
}

static int
compare_memberships (gconstpointer a, gconstpointer b)
{
  NxRecord *one = *(NxRecord *const *)a;
  NxRecord *other = *(NxRecord *const *)b;

  if (is_head (one) != is_head (other))
    return is_head (one) ? -1 : 1;
  return nx_record_get_id (one) < nx_record_get_id (other) ? -1 : 1;
}

/* TRUE without adding anything when the person was seen before: one may have moved in twice. */
static gboolean
add_supports_of (
    NxDatabase *db, NxHouseholdFacts *self, GHashTable *seen, gint64 person, GError **error)
{
  g_autoptr (GPtrArray) found = NULL;

  if (!g_hash_table_add (seen, GSIZE_TO_POINTER ((gsize)person)))
    return TRUE;
  found = nx_records_load_by_int (db, NX_RECORD_SUPPORT, NX_SUPPORT_PERSON, person, error);
  if (found == NULL)
    return FALSE;
  for (guint i = 0; i < found->len; i++)
    g_ptr_array_add (self->supports, g_object_ref (g_ptr_array_index (found, i)));
  return TRUE;
}

static gboolean
load_supports (NxDatabase *db, NxHouseholdFacts *self, gint64 id, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  self->supports = nx_records_load_by_int (db, NX_RECORD_SUPPORT, NX_SUPPORT_HOUSEHOLD, id, error);
  if (self->supports == NULL)
    return FALSE;
  for (guint i = 0; i < self->memberships->len; i++)
    {
      NxRecord *membership = g_ptr_array_index (self->memberships, i);

      if (!add_supports_of (db, self, seen, nx_record_get_int (membership, NX_MEMBERSHIP_PERSON),
                            error))
        return FALSE;
    }
  return TRUE;
}

GPtrArray *
nx_household_facts_load_cases (
    NxDatabase *db, gint64 household_id, gint64 person_id, gboolean is_open_only, GError **error)
{
  g_autoptr (NxFilter) filter = nx_filter_new (NX_RECORD_CASE);
  g_autoptr (GArray) ids = NULL;

  filter->order = NX_ORDER_RISK;
  filter->household_id = household_id;
  filter->person_id = person_id;
  filter->cases = is_open_only ? NX_CASES_OPEN : NX_CASES_ALL;
  ids = nx_id_query_run (db, filter, error);
  if (ids == NULL)
    return NULL;
  return nx_records_load_many (db, NX_RECORD_CASE, (const gint64 *)(gpointer)ids->data, ids->len,
                               error);
}

NxHouseholdFacts *
nx_household_facts_load (NxDatabase *db, gint64 id, GError **error)
{
  g_autoptr (NxHouseholdFacts) self = g_new0 (NxHouseholdFacts, 1);

  self->household = nx_records_load (db, NX_RECORD_HOUSEHOLD, id, error);
  if (self->household == NULL)
    return NULL;
  self->memberships
      = nx_records_load_by_int (db, NX_RECORD_MEMBERSHIP, NX_MEMBERSHIP_HOUSEHOLD, id, error);
  if (self->memberships == NULL || !load_supports (db, self, id, error))
    return NULL;
  g_ptr_array_sort (self->memberships, compare_memberships);
  self->cases = nx_household_facts_load_cases (db, id, 0, TRUE, error);
  return self->cases != NULL ? g_steal_pointer (&self) : NULL;
}
