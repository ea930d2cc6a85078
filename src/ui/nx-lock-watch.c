/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Says when the program should lock: nobody at the keys, screen locked, computer going to sleep. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-lock-watch.h"

struct _NxLockWatch
{
  GObject parent_instance;

  GCancellable *cancellable;
  GDBusConnection *session_bus;
  GDBusConnection *system_bus;

  guint idle_seconds;
  gint64 touched; /* monotonic, µs */
  guint idle_source;
  guint session_subscriptions[2];
  guint system_subscriptions[2];
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
on_flag_cb (GDBusConnection *bus,
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
    say_lock (data, g_str_equal (signal, "PrepareForSleep") ? NX_LOCK_SLEEP : NX_LOCK_SCREEN);
}

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
              GDBusSignalCallback callback)
{
  return g_dbus_connection_signal_subscribe (bus, sender, interface, signal, NULL, NULL,
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
  self->session_subscriptions[0] = watch_signal (
      self, bus, "org.gnome.ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged", on_flag_cb);
  self->session_subscriptions[1]
      = watch_signal (self, bus, "org.freedesktop.ScreenSaver", "org.freedesktop.ScreenSaver",
                      "ActiveChanged", on_flag_cb);
}

static void
system_bus_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GDBusConnection) bus = g_bus_get_finish (result, NULL);
  g_autoptr (NxLockWatch) self = data;

  if (bus == NULL || g_cancellable_is_cancelled (self->cancellable))
    return;
  self->system_bus = g_object_ref (bus);
  self->system_subscriptions[0]
      = watch_signal (self, bus, "org.freedesktop.login1", "org.freedesktop.login1.Manager",
                      "PrepareForSleep", on_flag_cb);
  self->system_subscriptions[1]
      = watch_signal (self, bus, "org.freedesktop.login1", "org.freedesktop.login1.Session", "Lock",
                      on_session_lock_cb);
}

static void
drop_bus (GDBusConnection **bus, guint subscriptions[2])
{
  for (guint i = 0; i < 2; i++)
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
  drop_bus (&self->session_bus, self->session_subscriptions);
  drop_bus (&self->system_bus, self->system_subscriptions);
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
