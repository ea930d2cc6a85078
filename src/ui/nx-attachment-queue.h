/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Takes files one after another into the store: read, checked and re-encoded, kept. */
#pragma once

#include "nx-attachments.h"
#include "nx-store.h"

G_BEGIN_DECLS

typedef enum
{
  NX_ATTACHMENT_WAITING,
  NX_ATTACHMENT_WORKING,
  NX_ATTACHMENT_REFUSED, /* stays until dismissed; says why */
} NxAttachmentState;

/* One file on its way. Property "state" notifies. Main thread. */
#define NX_TYPE_ATTACHMENT_JOB (nx_attachment_job_get_type ())
G_DECLARE_FINAL_TYPE (NxAttachmentJob, nx_attachment_job, NX, ATTACHMENT_JOB, GObject)

const char *nx_attachment_job_get_name (NxAttachmentJob *self);
NxAttachmentState nx_attachment_job_get_state (NxAttachmentJob *self);
/* Why it was refused and what to do; NULL otherwise. */
const char *nx_attachment_job_get_sentence (NxAttachmentJob *self);

/* Works on, also when whoever made it has let go of it, until all is done or the store closes; then
 * it forgets everything. Signals
 *   attached (gint64 id)   one is in the store
 *   finished (GArray *)    nothing is waiting or under way any more; the ids of all that were added
 *                          since this was last so
 * Property "busy" notifies. Main thread. */
#define NX_TYPE_ATTACHMENT_QUEUE (nx_attachment_queue_get_type ())
G_DECLARE_FINAL_TYPE (NxAttachmentQueue, nx_attachment_queue, NX, ATTACHMENT_QUEUE, GObject)

NxAttachmentQueue *nx_attachment_queue_new (NxStore *store, const NxAttachmentPlace *place);

/* NxAttachmentJob objects in the order they came; those that are done leave, those whose state
 * changed are told as changed items. Borrowed. */
GListModel *nx_attachment_queue_get_jobs (NxAttachmentQueue *self);
gboolean nx_attachment_queue_is_busy (NxAttachmentQueue *self);

void nx_attachment_queue_add_file (NxAttachmentQueue *self, GFile *file);
/* What came without a file, under a name to be shown. */
void nx_attachment_queue_add_bytes (NxAttachmentQueue *self, const char *name, GBytes *bytes);
/* What never could be read: stands there as refused. */
void nx_attachment_queue_add_refused (NxAttachmentQueue *self,
                                      const char *name,
                                      const GError *error);

/* Stops one, or takes a refused one away; nothing is kept of it. */
void nx_attachment_queue_cancel (NxAttachmentQueue *self, NxAttachmentJob *job);
void nx_attachment_queue_cancel_all (NxAttachmentQueue *self);
/* A refused one once more. */
void nx_attachment_queue_retry (NxAttachmentQueue *self, NxAttachmentJob *job);

G_END_DECLS
