/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Is the paper that tells a case or household from its first entry to its last. */
#pragma once

#include "nx-print-document.h"
#include "nx-print-options.h"
#include "nx-timeline-sheet.h"

G_BEGIN_DECLS

/* NX_COPY_FILE is the internal copy with questions and answers, and says that it is; every other
 * copy leaves them and the changes of records out, and says that too. */
NxPrintDocument *nx_timeline_report_new (const NxTimelineSheet *sheet,
                                         const NxPrintOptions *options);

G_END_DECLS
