/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Says when the program should lock: nobody at the keys, screen locked, computer going to sleep. */
#pragma once

#include "nx-session.h"

G_BEGIN_DECLS

#define NX_TYPE_LOCK_WATCH (nx_lock_watch_get_type ())
G_DECLARE_FINAL_TYPE (NxLockWatch, nx_lock_watch, NX, LOCK_WATCH, GObject)

/* Signal "lock" (NxLockReason as int). idle_seconds 0 switches the idle clock off. A bus that is
   not there is no error: then that sign never comes. */
NxLockWatch *nx_lock_watch_new (guint idle_seconds);
void nx_lock_watch_set_idle_seconds (NxLockWatch *self, guint seconds);
/* Somebody is there: a key, a click, a movement. Cheap; may be called for every event. */
void nx_lock_watch_touch (NxLockWatch *self);
/* The computer is asked to wait with going to sleep, a few seconds at most, until this is called
   with TRUE: no key is in memory. FALSE takes nothing back that was allowed for this sleep. */
void nx_lock_watch_let_sleep (NxLockWatch *self, gboolean is_locked);
/* Whether every sign is subscribed to on both buses, which takes a moment; never where one of them
   is not there. */
gboolean nx_lock_watch_is_listening (NxLockWatch *self);

G_END_DECLS
