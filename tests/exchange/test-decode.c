/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Photos and PDFs come out of the decoder as they may be kept, and what is none does not. */
#include "config.h"

#include "decode-fixture.h"
#include "nx-decode-frame.h"

#include <string.h>

static NxDecodedFile *
take (GBytes *file)
{
  g_autoptr (GError) error = NULL;
  NxDecodedFile *decoded = decode_fixture_file (NULL, 0, file, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (decoded);
  return decoded;
}

static void
refuse (GBytes *file, int code)
{
  g_autoptr (GError) error = NULL;
  NxDecodedFile *decoded = decode_fixture_file (NULL, 0, file, NULL, &error);

  g_assert_error (error, NX_DECODE_ERROR, code);
  g_assert_null (decoded);
  g_assert_nonnull (strstr (error->message, "nothing was attached"));
}

static NxDecodedPage *
show (GBytes *bytes, const char *media_type, guint page, int max_width, int max_height)
{
  g_autoptr (GError) error = NULL;
  NxDecodedPage *shown
      = decode_fixture_page (NULL, bytes, media_type, page, max_width, max_height, &error);

  g_assert_no_error (error);
  g_assert_nonnull (shown);
  g_assert_cmpuint (shown->stride, ==, shown->width * 4);
  g_assert_cmpuint (g_bytes_get_size (shown->pixels), ==, shown->stride * shown->height);
  return shown;
}

static const guint8 *
pixel_at (NxDecodedPage *page, int x, int y)
{
  const guint8 *pixels = g_bytes_get_data (page->pixels, NULL);

  return pixels + y * page->stride + x * 4;
}

static gboolean
is_near (const guint8 *pixel, int red, int green, int blue)
{
  return ABS (pixel[0] - red) < 30 && ABS (pixel[1] - green) < 30 && ABS (pixel[2] - blue) < 30;
}

static void
test_photo (void)
{
  g_autoptr (GdkPixbuf) halves = decode_fixture_new_halves (64, 40, FALSE);
  g_autoptr (GBytes) plain = decode_fixture_encode (halves, "jpeg");
  g_autoptr (GBytes) photo = decode_fixture_add_exif (plain, 6);
  g_autoptr (NxDecodedFile) file = NULL;
  g_autoptr (NxDecodedPage) page = NULL;

  g_assert_true (decode_fixture_holds (photo, "GPS", 3));
  file = take (photo);
  g_assert_cmpstr (file->media_type, ==, "image/jpeg");
  g_assert_cmpint (file->n_pages, ==, 0);
  /* Orientation 6: the left side is up. */
  g_assert_cmpint (file->width, ==, 40);
  g_assert_cmpint (file->height, ==, 64);
  g_assert_false (decode_fixture_holds (file->bytes, "Exif", 4));
  g_assert_false (decode_fixture_holds (file->bytes, "GPS", 3));
  g_assert_false (decode_fixture_holds (file->bytes, "\xFF\xE1", 2));
  g_assert_false (decode_fixture_holds (file->thumbnail, "GPS", 3));
  page = show (file->bytes, file->media_type, 0, 1000, 1000);
  g_assert_cmpint (page->width, ==, 40);
  g_assert_cmpint (page->height, ==, 64);
  g_assert_true (is_near (pixel_at (page, 20, 10), 255, 0, 0));
  g_assert_true (is_near (pixel_at (page, 20, 54), 0, 0, 255));
}

static void
test_orientations (void)
{
  /* Where the red half is: left, right, up or down. */
  static const char sides[] = "lrrluudd";
  g_autoptr (GdkPixbuf) halves = decode_fixture_new_halves (64, 64, FALSE);
  g_autoptr (GBytes) plain = decode_fixture_encode (halves, "jpeg");

  for (guint8 orientation = 1; orientation <= 8; orientation++)
    {
      g_autoptr (GBytes) photo = decode_fixture_add_exif (plain, orientation);
      g_autoptr (NxDecodedFile) file = take (photo);
      g_autoptr (NxDecodedPage) page = show (file->bytes, file->media_type, 0, 64, 64);
      char side = sides[orientation - 1];
      int x = side == 'l' ? 8 : side == 'r' ? 56 : 32;
      int y = side == 'u' ? 8 : side == 'd' ? 56 : 32;

      g_assert_true (is_near (pixel_at (page, x, y), 255, 0, 0));
      g_assert_true (is_near (pixel_at (page, 63 - x, 63 - y), 0, 0, 255));
    }
}

static void
test_large_photo (void)
{
  g_autoptr (GdkPixbuf) halves = decode_fixture_new_halves (8000, 1000, FALSE);
  g_autoptr (GBytes) plain = decode_fixture_encode (halves, "jpeg");
  g_autoptr (GBytes) photo = decode_fixture_add_exif (plain, 6);
  g_autoptr (NxDecodedFile) file = take (photo);
  g_autoptr (NxDecodedPage) page = NULL;
  g_autoptr (NxDecodedPage) thumbnail = NULL;

  /* Made smaller and turned, both. */
  g_assert_cmpint (file->width, ==, 400);
  g_assert_cmpint (file->height, ==, NX_DECODE_MAX_SIDE);
  page = show (file->bytes, file->media_type, 0, 100, 4000);
  g_assert_cmpint (page->width, ==, 100);
  g_assert_cmpint (page->height, ==, 800);
  g_assert_true (is_near (pixel_at (page, 50, 100), 255, 0, 0));
  thumbnail = show (file->thumbnail, "image/jpeg", 0, 1000, 1000);
  g_assert_cmpint (thumbnail->width, ==, 30);
  g_assert_cmpint (thumbnail->height, ==, 240);
}

static void
test_png (void)
{
  g_autoptr (GdkPixbuf) seen_through = decode_fixture_new_halves (600, 400, TRUE);
  g_autoptr (GdkPixbuf) drawing = decode_fixture_new_halves (600, 400, FALSE);
  g_autoptr (GdkPixbuf) noise = decode_fixture_new_noise (600, 400, 7);
  g_autoptr (GBytes) seen_through_png = decode_fixture_encode (seen_through, "png");
  g_autoptr (GBytes) drawing_png = decode_fixture_encode (drawing, "png");
  g_autoptr (GBytes) noise_png = decode_fixture_encode (noise, "png");
  g_autoptr (NxDecodedFile) alpha = take (seen_through_png);
  g_autoptr (NxDecodedFile) few = take (drawing_png);
  g_autoptr (NxDecodedFile) many = take (noise_png);
  g_autoptr (NxDecodedPage) page = show (alpha->bytes, alpha->media_type, 0, 600, 400);
  g_autoptr (NxDecodedPage) thumbnail = show (alpha->thumbnail, "image/jpeg", 0, 600, 400);

  g_assert_cmpstr (alpha->media_type, ==, "image/png");
  g_assert_cmpint (pixel_at (page, 500, 200)[3], ==, 0x40);
  g_assert_cmpint (thumbnail->width, ==, 320);
  g_assert_cmpint (thumbnail->height, ==, 213);
  g_assert_true (is_near (pixel_at (thumbnail, 280, 100), 191, 191, 255));
  g_assert_cmpstr (few->media_type, ==, "image/png");
  g_assert_cmpstr (many->media_type, ==, "image/jpeg");
  g_assert_cmpuint (g_bytes_get_size (many->bytes), <, g_bytes_get_size (noise_png));
}

static void
test_png_text (void)
{
  g_autoptr (GdkPixbuf) drawing = decode_fixture_new_halves (60, 40, FALSE);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) with_text = NULL;
  g_autoptr (NxDecodedFile) file = NULL;
  char *bytes = NULL;
  gsize n_bytes = 0;

  gdk_pixbuf_save_to_buffer (drawing, &bytes, &n_bytes, "png", &error, "tEXt::Author", "someone",
                             NULL);
  g_assert_no_error (error);
  with_text = g_bytes_new_take (bytes, n_bytes);
  g_assert_true (decode_fixture_holds (with_text, "someone", 7));
  file = take (with_text);
  g_assert_false (decode_fixture_holds (file->bytes, "someone", 7));
  g_assert_false (decode_fixture_holds (file->bytes, "tEXt", 4));
}

