/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Saves the areas and the workers of a made-up office. */
#define G_LOG_DOMAIN "nx-exchange"

#include "config.h"

#include "nx-sample-save.h"

#include "nx-office.h"
#include "nx-record-kinds.h"
#include "nx-records.h"
#include "nx-save.h"
#include "nx-store-error.h"

#include <string.h>

#define COUNTY_CODE_LENGTH 6
#define FEWEST_WORKERS 6
#define HOUSEHOLDS_PER_WORKER 1500

typedef struct
{
  const char *name;
  const char *post;
  const char *role;
  const char *qualification;
} Colleague;

/* The first two are who carries cases and who supervises when nobody has signed in yet. */
static const Colleague colleagues[] = {
  { "林晓岚", "社会工作师", "worker", "qualified" },
  { "赵明慧", "督导", "supervisor", "senior" },
  { "郭志远", "站长", "manager", "qualified" },
  { "孙丽娜", "社会工作师", "worker", "qualified" },
  { "高远", "网格员", "assistant", "none" },
  { "解晓东", "社会工作者", "worker", "assistant" },
  { "佟雨桐", "社会工作者", "worker", "assistant" },
  { "仇国强", "网格员", "assistant", "none" },
  { "韩雪", "社会工作师", "worker", "qualified" },
  { "单文静", "社会工作者", "worker", "assistant" },
  { "尉迟明", "社会工作者", "worker", "none" },
  { "曾艳", "网格员", "assistant", "none" },
};

static gint64
save_colleague (NxDatabase *db, const Colleague *colleague, GError **error)
{
  g_autoptr (NxEdit) edit = nx_edit_new (NX_RECORD_WORKER, NULL);

  nx_edit_set_text (edit, NX_WORKER_NAME, colleague->name);
  nx_edit_set_text (edit, NX_WORKER_POST, colleague->post);
  nx_edit_set_text (edit, NX_WORKER_ROLE, colleague->role);
  nx_edit_set_text (edit, NX_WORKER_QUALIFICATION, colleague->qualification);
  nx_edit_set_int (edit, NX_WORKER_IS_ACTIVE, 1);
  return nx_records_save (db, edit, error);
}

/* Who signed in takes the place of the made-up colleague of that role, so that the office shows
 * work of their own. */
static gboolean
place_actor (NxDatabase *db, NxSampleStaff *staff, GError **error)
{
  gint64 actor = nx_database_actor (db);
  g_autoptr (NxRecord) record = NULL;

  if (actor == 0)
    return TRUE;
  record = nx_records_load (db, NX_RECORD_WORKER, actor, error);
  if (record == NULL)
    return FALSE;
  if (g_strcmp0 (nx_record_get_text (record, NX_WORKER_ROLE), "supervisor") == 0)
    staff->supervisor = actor;
  else
    staff->workers[staff->n_workers++] = actor;
  return TRUE;
}

static gboolean
is_case_worker (const Colleague *colleague)
{
  return strcmp (colleague->role, "worker") == 0 || strcmp (colleague->role, "assistant") == 0;
}

static gboolean
add_colleague (NxDatabase *db, NxSampleStaff *staff, const Colleague *colleague, GError **error)
{
  gboolean is_supervisor = strcmp (colleague->role, "supervisor") == 0;
  gint64 id = 0;

  if (is_supervisor && staff->supervisor != 0)
    return TRUE;
  /* The first worker is the one who signed in. */
  if (colleague == &colleagues[0] && staff->n_workers > 0)
    return TRUE;
  id = save_colleague (db, colleague, error);
  if (id == 0)
    return FALSE;
  if (is_supervisor)
    staff->supervisor = id;
  else if (is_case_worker (colleague))
    staff->workers[staff->n_workers++] = id;
  return TRUE;
}

static gboolean
save_areas (NxDatabase *db, NxSampleOffice *office, NxSampleStaff *staff, GError **error)
{
  const char *entered = "";

  for (guint i = 0; i < office->communities->len; i++)
    {
      const NxSampleCommunity *community = g_ptr_array_index (office->communities, i);
      gint64 area = 0;

      /* Communities come county by county. */
      if (strncmp (entered, community->code, COUNTY_CODE_LENGTH) != 0
          && !nx_office_add_areas (db, community->code, error))
        return FALSE;
      entered = community->code;
      area = nx_office_find_area (db, community->code, error);
      if (area == 0)
        {
          if (error != NULL && *error == NULL)
            nx_store_error_set (error, NX_STORE_ERROR_NOT_FOUND);
          return FALSE;
        }
      g_array_append_val (staff->areas, area);
    }
  return TRUE;
}

gboolean
nx_sample_save_staff (
    NxDatabase *db, NxSampleOffice *office, guint households, NxSampleStaff *staff, GError **error)
{
  guint n = CLAMP (FEWEST_WORKERS + households / HOUSEHOLDS_PER_WORKER, FEWEST_WORKERS,
                   G_N_ELEMENTS (colleagues));

  staff->areas = g_array_new (FALSE, FALSE, sizeof (gint64));
  staff->case_numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (!save_areas (db, office, staff, error) || !place_actor (db, staff, error))
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!add_colleague (db, staff, &colleagues[i], error))
      return FALSE;
  return TRUE;
}

void
nx_sample_staff_clear (NxSampleStaff *staff)
{
  g_clear_pointer (&staff->areas, g_array_unref);
  g_clear_pointer (&staff->case_numbers, g_hash_table_unref);
}

gint64
nx_sample_staff_get_worker (const NxSampleStaff *staff, const NxSampleHousehold *household)
{
  return staff->workers[household->area % staff->n_workers];
}
