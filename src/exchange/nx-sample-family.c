/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Puts together families: who is married to whom, whose children, who moved in and out when. */
#define G_LOG_DOMAIN "nx-exchange"

#include "config.h"

#include "nx-sample-data.h"

#include <string.h>

/* How often each form comes, in the order of NxSampleForm: an old part of a north-eastern city. */
static const guint8 form_weights[NX_N_SAMPLE_FORMS] = {
  13, 17, 8, 7, 20, 5, 7, 6, 5, 5, 1, 5, 1,
};

typedef struct
{
  NxSampleOffice *office;
  NxSampleGroup *group;
  GRand *rand;
  const char *ethnic; /* the family's */
} Maker;

static int
year_now (const Maker *maker)
{
  return maker->office->today.year;
}

static int
add_household (Maker *maker)
{
  NxSampleHousehold household = { .status = "occupied", .head = -1 };

  nx_sample_place_household (maker->office, maker->rand, &household);
  g_array_append_val (maker->group->households, household);
  return (int)maker->group->households->len - 1;
}

/* TRUE when the name holds a character of a given name of the family: children do not get those. */
static gboolean
repeats_character (const Maker *maker, const char *given)
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
make_name (
    Maker *maker, const char *sex, int year, const char *surname, const char *ethnic, int father)
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

/* @surname NULL: one of their own. */
static int
add_person (
    Maker *maker, const char *sex, int year, const char *surname, const char *ethnic, int father)
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

static int
born_in (const Maker *maker, int person)
{
  return NX_SAMPLE_PERSON (maker->group, person)->born.year;
}

/* Old families' dates are known by the year or the month only. */
static NxDate
blur (Maker *maker, NxDate day)
{
  if (day.year < 2005 && nx_sample_chance (maker->rand, 50))
    day.day = 0;
  if (day.year < 1990 && day.day == 0 && nx_sample_chance (maker->rand, 50))
    day.month = 0;
  return day;
}

static void
join (Maker *maker, int household, int person, const char *relation, NxDate from_on)
{
  NxSampleMembership membership
      = { .household = household, .person = person, .relation = relation, .from_on = from_on };

  if (strcmp (relation, "02") == 0)
    NX_SAMPLE_HOUSEHOLD (maker->group, household)->head = person;
  g_array_append_val (maker->group->memberships, membership);
}

static void
leave (Maker *maker, int household, int person, NxDate to_on, const char *reason)
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

static void
marry (Maker *maker, int husband, int wife)
{
  NX_SAMPLE_PERSON (maker->group, husband)->spouse = wife;
  NX_SAMPLE_PERSON (maker->group, wife)->spouse = husband;
  NX_SAMPLE_PERSON (maker->group, husband)->marital = "20";
  NX_SAMPLE_PERSON (maker->group, wife)->marital = "20";
}

/* A husband or wife of plausible age and ethnic group. */
static int
add_spouse (Maker *maker, int person)
{
  gboolean is_wife = strcmp (NX_SAMPLE_PERSON (maker->group, person)->sex, "1") == 0;
  int year = born_in (maker, person)
             + (is_wife ? nx_sample_between (maker->rand, -1, 5)
                        : nx_sample_between (maker->rand, -5, 1));
  const char *ethnic = NX_SAMPLE_PERSON (maker->group, person)->ethnic;
  int spouse = 0;

  if (!nx_sample_has_no_surname (ethnic) && nx_sample_chance (maker->rand, 35))
    ethnic = "01";
  spouse = add_person (maker, is_wife ? "2" : "1", year, NULL, ethnic, -1);
  marry (maker, is_wife ? person : spouse, is_wife ? spouse : person);
  return spouse;
}

static const char *
spouse_relation (Maker *maker, int spouse)
{
  gboolean is_wife = strcmp (NX_SAMPLE_PERSON (maker->group, spouse)->sex, "2") == 0;

  if (nx_sample_chance (maker->rand, 40))
    return "10";
  return is_wife ? "12" : "11";
}

