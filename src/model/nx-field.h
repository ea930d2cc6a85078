/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Describes one field of a record: what it is called, how it is kept, checked, masked and shown.
 *
 * Each kind of record has one table of fields, written as a list macro in its header:
 *
 *   #define NX_WORKER_FIELDS(F) \
 *     F (NAME, "name", TEXT, N_("Name"), NULL, REQUIRED | PERSONAL, NAME, nx_check_name)
 *
 * The columns of a row: enum suffix; column and property name; NxFieldKind suffix; label; the code
 * list or the kind of record the value points to; NX_FIELD_ flag suffixes; NxMask suffix; check.
 * One row gives the enum value, the GObject property, the database column, the label, the change
 * log, the import and export column and the mask. */
#pragma once

#include "nx-mask.h"
#include "nx-types.h"

G_BEGIN_DECLS

typedef enum
{
  NX_FIELD_TEXT,      /* one line of UTF-8 */
  NX_FIELD_LONG_TEXT, /* paragraphs of UTF-8 */
  NX_FIELD_INTEGER,   /* a whole number */
  NX_FIELD_BOOLEAN,   /* 0 or 1 */
  NX_FIELD_DAY,       /* ISO day without zone: "1938", "1938-05" or "1938-05-21" */
  NX_FIELD_TIME,      /* "14:05" of the day */
  NX_FIELD_INSTANT,   /* seconds since 1970 in UTC */
  NX_FIELD_CODE,      /* one code of the code list named by `of` */
  NX_FIELD_CODES,     /* several codes of that list, separated by one space */
  NX_FIELD_REFERENCE, /* id of a record of the table named by `of` */
} NxFieldKind;

typedef enum
{
  NX_FIELD_PLAIN = 0,
  NX_FIELD_REQUIRED = 1 << 0,  /* a record without it is refused */
  NX_FIELD_PERSONAL = 1 << 1,  /* identifies a person: never in logs, errors, titles */
  NX_FIELD_SENSITIVE = 1 << 2, /* sensitive personal information (PIPL art. 28): masked, optional */
  NX_FIELD_SEARCHED = 1 << 3,  /* a change of it renews the record's search tokens */
  NX_FIELD_PRIVATE = 1 << 4, /* for the worker and the supervisor only: never on a client's paper */
  NX_FIELD_KEPT = 1 << 5,    /* kept by the program; no form shows it, no journal lists it */
  NX_FIELD_DERIVED = 1 << 6, /* read from the table's view and never written */
} NxFieldFlags;

/* Says whether @text, never NULL or empty, is a possible value. Otherwise returns FALSE and sets
 * @problem to a sentence for the user. */
typedef gboolean (*NxFieldCheck) (const NxField *field, const char *text, char **problem);

struct _NxField
{
  const char *name; /* column and GObject property: "birth_on" */
  NxFieldKind kind;
  const char *label; /* English source; nx_field_get_label() translates */
  const char *of;    /* code list or table a value points to, or NULL */
  NxFieldFlags flags;
  NxMask mask;
  NxFieldCheck check; /* or NULL */
};

/* The label in the user's language. Borrowed, static. */
const char *nx_field_get_label (const NxField *field);

/* TRUE when values are 64-bit integers: numbers, booleans, instants, references. */
gboolean nx_field_is_integer (const NxField *field);

/* The text a person reads for a stored value: code labels, dates in words, yes and no. References
 * give "" since only the store knows their names. @text is NULL for integer kinds.
 * Never NULL; free with g_free. */
char *nx_field_dup_display (const NxField *field, const char *text, gint64 integer);

#define NX_FIELD_ENUM_ROW_(prefix, suffix) prefix##_##suffix

/* Turns a row of a list macro into a member of the table. Flag suffixes become bits by the short
 * names below, which exist only where a table is defined. */
#define NX_FIELD_TABLE_ROW(id, column, kind_, label_, of_, flags_, mask_, check_)                  \
  { .name = column,                                                                                \
    .kind = NX_FIELD_##kind_,                                                                      \
    .label = label_,                                                                               \
    .of = of_,                                                                                     \
    .flags = flags_,                                                                               \
    .mask = NX_MASK_##mask_,                                                                       \
    .check = check_ },

G_END_DECLS
