/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Keeps the bytes of attachments beside their rows, lists them and gives them out. */
#pragma once

#include "nx-database.h"
#include "nx-record.h"

G_BEGIN_DECLS

/* All calls: on a store thread. A confidential case belongs to its worker and supervisor: for
 * anybody else each call fails with NX_STORE_ERROR_CONSTRAINT and a sentence for the user, and
 * tells nothing of what is there. */

/* The bytes of one part in the store, our default: small beside a page cache, few for a photo. */
#define NX_ATTACHMENTS_PART (256 * 1024)
/* What no attachment may exceed, our default. */
#define NX_ATTACHMENTS_MAX_BYTES (20 * 1024 * 1024)

/* Where attachments belong. One of @visit_id and @draft_place may be set; with neither it is the
 * case itself, and for lists everything of the case that is not in a draft. */
typedef struct
{
  gint64 case_id;
  gint64 visit_id;
  const char *draft_place; /* where the visit's draft is kept: "case:7" */
} NxAttachmentPlace;

/* A copy of its own; free with nx_attachment_place_free. */
NxAttachmentPlace *nx_attachment_place_copy (const NxAttachmentPlace *place);
void nx_attachment_place_free (NxAttachmentPlace *place);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NxAttachmentPlace, nx_attachment_place_free)

/* What is to be kept. Borrowed. */
typedef struct
{
  NxAttachmentPlace place;
  const char *name;       /* of the file; goes into the encrypted row only */
  const char *caption;    /* or NULL */
  const char *media_type; /* "image/jpeg", "image/png", "application/pdf" */
  GBytes *bytes;
  GBytes *thumbnail; /* a small PNG; NULL: none */
  int width;         /* pixels, 0 for a PDF */
  int height;
  int n_pages; /* 0 for a picture */
} NxAttachmentNew;

/* One of a list. */
typedef struct
{
  NxRecord *record; /* NxAttachment */
  GBytes *thumbnail;
} NxAttachmentItem;

void nx_attachment_item_free (NxAttachmentItem *item);

/* In a write job. The new record's id, or 0 with @error. Reports its progress. */
gint64 nx_attachments_add (NxDatabase *db, const NxAttachmentNew *what, GError **error);

/* What the one who acts added to the draft of a visit that is not saved yet, newest first: NxRecord
 * array, without a look at whose case it is. Free with g_ptr_array_unref. */
GPtrArray *nx_attachments_load_draft (NxDatabase *db, const char *draft_place, GError **error);

/* Newest first; array of NxAttachmentItem. Never reads the bytes. Free with g_ptr_array_unref. */
GPtrArray *nx_attachments_list (NxDatabase *db, const NxAttachmentPlace *place, GError **error);

/* The record alone; NX_STORE_ERROR_NOT_FOUND when there is none. Archived ones are found. */
NxRecord *nx_attachments_load (NxDatabase *db, gint64 id, GError **error);

/* The bytes as they were kept; NX_STORE_ERROR_DAMAGED when they are not the same any more. */
GBytes *nx_attachments_load_bytes (NxDatabase *db, gint64 id, GError **error);

G_END_DECLS
