/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * An edit: a record plus the fields changed, which knows what is dirty, undoes, and becomes a
 * draft. */
#pragma once

#include "nx-date.h"
#include "nx-record.h"

G_BEGIN_DECLS

#define NX_TYPE_EDIT (nx_edit_get_type ())
G_DECLARE_FINAL_TYPE (NxEdit, nx_edit, NX, EDIT, GObject)

/* Emitted after a value changed by any way, undo included.
 * Signal "changed": void (*) (NxEdit *self, guint field, gpointer user_data) */

/* @base NULL: a new record of @kind. Otherwise @base must be of @kind and is referenced. */
NxEdit *nx_edit_new (NxRecordKind kind, NxRecord *base);

/* The uid a new record is to be saved under, when something outside the store names it already (a
 * key slot its worker, an exchange its records). Copied; NULL: a random one. Only without a base.
 */
void nx_edit_set_uid (NxEdit *self, const char *uid);
const char *nx_edit_get_uid (NxEdit *self);

/* The values as they stand over the same base, without the steps of undo: what a job is given. */
NxEdit *nx_edit_copy (NxEdit *self);

NxRecordKind nx_edit_get_kind (NxEdit *self);
NxRecord *nx_edit_get_base (NxEdit *self);
const NxRecordSpec *nx_edit_get_spec (NxEdit *self);
/* 0 for a record that is not in a store yet. */
gint64 nx_edit_get_id (NxEdit *self);

/* Setters compare first: the same value emits nothing and is no step of undo. NULL or "" clears. */
void nx_edit_set_text (NxEdit *self, guint field, const char *text);
void nx_edit_set_int (NxEdit *self, guint field, gint64 value);
void nx_edit_set_date (NxEdit *self, guint field, NxDate date);
void nx_edit_clear (NxEdit *self, guint field);
/* Adds or removes one code of a CODES field; the codes keep the order in which they were added. */
void nx_edit_toggle_code (NxEdit *self, guint field, const char *code, gboolean is_on);

/* The values as they stand now; NULL, 0 or an unset date when not set. Text is borrowed until the
 * next change of the field. */
const char *nx_edit_get_text (NxEdit *self, guint field);
gint64 nx_edit_get_int (NxEdit *self, guint field);
NxDate nx_edit_get_date (NxEdit *self, guint field);
gboolean nx_edit_is_set (NxEdit *self, guint field);
const NxValues *nx_edit_peek_values (NxEdit *self);

/* TRUE when any field, or that field, differs from the base record. */
gboolean nx_edit_is_dirty (NxEdit *self);
gboolean nx_edit_is_changed (NxEdit *self, guint field);

/* Steps back and forth; several changes of one text within a second are one step. Returns FALSE
 * when there is nothing to undo or redo. */
gboolean nx_edit_undo (NxEdit *self);
gboolean nx_edit_redo (NxEdit *self);
gboolean nx_edit_can_undo (NxEdit *self);
gboolean nx_edit_can_redo (NxEdit *self);

/* A record of the values as they stand, with the identity of the base. */
NxRecord *nx_edit_dup_record (NxEdit *self);

/* A draft holds the kind, the base's id and version and the changed values by field name, so that
 * drafts outlive versions of the program. */
GBytes *nx_edit_to_draft (NxEdit *self);

/* What a draft is about, without its base. FALSE for bytes that are no draft. */
gboolean nx_edit_peek_draft (GBytes *draft, NxRecordKind *kind, gint64 *id, gint64 *version);

/* @base is the record as it is in the store now, or NULL for a new one. Unknown fields are left
 * out. NULL and @error (G_IO_ERROR_INVALID_DATA) for bytes that are no draft of this kind. */
NxEdit *nx_edit_from_draft (GBytes *draft, NxRecord *base, GError **error);

G_END_DECLS
