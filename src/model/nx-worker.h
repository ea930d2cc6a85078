/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * A member of the office's staff who acts, is responsible or supervises. */
#pragma once

#include "nx-record.h"

G_BEGIN_DECLS

#define NX_TYPE_WORKER (nx_worker_get_type ())
G_DECLARE_FINAL_TYPE (NxWorker, nx_worker, NX, WORKER, NxRecord)

/* clang-format off */
#define NX_WORKER_FIELDS(F) \
  F (NAME, "name", TEXT, N_ ("Name"), NULL, \
     NX_FIELD_REQUIRED | NX_FIELD_PERSONAL | NX_FIELD_SEARCHED, NONE, nx_check_name) \
  F (POST, "post", TEXT, N_ ("Post"), NULL, \
     NX_FIELD_PLAIN, NONE, NULL) \
  F (ROLE, "role", CODE, N_ ("Role"), "worker-role", \
     NX_FIELD_REQUIRED, NONE, NULL) \
  F (QUALIFICATION, "qualification", CODE, N_ ("Qualification level"), "worker-qualification", \
     NX_FIELD_PLAIN, NONE, NULL) \
  F (IS_ACTIVE, "is_active", BOOLEAN, N_ ("Works here now"), NULL, \
     NX_FIELD_PLAIN, NONE, NULL)
/* clang-format on */

#define NX_WORKER_ENUM_ROW(id, ...) NX_WORKER_##id,
typedef enum
{
  NX_WORKER_FIELDS (NX_WORKER_ENUM_ROW) NX_N_WORKER_FIELDS
} NxWorkerField;

extern const NxRecordSpec nx_worker_spec;

G_END_DECLS
