/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Makes pictures and papers as they come from outside, and waits for the decoder's answers. */
#include "config.h"

#include "decode-fixture.h"

#include "nx-decode-private.h"
#include "nx-decode-process.h"

#include <cairo-pdf.h>
#include <string.h>

GdkPixbuf *
decode_fixture_new_halves (int width, int height, gboolean has_alpha)
{
  GdkPixbuf *photo = gdk_pixbuf_new (GDK_COLORSPACE_RGB, has_alpha, 8, width, height);
  g_autoptr (GdkPixbuf) right
      = gdk_pixbuf_new_subpixbuf (photo, width / 2, 0, width - width / 2, height);

  gdk_pixbuf_fill (photo, 0xFF0000FF);
  gdk_pixbuf_fill (right, has_alpha ? 0x0000FF40 : 0x0000FFFF);
  return photo;
}

GdkPixbuf *
decode_fixture_new_noise (int width, int height, guint32 seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  GdkPixbuf *photo = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, width, height);
  guint8 *pixels = gdk_pixbuf_get_pixels (photo);
  int stride = gdk_pixbuf_get_rowstride (photo);

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width * 3; x++)
      pixels[(gsize)y * stride + x] = g_rand_int (rand);
  return photo;
}

GBytes *
decode_fixture_encode (GdkPixbuf *photo, const char *format)
{
  g_autoptr (GError) error = NULL;
  char *bytes = NULL;
  gsize n_bytes = 0;

  gdk_pixbuf_save_to_buffer (photo, &bytes, &n_bytes, format, &error, NULL);
  g_assert_no_error (error);
  return g_bytes_new_take (bytes, n_bytes);
}

GBytes *
decode_fixture_add_exif (GBytes *jpeg, guint8 orientation)
{
  guint8 segments[] = "\xFF\xE1\x00\x48"
                      "Exif\0\0MM\0*\0\0\0\x08"
                      "\0\x02"
                      "\x01\x12\0\x03\0\0\0\x01\0\0\0\0"
                      "\x88\x25\0\x04\0\0\0\x01\0\0\0\x26"
                      "\0\0\0\0"
                      "\0\x01\0\x01\0\x02\0\0\0\x02N\0\0\0"
                      "\0\0\0\0GPSplace"
                      "\xFF\xFE\x00\x0AGPScomme";
  GByteArray *whole = g_byte_array_new ();
  gsize n_bytes;
  const guint8 *data = g_bytes_get_data (jpeg, &n_bytes);

  segments[4 + 6 + 8 + 2 + 9] = orientation;
  g_byte_array_append (whole, data, 2);
  g_byte_array_append (whole, segments, sizeof segments - 1);
  g_byte_array_append (whole, data + 2, n_bytes - 2);
  return g_byte_array_free_to_bytes (whole);
}

static cairo_status_t
append_cb (void *data, const unsigned char *bytes, unsigned int n_bytes)
{
  g_byte_array_append (data, bytes, n_bytes);
  return CAIRO_STATUS_SUCCESS;
}

GBytes *
decode_fixture_new_pdf (int n_pages)
{
  GByteArray *whole = g_byte_array_new ();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (append_cb, whole, 595, 842);
  cairo_t *cr = cairo_create (surface);

  for (int page = 1; page <= n_pages; page++)
    {
      for (int i = 0; i < MIN (page, 20); i++)
        cairo_rectangle (cr, 40 + 20 * i, 40, 10, 10);
      cairo_fill (cr);
      cairo_show_page (cr);
    }
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  cairo_surface_destroy (surface);
  return g_byte_array_free_to_bytes (whole);
}

/* Objects, cross references and trailer; objects are numbered from 1, the first is the catalogue.
 */
static GBytes *
new_pdf (const char *const *objects, const char *trailer)
{
  g_autoptr (GString) places = g_string_new (NULL);
  GString *pdf = g_string_new ("%PDF-1.4\n");
  guint n_objects = 0;
  gsize start;

  for (; objects[n_objects] != NULL; n_objects++)
    {
      g_string_append_printf (places, "%010u 00000 n \n", (guint)pdf->len);
      g_string_append_printf (pdf, "%u 0 obj\n%s\nendobj\n", n_objects + 1, objects[n_objects]);
    }
  start = pdf->len;
  g_string_append_printf (pdf,
                          "xref\n0 %u\n0000000000 65535 f \n%strailer\n"
                          "<< /Size %u /Root 1 0 R %s >>\nstartxref\n%u\n%%%%EOF\n",
                          n_objects + 1, places->str, n_objects + 1, trailer, (guint)start);
  return g_string_free_to_bytes (pdf);
}

