/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Makes a recovery sheet: shown, printed, and typed back once before its code opens anything. */
#pragma once

#include <adwaita.h>

#include "nx-session.h"

G_BEGIN_DECLS

#define NX_TYPE_RECOVERY_WINDOW (nx_recovery_window_get_type ())
G_DECLARE_FINAL_TYPE (NxRecoveryWindow, nx_recovery_window, NX, RECOVERY_WINDOW, AdwWindow)

/* @session is OPEN; the window goes by itself when that ends. Closed before the code was typed back
 * it has done nothing: the sheet that was printed opens nothing. */
NxRecoveryWindow *nx_recovery_window_new (GtkWindow *parent, NxSession *session);

/* For tests: the code that stands on the sheet. */
const char *nx_recovery_window_get_code (NxRecoveryWindow *self);
/* What the file chooser calls. */
void nx_recovery_window_save (NxRecoveryWindow *self, const char *path);

G_END_DECLS
