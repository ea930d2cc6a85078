/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Tests that made-up families are possible ones: ages, relations, numbers, moves, classes. */
#include "config.h"

#include "nx-code-list.h"
#include "nx-id-number.h"
#include "nx-lunar.h"
#include "nx-sample-data.h"

#include <string.h>

#define N_GROUPS 3000

static const NxDate today = { 2026, 11, 22 };

typedef void (*GroupCheck) (NxSampleOffice *office, const NxSampleGroup *group);

static void
with_every_group (GroupCheck check)
{
  g_autoptr (NxSampleOffice) office = nx_sample_office_new (N_GROUPS, 7, today);

  for (guint i = 0; i < N_GROUPS; i++)
    {
      g_autoptr (NxSampleGroup) group = nx_sample_group_new (office, i, 2);

      g_test_message ("group %u, form %d", i, group->form);
      check (office, group);
    }
}

static gboolean
holds_on (const NxSampleMembership *membership, NxDate day)
{
  return nx_date_compare (membership->from_on, day) <= 0
         && (!nx_date_is_set (membership->to_on) || nx_date_compare (day, membership->to_on) < 0);
}

static void
check_ages (NxSampleOffice *office, const NxSampleGroup *group)
{
  for (guint i = 0; i < group->persons->len; i++)
    {
      const NxSamplePerson *person = NX_SAMPLE_PERSON (group, i);

      g_assert_true (nx_date_is_valid (person->born));
      g_assert_cmpint (nx_date_compare (person->born, today), <=, 0);
      g_assert_cmpint (person->age, >=, 0);
      g_assert_cmpint (person->age, <=, 105);
      if (nx_date_is_set (person->died_on))
        g_assert_cmpint (nx_date_compare (person->born, person->died_on), <, 0);
      if (person->father >= 0)
        g_assert_cmpint (person->born.year - NX_SAMPLE_PERSON (group, person->father)->born.year,
                         >=, 20);
      if (person->mother >= 0)
        {
          int years = person->born.year - NX_SAMPLE_PERSON (group, person->mother)->born.year;

          g_assert_cmpint (years, >=, 20);
          g_assert_cmpint (years, <=, 48);
        }
      if (person->father >= 0)
        g_assert_cmpstr (NX_SAMPLE_PERSON (group, person->father)->sex, ==, "1");
      if (person->mother >= 0)
        g_assert_cmpstr (NX_SAMPLE_PERSON (group, person->mother)->sex, ==, "2");
    }
}

static void
check_marriages (NxSampleOffice *office, const NxSampleGroup *group)
{
  for (guint i = 0; i < group->persons->len; i++)
    {
      const NxSamplePerson *person = NX_SAMPLE_PERSON (group, i);

      if (person->spouse < 0)
        continue;
      g_assert_cmpint (NX_SAMPLE_PERSON (group, person->spouse)->spouse, ==, (int)i);
      g_assert_cmpstr (NX_SAMPLE_PERSON (group, person->spouse)->sex, !=, person->sex);
      if (nx_date_is_set (NX_SAMPLE_PERSON (group, person->spouse)->died_on)
          && !nx_date_is_set (person->died_on))
        g_assert_cmpstr (person->marital, ==, "30");
    }
}

static gboolean
is_one_of (const char *code, const char *codes)
{
  g_auto (GStrv) all = g_strsplit (codes, " ", -1);

  return g_strv_contains ((const char *const *)all, code);
}

/* On every day on which somebody moves there is one head at most, and one spouse of the head. */
static void
check_household_on (const NxSampleGroup *group, int household, NxDate day, gboolean is_now)
{
  int n_heads = 0;
  int n_spouses = 0;
  int n_members = 0;

  for (guint i = 0; i < group->memberships->len; i++)
    {
      const NxSampleMembership *membership = NX_SAMPLE_MEMBERSHIP (group, i);

      if (membership->household != household || !holds_on (membership, day))
        continue;
      n_members++;
      n_heads += strcmp (membership->relation, "02") == 0;
      n_spouses += is_one_of (membership->relation, "10 11 12");
    }
  g_assert_cmpint (n_heads, <=, 1);
  g_assert_cmpint (n_spouses, <=, 1);
  if (is_now && n_members > 0)
    g_assert_cmpint (n_heads, ==, 1);
}

