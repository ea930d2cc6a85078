/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Loads which support classes and papers of those served end, and puts it into the words of rows.
 */
#pragma once

#include "nx-today-notes.h"

G_BEGIN_DECLS

/* Fills the section NX_TODAY_PAPERS with at most @limit rows, earliest first, and counts them all.
 * On a store thread. */
gboolean nx_today_papers_load (NxDatabase *db, NxTodayNotes *notes, guint limit, GError **error);

G_END_DECLS
