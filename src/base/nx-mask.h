/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Hides the part of a name, number or address that a screen list, a print or a notice need not
 * show. */
#pragma once

#include "nx-date.h"

G_BEGIN_DECLS

typedef enum
{
  NX_MASK_NONE,
  NX_MASK_NAME,
  NX_MASK_ID_NUMBER,
  NX_MASK_PHONE,
  NX_MASK_ADDRESS,
  NX_MASK_BIRTH_DATE, /* the text is an ISO date, also a partial one */
  NX_MASK_DISABILITY, /* number of a disability certificate */
} NxMask;

/* For screen lists and prints: 张*英, 210102********0037, 138****5678, …丰泽社区 3号楼*单元*,
 * 1935-**-**. Cuts between user-perceived characters. "" for NULL. The rules are our default. */
char *nx_mask_text (NxMask mask, const char *text);
/* For public notices and exports: 张**, 2****************7, the community only, an age band of
 * today; phones are not shown at all (""). */
char *nx_mask_text_strict (NxMask mask, const char *text);

/* What a print that leaves the office calls a minor: 张某. */
char *nx_mask_name_of_minor (const char *name);
/* The band an age is published in: "0–5", "6–13", "14–17", "18–59", then by tens, "90+"; "" when
 * unknown. */
char *nx_mask_age_band (NxDate birth, NxDate on);
/* How many bytes at the start of @name are the family name: two characters for the compound family
 * names (欧阳), one otherwise. For Han names only; 0 for others. */
gsize nx_name_surname_length (const char *name);

G_END_DECLS