static void
check_relation (const NxSampleGroup *group, const NxSampleMembership *membership)
{
  const NxSamplePerson *person = NX_SAMPLE_PERSON (group, membership->person);
  const NxSamplePerson *head
      = NX_SAMPLE_PERSON (group, NX_SAMPLE_HOUSEHOLD (group, membership->household)->head);
  const NxCode *code = nx_code_list_find (nx_code_list_get ("gbt-4761"), membership->relation);
  int generation = 0;

  g_assert_nonnull (code);
  if (*nx_code_get_extra (code, "sex") != '\0')
    g_assert_cmpstr (person->sex, ==, nx_code_get_extra (code, "sex"));
  generation = nx_code_get_extra_int (code, "generation", 0);
  if (generation > 0)
    g_assert_cmpint (person->born.year, <=, head->born.year - 15);
  if (generation < 0)
    g_assert_cmpint (person->born.year, >=, head->born.year + 15);
  if (is_one_of (membership->relation, "20 21 22 23 24 30 31 32 33 34"))
    g_assert_true (person->father >= 0 || person->mother >= 0);
}

static void
check_households (NxSampleOffice *office, const NxSampleGroup *group)
{
  for (guint i = 0; i < group->memberships->len; i++)
    {
      const NxSampleMembership *membership = NX_SAMPLE_MEMBERSHIP (group, i);
      const NxSamplePerson *person = NX_SAMPLE_PERSON (group, membership->person);

      check_relation (group, membership);
      g_assert_true (nx_date_is_valid (membership->from_on));
      g_assert_cmpint (nx_date_compare (membership->from_on, today), <=, 0);
      g_assert_cmpint (membership->from_on.year, >=, person->born.year);
      if (nx_date_is_set (membership->to_on))
        {
          g_assert_cmpint (nx_date_compare (membership->from_on, membership->to_on), <, 0);
          g_assert_cmpint (nx_date_compare (membership->to_on, today), <=, 0);
          g_assert_nonnull (membership->leave_reason);
        }
      else
        g_assert_false (nx_date_is_set (person->died_on));
      check_household_on (group, membership->household, membership->from_on, FALSE);
      check_household_on (group, membership->household, today, TRUE);
    }
  for (guint i = 0; i < group->households->len; i++)
    g_assert_cmpint (NX_SAMPLE_HOUSEHOLD (group, i)->head, >=, 0);
}

static void
check_numbers (NxSampleOffice *office, const NxSampleGroup *group)
{
  for (guint i = 0; i < group->persons->len; i++)
    {
      const NxSamplePerson *person = NX_SAMPLE_PERSON (group, i);
      NxIdNumber number;

      if (person->id_number == NULL)
        continue;
      g_assert_true (nx_id_number_parse (person->id_number, today, &number));
      g_assert_cmpint (nx_date_compare (number.birth, person->born), ==, 0);
      g_assert_cmpstr (number.sex, ==, person->sex);
    }
}

static void
check_births (NxSampleOffice *office, const NxSampleGroup *group)
{
  for (guint i = 0; i < group->persons->len; i++)
    {
      const NxSamplePerson *person = NX_SAMPLE_PERSON (group, i);
      NxLunarDate lunar;
      NxDate solar;

      g_assert_true (nx_date_is_valid (person->birth_on));
      g_assert_cmpint (person->birth_on.year, ==, person->born.year);
      if (person->birth_lunar == NULL)
        continue;
      g_assert_true (nx_lunar_from_iso (person->birth_lunar, &lunar));
      g_assert_true (nx_lunar_to_solar (lunar, &solar));
      g_assert_cmpint (nx_date_compare (solar, person->birth_on), ==, 0);
    }
}

static void
assert_code (const char *list, const char *code)
{
  if (code == NULL)
    return;
  g_test_message ("%s %s", list, code);
  g_assert_nonnull (nx_code_list_find (nx_code_list_get (list), code));
}

