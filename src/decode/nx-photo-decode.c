/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Decodes pictures with gdk-pixbuf's loader of their kind, after a look at their size. */
#define G_LOG_DOMAIN "nx-decode"

#include "config.h"

#include "nx-photo.h"
#include "nx-picture-walk.h"

/* What is asked of the loader, and what it met. */
typedef struct
{
  NxDecodeKind kind;
  int max_side;
  int n_rows; /* seen so far, from the top */
  gboolean is_too_large;
} Wish;

static void
fit (int *width, int *height, int max_width, int max_height)
{
  double scale = MIN ((double)max_width / *width, (double)max_height / *height);

  if (scale >= 1)
    return;
  *width = MAX (1, (int)(*width * scale + 0.5));
  *height = MAX (1, (int)(*height * scale + 0.5));
}

/* Before anything is decoded. A loader told to make nothing stops. A JPEG is decoded at a half,
 * quarter or eighth where that is enough, which keeps memory small; others would only be scaled
 * when they are whole. */
static void
on_loader_size_prepared_cb (GdkPixbufLoader *loader, int width, int height, Wish *wish)
{
  wish->is_too_large = (gint64)width * height > NX_DECODE_MAX_PIXELS;
  if (wish->is_too_large)
    {
      gdk_pixbuf_loader_set_size (loader, 0, 0);
      return;
    }
  if (wish->kind == NX_DECODE_KIND_JPEG && width > 0 && height > 0
      && MAX (width, height) > wish->max_side)
    {
      fit (&width, &height, wish->max_side, wish->max_side);
      gdk_pixbuf_loader_set_size (loader, width, height);
    }
}

static void
on_loader_area_updated_cb (GdkPixbufLoader *loader, int x, int y, int width, int height, Wish *wish)
{
  wish->n_rows = MAX (wish->n_rows, y + height);
}

/* A PNG whose data end before its last row is no error to the loader. */
static gboolean
is_whole (Wish *wish, GdkPixbuf *photo)
{
  return wish->kind != NX_DECODE_KIND_PNG || wish->n_rows >= gdk_pixbuf_get_height (photo);
}

static NxDecodeStatus
status_of (GError *error, Wish *wish)
{
  if (wish->is_too_large)
    return NX_DECODE_STATUS_PIXELS;
  if (g_error_matches (error, GDK_PIXBUF_ERROR, GDK_PIXBUF_ERROR_INSUFFICIENT_MEMORY))
    return NX_DECODE_STATUS_LIMIT;
  if (g_error_matches (error, GDK_PIXBUF_ERROR, GDK_PIXBUF_ERROR_UNKNOWN_TYPE))
    return NX_DECODE_STATUS_KIND;
  return NX_DECODE_STATUS_DAMAGED;
}

/* A picture cut off in the middle must not pass as a picture with a grey lower half; the loaders
 * are generous, the walk is not. Its size refuses a bomb before any loader sees it. */
static NxDecodeStatus
look (NxDecodeKind kind, const guint8 *bytes, gsize n_bytes)
{
  NxPictureFacts facts;

  if (kind == NX_DECODE_KIND_WEBP)
    return NX_DECODE_STATUS_OK;
  nx_picture_walk (kind, bytes, n_bytes, &facts);
  if ((guint64)facts.width * facts.height > NX_DECODE_MAX_PIXELS)
    return NX_DECODE_STATUS_PIXELS;
  return facts.is_whole ? NX_DECODE_STATUS_OK : NX_DECODE_STATUS_DAMAGED;
}

static NxDecodeStatus
load (const guint8 *bytes, gsize n_bytes, Wish *wish, GdkPixbuf **photo)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkPixbufLoader) loader
      = gdk_pixbuf_loader_new_with_mime_type (nx_decode_kind_media_type (wish->kind), &error);
  GdkPixbuf *decoded;
  gboolean is_written;

  if (loader == NULL)
    return NX_DECODE_STATUS_KIND;
  g_signal_connect (loader, "size-prepared", G_CALLBACK (on_loader_size_prepared_cb), wish);
  g_signal_connect (loader, "area-updated", G_CALLBACK (on_loader_area_updated_cb), wish);
  is_written = gdk_pixbuf_loader_write (loader, bytes, n_bytes, &error);
  /* Closed in any case: a loader must not be dropped open. */
  if (!gdk_pixbuf_loader_close (loader, is_written ? &error : NULL) || !is_written)
    return status_of (error, wish);
  decoded = gdk_pixbuf_loader_get_pixbuf (loader);
  if (decoded == NULL || !is_whole (wish, decoded))
    return status_of (NULL, wish);
  *photo = gdk_pixbuf_apply_embedded_orientation (decoded);
  return *photo != NULL ? NX_DECODE_STATUS_OK : NX_DECODE_STATUS_LIMIT;
}

NxDecodeStatus
nx_photo_decode (NxDecodeKind kind,
                 const guint8 *bytes,
                 gsize n_bytes,
                 int max_width,
                 int max_height,
                 GdkPixbuf **photo)
{
  Wish wish = { .kind = kind, .max_side = MAX (max_width, max_height) };
  g_autoptr (GdkPixbuf) whole = NULL;
  NxDecodeStatus status = look (kind, bytes, n_bytes);
  int width, height;

  if (status == NX_DECODE_STATUS_OK)
    status = load (bytes, n_bytes, &wish, &whole);
  if (status != NX_DECODE_STATUS_OK)
    return status;
  width = gdk_pixbuf_get_width (whole);
  height = gdk_pixbuf_get_height (whole);
  fit (&width, &height, max_width, max_height);
  *photo = gdk_pixbuf_scale_simple (whole, width, height, GDK_INTERP_BILINEAR);
  return *photo != NULL ? NX_DECODE_STATUS_OK : NX_DECODE_STATUS_LIMIT;
}
