/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Says how a paper is to be printed: which copy, masked how far, by whom, when, for which office.
 */
#pragma once

#include "nx-print-page.h"

#include <glib.h>

G_BEGIN_DECLS

/* Who gets the paper. It decides what is masked, see nx-privacy.h. */
typedef enum
{
  NX_COPY_CLIENT, /* given to the client; leaves the office */
  NX_COPY_FILE,   /* kept in the paper file, or read inside the office */
  NX_COPY_BLANK   /* boxes and lines are left empty for handwriting */
} NxCopy;

/* Borrowed texts; a zeroed struct is a client copy on A4. */
typedef struct
{
  NxPaper paper;
  NxCopy copy;
  gboolean is_redacted;      /* masks everything, whatever the copy */
  const char *unmask_reason; /* not empty: ID and phone numbers in full (not when redacted) */
  const char *office;        /* "新华街道丰泽社区社会工作服务站" */
  const char *printed_by;
  gint64 printed_at;        /* UTC seconds; 0: now */
  const char *print_number; /* NULL: none */
  double text_scale;        /* 0: 1, the size of the paper; a paper may set itself smaller */
} NxPrintOptions;

G_END_DECLS
