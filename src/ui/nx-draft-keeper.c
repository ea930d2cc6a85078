/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Keeps what is being typed as a draft in the store, within a second of the typing. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-draft-keeper.h"

#include "nx-attachment-acts.h"
#include "nx-drafts.h"
#include "nx-words.h"

#include <glib/gi18n-lib.h>

/* A draft is written when typing pauses, and at the latest so long after its first key: together
 * with the writing itself, on a slow and busy computer, that stays under a second. */
#define PAUSE_MS 250
#define LATEST_US (400 * 1000)

struct _NxDraftKeeper
{
  GObject parent_instance;

  NxStore *store;
  NxEdit *edit;
  char *place;

  NxDraftState state;
  GError *error;
  GDateTime *kept_at;
  gulong changed_handler;
  guint source;       /* the waiting write, or 0 */
  gint64 first_typed; /* monotonic time of the first key not written yet, or 0 */
  guint n_writing;    /* writes on their way */
};

G_DEFINE_FINAL_TYPE (NxDraftKeeper, nx_draft_keeper, G_TYPE_OBJECT)

typedef enum
{
  PROP_STATE = 1,
} NxDraftKeeperProps;

static GParamSpec *props[PROP_STATE + 1];

/* What one write job needs; its own. */
typedef struct
{
  NxRecordKind kind;
  gint64 record_id;
  char *place;
  GBytes *data; /* NULL: drop the draft */
} DraftJob;

static void
draft_job_free (gpointer data)
{
  DraftJob *job = data;

  g_free (job->place);
  g_clear_pointer (&job->data, g_bytes_unref);
  g_free (job);
}

static gpointer
write_in_worker (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  DraftJob *job = data;

  if (job->data == NULL)
    {
      /* What was attached to it goes along; drafts of saved records have no place. */
      if (nx_drafts_drop (db, job->kind, job->record_id, job->place, error) && *job->place != '\0')
        nx_attachments_discard_draft (db, job->place, NULL, error);
    }
  else
    nx_drafts_put (db, job->kind, job->record_id, job->place, job->data, error);
  return NULL;
}

static void
set_state (NxDraftKeeper *self, NxDraftState state)
{
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATE]);
}

static void
write_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (NxDraftKeeper) self = data;
  g_autoptr (GError) error = NULL;

  nx_store_write_finish (NX_STORE (source), result, &error);
  self->n_writing--;
  g_clear_error (&self->error);
  if (error != NULL)
    {
      self->error = g_steal_pointer (&error);
      set_state (self, NX_DRAFT_FAILED);
      return;
    }
  g_clear_pointer (&self->kept_at, g_date_time_unref);
  self->kept_at = g_date_time_new_now_local ();
  if (self->n_writing == 0 && self->source == 0 && self->changed_handler != 0)
    set_state (self, NX_DRAFT_KEPT);
}

static void
queue_write (NxDraftKeeper *self, GBytes *draft)
{
  DraftJob *job = g_new0 (DraftJob, 1);

  job->kind = nx_edit_get_kind (self->edit);
  job->record_id = nx_edit_get_id (self->edit);
  job->place = g_strdup (self->place);
  job->data = draft;
  self->n_writing++;
  nx_store_write_async (self->store, "draft", write_in_worker, job, draft_job_free, NULL, NULL,
                        write_cb, g_object_ref (self));
}

static void
write_now (NxDraftKeeper *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
  self->first_typed = 0;
  queue_write (self, nx_edit_to_draft (self->edit));
  set_state (self, NX_DRAFT_SAVING);
}

static gboolean
pause_cb (gpointer data)
{
  NxDraftKeeper *self = data;

  self->source = 0;
  write_now (self);
  return G_SOURCE_REMOVE;
}

static void
on_edit_changed_cb (NxEdit *edit, guint field, NxDraftKeeper *self)
{
  gint64 now = g_get_monotonic_time ();
  gint64 left = 0;

  if (self->first_typed == 0)
    self->first_typed = now;
  left = MAX (0, self->first_typed + LATEST_US - now) / 1000;
  g_clear_handle_id (&self->source, g_source_remove);
  self->source = g_timeout_add ((guint)MIN (PAUSE_MS, left), pause_cb, self);
  if (self->state != NX_DRAFT_WAITING)
    set_state (self, NX_DRAFT_WAITING);
}

