/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * A member of the office's staff who acts, is responsible or supervises. */
#define G_LOG_DOMAIN "nx-model"

#include "config.h"

#include "nx-worker.h"

#include "nx-check.h"

#include <glib/gi18n-lib.h>

NX_DEFINE_RECORD (NxWorker, nx_worker, WORKER, "worker", N_ ("Worker"), NX_WORKER_FIELDS)
