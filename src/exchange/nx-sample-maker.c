/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Makes people, marriages, children, moves and deaths of made-up families possible ones. */
#define G_LOG_DOMAIN "nx-exchange"

#include "config.h"

#include "nx-sample-maker.h"

#include <string.h>

int
nx_sample_maker_year_now (const NxSampleMaker *maker)
{
  return maker->office->today.year;
}

int
nx_sample_maker_add_household (NxSampleMaker *maker)
{
  NxSampleHousehold household = { .status = "occupied", .head = -1 };

  nx_sample_place_household (maker->office, maker->rand, &household);
  g_array_append_val (maker->group->households, household);
  return (int)maker->group->households->len - 1;
}

/* TRUE when the name holds a character of a given name of the family: children do not get those. */
static gboolean
repeats_character (const NxSampleMaker *maker, const char *given)
{
  for (guint i = 0; i < maker->group->persons->len; i++)
    {
      const NxSamplePerson *other = NX_SAMPLE_PERSON (maker->group, i);
      const char *theirs = other->name + strlen (other->surname);

      for (const char *at = given; *at != '\0'; at = g_utf8_next_char (at))
        if (g_utf8_strchr (theirs, -1, g_utf8_get_char (at)) != NULL)
          return TRUE;
    }
  return FALSE;
}

static char *
make_name (NxSampleMaker *maker,
           const char *sex,
           int year,
           const char *surname,
           const char *ethnic,
           int father)
{
  g_autofree char *given = NULL;
  const char *style = ethnic;

  /* A Mongol with a surname bears a name of the Han kind. */
  if (strcmp (ethnic, "02") == 0 && *surname != '\0')
    style = "01";
  for (int tries = 0; tries < 12; tries++)
    {
      g_free (given);
      given = nx_sample_given_name (maker->rand, sex, year, style);
      if (!repeats_character (maker, given))
        break;
    }
  if (nx_sample_has_no_surname (ethnic))
    {
      g_autofree char *last = NULL;

      if (father >= 0)
        last = g_strndup (NX_SAMPLE_PERSON (maker->group, father)->name,
                          strcspn (NX_SAMPLE_PERSON (maker->group, father)->name, "\xc2"));
      else
        last = nx_sample_patronymic (maker->rand);
      return g_strconcat (given, "\xc2\xb7", last, NULL);
    }
  return g_strconcat (surname, given, NULL);
}

int
nx_sample_maker_add_person (NxSampleMaker *maker,
                            const char *sex,
                            int year,
                            const char *surname,
                            const char *ethnic,
                            int father)
{
  NxSamplePerson person
      = { .sex = sex, .ethnic = ethnic, .father = father, .mother = -1, .spouse = -1 };

  person.surname = g_strdup (surname != NULL ? surname : nx_sample_surname (maker->rand, ethnic));
  person.name = make_name (maker, sex, year, person.surname, ethnic, father);
  person.born = nx_sample_day_in (maker->rand, year);
  if (nx_date_compare (person.born, maker->office->today) > 0)
    person.born = nx_date_add_days (maker->office->today, -nx_sample_between (maker->rand, 3, 200));
  g_array_append_val (maker->group->persons, person);
  return (int)maker->group->persons->len - 1;
}

int
nx_sample_maker_born_in (const NxSampleMaker *maker, int person)
{
  return NX_SAMPLE_PERSON (maker->group, person)->born.year;
}

NxDate
nx_sample_maker_blur (NxSampleMaker *maker, NxDate day)
{
  if (day.year < 2005 && nx_sample_chance (maker->rand, 50))
    day.day = 0;
  if (day.year < 1990 && day.day == 0 && nx_sample_chance (maker->rand, 50))
    day.month = 0;
  return day;
}

void
nx_sample_maker_join (
    NxSampleMaker *maker, int household, int person, const char *relation, NxDate from_on)
{
  NxSampleMembership membership
      = { .household = household, .person = person, .relation = relation, .from_on = from_on };

  if (strcmp (relation, "02") == 0)
    NX_SAMPLE_HOUSEHOLD (maker->group, household)->head = person;
  g_array_append_val (maker->group->memberships, membership);
}

