/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * What is missing on a person's record for the group the person belongs to. */
#pragma once

#include "nx-person.h"

G_BEGIN_DECLS

/* Our default of what an office needs to know of whom; the dead lack nothing. The condition that
 * finds them in a store stands in nx-id-query.c and says the same. */
typedef enum
{
  NX_LACK_NONE = 0,
  NX_LACK_PHONE = 1 << 0,     /* no phone of a grown-up */
  NX_LACK_ID_NUMBER = 1 << 1, /* no number of a document */
  NX_LACK_BIRTH = 1 << 2,     /* no date of birth */
  NX_LACK_CONTACT = 1 << 3,   /* no emergency contact of who lives alone at 60 or more, or has lost
                                 abilities */
  NX_LACK_GUARDIAN = 1 << 4,  /* no guardian of a minor */
  NX_LACK_CERTIFICATE
  = 1 << 5, /* an impairment without a certificate, or with one that has run out */
} NxPersonLack;

#define NX_N_LACKS 6
#define NX_LACK_ANY ((1 << NX_N_LACKS) - 1)

/* Full years from which one is grown up (未成年人保护法 2), and old (老年人权益保障法 2). */
#define NX_LACK_ADULT_YEARS 18
#define NX_LACK_ELDER_YEARS 60

/* Flags of all that is missing on @today. */
guint nx_person_lack_get (NxRecord *person, NxDate today);

/* The field of the form that one lack (one bit) is mended in. */
guint nx_person_lack_get_field (NxPersonLack lack);

/* The first of @lacks, in the order of the enum; NX_LACK_NONE when there is none. */
NxPersonLack nx_person_lack_first (guint lacks);

/* Words for @lacks: "No phone · No guardian". Free with g_free. */
char *nx_person_lack_dup_words (guint lacks, NxRecord *person, NxDate today);

G_END_DECLS
