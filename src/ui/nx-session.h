/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * One office as the window sees it: which folder, locked or open, who is in; opens, makes and locks
 * it. */
#pragma once

#include <gio/gio.h>

#include "nx-store.h"
#include "nx-unlock.h"

G_BEGIN_DECLS

/**
 * NxSessionState:
 * @NX_SESSION_STARTING: looking at the folder and asking the keyring, without a prompt
 * @NX_SESSION_NONE: the folder holds no office; one may be made or another folder chosen
 * @NX_SESSION_UNFINISHED: a way in opened, but the set-up of the office was cut short: there is no
 *   store, or one without a worker. Only nx_session_finish_async() goes on, with the same key.
 * @NX_SESSION_LOCKED: there is one, and no key in memory
 * @NX_SESSION_CLOSING: drafts are being written, then the keys go
 * @NX_SESSION_OPEN: the store is there
 */
typedef enum
{
  NX_SESSION_STARTING,
  NX_SESSION_NONE,
  NX_SESSION_UNFINISHED,
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
/* NULL unless OPEN, or UNFINISHED with a store that has its name already. */
const char *nx_session_get_office_name (NxSession *self);
/* While UNFINISHED: what the store was made with; NULL when there is no store or no area in it. */
const char *nx_session_get_area_code (NxSession *self);

/* The key of the open store, for work on its backups; NULL unless OPEN. Borrowed: take a reference,
   and drop it when the session closes. */
GBytes *nx_session_peek_key (NxSession *self);

/* Why the folder could not be opened without asking (a damaged or foreign file, another program
   that has it open …), or why the set-up stopped; NULL when only a key is missing. Borrowed. */
const GError *nx_session_get_error (NxSession *self);
/* Whether the silent question to the keyring is still unanswered; "notify::state" of the unlock
   tells when that may have changed. */
gboolean nx_session_is_asking_keyring (NxSession *self);
/* State of the keys: what to offer and why the keyring did not do. Borrowed. */
NxUnlock *nx_session_get_unlock (NxSession *self);

/* The office that was open last is not where it was: said on the first page. Before the start. */
void nx_session_note_missing (NxSession *self);
/* Looks at the folder; then the state tells. Called once the window is on screen. */
void nx_session_start (NxSession *self);
/* Another folder; only while nothing is open. Starts again. */
void nx_session_set_folder (NxSession *self, const char *folder);

/* One way in each; @typed is copied into wiped memory. On success the state is OPEN. Wrong input is
   NX_KEYS_ERROR_WRONG_SECRET or _BAD_CODE, and nothing has changed. */
void nx_session_unlock_passphrase_async (NxSession *self,
                                         const char *slot_uid, /* NULL: any */
                                         const char *typed,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
void nx_session_unlock_recovery_async (NxSession *self,
                                       const char *typed,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
/* Lets the desktop ask. FALSE without @error when the keyring still does not open it: see the
   reason of nx_session_get_unlock(). */
void nx_session_unlock_keyring_async (NxSession *self,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
gboolean nx_session_unlock_finish (NxSession *self, GAsyncResult *result, GError **error);

/* Where a sample office is put, so that the office's own folder stays free; NULL: there as well. */
void nx_session_set_sample_folder (NxSession *self, const char *folder);
const char *nx_session_get_sample_folder (NxSession *self);
/* Whether there is anything of an office in it. */
gboolean nx_session_has_sample (NxSession *self);

/* Whether the office that is OPEN or UNFINISHED is a sample. */
gboolean nx_session_is_sample (NxSession *self);

/* What a new office is made with. Finishing one asks for neither ways in nor what its store knows.
 */
typedef struct
{
  const char *office_name;
  const char *area_code; /* "" for none */
  const char *worker_name;
  const char *passphrase; /* NULL for none */
  gboolean use_keyring;   /* one of the two at least */
  /* Above 0: a sample office of so many made-up households, in the sample's folder; name, place and
     worker are the sample's own. */
  guint sample_households;
} NxSessionPlan;

/* Makes key, key file and store in the session's folder, in this order, and opens it. An error
   takes nothing away that was there before; a key that was stored in the keyring for nothing is
   forgotten. When it stops after the store was made (cancelled, power, full disk) the state is
   UNFINISHED, now or at the next start.
   @plan is copied; @progress (may be NULL) tells how far the sample office is. */
void nx_session_create_async (NxSession *self,
                              const NxSessionPlan *plan,
                              NxStoreProgress progress,
                              gpointer progress_data,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
/* The same for an UNFINISHED office, from where it stands; never makes a key, never takes anything
   away. Ends with nx_session_create_finish(). */
void nx_session_finish_async (NxSession *self,
                              const NxSessionPlan *plan,
                              NxStoreProgress progress,
                              gpointer progress_data,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
gboolean nx_session_create_finish (NxSession *self, GAsyncResult *result, GError **error);

/* Ways in, while OPEN. Each works on a fresh copy of the key file and replaces it in one step. */
gboolean nx_session_is_keyring_only (NxSession *self);
void nx_session_add_passphrase_async (NxSession *self,
                                      const char *typed,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
/* A code that was typed back: from now on its sheet opens the office. */
void nx_session_add_recovery_async (NxSession *self,
                                    NxRecoveryCode *code,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
/* NX_KEYS_ERROR_LAST_SLOT for the last one. The item of a keyring slot is forgotten too. */
void nx_session_remove_way_async (NxSession *self,
                                  const char *slot_uid,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
/* Puts the key file that opened in the place of a damaged one; see nx_unlock_is_previous(). */
void nx_session_repair_keys_async (NxSession *self,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean nx_session_ways_finish (NxSession *self, GAsyncResult *result, GError **error);

/* CLOSING (pages queue their drafts and go), then the store closes and the keys are wiped. */
void nx_session_lock (NxSession *self, NxLockReason reason);
/* The program ends: as lock, but waits. */
void nx_session_shut (NxSession *self);
/* Untranslated word for the troubleshooting text. */
const char *nx_session_describe (NxSession *self);

G_END_DECLS
