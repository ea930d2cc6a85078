/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Reads phone numbers as they stand in a register: several in one cell, with notes on whose they
 * are. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  NX_PHONE_INVALID,
  NX_PHONE_MOBILE,   /* 13800001111 */
  NX_PHONE_LANDLINE, /* 024-22860000, 024-22860000-801; 22860000 if the area code is not given */
  NX_PHONE_SERVICE,  /* 110, 12345, 4001234567 */
  NX_PHONE_HK_MACAO, /* +85291234567, +85366123456 */
  NX_PHONE_TAIWAN,   /* 0912345678 */
  NX_PHONE_FOREIGN,  /* + and 7 to 15 digits (E.164) */
} NxPhoneKind;

typedef struct
{
  NxPhoneKind kind;
  char *number; /* the stored form; for NX_PHONE_INVALID what was typed, "" if there was no digit */
  char *note;   /* whose it is, as written beside it ("女儿"); "" if nothing */
} NxPhone;

void nx_phone_free (NxPhone *phone);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NxPhone, nx_phone_free)

/* The phones in one cell, in order: an array of NxPhone that frees its elements. Numbers may be
 * separated by 、 / ， ; | spaces or line ends; spaces and hyphens inside a number are understood.
 * Notes may stand before or behind a number, in brackets or not. Empty for NULL, blank text, 无 and
 * the like. Numbers that cannot be right are in the array as NX_PHONE_INVALID: nothing is lost. */
GPtrArray *nx_phone_split (const char *cell);

/* The stored form of one number, or NULL if it is none. @kind may be NULL. */
char *nx_phone_normalise (const char *text, NxPhoneKind *kind);

G_END_DECLS
