/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The headings under which a form shows the fields of a kind of record. */
#pragma once

#include "nx-types.h"

G_BEGIN_DECLS

/* The heading that begins with that field, translated; NULL when the field goes on under the one
 * before. A new field of a table so finds its place by itself. */
const char *nx_form_groups_get_heading (NxRecordKind kind, guint field);

G_END_DECLS
