/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The code lists (GB/T and our own) that code fields take their values from: codes, labels, extras.
 *
 * Lists are files in resources/codes, read once when first asked for and never freed or changed.
 * Every function may be called from any thread; every pointer returned is static. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _NxCodeList NxCodeList;
typedef struct _NxCode NxCode;

/* The list with that id ("gbt-4761"), or NULL when there is none. */
NxCodeList *nx_code_list_get (const char *id);
/* The ids of all lists, A to Z, NULL at the end. */
const char *const *nx_code_list_ids (void);

const char *nx_code_list_get_id (const NxCodeList *self);
/* "GB/T 4761-2008", or "" for a list of our own. */
const char *nx_code_list_get_standard (const NxCodeList *self);
/* What the list is of, in the user's language ("Relation to head of household"). */
const char *nx_code_list_get_title (const NxCodeList *self);

/* Codes in the order of the file, which is the order of the standard. */
guint nx_code_list_get_n (const NxCodeList *self);
const NxCode *nx_code_list_nth (const NxCodeList *self, guint position);

/* The entry of exactly that code, retired ones too; NULL for NULL or an unknown code. */
const NxCode *nx_code_list_find (const NxCodeList *self, const char *code);

/* What somebody wrote in a cell: a code, a Chinese or English label or a synonym of the list, in
 * any width, case and spacing (汉, 汉族, Han, 01; 男性, M). NULL when it means nothing here. Where
 * two entries could be meant a code goes before a label and a label before a synonym. */
const NxCode *nx_code_list_parse (const NxCodeList *self, const char *text);

/* The code as stored. */
const char *nx_code_get_code (const NxCode *self);
/* The label in the user's language: Chinese when the program's messages are, else English. */
const char *nx_code_label (const NxCode *self);
/* The label of a given language, for papers and files that have their own: "zh" or "en". */
const char *nx_code_get_label_in (const NxCode *self, const char *language);
/* The code above it in the same list, or NULL. */
const NxCode *nx_code_get_parent (const NxCode *self);
/* TRUE for a code that is still read and shown but not offered any more. */
gboolean nx_code_is_retired (const NxCode *self);
/* Its place when a form offers the list: the column "order", else the place in the file. */
int nx_code_get_order (const NxCode *self);
/* A further column of the file ("visit_days"), "" when the entry or the list has none. */
const char *nx_code_get_extra (const NxCode *self, const char *column);
/* The same as a number; @fallback when it is empty. */
int nx_code_get_extra_int (const NxCode *self, const char *column, int fallback);
/* TRUE when the column says "yes". */
gboolean nx_code_get_extra_bool (const NxCode *self, const char *column);

G_END_DECLS
