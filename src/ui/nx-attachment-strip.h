/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The attachments of a case, a visit or a draft as a row of cards: add, look at, name, delete. */
#pragma once

#include <adwaita.h>

#include "nx-attachment-queue.h"

G_BEGIN_DECLS

typedef enum
{
  NX_ATTACHMENTS_ON_CASE, /* there is a button elsewhere: not seen while there is nothing */
  NX_ATTACHMENTS_IN_FORM, /* with its heading, its button and a word on dropping and pasting */
  NX_ATTACHMENTS_SHOWN,   /* nothing is added here */
} NxAttachmentStripStyle;

/* Follows the store. Property "busy" notifies: a file is on its way. Signals
 *   attached   one was added; where it belongs to a draft, that is to be kept */
#define NX_TYPE_ATTACHMENT_STRIP (nx_attachment_strip_get_type ())
G_DECLARE_FINAL_TYPE (NxAttachmentStrip, nx_attachment_strip, NX, ATTACHMENT_STRIP, AdwBin)

GtkWidget *nx_attachment_strip_new (NxStore *store,
                                    const NxAttachmentPlace *place,
                                    NxAttachmentStripStyle style);

/* To add to; with drop and paste, see nx-attachment-take.h. */
NxAttachmentQueue *nx_attachment_strip_get_queue (NxAttachmentStrip *self);
gboolean nx_attachment_strip_is_busy (NxAttachmentStrip *self);

/* The ids (gint64) of what is shown. Free with g_array_unref. */
GArray *nx_attachment_strip_dup_ids (NxAttachmentStrip *self);

/* A case's strip out of the way, where there is no room; files on their way are seen all the same.
 */
void nx_attachment_strip_set_folded (NxAttachmentStrip *self, gboolean is_folded);

/* The chooser of files, as the button opens it. */
void nx_attachment_strip_choose (NxAttachmentStrip *self);

G_END_DECLS
