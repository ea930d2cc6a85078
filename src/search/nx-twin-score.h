/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * How likely two records of people are of one human being, and why, in words. */
#pragma once

#include "nx-twin-facts.h"

G_BEGIN_DECLS

/* Record linkage after Fellegi and Sunter (A Theory for Record Linkage, Journal of the American
 * Statistical Association 64, 1969): each agreement adds log2 (m / u) points, where m is how often
 * it is found between two records of one person and u how often between records of two; each
 * contradiction takes points away. A name counts for less the more people of the store bear it.
 * With that the size of the store cancels out: points - 16 are about log2 of the odds that the two
 * are one, where one record in a hundred is a double.
 *
 * The weights are our default: u follows from what is compared (a day of birth is one of some
 * 25,000, a mobile number is shared by a family); m from what registers get wrong. The table is in
 * nx-twin-score.c; tests/bench/bench-twins.c says what it finds and misses on planted twins. */
typedef enum
{
  /* for */
  NX_TWIN_ID_SAME,
  NX_TWIN_ID_ONE_OFF, /* one digit differs, is missing or too many */
  NX_TWIN_ID_SWAPPED, /* two neighbours exchanged */
  NX_TWIN_NAME_SAME,
  NX_TWIN_NAME_VARIANT, /* traditional or variant characters, another name dot */
  NX_TWIN_NAME_SOUND,   /* other characters that sound the same in some reading */
  NX_TWIN_NAME_FORMER,  /* the one's name, or former name, is a former name of the other */
  NX_TWIN_NAME_ONE_OFF, /* one character differs, is missing or too many */
  NX_TWIN_BIRTH_SAME,
  NX_TWIN_BIRTH_SWAPPED, /* day and month exchanged */
  NX_TWIN_BIRTH_LUNAR,   /* the same day, when one of the two is a lunar date */
  NX_TWIN_BIRTH_PART,    /* the same as far as known: year, or year and month */
  NX_TWIN_BIRTH_ONE_OFF, /* one digit differs, or two neighbours are exchanged */
  NX_TWIN_PHONE_SAME,
  NX_TWIN_HOUSEHOLD_SAME,
  NX_TWIN_ADDRESS_SAME, /* the same room, kept as two households */
  /* against */
  NX_TWIN_ID_OTHER, /* two well-formed numbers that are not alike */
  NX_TWIN_NAME_OTHER,
  NX_TWIN_SEX_OTHER,
  NX_TWIN_BIRTH_OTHER,
  NX_TWIN_BIRTH_FAR, /* three years and more apart */
  NX_TWIN_SIBLINGS,  /* surname and day of birth agree, given names do not: born together */
  NX_N_TWIN_REASONS
} NxTwinReason;

/* How many other people of the store bear a name; 0: not known. */
typedef struct
{
  guint n_same;  /* as written */
  guint n_sound; /* with the same sound */
} NxTwinNamesakes;

typedef struct
{
  int points;
  guint32 reasons; /* bits of NxTwinReason */
} NxTwinScore;

typedef enum
{
  NX_TWIN_UNLIKELY,
  NX_TWIN_POSSIBLE,
  NX_TWIN_LIKELY,
  NX_TWIN_ALMOST_SURE,
} NxTwinCertainty;

/* From how many points on something is shown while a person is typed, and as a pair of the store:
 * a worker who types can still look at the card, whoever looks through a list cannot. */
#define NX_TWIN_POINTS_POSSIBLE 11
#define NX_TWIN_POINTS_PAIR 16
#define NX_TWIN_POINTS_LIKELY 19
#define NX_TWIN_POINTS_ALMOST_SURE 25

/* Symmetric. @namesakes may be NULL. */
NxTwinScore nx_twin_score (const NxTwinFacts *a,
                           const NxTwinFacts *b,
                           const NxTwinNamesakes *namesakes);

gboolean nx_twin_score_has (NxTwinScore score, NxTwinReason reason);
NxTwinCertainty nx_twin_score_get_certainty (NxTwinScore score);

/* "Almost certainly", in the user's language. Static. */
const char *nx_twin_certainty_get_label (NxTwinCertainty certainty);
/* "Same name", in the user's language. Static. */
const char *nx_twin_reason_get_label (NxTwinReason reason);
/* What speaks for one human being: "Same name · Same phone"; "" for none. Free with g_free. */
char *nx_twin_score_dup_reasons (NxTwinScore score);
/* What speaks against it: "Different sex"; "" for nothing. Free with g_free. */
char *nx_twin_score_dup_doubts (NxTwinScore score);

G_END_DECLS
