/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * One file on its way into the store: what it is, how far it is, why it was refused. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-attachment-job-private.h"

G_DEFINE_FINAL_TYPE (NxAttachmentJob, nx_attachment_job, G_TYPE_OBJECT)

typedef enum
{
  PROP_STATE = 1,
} NxAttachmentJobProps;

static GParamSpec *props[PROP_STATE + 1];

static void
nx_attachment_job_dispose (GObject *object)
{
  NxAttachmentJob *self = NX_ATTACHMENT_JOB (object);

  g_clear_object (&self->file);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  G_OBJECT_CLASS (nx_attachment_job_parent_class)->dispose (object);
}

static void
nx_attachment_job_finalize (GObject *object)
{
  NxAttachmentJob *self = NX_ATTACHMENT_JOB (object);

  g_free (self->name);
  g_free (self->sentence);
  G_OBJECT_CLASS (nx_attachment_job_parent_class)->finalize (object);
}

static void
nx_attachment_job_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch ((NxAttachmentJobProps)prop_id)
    {
    case PROP_STATE:
      g_value_set_int (value, NX_ATTACHMENT_JOB (object)->state);
      break;
    }
}

static void
nx_attachment_job_class_init (NxAttachmentJobClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = nx_attachment_job_dispose;
  object_class->finalize = nx_attachment_job_finalize;
  object_class->get_property = nx_attachment_job_get_property;
  props[PROP_STATE] = g_param_spec_int (
      "state", NULL, NULL, NX_ATTACHMENT_WAITING, NX_ATTACHMENT_REFUSED, NX_ATTACHMENT_WAITING,
      G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
}

static void
nx_attachment_job_init (NxAttachmentJob *self)
{
}

NxAttachmentJob *
nx_attachment_job_new (const char *name, GFile *file, GBytes *bytes)
{
  NxAttachmentJob *self = g_object_new (NX_TYPE_ATTACHMENT_JOB, NULL);

  self->name = g_strdup (name);
  self->file = file != NULL ? g_object_ref (file) : NULL;
  self->bytes = bytes != NULL ? g_bytes_ref (bytes) : NULL;
  return self;
}

void
nx_attachment_job_set_state (NxAttachmentJob *self, NxAttachmentState state, const char *sentence)
{
  g_free (self->sentence);
  self->sentence = g_strdup (sentence);
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATE]);
}

const char *
nx_attachment_job_get_name (NxAttachmentJob *self)
{
  g_return_val_if_fail (NX_IS_ATTACHMENT_JOB (self), NULL);
  return self->name;
}

NxAttachmentState
nx_attachment_job_get_state (NxAttachmentJob *self)
{
  g_return_val_if_fail (NX_IS_ATTACHMENT_JOB (self), NX_ATTACHMENT_REFUSED);
  return self->state;
}

const char *
nx_attachment_job_get_sentence (NxAttachmentJob *self)
{
  g_return_val_if_fail (NX_IS_ATTACHMENT_JOB (self), NULL);
  return self->sentence;
}
