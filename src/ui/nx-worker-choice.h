/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Chooses one worker, or all, for a list. */
#pragma once

#include <adwaita.h>

#include "nx-store.h"

G_BEGIN_DECLS

/* Signal "changed" (): another one was chosen. Hidden while there is only one worker. */
#define NX_TYPE_WORKER_CHOICE (nx_worker_choice_get_type ())
G_DECLARE_FINAL_TYPE (NxWorkerChoice, nx_worker_choice, NX, WORKER_CHOICE, AdwBin)

/* Again and again: keeps the choice. */
void nx_worker_choice_load (NxWorkerChoice *self, NxStore *store);
gint64 nx_worker_choice_get_id (NxWorkerChoice *self); /* 0: all */
/* Before it is loaded, too; without telling. */
void nx_worker_choice_set_id (NxWorkerChoice *self, gint64 id);

G_END_DECLS
