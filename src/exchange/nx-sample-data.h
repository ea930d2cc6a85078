/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The made-up people, households and cases of a sample office, in memory before a store takes them.
 *
 * Private to the sample's files and tests. One group is one family: mostly one household, sometimes
 * the parents' and a grown child's. A group depends only on the seed and its index. */
#pragma once

#include "nx-date.h"

G_BEGIN_DECLS

typedef enum
{
  NX_SAMPLE_ELDER_ALONE,
  NX_SAMPLE_ELDER_COUPLE,
  NX_SAMPLE_ADULT_ALONE,
  NX_SAMPLE_COUPLE,
  NX_SAMPLE_NUCLEAR,
  NX_SAMPLE_SINGLE_PARENT,
  NX_SAMPLE_STEM,        /* head and spouse with a parent or two and a child */
  NX_SAMPLE_ELDER_STEM,  /* an elder is head, with son, daughter-in-law, grandchild */
  NX_SAMPLE_SKIP,        /* grandparents with a grandchild */
  NX_SAMPLE_ADULT_CHILD, /* parents with a grown unmarried child */
  NX_SAMPLE_COLLECTIVE,  /* a dormitory */
  NX_SAMPLE_TWO_HOMES,   /* parents, and a child's family at another address */
  NX_SAMPLE_GONE,        /* the last member died: the household is closed */
  NX_N_SAMPLE_FORMS
} NxSampleForm;

typedef struct
{
  char *name;
  char *surname; /* "" when the name has none */
  char *former_names;
  const char *sex; /* GB/T 2261.1 */
  NxDate born;     /* always full: what is true */
  NxDate birth_on; /* what the office knows: may be partial */
  char *birth_lunar;
  char *id_number;
  const char *ethnic;
  const char *political;
  const char *education;
  const char *marital;
  const char *health;
  const char *disability_kind;
  const char *disability_level;
  char *disability_number;
  NxDate id_expires_on;         /* none: without an end, or no card */
  NxDate disability_expires_on; /* none: no certificate */
  char *phones;
  char *registered_address;
  const char *residence_kind;
  const char *living;
  const char *care;
  const char *employment;
  const char *new_employment;
  char *employer;
  char *guardian;
  char *emergency_contact;
  NxDate died_on;
  char *note;

  int father; /* places in the group's persons, -1 unknown */
  int mother;
  int spouse;           /* the living or last spouse */
  int age;              /* full years today, or at death */
  const char *kin_word; /* the relative who looks after them and lives elsewhere: 女儿, NULL none */
  char *kin_name;
  gint64 id; /* in the store, once it is there */
} NxSamplePerson;

typedef struct
{
  char *number;
  gboolean is_collective;
  guint area; /* place in the office's communities */
  char *address;
  char *building;
  char *unit;
  char *room;
  char *grid;
  const char *housing;
  const char *status;
  NxDate registered_on;
  char *note;
  int head; /* place in persons */
  gint64 id;
} NxSampleHousehold;

typedef struct
{
  int household;
  int person;
  const char *relation; /* GB/T 4761 */
  NxDate from_on;
  NxDate to_on;
  const char *leave_reason;
} NxSampleMembership;

typedef struct
{
  int person; /* -1: the household's */
  int household;
  const char *class_id;
  const char *level;
  NxDate from_on;
  NxDate to_on;
  NxDate review_on;
  char *certificate;
  const char *organisation;
  int amount; /* yuan a month, 0 none */
  char *evidence;
  const char *reason;
} NxSampleSupport;

typedef struct
{
  const char *stage;
  NxDate on;
} NxSampleStage;

typedef struct
{
  const char *state;
  const char *kind;
  NxDate on;
  int minute; /* of the day it began, -1 unknown */
  int minutes;
  NxDate written_on;
  int session; /* 0: not counted */
  char *place;
  const char *purpose;
  char *persons_seen;
  const char *companions;
  char *narrative;
  const char *body;
  const char *mood;
  const char *home;
  const char *money;
  const char *care;
  const char *new_risks;
  char *problems;
  char *services;
  char *next_steps;
  NxDate next_on;
  char *next_reason;
  const char *not_met_reason;
  char *not_met_note;
  char *reflection;
  gint64 id;
} NxSampleVisit;

typedef struct
{
  int visit; /* place in the case's visits, -1 the case itself */
  gboolean is_supervisor;
  const char *kind;
  char *text;
  NxDate on;
  int minute;
} NxSampleComment;

typedef struct
{
  int household;
  int client; /* place in persons, -1: the household */
  guint theme;
  const char *title;
  const char *category;
  const char *source;
  const char *stage;
  const char *risk;
  gboolean is_confidential;
  NxDate opened_on;
  NxDate closed_on;
  const char *closure_reason;
  char *problem;
  NxDate next_on;
  char *next_reason;
  const char *next_rule;
  GArray *stages;   /* NxSampleStage, oldest first */
  GArray *visits;   /* NxSampleVisit, oldest first */
  GArray *comments; /* NxSampleComment, oldest first */
  gint64 id;
} NxSampleCase;