/* The year nearest to @wish in which the two can have a child. */
static int
possible_year (const Maker *maker, int father, int mother, int wish)
{
  if (mother >= 0)
    wish = MIN (wish, born_in (maker, mother) + 43);
  if (father >= 0)
    wish = MAX (wish, born_in (maker, father) + 21);
  if (mother >= 0)
    wish = MAX (wish, born_in (maker, mother) + 21);
  return wish;
}

/* A child of the couple; @mother or @father may be -1. The child is born in @year. */
static int
add_child (Maker *maker, int father, int mother, int year)
{
  int named_after = father >= 0 ? father : mother;
  g_autofree char *surname = g_strdup (NX_SAMPLE_PERSON (maker->group, named_after)->surname);
  const char *ethnic = NX_SAMPLE_PERSON (maker->group, named_after)->ethnic;
  int child = 0;

  year = possible_year (maker, father, mother, year);
  /* A mixed family mostly registers the child with the minority. */
  if (mother >= 0 && strcmp (ethnic, "01") == 0
      && !nx_sample_has_no_surname (NX_SAMPLE_PERSON (maker->group, mother)->ethnic)
      && *surname != '\0')
    ethnic = NX_SAMPLE_PERSON (maker->group, mother)->ethnic;
  child = add_person (maker, nx_sample_chance (maker->rand, 51) ? "1" : "2", year, surname, ethnic,
                      father);
  NX_SAMPLE_PERSON (maker->group, child)->mother = mother;
  return child;
}

/* Year of birth of the couple's first child when it shall be of about that age. */
static int
child_year (Maker *maker, int parent, int youngest, int oldest)
{
  int year = year_now (maker) - nx_sample_between (maker->rand, youngest, oldest);

  return MAX (year, born_in (maker, parent) + 21);
}

static const char *
child_relation (Maker *maker, int child, int place, gboolean is_only)
{
  static const char *const sons[] = { "22", "23", "24" };
  static const char *const daughters[] = { "32", "33", "34" };
  gboolean is_son = strcmp (NX_SAMPLE_PERSON (maker->group, child)->sex, "1") == 0;

  if (is_only)
    return nx_sample_chance (maker->rand, 50) ? (is_son ? "20" : "30") : (is_son ? "21" : "31");
  return is_son ? sons[MIN (place, 2)] : daughters[MIN (place, 2)];
}

static NxDate
later (NxDate a, NxDate b)
{
  return nx_date_compare (a, b) > 0 ? a : b;
}

/* The day the family moved in: not before @first_year and some time ago. */
static NxDate
moved_in (Maker *maker, int first_year)
{
  int year = nx_sample_between (maker->rand, CLAMP (first_year, 1978, year_now (maker) - 1),
                                CLAMP (first_year + 14, 1996, year_now (maker) - 1));

  return nx_sample_day_in (maker->rand, year);
}

/* Children of the couple in the household, from the day they moved in or were born. */
static void
raise_children (
    Maker *maker, int household, int father, int mother, int first_year, int n, NxDate since)
{
  int n_sons = 0;
  int n_daughters = 0;
  int year = first_year;

  for (int i = 0; i < n; i++)
    {
      int child = add_child (maker, father, mother, MIN (year, year_now (maker)));
      const NxSamplePerson *born = NX_SAMPLE_PERSON (maker->group, child);
      int place = strcmp (born->sex, "1") == 0 ? n_sons++ : n_daughters++;

      join (maker, household, child, child_relation (maker, child, place, n == 1),
            later (since, born->born));
      year += nx_sample_between (maker->rand, 2, 6);
      if (year > year_now (maker) - 1 || (mother >= 0 && year > born_in (maker, mother) + 42))
        break;
    }
}

/* A grown child that once lived here and moved out to marry or work. */
static int
add_gone_child (Maker *maker, int household, int father, int mother, NxDate since)
{
  int parent = mother >= 0 ? mother : father;
  int child = add_child (maker, father, mother,
                         born_in (maker, parent) + nx_sample_between (maker->rand, 22, 30));
  NxDate left = nx_date_add_months (NX_SAMPLE_PERSON (maker->group, child)->born,
                                    12 * nx_sample_between (maker->rand, 22, 28));

  NX_SAMPLE_PERSON (maker->group, child)->marital = "20";
  left = nx_date_add_days (left, nx_sample_between (maker->rand, 0, 300));
  if (nx_date_compare (left, maker->office->today) >= 0)
    left = nx_date_add_days (maker->office->today, -nx_sample_between (maker->rand, 20, 400));
  if (nx_date_compare (later (since, NX_SAMPLE_PERSON (maker->group, child)->born), left) >= 0)
    return child; /* grown before the family came here */
  join (maker, household, child, child_relation (maker, child, 0, FALSE),
        blur (maker, later (since, NX_SAMPLE_PERSON (maker->group, child)->born)));
  leave (maker, household, child, left,
         nx_sample_chance (maker->rand, 60) ? "结婚迁出" : "外出工作迁出");
  return child;
}

