/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Private to saving: what each kind of record fills in, refuses and updates around itself. */
#pragma once

#include "nx-database.h"
#include "nx-edit.h"
#include "nx-journal.h"

G_BEGIN_DECLS

/* Fills the fields the program keeps, and refuses what only the store can know. */
gboolean nx_save_rules_prepare (NxDatabase *db, NxEdit *edit, GError **error);

/* Updates what depends on the record: sort keys of households, next dates of cases. */
gboolean nx_save_rules_settle (NxDatabase *db, NxEdit *edit, gint64 id, GError **error);

/* Puts a household where its present head's name stands; after anything that may change who that
 * is.
 */
gboolean nx_save_rules_order_household (NxDatabase *db, gint64 household_id, GError **error);

/* Says what the journal calls the change and on whose timelines it belongs. Texts are borrowed from
 * @edit. */
void nx_save_rules_describe (NxEdit *edit, NxJournalEntry *entry);

G_END_DECLS
