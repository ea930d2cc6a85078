/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Asks a decoder process on a worker thread and checks what it answered. */
#define G_LOG_DOMAIN "nx-exchange"

#include "config.h"

#include "nx-decode.h"

#include "nx-decode-private.h"
#include "nx-decode-process.h"
#include "nx-picture-walk.h"

/* One call. Belongs to its task. */
typedef struct
{
  char *program;
  int milliseconds;
  NxDecodeRequest request;
  GBytes *file;
} Job;

static void
job_free (Job *self)
{
  g_free (self->program);
  g_bytes_unref (self->file);
  g_free (self);
}

void
nx_decoded_file_free (NxDecodedFile *file)
{
  g_clear_pointer (&file->media_type, g_free);
  g_clear_pointer (&file->bytes, g_bytes_unref);
  g_clear_pointer (&file->thumbnail, g_bytes_unref);
  g_free (file);
}

void
nx_decoded_page_free (NxDecodedPage *page)
{
  g_clear_pointer (&page->pixels, g_bytes_unref);
  g_free (page);
}

/* A decoder taken over by a file must not get that file, or a place, past us into the store. */
static gboolean
is_plain_picture (GBytes *bytes, NxDecodeKind kind, guint width, guint height)
{
  NxPictureFacts facts;

  nx_picture_walk (kind, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), &facts);
  return facts.is_plain && facts.width == width && facts.height == height;
}

static gboolean
is_small_picture (GBytes *bytes)
{
  NxPictureFacts facts;

  nx_picture_walk (NX_DECODE_KIND_JPEG, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                   &facts);
  return facts.is_plain && facts.width >= 1 && facts.width <= NX_DECODE_THUMBNAIL_WIDTH
         && facts.height >= 1 && facts.height <= NX_DECODE_THUMBNAIL_HEIGHT;
}

static NxDecodedFile *
take_file (Job *job, const NxDecodeAnswer *answer, GBytes *first, GBytes *second)
{
  NxDecodedFile *file;
  gboolean is_pdf = answer->kind == NX_DECODE_KIND_PDF;
  NxDecodeKind was
      = nx_decode_kind_recognise (g_bytes_get_data (job->file, NULL), g_bytes_get_size (job->file));

  if (is_pdf != (was == NX_DECODE_KIND_PDF) || !is_small_picture (second))
    return NULL;
  if (!is_pdf && !is_plain_picture (first, answer->kind, answer->width, answer->height))
    return NULL;
  file = g_new0 (NxDecodedFile, 1);
  file->media_type = g_strdup (nx_decode_kind_media_type (answer->kind));
  file->bytes = g_bytes_ref (is_pdf ? job->file : first);
  file->thumbnail = g_bytes_ref (second);
  file->width = answer->width;
  file->height = answer->height;
  file->n_pages = answer->n_pages;
  return file;
}

static NxDecodedPage *
take_page (const NxDecodeAnswer *answer, GBytes *first)
{
  NxDecodedPage *page = g_new0 (NxDecodedPage, 1);

  page->pixels = g_bytes_ref (first);
  page->width = answer->width;
  page->height = answer->height;
  page->stride = (gsize)answer->width * 4;
  return page;
}

static void
return_answer (GTask *task, Job *job, const NxDecodeAnswer *answer, GBytes *first, GBytes *second)
{
  NxDecodeVerb verb = job->request.verb;
  NxDecodedFile *file = NULL;

  if (answer->held != NX_DECODE_HELD_WHOLLY)
    g_info ("The decoder is not held by all limits; this kernel gives %u of %u", answer->held,
            NX_DECODE_HELD_WHOLLY);
  if (answer->status != NX_DECODE_STATUS_OK)
    g_task_return_error (task, nx_decode_words_new_error (verb, answer->status));
  else if (verb == NX_DECODE_VERB_PAGE)
    g_task_return_pointer (task, take_page (answer, first), (GDestroyNotify)nx_decoded_page_free);
  else if ((file = take_file (job, answer, first, second)) != NULL)
    g_task_return_pointer (task, file, (GDestroyNotify)nx_decoded_file_free);
  else
    g_task_return_error (task, nx_decode_words_new_error (verb, NX_DECODE_STATUS_FAILED));
}

