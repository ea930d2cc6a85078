/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The forms of made-up families: who lives together, who came and who left. */
#define G_LOG_DOMAIN "nx-exchange"

#include "config.h"

#include "nx-sample-maker.h"

#include <string.h>

/* How often each form comes, in the order of NxSampleForm: an old part of a north-eastern city. */
static const guint8 form_weights[NX_N_SAMPLE_FORMS] = {
  13, 17, 8, 7, 20, 5, 7, 6, 5, 5, 1, 5, 1,
};

/* Year of birth of the couple's first child when it shall be of about that age. */
static int
child_year (NxSampleMaker *maker, int parent, int youngest, int oldest)
{
  int year = nx_sample_maker_year_now (maker) - nx_sample_between (maker->rand, youngest, oldest);

  return MAX (year, nx_sample_maker_born_in (maker, parent) + 21);
}

/* The spouse died here; the survivor becomes or stays head. */
static void
add_late_spouse (NxSampleMaker *maker, int household, int person, NxDate since)
{
  int spouse = nx_sample_maker_add_spouse (maker, person);
  NxDate death
      = nx_date_add_days (maker->office->today, -nx_sample_between (maker->rand, 120, 5000));
  int sixty = nx_sample_maker_born_in (maker, spouse) + 58;

  if (death.year < sixty)
    death = nx_sample_day_in (maker->rand, MIN (sixty, nx_sample_maker_year_now (maker) - 1));
  death = nx_sample_maker_later (death, nx_date_add_days (since, 60));
  if (nx_date_compare (death, maker->office->today) >= 0)
    death = nx_date_add_days (maker->office->today, -40);
  if (nx_sample_chance (maker->rand, 55))
    {
      /* The late one was head: the survivor was spouse until then and is head since. */
      nx_sample_maker_join (maker, household, spouse, "02", nx_sample_maker_blur (maker, since));
      nx_sample_maker_join (maker, household, person,
                            strcmp (NX_SAMPLE_PERSON (maker->group, person)->sex, "2") == 0 ? "12"
                                                                                            : "11",
                            nx_sample_maker_blur (maker, since));
      nx_sample_maker_leave (maker, household, spouse, death, "去世");
      nx_sample_maker_leave (maker, household, person, death, "户主变更");
      nx_sample_maker_join (maker, household, person, "02", death);
    }
  else
    {
      nx_sample_maker_join (maker, household, person, "02", nx_sample_maker_blur (maker, since));
      nx_sample_maker_join (maker, household, spouse,
                            nx_sample_maker_spouse_relation (maker, spouse),
                            nx_sample_maker_blur (maker, since));
      nx_sample_maker_leave (maker, household, spouse, death, "去世");
    }
  nx_sample_maker_die (maker, spouse, death);
}

static void
make_elder_alone (NxSampleMaker *maker)
{
  int household = nx_sample_maker_add_household (maker);
  const char *sex = nx_sample_chance (maker->rand, 66) ? "2" : "1";
  int elder = nx_sample_maker_add_person (
      maker, sex, nx_sample_maker_year_now (maker) - nx_sample_between (maker->rand, 66, 94), NULL,
      maker->ethnic, -1);
  NxDate since = nx_sample_maker_moved_in (maker, nx_sample_maker_born_in (maker, elder) + 35);

  if (nx_sample_chance (maker->rand, 78))
    {
      add_late_spouse (maker, household, elder, since);
      if (nx_sample_chance (maker->rand, 35))
        {
          int spouse = NX_SAMPLE_PERSON (maker->group, elder)->spouse;
          gboolean is_man = strcmp (sex, "1") == 0;

          nx_sample_maker_set_kin (maker, elder,
                                   nx_sample_maker_add_gone_child (maker, household,
                                                                   is_man ? elder : spouse,
                                                                   is_man ? spouse : elder, since));
        }
      else if (nx_sample_chance (maker->rand, 93))
        nx_sample_maker_give_elder_kin (maker, elder);
      return;
    }
  nx_sample_maker_join (maker, household, elder, "02", nx_sample_maker_blur (maker, since));
  NX_SAMPLE_PERSON (maker->group, elder)->marital
      = nx_sample_chance (maker->rand, 55) ? "10" : "40";
  if (strcmp (NX_SAMPLE_PERSON (maker->group, elder)->marital, "10") == 0)
    nx_sample_maker_invent_kin (maker, elder, strcmp (sex, "1") == 0 ? "侄子" : "侄女",
                                strcmp (sex, "1") == 0 ? "1" : "2",
                                nx_sample_maker_born_in (maker, elder) + 28);
  else
    nx_sample_maker_give_elder_kin (maker, elder);
}

