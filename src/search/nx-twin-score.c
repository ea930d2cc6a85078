/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * How likely two records of people are of one human being: the points and the reasons. */
#define G_LOG_DOMAIN "nx-search"

#include "config.h"

#include "nx-twin-score.h"

#include "nx-twin-private.h"

#include <string.h>

/* Points of each reason; log2 (m / u) rounded, our default. Names are below. */
static const int points_of[NX_N_TWIN_REASONS] = {
  [NX_TWIN_ID_SAME] = 44, /* one number, one person (Law on Resident Identity Cards, art. 3) */
  /* MOD 11-2 (GB 11643, ISO 7064) finds every single wrong digit and every exchange of neighbours,
   * so one of the two is no number at all: nobody else's. */
  [NX_TWIN_ID_ONE_OFF] = 20,
  [NX_TWIN_ID_SWAPPED] = 20,
  [NX_TWIN_BIRTH_SAME] = 11,
  [NX_TWIN_BIRTH_SWAPPED] = 8,
  [NX_TWIN_BIRTH_LUNAR] = 8,
  [NX_TWIN_BIRTH_PART] = 4,
  [NX_TWIN_BIRTH_ONE_OFF] = 5,
  [NX_TWIN_PHONE_SAME] = 8,
  [NX_TWIN_HOUSEHOLD_SAME] = 6,
  [NX_TWIN_ADDRESS_SAME] = 5,
  [NX_TWIN_ID_OTHER] = -30, /* outweighs a namesake born the same day in the same home */
  [NX_TWIN_NAME_OTHER] = -8,
  [NX_TWIN_SEX_OTHER] = -8,
  [NX_TWIN_BIRTH_OTHER] = -6,
  [NX_TWIN_BIRTH_FAR] = -12,
  [NX_TWIN_SIBLINGS] = -14,
};

/* Year and month agree and no more is known. */
#define POINTS_BIRTH_MONTH 7
/* The first of January stands for "some day" in many registers. */
#define POINTS_BIRTH_NEW_YEAR 7
/* In one home a phone says little more than the home did. */
#define POINTS_PHONE_AT_HOME 3
#define POINTS_SEX_SAME 1

/* A name nobody else bears; each doubling of its bearers takes one point. */
#define POINTS_NAME 13
#define POINTS_NAME_LEAST 3
/* Less where it had to be mistyped, or given up, to agree. */
#define POINTS_LESS_SOUND 2
#define POINTS_LESS_FORMER 2
#define POINTS_NAME_ONE_OFF 2
/* Namesakes when nobody counted them. */
#define USUAL_NAMESAKES 16

#define YEARS_FAR 3

static void
note (NxTwinScore *score, NxTwinReason reason, int points)
{
  score->points += points;
  score->reasons |= 1u << reason;
}

static void
take (NxTwinScore *score, NxTwinReason reason)
{
  note (score, reason, points_of[reason]);
}

/* Identity numbers */

typedef enum
{
  APART,
  EQUAL,
  ONE_OFF,
  SWAPPED,
} Likeness;

/* How two texts of @n characters differ. */
static Likeness
compare_in_place (const char *a, const char *b, gsize n)
{
  gsize first = n;
  gsize n_other = 0;

  for (gsize i = 0; i < n; i++)
    if (a[i] != b[i])
      {
        first = MIN (first, i);
        n_other++;
      }
  if (n_other == 0)
    return EQUAL;
  if (n_other == 1)
    return ONE_OFF;
  return n_other == 2 && first + 1 < n && a[first] == b[first + 1] && a[first + 1] == b[first]
             ? SWAPPED
             : APART;
}

/* The shorter one is the longer one without one character. */
static gboolean
lacks_one (const char *shorter, const char *longer)
{
  gsize same = 0;

  while (shorter[same] != '\0' && shorter[same] == longer[same])
    same++;
  return strcmp (shorter + same, longer + same + 1) == 0;
}

static gboolean
is_old (const NxTwinFacts *self)
{
  return self->id_kind == NX_ID_NUMBER_CITIZEN_OLD;
}

static Likeness
compare_id_numbers (const NxTwinFacts *a, const NxTwinFacts *b)
{
  gsize length_a = strlen (a->id_number);
  gsize length_b = strlen (b->id_number);

  if (length_a == length_b)
    {
      /* An old number of 15 digits had no check character: ours follows from whatever it says. */
      Likeness likeness = compare_in_place (
          a->id_number, b->id_number, length_a == 18 && (is_old (a) || is_old (b)) ? 17 : length_a);
      gboolean may_be_mistyped
          = length_a >= 15 && (!a->id_is_good || !b->id_is_good || is_old (a) || is_old (b));

      return likeness == EQUAL || may_be_mistyped ? likeness : APART;
    }
  if (MIN (length_a, length_b) < 17)
    return APART;
  if (length_a + 1 == length_b && lacks_one (a->id_number, b->id_number))
    return ONE_OFF;
  return length_b + 1 == length_a && lacks_one (b->id_number, a->id_number) ? ONE_OFF : APART;
}

