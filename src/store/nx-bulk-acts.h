/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Does one thing to many records as one step: another worker, a support class, a planned visit. */
#pragma once

#include "nx-database.h"
#include "nx-date.h"

G_BEGIN_DECLS

/* All calls but the free ones: on the writer's thread, inside a write job, whose transaction makes
 * them one. */

typedef enum
{
  NX_BULK_ASSIGN,  /* households, cases and planned visits get @worker_id */
  NX_BULK_SUPPORT, /* people or households get the class @code from @day on */
  NX_BULK_PLAN,    /* open cases get a visit of the kind @code planned for @day, by their workers */
} NxBulkDeed;

typedef struct
{
  NxBulkDeed deed;
  NxRecordKind kind; /* of @ids */
  GArray *ids;       /* gint64; owned */
  gint64 worker_id;
  char *code; /* support-class or visit-kind */
  NxDate day;
  char *evidence; /* of a support class; required there */
} NxBulkAct;

NxBulkAct *nx_bulk_act_new (NxBulkDeed deed, NxRecordKind kind);
/* Shares @ids, which are not to be changed any more. */
NxBulkAct *nx_bulk_act_copy (const NxBulkAct *self);
void nx_bulk_act_free (NxBulkAct *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NxBulkAct, nx_bulk_act_free)

/* Whether the deed means something for records of @kind. */
gboolean nx_bulk_act_is_possible (NxBulkDeed deed, NxRecordKind kind);

/* What was done, and what taking it back needs. A plain, immutable value that any thread may hold.
 */
typedef struct _NxBulkUndo NxBulkUndo;
void nx_bulk_undo_free (NxBulkUndo *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NxBulkUndo, nx_bulk_undo_free)

NxBulkDeed nx_bulk_undo_get_deed (const NxBulkUndo *self);
guint nx_bulk_undo_get_n_done (const NxBulkUndo *self);
/* Those that were so already: the same worker, the class, a visit planned for that day. */
guint nx_bulk_undo_get_n_same (const NxBulkUndo *self);
/* Those it cannot be done to: ended cases and those the worker supervises, visits that have
 * happened, records that are gone. */
guint nx_bulk_undo_get_n_unfit (const NxBulkUndo *self);

/* All of it or nothing. NULL with NX_STORE_ERROR_CONSTRAINT, whose message is a sentence for the
 * user, when something is missing in @act or a record refuses it. */
NxBulkUndo *nx_bulk_act_run (NxDatabase *db,
                             const NxBulkAct *act,
                             GCancellable *cancellable,
                             GError **error);

/* All of it or nothing, as nx_operation_undo(). */
gboolean nx_bulk_act_take_back (NxDatabase *db, const NxBulkUndo *undo, GError **error);

G_END_DECLS
