/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Gives made-up people what a register knows of them: number, schooling, work, health, phones. */
#define G_LOG_DOMAIN "nx-exchange"

#include "config.h"

#include "nx-id-number.h"
#include "nx-lunar.h"
#include "nx-sample-data.h"

#include <string.h>

#define SAMPLE_NOTE "示例人员，信息均为虚构。"

typedef struct
{
  NxSampleOffice *office;
  NxSampleGroup *group;
  GRand *rand;
  gboolean is_floating; /* the family came from elsewhere */
} Describer;

/* Counties where the people of the place were first registered, and where newcomers come from. */
static const char *const local_regions[]
    = { "210102", "210102", "210103", "210104", "210105", "210106", "210111",
        "210112", "210113", "210122", "210123", "210124", "210181" };
static const struct
{
  const char *code;
  const char *name;
} far_regions[] = {
  { "211224", "辽宁省铁岭市昌图县" },       { "211321", "辽宁省朝阳市朝阳县" },
  { "230227", "黑龙江省齐齐哈尔市富裕县" }, { "220322", "吉林省四平市梨树县" },
  { "150523", "内蒙古自治区通辽市开鲁县" }, { "230123", "黑龙江省哈尔滨市依兰县" },
  { "411426", "河南省商丘市夏邑县" },       { "210921", "辽宁省阜新市阜新蒙古族自治县" },
};

gboolean
nx_sample_lives_in (const NxSampleGroup *group, int person, int household)
{
  for (guint i = 0; i < group->memberships->len; i++)
    {
      const NxSampleMembership *membership = NX_SAMPLE_MEMBERSHIP (group, i);

      if (membership->person == person && !nx_date_is_set (membership->to_on)
          && (household < 0 || membership->household == household))
        return TRUE;
    }
  return FALSE;
}

/* The household the person lives in or lived in last, -1 none. */
static int
home_of (const NxSampleGroup *group, int person)
{
  int home = -1;

  for (guint i = 0; i < group->memberships->len; i++)
    {
      const NxSampleMembership *membership = NX_SAMPLE_MEMBERSHIP (group, i);

      if (membership->person != person)
        continue;
      home = membership->household;
      if (!nx_date_is_set (membership->to_on))
        return home;
    }
  return home;
}

static void
make_id_number (Describer *self, NxSamplePerson *person, const char *region)
{
  int sequence = nx_sample_between (self->rand, 1, 499) * 2 - (*person->sex == '1' ? 1 : 0);

  for (int tries = 0; tries < 499; tries++)
    {
      g_autofree char *first17 = g_strdup_printf ("%s%04d%02d%02d%03d", region, person->born.year,
                                                  person->born.month, person->born.day, sequence);
      gint64 key = g_ascii_strtoll (first17, NULL, 10);

      if (g_hash_table_add (self->office->id_numbers, g_memdup2 (&key, sizeof key)))
        {
          person->id_number
              = g_strdup_printf ("%s%c", first17, nx_id_number_check_character (first17));
          return;
        }
      sequence = sequence + 2 > 998 ? 2 - sequence % 2 : sequence + 2;
    }
}

/* Elders whose papers are lost are known by the year, or by the day the family counts by the moon.
 */
static void
describe_birth (Describer *self, NxSamplePerson *person, const char *region)
{
  person->birth_on = person->born;
  if (person->age >= 74 && nx_sample_chance (self->rand, 6))
    {
      person->birth_on.day = 0;
      if (nx_sample_chance (self->rand, 60))
        person->birth_on.month = 0;
      return;
    }
  if (person->age >= 1 || nx_sample_chance (self->rand, 60))
    make_id_number (self, person, region);
  if (person->age >= 60 && nx_sample_chance (self->rand, 22))
    {
      NxLunarDate lunar;

      if (nx_lunar_from_solar (person->born, &lunar))
        person->birth_lunar = nx_lunar_to_iso (lunar);
    }
}

static const char *
choose_education (GRand *rand, int year, int age)
{
  static const char *const codes[] = { "90", "80", "70", "60", "40", "30", "20", "10" };
  static const guint8 weights[][8] = {
    { 22, 42, 22, 6, 4, 2, 2, 0 },   /* to 1945 */
    { 5, 26, 40, 16, 6, 4, 3, 0 },   /* to 1959 */
    { 1, 8, 44, 24, 10, 8, 5, 0 },   /* to 1974 */
    { 0, 3, 32, 17, 14, 18, 15, 1 }, /* to 1989 */
    { 0, 1, 15, 14, 15, 25, 27, 3 },
  };

  if (age < 12)
    return age < 6 ? NULL : "80";
  if (age < 15)
    return "80";
  if (age < 18)
    return "70";
  if (age < 22)
    return nx_sample_chance (rand, 60) ? "60" : "40";
  return codes[nx_sample_weigh (rand,
                                weights[year <= 1945   ? 0
                                        : year <= 1959 ? 1
                                        : year <= 1974 ? 2
                                        : year <= 1989 ? 3
                                                       : 4],
                                8)];
}

