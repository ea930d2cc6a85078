/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * What the writing of one made-up case's visits works with. Private to the sample's files. */
#pragma once

#include "nx-sample-story.h"
#include "nx-sample-visits.h"

G_BEGIN_DECLS

typedef struct
{
  NxSampleOffice *office;
  NxSampleGroup *group;
  NxSampleCase *case_file;
  const NxSamplePerson *client;
  const NxSampleTheme *theme;
  GRand *rand;

  NxSampleFacts facts;
  GPtrArray *texts; /* what the facts point to */
  const NxSampleThread *threads[2];
  guint n_threads;
  guint steps[NX_N_SAMPLE_BANKS]; /* where each bank is read next */
  guint next_beat;
  guint n_beats; /* of all the case's threads */
  int n_service; /* done visits before closing */
  int systolic;  /* of the case's beginning */
  const char *last_promise;
} NxSampleWriter;

/* nx-sample-facts: facts of the case, which stay the same, and of one visit. */
void nx_sample_writer_set_facts (NxSampleWriter *self);
void nx_sample_writer_set_visit_facts (NxSampleWriter *self,
                                       NxDate on,
                                       NxDate next_on,
                                       guint position);

/* nx-sample-scene: who met where and how, and what was seen. */
gboolean nx_sample_writer_is_child (const NxSampleWriter *self);
gboolean nx_sample_writer_is_distant (const NxSampleVisit *visit);
void nx_sample_writer_choose_kind (NxSampleWriter *self, NxSampleVisit *visit, guint position);
void nx_sample_writer_set_times (NxSampleWriter *self, NxSampleVisit *visit);
void nx_sample_writer_set_people (NxSampleWriter *self, NxSampleVisit *visit);
void nx_sample_writer_observe (NxSampleWriter *self, NxSampleVisit *visit, guint position);

/* nx-sample-questions: the supervisor decides on the plan and asks where a thread lags. */
void nx_sample_writer_approve_plan (NxSampleWriter *self);
void nx_sample_writer_ask (NxSampleWriter *self);

G_END_DECLS
