/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * One office as the window sees it: which folder, locked or open, who is in; opens, makes and locks
 * it. */
#pragma once

#include <gio/gio.h>

#include "nx-types.h"

G_BEGIN_DECLS

typedef struct _NxStore NxStore;

/**
 * NxSessionState:
 * @NX_SESSION_NONE: the folder holds no office; one may be made or another folder chosen
 * @NX_SESSION_LOCKED: there is one, and no key in memory
 * @NX_SESSION_CLOSING: drafts are being written, then the keys go
 * @NX_SESSION_OPEN: the store is there
 */
typedef enum
{
  NX_SESSION_NONE,
  NX_SESSION_LOCKED,
  NX_SESSION_CLOSING,
  NX_SESSION_OPEN,
} NxSessionState;

/* Why it is locked: decides the sentence of the unlock page. */
typedef enum
{
  NX_LOCK_START,
  NX_LOCK_USER,
  NX_LOCK_IDLE,
  NX_LOCK_SCREEN,
  NX_LOCK_SLEEP,
} NxLockReason;

#define NX_TYPE_SESSION (nx_session_get_type ())
G_DECLARE_FINAL_TYPE (NxSession, nx_session, NX, SESSION, GObject)

NxSession *nx_session_new (const char *folder);

const char *nx_session_get_folder (NxSession *self);
NxSessionState nx_session_get_state (NxSession *self); /* property "state", notifies */
NxLockReason nx_session_get_lock_reason (NxSession *self);
NxStore *nx_session_get_store (NxSession *self);          /* NULL unless OPEN */
gint64 nx_session_get_worker_id (NxSession *self);        /* 0 unless OPEN */
const char *nx_session_get_worker_name (NxSession *self); /* NULL unless OPEN; notifies */
const char *nx_session_get_office_name (NxSession *self); /* NULL unless OPEN */

/* Looks at the folder; then the state tells. Called once the window is on screen. */
void nx_session_start (NxSession *self);
/* Another folder; only while nothing is open. */
void nx_session_set_folder (NxSession *self, const char *folder);
/* CLOSING (pages queue their drafts and go), then the store closes and the keys are wiped. */
void nx_session_lock (NxSession *self, NxLockReason reason);
/* The program ends: as lock, but waits. */
void nx_session_shut (NxSession *self);
/* Untranslated word for the troubleshooting text. */
const char *nx_session_describe (NxSession *self);

G_END_DECLS
