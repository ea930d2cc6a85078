/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * What two records of people are compared by, brought into forms that can be compared. */
#define G_LOG_DOMAIN "nx-search"

#include "config.h"

#include "nx-twin-facts.h"

#include "nx-lunar.h"
#include "nx-name-units.h"
#include "nx-surname-table.h"
#include "nx-text.h"
#include "nx-twin-private.h"

#include <string.h>

/* The ideographic comma, which parts former names. */
#define NAME_SEPARATOR "\u3001"

/* A landline without its area code has seven digits; what is shorter is a service or a slip. */
#define LEAST_PHONE_DIGITS 7

#define WORD_MARK 0x80000000u

/* Most people have neither former names nor, in some registers, phones. */
static char *no_texts[] = { NULL };

/* What registers write where there is no name: nobody's name, so everybody's. */
static const char *const no_names[]
    = { "未取名", "无名氏", "未命名", "无名", "不详", "未知", "婴儿", NULL };

static char *
read_name (const char *text, char **written)
{
  g_autofree char *clean = nx_name_clean (text);
  char *name = nx_text_fold (clean);

  if (g_strv_contains (no_names, name))
    *name = '\0';
  *written = g_str_equal (clean, name) ? name : g_steal_pointer (&clean);
  return name;
}

static char **
end_texts (GPtrArray *texts)
{
  if (texts->len == 0)
    return no_texts;
  g_ptr_array_add (texts, NULL);
  /* An array is longer than what is in it, and there is one for each of the store's people. */
  return g_memdup2 (texts->pdata, texts->len * sizeof *texts->pdata);
}

static void
free_texts (char **texts)
{
  if (texts != no_texts)
    g_strfreev (texts);
}

static char **
split_formers (const char *text)
{
  g_auto (GStrv) parts = NULL;
  g_autoptr (GPtrArray) names = NULL;

  if (text == NULL)
    return no_texts;
  parts = g_strsplit (text, NAME_SEPARATOR, -1);
  names = g_ptr_array_new ();
  for (guint i = 0; parts[i] != NULL; i++)
    {
      char *name = nx_text_fold (parts[i]);

      if (*name != '\0')
        g_ptr_array_add (names, name);
      else
        g_free (name);
    }
  return end_texts (names);
}

/* "+86 138…" is the same phone. */
static void
take_phone (GPtrArray *phones, GString *digits)
{
  const char *number = digits->str;

  if (digits->len == 15 && g_str_has_prefix (number, "0086"))
    number += 4;
  else if (digits->len == 13 && g_str_has_prefix (number, "86"))
    number += 2;
  if (strlen (number) >= LEAST_PHONE_DIGITS)
    g_ptr_array_add (phones, g_strdup (number));
  g_string_truncate (digits, 0);
}

/* Also while they are typed: a space or a hyphen may stand inside a number, all else parts them. */
static char **
split_phones (const char *text)
{
  g_autoptr (GPtrArray) phones = NULL;
  g_autoptr (GString) digits = NULL;

  if (text == NULL)
    return no_texts;
  phones = g_ptr_array_new ();
  digits = g_string_new (NULL);
  for (; *text != '\0'; text++)
    if (g_ascii_isdigit (*text))
      g_string_append_c (digits, *text);
    else if ((*text != ' ' && *text != '-') || !g_ascii_isdigit (text[1]))
      take_phone (phones, digits);
  take_phone (phones, digits);
  return end_texts (phones);
}

static void
read_units (NxTwinFacts *self, const NxNameUnits *units)
{
  for (guint i = 0; i < self->n_characters; i++)
    {
      const NxNameUnit *unit = &units->units[i];
      NxTwinCharacter *character = &self->characters[i];

      if (unit->kind != NX_UNIT_HAN)
        {
          g_autofree char *word = g_strndup (units->words + unit->word, unit->word_length);

          character->c = g_str_hash (word) | WORD_MARK;
          continue;
        }
      character->c = nx_text_simplify (unit->c);
      character->n_readings = (guint8)MIN (unit->n_readings, NX_TWIN_MAX_READINGS);
      memcpy (character->readings, unit->readings,
              character->n_readings * sizeof *character->readings);
    }
}

static void
read_id_number (NxTwinFacts *self, const char *text, NxDate today)
{
  NxIdNumber number;

  self->id_is_good = nx_id_number_parse (text, today, &number);
  g_strlcpy (self->id_number, number.text, sizeof self->id_number);
  self->id_kind = number.kind;
  if (!self->id_is_good)
    return;
  if (!nx_date_is_set (self->birth))
    self->birth = number.birth;
  if (self->sex == '\0')
    self->sex = number.sex[0];
}

static NxDate
solar_of_lunar_digits (NxDate digits)
{
  NxLunarDate lunar = { digits.year, digits.month, digits.day, FALSE };
  NxDate solar = NX_DATE_NONE;

  if (nx_date_is_full (digits) && nx_lunar_is_valid (lunar))
    nx_lunar_to_solar (lunar, &solar);
  return solar;
}

