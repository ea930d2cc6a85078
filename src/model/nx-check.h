/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Checks of single values, named in the field tables: each refuses with a sentence for the user. */
#pragma once

#include "nx-field.h"

G_BEGIN_DECLS

/* 1 to 60 characters without control characters (our default; domain names reach about 30). */
gboolean nx_check_name (const NxField *field, const char *text, char **problem);
/* 1 to 64 characters without spaces at the ends: case and household numbers. */
gboolean nx_check_number (const NxField *field, const char *text, char **problem);
/* Lower-case syllables separated by one space: "shan xiao ming". */
gboolean nx_check_pinyin (const NxField *field, const char *text, char **problem);
/* An ISO day that exists, with precision. */
gboolean nx_check_day (const NxField *field, const char *text, char **problem);
/* An ISO day with year, month and day: a last day somebody is to be reminded of. */
gboolean nx_check_full_day (const NxField *field, const char *text, char **problem);
/* As nx_check_day(), and not after today. */
gboolean nx_check_past_day (const NxField *field, const char *text, char **problem);
/* "HH:MM" of a day. */
gboolean nx_check_time (const NxField *field, const char *text, char **problem);
/* A lunar day in the form of nx_lunar_from_iso(). */
gboolean nx_check_lunar (const NxField *field, const char *text, char **problem);
/* One phone a line: the number, then a space and whose it is, if known. */
gboolean nx_check_phones (const NxField *field, const char *text, char **problem);

G_END_DECLS
