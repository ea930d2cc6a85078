/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Is the sheet that opens an office when everything else is lost: its recovery code, to be kept. */
#pragma once

#include "nx-date.h"
#include "nx-print-document.h"

G_BEGIN_DECLS

/* Borrowed texts. */
typedef struct
{
  const char *office;
  const char *store_uid; /* the first group of it tells sheets of several offices apart */
  const char *code;      /* groups joined by dashes; see nx_recovery_code_get_text() */
  NxDate on;             /* the day the code was made */
} NxRecoverySheet;

/* How many of the characters of the store's UUID stand on the sheet and on the unlock page. */
#define NX_RECOVERY_SHEET_UID_LENGTH 8

/* One page of A4. Holds the code in ordinary memory until it is gone: drop it soon. */
NxPrintDocument *nx_recovery_sheet_new (const NxRecoverySheet *sheet);

G_END_DECLS
