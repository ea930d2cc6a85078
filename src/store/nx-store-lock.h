/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Makes sure that one folder is open in one store only, on this computer. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _NxStoreLock NxStoreLock;

/* Takes the lock of @folder by a file in it. The kernel holds it, so it ends with the process,
 * however that ends; the file itself stays and means nothing. NX_STORE_ERROR_LOCKED_BY_OTHER when
 * another process, or another store of this one, has it. */
NxStoreLock *nx_store_lock_take (const char *folder, GError **error);
void nx_store_lock_free (NxStoreLock *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NxStoreLock, nx_store_lock_free)

G_END_DECLS
