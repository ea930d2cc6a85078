/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * What the files of NxSession share. */
#pragma once

#include "nx-session.h"

struct _NxSession
{
  GObject parent_instance;

  GCancellable *cancellable; /* of start; replaced when the folder changes */
  NxUnlock *unlock;
  NxStore *store; /* NULL unless open or being opened */

  char *folder;
  char *sample_folder; /* NULL: none of its own */
  NxSessionState state;
  NxLockReason lock_reason;
  GError *error;
  gint64 worker_id;
  char *worker_name;
  char *worker_uid;
  char *office_name;
  char *area_code;
  gboolean is_making;  /* an office is being made or finished */
  gboolean is_asking;  /* the keyring, silently */
  gboolean is_opening; /* a key was found and the store is on its way */
  guint patience;      /* source: how long the keyring is waited for before others are offered */
};

/* Opens the store with the key that the unlock holds, finds out who is in, and sets the state OPEN;
   on an error the key is dropped again. The task answers with a boolean. */
void nx_session_open_store (NxSession *self, GTask *task);
/* The second half of it, for a store that was just made and is open already. */
void nx_session_load_who (NxSession *self, GTask *task);
/* The key is there but the office is not whole. Both texts NULL when there is no store; copied. */
void nx_session_set_unfinished (NxSession *self, const char *office_name, const char *area_code);

/* Notifies when it is another one. */
void nx_session_set_state (NxSession *self, NxSessionState state);
/* The store and all keys go, without closing the store. */
void nx_session_drop_keys (NxSession *self);
/* Who was in, and where. */
void nx_session_forget_worker (NxSession *self);
