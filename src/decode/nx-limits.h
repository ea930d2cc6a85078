/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Takes from the process what a decoder does not need, before it reads the first foreign byte. */
#pragma once

#include "nx-decode-frame.h"

G_BEGIN_DECLS

/* Address space. The largest PNG that is taken was measured to need 310 MiB, a 12-megapixel
 * photo 72. */
#define NX_LIMITS_MEMORY (1024 * 1024 * 1024)
/* Seconds on the processor. */
#define NX_LIMITS_SECONDS 20
/* Open files; fonts are opened one after another. */
#define NX_LIMITS_FILES 32

/* Once, at the start, on the only thread. There is no way back. Says what holds from now on: a
 * kernel without one of these mechanisms leaves its flag out, the others still hold. */
NxDecodeHeld nx_limits_enter (void);

/* The parts of it, each FALSE when the kernel does not know it. */
gboolean nx_limits_enter_folders (void); /* nx-limits-folders.c */
gboolean nx_limits_enter_calls (void);   /* nx-limits-calls.c */

G_END_DECLS