static void
describe_work (Describer *self, NxSamplePerson *person)
{
  static const char *const jobs[] = { "24", "17", "13", "51", "54", "70", "21", "11", "90" };
  static const guint8 job_weights[] = { 26, 18, 11, 16, 10, 11, 4, 2, 2 };
  static const char *const groups[]
      = { "rider",    "courier",    "ride_hailing",      "truck_driver",
          "streamer", "e_commerce", "designated_driver", "domestic_worker" };
  static const guint8 group_weights[] = { 30, 22, 18, 8, 5, 8, 4, 5 };
  static const char *const employers[] = { "外卖配送站（中兴站）",
                                           "快递网点（新华营业部）",
                                           "网约车平台",
                                           "货运平台",
                                           "直播工作室",
                                           "自营网店",
                                           "代驾平台",
                                           "家政服务公司" };
  gboolean is_retired = person->age >= (*person->sex == '1' ? 60 : 55);

  if (person->age < 6)
    return;
  if (person->age <= 18 || (person->age <= 22 && nx_sample_chance (self->rand, 65)))
    {
      person->employment = "31";
      return;
    }
  if (is_retired)
    {
      person->employment = nx_sample_chance (self->rand, 84) ? "80" : "70";
      return;
    }
  person->employment = jobs[NX_SAMPLE_WEIGH (self->rand, job_weights)];
  if (self->group->form == NX_SAMPLE_COLLECTIVE)
    person->employment = "51";
  if (strcmp (person->employment, "51") == 0 && person->age < 55
      && (self->group->form == NX_SAMPLE_COLLECTIVE || nx_sample_chance (self->rand, 60)))
    {
      guint at = self->group->form == NX_SAMPLE_COLLECTIVE
                     ? (guint)nx_sample_between (self->rand, 0, 1)
                     : NX_SAMPLE_WEIGH (self->rand, group_weights);

      if (strcmp (groups[at], "domestic_worker") == 0 && *person->sex == '1')
        at = 0;
      person->new_employment = groups[at];
      person->employer = g_strdup (employers[at]);
    }
}

static void
describe_health (Describer *self, NxSamplePerson *person, gboolean is_burdened)
{
  static const char *const chronic[] = { "31", "32", "33", "34", "37", "30", "41", "49" };
  static const guint8 chronic_weights[] = { 34, 16, 8, 8, 20, 9, 3, 2 };
  static const char *const kinds[] = { "4", "2", "1", "5", "6", "3", "7" };
  static const guint8 kind_weights[] = { 48, 14, 13, 9, 10, 2, 4 };
  static const char *const levels[] = { "1", "2", "3", "4" };
  static const guint8 level_weights[] = { 14, 24, 32, 30 };
  static const char *const cares[] = { "intact", "mild", "moderate", "severe", "total" };
  static const guint8 young_old[] = { 80, 12, 5, 2, 1 };
  static const guint8 oldest_old[] = { 42, 29, 15, 10, 4 };
  int ill = person->age >= 75 ? 62 : person->age >= 60 ? 45 : person->age >= 40 ? 15 : 3;

  person->health = nx_sample_chance (self->rand, ill)
                       ? chronic[NX_SAMPLE_WEIGH (self->rand, chronic_weights)]
                       : (person->age >= 70 && nx_sample_chance (self->rand, 40) ? "20" : "10");
  if (nx_sample_chance (self->rand, is_burdened ? 45 : person->age >= 60 ? 7 : 3))
    {
      person->disability_kind = kinds[NX_SAMPLE_WEIGH (self->rand, kind_weights)];
      person->disability_level = levels[NX_SAMPLE_WEIGH (self->rand, level_weights)];
      if (person->id_number != NULL)
        person->disability_number = g_strconcat (person->id_number, person->disability_kind,
                                                 person->disability_level, NULL);
    }
  if (person->age >= 60)
    person->care = cares[person->age >= 80 ? NX_SAMPLE_WEIGH (self->rand, oldest_old)
                                           : NX_SAMPLE_WEIGH (self->rand, young_old)];
}

/* The middle 0000 belongs to nobody: no sample can ring anybody up. */
static char *
make_phone (GRand *rand)
{
  static const char *const heads[] = { "130", "131", "132", "135", "136", "137", "138", "139",
                                       "150", "151", "155", "158", "159", "186", "187", "188" };

  return g_strdup_printf ("%s0000%04d", NX_SAMPLE_CHOOSE (rand, heads),
                          nx_sample_between (rand, 0, 9999));
}

