/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Says when the program should lock: nobody at the keys, screen locked, computer going to sleep. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-lock-watch.h"

#include <gio/gunixfdlist.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#define LOGIND "org.freedesktop.login1"
#define LOGIND_PATH "/org/freedesktop/login1"
#define LOGIND_MANAGER LOGIND ".Manager"

/* Screen savers whose signal ActiveChanged says TRUE when the screen is locked; name and interface
   are the same. */
static const char *const screen_savers[] = {
  "org.cinnamon.ScreenSaver", "org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver",
  "org.mate.ScreenSaver",     "org.xfce.ScreenSaver",
};

struct _NxLockWatch
{
  GObject parent_instance;

  GCancellable *cancellable;
  GDBusConnection *session_bus;
  GDBusConnection *system_bus;

  guint idle_seconds;
  gint64 touched; /* monotonic, µs */
  guint idle_source;
  guint session_subscriptions[G_N_ELEMENTS (screen_savers)];
  guint system_subscriptions[2];
  int sleep_lock;       /* logind's; held while keys may be in memory. -1: none */
  guint is_falling : 1; /* asleep in a moment, or already */
};

G_DEFINE_FINAL_TYPE (NxLockWatch, nx_lock_watch, G_TYPE_OBJECT)

enum
{
  SIGNAL_LOCK,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void plan_idle (NxLockWatch *self);

static void
say_lock (NxLockWatch *self, NxLockReason reason)
{
  g_signal_emit (self, signals[SIGNAL_LOCK], 0, (int)reason);
}

static gboolean
look_at_clock_cb (gpointer data)
{
  NxLockWatch *self = data;
  gint64 idle = g_get_monotonic_time () - self->touched;

  self->idle_source = 0;
  if (idle >= (gint64)self->idle_seconds * G_USEC_PER_SEC)
    {
      self->touched = g_get_monotonic_time ();
      say_lock (self, NX_LOCK_IDLE);
    }
  plan_idle (self);
  return G_SOURCE_REMOVE;
}

/* One source that sleeps until the earliest possible moment, instead of one moved by every event.
 */
static void
plan_idle (NxLockWatch *self)
{
  gint64 left = 0;

  g_clear_handle_id (&self->idle_source, g_source_remove);
  if (self->idle_seconds == 0)
    return;
  left = (gint64)self->idle_seconds * G_USEC_PER_SEC - (g_get_monotonic_time () - self->touched);
  self->idle_source = g_timeout_add ((guint)MAX (left / 1000 + 1, 1), look_at_clock_cb, self);
}

static void
on_screen_saver_cb (GDBusConnection *bus,
                    const char *sender,
                    const char *path,
                    const char *interface,
                    const char *signal,
                    GVariant *parameters,
                    gpointer data)
{
  gboolean is_on = FALSE;

  if (!g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(b)")))
    return;
  g_variant_get (parameters, "(b)", &is_on);
  if (is_on)
    say_lock (data, NX_LOCK_SCREEN);
}

/* --- Sleep: logind waits while a file descriptor it gave is open ---------------------------------
 */

static void
release_sleep (NxLockWatch *self)
{
  if (self->sleep_lock >= 0)
    g_close (self->sleep_lock, NULL);
  self->sleep_lock = -1;
}

static void
inhibit_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (NxLockWatch) self = data;
  g_autoptr (GUnixFDList) files = NULL;
  g_autoptr (GVariant) reply = g_dbus_connection_call_with_unix_fd_list_finish (
      G_DBUS_CONNECTION (source), &files, result, NULL);
  int handle = -1;

  if (reply == NULL || files == NULL)
    return;
  g_variant_get (reply, "(h)", &handle);
  release_sleep (self);
  self->sleep_lock = g_unix_fd_list_get (files, handle, NULL);
  if (g_cancellable_is_cancelled (self->cancellable))
    release_sleep (self);
}

static void
delay_sleep (NxLockWatch *self)
{
  g_dbus_connection_call_with_unix_fd_list (
      self->system_bus, LOGIND, LOGIND_PATH, LOGIND_MANAGER, "Inhibit",
      g_variant_new ("(ssss)", "sleep", "Nuanxin",
                     /* TRANSLATORS: shown by the system as the reason why sleep waits a moment */
                     _ ("The office is being locked"), "delay"),
      G_VARIANT_TYPE ("(h)"), G_DBUS_CALL_FLAGS_NO_AUTO_START, -1, NULL, self->cancellable,
      inhibit_cb, g_object_ref (self));
}

static void
on_prepare_for_sleep_cb (GDBusConnection *bus,
                         const char *sender,
                         const char *path,
                         const char *interface,
                         const char *signal,
                         GVariant *parameters,
                         gpointer data)
{
  NxLockWatch *self = data;
  gboolean is_on = FALSE;

  if (!g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(b)")))
    return;
  g_variant_get (parameters, "(b)", &is_on);
  self->is_falling = is_on;
  if (is_on)
    say_lock (self, NX_LOCK_SLEEP);
  else
    delay_sleep (self);
}

/* --- Lock of the desktop session
 * ------------------------------------------------------------------ */

static void
on_session_lock_cb (GDBusConnection *bus,
                    const char *sender,
                    const char *path,
                    const char *interface,
                    const char *signal,
                    GVariant *parameters,
                    gpointer data)
{
  say_lock (data, NX_LOCK_SCREEN);
}

static guint
watch_signal (NxLockWatch *self,
              GDBusConnection *bus,
              const char *sender,
              const char *interface,
              const char *signal,
              const char *path,
              GDBusSignalCallback callback)
{
  return g_dbus_connection_signal_subscribe (bus, sender, interface, signal, path, NULL,
                                             G_DBUS_SIGNAL_FLAGS_NONE, callback, self, NULL);
}

static void
session_bus_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GDBusConnection) bus = g_bus_get_finish (result, NULL);
  g_autoptr (NxLockWatch) self = data;

