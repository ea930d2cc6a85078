/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * One backup: opened by its own ways in, looked into, and restored where the office is. */
#pragma once

#include <adwaita.h>

#include "nx-backup-file.h"
#include "nx-session.h"

G_BEGIN_DECLS

#define NX_TYPE_RESTORE_WINDOW (nx_restore_window_get_type ())
G_DECLARE_FINAL_TYPE (NxRestoreWindow, nx_restore_window, NX, RESTORE_WINDOW, AdwWindow)

/* With an office open whose key fits, nothing is asked; else the keyring is, silently, and then the
 * person. An office that is open is locked before another takes its place. */
NxRestoreWindow *nx_restore_window_new (GtkWindow *parent, NxSession *session, NxBackup *backup);

/* Lets a file be chosen and shows it; what is no backup is said in a message. */
void nx_restore_window_choose (GtkWindow *parent, NxSession *session);

G_END_DECLS