static void
describe_contacts (Describer *self, NxSamplePerson *person)
{
  /* One relative has one phone, whoever of the family names it. */
  g_autofree char *kin_phone
      = person->kin_name != NULL
            ? g_strdup_printf ("1390000%04u", g_str_hash (person->kin_name) % 10000)
            : NULL;
  g_autofree char *own = make_phone (self->rand);

  if (person->age >= 12 && nx_sample_chance (self->rand, person->age >= 80 ? 75 : 94))
    person->phones = g_strdup (own);
  if (person->kin_name == NULL)
    return;
  person->emergency_contact
      = g_strdup_printf ("%s %s %s", person->kin_name, person->kin_word, kin_phone);
  if (person->age >= 65 && nx_sample_chance (self->rand, 55))
    {
      g_autofree char *mine = g_steal_pointer (&person->phones);

      person->phones = mine != NULL
                           ? g_strdup_printf ("%s\n%s %s", mine, kin_phone, person->kin_word)
                           : g_strdup_printf ("%s %s", kin_phone, person->kin_word);
    }
}

/* An identity card is valid 5 years when given below 16, 10 below 26, 20 below 46, and from then on
 * without an end (居民身份证法, article 5); a disability certificate 10 years. The day comes from
 * the number, so that it takes nothing from the row of chances. */
static void
describe_papers (Describer *self, NxSamplePerson *person)
{
  guint chance = person->id_number != NULL ? g_str_hash (person->id_number) : 0;
  int age_given = person->age - (int)(chance % 20);
  int years = age_given < 16 ? 5 : age_given < 26 ? 10 : 20;

  if (person->id_number == NULL || nx_date_is_set (person->died_on))
    return;
  if (age_given < 46)
    person->id_expires_on
        = nx_date_add_days (self->office->today, (int)(chance / 20 % (guint)(years * 365)) - 30);
  if (person->disability_number != NULL)
    person->disability_expires_on
        = nx_date_add_days (self->office->today, (int)(chance / 7 % 3650) - 30);
}

static void
describe_political (Describer *self, NxSamplePerson *person)
{
  /* Optional: the office asks only where a service needs it, so many have none. */
  if (person->age < 14 || nx_sample_chance (self->rand, 45))
    return;
  if (person->age < 28 && nx_sample_chance (self->rand, 40))
    person->political = "03";
  else if (person->age >= 22 && nx_sample_chance (self->rand, person->age >= 55 ? 17 : 9))
    person->political = "01";
  else
    person->political = "13";
}

static gboolean
is_burdened (const Describer *self, int person)
{
  NxSampleForm form = self->group->form;

  /* A grown child who stays with the parents is more often disabled. */
  return form == NX_SAMPLE_ADULT_CHILD && NX_SAMPLE_PERSON (self->group, person)->father >= 0;
}

static void
describe_person (Describer *self, int index)
{
  NxSamplePerson *person = NX_SAMPLE_PERSON (self->group, index);
  int home = home_of (self->group, index);
  guint far = (guint)nx_sample_between (self->rand, 0, G_N_ELEMENTS (far_regions) - 1);
  NxDate until = nx_date_is_set (person->died_on) ? person->died_on : self->office->today;

  person->age = nx_date_age_on (person->born, until);
  describe_birth (self, person,
                  self->is_floating ? far_regions[far].code
                                    : NX_SAMPLE_CHOOSE (self->rand, local_regions));
  person->education = choose_education (self->rand, person->born.year, person->age);
  describe_work (self, person);
  describe_health (self, person, is_burdened (self, index));
  describe_papers (self, person);
  describe_contacts (self, person);
  describe_political (self, person);
  if (person->marital == NULL && person->age >= 18)
    person->marital = "10";
  person->residence_kind = self->is_floating                  ? "floating"
                           : nx_sample_chance (self->rand, 7) ? "resident"
                                                              : "registered";
  if (self->is_floating)
    person->registered_address = g_strdup (far_regions[far].name);
  else if (home >= 0 && strcmp (person->residence_kind, "registered") == 0)
    person->registered_address
        = nx_sample_dup_full_address (self->office, NX_SAMPLE_HOUSEHOLD (self->group, home));
  if (person->age >= 45 && *person->surname != '\0' && nx_sample_chance (self->rand, 2))
    {
      g_autofree char *given
          = nx_sample_given_name (self->rand, person->sex, person->born.year - 15, "01");

      person->former_names = g_strconcat (person->surname, given, NULL);
    }
  person->note = g_strdup (SAMPLE_NOTE);
}

static gboolean
has_neighbour (const NxSampleGroup *group, int person, int household, int wanted)
{
  return wanted >= 0 && wanted != person && nx_sample_lives_in (group, wanted, household);
}

