/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * What the files of NxUnlock share. */
#pragma once

#include "nx-unlock.h"

G_BEGIN_DECLS

struct _NxUnlock
{
  GObject parent_instance;

  char *folder; /* NULL: of a backup; key_file was given and stays */
  gboolean may_use_keyring;
  guint time_limit;
  guint prompt_limit;

  NxUnlockState state;
  NxUnlockReason reason;
  NxKeyFile *key_file;
  GError *error;
  NxMasterKey *key;
  NxKeySlot *slot;
  /* Counts starts and locks: an answer to a call made before the last one is dropped. */
  guint epoch;
  guint is_previous : 1;
  guint has_database : 1;
};

void nx_unlock_set_state (NxUnlock *self, NxUnlockState state, NxUnlockReason reason);

/* Takes @key and @slot. */
void nx_unlock_set_open (NxUnlock *self, NxMasterKey *key, NxKeySlot *slot);

/* For tasks whose answer must not count after a lock or another start. */
void nx_unlock_note_epoch (NxUnlock *self, GTask *task);

/* Whether an answer still counts. If not, the task is answered as cancelled: a program that was
 * locked meanwhile must not open by itself. */
gboolean nx_unlock_check_epoch (NxUnlock *self, GTask *task);

/* Returns: whether the keyring is to be tried; else the state is set. */
gboolean nx_unlock_prepare (NxUnlock *self);

G_END_DECLS