/* The relative of an elder who lives elsewhere. */
static void
set_kin (Maker *maker, int person, int child)
{
  NxSamplePerson *self = NX_SAMPLE_PERSON (maker->group, person);
  const NxSamplePerson *kin = NX_SAMPLE_PERSON (maker->group, child);

  self->kin_word = strcmp (kin->sex, "1") == 0 ? "儿子" : "女儿";
  g_free (self->kin_name);
  self->kin_name = g_strdup (kin->name);
}

/* A relative who is no record of the office, only a name in the papers. */
static void
invent_kin (Maker *maker, int person, const char *word, const char *sex, int year)
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

static void
give_elder_kin (Maker *maker, int person)
{
  gboolean is_son = nx_sample_chance (maker->rand, 45);

  invent_kin (maker, person, is_son ? "儿子" : "女儿", is_son ? "1" : "2",
              born_in (maker, person) + nx_sample_between (maker->rand, 22, 32));
}

static void
die (Maker *maker, int person, NxDate day)
{
  NxSamplePerson *self = NX_SAMPLE_PERSON (maker->group, person);

  self->died_on = day;
  if (self->spouse >= 0 && !nx_date_is_set (NX_SAMPLE_PERSON (maker->group, self->spouse)->died_on))
    NX_SAMPLE_PERSON (maker->group, self->spouse)->marital = "30";
}

/* The spouse died here; the survivor becomes or stays head. */
static void
add_late_spouse (Maker *maker, int household, int person, NxDate since)
{
  int spouse = add_spouse (maker, person);
  NxDate death
      = nx_date_add_days (maker->office->today, -nx_sample_between (maker->rand, 120, 5000));
  int sixty = born_in (maker, spouse) + 58;

  if (death.year < sixty)
    death = nx_sample_day_in (maker->rand, MIN (sixty, year_now (maker) - 1));
  death = later (death, nx_date_add_days (since, 60));
  if (nx_date_compare (death, maker->office->today) >= 0)
    death = nx_date_add_days (maker->office->today, -40);
  if (nx_sample_chance (maker->rand, 55))
    {
      /* The late one was head: the survivor was spouse until then and is head since. */
      join (maker, household, spouse, "02", blur (maker, since));
      join (maker, household, person,
            strcmp (NX_SAMPLE_PERSON (maker->group, person)->sex, "2") == 0 ? "12" : "11",
            blur (maker, since));
      leave (maker, household, spouse, death, "去世");
      leave (maker, household, person, death, "户主变更");
      join (maker, household, person, "02", death);
    }
  else
    {
      join (maker, household, person, "02", blur (maker, since));
      join (maker, household, spouse, spouse_relation (maker, spouse), blur (maker, since));
      leave (maker, household, spouse, death, "去世");
    }
  die (maker, spouse, death);
}

