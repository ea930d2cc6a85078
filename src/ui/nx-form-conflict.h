/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * What two people changed at once: brings an edit over the newer record, and asks field by field.
 */
#pragma once

#include <adwaita.h>

#include "nx-edit.h"

G_BEGIN_DECLS

/* What was changed in @mine, over the record as somebody else saved it meanwhile. @fields gets the
 * guint numbers of the fields that both changed to different values; free it with g_array_unref. */
NxEdit *nx_form_conflict_rebase (NxEdit *mine, NxRecord *theirs, GArray **fields);

/* Gives what values tell in a field, as people read it; newly allocated. */
typedef char *(*NxFormConflictWords) (const NxValues *values, guint field, gpointer data);

/* A row that shows both texts of a field and keeps one; mine at first. @edit is a rebased one.
 * @dup_words is only called now. */
GtkWidget *nx_form_conflict_row_new (NxEdit *edit,
                                     guint field,
                                     NxFormConflictWords dup_words,
                                     gpointer data);

G_END_DECLS
