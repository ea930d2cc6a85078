/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Says that the draft of a visit was thrown away, and brings it back whatever page is open then. */
#pragma once

#include "nx-window.h"

G_BEGIN_DECLS

/* A draft as it was: @visit_id is 0 and @place says which case for a visit that is not saved yet;
 * see nx-drafts.h. Copied; @data is shared. @files: ids of the attachments that went with it,
 * or NULL. */
typedef struct
{
  gint64 visit_id;
  const char *place;
  GBytes *data;
  GArray *files;
} NxThrownDraft;

/* The toast with Undo. */
void nx_draft_undo_offer (NxWindow *window, NxStore *store, const NxThrownDraft *draft);

/* Puts the draft back into the store, unless a newer one is there, and tells the page in front,
 * which takes it up or offers it. What fails is told there too. */
void nx_draft_undo_put_back (NxWindow *window, NxStore *store, const NxThrownDraft *draft);

G_END_DECLS
