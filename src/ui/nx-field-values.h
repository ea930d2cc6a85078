/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Compares, shows and takes over the value of one field, where two records are held side by side.
 */
#pragma once

#include "nx-edit.h"

G_BEGIN_DECLS

gboolean nx_field_values_is_same (const NxField *spec,
                                  const NxValues *a,
                                  const NxValues *b,
                                  guint field);

/* The edit's field becomes what it is in @from, unset too. */
void nx_field_values_take (NxEdit *edit, guint field, const NxValues *from);

/* As somebody reads it; "(empty)" for none. Free with g_free. */
char *nx_field_values_dup_display (const NxField *spec, const NxValues *values, guint field);

G_END_DECLS
