/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Brings a request to the part that knows its kind of file, and the result into an answer. */
#define G_LOG_DOMAIN "nx-decode"

#include "config.h"

#include "nx-decode-work.h"

#include "nx-pdf-pages.h"
#include "nx-photo.h"

static NxDecodeStatus
take_thumbnail (GdkPixbuf *photo, NxDecodeAnswer *answer, GBytes **second)
{
  char *bytes = NULL;
  gsize n_bytes = 0;
  NxDecodeStatus status = nx_photo_encode_thumbnail (photo, &bytes, &n_bytes);

  answer->n_second = n_bytes;
  *second = bytes != NULL ? g_bytes_new_take (bytes, n_bytes) : NULL;
  return status;
}

static NxDecodeStatus
file_of_photo (
    NxDecodeKind was, GBytes *file, NxDecodeAnswer *answer, GBytes **first, GBytes **second)
{
  g_autoptr (GdkPixbuf) photo = NULL;
  g_autofree char *bytes = NULL;
  gsize n_bytes = 0;
  NxDecodeKind kind = NX_DECODE_KIND_NONE;
  NxDecodeStatus status
      = nx_photo_decode (was, g_bytes_get_data (file, NULL), g_bytes_get_size (file),
                         NX_DECODE_MAX_SIDE, NX_DECODE_MAX_SIDE, &photo);

  if (status == NX_DECODE_STATUS_OK)
    status = nx_photo_encode (photo, was, &kind, &bytes, &n_bytes);
  if (status == NX_DECODE_STATUS_OK)
    status = take_thumbnail (photo, answer, second);
  if (status != NX_DECODE_STATUS_OK)
    return status;
  answer->kind = kind;
  answer->width = gdk_pixbuf_get_width (photo);
  answer->height = gdk_pixbuf_get_height (photo);
  answer->n_first = n_bytes;
  *first = g_bytes_new_take (g_steal_pointer (&bytes), n_bytes);
  return status;
}

static NxDecodeStatus
draw_pdf_page (const NxDecodeRequest *request, GBytes *file, guint *n_pages, GdkPixbuf **picture)
{
  PopplerDocument *document = NULL;
  NxDecodeStatus status = nx_pdf_open (file, &document, n_pages);

  if (status != NX_DECODE_STATUS_OK)
    return status;
  status = request->page < *n_pages ? nx_pdf_draw_page (document, request->page, request->max_width,
                                                        request->max_height, picture)
                                    : NX_DECODE_STATUS_DAMAGED;
  g_object_unref (document);
  return status;
}

static NxDecodeStatus
file_of_pdf (GBytes *file, NxDecodeAnswer *answer, GBytes **second)
{
  const NxDecodeRequest first_page
      = { .max_width = NX_DECODE_THUMBNAIL_WIDTH, .max_height = NX_DECODE_THUMBNAIL_HEIGHT };
  g_autoptr (GdkPixbuf) picture = NULL;
  guint n_pages = 0;
  NxDecodeStatus status = draw_pdf_page (&first_page, file, &n_pages, &picture);

  answer->kind = NX_DECODE_KIND_PDF;
  answer->n_pages = n_pages;
  return status == NX_DECODE_STATUS_OK ? take_thumbnail (picture, answer, second) : status;
}

static NxDecodeStatus
work_on_file (GBytes *file, NxDecodeAnswer *answer, GBytes **first, GBytes **second)
{
  NxDecodeKind kind
      = nx_decode_kind_recognise (g_bytes_get_data (file, NULL), g_bytes_get_size (file));

  if (kind == NX_DECODE_KIND_NONE)
    return NX_DECODE_STATUS_KIND;
  if (kind == NX_DECODE_KIND_PDF)
    return file_of_pdf (file, answer, second);
  return file_of_photo (kind, file, answer, first, second);
}

static NxDecodeStatus
work_on_page (const NxDecodeRequest *request, GBytes *file, NxDecodeAnswer *answer, GBytes **first)
{
  g_autoptr (GdkPixbuf) picture = NULL;
  guint8 *pixels;
  guint n_pages = 0;
  NxDecodeStatus status;

  if (request->kind == NX_DECODE_KIND_PDF)
    status = draw_pdf_page (request, file, &n_pages, &picture);
  else
    status = nx_photo_decode (request->kind, g_bytes_get_data (file, NULL), g_bytes_get_size (file),
                              request->max_width, request->max_height, &picture);
  if (status != NX_DECODE_STATUS_OK)
    return status;
  pixels = nx_photo_dup_pixels (picture);
  if (pixels == NULL)
    return NX_DECODE_STATUS_LIMIT;
  answer->width = gdk_pixbuf_get_width (picture);
  answer->height = gdk_pixbuf_get_height (picture);
  answer->n_first = answer->width * answer->height * 4;
  *first = g_bytes_new_take (pixels, answer->n_first);
  return status;
}

void
nx_decode_work (const NxDecodeRequest *request,
                GBytes *file,
                NxDecodeAnswer *answer,
                GBytes **first,
                GBytes **second)
{
  NxDecodeStatus status = request->verb == NX_DECODE_VERB_FILE
                              ? work_on_file (file, answer, first, second)
                              : work_on_page (request, file, answer, first);

  if (status != NX_DECODE_STATUS_OK)
    {
      *answer = (NxDecodeAnswer){ 0 };
      g_clear_pointer (first, g_bytes_unref);
      g_clear_pointer (second, g_bytes_unref);
    }
  answer->status = status;
}
