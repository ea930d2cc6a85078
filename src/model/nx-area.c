/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * An administrative area, from the province down to a community or an office's own grid. */
#define G_LOG_DOMAIN "nx-model"

#include "config.h"

#include "nx-area.h"

#include "nx-check.h"

#include <glib/gi18n-lib.h>

NX_DEFINE_RECORD (NxArea, nx_area, AREA, "area", N_ ("Area"), NX_AREA_FIELDS)
