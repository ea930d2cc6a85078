/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Fills an empty store with a made-up office: people on real communities, cases, visits, due work.
 *
 * All people, numbers and stories are invented. Every person and household carries a note that says
 * so, and no phone number can be anybody's. */
#pragma once

#include "nx-date.h"
#include "nx-store.h"

G_BEGIN_DECLS

/* Who signs in and where, when nobody is asked: the first made-up colleague, in a community that
 * the sample covers at any size. */
#define NX_SAMPLE_OFFICE_WORKER "林晓岚"
#define NX_SAMPLE_OFFICE_AREA "210102002001"

typedef struct
{
  guint households;    /* 1 or more */
  guint64 seed;        /* the same seed, size and day give the same office but for its uids */
  NxDate today;        /* the day around which work is due; not set: the store's */
  guint part;          /* households in one write job of many; 0: NX_SAMPLE_OFFICE_PART */
  gboolean one_by_one; /* nx_sample_office_fill() puts nothing off to its end, as a test wants it */
} NxSampleOptions;

/* Inside a write job, all in its one transaction: for up to some thousand households. The worker
 * who acts, if any, becomes one of the office's. Reports by nx_database_progress(). FALSE with
 * @error: NX_STORE_ERROR_CONSTRAINT when the office has households already, or what a save says. */
gboolean nx_sample_office_fill (NxDatabase *db, const NxSampleOptions *options, GError **error);

/* The same from outside, blocking, in write jobs of NX_SAMPLE_OFFICE_PART households each, so that
 * an office of any size can be made; for the tool and for tests. @progress may be NULL and is
 * called on the calling thread between the parts. When a part fails or @cancellable stops it, the
 * parts before stay. */
#define NX_SAMPLE_OFFICE_PART 20000
gboolean nx_sample_office_fill_store (NxStore *store,
                                      const NxSampleOptions *options,
                                      NxStoreProgress progress,
                                      gpointer progress_data,
                                      GCancellable *cancellable,
                                      GError **error);

G_END_DECLS
