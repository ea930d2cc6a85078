/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Tests the signs to lock with stand-ins for logind and a screen saver on a bus of their own. */
#include "config.h"

#include "nx-lock-watch.h"
#include "nx-ui-test.h"

#include <gio/gunixfdlist.h>
#include <glib-unix.h>
#include <glib/gstdio.h>
#include <poll.h>

#define OUR_SESSION "/org/freedesktop/login1/session/_37"

/* Answers what the watch asks of logind; keeps the reading end of what it hands out. */
static const char logind_xml[]
    = "<node><interface name='org.freedesktop.login1.Manager'>"
      "<method name='Inhibit'><arg type='s' direction='in'/><arg type='s' direction='in'/>"
      "<arg type='s' direction='in'/><arg type='s' direction='in'/>"
      "<arg type='h' direction='out'/></method>"
      "<method name='GetSession'><arg type='s' direction='in'/><arg type='o' direction='out'/>"
      "</method>"
      "<signal name='PrepareForSleep'><arg type='b'/></signal>"
      "</interface></node>";

typedef struct
{
  GDBusConnection *bus; /* of the stand-ins: not the one the watch uses */
  guint object;
  guint names[2];
  guint n_owned;
  guint n_inhibited;
  guint n_sessions_asked;
  int reading_end;
  NxLockWatch *watch;
  int reason; /* of the last lock; -1 none */
  guint n_locks;
} Fixture;

static void
close_end (Fixture *self)
{
  if (self->reading_end >= 0)
    g_close (self->reading_end, NULL);
  self->reading_end = -1;
}

static void
logind_call_cb (GDBusConnection *bus,
                const char *sender,
                const char *path,
                const char *interface,
                const char *method,
                GVariant *parameters,
                GDBusMethodInvocation *invocation,
                gpointer data)
{
  Fixture *self = data;
  g_autoptr (GUnixFDList) files = g_unix_fd_list_new ();
  int ends[2] = { -1, -1 };
  const char *what = NULL;
  const char *mode = NULL;

  if (g_str_equal (method, "GetSession"))
    {
      self->n_sessions_asked++;
      g_dbus_method_invocation_return_value (invocation, g_variant_new ("(o)", OUR_SESSION));
      return;
    }
  g_variant_get (parameters, "(&s&s&s&s)", &what, NULL, NULL, &mode);
  g_assert_cmpstr (what, ==, "sleep");
  g_assert_cmpstr (mode, ==, "delay");
  g_assert_true (g_unix_open_pipe (ends, 0, NULL));
  close_end (self);
  self->reading_end = ends[0];
  g_unix_fd_list_append (files, ends[1], NULL);
  g_close (ends[1], NULL);
  self->n_inhibited++;
  g_dbus_method_invocation_return_value_with_unix_fd_list (invocation, g_variant_new ("(h)", 0),
                                                           files);
}

static const GDBusInterfaceVTable logind_calls = { .method_call = logind_call_cb };

/* Whether the other side still holds the sleep back. */
static gboolean
is_held (Fixture *self)
{
  struct pollfd poll_fd = { .fd = self->reading_end, .events = POLLIN };

  poll (&poll_fd, 1, 0);
  return (poll_fd.revents & POLLHUP) == 0;
}

static void
name_acquired_cb (GDBusConnection *bus, const char *name, gpointer data)
{
  ((Fixture *)data)->n_owned++;
}

static void
on_lock_cb (Fixture *self, int reason)
{
  self->reason = reason;
  self->n_locks++;
}

/* An answer of the bus on the watch's own connection: what it sent before, the bus has seen. */
static void
wait_for_bus (GBusType type)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (type, NULL, &error);
  g_autoptr (GVariant) reply = NULL;

  g_assert_no_error (error);
  reply = g_dbus_connection_call_sync (bus, "org.freedesktop.DBus", "/org/freedesktop/DBus",
                                       "org.freedesktop.DBus", "GetId", NULL, NULL,
                                       G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (logind_xml, &error);

  g_assert_no_error (error);
  self->reason = -1;
  self->reading_end = -1;
  self->bus = g_dbus_connection_new_for_address_sync (
      g_getenv ("DBUS_SESSION_BUS_ADDRESS"),
      G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT
          | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
      NULL, NULL, &error);
  g_assert_no_error (error);
  self->object = g_dbus_connection_register_object (
      self->bus, "/org/freedesktop/login1", node->interfaces[0], &logind_calls, self, NULL, &error);
  g_assert_no_error (error);
  self->names[0] = g_bus_own_name_on_connection (self->bus, "org.freedesktop.login1", 0,
                                                 name_acquired_cb, NULL, self, NULL);
  self->names[1] = g_bus_own_name_on_connection (self->bus, "org.gnome.ScreenSaver", 0,
                                                 name_acquired_cb, NULL, self, NULL);
  nx_test_wait (self->n_owned == 2);
  self->watch = nx_lock_watch_new (0);
  g_signal_connect_swapped (self->watch, "lock", G_CALLBACK (on_lock_cb), self);
  nx_test_wait (self->n_inhibited == 1 && self->n_sessions_asked == 1);
  /* Its subscriptions reach the bus before our signals. */
  nx_test_wait (nx_lock_watch_is_listening (self->watch));
  wait_for_bus (G_BUS_TYPE_SESSION);
  wait_for_bus (G_BUS_TYPE_SYSTEM);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  gpointer watch = self->watch;

  g_object_add_weak_pointer (watch, &watch);
  g_object_run_dispose (G_OBJECT (self->watch));
  g_clear_object (&self->watch);
  nx_test_wait (watch == NULL);
  g_bus_unown_name (self->names[0]);
  g_bus_unown_name (self->names[1]);
  g_dbus_connection_unregister_object (self->bus, self->object);
  g_dbus_connection_close_sync (self->bus, NULL, NULL);
  g_clear_object (&self->bus);
  close_end (self);
}