static void
test_pdf (void)
{
  g_autoptr (GBytes) pdf = decode_fixture_new_pdf (3);
  g_autoptr (NxDecodedFile) file = take (pdf);
  g_autoptr (NxDecodedPage) second = show (file->bytes, file->media_type, 1, 595, 4000);
  g_autoptr (NxDecodedPage) thumbnail = show (file->thumbnail, "image/jpeg", 0, 1000, 1000);
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (file->media_type, ==, "application/pdf");
  g_assert_cmpint (file->n_pages, ==, 3);
  g_assert_true (g_bytes_equal (file->bytes, pdf));
  g_assert_cmpint (second->width, ==, 595);
  g_assert_cmpint (second->height, ==, 842);
  /* Two black squares, no third, on white paper. */
  g_assert_true (is_near (pixel_at (second, 45, 45), 0, 0, 0));
  g_assert_true (is_near (pixel_at (second, 65, 45), 0, 0, 0));
  g_assert_true (is_near (pixel_at (second, 85, 45), 255, 255, 255));
  g_assert_cmpint (pixel_at (second, 85, 45)[3], ==, 255);
  g_assert_cmpint (thumbnail->width, ==, 170);
  g_assert_cmpint (thumbnail->height, ==, 240);
  g_assert_true (is_near (pixel_at (thumbnail, 100, 200), 255, 255, 255));
  g_assert_null (decode_fixture_page (NULL, pdf, "application/pdf", 3, 100, 100, &error));
  g_assert_error (error, NX_DECODE_ERROR, NX_DECODE_ERROR_DAMAGED);
}

