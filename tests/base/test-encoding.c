/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Tests guessing and decoding of encodings, with rare characters and damaged bytes. */
#include "nx-encoding.h"

#include <string.h>

/* @bytes may contain NUL, so its length is given. */
static void
assert_decodes (
    const char *bytes, gsize length, NxEncoding chosen, NxEncoding expected, const char *text)
{
  NxEncodingReport report;
  gsize text_length;
  g_autofree char *decoded = nx_encoding_decode (bytes, length, chosen, &text_length, &report);

  g_assert_cmpstr (decoded, ==, text);
  g_assert_cmpuint (text_length, ==, strlen (text));
  g_assert_cmpint (report.encoding, ==, expected);
  g_assert_cmpuint (report.n_undecodable, ==, 0);
}

#define ASSERT_DECODES(bytes, expected, text)                                                      \
  assert_decodes (bytes, sizeof (bytes) - 1, NX_ENCODING_AUTO, expected, text)

static void
test_guess (void)
{
  ASSERT_DECODES ("", NX_ENCODING_UTF_8, "");
  ASSERT_DECODES ("name,age\n", NX_ENCODING_UTF_8, "name,age\n");
  ASSERT_DECODES ("姓名,性别\n", NX_ENCODING_UTF_8, "姓名,性别\n");
  ASSERT_DECODES ("\xEF\xBB\xBF姓名", NX_ENCODING_UTF_8, "姓名");
  ASSERT_DECODES ("\xFF\xFE\xD3\x59\x0D\x54", NX_ENCODING_UTF_16LE, "姓名");
  ASSERT_DECODES ("\xFE\xFF\x59\xD3\x54\x0D", NX_ENCODING_UTF_16BE, "姓名");
  ASSERT_DECODES ("\xD3\x59\x0D\x54\x2C\x00\x27\x60\x2B\x52\x0A\x00", NX_ENCODING_UTF_16LE,
                  "姓名,性别\n");
  ASSERT_DECODES ("\x59\xD3\x54\x0D\x00\x2C\x60\x27\x52\x2B\x00\x0A", NX_ENCODING_UTF_16BE,
                  "姓名,性别\n");
  ASSERT_DECODES ("\xD0\xD5\xC3\xFB,\xD0\xD4\xB1\xF0\n", NX_ENCODING_GB18030, "姓名,性别\n");
}

static void
test_rare (void)
{
  ASSERT_DECODES ("\xE3\x9B\x83\xE4\xB6\xAE\xF0\xAC\xAD\x8E\xF0\xA0\x85\xA4", NX_ENCODING_UTF_8,
                  "㛃䶮𬭎𠅤");
  ASSERT_DECODES ("\x82\x30\xB7\x31\xFE\x9F\x99\x33\xA9\x32\x95\x32\xA6\x32", NX_ENCODING_GB18030,
                  "㛃䶮𬭎𠅤");
  ASSERT_DECODES (
      "\x99\x33\xA5\x39\x99\x31\x87\x39\x98\x36\x8F\x39\x98\x38\xF5\x37\x98\x38\xBC\x31\xFE\x80"
      "\x82\x34\xF5\x34",
      NX_ENCODING_GB18030, "𬬭𬀩𪟝𫖯𫍯䜣䴉");
  /* 龴: its place in the 2022 edition and the one of 2005 are the same character. */
  ASSERT_DECODES ("\xFE\x59", NX_ENCODING_GB18030, "\xE9\xBE\xB4");
  ASSERT_DECODES ("\x82\x35\x90\x37", NX_ENCODING_GB18030, "\xE9\xBE\xB4");
  ASSERT_DECODES ("\xA1\xA4", NX_ENCODING_GB18030, "·");
  ASSERT_DECODES ("\xFF\xFE\x40\xD8\x64\xDD", NX_ENCODING_UTF_16LE, "𠅤");
}

static void
test_forced (void)
{
  assert_decodes ("\xA4\xA4\xA4\xE5", 4, NX_ENCODING_BIG5, NX_ENCODING_BIG5, "中文");
  assert_decodes ("\xD0\xD5", 2, NX_ENCODING_GB18030, NX_ENCODING_GB18030, "姓");
  assert_decodes ("\xEF\xBB\xBFx", 4, NX_ENCODING_UTF_8, NX_ENCODING_UTF_8, "x");
  g_assert_cmpstr (nx_encoding_get_name (NX_ENCODING_GB18030), ==, "GB18030");
}

