/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * What the queue of attachments and its jobs share. */
#pragma once

#include "nx-attachment-queue.h"

G_BEGIN_DECLS

struct _NxAttachmentJob
{
  GObject parent_instance;

  char *name;
  GFile *file;   /* or NULL */
  GBytes *bytes; /* what came without a file, or NULL */
  NxAttachmentState state;
  char *sentence;
  GCancellable *cancellable; /* while under way */
};

NxAttachmentJob *nx_attachment_job_new (const char *name, GFile *file, GBytes *bytes);
void nx_attachment_job_set_state (NxAttachmentJob *self,
                                  NxAttachmentState state,
                                  const char *sentence);

G_END_DECLS
