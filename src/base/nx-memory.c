/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Gives memory that was freed back to the system. */
#define G_LOG_DOMAIN "nx-base"

#include "config.h"

#include "nx-memory.h"

#ifdef __GLIBC__
#  include <malloc.h>
#endif

void
nx_memory_give_back (void)
{
#ifdef __GLIBC__
  malloc_trim (0);
#endif
}
