/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * One row of an imported register: the person, household and memberships its cells speak of. */
#pragma once

#include "nx-csv-reader.h"
#include "nx-date.h"
#include "nx-import-address.h"
#include "nx-import-columns.h"
#include "nx-edit.h"

G_BEGIN_DECLS

/* What is said of one row. A refusal keeps the row out; a notice does not. */
typedef struct
{
  guint64 row;   /* as a spreadsheet counts */
  char *column;  /* header of the column, or NULL when it is about the whole row */
  char *message; /* a sentence without any value of the row */
  gboolean is_refusal;
} NxImportFinding;

void nx_import_finding_free (NxImportFinding *finding);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NxImportFinding, nx_import_finding_free)

/* What became, or would become, of a row. */
typedef enum
{
  NX_IMPORT_ROW_REFUSED,
  NX_IMPORT_ROW_ADDED,
  NX_IMPORT_ROW_UPDATED,
  NX_IMPORT_ROW_SAME,
} NxImportRowState;

typedef struct
{
  guint64 number;
  char *raw;      /* the row as it came */
  NxEdit *person; /* a new person with what the cells say */
  char *relation; /* GB/T 4761 code, or NULL */
  gboolean is_head;
  char *head_name; /* what the column of the head says, or NULL */
  char *household_number;
  char *household_kind;
  char *community; /* as written */
  char *street;    /* the street's or town's name as written */
  char *grid;
  char *housing;
  NxImportAddress address;
  GPtrArray *supports;         /* codes of support-class */
  char *support_from;          /* ISO day, or NULL */
  GPtrArray *findings;         /* NxImportFinding */
  guint n_findings_of_reading; /* the first so many came from the cells, the rest from matching */
  NxImportRowState state;
} NxImportRow;

void nx_import_row_free (NxImportRow *row);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NxImportRow, nx_import_row_free)

/* Reads the cells by the map. Never fails: what is wrong becomes a finding. */
NxImportRow *nx_import_row_new (const NxCsvRow *cells, NxImportMap *map, NxDate today);

/* @column may be NULL; @message is copied. */
void nx_import_row_refuse (NxImportRow *row, const char *column, const char *message);
gboolean nx_import_row_is_refused (const NxImportRow *row);

/* TRUE when neither number, head nor address is written: a merged cell of the household above. */
gboolean nx_import_row_continues_household (const NxImportRow *row);

G_END_DECLS
