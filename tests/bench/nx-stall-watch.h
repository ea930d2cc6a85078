/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Watches a main loop: how long it was away from waiting, at the longest, while something went on.
 */
#pragma once

#include <glib.h>
#include <time.h>

typedef struct
{
  GPollFunc poll;      /* the real one */
  gint64 came_back_at; /* monotonic, µs; 0 while it waits or before the first wait */
  double cpu_then_ms;
  double worst_ms;     /* by the clock: what a user waits, and what others took from this machine */
  double worst_cpu_ms; /* of this thread's own work */
} NxStallWatch;

static NxStallWatch nx_stall_watch;

static inline double
nx_stall_watch_get_cpu_ms (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return (double)now.tv_sec * 1000 + (double)now.tv_nsec / 1e6;
}

static inline void
nx_stall_watch_come_back (void)
{
  nx_stall_watch.came_back_at = g_get_monotonic_time ();
  nx_stall_watch.cpu_then_ms = nx_stall_watch_get_cpu_ms ();
}

static inline int
nx_stall_watch_poll (GPollFD *fds, guint n_fds, int timeout)
{
  int n_ready = 0;

  if (nx_stall_watch.came_back_at != 0)
    {
      double ms = (double)(g_get_monotonic_time () - nx_stall_watch.came_back_at) / 1000.0;
      double cpu_ms = nx_stall_watch_get_cpu_ms () - nx_stall_watch.cpu_then_ms;

      nx_stall_watch.worst_ms = MAX (nx_stall_watch.worst_ms, ms);
      nx_stall_watch.worst_cpu_ms = MAX (nx_stall_watch.worst_cpu_ms, cpu_ms);
    }
  nx_stall_watch.came_back_at = 0;
  n_ready = nx_stall_watch.poll (fds, n_fds, timeout);
  nx_stall_watch_come_back ();
  return n_ready;
}

/* Everything between two waits of the default main context is one stall: input, frames and answers
 * that came together count together, as they do for whoever types. */
static inline void
nx_stall_watch_begin (void)
{
  nx_stall_watch = (NxStallWatch){ .poll = g_main_context_get_poll_func (NULL) };
  g_main_context_set_poll_func (NULL, nx_stall_watch_poll);
  nx_stall_watch_come_back ();
}

/* The worst since the beginning, in milliseconds. */
static inline void
nx_stall_watch_end (double *ms, double *cpu_ms)
{
  g_main_context_set_poll_func (NULL, nx_stall_watch.poll);
  *ms = nx_stall_watch.worst_ms;
  *cpu_ms = nx_stall_watch.worst_cpu_ms;
}
