/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Limits memory, time, files and processes, and empties the environment. */
#define G_LOG_DOMAIN "nx-decode"

#include "config.h"

#include "nx-limits.h"

#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>

static gboolean
limit (int what, rlim_t soft, rlim_t hard)
{
  return setrlimit (what, &(struct rlimit){ soft, hard }) == 0;
}

/* The address sanitizer reserves terabytes of address space, so such a build has no limit of it. */
static gboolean
limit_memory (void)
{
#ifdef __SANITIZE_ADDRESS__
  return TRUE;
#else
  return limit (RLIMIT_AS, NX_LIMITS_MEMORY, NX_LIMITS_MEMORY);
#endif
}

/* What is processed may be in memory; it must not get to a disk in a core file, nor be readable
 * by another program of the same user. */
static gboolean
limit_process (void)
{
  return prctl (PR_SET_DUMPABLE, 0, 0, 0, 0) == 0 && prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0
         && prctl (PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) == 0;
}

NxDecodeHeld
nx_limits_enter (void)
{
  NxDecodeHeld held = 0;

  clearenv ();
  if (limit_process () && limit (RLIMIT_CORE, 0, 0) && limit_memory ()
      && limit (RLIMIT_CPU, NX_LIMITS_SECONDS, NX_LIMITS_SECONDS + 1) && limit (RLIMIT_FSIZE, 0, 0)
      && limit (RLIMIT_NOFILE, NX_LIMITS_FILES, NX_LIMITS_FILES) && limit (RLIMIT_NPROC, 0, 0))
    held |= NX_DECODE_HELD_BY_LIMITS;
  if (nx_limits_enter_folders ())
    held |= NX_DECODE_HELD_BY_FOLDERS;
  if (nx_limits_enter_calls ())
    held |= NX_DECODE_HELD_BY_CALLS;
  return held;
}