  if (bus == NULL || g_cancellable_is_cancelled (self->cancellable))
    return;
  self->session_bus = g_object_ref (bus);
  for (guint i = 0; i < G_N_ELEMENTS (screen_savers); i++)
    self->session_subscriptions[i] = watch_signal (self, bus, screen_savers[i], screen_savers[i],
                                                   "ActiveChanged", NULL, on_screen_saver_cb);
}

/* Only our own session's lock counts: on a shared computer another person's must not lock us. Where
   it cannot be found out, any will do. */
static void
session_path_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (NxLockWatch) self = data;
  g_autoptr (GVariant) reply
      = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, NULL);
  const char *path = NULL;

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (reply != NULL)
    g_variant_get (reply, "(&o)", &path);
  self->system_subscriptions[1] = watch_signal (self, self->system_bus, LOGIND, LOGIND ".Session",
                                                "Lock", path, on_session_lock_cb);
}

static void
find_session_path (NxLockWatch *self)
{
  const char *id = g_getenv ("XDG_SESSION_ID");
  GVariant *argument = id != NULL ? g_variant_new ("(s)", id) : g_variant_new ("(u)", 0);

  g_dbus_connection_call (self->system_bus, LOGIND, LOGIND_PATH, LOGIND_MANAGER,
                          id != NULL ? "GetSession" : "GetSessionByPID", argument,
                          G_VARIANT_TYPE ("(o)"), G_DBUS_CALL_FLAGS_NO_AUTO_START, -1,
                          self->cancellable, session_path_cb, g_object_ref (self));
}

static void
system_bus_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GDBusConnection) bus = g_bus_get_finish (result, NULL);
  g_autoptr (NxLockWatch) self = data;

  if (bus == NULL || g_cancellable_is_cancelled (self->cancellable))
    return;
  self->system_bus = g_object_ref (bus);
  self->system_subscriptions[0] = watch_signal (self, bus, LOGIND, LOGIND_MANAGER,
                                                "PrepareForSleep", NULL, on_prepare_for_sleep_cb);
  find_session_path (self);
  delay_sleep (self);
}

static void
drop_bus (GDBusConnection **bus, guint *subscriptions, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      if (subscriptions[i] != 0)
        g_dbus_connection_signal_unsubscribe (*bus, subscriptions[i]);
      subscriptions[i] = 0;
    }
  g_clear_object (bus);
}

static void
nx_lock_watch_dispose (GObject *object)
{
  NxLockWatch *self = NX_LOCK_WATCH (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->idle_source, g_source_remove);
  drop_bus (&self->session_bus, self->session_subscriptions,
            G_N_ELEMENTS (self->session_subscriptions));
  drop_bus (&self->system_bus, self->system_subscriptions,
            G_N_ELEMENTS (self->system_subscriptions));
  release_sleep (self);
  G_OBJECT_CLASS (nx_lock_watch_parent_class)->dispose (object);
}

static void
nx_lock_watch_finalize (GObject *object)
{
  g_clear_object (&NX_LOCK_WATCH (object)->cancellable);
  G_OBJECT_CLASS (nx_lock_watch_parent_class)->finalize (object);
}

static void
nx_lock_watch_class_init (NxLockWatchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = nx_lock_watch_dispose;
  object_class->finalize = nx_lock_watch_finalize;

  signals[SIGNAL_LOCK] = g_signal_new ("lock", NX_TYPE_LOCK_WATCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                       NULL, G_TYPE_NONE, 1, G_TYPE_INT);
}

static void
nx_lock_watch_init (NxLockWatch *self)
{
  self->cancellable = g_cancellable_new ();
  self->touched = g_get_monotonic_time ();
  self->sleep_lock = -1;
}

NxLockWatch *
nx_lock_watch_new (guint idle_seconds)
{
  NxLockWatch *self = g_object_new (NX_TYPE_LOCK_WATCH, NULL);

  nx_lock_watch_set_idle_seconds (self, idle_seconds);
  /* The answers hold a reference, so a watch that is dropped early is still there for them. */
  g_bus_get (G_BUS_TYPE_SESSION, self->cancellable, session_bus_cb, g_object_ref (self));
  g_bus_get (G_BUS_TYPE_SYSTEM, self->cancellable, system_bus_cb, g_object_ref (self));
  return self;
}

void
nx_lock_watch_set_idle_seconds (NxLockWatch *self, guint seconds)
{
  g_return_if_fail (NX_IS_LOCK_WATCH (self));
  if (self->idle_seconds == seconds)
    return;
  self->idle_seconds = seconds;
  plan_idle (self);
}

void
nx_lock_watch_touch (NxLockWatch *self)
{
  g_return_if_fail (NX_IS_LOCK_WATCH (self));
  self->touched = g_get_monotonic_time ();
}

void
nx_lock_watch_let_sleep (NxLockWatch *self, gboolean is_locked)
{
  g_return_if_fail (NX_IS_LOCK_WATCH (self));
  if (is_locked && self->is_falling)
    release_sleep (self);
}

gboolean
nx_lock_watch_is_listening (NxLockWatch *self)
{
  g_return_val_if_fail (NX_IS_LOCK_WATCH (self), FALSE);
  return self->session_bus != NULL && self->system_subscriptions[1] != 0;
}
