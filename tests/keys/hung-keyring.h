/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * A keyring service that owns the name and never answers. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* It lives on a connection and a thread of its own (GDBus makes that), so the calls of the test get
 * nothing from this process either. Only where no other service has the name. */
GDBusConnection *hung_keyring_start (void);
void hung_keyring_stop (GDBusConnection *bus);

G_END_DECLS
