/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Compares, shows and takes over the value of one field, where two records are held side by side.
 */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-field-values.h"

#include <glib/gi18n-lib.h>

gboolean
nx_field_values_is_same (const NxField *spec, const NxValues *a, const NxValues *b, guint field)
{
  if (nx_values_is_set (a, field) != nx_values_is_set (b, field))
    return FALSE;
  if (nx_field_is_integer (spec))
    return nx_values_get_int (a, field) == nx_values_get_int (b, field);
  return g_strcmp0 (nx_values_get_text (a, field), nx_values_get_text (b, field)) == 0;
}

void
nx_field_values_take (NxEdit *edit, guint field, const NxValues *from)
{
  const NxField *spec = &nx_edit_get_spec (edit)->fields[field];

  if (!nx_values_is_set (from, field))
    nx_edit_clear (edit, field);
  else if (nx_field_is_integer (spec))
    nx_edit_set_int (edit, field, nx_values_get_int (from, field));
  else
    nx_edit_set_text (edit, field, nx_values_get_text (from, field));
}

char *
nx_field_values_dup_display (const NxField *spec, const NxValues *values, guint field)
{
  if (!nx_values_is_set (values, field))
    /* TRANSLATORS: a field without a value, where two values are compared */
    return g_strdup (_ ("(empty)"));
  if (nx_field_is_integer (spec))
    return nx_field_dup_display (spec, NULL, nx_values_get_int (values, field));
  return nx_field_dup_display (spec, nx_values_get_text (values, field), 0);
}
