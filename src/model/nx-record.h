/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The immutable record every kept thing is: values by field, identity, version.
 *
 * Records never change after they are made, so any thread may read one. Whoever wants to change
 * one makes an NxEdit over it. Every field is also a read-only GObject property of the same name.
 */
#pragma once

#include "nx-date.h"
#include "nx-field.h"
#include "nx-types.h"

G_BEGIN_DECLS

#define NX_TYPE_RECORD (nx_record_get_type ())
G_DECLARE_DERIVABLE_TYPE (NxRecord, nx_record, NX, RECORD, GObject)

struct _NxRecordClass
{
  GObjectClass parent_class;
};

/* What all records of a kind share. Static. */
typedef struct
{
  NxRecordKind kind;
  const char *table; /* database table, singular; rows are read from the view "<table>_view" */
  const char *label; /* English source of the word for one such record */
  const NxField *fields;
  guint n_fields; /* at most 64 */
  GType (*get_type) (void);
} NxRecordSpec;

/* The values of one record while it is being put together. Owned by one thread. */
typedef struct _NxValues NxValues;

NxValues *nx_values_new (NxRecordKind kind);
NxValues *nx_values_copy (const NxValues *self);
void nx_values_free (NxValues *self);
/* An empty text clears the field, as NULL does: nothing is kept as "". */
void nx_values_set_text (NxValues *self, guint field, const char *text);
void nx_values_set_int (NxValues *self, guint field, gint64 value);
void nx_values_clear (NxValues *self, guint field);
gboolean nx_values_is_set (const NxValues *self, guint field);
const char *nx_values_get_text (const NxValues *self, guint field);
gint64 nx_values_get_int (const NxValues *self, guint field);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NxValues, nx_values_free)

/* NULL for a number that is no kind. */
const NxRecordSpec *nx_record_spec (NxRecordKind kind);
/* NX_RECORD_NONE when no table has that name. */
NxRecordKind nx_record_kind_from_table (const char *table);
/* The kind's word in the user's language ("Household"). Static. */
const char *nx_record_kind_get_label (NxRecordKind kind);

/* @take is swallowed. @id is 0 and @version 0 for a record that is not in a store yet. */
NxRecord *nx_record_new (NxRecordKind kind,
                         gint64 id,
                         const char *uid,
                         gint64 version,
                         gboolean is_archived,
                         NxValues *take);

NxRecordKind nx_record_get_kind (NxRecord *self);
const NxRecordSpec *nx_record_get_spec (NxRecord *self);
gint64 nx_record_get_id (NxRecord *self);
const char *nx_record_get_uid (NxRecord *self);
gint64 nx_record_get_version (NxRecord *self);
gboolean nx_record_is_archived (NxRecord *self);

/* NULL when not set. Borrowed. Only for text kinds. */
const char *nx_record_get_text (NxRecord *self, guint field);
/* Like get_text with "" for not set. */
const char *nx_record_peek_text (NxRecord *self, guint field);
/* 0 when not set. Only for integer kinds. */
gint64 nx_record_get_int (NxRecord *self, guint field);
gboolean nx_record_is_set (NxRecord *self, guint field);
/* NX_DATE_NONE-like unset date when not set. Only for DAY fields. */
NxDate nx_record_get_date (NxRecord *self, guint field);
/* TRUE when the CODES field holds @code. */
gboolean nx_record_has_code (NxRecord *self, guint field, const char *code);
/* What a person reads; "" when not set. Free with g_free. */
char *nx_record_dup_display (NxRecord *self, guint field);
/* The same, masked as the field says. */
char *nx_record_dup_masked (NxRecord *self, guint field);
const NxValues *nx_record_peek_values (NxRecord *self);

/* Used by the record headers only. */
void nx_record_class_install_fields (GObjectClass *klass, const NxRecordSpec *spec);

#define NX_DEFINE_RECORD(TypeName, type_name, KIND, TABLE, LABEL, ROWS)                            \
  struct _##TypeName                                                                               \
  {                                                                                                \
    NxRecord parent_instance;                                                                      \
  };                                                                                               \
  static const NxField type_name##_fields[] = { ROWS (NX_FIELD_TABLE_ROW) };                       \
  const NxRecordSpec type_name##_spec = {                                                          \
    .kind = NX_RECORD_##KIND,                                                                      \
    .table = TABLE,                                                                                \
    .label = LABEL,                                                                                \
    .fields = type_name##_fields,                                                                  \
    .n_fields = G_N_ELEMENTS (type_name##_fields),                                                 \
    .get_type = type_name##_get_type,                                                              \
  };                                                                                               \
  G_DEFINE_FINAL_TYPE (TypeName, type_name, NX_TYPE_RECORD)                                        \
  static void type_name##_class_init (TypeName##Class *klass)                                      \
  {                                                                                                \
    nx_record_class_install_fields (G_OBJECT_CLASS (klass), &type_name##_spec);                    \
  }                                                                                                \
  static void type_name##_init (TypeName *self) {}

G_END_DECLS
