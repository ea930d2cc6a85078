/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The backups of the open office: when the last was made, the second place, all there are. */
#pragma once

#include <adwaita.h>

#include "nx-backup-keeper.h"

G_BEGIN_DECLS

#define NX_TYPE_BACKUPS_WINDOW (nx_backups_window_get_type ())
G_DECLARE_FINAL_TYPE (NxBackupsWindow, nx_backups_window, NX, BACKUPS_WINDOW, AdwWindow)

/* Goes by itself when the office is locked. */
NxBackupsWindow *nx_backups_window_new (GtkWindow *parent,
                                        NxSession *session,
                                        NxBackupKeeper *keeper);

G_END_DECLS
