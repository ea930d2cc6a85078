/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The program: one window, one office, the actions that belong to neither, and when to lock. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-application.h"

#include "nx-about.h"
#include "nx-accessible.h"
#include "nx-keys-window.h"
#include "nx-last-office.h"
#include "nx-lock-watch.h"
#include "nx-look.h"
#include "nx-preferences-window.h"
#include "nx-scroll-mend.h"
#include "nx-session.h"
#include "nx-settings.h"
#include "nx-window.h"

#include <glib/gi18n-lib.h>

#define NX_IDLE_LOCK_SECONDS (5 * 60) /* our default; the setting idle-lock-minutes changes it */

struct _NxApplication
{
  AdwApplication parent_instance;

  NxSession *session;
  NxLockWatch *lock_watch;
  GSettings *settings;    /* NULL where the schema is not installed */
  NxLook *look;           /* NULL without settings */
  GtkWindow *keys;        /* weak; NULL while closed */
  GtkWindow *preferences; /* the same */
  NxAccessibleWatch *names;
  NxScrollMend *scroll_mend;
  char *folder; /* of --store; NULL for the usual one */
};

G_DEFINE_FINAL_TYPE (NxApplication, nx_application, ADW_TYPE_APPLICATION)

static char *
make_usual_folder (const char *name)
{
  return g_build_filename (g_get_user_data_dir (), "nuanxin", name, NULL);
}

/* Without --store: the office that was open last, wherever that is, else the usual folder. */
static NxSession *
make_session (NxApplication *self)
{
  g_autofree char *usual = make_usual_folder ("office");
  g_autofree char *sample = make_usual_folder ("sample");
  g_autofree char *last = self->folder == NULL ? nx_last_office_load () : NULL;
  gboolean has_last = last != NULL && g_file_test (last, G_FILE_TEST_IS_DIR);
  NxSession *session = NULL;

  if (self->folder != NULL)
    return nx_session_new (self->folder);
  session = nx_session_new (has_last ? last : usual);
  nx_session_set_sample_folder (session, sample);
  if (last != NULL && !has_last && !g_file_test (usual, G_FILE_TEST_IS_DIR))
    nx_session_note_missing (session);
  return session;
}

static void
apply_idle_setting (NxApplication *self)
{
  guint seconds = NX_IDLE_LOCK_SECONDS;

  if (self->settings != NULL)
    seconds = g_settings_get_uint (self->settings, "idle-lock-minutes") * 60;
  nx_lock_watch_set_idle_seconds (self->lock_watch, seconds);
}

/* --- Actions -------------------------------------------------------------------------------------
 */

static void
about_action_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  NxApplication *self = data;

  nx_about_present (gtk_application_get_active_window (data), self->session);
}

/* Asked for twice, the one that is open comes to the front. */
static void
preferences_action_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  NxApplication *self = data;
  GtkWindow *parent = gtk_application_get_active_window (data);

  if (self->preferences == NULL)
    g_set_weak_pointer (&self->preferences,
                        GTK_WINDOW (nx_preferences_window_new (parent, self->settings)));
  gtk_window_present (self->preferences);
}

static void
keys_action_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  NxApplication *self = data;

  if (self->keys == NULL)
    g_set_weak_pointer (&self->keys,
                        nx_keys_window_new (data, gtk_application_get_active_window (data)));
  gtk_window_present (self->keys);
}

/* Whether no key of an office is in memory. */
static gboolean
is_locked (NxApplication *self)
{
  NxSessionState state
      = self->session != NULL ? nx_session_get_state (self->session) : NX_SESSION_NONE;

  return state != NX_SESSION_OPEN && state != NX_SESSION_CLOSING && state != NX_SESSION_UNFINISHED;
}

static void
lock (NxApplication *self, NxLockReason reason)
{
  if (self->session != NULL)
    nx_session_lock (self->session, reason);
  nx_lock_watch_let_sleep (self->lock_watch, is_locked (self));
}

static void
lock_action_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  lock (data, NX_LOCK_USER);
}

static void
quit_action_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GtkWindow *window = gtk_application_get_active_window (data);

  if (window != NULL)
    gtk_window_close (window);
  else
    g_application_quit (data);
}

static void
on_lock_watch_lock_cb (NxApplication *self, int reason)
{
  lock (self, (NxLockReason)reason);
}

static void
on_session_notify_state_cb (NxApplication *self)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), "lock");

  gboolean is_open = nx_session_get_state (self->session) == NX_SESSION_OPEN;

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), is_open);
  if (is_open && self->folder == NULL)
    nx_last_office_save (nx_session_get_folder (self->session));
  if (self->lock_watch != NULL)
    nx_lock_watch_let_sleep (self->lock_watch, is_locked (self));
}

/* --- Window
 * --------------------------------------------------------------------------------------- */

static gboolean
on_window_event_cb (GtkEventControllerLegacy *controller, GdkEvent *event, NxApplication *self)
{
  nx_lock_watch_touch (self->lock_watch);
  return GDK_EVENT_PROPAGATE;
}

static void
nx_application_window_added (GtkApplication *application, GtkWindow *window)
{
  GtkEventController *events = gtk_event_controller_legacy_new ();

  GTK_APPLICATION_CLASS (nx_application_parent_class)->window_added (application, window);
  gtk_event_controller_set_propagation_phase (events, GTK_PHASE_CAPTURE);
  g_signal_connect_object (events, "event", G_CALLBACK (on_window_event_cb), application, 0);
  gtk_widget_add_controller (GTK_WIDGET (window), events);
}

