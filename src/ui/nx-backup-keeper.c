/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Sees to it that the open office has a backup of today, here and in a second place, and that one
 * of them is tried out each week. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-backup-keeper.h"

#include "nx-backup-steps.h"
#include "nx-day-words.h"
#include "nx-settings.h"

/* Our defaults: not while the first page is still loading, and often enough for a stick that is put
 * in at noon. */
#define FIRST_LOOK_SECONDS 60
#define LOOK_SECONDS (30 * 60)

struct _NxBackupKeeper
{
  GObject parent_instance;

  NxSession *session; /* not owned */
  GSettings *settings;
  GCancellable *cancellable; /* of the work under way; NULL while closed */
  guint source;
  NxBackupWork work;
  gint64 last;
  GError *error;
  GError *second_error;
};

G_DEFINE_FINAL_TYPE (NxBackupKeeper, nx_backup_keeper, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void carry (NxBackupKeeper *self);

static void
set_work (NxBackupKeeper *self, NxBackupWork work)
{
  self->work = work;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static char *
dup_folder (NxBackupKeeper *self)
{
  return nx_backup_dup_folder (nx_session_get_folder (self->session));
}

/* Of the backup under way nothing is left; whoever locked does not want to hear of it. */
static gboolean
is_given_up (NxBackupKeeper *self, const GError *error)
{
  return self->cancellable == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* --- Trying one out ------------------------------------------------------------------------------
 */

static void
rehearsed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (NxBackupKeeper) self = data;
  GError *error = NULL;
  gboolean is_good = nx_backup_step_finish (result, &error);

  if (!is_good && !is_given_up (self, error))
    {
      g_clear_error (&self->error);
      self->error = g_steal_pointer (&error);
    }
  g_clear_error (&error);
  set_work (self, NX_BACKUP_IDLE);
}

static void
rehearse (NxBackupKeeper *self)
{
  NxStore *store = nx_session_get_store (self->session);
  g_autofree char *folder = dup_folder (self);

  if (store == NULL || !nx_backup_step_is_rehearsal_due (folder))
    {
      set_work (self, NX_BACKUP_IDLE);
      return;
    }
  set_work (self, NX_BACKUP_REHEARSING);
  nx_backup_step_rehearse_async (folder, nx_store_get_uid (store),
                                 nx_session_peek_key (self->session), self->cancellable,
                                 rehearsed_cb, g_object_ref (self));
}

/* --- To the second place -------------------------------------------------------------------------
 */

static void
carried_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (NxBackupKeeper) self = data;
  GError *error = NULL;
  gboolean is_carried = nx_backup_step_finish (result, &error);

  if (is_given_up (self, error))
    {
      g_clear_error (&error);
      set_work (self, NX_BACKUP_IDLE);
      return;
    }
  g_clear_error (&self->second_error);
  if (!is_carried)
    self->second_error = g_steal_pointer (&error);
  g_clear_error (&error);
  rehearse (self);
}

static void
carry (NxBackupKeeper *self)
{
  NxStore *store = nx_session_get_store (self->session);
  g_autofree char *folder = dup_folder (self);
  g_autofree char *second = nx_backup_keeper_dup_second (self);

  if (store == NULL)
    {
      set_work (self, NX_BACKUP_IDLE);
      return;
    }
  if (second == NULL)
    {
      rehearse (self);
      return;
    }
  set_work (self, NX_BACKUP_CARRYING);
  nx_backup_step_carry_async (folder, second, nx_store_get_uid (store),
                              nx_session_peek_key (self->session), self->cancellable, carried_cb,
                              g_object_ref (self));
}

/* --- Making one ----------------------------------------------------------------------------------
 */

static void
made_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (NxBackupKeeper) self = data;
  GError *error = NULL;
  g_autoptr (NxBackup) backup = nx_backup_make_finish (NX_STORE (source), result, NULL, &error);

  if (backup != NULL)
    self->last = backup->made_at;
  if (is_given_up (self, error))
    {
      g_clear_error (&error);
      set_work (self, NX_BACKUP_IDLE);
      return;
    }
  g_clear_error (&self->error);
  self->error = error;
  carry (self);
}

static gint64
find_last (NxBackupKeeper *self)
{
  g_autoptr (GPtrArray) backups = nx_backup_keeper_list (self);

  return backups->len > 0 ? ((NxBackup *)g_ptr_array_index (backups, 0))->made_at : 0;
}

static gboolean
is_of_today (gint64 at)
{
  g_autoptr (GDateTime) then = g_date_time_new_from_unix_local (at);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  return g_date_time_get_year (then) == g_date_time_get_year (now)
         && g_date_time_get_day_of_year (then) == g_date_time_get_day_of_year (now);
}