void
nx_sample_maker_leave (
    NxSampleMaker *maker, int household, int person, NxDate to_on, const char *reason)
{
  for (guint i = 0; i < maker->group->memberships->len; i++)
    {
      NxSampleMembership *membership = NX_SAMPLE_MEMBERSHIP (maker->group, i);

      if (membership->household == household && membership->person == person
          && !nx_date_is_set (membership->to_on))
        {
          membership->to_on = to_on;
          membership->leave_reason = reason;
        }
    }
}

void
nx_sample_maker_marry (NxSampleMaker *maker, int husband, int wife)
{
  NX_SAMPLE_PERSON (maker->group, husband)->spouse = wife;
  NX_SAMPLE_PERSON (maker->group, wife)->spouse = husband;
  NX_SAMPLE_PERSON (maker->group, husband)->marital = "20";
  NX_SAMPLE_PERSON (maker->group, wife)->marital = "20";
}

int
nx_sample_maker_add_spouse (NxSampleMaker *maker, int person)
{
  gboolean is_wife = strcmp (NX_SAMPLE_PERSON (maker->group, person)->sex, "1") == 0;
  int year = nx_sample_maker_born_in (maker, person)
             + (is_wife ? nx_sample_between (maker->rand, -1, 5)
                        : nx_sample_between (maker->rand, -5, 1));
  const char *ethnic = NX_SAMPLE_PERSON (maker->group, person)->ethnic;
  int spouse = 0;

  if (!nx_sample_has_no_surname (ethnic) && nx_sample_chance (maker->rand, 35))
    ethnic = "01";
  spouse = nx_sample_maker_add_person (maker, is_wife ? "2" : "1", year, NULL, ethnic, -1);
  nx_sample_maker_marry (maker, is_wife ? person : spouse, is_wife ? spouse : person);
  return spouse;
}

const char *
nx_sample_maker_spouse_relation (NxSampleMaker *maker, int spouse)
{
  gboolean is_wife = strcmp (NX_SAMPLE_PERSON (maker->group, spouse)->sex, "2") == 0;

  if (nx_sample_chance (maker->rand, 40))
    return "10";
  return is_wife ? "12" : "11";
}

int
nx_sample_maker_possible_year (const NxSampleMaker *maker, int father, int mother, int wish)
{
  if (mother >= 0)
    wish = MIN (wish, nx_sample_maker_born_in (maker, mother) + 43);
  if (father >= 0)
    wish = MAX (wish, nx_sample_maker_born_in (maker, father) + 21);
  if (mother >= 0)
    wish = MAX (wish, nx_sample_maker_born_in (maker, mother) + 21);
  return wish;
}

int
nx_sample_maker_add_child (NxSampleMaker *maker, int father, int mother, int year)
{
  int named_after = father >= 0 ? father : mother;
  g_autofree char *surname = g_strdup (NX_SAMPLE_PERSON (maker->group, named_after)->surname);
  const char *ethnic = NX_SAMPLE_PERSON (maker->group, named_after)->ethnic;
  int child = 0;

  year = nx_sample_maker_possible_year (maker, father, mother, year);
  /* A mixed family mostly registers the child with the minority. */
  if (mother >= 0 && strcmp (ethnic, "01") == 0
      && !nx_sample_has_no_surname (NX_SAMPLE_PERSON (maker->group, mother)->ethnic)
      && *surname != '\0')
    ethnic = NX_SAMPLE_PERSON (maker->group, mother)->ethnic;
  child = nx_sample_maker_add_person (maker, nx_sample_chance (maker->rand, 51) ? "1" : "2", year,
                                      surname, ethnic, father);
  NX_SAMPLE_PERSON (maker->group, child)->mother = mother;
  return child;
}