static void
nx_application_activate (GApplication *application)
{
  NxApplication *self = NX_APPLICATION (application);
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  if (window == NULL)
    window = GTK_WINDOW (nx_window_new (GTK_APPLICATION (self), self->session));
  gtk_window_present (window);
  nx_session_start (self->session);
}

/* --- Object
 * --------------------------------------------------------------------------------------- */

static void
add_actions (NxApplication *self)
{
  static const GActionEntry actions[] = {
    { "about", about_action_cb }, { "keys", keys_action_cb },
    { "lock", lock_action_cb },   { "preferences", preferences_action_cb },
    { "quit", quit_action_cb },
  };
  static const struct
  {
    const char *action;
    const char *keys[2];
  } accels[] = {
    { "app.keys", { "<Control>question" } },
    { "app.lock", { "<Control>l" } },
    { "app.preferences", { "<Control>comma" } },
    { "app.quit", { "<Control>q" } },
    { "win.back", { "<Alt>Left" } },
    { "win.find", { "<Control>k" } },
    { "window.close", { "<Control>w" } },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  for (guint i = 0; i < G_N_ELEMENTS (accels); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (self), accels[i].action,
                                           accels[i].keys);
}

/* Without the schema of the settings there is nothing to set, and the desktop decides. */
static void
add_settings (NxApplication *self)
{
  GAction *preferences = g_action_map_lookup_action (G_ACTION_MAP (self), "preferences");

  self->settings = nx_settings_new ();
  g_simple_action_set_enabled (G_SIMPLE_ACTION (preferences), self->settings != NULL);
  if (self->settings == NULL)
    return;
  self->look = nx_look_new (self->settings);
  g_signal_connect_object (self->settings, "changed::idle-lock-minutes",
                           G_CALLBACK (apply_idle_setting), self, G_CONNECT_SWAPPED);
}

static void
nx_application_startup (GApplication *application)
{
  NxApplication *self = NX_APPLICATION (application);

  G_APPLICATION_CLASS (nx_application_parent_class)->startup (application);
  /* Facts that can be copied are passed with Tab; marking each on the way only startles. */
  g_object_set (gtk_settings_get_default (), "gtk-label-select-on-focus", FALSE, NULL);
  add_actions (self);
  gtk_window_set_default_icon_name (NX_APP_ID);
  self->names = nx_accessible_watch ();
  self->scroll_mend = nx_scroll_mend_start ();

  self->session = make_session (self);
  g_signal_connect_object (self->session, "notify::state", G_CALLBACK (on_session_notify_state_cb),
                           self, G_CONNECT_SWAPPED);
  on_session_notify_state_cb (self);
  self->lock_watch = nx_lock_watch_new (NX_IDLE_LOCK_SECONDS);
  add_settings (self);
  g_signal_connect_object (self->lock_watch, "lock", G_CALLBACK (on_lock_watch_lock_cb), self,
                           G_CONNECT_SWAPPED);
  apply_idle_setting (self);
}

static void
nx_application_shutdown (GApplication *application)
{
  NxApplication *self = NX_APPLICATION (application);

  if (self->lock_watch != NULL)
    g_object_run_dispose (G_OBJECT (self->lock_watch));
  g_clear_object (&self->lock_watch);
  if (self->session != NULL)
    nx_session_shut (self->session);
  g_clear_object (&self->session);
  g_clear_object (&self->look);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->names, nx_accessible_unwatch);
  g_clear_pointer (&self->scroll_mend, nx_scroll_mend_stop);
  G_APPLICATION_CLASS (nx_application_parent_class)->shutdown (application);
}

static int
nx_application_handle_local_options (GApplication *application, GVariantDict *options)
{
  NxApplication *self = NX_APPLICATION (application);
  g_autofree char *folder = NULL;

  if (g_variant_dict_contains (options, "version"))
    {
      g_print ("nuanxin %s\n", NX_VERSION);
      return 0;
    }
  if (g_variant_dict_lookup (options, "store", "^ay", &folder))
    {
      g_free (self->folder);
      self->folder = g_canonicalize_filename (folder, NULL);
      /* Another office beside the usual one: a program of its own. */
      g_application_set_flags (application,
                               g_application_get_flags (application) | G_APPLICATION_NON_UNIQUE);
    }
  return -1;
}

static void
nx_application_finalize (GObject *object)
{
  NxApplication *self = NX_APPLICATION (object);

  g_clear_weak_pointer (&self->keys);
  g_clear_weak_pointer (&self->preferences);
  g_free (self->folder);
  G_OBJECT_CLASS (nx_application_parent_class)->finalize (object);
}

static void
nx_application_class_init (NxApplicationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);
  GtkApplicationClass *gtk_application_class = GTK_APPLICATION_CLASS (klass);

  object_class->finalize = nx_application_finalize;
  application_class->activate = nx_application_activate;
  application_class->handle_local_options = nx_application_handle_local_options;
  application_class->shutdown = nx_application_shutdown;
  application_class->startup = nx_application_startup;
  gtk_application_class->window_added = nx_application_window_added;
}

static void
nx_application_init (NxApplication *self)
{
  const GOptionEntry options[] = {
    /* TRANSLATORS: help of the command line option --store */
    { "store", 0, 0, G_OPTION_ARG_FILENAME, NULL, N_ ("Open the office in this folder"),
      /* TRANSLATORS: placeholder of a folder name in the help of the command line */
      N_ ("DIR") },
    { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Print the version and exit"), NULL },
    { NULL },
  };

  g_application_add_main_option_entries (G_APPLICATION (self), options);
}

NxApplication *
nx_application_new (void)
{
  return g_object_new (NX_TYPE_APPLICATION, "application-id", NX_APP_ID, "resource-base-path",
                       "/io/github/nuanxin/Nuanxin", NULL);
}
