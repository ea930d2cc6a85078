/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * What the files that carry an import out share: the run and the household in hand. */
#pragma once

#include "nx-import-match.h"
#include "nx-import-private.h"

G_BEGIN_DECLS

/* One import while it runs. */
typedef struct
{
  NxImport *import;
  NxDatabase *db;
  NxImportAreas *areas;
  gboolean is_real;
  GHashTable *seen; /* who stood in the table already → row number */
  NxImportCounts *counts;
  guint n_looks; /* for twins */
} NxImportRun;

/* The household of the group in hand. */
typedef struct
{
  NxRecord *record; /* as kept, or NULL: a new one */
  NxEdit *edit;
  gint64 id; /* 0 while it is only planned */
  gboolean is_changed;
  gboolean has_head;
  gboolean is_counted;
} NxImportHome;

void nx_import_home_clear (NxImportHome *home);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NxImportHome, nx_import_home_clear)

/* What the table calls @column, for findings; NULL when it has none. */
const char *nx_import_run_get_header (NxImportRun *run, NxImportColumn column);

/* nx-import-person.c */

/* TRUE when this row is the first of its person. */
gboolean nx_import_person_note_seen (NxImportRun *run,
                                     NxImportRow *row,
                                     const NxImportGroup *group);

/* The person a row speaks of, by identity number, else by name in @home; NULL in @person for a new
 * one. The row is refused when the number is kept for somebody of another name. */
gboolean nx_import_person_match (NxImportRun *run,
                                 NxImportRow *row,
                                 const NxImportHome *home,
                                 NxRecord **person,
                                 GError **error);

/* While planning: says of a new person's row that the same human being is likely kept already, and
 * why. */
gboolean nx_import_person_note_twin (NxImportRun *run,
                                     NxImportRow *row,
                                     const NxImportHome *home,
                                     GError **error);

/* An edit of @person with what the row knows better. */
NxEdit *nx_import_person_merge (NxImportRow *row, NxRecord *person);

/* TRUE when the values of @edit cannot be kept; the row is refused then. */
gboolean nx_import_person_refuse_invalid (NxImportRun *run, NxImportRow *row, NxEdit *edit);

/* nx-import-member.c */

/* GB/T 4761 code of the row in a group of @n_rows. */
const char *nx_import_member_get_relation (NxImportRow *row, NxImportHome *home, guint n_rows);

gboolean nx_import_member_add (
    NxImportRun *run, NxImportHome *home, gint64 person_id, const char *relation, GError **error);

/* The person's live membership in the household in hand, if any. */
gboolean nx_import_member_find (NxImportRun *run,
                                const NxImportHome *home,
                                NxRecord *person,
                                NxRecord **membership,
                                gboolean *lives_elsewhere,
                                GError **error);

gboolean nx_import_member_update (NxImportRun *run,
                                  NxImportRow *row,
                                  NxRecord *membership,
                                  NxImportHome *home,
                                  gboolean *is_changed,
                                  GError **error);

/* Those of the row that the person does not have; @person_id 0 for a new one that is only planned.
 */
gboolean nx_import_member_add_supports (
    NxImportRun *run, NxImportRow *row, gint64 person_id, gboolean *is_changed, GError **error);

/* nx-import-home.c */

/* The first row that is not refused, or NULL. */
const NxImportRow *nx_import_home_find_first (const NxImportGroup *group);

/* Fills @home: the kept household or a new one, with what the rows say of it. */
gboolean nx_import_home_prepare (NxImportRun *run,
                                 const NxImportGroup *group,
                                 gint64 area_id,
                                 NxImportHome *home,
                                 GError **error);

/* A new household is written with its first person, so that none stays empty. */
gboolean nx_import_home_settle (NxImportRun *run, NxImportHome *home, GError **error);

G_END_DECLS