static void
ask_in_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  g_autoptr (GBytes) first = NULL;
  g_autoptr (GBytes) second = NULL;
  NxDecodeAnswer answer = { 0 };

  switch (nx_decode_process_run (job->program, job->milliseconds, &job->request, job->file,
                                 cancellable, &answer, &first, &second))
    {
    case NX_DECODE_PROCESS_ANSWERED:
      return_answer (task, job, &answer, first, second);
      break;
    case NX_DECODE_PROCESS_CANCELLED:
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Cancelled");
      break;
    case NX_DECODE_PROCESS_TOO_LONG:
      g_task_return_error (task,
                           nx_decode_words_new_error (job->request.verb, NX_DECODE_STATUS_LIMIT));
      break;
    case NX_DECODE_PROCESS_FAILED:
    default:
      g_task_return_error (task,
                           nx_decode_words_new_error (job->request.verb, NX_DECODE_STATUS_FAILED));
      break;
    }
}

/* Swallows @task. What needs no look inside is refused without starting a process. */
static void
ask (GTask *task,
     const char *program,
     int milliseconds,
     const NxDecodeRequest *request,
     GBytes *file)
{
  NxDecodeStatus status = NX_DECODE_STATUS_OK;
  Job *job = g_new0 (Job, 1);

  *job = (Job){ .program = program != NULL ? g_strdup (program) : nx_decode_process_dup_program (),
                .milliseconds = milliseconds,
                .request = *request,
                .file = g_bytes_ref (file) };
  g_task_set_task_data (task, job, (GDestroyNotify)job_free);
  if (g_bytes_get_size (file) > NX_DECODE_MAX_BYTES)
    status = NX_DECODE_STATUS_BYTES;
  else if (request->verb == NX_DECODE_VERB_PAGE && request->kind == NX_DECODE_KIND_NONE)
    status = NX_DECODE_STATUS_KIND;
  if (status == NX_DECODE_STATUS_OK)
    g_task_run_in_thread (task, ask_in_worker);
  else
    g_task_return_error (task, nx_decode_words_new_error (request->verb, status));
  g_object_unref (task);
}

void
nx_decode_file_by_async (const char *program,
                         int milliseconds,
                         GBytes *file,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  const NxDecodeRequest request = { .verb = NX_DECODE_VERB_FILE };
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, nx_decode_file_async);
  ask (task, program, milliseconds, &request, file);
}

void
nx_decode_file_async (GBytes *file,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  g_return_if_fail (file != NULL);

  nx_decode_file_by_async (NULL, NX_DECODE_PROCESS_MILLISECONDS, file, cancellable, callback,
                           user_data);
}

NxDecodedFile *
nx_decode_file_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, nx_decode_file_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* A box no larger than what may be answered. */
static void
fit_box (int max_width, int max_height, NxDecodeRequest *request)
{
  request->max_width = CLAMP (max_width, 1, NX_DECODE_MAX_PIXELS);
  request->max_height = CLAMP (max_height, 1, NX_DECODE_MAX_PIXELS);
  while ((guint64)request->max_width * request->max_height > NX_DECODE_MAX_PIXELS)
    {
      request->max_width = MAX (1, request->max_width / 2);
      request->max_height = MAX (1, request->max_height / 2);
    }
}

void
nx_decode_page_by_async (const char *program,
                         int milliseconds,
                         GBytes *bytes,
                         const char *media_type,
                         guint page,
                         int max_width,
                         int max_height,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  NxDecodeRequest request = { .verb = NX_DECODE_VERB_PAGE,
                              .kind = nx_decode_kind_from_media_type (media_type),
                              .page = page };
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);

  fit_box (max_width, max_height, &request);
  g_task_set_source_tag (task, nx_decode_page_async);
  ask (task, program, milliseconds, &request, bytes);
}

void
nx_decode_page_async (GBytes *bytes,
                      const char *media_type,
                      guint page,
                      int max_width,
                      int max_height,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  g_return_if_fail (bytes != NULL && media_type != NULL);

  nx_decode_page_by_async (NULL, NX_DECODE_PROCESS_MILLISECONDS, bytes, media_type, page, max_width,
                           max_height, cancellable, callback, user_data);
}

NxDecodedPage *
nx_decode_page_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, nx_decode_page_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
