/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * What the window does with attachments on the threads of the store. */
#pragma once

#include "nx-attachments.h"
#include "nx-decode.h"
#include "nx-store.h"

#include <gdk/gdk.h>

G_BEGIN_DECLS

/* Array of NxAttachmentItem, newest first, behind every write that was asked for before. Each
 * record carries its small picture, made ready on a thread: see nx_attachment_peek_texture(). */
void nx_attachment_list_async (NxStore *store,
                               const NxAttachmentPlace *place,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
GPtrArray *nx_attachment_list_finish (NxStore *store, GAsyncResult *result, GError **error);

/* Of a listed record: the small picture, or NULL. Borrowed. */
GdkTexture *nx_attachment_peek_texture (NxRecord *record);

/* Keeps what was decoded, copied from @name. The answer is the new id, or 0 with @error. */
void nx_attachment_add_async (NxStore *store,
                              const NxAttachmentPlace *place,
                              const char *name,
                              const NxDecodedFile *file,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
gint64 nx_attachment_add_finish (NxStore *store, GAsyncResult *result, GError **error);

/* Takes some out of the lists, or puts them back. @ids: gint64. */
void nx_attachment_archive_async (NxStore *store,
                                  GArray *ids,
                                  gboolean is_archived,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean nx_attachment_archive_finish (NxStore *store, GAsyncResult *result, GError **error);

/* A record with its bytes. */
typedef struct
{
  NxRecord *record;
  GBytes *bytes;
} NxAttachmentContent;

void nx_attachment_content_free (NxAttachmentContent *content);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NxAttachmentContent, nx_attachment_content_free)

void nx_attachment_load_async (NxStore *store,
                               gint64 id,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
NxAttachmentContent *nx_attachment_load_finish (NxStore *store,
                                                GAsyncResult *result,
                                                GError **error);

/* Writes the bytes to a file that only the user may read, in place of what is there, and notes in
 * the journal that they left the store, and why: both, or neither. */
void nx_attachment_copy_async (NxStore *store,
                               gint64 id,
                               const char *reason,
                               GFile *file,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
gboolean nx_attachment_copy_finish (NxStore *store, GAsyncResult *result, GError **error);

G_END_DECLS