static void
make_elder_alone (Maker *maker)
{
  int household = add_household (maker);
  const char *sex = nx_sample_chance (maker->rand, 66) ? "2" : "1";
  int elder = add_person (maker, sex, year_now (maker) - nx_sample_between (maker->rand, 66, 94),
                          NULL, maker->ethnic, -1);
  NxDate since = moved_in (maker, born_in (maker, elder) + 35);

  if (nx_sample_chance (maker->rand, 78))
    {
      add_late_spouse (maker, household, elder, since);
      if (nx_sample_chance (maker->rand, 35))
        {
          int spouse = NX_SAMPLE_PERSON (maker->group, elder)->spouse;
          gboolean is_man = strcmp (sex, "1") == 0;

          set_kin (maker, elder,
                   add_gone_child (maker, household, is_man ? elder : spouse,
                                   is_man ? spouse : elder, since));
        }
      else if (nx_sample_chance (maker->rand, 93))
        give_elder_kin (maker, elder);
      return;
    }
  join (maker, household, elder, "02", blur (maker, since));
  NX_SAMPLE_PERSON (maker->group, elder)->marital
      = nx_sample_chance (maker->rand, 55) ? "10" : "40";
  if (strcmp (NX_SAMPLE_PERSON (maker->group, elder)->marital, "10") == 0)
    invent_kin (maker, elder, strcmp (sex, "1") == 0 ? "侄子" : "侄女",
                strcmp (sex, "1") == 0 ? "1" : "2", born_in (maker, elder) + 28);
  else
    give_elder_kin (maker, elder);
}

/* Head and spouse in a new household; the head is the husband more often than not. */
static void
found_home (Maker *maker, int household, int a, int b, NxDate since)
{
  gboolean is_a_man = strcmp (NX_SAMPLE_PERSON (maker->group, a)->sex, "1") == 0;
  gboolean is_a_head = is_a_man == nx_sample_chance (maker->rand, 78);

  join (maker, household, is_a_head ? a : b, "02", since);
  join (maker, household, is_a_head ? b : a, spouse_relation (maker, is_a_head ? b : a), since);
}

/* Puts husband and wife of @person into places. */
static void
sort_couple (Maker *maker, int person, int *husband, int *wife)
{
  int spouse = NX_SAMPLE_PERSON (maker->group, person)->spouse;
  gboolean is_man = strcmp (NX_SAMPLE_PERSON (maker->group, person)->sex, "1") == 0;

  *husband = is_man ? person : spouse;
  *wife = is_man ? spouse : person;
}

static void
make_elder_couple (Maker *maker)
{
  int household = add_household (maker);
  int husband = add_person (maker, "1", year_now (maker) - nx_sample_between (maker->rand, 63, 88),
                            NULL, maker->ethnic, -1);
  int wife = add_spouse (maker, husband);
  NxDate since = moved_in (maker, born_in (maker, husband) + 30);

  found_home (maker, household, husband, wife, blur (maker, since));
  if (nx_sample_chance (maker->rand, 45))
    {
      int child = add_gone_child (maker, household, husband, wife, since);

      set_kin (maker, husband, child);
      set_kin (maker, wife, child);
    }
  else if (nx_sample_chance (maker->rand, 94))
    {
      give_elder_kin (maker, wife);
      NX_SAMPLE_PERSON (maker->group, husband)->kin_word
          = NX_SAMPLE_PERSON (maker->group, wife)->kin_word;
      NX_SAMPLE_PERSON (maker->group, husband)->kin_name
          = g_strdup (NX_SAMPLE_PERSON (maker->group, wife)->kin_name);
    }
}

static void
make_adult_alone (Maker *maker)
{
  int household = add_household (maker);
  int person = add_person (maker, nx_sample_chance (maker->rand, 58) ? "1" : "2",
                           year_now (maker) - nx_sample_between (maker->rand, 22, 58), NULL,
                           maker->ethnic, -1);
  int age = year_now (maker) - born_in (maker, person);

  NX_SAMPLE_PERSON (maker->group, person)->marital
      = age < 32                                         ? "10"
        : age > 40 && nx_sample_chance (maker->rand, 65) ? "40"
                                                         : "10";
  join (maker, household, person, "02",
        moved_in (maker, MAX (born_in (maker, person) + 20, year_now (maker) - 12)));
  if (nx_sample_chance (maker->rand, 50))
    invent_kin (maker, person, "姐姐", "2", born_in (maker, person) - 3);
  else
    invent_kin (maker, person, "弟弟", "1", born_in (maker, person) + 3);
}

static int
add_adult_couple (Maker *maker, int youngest, int oldest)
{
  int husband = add_person (maker, "1",
                            year_now (maker) - nx_sample_between (maker->rand, youngest, oldest),
                            NULL, maker->ethnic, -1);

  add_spouse (maker, husband);
  return husband;
}

