/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Offers to undo what was saved: the toast, the job that takes it back, and what it says then. */
#pragma once

#include "nx-window.h"

G_BEGIN_DECLS

/* How one kind of act is taken back; static. */
typedef struct
{
  const char *job_name;
  /* On the writer's thread, inside its transaction; FALSE with a sentence for the user. */
  gboolean (*take_back) (NxDatabase *db, gpointer undo, GError **error);
  GDestroyNotify free_undo;
  /* What the toast says then: whole and translated. Static. */
  const char *(*get_sentence) (gpointer undo);
} NxUndoSpec;

/* Shows @sentence with Undo on @window, until something newer takes its place. @take_undo is
 * swallowed, used by one thread at a time and freed on the last one. What cannot be taken back says
 * why on the page in front. A @window of NULL offers nothing. */
void nx_undo_offer (NxWindow *window,
                    NxStore *store,
                    const char *sentence,
                    const NxUndoSpec *spec,
                    gpointer take_undo);

G_END_DECLS