GBytes *
decode_fixture_new_locked_pdf (void)
{
  static const char *const objects[] = {
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>",
    "<< /Filter /Standard /V 1 /R 2 /P -4"
    " /O (0123456789abcdef0123456789abcdef) /U (fedcba9876543210fedcba9876543210) >>",
    NULL,
  };

  return new_pdf (objects, "/Encrypt 4 0 R /ID [(0123456789abcdef) (0123456789abcdef)]");
}

GBytes *
decode_fixture_new_chinese_pdf (void)
{
  static const char *const objects[] = {
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 200] /Contents 4 0 R"
    " /Resources << /Font << /F1 5 0 R >> >> >>",
    "<< /Length 58 >>\nstream\n"
    "BT /F1 40 Tf 20 80 Td <c9e7bbe1b9a4d7f7b7fecef1d5be> Tj ET\nendstream",
    "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /GBK-EUC-H"
    " /DescendantFonts [6 0 R] >>",
    "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo"
    " << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /FontDescriptor 7 0 R >>",
    "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [0 -200 1000 900]"
    " /ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >>",
    NULL,
  };

  return new_pdf (objects, "");
}

static void
append_32 (GByteArray *bytes, guint32 number)
{
  guint32 big = GUINT32_TO_BE (number);

  g_byte_array_append (bytes, (const guint8 *)&big, 4);
}

/* PNG's checksum: CRC-32 as in ISO 3309. */
static guint32
checksum (const guint8 *bytes, gsize n_bytes)
{
  guint32 crc = 0xFFFFFFFF;

  for (gsize i = 0; i < n_bytes; i++)
    {
      crc ^= bytes[i];
      for (int bit = 0; bit < 8; bit++)
        crc = crc & 1 ? crc >> 1 ^ 0xEDB88320 : crc >> 1;
    }
  return ~crc;
}

static void
append_chunk (GByteArray *png, const char *name, const guint8 *data, gsize n_data)
{
  guint start;

  append_32 (png, n_data);
  start = png->len;
  g_byte_array_append (png, (const guint8 *)name, 4);
  g_byte_array_append (png, data, n_data);
  append_32 (png, checksum (png->data + start, png->len - start));
}

GBytes *
decode_fixture_new_png_bomb (guint32 width, guint32 height)
{
  GByteArray *png = g_byte_array_new ();
  g_autoptr (GByteArray) head = g_byte_array_new ();

  append_32 (head, width);
  append_32 (head, height);
  g_byte_array_append (head, (const guint8 *)"\x08\x06\0\0\0", 5);
  g_byte_array_append (png, (const guint8 *)"\x89PNG\r\n\x1A\n", 8);
  append_chunk (png, "IHDR", head->data, head->len);
  append_chunk (png, "IDAT", (const guint8 *)"\x78\x9C\x03\0\0\0\0\x01", 8);
  append_chunk (png, "IEND", NULL, 0);
  return g_byte_array_free_to_bytes (png);
}

GBytes *
decode_fixture_cut (GBytes *bytes, gsize n_bytes)
{
  return g_bytes_new (g_bytes_get_data (bytes, NULL), n_bytes);
}

gboolean
decode_fixture_holds (GBytes *bytes, const char *text, gsize length)
{
  return memmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), text, length) != NULL;
}

static void
keep_result_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **)data = g_object_ref (result);
}

NxDecodedFile *
decode_fixture_file (
    const char *program, int milliseconds, GBytes *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  nx_decode_file_by_async (program,
                           milliseconds > 0 ? milliseconds : NX_DECODE_PROCESS_MILLISECONDS, file,
                           cancellable, keep_result_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return nx_decode_file_finish (result, error);
}

NxDecodedPage *
decode_fixture_page (const char *program,
                     GBytes *bytes,
                     const char *media_type,
                     guint page,
                     int max_width,
                     int max_height,
                     GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  nx_decode_page_by_async (program, NX_DECODE_PROCESS_MILLISECONDS, bytes, media_type, page,
                           max_width, max_height, NULL, keep_result_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return nx_decode_page_finish (result, error);
}
