/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Gives the open office another key: which ways in stay is shown by typing them. */
#pragma once

#include <adwaita.h>

#include "nx-session.h"

G_BEGIN_DECLS

#define NX_TYPE_RENEW_KEY_WINDOW (nx_renew_key_window_get_type ())
G_DECLARE_FINAL_TYPE (NxRenewKeyWindow, nx_renew_key_window, NX, RENEW_KEY_WINDOW, AdwWindow)

/* @session is OPEN and has a passphrase or a recovery code. Goes by itself when it is locked by
 * somebody else before the work has begun; from then on it stays until the end was seen. */
NxRenewKeyWindow *nx_renew_key_window_new (GtkWindow *parent, NxSession *session);

G_END_DECLS
