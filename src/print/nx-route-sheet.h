/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Is the sheet a worker carries through a day: doors in walking order, and room to write. */
#pragma once

#include "nx-print-document.h"
#include "nx-print-options.h"
#include "nx-route-day.h"

G_BEGIN_DECLS

/* Stops stand as they are in `day` (see nx_route_day_sort()). Names and doors are in full, a minor
 * is "赵某", of a phone only the last four digits are shown: the sheet may be lost in the street.
 * Redacted, names and doors are masked as well. The copy kind plays no part. */
NxPrintDocument *nx_route_sheet_new (const NxRouteDay *day, const NxPrintOptions *options);

G_END_DECLS
