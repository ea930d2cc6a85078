/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Has photos and PDFs from outside decoded by a limited process, never by the program itself. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Every call starts one nuanxin-decode (src/decode), gives it the bytes and ends it: after 30
 * seconds, or when cancelled. It knows no names of files or people, and what it answers is checked
 * before it is used. All calls: from a thread with a main context, which is not blocked; the
 * answer comes there. */

/* Except for cancelling (G_IO_ERROR_CANCELLED) the messages are whole translated sentences. */
#define NX_DECODE_ERROR (nx_decode_error_quark ())
GQuark nx_decode_error_quark (void);

typedef enum
{
  NX_DECODE_ERROR_KIND,      /* not JPEG, PNG, PDF (or WebP where a loader is installed) */
  NX_DECODE_ERROR_TOO_LARGE, /* more than 20 MiB, 64 Mi pixels, 500 pages */
  NX_DECODE_ERROR_DAMAGED,   /* cannot be read, or ends early; there is no such page */
  NX_DECODE_ERROR_LOCKED,    /* a PDF that wants a password */
  NX_DECODE_ERROR_LIMIT,     /* too much time or memory */
  NX_DECODE_ERROR_FAILED,    /* the decoder is missing, fell over or answered nonsense */
} NxDecodeError;

/* What can be kept. */
typedef struct
{
  char *media_type;  /* "image/jpeg", "image/png" or "application/pdf" */
  GBytes *bytes;     /* a picture made anew, upright, at most 3200 × 3200, with no EXIF, place,
                      * comment or profile in it; a PDF as it came */
  GBytes *thumbnail; /* JPEG, at most 320 × 240, on white. Came out of the decoder: show it through
                      * nx_decode_page_async as well */
  int width;         /* pixels; 0 for a PDF */
  int height;        /* pixels; 0 for a PDF */
  int n_pages;       /* 0 for a picture */
} NxDecodedFile;

void nx_decoded_file_free (NxDecodedFile *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NxDecodedFile, nx_decoded_file_free)

/* What can be shown: a memory texture of format R8G8B8A8. */
typedef struct
{
  GBytes *pixels; /* stride * height bytes */
  int width;
  int height;
  gsize stride; /* bytes of a row */
} NxDecodedPage;

void nx_decoded_page_free (NxDecodedPage *page);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NxDecodedPage, nx_decoded_page_free)

/* Any @file from outside. Keeps a reference while it works. */
void nx_decode_file_async (GBytes *file,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
NxDecodedFile *nx_decode_file_finish (GAsyncResult *result, GError **error);

/* @bytes and @media_type as nx_decode_file_finish gave them, or a thumbnail with "image/jpeg".
 * @page: from 0, 0 for a picture. A PDF's page becomes as large as fits, a picture never larger
 * than it is. @max_width and @max_height: pixels, at least 1, and together at most 64 Mi (larger
 * ones are made smaller). */
void nx_decode_page_async (GBytes *bytes,
                           const char *media_type,
                           guint page,
                           int max_width,
                           int max_height,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
NxDecodedPage *nx_decode_page_finish (GAsyncResult *result, GError **error);

G_END_DECLS
