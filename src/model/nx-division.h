/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The table of administrative divisions that comes with the program, and what a division code says.
 *
 * Codes are the statistical ones: 2 digits province, 4 city, 6 county (GB/T 2260), 9 township,
 * 12 community or village. The table is Liaoning's of 2023. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  NX_DIVISION_PROVINCE,
  NX_DIVISION_CITY,
  NX_DIVISION_COUNTY,
  NX_DIVISION_TOWNSHIP,
  NX_DIVISION_COMMUNITY,
} NxDivisionLevel;

/* The code of the level in the code list "area-level". */
const char *nx_division_level_to_code (NxDivisionLevel level);

/* The level a code says by its length, spaces around it left out. A longer code that is filled up
 * with zeros (210102000000) is the shorter one. @code receives the short form, free with g_free;
 * both may be NULL. FALSE when @text is no division code. */
gboolean nx_division_parse_code (const char *text, NxDivisionLevel *level, char **code);

/* The code of the division above, or NULL for a province or no code. Free with g_free. */
char *nx_division_dup_parent_code (const char *code);

/* How people call it: 惠安社区居委会 → 惠安社区, 三家子村民委员会 → 三家子村. Free with g_free. */
char *nx_division_dup_short_name (const char *name);
/* What to search by: 惠安社区居委会 → 惠安, 新华街道 → 新华. Never empty. Free with g_free. */
char *nx_division_dup_search_name (const char *name);

typedef struct
{
  const char *code;
  const char *name; /* as registered */
  NxDivisionLevel level;
  int parent; /* position in the table, always smaller than its own; -1 for the province */
} NxDivision;

typedef struct _NxDivisionTable NxDivisionTable;

/* Reads the table (about 10 ms and 1.5 MB); who seeds or searches keeps it as long as needed. It is
 * read-only and may be shared between threads. Parents stand before their children. */
NxDivisionTable *nx_division_table_new (void);
void nx_division_table_free (NxDivisionTable *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NxDivisionTable, nx_division_table_free)

guint nx_division_table_get_n (const NxDivisionTable *self);
const NxDivision *nx_division_table_nth (const NxDivisionTable *self, guint position);
/* The position of a code in any of its forms, or -1. */
int nx_division_table_find (const NxDivisionTable *self, const char *code);
/* Names from the province down, joined: 辽宁省沈阳市和平区新华街道丰泽社区. Free with g_free. */
char *nx_division_table_dup_path (const NxDivisionTable *self, guint position);

G_END_DECLS
