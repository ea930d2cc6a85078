/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The page of a locked office: passphrase, keyring and recovery code as equals, and why it is
 * locked. */
#pragma once

#include <adwaita.h>

#include "nx-session.h"

G_BEGIN_DECLS

#define NX_TYPE_UNLOCK_PAGE (nx_unlock_page_get_type ())
G_DECLARE_FINAL_TYPE (NxUnlockPage, nx_unlock_page, NX, UNLOCK_PAGE, AdwBin)

GtkWidget *nx_unlock_page_new (NxSession *session);

G_END_DECLS