static const char *
find_living (const NxSampleGroup *group, int index)
{
  const NxSamplePerson *person = NX_SAMPLE_PERSON (group, index);
  int home = home_of (group, index);
  gboolean has_parent = FALSE;
  gboolean has_child = FALSE;
  gboolean has_other = FALSE;

  if (home < 0 || !nx_sample_lives_in (group, index, home))
    return NULL;
  has_parent = has_neighbour (group, index, home, person->father)
               || has_neighbour (group, index, home, person->mother);
  for (guint i = 0; i < group->persons->len; i++)
    {
      const NxSamplePerson *other = NX_SAMPLE_PERSON (group, i);

      if ((int)i == index || !nx_sample_lives_in (group, (int)i, home))
        continue;
      has_other = TRUE;
      has_child |= other->father == index || other->mother == index;
    }
  if (!has_other)
    return "alone";
  if (group->form == NX_SAMPLE_SKIP && NX_SAMPLE_HOUSEHOLD (group, home)->head != index)
    return person->age < 18                                     ? "grand"
           : has_neighbour (group, index, home, person->spouse) ? "spouse"
                                                                : "children";
  if (has_neighbour (group, index, home, person->spouse))
    return "spouse";
  if (has_parent)
    return "parents";
  return has_child ? "children" : "others";
}

static char *
find_guardian (const NxSampleGroup *group, int index)
{
  const NxSamplePerson *child = NX_SAMPLE_PERSON (group, index);
  int home = home_of (group, index);

  if (child->mother >= 0 && nx_sample_lives_in (group, child->mother, home))
    return g_strconcat (NX_SAMPLE_PERSON (group, child->mother)->name, "（母亲）", NULL);
  if (child->father >= 0 && nx_sample_lives_in (group, child->father, home))
    return g_strconcat (NX_SAMPLE_PERSON (group, child->father)->name, "（父亲）", NULL);
  if (home >= 0 && NX_SAMPLE_HOUSEHOLD (group, home)->head >= 0
      && NX_SAMPLE_PERSON (group, NX_SAMPLE_HOUSEHOLD (group, home)->head)->age >= 45)
    {
      const NxSamplePerson *head
          = NX_SAMPLE_PERSON (group, NX_SAMPLE_HOUSEHOLD (group, home)->head);

      return g_strconcat (head->name, *head->sex == '1' ? "（祖父）" : "（祖母）", NULL);
    }
  return NULL;
}

void
nx_sample_describe_persons (NxSampleOffice *office, NxSampleGroup *group, GRand *rand)
{
  Describer self = { .office = office, .group = group, .rand = rand };

  self.is_floating = group->form == NX_SAMPLE_COLLECTIVE
                     || ((group->form == NX_SAMPLE_ADULT_ALONE || group->form == NX_SAMPLE_COUPLE
                          || group->form == NX_SAMPLE_NUCLEAR)
                         && nx_sample_chance (rand, 22));
  for (guint i = 0; i < group->persons->len; i++)
    describe_person (&self, (int)i);
  for (guint i = 0; i < group->persons->len; i++)
    {
      NX_SAMPLE_PERSON (group, i)->living = find_living (group, (int)i);
      if (NX_SAMPLE_PERSON (group, i)->age < 18)
        NX_SAMPLE_PERSON (group, i)->guardian = find_guardian (group, (int)i);
    }
  for (guint i = 0; i < group->households->len; i++)
    {
      NxSampleHousehold *household = NX_SAMPLE_HOUSEHOLD (group, i);
      static const char *const owned[]
          = { "owned", "owned", "owned", "owned", "public_rent", "employer", "borrowed" };

      household->housing = household->is_collective ? "employer"
                           : self.is_floating       ? "private_rent"
                                                    : NX_SAMPLE_CHOOSE (rand, owned);
      household->registered_on
          = nx_date_add_days (office->today, -nx_sample_between (rand, 60, 3200));
      household->note = g_strdup ("示例户，信息均为虚构。");
    }
}

/* 王奶奶, 李先生; children by the given name. */
char *
nx_sample_dup_address_form (const NxSamplePerson *person)
{
  const char *given = person->name + strlen (person->surname);
  gboolean is_man = *person->sex == '1';

  if (person->age < 18)
    return g_strdup (g_utf8_strlen (given, -1) >= 2 && *person->surname != '\0' ? given
                                                                                : person->name);
  if (*person->surname == '\0')
    {
      /* 阿依古丽·买买提 is called 阿依古丽. */
      g_autofree char *own = g_strndup (person->name, strcspn (person->name, "\xc2"));

      return g_strconcat (own, person->age >= 60 ? (is_man ? "大爷" : "大娘") : "", NULL);
    }
  return g_strconcat (person->surname,
                      person->age >= 65 ? (is_man              ? "大爷"
                                           : person->age >= 75 ? "奶奶"
                                                               : "大娘")
                      : is_man          ? "先生"
                                        : "女士",
                      NULL);
}
