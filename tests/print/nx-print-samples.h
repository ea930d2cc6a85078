/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Makes the invented records and sheets that the tests of the papers print. */
#pragma once

#include "nx-household-file.h"
#include "nx-print-options.h"
#include "nx-record.h"
#include "nx-route-day.h"
#include "nx-timeline-sheet.h"
#include "nx-visit-sheet.h"

G_BEGIN_DECLS

/* The invented client 王桂英 with her daughter 李梅 and a granddaughter of 13, 李小禾. */
typedef struct
{
  NxRecord *visit;
  NxRecord *case_file;
  NxRecord *person;
  NxRecord *household;
  NxRecord *worker;
  GPtrArray *memberships;
} NxPrintSamples;

void nx_print_samples_init (NxPrintSamples *samples);
void nx_print_samples_clear (NxPrintSamples *samples);

/* Options of a print of 2025-11-19 15:02 by 林晓岚. */
NxPrintOptions nx_print_samples_options (NxCopy copy);

/* A record of `kind` from pairs of text and field id (in this order), ended by NULL. Whole numbers
 * and dates are given as text too. */
NxRecord *nx_print_samples_record (NxRecordKind kind, gint64 id, ...) G_GNUC_NULL_TERMINATED;

void nx_print_samples_fill_visit (NxPrintSamples *samples, NxVisitSheet *sheet);

/* Timeline entries of the case, newest first as a store gives them; `n` visits besides. */
GPtrArray *nx_print_samples_entries (NxPrintSamples *samples, guint n);
void nx_print_samples_fill_timeline (NxPrintSamples *samples,
                                     GPtrArray *entries,
                                     NxTimelineSheet *sheet);

/* Four doors out of order, one of them a minor's, and a call. */
void nx_print_samples_fill_route (NxPrintSamples *samples, NxRouteDay *day);

void nx_print_samples_fill_household (NxPrintSamples *samples, NxHouseholdFile *file);

G_END_DECLS