static void
assert_damaged (const char *bytes,
                gsize length,
                NxEncoding chosen,
                const char *text,
                const guint64 *positions,
                guint n)
{
  NxEncodingReport report;
  g_autofree char *decoded = nx_encoding_decode (bytes, length, chosen, NULL, &report);

  g_assert_cmpstr (decoded, ==, text);
  g_assert_cmpuint (report.n_undecodable, ==, n);
  g_assert_cmpuint (report.n_positions, ==, n);
  for (guint i = 0; i < n; i++)
    g_assert_cmpuint (report.positions[i], ==, positions[i]);
}

static void
test_damage (void)
{
  static const guint64 three[] = { 3 };
  static const guint64 two_places[] = { 1, 4 };
  static const guint64 behind_bom[] = { 4 };
  static const guint64 last[] = { 2 };
  g_autoptr (GString) nearly_utf8 = g_string_new (NULL);
  NxEncodingReport report;
  g_autofree char *decoded = NULL;

  assert_damaged ("姓\xFF名", 7, NX_ENCODING_UTF_8, "姓\xEF\xBF\xBD名", three, 1);
  assert_damaged ("a\xFF"
                  "bc\xFE"
                  "d",
                  6, NX_ENCODING_UTF_8,
                  "a\xEF\xBF\xBD"
                  "bc\xEF\xBF\xBD"
                  "d",
                  two_places, 2);
  assert_damaged ("\xEF\xBB\xBFx\xFF", 5, NX_ENCODING_AUTO, "x\xEF\xBF\xBD", behind_bom, 1);
  /* Cut inside a character. */
  assert_damaged ("\xD0\xD5\xC3", 3, NX_ENCODING_GB18030, "姓\xEF\xBF\xBD", last, 1);
  assert_damaged ("\xD3\x59\x0D", 3, NX_ENCODING_UTF_16LE, "姓\xEF\xBF\xBD", last, 1);

  for (guint i = 0; i < 100; i++)
    g_string_append (nearly_utf8, "丰泽社区");
  g_string_append_c (nearly_utf8, '\xFF');
  decoded
      = nx_encoding_decode (nearly_utf8->str, nearly_utf8->len, NX_ENCODING_AUTO, NULL, &report);
  g_assert_cmpint (report.encoding, ==, NX_ENCODING_UTF_8);
  g_assert_cmpuint (report.positions[0], ==, 1200);
}

static void
test_private (void)
{
  NxEncodingReport report;
  g_autofree char *decoded
      = nx_encoding_decode ("\xEE\x80\x80", 3, NX_ENCODING_AUTO, NULL, &report);

  g_assert_cmpstr (decoded, ==, "\xEE\x80\x80");
  g_assert_cmpuint (report.n_private, ==, 1);
}

/* In whatever pieces the bytes come, text and report are the same. */
static void
test_pieces (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (18030);
  static const NxEncoding all[] = { NX_ENCODING_UTF_8, NX_ENCODING_UTF_16LE, NX_ENCODING_UTF_16BE,
                                    NX_ENCODING_GB18030, NX_ENCODING_BIG5 };

  for (guint round = 0; round < 400; round++)
    {
      NxEncoding encoding = all[round % G_N_ELEMENTS (all)];
      g_autoptr (NxDecoder) decoder = nx_decoder_new (encoding);
      g_autoptr (GString) pieces = g_string_new (NULL);
      g_autofree char *whole = NULL;
      NxEncodingReport report;
      gsize whole_length;
      char bytes[300];

      for (guint i = 0; i < sizeof bytes; i++)
        bytes[i] = (char)g_rand_int_range (rand, round % 3 == 0 ? 0x20 : 0x80, 256);
      bytes[0] = 'a';
      whole = nx_encoding_decode (bytes, sizeof bytes, encoding, &whole_length, &report);
      for (gsize done = 0; done < sizeof bytes;)
        {
          gsize n = (gsize)g_rand_int_range (rand, 1, 5);

          n = MIN (n, sizeof bytes - done);
          nx_decoder_push (decoder, bytes + done, n, done + n == sizeof bytes, pieces);
          done += n;
        }
      g_assert_cmpmem (whole, whole_length, pieces->str, pieces->len);
      g_assert_true (g_utf8_validate (pieces->str, pieces->len, NULL));
      g_assert_cmpuint (report.n_undecodable, ==, nx_decoder_get_report (decoder)->n_undecodable);
      for (guint i = 0; i < report.n_positions; i++)
        g_assert_cmpint (ABS ((gint64)report.positions[i]
                              - (gint64)nx_decoder_get_report (decoder)->positions[i]),
                         <=, 4);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/encoding/guess", test_guess);
  g_test_add_func ("/encoding/rare", test_rare);
  g_test_add_func ("/encoding/forced", test_forced);
  g_test_add_func ("/encoding/damage", test_damage);
  g_test_add_func ("/encoding/private", test_private);
  g_test_add_func ("/encoding/pieces", test_pieces);
  return g_test_run ();
}
