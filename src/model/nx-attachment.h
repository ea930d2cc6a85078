/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * A photo or a PDF on a case or on one of its visits: everything but its bytes. */
#pragma once

#include "nx-record.h"

G_BEGIN_DECLS

#define NX_TYPE_ATTACHMENT (nx_attachment_get_type ())
G_DECLARE_FINAL_TYPE (NxAttachment, nx_attachment, NX, ATTACHMENT, NxRecord)

/* The bytes stand apart, see nx-attachments.h. DRAFT_PLACE is set while the visit it was added to
 * is not saved yet: where that visit's draft is kept ("case:7"). */
/* clang-format off */
#define NX_ATTACHMENT_FIELDS(F) \
  F (CASE, "case_id", REFERENCE, N_ ("Case"), "case_file", \
     NX_FIELD_REQUIRED, NONE, NULL) \
  F (VISIT, "visit_id", REFERENCE, N_ ("Visit"), "visit", \
     NX_FIELD_PLAIN, NONE, NULL) \
  F (DRAFT_PLACE, "draft_place", TEXT, N_ ("Draft"), NULL, \
     NX_FIELD_KEPT, NONE, NULL) \
  F (AUTHOR, "worker_id", REFERENCE, N_ ("Attached by"), "worker", \
     NX_FIELD_REQUIRED, NONE, NULL) \
  F (NAME, "name", TEXT, N_ ("File name"), NULL, \
     NX_FIELD_REQUIRED | NX_FIELD_PERSONAL | NX_FIELD_PRIVATE, NONE, NULL) \
  F (CAPTION, "caption", TEXT, N_ ("Caption"), NULL, \
     NX_FIELD_PERSONAL | NX_FIELD_PRIVATE, NONE, NULL) \
  F (MEDIA_TYPE, "media_type", TEXT, N_ ("Kind of file"), NULL, \
     NX_FIELD_REQUIRED | NX_FIELD_KEPT, NONE, NULL) \
  F (N_BYTES, "n_bytes", INTEGER, N_ ("Size"), NULL, \
     NX_FIELD_KEPT, NONE, NULL) \
  F (WIDTH, "width", INTEGER, N_ ("Width"), NULL, \
     NX_FIELD_KEPT, NONE, NULL) \
  F (HEIGHT, "height", INTEGER, N_ ("Height"), NULL, \
     NX_FIELD_KEPT, NONE, NULL) \
  F (N_PAGES, "n_pages", INTEGER, N_ ("Pages"), NULL, \
     NX_FIELD_KEPT, NONE, NULL) \
  F (DIGEST, "digest", TEXT, N_ ("Digest"), NULL, \
     NX_FIELD_REQUIRED | NX_FIELD_KEPT, NONE, NULL) \
  F (AT, "attached_at", INSTANT, N_ ("Attached at"), NULL, \
     NX_FIELD_KEPT, NONE, NULL) \
  F (ON, "attached_on", DAY, N_ ("Attached on"), NULL, \
     NX_FIELD_KEPT, NONE, NULL) \
  F (AUTHOR_NAME, "author_name", TEXT, N_ ("Attached by"), NULL, \
     NX_FIELD_DERIVED, NONE, NULL)
/* clang-format on */

#define NX_ATTACHMENT_ENUM_ROW(id, ...) NX_ATTACHMENT_##id,
typedef enum
{
  NX_ATTACHMENT_FIELDS (NX_ATTACHMENT_ENUM_ROW) NX_N_ATTACHMENT_FIELDS
} NxAttachmentField;

extern const NxRecordSpec nx_attachment_spec;

/* TRUE for a PDF, FALSE for a picture. */
gboolean nx_attachment_is_pdf (NxRecord *self);
/* What it is called in lists: the caption, else the file's name. Borrowed. */
const char *nx_attachment_peek_title (NxRecord *self);

G_END_DECLS
