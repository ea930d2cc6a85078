/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Says what the program and its limited decoder write to each other, and within which bounds. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* One process answers one request. On its standard input: NX_DECODE_REQUEST_SIZE bytes, then
 * n_bytes of the file. On its standard output: NX_DECODE_ANSWER_SIZE bytes, then n_first bytes
 * and n_second bytes, then the end. Heads are 32-bit little-endian numbers in the order of the
 * members below, after a number that names the format. No text passes: what went wrong is a
 * number, and the sentence about it is the program's own.
 *
 *            request                   first                       second
 *   FILE     any file                  the picture, made anew;     thumbnail (JPEG)
 *                                      nothing for a PDF
 *   PAGE     JPEG, PNG or PDF          width × height × R8G8B8A8   nothing
 *
 * All limits: our default. */
#define NX_DECODE_REQUEST_SIZE 28
#define NX_DECODE_ANSWER_SIZE 36

#define NX_DECODE_MAX_BYTES (20 * 1024 * 1024)
/* Holds what telephones call 64 megapixels (9248 × 6944). */
#define NX_DECODE_MAX_PIXELS (64 * 1024 * 1024)
#define NX_DECODE_MAX_PAGES 500
/* Sides of a picture that is kept, in pixels: A4 at 270 dots an inch. */
#define NX_DECODE_MAX_SIDE 3200
#define NX_DECODE_THUMBNAIL_WIDTH 320
#define NX_DECODE_THUMBNAIL_HEIGHT 240
#define NX_DECODE_MAX_THUMBNAIL_BYTES (320 * 240 * 3)

typedef enum
{
  NX_DECODE_VERB_FILE = 1,
  NX_DECODE_VERB_PAGE = 2,
} NxDecodeVerb;

typedef enum
{
  NX_DECODE_KIND_NONE, /* none of those below */
  NX_DECODE_KIND_JPEG,
  NX_DECODE_KIND_PNG,
  NX_DECODE_KIND_PDF,
  NX_DECODE_KIND_WEBP, /* taken where a loader is installed; never an answer */
} NxDecodeKind;

typedef enum
{
  NX_DECODE_STATUS_OK,
  NX_DECODE_STATUS_KIND,
  NX_DECODE_STATUS_BYTES,  /* more than NX_DECODE_MAX_BYTES */
  NX_DECODE_STATUS_PIXELS, /* more than NX_DECODE_MAX_PIXELS */
  NX_DECODE_STATUS_PAGES,  /* more than NX_DECODE_MAX_PAGES */
  NX_DECODE_STATUS_DAMAGED,
  NX_DECODE_STATUS_LOCKED, /* by a password */
  NX_DECODE_STATUS_LIMIT,  /* time or memory */
  NX_DECODE_STATUS_FAILED,
  NX_DECODE_N_STATUS,
} NxDecodeStatus;

/* What holds the process, as flags. */
typedef enum
{
  NX_DECODE_HELD_BY_LIMITS = 1 << 0,  /* of memory, time, files and processes */
  NX_DECODE_HELD_BY_CALLS = 1 << 1,   /* seccomp: only the system calls of a list */
  NX_DECODE_HELD_BY_FOLDERS = 1 << 2, /* Landlock: only fonts and libraries can be read */
} NxDecodeHeld;
#define NX_DECODE_HELD_WHOLLY 7

typedef struct
{
  guint32 verb;       /* NxDecodeVerb */
  guint32 kind;       /* PAGE: NxDecodeKind */
  guint32 page;       /* PAGE: from 0 */
  guint32 max_width;  /* PAGE: pixels */
  guint32 max_height; /* PAGE: pixels */
  guint32 n_bytes;
} NxDecodeRequest;

typedef struct
{
  guint32 status;   /* NxDecodeStatus; all below but held is 0 unless it is OK */
  guint32 held;     /* NxDecodeHeld */
  guint32 kind;     /* FILE: NxDecodeKind */
  guint32 width;    /* pixels; 0 for a PDF file */
  guint32 height;   /* pixels; 0 for a PDF file */
  guint32 n_pages;  /* FILE: 0 for a picture */
  guint32 n_first;  /* bytes */
  guint32 n_second; /* bytes */
} NxDecodeAnswer;

/* By its first bytes, never by its name. */
NxDecodeKind nx_decode_kind_recognise (const guint8 *bytes, gsize n_bytes);
/* "image/jpeg" and so on; NULL for NONE. */
const char *nx_decode_kind_media_type (NxDecodeKind kind);
/* The kinds that are kept: JPEG, PNG and PDF; NONE for others and NULL. */
NxDecodeKind nx_decode_kind_from_media_type (const char *media_type);

void nx_decode_request_write (const NxDecodeRequest *request, guint8 *head);
/* FALSE when this is no request. */
gboolean nx_decode_request_read (const guint8 *head, NxDecodeRequest *request);
void nx_decode_answer_write (const NxDecodeAnswer *answer, guint8 *head);
/* FALSE when this cannot be the answer to @request: the decoder may have been taken over by the
 * file, so every number is checked before it is used. */
gboolean nx_decode_answer_read (const guint8 *head,
                                const NxDecodeRequest *request,
                                NxDecodeAnswer *answer);

G_END_DECLS
