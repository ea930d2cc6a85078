/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Keeps what is being typed as a draft in the store, within a second of the typing. */
#pragma once

#include "nx-edit.h"
#include "nx-store.h"

G_BEGIN_DECLS

typedef enum
{
  NX_DRAFT_NONE,    /* nothing was typed that is not saved */
  NX_DRAFT_WAITING, /* typed, and about to be written */
  NX_DRAFT_SAVING,
  NX_DRAFT_KEPT,   /* in the store since nx_draft_keeper_get_kept_at() */
  NX_DRAFT_FAILED, /* not written: see the error; tried again with the next change or a retry */
} NxDraftState;

/* Property "state" notifies. The keeper watches one edit; both live on the main thread. */
#define NX_TYPE_DRAFT_KEEPER (nx_draft_keeper_get_type ())
G_DECLARE_FINAL_TYPE (NxDraftKeeper, nx_draft_keeper, NX, DRAFT_KEEPER, GObject)

/* @place: where a new record was begun ("case:7"), "" for an existing record. */
NxDraftKeeper *nx_draft_keeper_new (NxStore *store, NxEdit *edit, const char *place);

NxDraftState nx_draft_keeper_get_state (NxDraftKeeper *self);
const GError *nx_draft_keeper_get_error (NxDraftKeeper *self);
/* Local time of the last writing, or NULL. Borrowed. */
GDateTime *nx_draft_keeper_get_kept_at (NxDraftKeeper *self);
/* The state in words for the header: "Draft saved 14:52:07". Free with g_free. */
char *nx_draft_keeper_dup_text (NxDraftKeeper *self);

/* Queues what is not written yet at once, without a cancellable: before lock, close, leaving. */
void nx_draft_keeper_flush (NxDraftKeeper *self);
/* Queues the edit as it stands, changed or not: it is worth keeping as it is. */
void nx_draft_keeper_keep (NxDraftKeeper *self);
/* Writes again after a failure. */
void nx_draft_keeper_retry (NxDraftKeeper *self);
/* Stops watching: the edit was saved (its job dropped the draft) or given up. */
void nx_draft_keeper_stop (NxDraftKeeper *self);
/* Stops, and removes the draft from the store. */
void nx_draft_keeper_discard (NxDraftKeeper *self);

G_END_DECLS
