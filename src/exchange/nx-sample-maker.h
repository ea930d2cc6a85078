/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The steps a made-up family is put together by. Private to the sample's files. */
#pragma once

#include "nx-sample-data.h"

G_BEGIN_DECLS

typedef struct
{
  NxSampleOffice *office;
  NxSampleGroup *group;
  GRand *rand;
  const char *ethnic; /* the family's */
} NxSampleMaker;

int nx_sample_maker_year_now (const NxSampleMaker *maker);
/* Households, people and memberships are named by their places in the group. */
int nx_sample_maker_add_household (NxSampleMaker *maker);
/* @surname NULL: one of their own. */
int nx_sample_maker_add_person (NxSampleMaker *maker,
                                const char *sex,
                                int year,
                                const char *surname,
                                const char *ethnic,
                                int father);
int nx_sample_maker_born_in (const NxSampleMaker *maker, int person);
/* Old families' dates are known by the year or the month only. */
NxDate nx_sample_maker_blur (NxSampleMaker *maker, NxDate day);
void nx_sample_maker_join (
    NxSampleMaker *maker, int household, int person, const char *relation, NxDate from_on);
/* Ends the membership that is open. */
void nx_sample_maker_leave (
    NxSampleMaker *maker, int household, int person, NxDate to_on, const char *reason);
void nx_sample_maker_marry (NxSampleMaker *maker, int husband, int wife);
/* A husband or wife of plausible age and ethnic group. */
int nx_sample_maker_add_spouse (NxSampleMaker *maker, int person);
/* Codes of GB/T 4761 for the spouse and for the @place-th son or daughter. */
const char *nx_sample_maker_spouse_relation (NxSampleMaker *maker, int spouse);
/* The year nearest to @wish in which the two, or the one who is not -1, can have a child. */
int nx_sample_maker_possible_year (const NxSampleMaker *maker, int father, int mother, int wish);
/* Born in @year or as near to it as can be; @mother or @father may be -1. */
int nx_sample_maker_add_child (NxSampleMaker *maker, int father, int mother, int year);
const char *nx_sample_maker_child_relation (NxSampleMaker *maker,
                                            int child,
                                            int place,
                                            gboolean is_only);
NxDate nx_sample_maker_later (NxDate a, NxDate b);
/* The day the family moved in: not before @first_year and some time ago. */
NxDate nx_sample_maker_moved_in (NxSampleMaker *maker, int first_year);
/* Children of the couple in the household, from the day they moved in or were born. */
void nx_sample_maker_raise_children (NxSampleMaker *maker,
                                     int household,
                                     int father,
                                     int mother,
                                     int first_year,
                                     int n,
                                     NxDate since);
/* A grown child that once lived here and moved out to marry or work. */
int nx_sample_maker_add_gone_child (
    NxSampleMaker *maker, int household, int father, int mother, NxDate since);
/* The relative who looks after @person and lives elsewhere: a child of the group, or a name only.
 */
void nx_sample_maker_set_kin (NxSampleMaker *maker, int person, int child);
void nx_sample_maker_invent_kin (
    NxSampleMaker *maker, int person, const char *word, const char *sex, int year);
void nx_sample_maker_give_elder_kin (NxSampleMaker *maker, int person);
void nx_sample_maker_die (NxSampleMaker *maker, int person, NxDate day);
/* Head and spouse in a new household; the head is the husband more often than not. */
void nx_sample_maker_found_home (NxSampleMaker *maker, int household, int a, int b, NxDate since);
/* Puts husband and wife of @person into places. */
void nx_sample_maker_sort_couple (NxSampleMaker *maker, int person, int *husband, int *wife);
/* Returns the husband, of that age today. */
int nx_sample_maker_add_adult_couple (NxSampleMaker *maker, int youngest, int oldest);
/* A parent of @child: sex "1" the father, "2" the mother. */
int nx_sample_maker_add_parent_of (NxSampleMaker *maker, int child, const char *sex);

G_END_DECLS
