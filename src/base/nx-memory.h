/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Keeps the memory of a program that runs all day small. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Once, before the first thread: what is freed is kept for few threads only, not for each that ever
 * ran. Threads come and go all day, and each would leave half a megabyte. */
void nx_memory_set_up (void);

/* Gives back what the allocator keeps of freed memory for later: after much work it is scattered
 * and large. Takes some milliseconds, in which other threads may have to wait; for a quiet moment.
 * Any thread. Does nothing where the C library has no such call. */
void nx_memory_give_back (void);

G_END_DECLS