NxDraftState
nx_draft_keeper_get_state (NxDraftKeeper *self)
{
  return self->state;
}

const GError *
nx_draft_keeper_get_error (NxDraftKeeper *self)
{
  return self->error;
}

GDateTime *
nx_draft_keeper_get_kept_at (NxDraftKeeper *self)
{
  return self->kept_at;
}

char *
nx_draft_keeper_dup_text (NxDraftKeeper *self)
{
  g_autofree char *time = NULL;
  g_autofree char *why = NULL;

  switch (self->state)
    {
    case NX_DRAFT_NONE:
      return g_strdup ("");
    case NX_DRAFT_WAITING:
    case NX_DRAFT_SAVING:
      return g_strdup (_ ("Saving the draft…"));
    case NX_DRAFT_KEPT:
      time = g_date_time_format (self->kept_at, "%H:%M:%S");
      /* TRANSLATORS: %s is a time of the day, 14:52:07 */
      return g_strdup_printf (_ ("Draft saved %s"), time);
    case NX_DRAFT_FAILED:
      why = nx_words_for_error (self->error);
      /* TRANSLATORS: %s is a sentence that says why */
      return g_strdup_printf (_ ("Draft not saved: %s"), why);
    }
  g_return_val_if_reached (g_strdup (""));
}

void
nx_draft_keeper_flush (NxDraftKeeper *self)
{
  if (self->source != 0 || self->state == NX_DRAFT_FAILED)
    write_now (self);
}

void
nx_draft_keeper_keep (NxDraftKeeper *self)
{
  g_return_if_fail (self->changed_handler != 0);
  write_now (self);
}

void
nx_draft_keeper_retry (NxDraftKeeper *self)
{
  if (self->state == NX_DRAFT_FAILED)
    write_now (self);
}

void
nx_draft_keeper_stop (NxDraftKeeper *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_signal_handler (&self->changed_handler, self->edit);
  self->first_typed = 0;
  set_state (self, NX_DRAFT_NONE);
}

void
nx_draft_keeper_discard (NxDraftKeeper *self)
{
  nx_draft_keeper_stop (self);
  queue_write (self, NULL);
}

static void
nx_draft_keeper_dispose (GObject *object)
{
  NxDraftKeeper *self = NX_DRAFT_KEEPER (object);

  g_clear_handle_id (&self->source, g_source_remove);
  if (self->edit != NULL)
    g_clear_signal_handler (&self->changed_handler, self->edit);
  g_clear_object (&self->edit);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (nx_draft_keeper_parent_class)->dispose (object);
}

static void
nx_draft_keeper_finalize (GObject *object)
{
  NxDraftKeeper *self = NX_DRAFT_KEEPER (object);

  g_free (self->place);
  g_clear_error (&self->error);
  g_clear_pointer (&self->kept_at, g_date_time_unref);
  G_OBJECT_CLASS (nx_draft_keeper_parent_class)->finalize (object);
}

static void
nx_draft_keeper_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  NxDraftKeeper *self = NX_DRAFT_KEEPER (object);

  switch ((NxDraftKeeperProps)prop_id)
    {
    case PROP_STATE:
      g_value_set_int (value, self->state);
      break;
    }
}

static void
nx_draft_keeper_class_init (NxDraftKeeperClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = nx_draft_keeper_dispose;
  object_class->finalize = nx_draft_keeper_finalize;
  object_class->get_property = nx_draft_keeper_get_property;
  props[PROP_STATE]
      = g_param_spec_int ("state", NULL, NULL, NX_DRAFT_NONE, NX_DRAFT_FAILED, NX_DRAFT_NONE,
                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
}

static void
nx_draft_keeper_init (NxDraftKeeper *self)
{
}

NxDraftKeeper *
nx_draft_keeper_new (NxStore *store, NxEdit *edit, const char *place)
{
  NxDraftKeeper *self = g_object_new (NX_TYPE_DRAFT_KEEPER, NULL);

  self->store = g_object_ref (store);
  self->edit = g_object_ref (edit);
  self->place = g_strdup (place);
  self->changed_handler = g_signal_connect (edit, "changed", G_CALLBACK (on_edit_changed_cb), self);
  return self;
}
