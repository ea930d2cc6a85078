/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * One office as the window sees it: which folder, locked or open, who is in; opens, makes and locks
 * it. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-session.h"

struct _NxSession
{
  GObject parent_instance;

  char *folder;
  NxStore *store;
  NxSessionState state;
  NxLockReason lock_reason;
  gint64 worker_id;
  char *worker_name;
  char *office_name;
};

G_DEFINE_FINAL_TYPE (NxSession, nx_session, G_TYPE_OBJECT)

typedef enum
{
  PROP_FOLDER = 1,
  PROP_STATE,
  PROP_WORKER_NAME,
} NxSessionProps;

static GParamSpec *props[PROP_WORKER_NAME + 1];

static void
set_state (NxSession *self, NxSessionState state)
{
  if (self->state == state)
    return;
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATE]);
}

static gboolean
has_office (NxSession *self)
{
  static const char *const names[] = { "store.db", "store.keys", "store.keys.old" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (self->folder, names[i], NULL);

      if (g_file_test (path, G_FILE_TEST_EXISTS))
        return TRUE;
    }
  return FALSE;
}

static void
nx_session_finalize (GObject *object)
{
  NxSession *self = NX_SESSION (object);

  g_free (self->folder);
  g_free (self->worker_name);
  g_free (self->office_name);
  G_OBJECT_CLASS (nx_session_parent_class)->finalize (object);
}

static void
nx_session_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  NxSession *self = NX_SESSION (object);

  switch ((NxSessionProps)prop_id)
    {
    case PROP_FOLDER:
      g_value_set_string (value, self->folder);
      break;
    case PROP_STATE:
      g_value_set_int (value, self->state);
      break;
    case PROP_WORKER_NAME:
      g_value_set_string (value, self->worker_name);
      break;
    }
}

static void
nx_session_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  NxSession *self = NX_SESSION (object);

  switch ((NxSessionProps)prop_id)
    {
    case PROP_FOLDER:
      self->folder = g_value_dup_string (value);
      self->state = has_office (self) ? NX_SESSION_LOCKED : NX_SESSION_NONE;
      break;
    case PROP_STATE:
    case PROP_WORKER_NAME:
      break;
    }
}

static void
nx_session_class_init (NxSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->finalize = nx_session_finalize;
  object_class->get_property = nx_session_get_property;
  object_class->set_property = nx_session_set_property;

  props[PROP_FOLDER] = g_param_spec_string ("folder", NULL, NULL, NULL,
                                            flags | G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY);
  props[PROP_STATE] = g_param_spec_int ("state", NULL, NULL, NX_SESSION_NONE, NX_SESSION_OPEN,
                                        NX_SESSION_NONE, flags | G_PARAM_READABLE);
  props[PROP_WORKER_NAME]
      = g_param_spec_string ("worker-name", NULL, NULL, NULL, flags | G_PARAM_READABLE);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
}

static void
nx_session_init (NxSession *self)
{
}

NxSession *
nx_session_new (const char *folder)
{
  g_return_val_if_fail (folder != NULL, NULL);
  return g_object_new (NX_TYPE_SESSION, "folder", folder, NULL);
}

const char *
nx_session_get_folder (NxSession *self)
{
  g_return_val_if_fail (NX_IS_SESSION (self), NULL);
  return self->folder;
}

NxSessionState
nx_session_get_state (NxSession *self)
{
  g_return_val_if_fail (NX_IS_SESSION (self), NX_SESSION_NONE);
  return self->state;
}

NxLockReason
nx_session_get_lock_reason (NxSession *self)
{
  return self->lock_reason;
}

NxStore *
nx_session_get_store (NxSession *self)
{
  g_return_val_if_fail (NX_IS_SESSION (self), NULL);
  return self->store;
}

gint64
nx_session_get_worker_id (NxSession *self)
{
  return self->worker_id;
}

const char *
nx_session_get_worker_name (NxSession *self)
{
  return self->worker_name;
}

const char *
nx_session_get_office_name (NxSession *self)
{
  return self->office_name;
}

void
nx_session_start (NxSession *self)
{
}

void
nx_session_set_folder (NxSession *self, const char *folder)
{
  g_return_if_fail (self->state == NX_SESSION_NONE || self->state == NX_SESSION_LOCKED);
  g_free (self->folder);
  self->folder = g_strdup (folder);
  set_state (self, has_office (self) ? NX_SESSION_LOCKED : NX_SESSION_NONE);
}

void
nx_session_lock (NxSession *self, NxLockReason reason)
{
  self->lock_reason = reason;
  set_state (self, NX_SESSION_LOCKED);
}

void
nx_session_shut (NxSession *self)
{
}

const char *
nx_session_describe (NxSession *self)
{
  static const char *const words[] = { "none", "locked", "closing", "open" };

  return words[self->state];
}
