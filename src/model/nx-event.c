/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * One entry of the journal: what happened, to what, when, by whom, which fields changed. */
#define G_LOG_DOMAIN "nx-model"

#include "config.h"

#include "nx-event.h"

#include "nx-check.h"

#include <glib/gi18n-lib.h>

NX_DEFINE_RECORD (NxEvent, nx_event, EVENT, "event", N_ ("Event"), NX_EVENT_FIELDS)
