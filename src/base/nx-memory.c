/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Keeps the memory of a program that runs all day small. */
#define G_LOG_DOMAIN "nx-base"

#include "config.h"

#include "nx-memory.h"

/* A sanitizer brings a malloc of its own; that of the C library is never set up then, and setting
 * it up from two threads at once crashes. */
#if defined(__GLIBC__) && !defined(__SANITIZE_ADDRESS__)
#  define HAS_TRIM 1
#  include <malloc.h>
#else
#  define HAS_TRIM 0
#endif

/* The window's and the store's; our default. */
#define MAX_ARENAS 4

void
nx_memory_set_up (void)
{
#if HAS_TRIM
  mallopt (M_ARENA_MAX, MAX_ARENAS);
#endif
}

void
nx_memory_give_back (void)
{
#if HAS_TRIM
  malloc_trim (0);
#endif
}
