/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Finds out in which encoding bytes are and turns them into UTF-8 without losing anything in
 * silence. */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef enum
{
  NX_ENCODING_AUTO,
  NX_ENCODING_UTF_8,
  NX_ENCODING_UTF_16LE,
  NX_ENCODING_UTF_16BE,
  NX_ENCODING_GB18030, /* GBK and GB2312 are parts of it */
  NX_ENCODING_BIG5,    /* never guessed: only when chosen */
} NxEncoding;

/* The name shown to the user: "UTF-8", "GB18030" …; static text. */
const char *nx_encoding_get_name (NxEncoding encoding);

/* Guesses from all of @bytes: a byte order mark; UTF-16 without one when every other byte of enough
 * characters is 0; UTF-8 when all of it is, or nearly all of it that is not ASCII (a file cut short
 * or patched); otherwise GB18030. @bom_length (may be NULL) is how many bytes the mark takes. Never
 * gives NX_ENCODING_AUTO. */
NxEncoding nx_encoding_guess (const char *bytes, gsize length, gsize *bom_length);

/* How many positions of undecodable bytes are kept one by one. */
#define NX_ENCODING_MAX_POSITIONS 100

/* What a decoder found so far. Positions are exact within a piece and may be some bytes early or
 * late where a damaged character lies across two pieces. */
typedef struct
{
  NxEncoding encoding;
  guint64 n_undecodable;                        /* places replaced by U+FFFD */
  guint n_positions;                            /* how many of them are in positions */
  guint64 positions[NX_ENCODING_MAX_POSITIONS]; /* byte offsets from the first byte pushed */
  guint64 n_private; /* private use characters: an old system's stand-ins for rare characters */
} NxEncodingReport;

/* Decodes piece by piece, also when a piece ends inside a character. For one thread at a time. */
typedef struct _NxDecoder NxDecoder;

/* @encoding must be a real one, not NX_ENCODING_AUTO. The byte order mark is not stripped here:
 * push what stands behind it. */
NxDecoder *nx_decoder_new (NxEncoding encoding);
void nx_decoder_free (NxDecoder *decoder);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NxDecoder, nx_decoder_free)

/* Appends valid UTF-8 to @text (NUL characters included). What cannot be decoded becomes U+FFFD and
 * is reported. @is_last flushes: a character cut short by the end is reported too. */
void nx_decoder_push (
    NxDecoder *decoder, const char *bytes, gsize length, gboolean is_last, GString *text);
const NxEncodingReport *nx_decoder_get_report (NxDecoder *decoder);

/* All at once; AUTO guesses, and a byte order mark of the encoding is stripped. @report may be
 * NULL; positions then count from the first byte of @bytes. Never NULL. @text_length (may be NULL)
 * counts bytes, since the text may contain NUL. */
char *nx_encoding_decode (const char *bytes,
                          gsize length,
                          NxEncoding encoding,
                          gsize *text_length,
                          NxEncodingReport *report);

G_END_DECLS
