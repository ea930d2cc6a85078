/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Names the kinds of record and the types every room passes around, so headers rarely include
 * each other. */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* What a record is about. The numbers are stored in the journal and in drafts: never reuse one. */
typedef enum
{
  NX_RECORD_NONE = 0,
  NX_RECORD_AREA = 1,
  NX_RECORD_WORKER = 2,
  NX_RECORD_HOUSEHOLD = 3,
  NX_RECORD_PERSON = 4,
  NX_RECORD_MEMBERSHIP = 5,
  NX_RECORD_SUPPORT = 6,
  NX_RECORD_CASE = 7,
  NX_RECORD_VISIT = 8,
  NX_RECORD_COMMENT = 9,
  NX_RECORD_EVENT = 10,
  NX_RECORD_ATTACHMENT = 11,
  NX_N_RECORD_KINDS
} NxRecordKind;

typedef struct _NxRecord NxRecord;
typedef struct _NxField NxField;
typedef struct _NxEdit NxEdit;
typedef struct _NxFilter NxFilter;
typedef struct _NxChangeSet NxChangeSet;
typedef struct _NxTimelineEntry NxTimelineEntry;

G_END_DECLS