static void
make_elder_couple (NxSampleMaker *maker)
{
  int household = nx_sample_maker_add_household (maker);
  int husband = nx_sample_maker_add_person (
      maker, "1", nx_sample_maker_year_now (maker) - nx_sample_between (maker->rand, 63, 88), NULL,
      maker->ethnic, -1);
  int wife = nx_sample_maker_add_spouse (maker, husband);
  NxDate since = nx_sample_maker_moved_in (maker, nx_sample_maker_born_in (maker, husband) + 30);

  nx_sample_maker_found_home (maker, household, husband, wife, nx_sample_maker_blur (maker, since));
  if (nx_sample_chance (maker->rand, 45))
    {
      int child = nx_sample_maker_add_gone_child (maker, household, husband, wife, since);

      nx_sample_maker_set_kin (maker, husband, child);
      nx_sample_maker_set_kin (maker, wife, child);
    }
  else if (nx_sample_chance (maker->rand, 94))
    {
      nx_sample_maker_give_elder_kin (maker, wife);
      NX_SAMPLE_PERSON (maker->group, husband)->kin_word
          = NX_SAMPLE_PERSON (maker->group, wife)->kin_word;
      NX_SAMPLE_PERSON (maker->group, husband)->kin_name
          = g_strdup (NX_SAMPLE_PERSON (maker->group, wife)->kin_name);
    }
}

static void
make_adult_alone (NxSampleMaker *maker)
{
  int household = nx_sample_maker_add_household (maker);
  int person = nx_sample_maker_add_person (
      maker, nx_sample_chance (maker->rand, 58) ? "1" : "2",
      nx_sample_maker_year_now (maker) - nx_sample_between (maker->rand, 22, 58), NULL,
      maker->ethnic, -1);
  int age = nx_sample_maker_year_now (maker) - nx_sample_maker_born_in (maker, person);

  NX_SAMPLE_PERSON (maker->group, person)->marital
      = age < 32                                         ? "10"
        : age > 40 && nx_sample_chance (maker->rand, 65) ? "40"
                                                         : "10";
  nx_sample_maker_join (
      maker, household, person, "02",
      nx_sample_maker_moved_in (maker, MAX (nx_sample_maker_born_in (maker, person) + 20,
                                            nx_sample_maker_year_now (maker) - 12)));
  if (nx_sample_chance (maker->rand, 50))
    nx_sample_maker_invent_kin (maker, person, "姐姐", "2",
                                nx_sample_maker_born_in (maker, person) - 3);
  else
    nx_sample_maker_invent_kin (maker, person, "弟弟", "1",
                                nx_sample_maker_born_in (maker, person) + 3);
}

static void
make_couple (NxSampleMaker *maker)
{
  int household = nx_sample_maker_add_household (maker);
  int husband = nx_sample_maker_add_adult_couple (maker, 26, 52);
  int wife = NX_SAMPLE_PERSON (maker->group, husband)->spouse;

  nx_sample_maker_found_home (
      maker, household, husband, wife,
      nx_sample_maker_moved_in (maker, MAX (MAX (nx_sample_maker_born_in (maker, husband),
                                                 nx_sample_maker_born_in (maker, wife))
                                                + 23,
                                            nx_sample_maker_year_now (maker) - 15)));
}

/* Year the first child was born, so that it is between @youngest and @oldest now. */
static int
first_child_year (NxSampleMaker *maker, int husband, int wife, int youngest, int oldest)
{
  int year = child_year (maker, wife, youngest, oldest);

  return MAX (year, nx_sample_maker_born_in (maker, husband) + 22);
}

