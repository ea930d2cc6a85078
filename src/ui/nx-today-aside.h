/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Beside the visits of the day: what waits for an answer, drafts, birthdays, reviews. */
#pragma once

#include <adwaita.h>

#include "nx-store.h"

G_BEGIN_DECLS

/* Invisible while it has nothing to say. Property "summary": one line such as "Waiting for me 3 ·
 * Birthdays 2", or NULL. */
#define NX_TYPE_TODAY_ASIDE (nx_today_aside_get_type ())
G_DECLARE_FINAL_TYPE (NxTodayAside, nx_today_aside, NX, TODAY_ASIDE, GtkBox)

GtkWidget *nx_today_aside_new (NxStore *store);
void nx_today_aside_reload (NxTodayAside *self);
const char *nx_today_aside_get_summary (NxTodayAside *self);

G_END_DECLS