static void
make_couple (Maker *maker)
{
  int household = add_household (maker);
  int husband = add_adult_couple (maker, 26, 52);
  int wife = NX_SAMPLE_PERSON (maker->group, husband)->spouse;

  found_home (maker, household, husband, wife,
              moved_in (maker, MAX (MAX (born_in (maker, husband), born_in (maker, wife)) + 23,
                                    year_now (maker) - 15)));
}

/* Year the first child was born, so that it is between @youngest and @oldest now. */
static int
first_child_year (Maker *maker, int husband, int wife, int youngest, int oldest)
{
  int year = child_year (maker, wife, youngest, oldest);

  return MAX (year, born_in (maker, husband) + 22);
}

static void
make_nuclear (Maker *maker)
{
  int household = add_household (maker);
  int husband = add_adult_couple (maker, 28, 52);
  int wife = NX_SAMPLE_PERSON (maker->group, husband)->spouse;
  int age = year_now (maker) - born_in (maker, wife);
  int first
      = first_child_year (maker, husband, wife, MAX (0, age - 36), MIN (22, MAX (0, age - 23)));
  NxDate since = moved_in (maker, MAX (first - 2, year_now (maker) - 22));

  found_home (maker, household, husband, wife, since);
  raise_children (maker, household, husband, wife, first,
                  nx_sample_chance (maker->rand, 25) ? 2 : 1, since);
}

static void
make_single_parent (Maker *maker)
{
  int household = add_household (maker);
  gboolean is_mother = nx_sample_chance (maker->rand, 72);
  int husband = add_adult_couple (maker, 30, 48);
  int wife = NX_SAMPLE_PERSON (maker->group, husband)->spouse;
  int parent = is_mother ? wife : husband;
  int other = is_mother ? husband : wife;
  int first = first_child_year (maker, husband, wife, 3, 16);
  NxDate since = moved_in (maker, MAX (first - 1, 2004));
  NxDate left
      = nx_date_add_days (maker->office->today, -nx_sample_between (maker->rand, 100, 2200));

  left = later (left, nx_date_add_days (since, 100));
  if (nx_date_compare (left, maker->office->today) >= 0)
    left = nx_date_add_days (maker->office->today, -20);
  join (maker, household, parent, "02", since);
  if (nx_date_compare (since, left) < 0)
    {
      join (maker, household, other, spouse_relation (maker, other), since);
      leave (maker, household, other, left,
             nx_sample_chance (maker->rand, 25) ? "去世" : "离婚迁出");
    }
  raise_children (maker, household, husband, wife, first,
                  nx_sample_chance (maker->rand, 20) ? 2 : 1, since);
  for (guint i = 0; i < maker->group->memberships->len; i++)
    if (NX_SAMPLE_MEMBERSHIP (maker->group, i)->person == other
        && g_strcmp0 (NX_SAMPLE_MEMBERSHIP (maker->group, i)->leave_reason, "去世") == 0)
      {
        die (maker, other, left);
        return;
      }
  NX_SAMPLE_PERSON (maker->group, parent)->marital = "40";
  NX_SAMPLE_PERSON (maker->group, other)->marital = "40";
  NX_SAMPLE_PERSON (maker->group, parent)->spouse = -1;
  NX_SAMPLE_PERSON (maker->group, other)->spouse = -1;
}

/* A parent of @child, alive, widowed or with the other one. */
static int
add_parent_of (Maker *maker, int child, const char *sex)
{
  gboolean is_father = strcmp (sex, "1") == 0;
  g_autofree char *surname = g_strdup (NX_SAMPLE_PERSON (maker->group, child)->surname);
  const char *ethnic = NX_SAMPLE_PERSON (maker->group, child)->ethnic;
  int year = born_in (maker, child) - nx_sample_between (maker->rand, 23, 31);
  int parent = add_person (maker, sex, year, is_father ? surname : NULL, ethnic, -1);

  if (is_father)
    NX_SAMPLE_PERSON (maker->group, child)->father = parent;
  else
    NX_SAMPLE_PERSON (maker->group, child)->mother = parent;
  return parent;
}

