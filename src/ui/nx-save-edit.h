/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Saves one edit as one write job, for pages that need nothing else in its transaction. */
#pragma once

#include "nx-edit.h"
#include "nx-store.h"

G_BEGIN_DECLS

/* The job works on a copy, so @edit stays the caller's. @name is static. The answer is the record's
 * id, 0 with @error. */
void nx_save_edit_async (NxStore *store,
                         const char *name,
                         NxEdit *edit,
                         GAsyncReadyCallback callback,
                         gpointer user_data);
gint64 nx_save_edit_finish (NxStore *store, GAsyncResult *result, GError **error);

G_END_DECLS
