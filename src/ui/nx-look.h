/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Gives the whole program the colours and the size of text that its settings ask for. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define NX_TYPE_LOOK (nx_look_get_type ())
G_DECLARE_FINAL_TYPE (NxLook, nx_look, NX, LOOK, GObject)

/* Follows @settings for as long as it lives; afterwards the desktop alone decides again. One a
 * program: what it sets belongs to the display. */
NxLook *nx_look_new (GSettings *settings);

/* How much larger than usual text is, by the desktop and by the program: 1 is 96 dots an inch.
 * Never below 1. */
double nx_look_get_text_scale (void);

G_END_DECLS
