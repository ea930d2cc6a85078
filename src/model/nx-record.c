/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The immutable record every kept thing is: values by field, identity, version. */
#define G_LOG_DOMAIN "nx-model"

#include "config.h"

#include "nx-record.h"

#include "nx-record-kinds.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef union
{
  gint64 integer;
  char *text; /* a GRefString, shared between copies */
} NxValue;

struct _NxValues
{
  const NxRecordSpec *spec;
  guint64 is_set; /* bit n: field n has a value */
  NxValue values[];
};

typedef struct
{
  const NxRecordSpec *spec;
  NxValues *values;
  gint64 id;
  gint64 version;
  char *uid;
  guint is_archived : 1;
} NxRecordPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (NxRecord, nx_record, G_TYPE_OBJECT)

#define PRIV(self) ((NxRecordPrivate *)nx_record_get_instance_private (self))

static const NxRecordSpec *const specs[NX_N_RECORD_KINDS] = {
  [NX_RECORD_AREA] = &nx_area_spec,
  [NX_RECORD_WORKER] = &nx_worker_spec,
  [NX_RECORD_HOUSEHOLD] = &nx_household_spec,
  [NX_RECORD_PERSON] = &nx_person_spec,
  [NX_RECORD_MEMBERSHIP] = &nx_membership_spec,
  [NX_RECORD_SUPPORT] = &nx_support_spec,
  [NX_RECORD_CASE] = &nx_case_spec,
  [NX_RECORD_VISIT] = &nx_visit_spec,
  [NX_RECORD_COMMENT] = &nx_comment_spec,
  [NX_RECORD_EVENT] = &nx_event_spec,
  [NX_RECORD_ATTACHMENT] = &nx_attachment_spec,
};

const NxRecordSpec *
nx_record_spec (NxRecordKind kind)
{
  return kind > NX_RECORD_NONE && kind < NX_N_RECORD_KINDS ? specs[kind] : NULL;
}

NxRecordKind
nx_record_kind_from_table (const char *table)
{
  for (guint kind = NX_RECORD_NONE + 1; kind < NX_N_RECORD_KINDS; kind++)
    if (g_strcmp0 (specs[kind]->table, table) == 0)
      return kind;
  return NX_RECORD_NONE;
}

const char *
nx_record_kind_get_label (NxRecordKind kind)
{
  const NxRecordSpec *spec = nx_record_spec (kind);

  return spec != NULL ? g_dgettext (GETTEXT_PACKAGE, spec->label) : "";
}

/* Values */

NxValues *
nx_values_new (NxRecordKind kind)
{
  const NxRecordSpec *spec = nx_record_spec (kind);
  NxValues *self = NULL;

  g_return_val_if_fail (spec != NULL, NULL);
  self = g_malloc0 (sizeof *self + spec->n_fields * sizeof (NxValue));
  self->spec = spec;
  return self;
}

gboolean
nx_values_is_set (const NxValues *self, guint field)
{
  g_assert (field < self->spec->n_fields);
  return (self->is_set >> field) & 1;
}

void
nx_values_clear (NxValues *self, guint field)
{
  if (!nx_values_is_set (self, field))
    return;
  if (!nx_field_is_integer (&self->spec->fields[field]))
    g_ref_string_release (self->values[field].text);
  self->values[field] = (NxValue){ 0 };
  self->is_set &= ~(G_GUINT64_CONSTANT (1) << field);
}

void
nx_values_set_text (NxValues *self, guint field, const char *text)
{
  char *kept = NULL;

  g_assert (field < self->spec->n_fields);
  g_return_if_fail (!nx_field_is_integer (&self->spec->fields[field]));
  /* Made before the old value goes, since @text may be that very value. */
  kept = text != NULL && *text != '\0' ? g_ref_string_new (text) : NULL;
  nx_values_clear (self, field);
  if (kept == NULL)
    return;
  self->values[field].text = kept;
  self->is_set |= G_GUINT64_CONSTANT (1) << field;
}

void
nx_values_set_int (NxValues *self, guint field, gint64 value)
{
  g_assert (field < self->spec->n_fields);
  g_return_if_fail (nx_field_is_integer (&self->spec->fields[field]));
  self->values[field].integer = value;
  self->is_set |= G_GUINT64_CONSTANT (1) << field;
}

const char *
nx_values_get_text (const NxValues *self, guint field)
{
  g_assert (field < self->spec->n_fields);
  g_return_val_if_fail (!nx_field_is_integer (&self->spec->fields[field]), NULL);
  return self->values[field].text;
}

gint64
nx_values_get_int (const NxValues *self, guint field)
{
  g_assert (field < self->spec->n_fields);
  g_return_val_if_fail (nx_field_is_integer (&self->spec->fields[field]), 0);
  return self->values[field].integer;
}

NxValues *
nx_values_copy (const NxValues *self)
{
  NxValues *copy = nx_values_new (self->spec->kind);

  copy->is_set = self->is_set;
  for (guint field = 0; field < self->spec->n_fields; field++)
    {
      copy->values[field] = self->values[field];
      if (nx_values_is_set (self, field) && !nx_field_is_integer (&self->spec->fields[field]))
        g_ref_string_acquire (copy->values[field].text);
    }
  return copy;
}

void
nx_values_free (NxValues *self)
{
  if (self == NULL)
    return;
  for (guint field = 0; field < self->spec->n_fields; field++)
    nx_values_clear (self, field);
  g_free (self);
}

