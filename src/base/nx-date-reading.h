/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Cuts a written date into numbers with their units, separators and a named month. */
#pragma once

#include "nx-date.h"

G_BEGIN_DECLS

#define NX_DATE_MAX_PARTS 8

typedef enum
{
  NX_DATE_UNIT_NONE,
  NX_DATE_UNIT_YEAR,
  NX_DATE_UNIT_MONTH,
  NX_DATE_UNIT_DAY,
} NxDateUnit;

typedef struct
{
  gint64 value;
  int n_digits;
  NxDateUnit unit; /* what stands behind the number */
  char separator;  /* what stands behind it otherwise: '-', '/', '.', ',', ' ' or '\0' */
} NxDatePart;

typedef struct
{
  NxDatePart parts[NX_DATE_MAX_PARTS];
  guint n_parts;
  int named_month; /* from "March", 0 otherwise */
  int year_offset; /* of the era named in front */
  gboolean is_past;
  gboolean is_short_year; /* the century was guessed */
  NxDate today;
} NxDateReading;

/* Half-width, lower case, odd hyphens made plain, tail cut: for the other two. Free with g_free. */
char *nx_date_reading_prepare (const char *text);

/* Whether prepared text says that it is of the lunar calendar. */
gboolean nx_date_reading_is_lunar (const char *text);

/* Cuts the text into parts; FALSE when something in it belongs to no date. */
gboolean nx_date_reading_split (const char *p, NxDateReading *reading);

G_END_DECLS
