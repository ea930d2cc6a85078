/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * An edit: a record plus the fields changed, which knows what is dirty, undoes, and becomes a
 * draft. */
#define G_LOG_DOMAIN "nx-model"

#include "config.h"

#include "nx-edit.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

/* Typing makes a change a keystroke: those within this time are undone together. */
#define STEP_TIME_US (1 * G_USEC_PER_SEC)
#define DRAFT_TYPE "(uuxxa{sv})"
#define DRAFT_VERSION 1

/* One change of one field: the value to go back to. */
typedef struct
{
  guint field;
  gboolean is_set;
  char *text;
  gint64 integer;
  gint64 at_us;
} NxStep;

struct _NxEdit
{
  GObject parent_instance;

  NxRecord *base;
  const NxRecordSpec *spec;
  char *uid; /* of a new record; NULL: not chosen */

  NxValues *values;
  GPtrArray *undo_steps;
  GPtrArray *redo_steps;
};

G_DEFINE_FINAL_TYPE (NxEdit, nx_edit, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
step_free (NxStep *step)
{
  g_free (step->text);
  g_free (step);
}

static NxStep *
step_new (NxEdit *self, guint field)
{
  NxStep *step = g_new0 (NxStep, 1);

  step->field = field;
  step->is_set = nx_values_is_set (self->values, field);
  step->at_us = g_get_monotonic_time ();
  if (nx_field_is_integer (&self->spec->fields[field]))
    step->integer = nx_values_get_int (self->values, field);
  else
    step->text = g_strdup (nx_values_get_text (self->values, field));
  return step;
}

static void
apply_step (NxEdit *self, const NxStep *step)
{
  if (!step->is_set)
    nx_values_clear (self->values, step->field);
  else if (nx_field_is_integer (&self->spec->fields[step->field]))
    nx_values_set_int (self->values, step->field, step->integer);
  else
    nx_values_set_text (self->values, step->field, step->text);
}

static gboolean
continues_step (NxEdit *self, guint field)
{
  NxStep *last = NULL;

  if (self->undo_steps->len == 0)
    return FALSE;
  last = g_ptr_array_index (self->undo_steps, self->undo_steps->len - 1);
  return last->field == field && !nx_field_is_integer (&self->spec->fields[field])
         && g_get_monotonic_time () - last->at_us < STEP_TIME_US;
}

static void
remember (NxEdit *self, guint field)
{
  g_ptr_array_set_size (self->redo_steps, 0);
  if (!continues_step (self, field))
    g_ptr_array_add (self->undo_steps, step_new (self, field));
}

static gboolean
move_step (NxEdit *self, GPtrArray *from, GPtrArray *to)
{
  NxStep *step = NULL;
  guint field;

  if (from->len == 0)
    return FALSE;
  step = g_ptr_array_steal_index (from, from->len - 1);
  field = step->field;
  g_ptr_array_add (to, step_new (self, field));
  apply_step (self, step);
  step_free (step);
  g_signal_emit (self, signals[CHANGED], 0, field);
  return TRUE;
}

static gboolean
values_differ (const NxRecordSpec *spec, const NxValues *a, const NxValues *b, guint field)
{
  if (nx_values_is_set (a, field) != nx_values_is_set (b, field))
    return TRUE;
  if (nx_field_is_integer (&spec->fields[field]))
    return nx_values_get_int (a, field) != nx_values_get_int (b, field);
  return g_strcmp0 (nx_values_get_text (a, field), nx_values_get_text (b, field)) != 0;
}

static void
nx_edit_finalize (GObject *object)
{
  NxEdit *self = NX_EDIT (object);

  g_clear_object (&self->base);
  g_clear_pointer (&self->uid, g_free);
  g_clear_pointer (&self->values, nx_values_free);
  g_clear_pointer (&self->undo_steps, g_ptr_array_unref);
  g_clear_pointer (&self->redo_steps, g_ptr_array_unref);
  G_OBJECT_CLASS (nx_edit_parent_class)->finalize (object);
}

static void
nx_edit_class_init (NxEditClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = nx_edit_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
nx_edit_init (NxEdit *self)
{
  self->undo_steps = g_ptr_array_new_with_free_func ((GDestroyNotify)step_free);
  self->redo_steps = g_ptr_array_new_with_free_func ((GDestroyNotify)step_free);
}

NxEdit *
nx_edit_new (NxRecordKind kind, NxRecord *base)
{
  NxEdit *self = NULL;

  g_return_val_if_fail (nx_record_spec (kind) != NULL, NULL);
  g_return_val_if_fail (base == NULL || nx_record_get_kind (base) == kind, NULL);
  self = g_object_new (NX_TYPE_EDIT, NULL);
  self->spec = nx_record_spec (kind);
  self->values
      = base != NULL ? nx_values_copy (nx_record_peek_values (base)) : nx_values_new (kind);
  g_set_object (&self->base, base);
  return self;
}

NxEdit *
nx_edit_copy (NxEdit *self)
{
  NxEdit *copy = nx_edit_new (self->spec->kind, self->base);

  nx_values_free (copy->values);
  copy->values = nx_values_copy (self->values);
  copy->uid = g_strdup (self->uid);
  return copy;
}

void
nx_edit_set_uid (NxEdit *self, const char *uid)
{
  g_return_if_fail (self->base == NULL);
  g_free (self->uid);
  self->uid = g_strdup (uid);
}

const char *
nx_edit_get_uid (NxEdit *self)
{
  return self->base != NULL ? nx_record_get_uid (self->base) : self->uid;
}

NxRecordKind
nx_edit_get_kind (NxEdit *self)
{
  return self->spec->kind;
}

NxRecord *
nx_edit_get_base (NxEdit *self)
{
  return self->base;
}

const NxRecordSpec *
nx_edit_get_spec (NxEdit *self)
{
  return self->spec;
}

gint64
nx_edit_get_id (NxEdit *self)
{
  return self->base != NULL ? nx_record_get_id (self->base) : 0;
}

void
nx_edit_set_text (NxEdit *self, guint field, const char *text)
{
  g_return_if_fail (NX_IS_EDIT (self) && field < self->spec->n_fields);
  if (text != NULL && *text == '\0')
    text = NULL;
  if (g_strcmp0 (nx_values_get_text (self->values, field), text) == 0)
    return;
  remember (self, field);
  nx_values_set_text (self->values, field, text);
  g_signal_emit (self, signals[CHANGED], 0, field);
}

void
nx_edit_set_int (NxEdit *self, guint field, gint64 value)
{
  g_return_if_fail (NX_IS_EDIT (self) && field < self->spec->n_fields);
  if (nx_values_is_set (self->values, field) && nx_values_get_int (self->values, field) == value)
    return;
  remember (self, field);
  nx_values_set_int (self->values, field, value);
  g_signal_emit (self, signals[CHANGED], 0, field);
}

void
nx_edit_set_date (NxEdit *self, guint field, NxDate date)
{
  g_autofree char *text = nx_date_is_set (date) ? nx_date_to_iso (date) : NULL;

  nx_edit_set_text (self, field, text);
}

void
nx_edit_clear (NxEdit *self, guint field)
{
  g_return_if_fail (NX_IS_EDIT (self) && field < self->spec->n_fields);
  if (!nx_values_is_set (self->values, field))
    return;
  remember (self, field);
  nx_values_clear (self->values, field);
  g_signal_emit (self, signals[CHANGED], 0, field);
}

void
nx_edit_toggle_code (NxEdit *self, guint field, const char *code, gboolean is_on)
{
  const char *text = nx_edit_get_text (self, field);
  g_auto (GStrv) codes = g_strsplit (text != NULL ? text : "", " ", -1);
  g_autoptr (GString) kept = g_string_new (NULL);

  for (guint i = 0; codes[i] != NULL; i++)
    if (*codes[i] != '\0' && strcmp (codes[i], code) != 0)
      g_string_append_printf (kept, "%s%s", kept->len > 0 ? " " : "", codes[i]);
  if (is_on && g_strv_contains ((const char *const *)codes, code))
    return;
  if (is_on)
    g_string_append_printf (kept, "%s%s", kept->len > 0 ? " " : "", code);
  nx_edit_set_text (self, field, kept->str);
}

const char *
nx_edit_get_text (NxEdit *self, guint field)
{
  return nx_values_get_text (self->values, field);
}

gint64
nx_edit_get_int (NxEdit *self, guint field)
{
  return nx_values_get_int (self->values, field);
}

NxDate
nx_edit_get_date (NxEdit *self, guint field)
{
  const char *text = nx_edit_get_text (self, field);
  NxDate date = { 0 };

  if (text != NULL && !nx_date_from_iso (text, &date))
    date = (NxDate){ 0 };
  return date;
}

gboolean
nx_edit_is_set (NxEdit *self, guint field)
{
  return nx_values_is_set (self->values, field);
}

const NxValues *
nx_edit_peek_values (NxEdit *self)
{
  return self->values;
}

gboolean
nx_edit_is_changed (NxEdit *self, guint field)
{
  if (self->base == NULL)
    return nx_values_is_set (self->values, field);
  return values_differ (self->spec, self->values, nx_record_peek_values (self->base), field);
}

gboolean
nx_edit_is_dirty (NxEdit *self)
{
  for (guint field = 0; field < self->spec->n_fields; field++)
    if (nx_edit_is_changed (self, field))
      return TRUE;
  return FALSE;
}

gboolean
nx_edit_undo (NxEdit *self)
{
  return move_step (self, self->undo_steps, self->redo_steps);
}

gboolean
nx_edit_redo (NxEdit *self)
{
  return move_step (self, self->redo_steps, self->undo_steps);
}

gboolean
nx_edit_can_undo (NxEdit *self)
{
  return self->undo_steps->len > 0;
}

gboolean
nx_edit_can_redo (NxEdit *self)
{
  return self->redo_steps->len > 0;
}

NxRecord *
nx_edit_dup_record (NxEdit *self)
{
  return nx_record_new (self->spec->kind, nx_edit_get_id (self),
                        self->base != NULL ? nx_record_get_uid (self->base) : NULL,
                        self->base != NULL ? nx_record_get_version (self->base) : 0,
                        self->base != NULL && nx_record_is_archived (self->base),
                        nx_values_copy (self->values));
}

/* Drafts */

static GVariant *
value_to_variant (NxEdit *self, guint field)
{
  if (!nx_values_is_set (self->values, field))
    return g_variant_new_maybe (G_VARIANT_TYPE_STRING, NULL);
  if (nx_field_is_integer (&self->spec->fields[field]))
    return g_variant_new_int64 (nx_values_get_int (self->values, field));
  return g_variant_new_string (nx_values_get_text (self->values, field));
}

static void
value_from_variant (NxEdit *self, guint field, GVariant *value)
{
  gboolean is_integer = nx_field_is_integer (&self->spec->fields[field]);

  if (g_variant_is_of_type (value, G_VARIANT_TYPE_MAYBE))
    nx_values_clear (self->values, field);
  else if (is_integer && g_variant_is_of_type (value, G_VARIANT_TYPE_INT64))
    nx_values_set_int (self->values, field, g_variant_get_int64 (value));
  else if (!is_integer && g_variant_is_of_type (value, G_VARIANT_TYPE_STRING))
    nx_values_set_text (self->values, field, g_variant_get_string (value, NULL));
}

GBytes *
nx_edit_to_draft (NxEdit *self)
{
  GVariantBuilder values;
  g_autoptr (GVariant) draft = NULL;
  gint64 version = self->base != NULL ? nx_record_get_version (self->base) : 0;

  g_variant_builder_init (&values, G_VARIANT_TYPE_VARDICT);
  for (guint field = 0; field < self->spec->n_fields; field++)
    if (nx_edit_is_changed (self, field))
      g_variant_builder_add (&values, "{sv}", self->spec->fields[field].name,
                             value_to_variant (self, field));
  draft = g_variant_ref_sink (g_variant_new (DRAFT_TYPE, DRAFT_VERSION, self->spec->kind,
                                             nx_edit_get_id (self), version, &values));
  return g_variant_get_data_as_bytes (draft);
}

static GVariant *
draft_from_bytes (GBytes *bytes)
{
  g_autoptr (GVariant) draft
      = g_variant_ref_sink (g_variant_new_from_bytes (G_VARIANT_TYPE (DRAFT_TYPE), bytes, FALSE));
  guint32 version = 0;

  if (!g_variant_is_normal_form (draft))
    return NULL;
  g_variant_get_child (draft, 0, "u", &version);
  return version == DRAFT_VERSION ? g_steal_pointer (&draft) : NULL;
}

gboolean
nx_edit_peek_draft (GBytes *bytes, NxRecordKind *kind, gint64 *id, gint64 *version)
{
  g_autoptr (GVariant) draft = draft_from_bytes (bytes);
  guint32 number = 0;

  if (draft == NULL)
    return FALSE;
  g_variant_get_child (draft, 1, "u", &number);
  g_variant_get_child (draft, 2, "x", id);
  g_variant_get_child (draft, 3, "x", version);
  *kind = number;
  return nx_record_spec (*kind) != NULL;
}

NxEdit *
nx_edit_from_draft (GBytes *bytes, NxRecord *base, GError **error)
{
  g_autoptr (GVariant) draft = draft_from_bytes (bytes);
  g_autoptr (GVariant) values = NULL;
  g_autoptr (NxEdit) self = NULL;
  guint32 kind = 0;

  if (draft != NULL)
    g_variant_get_child (draft, 1, "u", &kind);
  if (nx_record_spec (kind) == NULL || (base != NULL && nx_record_get_kind (base) != kind))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                           _ ("This draft cannot be read. Nothing was changed."));
      return NULL;
    }
  self = nx_edit_new (kind, base);
  values = g_variant_get_child_value (draft, 4);
  for (guint field = 0; field < self->spec->n_fields; field++)
    {
      g_autoptr (GVariant) value
          = g_variant_lookup_value (values, self->spec->fields[field].name, NULL);

      if (value != NULL && !(self->spec->fields[field].flags & NX_FIELD_DERIVED))
        value_from_variant (self, field, value);
    }
  return g_steal_pointer (&self);
}