/* Records */

NxRecord *
nx_record_new (NxRecordKind kind,
               gint64 id,
               const char *uid,
               gint64 version,
               gboolean is_archived,
               NxValues *take)
{
  const NxRecordSpec *spec = nx_record_spec (kind);
  NxRecord *self = NULL;
  NxRecordPrivate *priv = NULL;

  g_return_val_if_fail (spec != NULL && take != NULL && take->spec == spec, NULL);
  self = g_object_new (spec->get_type (), NULL);
  priv = PRIV (self);
  priv->spec = spec;
  priv->values = take;
  priv->id = id;
  priv->version = version;
  priv->uid = g_strdup (uid);
  priv->is_archived = is_archived != FALSE;
  return self;
}

NxRecordKind
nx_record_get_kind (NxRecord *self)
{
  return PRIV (self)->spec->kind;
}

const NxRecordSpec *
nx_record_get_spec (NxRecord *self)
{
  return PRIV (self)->spec;
}

gint64
nx_record_get_id (NxRecord *self)
{
  return PRIV (self)->id;
}

const char *
nx_record_get_uid (NxRecord *self)
{
  return PRIV (self)->uid;
}

gint64
nx_record_get_version (NxRecord *self)
{
  return PRIV (self)->version;
}

gboolean
nx_record_is_archived (NxRecord *self)
{
  return PRIV (self)->is_archived;
}

const NxValues *
nx_record_peek_values (NxRecord *self)
{
  return PRIV (self)->values;
}

const char *
nx_record_get_text (NxRecord *self, guint field)
{
  return nx_values_get_text (PRIV (self)->values, field);
}

const char *
nx_record_peek_text (NxRecord *self, guint field)
{
  const char *text = nx_record_get_text (self, field);

  return text != NULL ? text : "";
}

gint64
nx_record_get_int (NxRecord *self, guint field)
{
  return nx_values_get_int (PRIV (self)->values, field);
}

gboolean
nx_record_is_set (NxRecord *self, guint field)
{
  return nx_values_is_set (PRIV (self)->values, field);
}

NxDate
nx_record_get_date (NxRecord *self, guint field)
{
  NxDate date = { 0 };
  const char *text = nx_record_get_text (self, field);

  if (text != NULL && !nx_date_from_iso (text, &date))
    date = (NxDate){ 0 };
  return date;
}

gboolean
nx_record_has_code (NxRecord *self, guint field, const char *code)
{
  g_auto (GStrv) codes = g_strsplit (nx_record_peek_text (self, field), " ", -1);

  return g_strv_contains ((const char *const *)codes, code);
}

char *
nx_record_dup_display (NxRecord *self, guint field)
{
  const NxField *spec = &PRIV (self)->spec->fields[field];

  if (!nx_record_is_set (self, field))
    return g_strdup ("");
  if (nx_field_is_integer (spec))
    return nx_field_dup_display (spec, NULL, nx_record_get_int (self, field));
  return nx_field_dup_display (spec, nx_record_get_text (self, field), 0);
}

char *
nx_record_dup_masked (NxRecord *self, guint field)
{
  g_autofree char *shown = NULL;
  NxMask mask = PRIV (self)->spec->fields[field].mask;

  /* The mask of days works on their ISO form. */
  if (mask == NX_MASK_BIRTH_DATE)
    return nx_mask_text (mask, nx_record_peek_text (self, field));
  shown = nx_record_dup_display (self, field);
  return mask == NX_MASK_NONE ? g_steal_pointer (&shown) : nx_mask_text (mask, shown);
}

/* Properties: number 1 to n are the fields in table order; then what every record has. */

static void
nx_record_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  NxRecord *self = NX_RECORD (object);
  guint field = prop_id - 1;

  if (G_VALUE_HOLDS_STRING (value))
    g_value_set_string (value, nx_record_get_text (self, field));
  else if (G_VALUE_HOLDS_BOOLEAN (value))
    g_value_set_boolean (value, nx_record_get_int (self, field) != 0);
  else
    g_value_set_int64 (value, nx_record_get_int (self, field));
}

static GParamSpec *
make_property (const NxField *field)
{
  GParamFlags flags = G_PARAM_READABLE;

  if (field->kind == NX_FIELD_BOOLEAN)
    return g_param_spec_boolean (field->name, NULL, NULL, FALSE, flags);
  if (nx_field_is_integer (field))
    return g_param_spec_int64 (field->name, NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
  return g_param_spec_string (field->name, NULL, NULL, NULL, flags);
}

void
nx_record_class_install_fields (GObjectClass *klass, const NxRecordSpec *spec)
{
  g_assert (spec->n_fields <= 64);
  klass->get_property = nx_record_get_property;
  for (guint field = 0; field < spec->n_fields; field++)
    g_object_class_install_property (klass, field + 1, make_property (&spec->fields[field]));
}

static void
nx_record_finalize (GObject *object)
{
  NxRecordPrivate *priv = PRIV (NX_RECORD (object));

  nx_values_free (priv->values);
  g_free (priv->uid);
  G_OBJECT_CLASS (nx_record_parent_class)->finalize (object);
}

static void
nx_record_class_init (NxRecordClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = nx_record_finalize;
}

static void
nx_record_init (NxRecord *self)
{
}
