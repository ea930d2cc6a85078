/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Follows the lengths that a picture's segments give, never past the bytes there are. */
#define G_LOG_DOMAIN "nx-decode"

#include "config.h"

#include "nx-picture-walk.h"

#include <string.h>

#define JPEG_END 0xD9
#define JPEG_SCAN 0xDA

static guint
read_16 (const guint8 *bytes)
{
  return (guint)bytes[0] << 8 | bytes[1];
}

static guint32
read_32 (const guint8 *bytes)
{
  return (guint32)read_16 (bytes) << 16 | read_16 (bytes + 2);
}

static gboolean
is_frame (guint8 marker)
{
  return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

/* Frames, tables, the interval of restarts, the scan, and JFIF's own segment. */
static gboolean
is_plain_segment (guint8 marker)
{
  return marker == 0xC4 || marker == 0xDB || marker == 0xDD || marker == 0xE0 || marker == JPEG_SCAN
         || is_frame (marker);
}

/* Stands alone, without a length. */
static gboolean
is_bare (guint8 marker)
{
  return marker == 0x01 || (marker >= 0xD0 && marker <= 0xD8);
}

/* To the marker after the coded data: 0xFF followed by neither 0 nor a restart. */
static gsize
skip_scan (const guint8 *bytes, gsize at, gsize n_bytes)
{
  for (; at + 1 < n_bytes; at++)
    {
      const guint8 *found = memchr (bytes + at, 0xFF, n_bytes - 1 - at);

      if (found == NULL)
        return n_bytes;
      at = found - bytes;
      if (found[1] != 0 && found[1] != 0xFF && !(found[1] >= 0xD0 && found[1] <= 0xD7))
        return at;
    }
  return n_bytes;
}

static void
walk_jpeg (const guint8 *bytes, gsize n_bytes, NxPictureFacts *facts)
{
  gsize at = 2;

  facts->is_plain = TRUE;
  while (at + 1 < n_bytes && bytes[at] == 0xFF)
    {
      guint8 marker = bytes[at + 1];
      guint length;

      at += marker == 0xFF ? 1 : 2;
      if (marker == 0xFF || is_bare (marker))
        continue;
      facts->is_whole = marker == JPEG_END;
      if (facts->is_whole)
        break;
      length = n_bytes - at >= 2 ? read_16 (bytes + at) : 0;
      if (length < 2 || length > n_bytes - at)
        break;
      if (is_frame (marker) && length >= 7)
        {
          facts->height = read_16 (bytes + at + 3);
          facts->width = read_16 (bytes + at + 5);
        }
      facts->is_plain = facts->is_plain && is_plain_segment (marker);
      at += length;
      if (marker == JPEG_SCAN)
        at = skip_scan (bytes, at, n_bytes);
    }
  facts->is_plain = facts->is_plain && facts->is_whole && at == n_bytes;
}

static gboolean
is_plain_chunk (const guint8 *name)
{
  static const char *const plain[] = { "IHDR", "PLTE", "tRNS", "IDAT", "IEND", "sBIT" };

  for (guint i = 0; i < G_N_ELEMENTS (plain); i++)
    if (memcmp (name, plain[i], 4) == 0)
      return TRUE;
  return FALSE;
}

static void
walk_png (const guint8 *bytes, gsize n_bytes, NxPictureFacts *facts)
{
  gsize at = 8;

  facts->is_plain = TRUE;
  while (n_bytes - at >= 12 && !facts->is_whole)
    {
      guint32 length = read_32 (bytes + at);
      const guint8 *name = bytes + at + 4;

      if (length > n_bytes - at - 12)
        break;
      if (at == 8 && memcmp (name, "IHDR", 4) == 0 && length >= 8)
        {
          facts->width = read_32 (bytes + at + 8);
          facts->height = read_32 (bytes + at + 12);
        }
      facts->is_plain = facts->is_plain && is_plain_chunk (name);
      facts->is_whole = memcmp (name, "IEND", 4) == 0;
      at += 12 + (gsize)length;
    }
  facts->is_plain = facts->is_plain && facts->is_whole && at == n_bytes;
}

void
nx_picture_walk (NxDecodeKind kind, const guint8 *bytes, gsize n_bytes, NxPictureFacts *facts)
{
  *facts = (NxPictureFacts){ 0 };
  if (nx_decode_kind_recognise (bytes, n_bytes) != kind)
    return;
  if (kind == NX_DECODE_KIND_JPEG)
    walk_jpeg (bytes, n_bytes, facts);
  else if (kind == NX_DECODE_KIND_PNG)
    walk_png (bytes, n_bytes, facts);
}
