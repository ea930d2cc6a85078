/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The visits, stages, dates and comments of one made-up case. Private to the sample's files. */
#pragma once

#include "nx-sample-data.h"

G_BEGIN_DECLS

/* Fills stages, visits, comments, opened, closed and next dates of a case whose stage, risk and
 * theme are set. */
void nx_sample_add_visits (NxSampleOffice *office,
                           NxSampleGroup *group,
                           NxSampleCase *case_file,
                           GRand *rand);

/* Writes what happened at each visit, and the supervisor's questions; the days must be set. */
void nx_sample_write_visits (NxSampleOffice *office,
                             NxSampleGroup *group,
                             NxSampleCase *case_file,
                             GRand *rand);

G_END_DECLS
