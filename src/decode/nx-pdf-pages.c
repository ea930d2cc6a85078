/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Draws pages with poppler into a cairo image, and turns its pixels into a picture's. */
#define G_LOG_DOMAIN "nx-decode"

#include "config.h"

#include "nx-pdf-pages.h"

#include <cairo.h>
#include <string.h>

/* Where the mark of the end is looked for: programs that sign or scan write a little behind it. */
#define TAIL 4096

/* poppler mends a file that was cut off and shows the pages it finds; then pages are missing
 * without a word, so such a file is refused. */
static gboolean
has_end (GBytes *bytes)
{
  gsize n_bytes;
  const char *data = g_bytes_get_data (bytes, &n_bytes);
  gsize tail = MIN (n_bytes, TAIL);

  return memmem (data + n_bytes - tail, tail, "%%EOF", 5) != NULL;
}

NxDecodeStatus
nx_pdf_open (GBytes *bytes, PopplerDocument **document, guint *n_pages)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GObject) opened = NULL;
  int n_opened;

  if (!has_end (bytes))
    return NX_DECODE_STATUS_DAMAGED;
  opened = (GObject *)poppler_document_new_from_bytes (bytes, NULL, &error);
  if (opened == NULL)
    return g_error_matches (error, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED)
               ? NX_DECODE_STATUS_LOCKED
               : NX_DECODE_STATUS_DAMAGED;
  n_opened = poppler_document_get_n_pages (POPPLER_DOCUMENT (opened));
  if (n_opened < 1)
    return NX_DECODE_STATUS_DAMAGED;
  *n_pages = n_opened;
  if (*n_pages > NX_DECODE_MAX_PAGES)
    return NX_DECODE_STATUS_PAGES;
  *document = POPPLER_DOCUMENT (g_steal_pointer (&opened));
  return NX_DECODE_STATUS_OK;
}

/* Native-endian XRGB in words → R, G, B, A in bytes, in place. */
static void
turn_pixels (guint8 *pixels, gsize n_pixels)
{
  for (gsize i = 0; i < n_pixels; i++)
    {
      guint32 word;

      memcpy (&word, pixels + i * 4, 4);
      pixels[i * 4] = word >> 16 & 0xFF;
      pixels[i * 4 + 1] = word >> 8 & 0xFF;
      pixels[i * 4 + 2] = word & 0xFF;
      pixels[i * 4 + 3] = 255;
    }
}

static void
free_pixels_cb (guchar *pixels, gpointer data)
{
  g_free (pixels);
}

static gboolean
draw (PopplerPage *page, guint8 *pixels, int width, int height, double scale)
{
  cairo_surface_t *surface
      = cairo_image_surface_create_for_data (pixels, CAIRO_FORMAT_RGB24, width, height, width * 4);
  cairo_t *cr = cairo_create (surface);
  gboolean is_drawn;

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, scale, scale);
  poppler_page_render (page, cr);
  is_drawn = cairo_status (cr) == CAIRO_STATUS_SUCCESS;
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  cairo_surface_destroy (surface);
  return is_drawn;
}

NxDecodeStatus
nx_pdf_draw_page (
    PopplerDocument *document, guint page, int max_width, int max_height, GdkPixbuf **picture)
{
  g_autoptr (GObject) found = (GObject *)poppler_document_get_page (document, page);
  PopplerPage *drawn;
  g_autofree guint8 *pixels = NULL;
  double width = 0, height = 0, scale;
  int pixel_width, pixel_height;

  if (found == NULL)
    return NX_DECODE_STATUS_DAMAGED;
  drawn = POPPLER_PAGE (found);
  poppler_page_get_size (drawn, &width, &height);
  /* Also refuses what is no number. */
  if (!(width >= 1 && height >= 1 && width < 1e6 && height < 1e6))
    return NX_DECODE_STATUS_DAMAGED;
  scale = MIN (max_width / width, max_height / height);
  pixel_width = CLAMP ((int)(width * scale + 0.5), 1, max_width);
  pixel_height = CLAMP ((int)(height * scale + 0.5), 1, max_height);
  pixels = g_try_malloc0_n ((gsize)pixel_width * pixel_height, 4);
  if (pixels == NULL || !draw (drawn, pixels, pixel_width, pixel_height, scale))
    return NX_DECODE_STATUS_LIMIT;
  turn_pixels (pixels, (gsize)pixel_width * pixel_height);
  *picture
      = gdk_pixbuf_new_from_data (g_steal_pointer (&pixels), GDK_COLORSPACE_RGB, TRUE, 8,
                                  pixel_width, pixel_height, pixel_width * 4, free_pixels_cb, NULL);
  return NX_DECODE_STATUS_OK;
}