static void
check_codes (NxSampleOffice *office, const NxSampleGroup *group)
{
  for (guint i = 0; i < group->persons->len; i++)
    {
      const NxSamplePerson *person = NX_SAMPLE_PERSON (group, i);

      assert_code ("gbt-2261-1", person->sex);
      assert_code ("gbt-3304", person->ethnic);
      assert_code ("gbt-4762", person->political);
      assert_code ("gbt-4658", person->education);
      assert_code ("gbt-2261-2", person->marital);
      assert_code ("gbt-2261-3", person->health);
      assert_code ("gbt-26341", person->disability_kind);
      assert_code ("disability-level", person->disability_level);
      assert_code ("residence-kind", person->residence_kind);
      assert_code ("living-arrangement", person->living);
      assert_code ("care-dependency", person->care);
      assert_code ("gbt-2261-4", person->employment);
      assert_code ("new-employment", person->new_employment);
    }
  for (guint i = 0; i < group->households->len; i++)
    {
      assert_code ("housing", NX_SAMPLE_HOUSEHOLD (group, i)->housing);
      assert_code ("household-status", NX_SAMPLE_HOUSEHOLD (group, i)->status);
    }
}

/* Classes fit the person they are given to. */
static void
check_supports (NxSampleOffice *office, const NxSampleGroup *group)
{
  for (guint i = 0; i < group->supports->len; i++)
    {
      const NxSampleSupport *support = NX_SAMPLE_SUPPORT (group, i);
      const NxSamplePerson *person
          = support->person >= 0 ? NX_SAMPLE_PERSON (group, support->person) : NULL;
      const NxCode *code
          = nx_code_list_find (nx_code_list_get ("support-class"), support->class_id);

      g_assert_nonnull (code);
      g_assert_cmpstr (nx_code_get_extra (code, "applies_to"), ==,
                       person != NULL ? "person" : "household");
      g_assert_true (nx_date_is_full (support->from_on));
      g_assert_cmpint (nx_date_compare (support->from_on, today), <=, 0);
      g_assert_nonnull (support->evidence);
      if (nx_date_is_set (support->to_on))
        g_assert_nonnull (support->reason);
      if (strcmp (support->class_id, "elder80") == 0)
        g_assert_cmpint (nx_date_age_on (person->born, support->from_on), >=, 80);
      if (strcmp (support->class_id, "alone") == 0)
        g_assert_cmpstr (person->living, ==, "alone");
      if (is_one_of (support->class_id, "left_child migrant_child child_difficulty defacto_orphan"))
        g_assert_cmpint (person->age, <, 16);
      if (strcmp (support->class_id, "severe_dis") == 0)
        g_assert_true (is_one_of (person->disability_level, "1 2"));
    }
}

static void
test_ages (void)
{
  with_every_group (check_ages);
}

static void
test_marriages (void)
{
  with_every_group (check_marriages);
}

static void
test_households (void)
{
  with_every_group (check_households);
}

static void
test_numbers (void)
{
  with_every_group (check_numbers);
}

static void
test_births (void)
{
  with_every_group (check_births);
}

static void
test_codes (void)
{
  with_every_group (check_codes);
}

static void
test_supports (void)
{
  with_every_group (check_supports);
}

/* No two people share a number and no two households a flat. */
static void
test_unique (void)
{
  g_autoptr (NxSampleOffice) office = nx_sample_office_new (N_GROUPS, 3, today);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < N_GROUPS; i++)
    {
      g_autoptr (NxSampleGroup) group = nx_sample_group_new (office, i, 2);

      for (guint p = 0; p < group->persons->len; p++)
        if (NX_SAMPLE_PERSON (group, p)->id_number != NULL)
          g_assert_true (
              g_hash_table_add (seen, g_strdup (NX_SAMPLE_PERSON (group, p)->id_number)));
      for (guint h = 0; h < group->households->len; h++)
        {
          NxSampleHousehold *household = NX_SAMPLE_HOUSEHOLD (group, h);
          const NxSampleCommunity *community
              = g_ptr_array_index (office->communities, household->area);
          g_autofree char *address = nx_sample_dup_full_address (office, household);

          g_assert_true (g_hash_table_add (seen, g_strdup (household->number)));
          g_assert_true (g_hash_table_add (seen, g_strconcat (community->code, address, NULL)));
        }
    }
}

