/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Is the paper of one visit that the client signs: purpose, situation, services, problems, next. */
#pragma once

#include "nx-print-document.h"
#include "nx-print-options.h"
#include "nx-visit-sheet.h"

G_BEGIN_DECLS

/* `sheet` may be NULL for an empty form (NX_COPY_BLANK). Of a sheet, an empty form takes only the
 * head: who, where, number. Copies are masked as nx-privacy.h says. */
NxPrintDocument *nx_visit_summary_new (const NxVisitSheet *sheet, const NxPrintOptions *options);

G_END_DECLS
