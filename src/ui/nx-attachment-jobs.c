/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * What the window does with attachments on the threads of the store. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-attachment-jobs.h"

#include "nx-attachment-acts.h"

/* Listing */

/* Here rather than in the window, which would stand still for a list of fifty. */
static void
make_textures (GPtrArray *items)
{
  for (guint i = 0; i < items->len; i++)
    {
      NxAttachmentItem *item = g_ptr_array_index (items, i);
      GdkTexture *texture
          = item->thumbnail != NULL ? gdk_texture_new_from_bytes (item->thumbnail, NULL) : NULL;

      if (texture != NULL)
        g_object_set_data_full (G_OBJECT (item->record), "nx-texture", texture, g_object_unref);
    }
}

static gpointer
list_in_worker (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  GPtrArray *items = nx_attachments_list (db, data, error);

  if (items != NULL)
    make_textures (items);
  return items;
}

GdkTexture *
nx_attachment_peek_texture (NxRecord *record)
{
  return g_object_get_data (G_OBJECT (record), "nx-texture");
}

void
nx_attachment_list_async (NxStore *store,
                          const NxAttachmentPlace *place,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  nx_store_read_settled_async (store, "attachment-list", list_in_worker,
                               nx_attachment_place_copy (place),
                               (GDestroyNotify)nx_attachment_place_free,
                               (GDestroyNotify)g_ptr_array_unref, cancellable, callback, user_data);
}

GPtrArray *
nx_attachment_list_finish (NxStore *store, GAsyncResult *result, GError **error)
{
  return nx_store_read_finish (store, result, error);
}

/* Adding */

typedef struct
{
  NxAttachmentPlace *place;
  char *name;
  char *media_type;
  GBytes *bytes;
  GBytes *thumbnail;
  int width;
  int height;
  int n_pages;
} AddJob;

static void
add_job_free (gpointer data)
{
  AddJob *job = data;

  nx_attachment_place_free (job->place);
  g_free (job->name);
  g_free (job->media_type);
  g_bytes_unref (job->bytes);
  g_clear_pointer (&job->thumbnail, g_bytes_unref);
  g_free (job);
}

static gpointer
dup_id (gint64 id)
{
  return id != 0 ? g_memdup2 (&id, sizeof id) : NULL;
}

static gpointer
add_in_worker (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const AddJob *job = data;
  NxAttachmentNew what = { .place = *job->place,
                           .name = job->name,
                           .media_type = job->media_type,
                           .bytes = job->bytes,
                           .thumbnail = job->thumbnail,
                           .width = job->width,
                           .height = job->height,
                           .n_pages = job->n_pages };

  return dup_id (nx_attachments_add (db, &what, error));
}

void
nx_attachment_add_async (NxStore *store,
                         const NxAttachmentPlace *place,
                         const char *name,
                         const NxDecodedFile *file,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  AddJob *job = g_new0 (AddJob, 1);

  job->place = nx_attachment_place_copy (place);
  job->name = g_strdup (name);
  job->media_type = g_strdup (file->media_type);
  job->bytes = g_bytes_ref (file->bytes);
  job->thumbnail = file->thumbnail != NULL ? g_bytes_ref (file->thumbnail) : NULL;
  job->width = file->width;
  job->height = file->height;
  job->n_pages = file->n_pages;
  nx_store_write_async (store, "attachment-add", add_in_worker, job, add_job_free, g_free,
                        cancellable, callback, user_data);
}

gint64
nx_attachment_add_finish (NxStore *store, GAsyncResult *result, GError **error)
{
  g_autofree gint64 *id = nx_store_write_finish (store, result, error);

  return id != NULL ? *id : 0;
}

/* Deleting and putting back */

typedef struct
{
  GArray *ids;
  gboolean is_archived;
} ArchiveJob;

static void
archive_job_free (gpointer data)
{
  g_array_unref (((ArchiveJob *)data)->ids);
  g_free (data);
}

static gpointer
archive_in_worker (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const ArchiveJob *job = data;

  for (guint i = 0; i < job->ids->len; i++)
    if (!nx_attachments_set_archived (db, g_array_index (job->ids, gint64, i), job->is_archived,
                                      error))
      return NULL;
  return GINT_TO_POINTER (TRUE);
}

void
nx_attachment_archive_async (NxStore *store,
                             GArray *ids,
                             gboolean is_archived,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  ArchiveJob *job = g_new0 (ArchiveJob, 1);

  job->ids = g_array_copy (ids);
  job->is_archived = is_archived;
  nx_store_write_async (store, "attachment-archive", archive_in_worker, job, archive_job_free, NULL,
                        NULL, callback, user_data);
}

gboolean
nx_attachment_archive_finish (NxStore *store, GAsyncResult *result, GError **error)
{
  return nx_store_write_finish (store, result, error) != NULL;
}

/* The bytes */

void
nx_attachment_content_free (NxAttachmentContent *content)
{
  g_clear_object (&content->record);
  g_clear_pointer (&content->bytes, g_bytes_unref);
  g_free (content);
}

static gpointer
load_in_worker (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (NxAttachmentContent) content = g_new0 (NxAttachmentContent, 1);
  gint64 id = *(const gint64 *)data;

  content->record = nx_attachments_load (db, id, error);
  if (content->record != NULL)
    content->bytes = nx_attachments_load_bytes (db, id, error);
  return content->bytes != NULL ? g_steal_pointer (&content) : NULL;
}

static void
free_content (gpointer data)
{
  nx_attachment_content_free (data);
}

void
nx_attachment_load_async (NxStore *store,
                          gint64 id,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  nx_store_read_async (store, "attachment-load", load_in_worker, dup_id (id), g_free, free_content,
                       cancellable, callback, user_data);
}

NxAttachmentContent *
nx_attachment_load_finish (NxStore *store, GAsyncResult *result, GError **error)
{
  return nx_store_read_finish (store, result, error);
}

/* A copy */

typedef struct
{
  gint64 id;
  char *reason;
  GFile *file;
} CopyJob;

static void
copy_job_free (gpointer data)
{
  CopyJob *job = data;

  g_free (job->reason);
  g_object_unref (job->file);
  g_free (job);
}

/* The journal's line first: it is taken back when the file cannot be written, while a file that is
 * written could not be taken back. */
static gpointer
copy_in_worker (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const CopyJob *job = data;
  g_autoptr (GBytes) bytes = nx_attachments_load_bytes (db, job->id, error);

  if (bytes == NULL || !nx_attachments_note_copied (db, job->id, job->reason, error)
      || !g_file_replace_contents (
          job->file, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL, FALSE,
          G_FILE_CREATE_PRIVATE | G_FILE_CREATE_REPLACE_DESTINATION, NULL, cancellable, error))
    return NULL;
  return GINT_TO_POINTER (TRUE);
}

void
nx_attachment_copy_async (NxStore *store,
                          gint64 id,
                          const char *reason,
                          GFile *file,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  CopyJob *job = g_new0 (CopyJob, 1);

  job->id = id;
  job->reason = g_strdup (reason);
  job->file = g_object_ref (file);
  nx_store_write_async (store, "attachment-copy", copy_in_worker, job, copy_job_free, NULL, NULL,
                        callback, user_data);
}

gboolean
nx_attachment_copy_finish (NxStore *store, GAsyncResult *result, GError **error)
{
  return nx_store_write_finish (store, result, error) != NULL;
}
