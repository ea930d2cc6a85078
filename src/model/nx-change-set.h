/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Says which records one commit added, changed or archived. */
#pragma once

#include "nx-types.h"

G_BEGIN_DECLS

typedef enum
{
  NX_CHANGE_ADDED,
  NX_CHANGE_CHANGED,
  NX_CHANGE_ARCHIVED,
} NxChange;

#define NX_TYPE_CHANGE_SET (nx_change_set_get_type ())

GType nx_change_set_get_type (void) G_GNUC_CONST;

/* A change set belongs to one thread until it is handed on; afterwards it is only read. */
NxChangeSet *nx_change_set_new (void);
NxChangeSet *nx_change_set_ref (NxChangeSet *self);
void nx_change_set_unref (NxChangeSet *self);

/* Adding the same record twice keeps one entry: added stays added, else the later change wins. */
void nx_change_set_add (NxChangeSet *self, NxRecordKind kind, gint64 id, NxChange change);

/* After this the set says "anything of any kind may have changed" (a large import). */
void nx_change_set_set_everything (NxChangeSet *self);
gboolean nx_change_set_is_everything (const NxChangeSet *self);
gboolean nx_change_set_is_empty (const NxChangeSet *self);

/* TRUE when a record of @kind was touched. */
gboolean nx_change_set_touches (const NxChangeSet *self, NxRecordKind kind);

/* TRUE when that record was touched; @change may be NULL. */
gboolean nx_change_set_lookup (const NxChangeSet *self,
                               NxRecordKind kind,
                               gint64 id,
                               NxChange *change);

/* TRUE when a record of @kind was added or archived, so that lists may have other members. */
gboolean nx_change_set_changes_members (const NxChangeSet *self, NxRecordKind kind);

/* The touched ids of @kind, ascending. Free with g_array_unref. */
GArray *nx_change_set_dup_ids (const NxChangeSet *self, NxRecordKind kind);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NxChangeSet, nx_change_set_unref)

G_END_DECLS