void
nx_backup_keeper_look (NxBackupKeeper *self, gboolean by_hand)
{
  NxStore *store = nx_session_get_store (self->session);

  g_return_if_fail (NX_IS_BACKUP_KEEPER (self));
  if (store == NULL || self->cancellable == NULL || self->work != NX_BACKUP_IDLE)
    return;
  self->last = find_last (self);
  if (!by_hand && is_of_today (self->last))
    {
      carry (self);
      return;
    }
  set_work (self, NX_BACKUP_COPYING);
  nx_backup_make_async (store, NULL, by_hand ? NX_BACKUP_BY_HAND : NX_BACKUP_DAILY, NULL, NULL,
                        self->cancellable, made_cb, g_object_ref (self));
}

/* --- When ----------------------------------------------------------------------------------------
 */

static gboolean
is_daily (NxBackupKeeper *self)
{
  return self->settings == NULL || g_settings_get_boolean (self->settings, "backup-daily");
}

static gboolean
look_cb (gpointer data)
{
  NxBackupKeeper *self = data;

  if (is_daily (self))
    nx_backup_keeper_look (self, FALSE);
  self->source = g_timeout_add_seconds (LOOK_SECONDS, look_cb, self);
  return G_SOURCE_REMOVE;
}

static void
stop (NxBackupKeeper *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
start (NxBackupKeeper *self)
{
  stop (self);
  self->cancellable = g_cancellable_new ();
  g_clear_error (&self->error);
  g_clear_error (&self->second_error);
  self->last = find_last (self);
  if (!nx_session_is_sample (self->session))
    self->source = g_timeout_add_seconds (FIRST_LOOK_SECONDS, look_cb, self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
on_session_notify_state_cb (NxBackupKeeper *self)
{
  if (nx_session_get_state (self->session) == NX_SESSION_OPEN)
    start (self);
  else
    stop (self);
}

/* --- Object --------------------------------------------------------------------------------------
 */

static void
nx_backup_keeper_dispose (GObject *object)
{
  NxBackupKeeper *self = NX_BACKUP_KEEPER (object);

  stop (self);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (nx_backup_keeper_parent_class)->dispose (object);
}

static void
nx_backup_keeper_finalize (GObject *object)
{
  NxBackupKeeper *self = NX_BACKUP_KEEPER (object);

  g_clear_error (&self->error);
  g_clear_error (&self->second_error);
  G_OBJECT_CLASS (nx_backup_keeper_parent_class)->finalize (object);
}

static void
nx_backup_keeper_class_init (NxBackupKeeperClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nx_backup_keeper_dispose;
  G_OBJECT_CLASS (klass)->finalize = nx_backup_keeper_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", NX_TYPE_BACKUP_KEEPER, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
nx_backup_keeper_init (NxBackupKeeper *self)
{
  self->settings = nx_settings_new ();
}

NxBackupKeeper *
nx_backup_keeper_new (NxSession *session)
{
  NxBackupKeeper *self = g_object_new (NX_TYPE_BACKUP_KEEPER, NULL);

  self->session = session;
  g_signal_connect_object (session, "notify::state", G_CALLBACK (on_session_notify_state_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

NxBackupWork
nx_backup_keeper_get_work (NxBackupKeeper *self)
{
  g_return_val_if_fail (NX_IS_BACKUP_KEEPER (self), NX_BACKUP_IDLE);
  return self->work;
}

gint64
nx_backup_keeper_get_last (NxBackupKeeper *self)
{
  g_return_val_if_fail (NX_IS_BACKUP_KEEPER (self), 0);
  return self->cancellable != NULL ? self->last : 0;
}

const GError *
nx_backup_keeper_get_error (NxBackupKeeper *self)
{
  g_return_val_if_fail (NX_IS_BACKUP_KEEPER (self), NULL);
  return self->error;
}

const GError *
nx_backup_keeper_get_second_error (NxBackupKeeper *self)
{
  g_return_val_if_fail (NX_IS_BACKUP_KEEPER (self), NULL);
  return self->second_error;
}

GPtrArray *
nx_backup_keeper_list (NxBackupKeeper *self)
{
  g_autofree char *folder = dup_folder (self);
  NxStore *store = nx_session_get_store (self->session);

  return nx_backup_list (folder, store != NULL ? nx_store_get_uid (store) : NULL);
}

char *
nx_backup_keeper_dup_second (NxBackupKeeper *self)
{
  g_autofree char *folder = NULL;

  g_return_val_if_fail (NX_IS_BACKUP_KEEPER (self), NULL);
  if (self->settings != NULL)
    folder = g_settings_get_string (self->settings, "backup-second-place");
  return folder != NULL && g_path_is_absolute (folder) ? g_steal_pointer (&folder) : NULL;
}

void
nx_backup_keeper_set_second (NxBackupKeeper *self, const char *folder)
{
  g_return_if_fail (NX_IS_BACKUP_KEEPER (self));
  if (self->settings == NULL)
    return;
  g_settings_set_string (self->settings, "backup-second-place", folder != NULL ? folder : "");
  g_clear_error (&self->second_error);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  nx_backup_keeper_look (self, FALSE);
}