static void
make_nuclear (NxSampleMaker *maker)
{
  int household = nx_sample_maker_add_household (maker);
  int husband = nx_sample_maker_add_adult_couple (maker, 28, 52);
  int wife = NX_SAMPLE_PERSON (maker->group, husband)->spouse;
  int age = nx_sample_maker_year_now (maker) - nx_sample_maker_born_in (maker, wife);
  int first
      = first_child_year (maker, husband, wife, MAX (0, age - 36), MIN (22, MAX (0, age - 23)));
  NxDate since
      = nx_sample_maker_moved_in (maker, MAX (first - 2, nx_sample_maker_year_now (maker) - 22));

  nx_sample_maker_found_home (maker, household, husband, wife, since);
  nx_sample_maker_raise_children (maker, household, husband, wife, first,
                                  nx_sample_chance (maker->rand, 25) ? 2 : 1, since);
}

static void
make_single_parent (NxSampleMaker *maker)
{
  int household = nx_sample_maker_add_household (maker);
  gboolean is_mother = nx_sample_chance (maker->rand, 72);
  int husband = nx_sample_maker_add_adult_couple (maker, 30, 48);
  int wife = NX_SAMPLE_PERSON (maker->group, husband)->spouse;
  int parent = is_mother ? wife : husband;
  int other = is_mother ? husband : wife;
  int first = first_child_year (maker, husband, wife, 3, 16);
  NxDate since = nx_sample_maker_moved_in (maker, MAX (first - 1, 2004));
  NxDate left
      = nx_date_add_days (maker->office->today, -nx_sample_between (maker->rand, 100, 2200));

  left = nx_sample_maker_later (left, nx_date_add_days (since, 100));
  if (nx_date_compare (left, maker->office->today) >= 0)
    left = nx_date_add_days (maker->office->today, -20);
  nx_sample_maker_join (maker, household, parent, "02", since);
  if (nx_date_compare (since, left) < 0)
    {
      nx_sample_maker_join (maker, household, other, nx_sample_maker_spouse_relation (maker, other),
                            since);
      nx_sample_maker_leave (maker, household, other, left,
                             nx_sample_chance (maker->rand, 25) ? "去世" : "离婚迁出");
    }
  nx_sample_maker_raise_children (maker, household, husband, wife, first,
                                  nx_sample_chance (maker->rand, 20) ? 2 : 1, since);
  for (guint i = 0; i < maker->group->memberships->len; i++)
    if (NX_SAMPLE_MEMBERSHIP (maker->group, i)->person == other
        && g_strcmp0 (NX_SAMPLE_MEMBERSHIP (maker->group, i)->leave_reason, "去世") == 0)
      {
        nx_sample_maker_die (maker, other, left);
        return;
      }
  NX_SAMPLE_PERSON (maker->group, parent)->marital = "40";
  NX_SAMPLE_PERSON (maker->group, other)->marital = "40";
  NX_SAMPLE_PERSON (maker->group, parent)->spouse = -1;
  NX_SAMPLE_PERSON (maker->group, other)->spouse = -1;
}

static void
make_stem (NxSampleMaker *maker)
{
  int household = nx_sample_maker_add_household (maker);
  int husband = nx_sample_maker_add_adult_couple (maker, 32, 52);
  int wife = NX_SAMPLE_PERSON (maker->group, husband)->spouse;
  gboolean is_husband_head = nx_sample_chance (maker->rand, 85);
  int head = is_husband_head ? husband : wife;
  int partner = is_husband_head ? wife : husband;
  gboolean is_own = nx_sample_chance (maker->rand, 70); /* the head's parents, else the partner's */
  int first = first_child_year (maker, husband, wife, 2, 17);
  NxDate since = nx_sample_maker_moved_in (maker, MAX (first - 2, 2002));
  NxDate came = nx_sample_maker_later (
      since, nx_date_add_days (maker->office->today, -nx_sample_between (maker->rand, 300, 5000)));
  int mother = 0;

  nx_sample_maker_join (maker, household, head, "02", since);
  nx_sample_maker_join (maker, household, partner, nx_sample_maker_spouse_relation (maker, partner),
                        since);
  nx_sample_maker_raise_children (maker, household, husband, wife, first,
                                  nx_sample_chance (maker->rand, 20) ? 2 : 1, since);
  mother = nx_sample_maker_add_parent_of (maker, is_own ? head : partner, "2");
  nx_sample_maker_join (maker, household, mother,
                        is_own            ? "52"
                        : is_husband_head ? "56"
                                          : "54",
                        came);
  if (nx_sample_chance (maker->rand, 45))
    {
      int father = nx_sample_maker_add_parent_of (maker, is_own ? head : partner, "1");

      nx_sample_maker_join (maker, household, father,
                            is_own            ? "51"
                            : is_husband_head ? "55"
                                              : "53",
                            came);
      nx_sample_maker_marry (maker, father, mother);
    }
  else
    NX_SAMPLE_PERSON (maker->group, mother)->marital
        = nx_sample_chance (maker->rand, 90) ? "30" : "40";
}

