/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Writes the journal: one hash-chained event for every change, in the transaction of that change.
 */
#pragma once

#include "nx-database.h"
#include "nx-date.h"
#include "nx-types.h"

G_BEGIN_DECLS

/* What happened. Zero ids and NULL texts are left out. */
typedef struct
{
  const char *action; /* code of the list event-action */
  NxRecordKind kind;
  gint64 id;
  const char *on_day; /* ISO day it happened in life; NULL: today */
  gint64 case_id;
  gint64 household_id;
  gint64 person_id;
  const char *changes; /* JSON as nx_journal_dup_changes() makes it */
} NxJournalEntry;

gboolean nx_journal_add (NxDatabase *db, const NxJournalEntry *entry, GError **error);

/* The changed fields of an edit as {"column": [before, after]}; NULL when none is worth a line. */
char *nx_journal_dup_changes (NxEdit *edit);

/* Walks the chain from the first event. Returns the id of the first event whose digest does not
 * follow from the one before, 0 when the chain is whole, -1 with @error when it cannot be read. */
gint64 nx_journal_check (NxDatabase *db, GError **error);

/* The same for the events of one case or household (0 for none) without reading all the others:
 * each of them follows from the one before it and is followed by the one after it, and no event at
 * all is missing. What this cannot see is a journal that was written anew from some event to its
 * end; the head that is kept outside the file shows that when the store is opened. */
gint64 nx_journal_check_part (NxDatabase *db, gint64 case_id, gint64 household_id, GError **error);

G_END_DECLS
