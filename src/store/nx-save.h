/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Saves edits: row, search tokens, journal event and what depends on the record, as one. */
#pragma once

#include "nx-database.h"
#include "nx-edit.h"

G_BEGIN_DECLS

/* All calls: on the writer's thread, inside a write job, whose transaction makes them one.
 *
 * Saves @edit and returns the record's id, or 0 with @error:
 *   NX_STORE_ERROR_CONSTRAINT  the validation or a rule of the store refuses it; the message is the
 *                              sentence for the user
 *   NX_STORE_ERROR_STALE       somebody changed the record since its base was read
 *   NX_STORE_ERROR_NOT_FOUND   the record is gone
 * Fields the program keeps (numbers, sort keys, session counts) are filled into @edit. An edit
 * without any change writes nothing and returns the id. @edit must belong to the job alone:
 * give jobs nx_edit_copy(). */
gint64 nx_records_save (NxDatabase *db, NxEdit *edit, GError **error);

/* The same without an event: for acts that write one event for all they do. */
gint64 nx_records_save_untold (NxDatabase *db, NxEdit *edit, GError **error);

/* Takes a record out of the lists, or back. The base's version is checked as in a save. */
gboolean nx_records_set_archived (NxDatabase *db,
                                  NxRecord *record,
                                  gboolean is_archived,
                                  GError **error);

G_END_DECLS
