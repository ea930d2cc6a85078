/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Gathers who a paper is about, and the names of the people around who must not be on every copy.
 */
#pragma once

#include "nx-date.h"
#include "nx-record.h"

#include <glib.h>

G_BEGIN_DECLS

/* Somebody whose name may stand in a narrative. */
typedef struct
{
  char *name;
  char *relation; /* to the client, in the user's language; NULL when not known */
} NxKnownPerson;

/* Owned texts, any may be NULL. */
typedef struct
{
  char *name;
  char *sex;
  int age; /* full years on the day the paper is about; -1 unknown */
  char *id_number;
  char *phone;
  char *address;    /* area and door */
  char *community;  /* area alone */
  GPtrArray *known; /* NxKnownPerson; NULL: none */
} NxSubject;

void nx_subject_clear (NxSubject *self);

/* Fills `self` from records of which each may be NULL: `person` is the client, `household` where
 * the client lives or, without a person, the client itself. `memberships` are NxMembership records
 * of that household, also former ones. Ages count on `on`. */
void nx_subject_fill (
    NxSubject *self, NxRecord *person, NxRecord *household, GPtrArray *memberships, NxDate on);

/* Adds a name to mask; copied. Nothing happens for names shorter than two characters. */
void nx_subject_add_known (NxSubject *self, const char *name, const char *relation);

G_END_DECLS