static void
make_elder_stem (NxSampleMaker *maker)
{
  int household = nx_sample_maker_add_household (maker);
  int father = nx_sample_maker_add_person (
      maker, "1", nx_sample_maker_year_now (maker) - nx_sample_between (maker->rand, 60, 80), NULL,
      maker->ethnic, -1);
  int mother = nx_sample_maker_add_spouse (maker, father);
  NxDate since = nx_sample_maker_moved_in (maker, nx_sample_maker_born_in (maker, father) + 28);
  int child = nx_sample_maker_add_child (
      maker, father, mother,
      MAX (nx_sample_maker_born_in (maker, mother), nx_sample_maker_born_in (maker, father))
          + nx_sample_between (maker->rand, 22, 28));
  gboolean is_son = strcmp (NX_SAMPLE_PERSON (maker->group, child)->sex, "1") == 0;
  int partner = nx_sample_maker_add_spouse (maker, child);
  int year = MAX (
      MAX (nx_sample_maker_born_in (maker, child), nx_sample_maker_born_in (maker, partner)) + 23,
      nx_sample_maker_year_now (maker) - nx_sample_between (maker->rand, 1, 15));
  int grandchild = 0;
  NxDate wedding;

  nx_sample_maker_found_home (maker, household, father, mother,
                              nx_sample_maker_blur (maker, since));
  year = MIN (year, nx_sample_maker_year_now (maker));
  wedding = nx_sample_day_in (maker->rand, MAX (year - 2, since.year + 1));
  if (nx_date_compare (wedding, maker->office->today) > 0)
    wedding = nx_date_add_days (maker->office->today, -50);
  nx_sample_maker_join (
      maker, household, child, is_son ? "20" : "30",
      nx_sample_maker_blur (
          maker, nx_sample_maker_later (since, NX_SAMPLE_PERSON (maker->group, child)->born)));
  nx_sample_maker_join (maker, household, partner, is_son ? "38" : "28",
                        nx_sample_maker_later (since, wedding));
  grandchild
      = nx_sample_maker_add_child (maker, is_son ? child : partner, is_son ? partner : child, year);
  nx_sample_maker_join (
      maker, household, grandchild,
      strcmp (NX_SAMPLE_PERSON (maker->group, grandchild)->sex, "1") == 0 ? (is_son ? "41" : "43")
                                                                          : (is_son ? "42" : "44"),
      nx_sample_maker_later (since, NX_SAMPLE_PERSON (maker->group, grandchild)->born));
}