/* What the whole office shares. */
typedef struct
{
  guint64 seed;
  NxDate today;
  GPtrArray *communities; /* NxSampleCommunity */
  GHashTable *id_numbers; /* the ones given out: no two people share one */
  guint n_households;     /* made so far */
} NxSampleOffice;

typedef struct
{
  char *code;     /* 12 digits */
  char *name;     /* 丰泽社区 */
  char *county;   /* 和平区 */
  char *township; /* 新华街道 */
  guint n_households;
} NxSampleCommunity;

typedef struct
{
  NxSampleForm form;
  GArray *persons;     /* NxSamplePerson */
  GArray *households;  /* NxSampleHousehold */
  GArray *memberships; /* NxSampleMembership */
  GArray *supports;    /* NxSampleSupport */
  GArray *cases;       /* NxSampleCase */
} NxSampleGroup;

#define NX_SAMPLE_PERSON(group, i) (&g_array_index ((group)->persons, NxSamplePerson, i))
#define NX_SAMPLE_HOUSEHOLD(group, i) (&g_array_index ((group)->households, NxSampleHousehold, i))
#define NX_SAMPLE_MEMBERSHIP(group, i)                                                             \
  (&g_array_index ((group)->memberships, NxSampleMembership, i))
#define NX_SAMPLE_SUPPORT(group, i) (&g_array_index ((group)->supports, NxSampleSupport, i))
#define NX_SAMPLE_CASE(group, i) (&g_array_index ((group)->cases, NxSampleCase, i))

/* @households decides how many communities take part: one street's first, then its neighbours. */
NxSampleOffice *nx_sample_office_new (guint households, guint64 seed, NxDate today);
void nx_sample_office_free (NxSampleOffice *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NxSampleOffice, nx_sample_office_free)

/* The family of that index. @max_households is 1 or more. */
NxSampleGroup *nx_sample_group_new (NxSampleOffice *office, guint index, guint max_households);
void nx_sample_group_free (NxSampleGroup *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NxSampleGroup, nx_sample_group_free)

/* nx-sample-random */
GRand *nx_sample_rand_new (guint64 seed, guint32 index, guint32 purpose);
gboolean nx_sample_chance (GRand *rand, int percent);
int nx_sample_between (GRand *rand, int first, int last); /* both included */
const char *nx_sample_choose (GRand *rand, const char *const *words, guint n);
/* A place in @weights, by weight. */
guint nx_sample_weigh (GRand *rand, const guint8 *weights, guint n);
#define NX_SAMPLE_CHOOSE(rand, words) nx_sample_choose (rand, words, G_N_ELEMENTS (words))
#define NX_SAMPLE_WEIGH(rand, weights) nx_sample_weigh (rand, weights, G_N_ELEMENTS (weights))
/* A day of that year. */
NxDate nx_sample_day_in (GRand *rand, int year);

/* nx-sample-names */
const char *nx_sample_surname (GRand *rand, const char *ethnic);
/* A given name that fits sex ("1", "2"), year of birth and ethnic group. Free with g_free. */
char *nx_sample_given_name (GRand *rand, const char *sex, int year, const char *ethnic);
/* TRUE when people of that group mostly have no surname of the Han kind. */
gboolean nx_sample_has_no_surname (const char *ethnic);
/* A second given name for people without a surname: the father's or an invented one. */
char *nx_sample_patronymic (GRand *rand);

/* nx-sample-address: a unique dwelling of the community. */
void nx_sample_place_household (NxSampleOffice *office, GRand *rand, NxSampleHousehold *household);
char *nx_sample_dup_full_address (NxSampleOffice *office, const NxSampleHousehold *household);

/* nx-sample-family, nx-sample-person, nx-sample-support, nx-sample-case: the steps of a group. */
void nx_sample_make_family (NxSampleOffice *office, NxSampleGroup *group, GRand *rand);
void nx_sample_describe_persons (NxSampleOffice *office, NxSampleGroup *group, GRand *rand);
void nx_sample_add_supports (NxSampleOffice *office, NxSampleGroup *group, GRand *rand);
void nx_sample_add_cases (NxSampleOffice *office, NxSampleGroup *group, GRand *rand);

NxSampleForm nx_sample_choose_form (GRand *rand, guint max_households);

/* Helpers over a group. */
gboolean nx_sample_lives_in (const NxSampleGroup *group, int person, int household);
gboolean nx_sample_has_class (const NxSampleGroup *group, int person, const char *class_id);

/* The word by which @person calls @other: 女儿, 老伴. */
const char *nx_sample_kin_word (const NxSampleGroup *group, int person, int other);
/* Who looks after @person at home; -1 nobody. */
int nx_sample_find_carer (const NxSampleGroup *group, int person, int household);
/* "王奶奶", "李先生", "小雨": how a record speaks of somebody. Free with g_free. */
char *nx_sample_dup_address_form (const NxSamplePerson *person);

G_END_DECLS
