/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Keeps unsaved edits as drafts inside the encrypted store, and finds them again. */
#pragma once

#include "nx-database.h"
#include "nx-edit.h"

G_BEGIN_DECLS

/* A draft as listed: what it is about, without its content. */
typedef struct
{
  gint64 id;
  NxRecordKind kind;
  gint64 record_id;  /* 0: a new record */
  char *place;       /* where a new record was begun, such as "case:7" */
  gint64 changed_at; /* UTC seconds */
  GBytes *data;      /* for nx_edit_from_draft() */
} NxDraft;

void nx_draft_free (NxDraft *draft);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NxDraft, nx_draft_free)

/* All calls: on a store thread. Drafts belong to the worker who acts. @place is never NULL: "" for
 * edits of existing records. Writing replaces the draft of the same record and place. */
gboolean nx_drafts_put (NxDatabase *db,
                        NxRecordKind kind,
                        gint64 record_id,
                        const char *place,
                        GBytes *data,
                        GError **error);
/* NULL without @error when there is none. */
NxDraft *nx_drafts_find (
    NxDatabase *db, NxRecordKind kind, gint64 record_id, const char *place, GError **error);
/* Newest first; array of NxDraft. Free with g_ptr_array_unref. */
GPtrArray *nx_drafts_list (NxDatabase *db, GError **error);
gboolean nx_drafts_drop (
    NxDatabase *db, NxRecordKind kind, gint64 record_id, const char *place, GError **error);

G_END_DECLS