static gboolean
has_ink (NxDecodedPage *page, int left, int right)
{
  for (int y = 0; y < page->height; y++)
    for (int x = left; x < right; x++)
      if (pixel_at (page, x, y)[0] < 100)
        return TRUE;
  return FALSE;
}

/* What it needs lies outside the file: tables of encodings, a font, and the list of fonts. */
static void
test_pdf_chinese (void)
{
  g_autoptr (GBytes) pdf = decode_fixture_new_chinese_pdf ();
  g_autoptr (NxDecodedPage) page = show (pdf, "application/pdf", 0, 400, 200);

  for (int i = 0; i < 7; i++)
    g_assert_true (has_ink (page, 20 + 40 * i, 60 + 40 * i));
  g_assert_false (has_ink (page, 310, 400));
}

static void
test_pdf_refused (void)
{
  g_autoptr (GBytes) pdf = decode_fixture_new_pdf (3);
  g_autoptr (GBytes) cut = decode_fixture_cut (pdf, g_bytes_get_size (pdf) / 2);
  g_autoptr (GBytes) head = decode_fixture_cut (pdf, 12);
  g_autoptr (GBytes) locked = decode_fixture_new_locked_pdf ();
  g_autoptr (GBytes) most = decode_fixture_new_pdf (NX_DECODE_MAX_PAGES);
  g_autoptr (GBytes) more = decode_fixture_new_pdf (NX_DECODE_MAX_PAGES + 1);
  g_autoptr (NxDecodedFile) file = take (most);

  g_assert_cmpint (file->n_pages, ==, NX_DECODE_MAX_PAGES);
  refuse (cut, NX_DECODE_ERROR_DAMAGED);
  refuse (head, NX_DECODE_ERROR_DAMAGED);
  refuse (locked, NX_DECODE_ERROR_LOCKED);
  refuse (more, NX_DECODE_ERROR_TOO_LARGE);
}

static void
test_other_kinds (void)
{
  static const char heic[] = "\0\0\0\x18"
                             "ftypheic\0\0\0\0mif1heic";
  static const char tiff[] = "II*\0\x08\0\0\0\0\0\0\0\0\0\0\0";
  static const char svg[] = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>";
  g_autoptr (GBytes) a_heic = g_bytes_new_static (heic, sizeof heic);
  g_autoptr (GBytes) a_tiff = g_bytes_new_static (tiff, sizeof tiff);
  g_autoptr (GBytes) a_svg = g_bytes_new_static (svg, strlen (svg));
  g_autoptr (GBytes) text = g_bytes_new_static ("only text", 9);
  g_autoptr (GBytes) nothing = g_bytes_new_static (NULL, 0);
  g_autoptr (GdkPixbuf) halves = decode_fixture_new_halves (20, 20, FALSE);
  g_autoptr (GBytes) bmp = decode_fixture_encode (halves, "bmp");
  g_autoptr (GError) error = NULL;

  refuse (a_heic, NX_DECODE_ERROR_KIND);
  refuse (a_tiff, NX_DECODE_ERROR_KIND);
  refuse (a_svg, NX_DECODE_ERROR_KIND);
  refuse (text, NX_DECODE_ERROR_KIND);
  refuse (nothing, NX_DECODE_ERROR_KIND);
  refuse (bmp, NX_DECODE_ERROR_KIND);
  /* Never decoded as what it is instead of what it is said to be. */
  g_assert_null (decode_fixture_page (NULL, a_svg, "image/png", 0, 100, 100, &error));
  g_assert_error (error, NX_DECODE_ERROR, NX_DECODE_ERROR_DAMAGED);
  g_clear_error (&error);
  g_assert_null (decode_fixture_page (NULL, a_svg, "image/svg+xml", 0, 100, 100, &error));
  g_assert_error (error, NX_DECODE_ERROR, NX_DECODE_ERROR_KIND);
}

