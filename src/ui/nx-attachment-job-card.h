/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Shows a file on its way into the store, or why it was refused. */
#pragma once

#include <gtk/gtk.h>

#include "nx-attachment-queue.h"

G_BEGIN_DECLS

/* A card with a spinner and a cancel button, for a job that waits or is under way. */
GtkWidget *nx_attachment_job_card_new (NxAttachmentQueue *queue, NxAttachmentJob *job);

/* A line with the sentence why, for one that was refused: try again, or take it away. */
GtkWidget *nx_attachment_job_row_new (NxAttachmentQueue *queue, NxAttachmentJob *job);

G_END_DECLS
