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
  NxSessionState state;
  NxLockReason lock_reason;
  GError *error;
  gint64 worker_id;
  char *worker_name;
  char *office_name;
};

/* Opens the store with the key that the unlock holds, finds out who is in, and sets the state OPEN;
   on an error the key is dropped again. The task answers with a boolean. */
void nx_session_open_store (NxSession *self, GTask *task);
/* The second half of it, for a store that was just made and is open already. */
void nx_session_load_who (NxSession *self, GTask *task);
