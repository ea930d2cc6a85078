/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Enters some people of a made-up office a second time, with the slips real registers have, so that
 * the look for doubles can be measured. */
#pragma once

#include "nx-database.h"

G_BEGIN_DECLS

/* What went wrong when somebody was entered again. */
typedef enum
{
  NX_SAMPLE_SLIP_ID_DIGIT = 1 << 0,
  NX_SAMPLE_SLIP_ID_SWAP = 1 << 1,
  NX_SAMPLE_SLIP_SOUND = 1 << 2,   /* another character of the same sound */
  NX_SAMPLE_SLIP_VARIANT = 1 << 3, /* a traditional character */
  NX_SAMPLE_SLIP_FORMER = 1 << 4,  /* entered by a former name */
  NX_SAMPLE_SLIP_CHARACTER = 1 << 5,
  NX_SAMPLE_SLIP_DAY_MONTH = 1 << 6,
  NX_SAMPLE_SLIP_LUNAR = 1 << 7, /* the lunar day written as a solar one */
  NX_SAMPLE_SLIP_YEAR_ONLY = 1 << 8,
  NX_SAMPLE_SLIP_BIRTH_DIGIT = 1 << 9,
  NX_SAMPLE_SLIP_NO_BIRTH = 1 << 10,
} NxSampleSlip;

typedef struct
{
  gint64 original;
  gint64 copy;
  guint slips; /* bits of NxSampleSlip */
  guint has_phone : 1;
  guint has_home : 1; /* lives in the original's household */
} NxSampleTwin;

/* In a write job. Enters @n living people again; the same office, number and seed give the same
 * slips. Most copies have no identity number, for a right one is refused; the shares of the slips
 * are our default. Array of NxSampleTwin; NULL with @error. */
GArray *nx_sample_twins_plant (NxDatabase *db, guint n, guint64 seed, GError **error);

G_END_DECLS
