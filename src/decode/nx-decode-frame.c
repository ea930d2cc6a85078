/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Packs, unpacks and checks what the program and its limited decoder write to each other. */
#define G_LOG_DOMAIN "nx-decode"

#include "config.h"

#include "nx-decode-frame.h"

#include <string.h>

#define REQUEST_FORMAT 0x3152584e /* "NXR1" */
#define ANSWER_FORMAT 0x3141584e  /* "NXA1" */

G_STATIC_ASSERT (sizeof (NxDecodeRequest) + 4 == NX_DECODE_REQUEST_SIZE);
G_STATIC_ASSERT (sizeof (NxDecodeAnswer) + 4 == NX_DECODE_ANSWER_SIZE);

static const struct
{
  NxDecodeKind kind;
  const char *magic;
  gsize n_magic;
  const char *media_type;
} kinds[] = {
  { NX_DECODE_KIND_JPEG, "\xFF\xD8\xFF", 3, "image/jpeg" },
  { NX_DECODE_KIND_PNG, "\x89PNG\r\n\x1A\n", 8, "image/png" },
  { NX_DECODE_KIND_PDF, "%PDF-", 5, "application/pdf" },
  { NX_DECODE_KIND_WEBP, "RIFF", 4, "image/webp" },
};

NxDecodeKind
nx_decode_kind_recognise (const guint8 *bytes, gsize n_bytes)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (n_bytes >= kinds[i].n_magic && memcmp (bytes, kinds[i].magic, kinds[i].n_magic) == 0)
      {
        if (kinds[i].kind == NX_DECODE_KIND_WEBP
            && (n_bytes < 12 || memcmp (bytes + 8, "WEBP", 4) != 0))
          break;
        return kinds[i].kind;
      }
  return NX_DECODE_KIND_NONE;
}

const char *
nx_decode_kind_media_type (NxDecodeKind kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (kinds[i].kind == kind)
      return kinds[i].media_type;
  return NULL;
}

NxDecodeKind
nx_decode_kind_from_media_type (const char *media_type)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (kinds[i].kind != NX_DECODE_KIND_WEBP && g_strcmp0 (kinds[i].media_type, media_type) == 0)
      return kinds[i].kind;
  return NX_DECODE_KIND_NONE;
}

static void
pack (guint32 format, const void *members, gsize n_bytes, guint8 *head)
{
  guint32 numbers[NX_DECODE_ANSWER_SIZE / 4] = { format };

  memcpy (numbers + 1, members, n_bytes);
  for (gsize i = 0; i <= n_bytes / 4; i++)
    numbers[i] = GUINT32_TO_LE (numbers[i]);
  memcpy (head, numbers, n_bytes + 4);
}

static gboolean
unpack (guint32 format, const guint8 *head, void *members, gsize n_bytes)
{
  guint32 numbers[NX_DECODE_ANSWER_SIZE / 4] = { 0 };

  memcpy (numbers, head, n_bytes + 4);
  for (gsize i = 0; i <= n_bytes / 4; i++)
    numbers[i] = GUINT32_FROM_LE (numbers[i]);
  memcpy (members, numbers + 1, n_bytes);
  return numbers[0] == format;
}

void
nx_decode_request_write (const NxDecodeRequest *request, guint8 *head)
{
  pack (REQUEST_FORMAT, request, sizeof *request, head);
}

gboolean
nx_decode_request_read (const guint8 *head, NxDecodeRequest *request)
{
  if (!unpack (REQUEST_FORMAT, head, request, sizeof *request))
    return FALSE;
  if (request->verb == NX_DECODE_VERB_FILE)
    return TRUE;
  return request->verb == NX_DECODE_VERB_PAGE && request->kind >= NX_DECODE_KIND_JPEG
         && request->kind <= NX_DECODE_KIND_PDF && request->max_width >= 1
         && request->max_height >= 1
         && (guint64)request->max_width * request->max_height <= NX_DECODE_MAX_PIXELS;
}

void
nx_decode_answer_write (const NxDecodeAnswer *answer, guint8 *head)
{
  pack (ANSWER_FORMAT, answer, sizeof *answer, head);
}

static gboolean
has_nothing (const NxDecodeAnswer *a)
{
  return a->kind == 0 && a->width == 0 && a->height == 0 && a->n_pages == 0 && a->n_first == 0
         && a->n_second == 0;
}

static gboolean
is_file_answer (const NxDecodeAnswer *a)
{
  if (a->n_second < 1 || a->n_second > NX_DECODE_MAX_THUMBNAIL_BYTES)
    return FALSE;
  if (a->kind == NX_DECODE_KIND_PDF)
    return a->width == 0 && a->height == 0 && a->n_first == 0 && a->n_pages >= 1
           && a->n_pages <= NX_DECODE_MAX_PAGES;
  return (a->kind == NX_DECODE_KIND_JPEG || a->kind == NX_DECODE_KIND_PNG) && a->n_pages == 0
         && a->width >= 1 && a->width <= NX_DECODE_MAX_SIDE && a->height >= 1
         && a->height <= NX_DECODE_MAX_SIDE && a->n_first >= 1 && a->n_first <= NX_DECODE_MAX_BYTES;
}

static gboolean
is_page_answer (const NxDecodeAnswer *a, const NxDecodeRequest *request)
{
  return a->kind == 0 && a->n_pages == 0 && a->n_second == 0 && a->width >= 1
         && a->width <= request->max_width && a->height >= 1 && a->height <= request->max_height
         && (guint64)a->width * a->height * 4 == a->n_first;
}

gboolean
nx_decode_answer_read (const guint8 *head, const NxDecodeRequest *request, NxDecodeAnswer *answer)
{
  if (!unpack (ANSWER_FORMAT, head, answer, sizeof *answer))
    return FALSE;
  if (answer->status != NX_DECODE_STATUS_OK)
    return answer->status < NX_DECODE_N_STATUS && has_nothing (answer);
  return request->verb == NX_DECODE_VERB_FILE ? is_file_answer (answer)
                                              : is_page_answer (answer, request);
}