static void
make_stem (Maker *maker)
{
  int household = add_household (maker);
  int husband = add_adult_couple (maker, 32, 52);
  int wife = NX_SAMPLE_PERSON (maker->group, husband)->spouse;
  gboolean is_husband_head = nx_sample_chance (maker->rand, 85);
  int head = is_husband_head ? husband : wife;
  int partner = is_husband_head ? wife : husband;
  gboolean is_own = nx_sample_chance (maker->rand, 70); /* the head's parents, else the partner's */
  int first = first_child_year (maker, husband, wife, 2, 17);
  NxDate since = moved_in (maker, MAX (first - 2, 2002));
  NxDate came = later (
      since, nx_date_add_days (maker->office->today, -nx_sample_between (maker->rand, 300, 5000)));
  int mother = 0;

  join (maker, household, head, "02", since);
  join (maker, household, partner, spouse_relation (maker, partner), since);
  raise_children (maker, household, husband, wife, first,
                  nx_sample_chance (maker->rand, 20) ? 2 : 1, since);
  mother = add_parent_of (maker, is_own ? head : partner, "2");
  join (maker, household, mother, is_own ? "52" : is_husband_head ? "56" : "54", came);
  if (nx_sample_chance (maker->rand, 45))
    {
      int father = add_parent_of (maker, is_own ? head : partner, "1");

      join (maker, household, father, is_own ? "51" : is_husband_head ? "55" : "53", came);
      marry (maker, father, mother);
    }
  else
    NX_SAMPLE_PERSON (maker->group, mother)->marital
        = nx_sample_chance (maker->rand, 90) ? "30" : "40";
}

static void
make_elder_stem (Maker *maker)
{
  int household = add_household (maker);
  int father = add_person (maker, "1", year_now (maker) - nx_sample_between (maker->rand, 60, 80),
                           NULL, maker->ethnic, -1);
  int mother = add_spouse (maker, father);
  NxDate since = moved_in (maker, born_in (maker, father) + 28);
  int child = add_child (maker, father, mother,
                         MAX (born_in (maker, mother), born_in (maker, father))
                             + nx_sample_between (maker->rand, 22, 28));
  gboolean is_son = strcmp (NX_SAMPLE_PERSON (maker->group, child)->sex, "1") == 0;
  int partner = add_spouse (maker, child);
  int year = MAX (MAX (born_in (maker, child), born_in (maker, partner)) + 23,
                  year_now (maker) - nx_sample_between (maker->rand, 1, 15));
  int grandchild = 0;
  NxDate wedding;

  found_home (maker, household, father, mother, blur (maker, since));
  year = MIN (year, year_now (maker));
  wedding = nx_sample_day_in (maker->rand, MAX (year - 2, since.year + 1));
  if (nx_date_compare (wedding, maker->office->today) > 0)
    wedding = nx_date_add_days (maker->office->today, -50);
  join (maker, household, child, is_son ? "20" : "30",
        blur (maker, later (since, NX_SAMPLE_PERSON (maker->group, child)->born)));
  join (maker, household, partner, is_son ? "38" : "28", later (since, wedding));
  grandchild = add_child (maker, is_son ? child : partner, is_son ? partner : child, year);
  join (maker, household, grandchild,
        strcmp (NX_SAMPLE_PERSON (maker->group, grandchild)->sex, "1") == 0
            ? (is_son ? "41" : "43")
            : (is_son ? "42" : "44"),
        later (since, NX_SAMPLE_PERSON (maker->group, grandchild)->born));
}

