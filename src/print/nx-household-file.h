/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Holds what the sheet of a household says, filled from its records as of one day. */
#pragma once

#include "nx-date.h"
#include "nx-record.h"

#include <glib.h>

G_BEGIN_DECLS

/* Owned texts as they were typed; any may be NULL. */
typedef struct
{
  char *name;
  char *relation;
  char *sex;
  int age; /* -1 unknown */
  char *id_number;
  char *phone;
  gboolean is_head;
} NxSheetMember;

typedef struct
{
  char *who; /* name of the person; NULL: the household */
  int age;
  char *label;
  char *level;
  NxDate from;
  NxDate to;
  NxDate review_on;
} NxSheetClass;

typedef struct
{
  char *number;
  char *title;
  char *stage;
  char *risk;
  char *worker;
  NxDate next_on;
} NxSheetCase;

typedef struct
{
  NxDate on; /* the day the sheet tells of */
  char *number;
  char *kind;
  char *status;
  char *address; /* area and door */
  char *grid;
  char *housing;
  char *worker;
  NxDate registered_on;
  GPtrArray *members; /* NxSheetMember, the head first */
  guint n_former;     /* people who lived here before */
  GPtrArray *classes; /* NxSheetClass */
  GPtrArray *cases;   /* NxSheetCase */
} NxHouseholdFile;

void nx_household_file_init (NxHouseholdFile *self);
void nx_household_file_clear (NxHouseholdFile *self);
NxSheetMember *nx_household_file_add_member (NxHouseholdFile *self);
NxSheetClass *nx_household_file_add_class (NxHouseholdFile *self);
NxSheetCase *nx_household_file_add_case (NxHouseholdFile *self);

/* Borrowed; all but `household` may be NULL. Of memberships and classes those that hold on `on` are
 * taken, of cases those that are open. */
typedef struct
{
  NxRecord *household;
  GPtrArray *memberships; /* NxMembership, former ones too */
  GPtrArray *persons;     /* NxPerson of these memberships, in any order */
  GPtrArray *supports;    /* NxSupport of the household and its members */
  GPtrArray *cases;       /* NxCase */
  NxDate on;
} NxHouseholdSources;

void nx_household_file_fill (NxHouseholdFile *self, const NxHouseholdSources *sources);

G_END_DECLS
