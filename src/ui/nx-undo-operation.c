/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * How an operation on many records is taken back from a toast. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-undo-operation.h"

typedef struct
{
  gint64 id;
  const char *sentence;
} Undo;

gpointer
nx_undo_operation_new (gint64 operation_id, const char *sentence)
{
  Undo undo = { operation_id, sentence };

  return g_memdup2 (&undo, sizeof undo);
}

static gboolean
take_back (NxDatabase *db, gpointer undo, GError **error)
{
  return nx_operation_undo (db, ((const Undo *)undo)->id, error);
}

static const char *
get_sentence (gpointer undo)
{
  return ((const Undo *)undo)->sentence;
}

const NxUndoSpec nx_undo_operation_spec = {
  .job_name = "operation-undo",
  .take_back = take_back,
  .free_undo = g_free,
  .get_sentence = get_sentence,
};
