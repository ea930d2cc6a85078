/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Private to the comparing of people: what facts are made of. */
#pragma once

#include "nx-id-number.h"
#include "nx-twin-facts.h"

G_BEGIN_DECLS

#define NX_TWIN_MAX_CHARACTERS 12
#define NX_TWIN_MAX_READINGS 4

/* One character of a name, or one word of letters. */
typedef struct
{
  gunichar c; /* simplified; a word of letters: a hash of it, with the highest bit */
  guint16 readings[NX_TWIN_MAX_READINGS];
  guint8 n_readings;
} NxTwinCharacter;

struct _NxTwinFacts
{
  gint64 id;
  gint64 household_id;
  guint64 address; /* hash; 0 unknown */
  char *written;   /* the name without padding */
  char *name;      /* the same folded; "" for a name that is none */
  char **formers;  /* folded, NULL-terminated */
  char **phones;
  NxDate birth;          /* solar */
  NxDate birth_as_lunar; /* the solar day its digits mean when they are a lunar date; or none */
  NxDate lunar_digits;   /* year, month and day of the lunar date, as if they were solar */
  char sex;              /* '\0' unknown */
  char id_number[20];
  NxIdNumberKind id_kind;
  guint8 id_is_good : 1; /* nothing is wrong with its form */
  guint8 surname_length;
  guint8 n_characters;
  NxTwinCharacter characters[];
};

/* A reading of the one is a reading of the other. */
gboolean nx_twin_characters_sound_alike (const NxTwinCharacter *a, const NxTwinCharacter *b);

G_END_DECLS
