/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * A case of a sample office with many pictures. */
#pragma once

#include "nx-store.h"

#define BENCH_N_PICTURES 50

/* The id of the last case that is worked on; pictures are added until it has so many. */
gint64 bench_pictures_ensure (NxStore *store);
