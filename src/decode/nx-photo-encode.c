/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Chooses how a picture is kept, and writes it without anything beside the picture. */
#define G_LOG_DOMAIN "nx-decode"

#include "config.h"

#include "nx-photo.h"

#include <string.h>

/* Of 65,536 colours picked from a photo nearly all differ; drawings and scans have fewer. */
#define SAMPLES 256
#define FEW_COLOURS 8192

static gboolean
shows_through (GdkPixbuf *photo)
{
  const guint8 *pixels = gdk_pixbuf_read_pixels (photo);

  if (!gdk_pixbuf_get_has_alpha (photo))
    return FALSE;
  for (int y = 0; y < gdk_pixbuf_get_height (photo); y++)
    for (int x = 0; x < gdk_pixbuf_get_width (photo); x++)
      if (pixels[(gsize)y * gdk_pixbuf_get_rowstride (photo) + (gsize)x * 4 + 3] != 255)
        return TRUE;
  return FALSE;
}

static gboolean
has_few_colours (GdkPixbuf *photo)
{
  g_autoptr (GHashTable) colours = g_hash_table_new (NULL, NULL);
  const guint8 *pixels = gdk_pixbuf_read_pixels (photo);
  int n_channels = gdk_pixbuf_get_n_channels (photo);

  for (int i = 0; i < SAMPLES * SAMPLES; i++)
    {
      gsize x = (gsize)(i % SAMPLES) * gdk_pixbuf_get_width (photo) / SAMPLES;
      gsize y = (gsize)(i / SAMPLES) * gdk_pixbuf_get_height (photo) / SAMPLES;
      const guint8 *pixel = pixels + y * gdk_pixbuf_get_rowstride (photo) + x * n_channels;

      g_hash_table_add (colours, GUINT_TO_POINTER (pixel[0] << 16 | pixel[1] << 8 | pixel[2]));
    }
  return g_hash_table_size (colours) <= FEW_COLOURS;
}

/* A JPEG knows no transparency: what shows through is drawn on white. */
static GdkPixbuf *
flatten (GdkPixbuf *photo)
{
  if (!gdk_pixbuf_get_has_alpha (photo))
    return g_object_ref (photo);
  return gdk_pixbuf_composite_color_simple (photo, gdk_pixbuf_get_width (photo),
                                            gdk_pixbuf_get_height (photo), GDK_INTERP_NEAREST, 255,
                                            8, 0xFFFFFF, 0xFFFFFF);
}

static gboolean
encode_jpeg (GdkPixbuf *photo, const char *quality, char **bytes, gsize *n_bytes)
{
  g_autoptr (GdkPixbuf) flat = flatten (photo);

  return flat != NULL
         && gdk_pixbuf_save_to_buffer (flat, bytes, n_bytes, "jpeg", NULL, "quality", quality, NULL)
         && *n_bytes <= NX_DECODE_MAX_BYTES;
}

static gboolean
encode_png (GdkPixbuf *photo, char **bytes, gsize *n_bytes)
{
  return gdk_pixbuf_save_to_buffer (photo, bytes, n_bytes, "png", NULL, "compression", "6", NULL)
         && *n_bytes <= NX_DECODE_MAX_BYTES;
}

NxDecodeStatus
nx_photo_encode (
    GdkPixbuf *photo, NxDecodeKind was, NxDecodeKind *kind, char **bytes, gsize *n_bytes)
{
  g_autofree char *png = NULL;
  gsize n_png = 0;
  gboolean must_png = was != NX_DECODE_KIND_JPEG && shows_through (photo);
  gboolean may_png = must_png || (was == NX_DECODE_KIND_PNG && has_few_colours (photo));
  gboolean has_png = may_png && encode_png (photo, &png, &n_png);
  gboolean has_jpeg = !(has_png && must_png) && encode_jpeg (photo, "85", bytes, n_bytes);

  if (!has_png && !has_jpeg)
    return NX_DECODE_STATUS_LIMIT;
  *kind = NX_DECODE_KIND_JPEG;
  if (has_png && (!has_jpeg || n_png <= *n_bytes))
    {
      g_free (*bytes);
      *bytes = g_steal_pointer (&png);
      *n_bytes = n_png;
      *kind = NX_DECODE_KIND_PNG;
    }
  return NX_DECODE_STATUS_OK;
}

NxDecodeStatus
nx_photo_encode_thumbnail (GdkPixbuf *photo, char **bytes, gsize *n_bytes)
{
  double width = gdk_pixbuf_get_width (photo), height = gdk_pixbuf_get_height (photo);
  double scale = MIN (NX_DECODE_THUMBNAIL_WIDTH / width, NX_DECODE_THUMBNAIL_HEIGHT / height);
  g_autoptr (GdkPixbuf) small = NULL;

  scale = MIN (scale, 1);
  small = gdk_pixbuf_scale_simple (photo, MAX (1, (int)(width * scale + 0.5)),
                                   MAX (1, (int)(height * scale + 0.5)), GDK_INTERP_BILINEAR);
  if (small == NULL || !encode_jpeg (small, "80", bytes, n_bytes)
      || *n_bytes > NX_DECODE_MAX_THUMBNAIL_BYTES)
    return NX_DECODE_STATUS_LIMIT;
  return NX_DECODE_STATUS_OK;
}

guint8 *
nx_photo_dup_pixels (GdkPixbuf *photo)
{
  const guint8 *from = gdk_pixbuf_read_pixels (photo);
  int width = gdk_pixbuf_get_width (photo), height = gdk_pixbuf_get_height (photo);
  int n_channels = gdk_pixbuf_get_n_channels (photo);
  guint8 *pixels = g_try_malloc_n ((gsize)width * height, 4);

  if (pixels == NULL)
    return NULL;
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      {
        const guint8 *pixel
            = from + (gsize)y * gdk_pixbuf_get_rowstride (photo) + (gsize)x * n_channels;
        guint8 *to = pixels + ((gsize)y * width + x) * 4;

        memcpy (to, pixel, 3);
        to[3] = n_channels == 4 ? pixel[3] : 255;
      }
  return pixels;
}
