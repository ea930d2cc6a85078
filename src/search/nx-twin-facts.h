/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * What two records of people are compared by, brought into forms that can be compared. */
#pragma once

#include "nx-date.h"

G_BEGIN_DECLS

/* One person's record as it is stored or being typed. Any text may be NULL or unfinished. */
typedef struct
{
  gint64 id; /* 0: not in a store yet */
  const char *name;
  const char *former_names; /* separated by an ideographic comma */
  const char *pinyin;       /* a worker's correction of the reading */
  const char *sex;          /* GB/T 2261.1 */
  const char *birth_on;     /* ISO, also partial */
  const char *birth_lunar;
  const char *id_number; /* citizens' numbers of 15 and 18 characters are brought together */
  const char *phones;    /* one a line: number, space, whose it is */
  gint64 household_id;   /* where the person lives now; 0 unknown */
  const char *address;   /* a key of the dwelling that only the same room shares; NULL unknown */
} NxTwinTexts;

/* Immutable once it is made ready, so any thread may read it. */
typedef struct _NxTwinFacts NxTwinFacts;

/* @today decides whether a number's birth date lies in the future. */
NxTwinFacts *nx_twin_facts_new (const NxTwinTexts *texts, NxDate today);
void nx_twin_facts_free (NxTwinFacts *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NxTwinFacts, nx_twin_facts_free)

gint64 nx_twin_facts_get_id (const NxTwinFacts *self);
/* The day of birth, from the identity number where nothing else is known. */
NxDate nx_twin_facts_get_birth (const NxTwinFacts *self);

/* The other days under which a twin's birth may be kept: day and month exchanged, the lunar day
 * taken for a solar one, the solar day that its digits mean when they are read as lunar. Full days;
 * returns how many. */
#define NX_TWIN_MAX_DAYS 4
guint nx_twin_facts_get_other_births (const NxTwinFacts *self, NxDate days[NX_TWIN_MAX_DAYS]);

/* The identity number as compared, "" when there is none that could be looked up. */
const char *nx_twin_facts_get_id_number (const NxTwinFacts *self);
/* The digits of each phone, NULL-terminated; never NULL. */
const char *const *nx_twin_facts_get_phones (const NxTwinFacts *self);
/* A number that half the office shares says nothing of anybody. Before the facts are given to
 * anybody else; @key as nx_twin_facts_add_keys() makes it. */
void nx_twin_facts_forget_phone (NxTwinFacts *self, guint64 key);
/* The name folded (nx_text_fold()); "" when it is none, as 未取名 or 无名氏. */
const char *nx_twin_facts_get_name (const NxTwinFacts *self);

/* Every number that differs from this one in one digit or by two neighbours exchanged, the number
 * itself left out. Empty unless it has 18 characters. NULL-terminated. */
GStrv nx_twin_facts_dup_near_numbers (const NxTwinFacts *self);

/* Keys by which people are put side by side when a whole store is looked through: twins share at
 * least one of some kind (blocking, as record linkage calls it). */
typedef enum
{
  NX_TWIN_KEY_ID_NUMBER, /* the number, and what is left of it without any one of its parts */
  NX_TWIN_KEY_PHONE,
  NX_TWIN_KEY_SOUND_AND_DAY,    /* name in each reading with each form of the birth date */
  NX_TWIN_KEY_SOUND_AND_YEAR,   /* for dates known by the year, or wrong in month or day */
  NX_TWIN_KEY_SOUND_AND_SEASON, /* month and day: for a wrong year */
  NX_TWIN_KEY_DAY,              /* day of birth, sex and a part of the name */
  NX_TWIN_KEY_HOME,             /* household and dwelling */
  NX_TWIN_KEY_SOUND,            /* name in each reading alone; useful only for seldom names */
  NX_N_TWIN_KEYS
} NxTwinKey;

/* Appends guint64 to @keys. */
void nx_twin_facts_add_keys (const NxTwinFacts *self, NxTwinKey kind, GArray *keys);
/* Of the name as written, and of its likeliest sound: to count namesakes by. 0 without a name. */
guint64 nx_twin_facts_hash_name (const NxTwinFacts *self);
guint64 nx_twin_facts_hash_sound (const NxTwinFacts *self);

G_END_DECLS