static void
make_skip (Maker *maker)
{
  static const char *const reasons[] = { "外出务工", "外出务工", "外出务工", "去世", "失联" };
  int household = add_household (maker);
  int grandfather
      = add_person (maker, "1", year_now (maker) - nx_sample_between (maker->rand, 58, 74), NULL,
                    maker->ethnic, -1);
  int grandmother = add_spouse (maker, grandfather);
  NxDate since = moved_in (maker, born_in (maker, grandfather) + 28);
  int son = add_child (maker, grandfather, grandmother,
                       MAX (born_in (maker, grandmother), born_in (maker, grandfather))
                           + nx_sample_between (maker->rand, 22, 26));
  gboolean is_son = strcmp (NX_SAMPLE_PERSON (maker->group, son)->sex, "1") == 0;
  int partner = add_spouse (maker, son);
  int year = MAX (MAX (born_in (maker, son), born_in (maker, partner)) + 22,
                  year_now (maker) - nx_sample_between (maker->rand, 5, 15));
  int child = add_child (maker, is_son ? son : partner, is_son ? partner : son,
                         MIN (year, year_now (maker) - 2));
  const char *reason = NX_SAMPLE_CHOOSE (maker->rand, reasons);
  NxDate left
      = later (nx_date_add_days (maker->office->today, -nx_sample_between (maker->rand, 200, 2500)),
               nx_date_add_days (NX_SAMPLE_PERSON (maker->group, child)->born, 250));

  found_home (maker, household, grandfather, grandmother, blur (maker, since));
  join (maker, household, son, is_son ? "20" : "30",
        blur (maker, later (since, NX_SAMPLE_PERSON (maker->group, son)->born)));
  join (maker, household, child,
        strcmp (NX_SAMPLE_PERSON (maker->group, child)->sex, "1") == 0 ? (is_son ? "41" : "43")
                                                                       : (is_son ? "42" : "44"),
        later (since, NX_SAMPLE_PERSON (maker->group, child)->born));
  leave (maker, household, son, left, reason);
  if (strcmp (reason, "去世") == 0)
    die (maker, son, left);
  if (strcmp (reason, "外出务工") == 0)
    {
      NX_SAMPLE_PERSON (maker->group, child)->kin_word = is_son ? "爸爸" : "妈妈";
      NX_SAMPLE_PERSON (maker->group, child)->kin_name
          = g_strdup (NX_SAMPLE_PERSON (maker->group, son)->name);
      set_kin (maker, grandmother, son);
      set_kin (maker, grandfather, son);
    }
}

static void
make_adult_child (Maker *maker)
{
  int household = add_household (maker);
  int husband = add_adult_couple (maker, 52, 72);
  int wife = NX_SAMPLE_PERSON (maker->group, husband)->spouse;
  NxDate since = moved_in (maker, born_in (maker, husband) + 30);
  int year = MAX (born_in (maker, wife), born_in (maker, husband))
             + nx_sample_between (maker->rand, 23, 28);
  int child = 0;

  found_home (maker, household, husband, wife, blur (maker, since));
  child = add_child (maker, husband, wife, MIN (year, year_now (maker) - 23));
  NX_SAMPLE_PERSON (maker->group, child)->marital
      = nx_sample_chance (maker->rand, 85) ? "10" : "40";
  join (maker, household, child, child_relation (maker, child, 0, TRUE),
        blur (maker, later (since, NX_SAMPLE_PERSON (maker->group, child)->born)));
}

static void
make_collective (Maker *maker)
{
  int household = add_household (maker);
  int n = nx_sample_between (maker->rand, 4, 8);
  const char *sex = nx_sample_chance (maker->rand, 80) ? "1" : "2";

  NX_SAMPLE_HOUSEHOLD (maker->group, household)->is_collective = TRUE;
  for (int i = 0; i < n; i++)
    {
      int person = add_person (
          maker, sex, year_now (maker) - nx_sample_between (maker->rand, 19, 38), NULL, "01", -1);
      NxDate since
          = nx_date_add_days (maker->office->today, -nx_sample_between (maker->rand, 30, 1300));

      NX_SAMPLE_PERSON (maker->group, person)->marital
          = nx_sample_chance (maker->rand, 75) ? "10" : "20";
      join (maker, household, person, i == 0 ? "02" : "99", since);
      if (i > 0 && nx_sample_chance (maker->rand, 20))
        leave (
            maker, household, person,
            nx_date_add_days (
                since, nx_sample_between (maker->rand, 10,
                                          nx_date_days_between (since, maker->office->today) - 1)),
            "换工作搬离");
    }
}

