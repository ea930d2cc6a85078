/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Is the sheet of one household: who lives there, its support classes, open cases and dwelling. */
#pragma once

#include "nx-household-file.h"
#include "nx-print-document.h"
#include "nx-print-options.h"

G_BEGIN_DECLS

/* The file copy shows all names and the door; the client copy the head's name; see nx-privacy.h. An
 * empty copy (NX_COPY_BLANK) is not made of a household: it is printed as a client copy. */
NxPrintDocument *nx_household_sheet_new (const NxHouseholdFile *file,
                                         const NxPrintOptions *options);

G_END_DECLS