static void
test_damaged (void)
{
  g_autoptr (GdkPixbuf) noise = decode_fixture_new_noise (300, 200, 3);
  const char *const formats[] = { "jpeg", "png" };

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autoptr (GBytes) whole = decode_fixture_encode (noise, formats[i]);
      gsize n_bytes = g_bytes_get_size (whole);
      const gsize cuts[] = { 8, 30, n_bytes / 2, n_bytes - 3 };

      for (guint c = 0; c < G_N_ELEMENTS (cuts); c++)
        {
          g_autoptr (GBytes) cut = decode_fixture_cut (whole, cuts[c]);

          refuse (cut, NX_DECODE_ERROR_DAMAGED);
        }
    }
}

static void
test_too_large (void)
{
  g_autoptr (GBytes) bomb = decode_fixture_new_png_bomb (2000000000, 2000000000);
  g_autoptr (GBytes) just_over = decode_fixture_new_png_bomb (8192, 8193);
  g_autoptr (GBytes) just_not = decode_fixture_new_png_bomb (8192, 8192);
  g_autoptr (GBytes) none = decode_fixture_new_png_bomb (0, 10);
  g_autofree char *many = g_malloc0 (21 * 1024 * 1024);
  g_autoptr (GBytes) heavy = NULL;
  g_autoptr (GBytes) at_limit = NULL;

  memcpy (many, "\xFF\xD8\xFF\xE0", 4);
  heavy = g_bytes_new (many, 21 * 1024 * 1024);
  at_limit = g_bytes_new (many, NX_DECODE_MAX_BYTES);
  refuse (bomb, NX_DECODE_ERROR_TOO_LARGE);
  refuse (just_over, NX_DECODE_ERROR_TOO_LARGE);
  refuse (just_not, NX_DECODE_ERROR_DAMAGED);
  refuse (none, NX_DECODE_ERROR_DAMAGED);
  refuse (heavy, NX_DECODE_ERROR_TOO_LARGE);
  refuse (at_limit, NX_DECODE_ERROR_DAMAGED);
}

/* The largest picture that is taken must fit into the memory that is given. */
static void
test_largest (void)
{
  g_autoptr (GdkPixbuf) halves = decode_fixture_new_halves (8192, 8192, FALSE);
  g_autoptr (GBytes) jpeg = decode_fixture_encode (halves, "jpeg");
  g_autoptr (NxDecodedFile) file = take (jpeg);

  g_assert_cmpint (file->width, ==, NX_DECODE_MAX_SIDE);
  g_assert_cmpint (file->height, ==, NX_DECODE_MAX_SIDE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/decode/photo", test_photo);
  g_test_add_func ("/decode/orientations", test_orientations);
  g_test_add_func ("/decode/large-photo", test_large_photo);
  g_test_add_func ("/decode/largest", test_largest);
  g_test_add_func ("/decode/png", test_png);
  g_test_add_func ("/decode/png-text", test_png_text);
  g_test_add_func ("/decode/pdf", test_pdf);
  g_test_add_func ("/decode/pdf-chinese", test_pdf_chinese);
  g_test_add_func ("/decode/pdf-refused", test_pdf_refused);
  g_test_add_func ("/decode/other-kinds", test_other_kinds);
  g_test_add_func ("/decode/damaged", test_damaged);
  g_test_add_func ("/decode/too-large", test_too_large);
  return g_test_run ();
}
