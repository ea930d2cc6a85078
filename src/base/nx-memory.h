/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Gives memory that was freed back to the system. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Gives back what the allocator keeps of freed memory for later: after much work it is scattered
 * and large. Takes some milliseconds, in which other threads may have to wait; for a quiet moment.
 * Any thread. Does nothing where the C library has no such call. */
void nx_memory_give_back (void);

G_END_DECLS
