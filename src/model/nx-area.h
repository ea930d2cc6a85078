/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * An administrative area, from the province down to a community or an office's own grid. */
#pragma once

#include "nx-record.h"

G_BEGIN_DECLS

#define NX_TYPE_AREA (nx_area_get_type ())
G_DECLARE_FINAL_TYPE (NxArea, nx_area, NX, AREA, NxRecord)

/* clang-format off */
#define NX_AREA_FIELDS(F) \
  F (CODE, "code", TEXT, N_ ("Area code"), NULL, \
     NX_FIELD_REQUIRED, NONE, NULL) \
  F (NAME, "name", TEXT, N_ ("Area name"), NULL, \
     NX_FIELD_REQUIRED | NX_FIELD_SEARCHED, NONE, nx_check_name) \
  F (LEVEL, "level", CODE, N_ ("Level"), "area-level", \
     NX_FIELD_REQUIRED, NONE, NULL) \
  F (PARENT, "parent_id", REFERENCE, N_ ("Lies in"), "area", \
     NX_FIELD_PLAIN, NONE, NULL) \
  F (PATH, "path", TEXT, N_ ("Full name of the area"), NULL, \
     NX_FIELD_KEPT, NONE, NULL) \
  F (NAME_KEY, "name_key", TEXT, N_ ("Sort key"), NULL, \
     NX_FIELD_KEPT, NONE, NULL)
/* clang-format on */

#define NX_AREA_ENUM_ROW(id, ...) NX_AREA_##id,
typedef enum
{
  NX_AREA_FIELDS (NX_AREA_ENUM_ROW) NX_N_AREA_FIELDS
} NxAreaField;

extern const NxRecordSpec nx_area_spec;

G_END_DECLS
