/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The sheet that finds people, cases, households and visits while one types, and opens them. */
#pragma once

#include <adwaita.h>

#include "nx-session.h"
#include "nx-types.h"

G_BEGIN_DECLS

#define NX_TYPE_FIND_SHEET (nx_find_sheet_get_type ())
G_DECLARE_FINAL_TYPE (NxFindSheet, nx_find_sheet, NX, FIND_SHEET, AdwBin)

/* For nx_window_set_find(). What was typed and opened is forgotten when the session locks. */
GtkWidget *nx_find_sheet_new (NxSession *session);
/* An NxFindOpen: begins anew with what was typed, and takes the focus. */
void nx_find_sheet_open (GtkWidget *sheet, const char *typed);
/* The same, to find the client of a new case: people and households only, and what is chosen goes
 * to win.new-person-case or win.new-case. */
void nx_find_sheet_choose_client (NxFindSheet *self);
/* The same, to find another record of @kind than @id; both go to @action, a static name of an
 * action of the window that takes two ids. @question stands over the field. */
void nx_find_sheet_choose_other (
    NxFindSheet *self, NxRecordKind kind, gint64 id, const char *action, const char *question);
/* Hides it and gives the focus back to where it was. */
void nx_find_sheet_close (NxFindSheet *self);

/* Whoever opens a record elsewhere may say so: the last ten are listed while nothing is typed. */
void nx_find_sheet_note_opened (NxFindSheet *self, NxRecordKind kind, gint64 id);

/* TRUE while an answer is on its way; for tests. */
gboolean nx_find_sheet_is_busy (NxFindSheet *self);

G_END_DECLS