static void
score_id_numbers (const NxTwinFacts *a, const NxTwinFacts *b, NxTwinScore *score)
{
  if (*a->id_number == '\0' || *b->id_number == '\0')
    return;
  switch (compare_id_numbers (a, b))
    {
    case EQUAL:
      take (score, NX_TWIN_ID_SAME);
      break;
    case ONE_OFF:
      take (score, NX_TWIN_ID_ONE_OFF);
      break;
    case SWAPPED:
      take (score, NX_TWIN_ID_SWAPPED);
      break;
    case APART:
      /* Somebody may have a card and a permit; a number that is none contradicts nothing. */
      if (a->id_is_good && b->id_is_good && (is_old (a) || is_old (b) || a->id_kind == b->id_kind))
        take (score, NX_TWIN_ID_OTHER);
      break;
    }
}

/* Names */

static gboolean
sounds_alike (const NxTwinFacts *a, const NxTwinFacts *b)
{
  if (a->n_characters != b->n_characters || a->n_characters < 2)
    return FALSE;
  for (guint i = 0; i < a->n_characters; i++)
    if (!nx_twin_characters_sound_alike (&a->characters[i], &b->characters[i]))
      return FALSE;
  return TRUE;
}

/* Three characters at least: of two a single one is half the name. */
static gboolean
is_one_character_off (const NxTwinFacts *a, const NxTwinFacts *b)
{
  guint n_other = 0;
  guint at = 0;

  if (a->n_characters > b->n_characters)
    return is_one_character_off (b, a);
  if (b->n_characters < 3 || a->n_characters + 1 < b->n_characters)
    return FALSE;
  if (a->n_characters == b->n_characters)
    {
      for (guint i = 0; i < a->n_characters; i++)
        n_other += !nx_twin_characters_sound_alike (&a->characters[i], &b->characters[i]);
      return n_other == 1;
    }
  while (at < a->n_characters && a->characters[at].c == b->characters[at].c)
    at++;
  for (guint i = at; i < a->n_characters; i++)
    if (a->characters[i].c != b->characters[i + 1].c)
      return FALSE;
  return TRUE;
}

static gboolean
bore (const NxTwinFacts *a, const char *name)
{
  return *name != '\0' && g_strv_contains ((const char *const *)a->formers, name);
}

static gboolean
has_former_name (const NxTwinFacts *a, const NxTwinFacts *b)
{
  if (bore (a, b->name) || bore (b, a->name))
    return TRUE;
  for (guint i = 0; a->formers[i] != NULL; i++)
    if (bore (b, a->formers[i]))
      return TRUE;
  return FALSE;
}

static int
points_of_name (guint n_namesakes, int less)
{
  guint n = n_namesakes > 0 ? n_namesakes : USUAL_NAMESAKES;

  return MAX (POINTS_NAME - (int)g_bit_storage (n) + 1 - less, POINTS_NAME_LEAST);
}

static void
score_names (const NxTwinFacts *a,
             const NxTwinFacts *b,
             const NxTwinNamesakes *namesakes,
             NxTwinScore *score)
{
  guint n_same = namesakes != NULL ? namesakes->n_same : 0;
  guint n_sound = namesakes != NULL ? namesakes->n_sound : 0;

  if (*a->name == '\0' || *b->name == '\0')
    return;
  if (strcmp (a->name, b->name) == 0)
    note (score, strcmp (a->written, b->written) == 0 ? NX_TWIN_NAME_SAME : NX_TWIN_NAME_VARIANT,
          points_of_name (n_same, 0));
  else if (has_former_name (a, b))
    note (score, NX_TWIN_NAME_FORMER, points_of_name (n_same, POINTS_LESS_FORMER));
  else if (sounds_alike (a, b))
    note (score, NX_TWIN_NAME_SOUND, points_of_name (n_sound, POINTS_LESS_SOUND));
  else if (is_one_character_off (a, b))
    note (score, NX_TWIN_NAME_ONE_OFF, POINTS_NAME_ONE_OFF);
  else
    take (score, NX_TWIN_NAME_OTHER);
}

/* Birth dates */

static gboolean
is_same_day (NxDate a, NxDate b)
{
  return nx_date_is_full (a) && nx_date_is_full (b) && nx_date_compare (a, b) == 0;
}

static gboolean
agrees_as_lunar (const NxTwinFacts *a, const NxTwinFacts *b)
{
  return is_same_day (a->birth_as_lunar, b->birth) || is_same_day (a->birth, b->birth_as_lunar)
         || is_same_day (a->lunar_digits, b->birth) || is_same_day (a->birth, b->lunar_digits);
}

static void
write_digits (NxDate day, char digits[9])
{
  guint number = (guint)day.year * 10000 + day.month * 100u + day.day;

  for (int i = 7; i >= 0; i--, number /= 10)
    digits[i] = (char)('0' + number % 10);
  digits[8] = '\0';
}

static Likeness
compare_digits (NxDate a, NxDate b)
{
  char digits_a[9];
  char digits_b[9];

  write_digits (a, digits_a);
  write_digits (b, digits_b);
  return compare_in_place (digits_a, digits_b, 8);
}