static void
read_births (NxTwinFacts *self, const char *solar, const char *lunar)
{
  NxLunarDate kept;

  nx_date_from_iso (solar, &self->birth);
  if (nx_lunar_from_iso (lunar, &kept) && kept.year != 0)
    {
      self->lunar_digits = (NxDate){ kept.year, kept.month, kept.day };
      if (!nx_date_is_full (self->birth))
        nx_lunar_to_solar (kept, &self->birth);
    }
}

NxTwinFacts *
nx_twin_facts_new (const NxTwinTexts *texts, NxDate today)
{
  NxNameUnits units;
  NxTwinFacts *self = NULL;
  guint n = 0;

  nx_name_units_read (
      &units, texts->name != NULL && g_utf8_validate (texts->name, -1, NULL) ? texts->name : NULL,
      texts->pinyin, TRUE);
  n = MIN (units.n_units, NX_TWIN_MAX_CHARACTERS);
  self = g_malloc0 (sizeof *self + n * sizeof *self->characters);
  self->id = texts->id;
  self->household_id = texts->household_id;
  if (texts->address != NULL && *texts->address != '\0')
    self->address = ((guint64)g_str_hash (texts->address) << 32) | strlen (texts->address);
  self->name = read_name (texts->name, &self->written);
  self->formers = split_formers (texts->former_names);
  self->phones = split_phones (texts->phones);
  self->sex = texts->sex != NULL && strchr ("12", texts->sex[0]) != NULL ? texts->sex[0] : '\0';
  self->n_characters = *self->name != '\0' ? (guint8)n : 0;
  self->surname_length = (guint8)nx_surname_table_length (self->written);
  read_units (self, &units);
  read_births (self, texts->birth_on, texts->birth_lunar);
  read_id_number (self, texts->id_number, today);
  self->birth_as_lunar = solar_of_lunar_digits (self->birth);
  return self;
}

void
nx_twin_facts_free (NxTwinFacts *self)
{
  if (self == NULL)
    return;
  if (self->written != self->name)
    g_free (self->written);
  g_free (self->name);
  free_texts (self->formers);
  free_texts (self->phones);
  g_free (self);
}

gint64
nx_twin_facts_get_id (const NxTwinFacts *self)
{
  return self->id;
}

NxDate
nx_twin_facts_get_birth (const NxTwinFacts *self)
{
  return self->birth;
}

guint
nx_twin_facts_get_other_births (const NxTwinFacts *self, NxDate days[NX_TWIN_MAX_DAYS])
{
  NxDate swapped = { self->birth.year, self->birth.day, self->birth.month };
  guint n = 0;

  if (!nx_date_is_full (self->birth))
    return 0;
  if (swapped.month != swapped.day && nx_date_is_valid (swapped))
    days[n++] = swapped;
  if (nx_date_is_full (self->birth_as_lunar))
    days[n++] = self->birth_as_lunar;
  if (nx_date_is_full (self->lunar_digits))
    days[n++] = self->lunar_digits;
  else
    {
      NxLunarDate lunar;

      if (nx_lunar_from_solar (self->birth, &lunar))
        days[n++] = (NxDate){ lunar.year, lunar.month, lunar.day };
    }
  return n;
}

const char *
nx_twin_facts_get_id_number (const NxTwinFacts *self)
{
  return self->id_number;
}

const char *const *
nx_twin_facts_get_phones (const NxTwinFacts *self)
{
  return (const char *const *)self->phones;
}

const char *
nx_twin_facts_get_name (const NxTwinFacts *self)
{
  return self->name;
}

GStrv
nx_twin_facts_dup_near_numbers (const NxTwinFacts *self)
{
  static const char digits[] = "0123456789X";
  g_autoptr (GPtrArray) near = g_ptr_array_new ();
  gsize length = strlen (self->id_number);

  for (gsize i = 0; length == 18 && i < length; i++)
    for (const char *digit = digits; *digit != '\0'; digit++)
      {
        char *other = NULL;

        if (*digit == self->id_number[i] || (*digit == 'X' && i + 1 < length))
          continue;
        other = g_strdup (self->id_number);
        other[i] = *digit;
        g_ptr_array_add (near, other);
      }
  for (gsize i = 0; length == 18 && i + 1 < length; i++)
    if (self->id_number[i] != self->id_number[i + 1])
      {
        char *other = g_strdup (self->id_number);

        other[i] = self->id_number[i + 1];
        other[i + 1] = self->id_number[i];
        g_ptr_array_add (near, other);
      }
  g_ptr_array_add (near, NULL);
  return (GStrv)g_ptr_array_steal (near, NULL);
}

gboolean
nx_twin_characters_sound_alike (const NxTwinCharacter *a, const NxTwinCharacter *b)
{
  if (a->c == b->c)
    return TRUE;
  for (guint i = 0; i < a->n_readings; i++)
    for (guint j = 0; j < b->n_readings; j++)
      if (a->readings[i] == b->readings[j])
        return TRUE;
  return FALSE;
}
