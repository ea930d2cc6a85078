/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Decides what a copy may show: the one place where names, numbers and doors are masked on paper.
 */
#pragma once

#include "nx-date.h"
#include "nx-print-options.h"
#include "nx-subject.h"

G_BEGIN_DECLS

/* Rules of a copy (design §1 and the masking table of our field notes; our default):
 *
 *                     client copy   file copy   route sheet   redacted
 *   client's name     full          full        full (1)      masked as for a notice
 *   ID, phone         masked (2)    masked (2)  last four     masked as for a notice, no phone
 *   names of others   relation (3)  full        full          masked
 *   door numbers      masked        full        full          community only
 *
 * (1) a minor is "赵某" on a paper that is carried through the streets; (2) in full when a reason
 * to unmask was given; (3) or masked when the relation is not known. ID and phone numbers inside
 * running text follow the same rule. */
typedef struct
{
  gboolean shows_client;
  gboolean shows_numbers;
  gboolean shows_others;
  gboolean shows_doors;
  gboolean hides_minors;
  gboolean is_strict;
  const NxSubject *subject; /* borrowed; may be NULL */
} NxPrivacy;

void nx_privacy_init (NxPrivacy *self, const NxPrintOptions *options, const NxSubject *subject);

/* A sheet a worker takes along: doors and names in full. */
void nx_privacy_init_route (NxPrivacy *self, const NxPrintOptions *options);

/* All return new texts, "" for NULL. `age` -1: unknown. */
char *nx_privacy_client_name (const NxPrivacy *self, const char *name, int age);
char *nx_privacy_other_name (const NxPrivacy *self, const char *name, int age);
char *nx_privacy_id_number (const NxPrivacy *self, const char *number);
char *nx_privacy_phone (const NxPrivacy *self, const char *phone);
char *nx_privacy_address (const NxPrivacy *self, const char *address);

/* Running text: known names and all ID and phone numbers in it are masked as the copy wants. */
char *nx_privacy_text (const NxPrivacy *self, const char *text);

G_END_DECLS
