/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Shows both texts of a visit that two people changed, and lets the worker choose per field. */
#pragma once

#include <gtk/gtk.h>

#include "nx-edit.h"

G_BEGIN_DECLS

/* @edit over the newer record, with what was chosen. */
typedef void (*NxConflictSolved) (NxEdit *edit, gpointer user_data);

/* @mine: the edit that was refused as stale. @theirs: the record as it is in the store now. Fields
 * that only one of the two changed are taken without a question, unless @asks_all: then the record
 * that @mine was begun on is not known any more, and every difference is asked. */
GtkWidget *nx_visit_conflict_new (
    NxEdit *mine, NxRecord *theirs, gboolean asks_all, NxConflictSolved solved, gpointer user_data);

G_END_DECLS
