/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Reads and checks identity numbers: GB 11643 citizen numbers and the permits of residents of Hong
 * Kong, Macao and Taiwan. */
#pragma once

#include "nx-date.h"

G_BEGIN_DECLS

typedef enum
{
  NX_ID_NUMBER_UNKNOWN,
  NX_ID_NUMBER_CITIZEN,           /* 18 characters, GB 11643-1999 */
  NX_ID_NUMBER_CITIZEN_OLD,       /* 15 digits, GB 11643-1989; the text is brought to 18 */
  NX_ID_NUMBER_HK_MACAO_RESIDENT, /* residence permit, 810000 Hong Kong or 820000 Macao */
  NX_ID_NUMBER_TAIWAN_RESIDENT,   /* residence permit, 830000 */
  NX_ID_NUMBER_FOREIGN_RESIDENT, /* permanent residence card of 2023: 9, province, country, birth */
  NX_ID_NUMBER_HK_MACAO_PERMIT,  /* travel permit, H or M and 8 digits (older ones 10) */
  NX_ID_NUMBER_TAIWAN_PERMIT,    /* travel permit, 8 digits */
} NxIdNumberKind;

typedef enum
{
  NX_ID_NUMBER_OK,
  NX_ID_NUMBER_EMPTY,
  NX_ID_NUMBER_BAD_LENGTH,
  NX_ID_NUMBER_BAD_CHARACTER,
  NX_ID_NUMBER_BAD_REGION, /* no such province */
  NX_ID_NUMBER_BAD_DATE,   /* no such day of birth */
  NX_ID_NUMBER_FUTURE_BIRTH,
  NX_ID_NUMBER_BAD_CHECK,  /* the check character does not fit: something is mistyped */
  NX_ID_NUMBER_SCIENTIFIC, /* a spreadsheet wrote it as 2.10102E+17: digits are lost */
  NX_ID_NUMBER_ROUNDED,    /* a spreadsheet replaced the last digits by 000 */
} NxIdNumberProblem;

typedef struct
{
  NxIdNumberKind kind;
  NxIdNumberProblem problem;
  char text[20]; /* normalised: half-width, no spaces, X in upper case; "" if it is no number at all
                  */
  char region[8]; /* six digits of the place of first registration, "" for permits */
  NxDate birth;   /* none for permits */
  char sex[2];    /* GB/T 2261.1: "1" male, "2" female, "" unknown */
  /* The number is well formed, but its place is no county of any year: a warning, never an error.
   * Old and abolished counties are not known here; look those up in the divisions table. */
  gboolean is_region_unknown;
} NxIdNumber;

/* Reads @text as people write it (spaces, hyphens, full-width, a small x, a leading ' of a
 * spreadsheet). TRUE when no problem was found; otherwise @number->problem says which, and what
 * could be read is filled in. Only the format is checked: a good number proves nobody's identity.
 * @today decides what a future birth is. NULL text is empty. */
gboolean nx_id_number_parse (const char *text, NxDate today, NxIdNumber *number);

/* The check character of GB 11643 (ISO 7064 MOD 11-2) for 17 digits; '\0' if they are not digits.
 */
char nx_id_number_check_character (const char *first17);

/* A whole sentence for the user, "" for NX_ID_NUMBER_OK; static text. */
const char *nx_id_number_problem_text (NxIdNumberProblem problem);

G_END_DECLS