static void
emit (Fixture *self,
      const char *path,
      const char *interface,
      const char *signal,
      GVariant *parameters)
{
  g_dbus_connection_emit_signal (self->bus, NULL, path, interface, signal, parameters, NULL);
  g_dbus_connection_flush_sync (self->bus, NULL, NULL);
}

static void
emit_flag (Fixture *self, const char *path, const char *interface, const char *signal, gboolean on)
{
  emit (self, path, interface, signal, g_variant_new ("(b)", on));
}

/* What was sent before has arrived when this one, sent after it, has. */
static void
wait_for_screen_saver (Fixture *self)
{
  guint n = self->n_locks;

  emit_flag (self, "/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged", TRUE);
  nx_test_wait (self->n_locks > n);
}

static void
test_screen_saver (Fixture *self, gconstpointer data)
{
  emit_flag (self, "/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged", FALSE);
  emit (self, "/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged",
        g_variant_new ("(s)", "nonsense"));
  wait_for_screen_saver (self);
  g_assert_cmpuint (self->n_locks, ==, 1);
  g_assert_cmpint (self->reason, ==, NX_LOCK_SCREEN);
}

static void
test_sleep (Fixture *self, gconstpointer data)
{
  const char *path = "/org/freedesktop/login1";
  const char *interface = "org.freedesktop.login1.Manager";

  nx_lock_watch_let_sleep (self->watch, TRUE);
  wait_for_screen_saver (self);
  g_assert_true (is_held (self)); /* nobody wants to sleep yet */

  emit_flag (self, path, interface, "PrepareForSleep", TRUE);
  nx_test_wait (self->reason == NX_LOCK_SLEEP);
  nx_lock_watch_let_sleep (self->watch, FALSE);
  g_assert_true (is_held (self)); /* the store is still closing */
  nx_lock_watch_let_sleep (self->watch, TRUE);
  g_assert_false (is_held (self));

  emit_flag (self, path, interface, "PrepareForSleep", FALSE);
  nx_test_wait (self->n_inhibited == 2);
  wait_for_screen_saver (self);
  g_assert_true (is_held (self));
  g_assert_cmpuint (self->n_locks, ==, 3);
}

static void
test_session_lock (Fixture *self, gconstpointer data)
{
  const char *interface = "org.freedesktop.login1.Session";

  emit (self, "/org/freedesktop/login1/session/another", interface, "Lock", NULL);
  wait_for_screen_saver (self);
  g_assert_cmpuint (self->n_locks, ==, 1); /* not the other person's */
  self->reason = -1;
  emit (self, OUR_SESSION, interface, "Lock", NULL);
  nx_test_wait (self->n_locks == 2);
  g_assert_cmpint (self->reason, ==, NX_LOCK_SCREEN);
}

static void
test_idle (Fixture *self, gconstpointer data)
{
  gint64 begun = 0;

  nx_lock_watch_touch (self->watch);
  begun = g_get_monotonic_time ();
  nx_lock_watch_set_idle_seconds (self->watch, 1);
  nx_test_wait (g_get_monotonic_time () - begun > G_USEC_PER_SEC / 2);
  nx_lock_watch_touch (self->watch);
  nx_test_wait (g_get_monotonic_time () - begun > 13 * G_USEC_PER_SEC / 10);
  g_assert_cmpuint (self->n_locks, ==, 0);
  nx_test_wait (self->n_locks == 1);
  g_assert_cmpint (self->reason, ==, NX_LOCK_IDLE);
  nx_lock_watch_set_idle_seconds (self->watch, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_setenv ("DBUS_SYSTEM_BUS_ADDRESS", g_getenv ("DBUS_SESSION_BUS_ADDRESS"), TRUE);
  g_setenv ("XDG_SESSION_ID", "7", TRUE);
#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)
  ADD ("/ui/lock-watch/idle", test_idle);
  ADD ("/ui/lock-watch/screen-saver", test_screen_saver);
  ADD ("/ui/lock-watch/session-lock", test_session_lock);
  ADD ("/ui/lock-watch/sleep", test_sleep);
  return g_test_run ();
}
