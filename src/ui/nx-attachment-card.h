/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The card of one attachment: small picture, caption, size or pages, day; the caption is edited in
 * place. */
#pragma once

#include <adwaita.h>

#include "nx-attachments.h"

G_BEGIN_DECLS

/* Its keys and clicks call the actions of the strip around it ("attachment.open", "…delete",
 * "…caption", "…menu", "…previous", "…next", "…first", "…last"), which work on the card that has
 * the focus. Signals
 *   caption-changed (char *text)   a caption was typed; "" takes it away
 *   menu (double x, double y)      the menu was asked for with the pointer, there */
#define NX_TYPE_ATTACHMENT_CARD (nx_attachment_card_get_type ())
G_DECLARE_FINAL_TYPE (NxAttachmentCard, nx_attachment_card, NX, ATTACHMENT_CARD, AdwBin)

GtkWidget *nx_attachment_card_new (const NxAttachmentItem *item);
NxRecord *nx_attachment_card_get_record (NxAttachmentCard *self);

/* Only one card of a strip is reached with Tab; the arrows go to the others. */
void nx_attachment_card_set_reachable (NxAttachmentCard *self, gboolean is_reachable);

/* Opens the caption for typing: Enter keeps it, Escape leaves it as it was. */
void nx_attachment_card_edit_caption (NxAttachmentCard *self);

G_END_DECLS