static void
score_full_births (const NxTwinFacts *a, const NxTwinFacts *b, NxTwinScore *score)
{
  NxDate first = a->birth;
  NxDate other = b->birth;

  if (is_same_day (first, other))
    note (score, NX_TWIN_BIRTH_SAME,
          first.month == 1 && first.day == 1 ? POINTS_BIRTH_NEW_YEAR
                                             : points_of[NX_TWIN_BIRTH_SAME]);
  else if (first.year == other.year && first.month == other.day && first.day == other.month)
    take (score, NX_TWIN_BIRTH_SWAPPED);
  else if (agrees_as_lunar (a, b))
    take (score, NX_TWIN_BIRTH_LUNAR);
  else if (compare_digits (first, other) != APART)
    take (score, NX_TWIN_BIRTH_ONE_OFF);
  else
    take (score,
          ABS (first.year - other.year) >= YEARS_FAR ? NX_TWIN_BIRTH_FAR : NX_TWIN_BIRTH_OTHER);
}

static void
score_births (const NxTwinFacts *a, const NxTwinFacts *b, NxTwinScore *score)
{
  NxDate first = a->birth;
  NxDate other = b->birth;

  if (!nx_date_is_set (first) || !nx_date_is_set (other))
    return;
  if (nx_date_is_full (first) && nx_date_is_full (other))
    score_full_births (a, b, score);
  else if (first.year != other.year)
    take (score,
          ABS (first.year - other.year) >= YEARS_FAR ? NX_TWIN_BIRTH_FAR : NX_TWIN_BIRTH_OTHER);
  else if (first.month == 0 || other.month == 0)
    take (score, NX_TWIN_BIRTH_PART);
  else if (first.month == other.month)
    note (score, NX_TWIN_BIRTH_PART, POINTS_BIRTH_MONTH);
  else
    take (score, NX_TWIN_BIRTH_OTHER);
}

/* The rest */

static gboolean
shares_phone (const NxTwinFacts *a, const NxTwinFacts *b)
{
  for (guint i = 0; a->phones[i] != NULL; i++)
    if (g_strv_contains ((const char *const *)b->phones, a->phones[i]))
      return TRUE;
  return FALSE;
}

static void
score_homes (const NxTwinFacts *a, const NxTwinFacts *b, NxTwinScore *score)
{
  gboolean is_one_home = TRUE;

  if (a->household_id != 0 && a->household_id == b->household_id)
    take (score, NX_TWIN_HOUSEHOLD_SAME);
  else if (a->address != 0 && a->address == b->address)
    take (score, NX_TWIN_ADDRESS_SAME);
  else
    is_one_home = FALSE;
  if (shares_phone (a, b))
    note (score, NX_TWIN_PHONE_SAME,
          is_one_home ? POINTS_PHONE_AT_HOME : points_of[NX_TWIN_PHONE_SAME]);
}

static void
score_sexes (const NxTwinFacts *a, const NxTwinFacts *b, NxTwinScore *score)
{
  if (a->sex == '\0' || b->sex == '\0')
    return;
  if (a->sex != b->sex)
    take (score, NX_TWIN_SEX_OTHER);
  else
    score->points += POINTS_SEX_SAME;
}

/* Brothers and sisters born together share nearly everything but the given name, which parents like
 * to make differ in one character (浩然, 浩宇). */
static gboolean
are_siblings (const NxTwinFacts *a, const NxTwinFacts *b, NxTwinScore score)
{
  return nx_twin_score_has (score, NX_TWIN_BIRTH_SAME)
         && (nx_twin_score_has (score, NX_TWIN_NAME_OTHER)
             || nx_twin_score_has (score, NX_TWIN_NAME_ONE_OFF))
         && !nx_twin_score_has (score, NX_TWIN_ID_SAME)
         && !nx_twin_score_has (score, NX_TWIN_ID_ONE_OFF)
         && !nx_twin_score_has (score, NX_TWIN_ID_SWAPPED) && a->n_characters > 0
         && b->n_characters > 0 && a->characters[0].c == b->characters[0].c;
}

NxTwinScore
nx_twin_score (const NxTwinFacts *a, const NxTwinFacts *b, const NxTwinNamesakes *namesakes)
{
  NxTwinScore score = { 0, 0 };

  score_id_numbers (a, b, &score);
  score_names (a, b, namesakes, &score);
  score_births (a, b, &score);
  score_homes (a, b, &score);
  score_sexes (a, b, &score);
  if (are_siblings (a, b, score))
    take (&score, NX_TWIN_SIBLINGS);
  return score;
}

gboolean
nx_twin_score_has (NxTwinScore score, NxTwinReason reason)
{
  return (score.reasons >> reason & 1) != 0;
}

NxTwinCertainty
nx_twin_score_get_certainty (NxTwinScore score)
{
  return score.points >= NX_TWIN_POINTS_ALMOST_SURE ? NX_TWIN_ALMOST_SURE
         : score.points >= NX_TWIN_POINTS_LIKELY    ? NX_TWIN_LIKELY
         : score.points >= NX_TWIN_POINTS_POSSIBLE  ? NX_TWIN_POSSIBLE
                                                    : NX_TWIN_UNLIKELY;
}
