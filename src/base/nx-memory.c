/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Keeps the memory of a program that runs all day small. */
#define G_LOG_DOMAIN "nx-base"

#include "config.h"

#include "nx-memory.h"

#ifdef __GLIBC__
#  include <malloc.h>
#endif

/* The window's and the store's; our default. */
#define MAX_ARENAS 4

void
nx_memory_set_up (void)
{
#ifdef __GLIBC__
  mallopt (M_ARENA_MAX, MAX_ARENAS);
#endif
}

void
nx_memory_give_back (void)
{
#ifdef __GLIBC__
  malloc_trim (0);
#endif
}
