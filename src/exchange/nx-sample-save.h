/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Saves made-up staff and families as records of a store. Private to the sample's files. */
#pragma once

#include "nx-database.h"
#include "nx-sample-data.h"

G_BEGIN_DECLS

#define NX_SAMPLE_MOST_WORKERS 12

/* Ids in the store of what every family refers to. */
typedef struct
{
  gint64 workers[NX_SAMPLE_MOST_WORKERS]; /* who carry cases */
  guint n_workers;
  gint64 supervisor;
  GArray *areas;            /* gint64, one for each community of the office */
  GHashTable *case_numbers; /* "210102002001-2026-" → the last counter */
} NxSampleStaff;

/* Enters the communities' areas and the office's workers; @households decides how many. */
gboolean nx_sample_save_staff (
    NxDatabase *db, NxSampleOffice *office, guint households, NxSampleStaff *staff, GError **error);
void nx_sample_staff_clear (NxSampleStaff *staff);

/* The worker whose communities the household belongs to. */
gint64 nx_sample_staff_get_worker (const NxSampleStaff *staff, const NxSampleHousehold *household);

/* Saves the household, people, memberships and support classes and fills in their ids. */
gboolean nx_sample_save_family (NxDatabase *db,
                                const NxSampleStaff *staff,
                                NxSampleGroup *group,
                                GError **error);

/* Saves the cases with their stages, visits and comments; the family must be saved. */
gboolean nx_sample_save_cases (NxDatabase *db,
                               NxSampleOffice *office,
                               NxSampleStaff *staff,
                               NxSampleGroup *group,
                               GError **error);

G_END_DECLS