const char *
nx_sample_maker_child_relation (NxSampleMaker *maker, int child, int place, gboolean is_only)
{
  static const char *const sons[] = { "22", "23", "24" };
  static const char *const daughters[] = { "32", "33", "34" };
  gboolean is_son = strcmp (NX_SAMPLE_PERSON (maker->group, child)->sex, "1") == 0;

  if (is_only)
    return nx_sample_chance (maker->rand, 50) ? (is_son ? "20" : "30") : (is_son ? "21" : "31");
  return is_son ? sons[MIN (place, 2)] : daughters[MIN (place, 2)];
}

NxDate
nx_sample_maker_later (NxDate a, NxDate b)
{
  return nx_date_compare (a, b) > 0 ? a : b;
}

NxDate
nx_sample_maker_moved_in (NxSampleMaker *maker, int first_year)
{
  int year = nx_sample_between (
      maker->rand, CLAMP (first_year, 1978, nx_sample_maker_year_now (maker) - 1),
      CLAMP (first_year + 14, 1996, nx_sample_maker_year_now (maker) - 1));

  return nx_sample_day_in (maker->rand, year);
}

void
nx_sample_maker_raise_children (NxSampleMaker *maker,
                                int household,
                                int father,
                                int mother,
                                int first_year,
                                int n,
                                NxDate since)
{
  int n_sons = 0;
  int n_daughters = 0;
  int year = first_year;

  for (int i = 0; i < n; i++)
    {
      int child = nx_sample_maker_add_child (maker, father, mother,
                                             MIN (year, nx_sample_maker_year_now (maker)));
      const NxSamplePerson *born = NX_SAMPLE_PERSON (maker->group, child);
      int place = strcmp (born->sex, "1") == 0 ? n_sons++ : n_daughters++;

      nx_sample_maker_join (maker, household, child,
                            nx_sample_maker_child_relation (maker, child, place, n == 1),
                            nx_sample_maker_later (since, born->born));
      year += nx_sample_between (maker->rand, 2, 6);
      if (year > nx_sample_maker_year_now (maker) - 1
          || (mother >= 0 && year > nx_sample_maker_born_in (maker, mother) + 42))
        break;
    }
}

int
nx_sample_maker_add_gone_child (
    NxSampleMaker *maker, int household, int father, int mother, NxDate since)
{
  int parent = mother >= 0 ? mother : father;
  int child = nx_sample_maker_add_child (
      maker, father, mother,
      nx_sample_maker_born_in (maker, parent) + nx_sample_between (maker->rand, 22, 30));
  NxDate left = nx_date_add_months (NX_SAMPLE_PERSON (maker->group, child)->born,
                                    12 * nx_sample_between (maker->rand, 22, 28));

  NX_SAMPLE_PERSON (maker->group, child)->marital = "20";
  left = nx_date_add_days (left, nx_sample_between (maker->rand, 0, 300));
  if (nx_date_compare (left, maker->office->today) >= 0)
    left = nx_date_add_days (maker->office->today, -nx_sample_between (maker->rand, 20, 400));
  if (nx_date_compare (nx_sample_maker_later (since, NX_SAMPLE_PERSON (maker->group, child)->born),
                       left)
      >= 0)
    return child; /* grown before the family came here */
  nx_sample_maker_join (
      maker, household, child, nx_sample_maker_child_relation (maker, child, 0, FALSE),
      nx_sample_maker_blur (
          maker, nx_sample_maker_later (since, NX_SAMPLE_PERSON (maker->group, child)->born)));
  nx_sample_maker_leave (maker, household, child, left,
                         nx_sample_chance (maker->rand, 60) ? "结婚迁出" : "外出工作迁出");
  return child;
}

void
nx_sample_maker_set_kin (NxSampleMaker *maker, int person, int child)
{
  NxSamplePerson *self = NX_SAMPLE_PERSON (maker->group, person);
  const NxSamplePerson *kin = NX_SAMPLE_PERSON (maker->group, child);

  self->kin_word = strcmp (kin->sex, "1") == 0 ? "儿子" : "女儿";
  g_free (self->kin_name);
  self->kin_name = g_strdup (kin->name);
}