/* The things an office of this size must show somewhere. */
static void
test_variety (void)
{
  g_autoptr (NxSampleOffice) office = nx_sample_office_new (N_GROUPS, 11, today);
  guint n_persons = 0;
  guint n_minority = 0;
  guint n_dots = 0;
  guint n_rare = 0;
  guint n_double = 0;
  guint n_lunar = 0;
  guint n_partial = 0;
  guint n_moved = 0;
  guint forms[NX_N_SAMPLE_FORMS] = { 0 };

  for (guint i = 0; i < N_GROUPS; i++)
    {
      g_autoptr (NxSampleGroup) group = nx_sample_group_new (office, i, 2);

      forms[group->form]++;
      for (guint p = 0; p < group->persons->len; p++)
        {
          const NxSamplePerson *person = NX_SAMPLE_PERSON (group, p);

          n_persons++;
          n_minority += strcmp (person->ethnic, "01") != 0;
          n_dots += strstr (person->name, "·") != NULL;
          n_rare += strstr (person->name, "㛃") != NULL || strstr (person->name, "䶮") != NULL
                    || strstr (person->name, "𬭎") != NULL;
          n_double += g_utf8_strlen (person->surname, -1) == 2;
          n_lunar += person->birth_lunar != NULL;
          n_partial += !nx_date_is_full (person->birth_on);
        }
      for (guint m = 0; m < group->memberships->len; m++)
        n_moved += nx_date_is_set (NX_SAMPLE_MEMBERSHIP (group, m)->to_on);
    }
  for (guint i = 0; i < NX_N_SAMPLE_FORMS; i++)
    g_assert_cmpuint (forms[i], >, 0);
  g_assert_cmpuint (n_persons, >, N_GROUPS * 2);
  g_assert_cmpuint (n_minority * 100 / n_persons, >=, 8);
  g_assert_cmpuint (n_minority * 100 / n_persons, <=, 35);
  g_assert_cmpuint (n_dots, >, 0);
  g_assert_cmpuint (n_rare, >, 0);
  g_assert_cmpuint (n_double, >, 0);
  g_assert_cmpuint (n_lunar, >, 0);
  g_assert_cmpuint (n_partial, >, 0);
  g_assert_cmpuint (n_moved, >, 0);
}

static void
test_same_seed (void)
{
  g_autoptr (NxSampleOffice) first = nx_sample_office_new (100, 5, today);
  g_autoptr (NxSampleOffice) second = nx_sample_office_new (100, 5, today);
  g_autoptr (NxSampleOffice) other = nx_sample_office_new (100, 6, today);
  guint n_different = 0;

  for (guint i = 0; i < 100; i++)
    {
      g_autoptr (NxSampleGroup) a = nx_sample_group_new (first, i, 2);
      g_autoptr (NxSampleGroup) b = nx_sample_group_new (second, i, 2);
      g_autoptr (NxSampleGroup) c = nx_sample_group_new (other, i, 2);

      g_assert_cmpuint (a->persons->len, ==, b->persons->len);
      for (guint p = 0; p < a->persons->len; p++)
        {
          g_assert_cmpstr (NX_SAMPLE_PERSON (a, p)->name, ==, NX_SAMPLE_PERSON (b, p)->name);
          g_assert_cmpstr (NX_SAMPLE_PERSON (a, p)->id_number, ==,
                           NX_SAMPLE_PERSON (b, p)->id_number);
        }
      n_different += strcmp (NX_SAMPLE_PERSON (a, 0)->name, NX_SAMPLE_PERSON (c, 0)->name) != 0;
    }
  g_assert_cmpuint (n_different, >, 90);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exchange/sample-family/ages", test_ages);
  g_test_add_func ("/exchange/sample-family/marriages", test_marriages);
  g_test_add_func ("/exchange/sample-family/households", test_households);
  g_test_add_func ("/exchange/sample-family/numbers", test_numbers);
  g_test_add_func ("/exchange/sample-family/births", test_births);
  g_test_add_func ("/exchange/sample-family/codes", test_codes);
  g_test_add_func ("/exchange/sample-family/supports", test_supports);
  g_test_add_func ("/exchange/sample-family/unique", test_unique);
  g_test_add_func ("/exchange/sample-family/variety", test_variety);
  g_test_add_func ("/exchange/sample-family/same-seed", test_same_seed);
  return g_test_run ();
}