static void
make_skip (NxSampleMaker *maker)
{
  static const char *const reasons[] = { "外出务工", "外出务工", "外出务工", "去世", "失联" };
  int household = nx_sample_maker_add_household (maker);
  int grandfather = nx_sample_maker_add_person (
      maker, "1", nx_sample_maker_year_now (maker) - nx_sample_between (maker->rand, 58, 74), NULL,
      maker->ethnic, -1);
  int grandmother = nx_sample_maker_add_spouse (maker, grandfather);
  NxDate since
      = nx_sample_maker_moved_in (maker, nx_sample_maker_born_in (maker, grandfather) + 28);
  int son = nx_sample_maker_add_child (maker, grandfather, grandmother,
                                       MAX (nx_sample_maker_born_in (maker, grandmother),
                                            nx_sample_maker_born_in (maker, grandfather))
                                           + nx_sample_between (maker->rand, 22, 26));
  gboolean is_son = strcmp (NX_SAMPLE_PERSON (maker->group, son)->sex, "1") == 0;
  int partner = nx_sample_maker_add_spouse (maker, son);
  int year = MAX (
      MAX (nx_sample_maker_born_in (maker, son), nx_sample_maker_born_in (maker, partner)) + 22,
      nx_sample_maker_year_now (maker) - nx_sample_between (maker->rand, 5, 15));
  int child = nx_sample_maker_add_child (maker, is_son ? son : partner, is_son ? partner : son,
                                         MIN (year, nx_sample_maker_year_now (maker) - 2));
  const char *reason = NX_SAMPLE_CHOOSE (maker->rand, reasons);
  NxDate left = nx_sample_maker_later (
      nx_date_add_days (maker->office->today, -nx_sample_between (maker->rand, 200, 2500)),
      nx_date_add_days (NX_SAMPLE_PERSON (maker->group, child)->born, 250));

  nx_sample_maker_found_home (maker, household, grandfather, grandmother,
                              nx_sample_maker_blur (maker, since));
  nx_sample_maker_join (
      maker, household, son, is_son ? "20" : "30",
      nx_sample_maker_blur (
          maker, nx_sample_maker_later (since, NX_SAMPLE_PERSON (maker->group, son)->born)));
  nx_sample_maker_join (
      maker, household, child,
      strcmp (NX_SAMPLE_PERSON (maker->group, child)->sex, "1") == 0 ? (is_son ? "41" : "43")
                                                                     : (is_son ? "42" : "44"),
      nx_sample_maker_later (since, NX_SAMPLE_PERSON (maker->group, child)->born));
  nx_sample_maker_leave (maker, household, son, left, reason);
  if (strcmp (reason, "去世") == 0)
    nx_sample_maker_die (maker, son, left);
  if (strcmp (reason, "外出务工") == 0)
    {
      NX_SAMPLE_PERSON (maker->group, child)->kin_word = is_son ? "爸爸" : "妈妈";
      NX_SAMPLE_PERSON (maker->group, child)->kin_name
          = g_strdup (NX_SAMPLE_PERSON (maker->group, son)->name);
      nx_sample_maker_set_kin (maker, grandmother, son);
      nx_sample_maker_set_kin (maker, grandfather, son);
    }
}

static void
make_adult_child (NxSampleMaker *maker)
{
  int household = nx_sample_maker_add_household (maker);
  int husband = nx_sample_maker_add_adult_couple (maker, 52, 72);
  int wife = NX_SAMPLE_PERSON (maker->group, husband)->spouse;
  NxDate since = nx_sample_maker_moved_in (maker, nx_sample_maker_born_in (maker, husband) + 30);
  int year = MAX (nx_sample_maker_born_in (maker, wife), nx_sample_maker_born_in (maker, husband))
             + nx_sample_between (maker->rand, 23, 28);
  int child = 0;

  nx_sample_maker_found_home (maker, household, husband, wife, nx_sample_maker_blur (maker, since));
  child = nx_sample_maker_add_child (maker, husband, wife,
                                     MIN (year, nx_sample_maker_year_now (maker) - 23));
  NX_SAMPLE_PERSON (maker->group, child)->marital
      = nx_sample_chance (maker->rand, 85) ? "10" : "40";
  nx_sample_maker_join (
      maker, household, child, nx_sample_maker_child_relation (maker, child, 0, TRUE),
      nx_sample_maker_blur (
          maker, nx_sample_maker_later (since, NX_SAMPLE_PERSON (maker->group, child)->born)));
}

static void
make_collective (NxSampleMaker *maker)
{
  int household = nx_sample_maker_add_household (maker);
  int n = nx_sample_between (maker->rand, 4, 8);
  const char *sex = nx_sample_chance (maker->rand, 80) ? "1" : "2";

  NX_SAMPLE_HOUSEHOLD (maker->group, household)->is_collective = TRUE;
  for (int i = 0; i < n; i++)
    {
      int person = nx_sample_maker_add_person (
          maker, sex, nx_sample_maker_year_now (maker) - nx_sample_between (maker->rand, 19, 38),
          NULL, "01", -1);
      NxDate since
          = nx_date_add_days (maker->office->today, -nx_sample_between (maker->rand, 30, 1300));

      NX_SAMPLE_PERSON (maker->group, person)->marital
          = nx_sample_chance (maker->rand, 75) ? "10" : "20";
      nx_sample_maker_join (maker, household, person, i == 0 ? "02" : "99", since);
      if (i > 0 && nx_sample_chance (maker->rand, 20))
        nx_sample_maker_leave (
            maker, household, person,
            nx_date_add_days (
                since, nx_sample_between (maker->rand, 10,
                                          nx_date_days_between (since, maker->office->today) - 1)),
            "换工作搬离");
    }
}