/* A relative who is no record of the office, only a name in the papers. */
void
nx_sample_maker_invent_kin (
    NxSampleMaker *maker, int person, const char *word, const char *sex, int year)
{
  NxSamplePerson *self = NX_SAMPLE_PERSON (maker->group, person);
  gboolean is_child = strcmp (word, "儿子") == 0 || (strcmp (word, "女儿") == 0);
  g_autofree char *surname = NULL;

  if (is_child && self->spouse >= 0 && strcmp (self->sex, "2") == 0)
    surname = g_strdup (NX_SAMPLE_PERSON (maker->group, self->spouse)->surname);
  else if (is_child && strcmp (self->sex, "2") == 0)
    surname = g_strdup (nx_sample_surname (maker->rand, "01"));
  else
    surname
        = g_strdup (*self->surname != '\0' ? self->surname : nx_sample_surname (maker->rand, "01"));
  self->kin_word = word;
  g_free (self->kin_name);
  self->kin_name = make_name (maker, sex, year, surname, "01", -1);
}

void
nx_sample_maker_give_elder_kin (NxSampleMaker *maker, int person)
{
  gboolean is_son = nx_sample_chance (maker->rand, 45);

  nx_sample_maker_invent_kin (
      maker, person, is_son ? "儿子" : "女儿", is_son ? "1" : "2",
      nx_sample_maker_born_in (maker, person) + nx_sample_between (maker->rand, 22, 32));
}

void
nx_sample_maker_die (NxSampleMaker *maker, int person, NxDate day)
{
  NxSamplePerson *self = NX_SAMPLE_PERSON (maker->group, person);

  self->died_on = day;
  if (self->spouse >= 0 && !nx_date_is_set (NX_SAMPLE_PERSON (maker->group, self->spouse)->died_on))
    NX_SAMPLE_PERSON (maker->group, self->spouse)->marital = "30";
}

void
nx_sample_maker_found_home (NxSampleMaker *maker, int household, int a, int b, NxDate since)
{
  gboolean is_a_man = strcmp (NX_SAMPLE_PERSON (maker->group, a)->sex, "1") == 0;
  gboolean is_a_head = is_a_man == nx_sample_chance (maker->rand, 78);

  nx_sample_maker_join (maker, household, is_a_head ? a : b, "02", since);
  nx_sample_maker_join (maker, household, is_a_head ? b : a,
                        nx_sample_maker_spouse_relation (maker, is_a_head ? b : a), since);
}

void
nx_sample_maker_sort_couple (NxSampleMaker *maker, int person, int *husband, int *wife)
{
  int spouse = NX_SAMPLE_PERSON (maker->group, person)->spouse;
  gboolean is_man = strcmp (NX_SAMPLE_PERSON (maker->group, person)->sex, "1") == 0;

  *husband = is_man ? person : spouse;
  *wife = is_man ? spouse : person;
}

int
nx_sample_maker_add_adult_couple (NxSampleMaker *maker, int youngest, int oldest)
{
  int husband = nx_sample_maker_add_person (
      maker, "1",
      nx_sample_maker_year_now (maker) - nx_sample_between (maker->rand, youngest, oldest), NULL,
      maker->ethnic, -1);

  nx_sample_maker_add_spouse (maker, husband);
  return husband;
}

int
nx_sample_maker_add_parent_of (NxSampleMaker *maker, int child, const char *sex)
{
  gboolean is_father = strcmp (sex, "1") == 0;
  g_autofree char *surname = g_strdup (NX_SAMPLE_PERSON (maker->group, child)->surname);
  const char *ethnic = NX_SAMPLE_PERSON (maker->group, child)->ethnic;
  int year = nx_sample_maker_born_in (maker, child) - nx_sample_between (maker->rand, 23, 31);
  int parent
      = nx_sample_maker_add_person (maker, sex, year, is_father ? surname : NULL, ethnic, -1);

  if (is_father)
    NX_SAMPLE_PERSON (maker->group, child)->father = parent;
  else
    NX_SAMPLE_PERSON (maker->group, child)->mother = parent;
  return parent;
}
