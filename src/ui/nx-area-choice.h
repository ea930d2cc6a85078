/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Chooses one community, or all, for a list. */
#pragma once

#include <adwaita.h>

#include "nx-store.h"

G_BEGIN_DECLS

#define NX_TYPE_AREA_CHOICE (nx_area_choice_get_type ())
G_DECLARE_FINAL_TYPE (NxAreaChoice, nx_area_choice, NX, AREA_CHOICE, AdwBin)

/* Signal "changed" (): the user chose. Hidden while households live in fewer than two areas. */
void nx_area_choice_load (NxAreaChoice *self, NxStore *store);

gint64 nx_area_choice_get_id (NxAreaChoice *self); /* 0: all */
/* Without telling; all when it is not offered. */
void nx_area_choice_set_id (NxAreaChoice *self, gint64 id);
void nx_area_choice_clear (NxAreaChoice *self);

G_END_DECLS