/* Parents, and a child who moved to an address of their own and has a family there. */
static void
make_two_homes (Maker *maker)
{
  int old_home = add_household (maker);
  int husband = add_person (maker, "1", year_now (maker) - nx_sample_between (maker->rand, 58, 80),
                            NULL, maker->ethnic, -1);
  int wife = add_spouse (maker, husband);
  NxDate since = moved_in (maker, born_in (maker, husband) + 26);
  int child = add_child (maker, husband, wife,
                         MAX (born_in (maker, wife), born_in (maker, husband))
                             + nx_sample_between (maker->rand, 22, 27));
  int new_home = add_household (maker);
  int father = 0;
  int mother = 0;
  int year = 0;
  NxDate wedding;

  add_spouse (maker, child);
  sort_couple (maker, child, &father, &mother);
  found_home (maker, old_home, husband, wife, blur (maker, since));
  year = MAX (MAX (born_in (maker, father), born_in (maker, mother)) + 23,
              year_now (maker) - nx_sample_between (maker->rand, 0, 16));
  year = MIN (possible_year (maker, father, mother, year), year_now (maker));
  wedding = nx_sample_day_in (maker->rand, year - 1);
  if (nx_date_compare (since, wedding) < 0)
    {
      join (maker, old_home, child, child_relation (maker, child, 0, TRUE),
            blur (maker, later (since, NX_SAMPLE_PERSON (maker->group, child)->born)));
      leave (maker, old_home, child, wedding, "结婚迁出");
    }
  found_home (maker, new_home, father, mother, wedding);
  raise_children (maker, new_home, father, mother, year, nx_sample_chance (maker->rand, 20) ? 2 : 1,
                  wedding);
  set_kin (maker, husband, child);
  set_kin (maker, wife, child);
}

static void
make_gone (Maker *maker)
{
  int household = add_household (maker);
  int elder = add_person (maker, nx_sample_chance (maker->rand, 60) ? "2" : "1",
                          year_now (maker) - nx_sample_between (maker->rand, 74, 96), NULL,
                          maker->ethnic, -1);
  NxDate since = moved_in (maker, born_in (maker, elder) + 40);
  NxDate death = nx_date_add_days (maker->office->today, -nx_sample_between (maker->rand, 20, 700));

  join (maker, household, elder, "02", blur (maker, since));
  leave (maker, household, elder, death, "去世");
  die (maker, elder, death);
  NX_SAMPLE_PERSON (maker->group, elder)->marital = "30";
  give_elder_kin (maker, elder);
  NX_SAMPLE_HOUSEHOLD (maker->group, household)->status = "closed";
}

static const char *
choose_ethnic (GRand *rand)
{
  static const char *const codes[] = { "01", "11", "02", "10", "38", "03", "05" };
  static const guint8 weights[] = { 168, 22, 3, 3, 2, 3, 1 };

  return codes[NX_SAMPLE_WEIGH (rand, weights)];
}

void
nx_sample_make_family (NxSampleOffice *office, NxSampleGroup *group, GRand *rand)
{
  static void (*const makers[NX_N_SAMPLE_FORMS]) (Maker *) = {
    [NX_SAMPLE_ELDER_ALONE] = make_elder_alone,
    [NX_SAMPLE_ELDER_COUPLE] = make_elder_couple,
    [NX_SAMPLE_ADULT_ALONE] = make_adult_alone,
    [NX_SAMPLE_COUPLE] = make_couple,
    [NX_SAMPLE_NUCLEAR] = make_nuclear,
    [NX_SAMPLE_SINGLE_PARENT] = make_single_parent,
    [NX_SAMPLE_STEM] = make_stem,
    [NX_SAMPLE_ELDER_STEM] = make_elder_stem,
    [NX_SAMPLE_SKIP] = make_skip,
    [NX_SAMPLE_ADULT_CHILD] = make_adult_child,
    [NX_SAMPLE_COLLECTIVE] = make_collective,
    [NX_SAMPLE_TWO_HOMES] = make_two_homes,
    [NX_SAMPLE_GONE] = make_gone,
  };
  Maker maker = { .office = office, .group = group, .rand = rand, .ethnic = choose_ethnic (rand) };

  makers[group->form](&maker);
}

NxSampleForm
nx_sample_choose_form (GRand *rand, guint max_households)
{
  NxSampleForm form = (NxSampleForm)NX_SAMPLE_WEIGH (rand, form_weights);

  return form == NX_SAMPLE_TWO_HOMES && max_households < 2 ? NX_SAMPLE_NUCLEAR : form;
}