/* Parents, and a child who moved to an address of their own and has a family there. */
static void
make_two_homes (NxSampleMaker *maker)
{
  int old_home = nx_sample_maker_add_household (maker);
  int husband = nx_sample_maker_add_person (
      maker, "1", nx_sample_maker_year_now (maker) - nx_sample_between (maker->rand, 58, 80), NULL,
      maker->ethnic, -1);
  int wife = nx_sample_maker_add_spouse (maker, husband);
  NxDate since = nx_sample_maker_moved_in (maker, nx_sample_maker_born_in (maker, husband) + 26);
  int child = nx_sample_maker_add_child (
      maker, husband, wife,
      MAX (nx_sample_maker_born_in (maker, wife), nx_sample_maker_born_in (maker, husband))
          + nx_sample_between (maker->rand, 22, 27));
  int new_home = nx_sample_maker_add_household (maker);
  int father = 0;
  int mother = 0;
  int year = 0;
  NxDate wedding;

  nx_sample_maker_add_spouse (maker, child);
  nx_sample_maker_sort_couple (maker, child, &father, &mother);
  nx_sample_maker_found_home (maker, old_home, husband, wife, nx_sample_maker_blur (maker, since));
  year = MAX (
      MAX (nx_sample_maker_born_in (maker, father), nx_sample_maker_born_in (maker, mother)) + 23,
      nx_sample_maker_year_now (maker) - nx_sample_between (maker->rand, 0, 16));
  year = MIN (nx_sample_maker_possible_year (maker, father, mother, year),
              nx_sample_maker_year_now (maker));
  wedding = nx_sample_day_in (maker->rand, year - 1);
  if (nx_date_compare (since, wedding) < 0)
    {
      nx_sample_maker_join (
          maker, old_home, child, nx_sample_maker_child_relation (maker, child, 0, TRUE),
          nx_sample_maker_blur (
              maker, nx_sample_maker_later (since, NX_SAMPLE_PERSON (maker->group, child)->born)));
      nx_sample_maker_leave (maker, old_home, child, wedding, "结婚迁出");
    }
  nx_sample_maker_found_home (maker, new_home, father, mother, wedding);
  nx_sample_maker_raise_children (maker, new_home, father, mother, year,
                                  nx_sample_chance (maker->rand, 20) ? 2 : 1, wedding);
  nx_sample_maker_set_kin (maker, husband, child);
  nx_sample_maker_set_kin (maker, wife, child);
}

static void
make_gone (NxSampleMaker *maker)
{
  int household = nx_sample_maker_add_household (maker);
  int elder = nx_sample_maker_add_person (
      maker, nx_sample_chance (maker->rand, 60) ? "2" : "1",
      nx_sample_maker_year_now (maker) - nx_sample_between (maker->rand, 74, 96), NULL,
      maker->ethnic, -1);
  NxDate since = nx_sample_maker_moved_in (maker, nx_sample_maker_born_in (maker, elder) + 40);
  NxDate death = nx_date_add_days (maker->office->today, -nx_sample_between (maker->rand, 20, 700));

  nx_sample_maker_join (maker, household, elder, "02", nx_sample_maker_blur (maker, since));
  nx_sample_maker_leave (maker, household, elder, death, "去世");
  nx_sample_maker_die (maker, elder, death);
  NX_SAMPLE_PERSON (maker->group, elder)->marital = "30";
  nx_sample_maker_give_elder_kin (maker, elder);
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
  static void (*const makers[NX_N_SAMPLE_FORMS]) (NxSampleMaker *) = {
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
  NxSampleMaker maker
      = { .office = office, .group = group, .rand = rand, .ethnic = choose_ethnic (rand) };

  makers[group->form](&maker);
}

NxSampleForm
nx_sample_choose_form (GRand *rand, guint max_households)
{
  NxSampleForm form = (NxSampleForm)NX_SAMPLE_WEIGH (rand, form_weights);

  return form == NX_SAMPLE_TWO_HOMES && max_households < 2 ? NX_SAMPLE_NUCLEAR : form;
}
