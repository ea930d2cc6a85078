/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Shows where in a row of steps something stands: discs and lines, or one bar where it is narrow.
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define NX_TYPE_STEPPER (nx_stepper_get_type ())
G_DECLARE_FINAL_TYPE (NxStepper, nx_stepper, NX, STEPPER, AdwBin)

GtkWidget *nx_stepper_new (void);

/* labels: translated, NULL at the end, copied. Resets now and the notes. */
void nx_stepper_set_steps (NxStepper *self, const char *const *labels);
/* 1 … number of steps; 0: none reached; number + 1: all done. */
void nx_stepper_set_now (NxStepper *self, guint step);
/* Small text after a label: the day it was finished, or "Day 56". NULL takes it away. */
void nx_stepper_set_note (NxStepper *self, guint step, const char *note);

G_END_DECLS
