/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Guesses encodings and decodes by ICU, keeping count of every place that could not be read. */
#define G_LOG_DOMAIN "nx-base"

#include "config.h"

#include "nx-encoding.h"

#include <string.h>
#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>
#include <unicode/utf16.h>

/* UTF-16 shows itself in the head of a file. */
#define HEAD_LENGTH 65536
#define PIECE_UNITS 4096

struct _NxDecoder
{
  UConverter *converter;
  NxEncodingReport report;
  guint64 n_pushed;        /* bytes of earlier pushes */
  const char *piece_start; /* of the running push, for positions */
  gsize piece_length;
  UChar lead; /* half a surrogate pair that a full buffer cut off */
};

static const struct
{
  NxEncoding encoding;
  const char *name;
  const char *icu_name;
  const char *bom;
  gsize bom_length;
} encodings[] = {
  { NX_ENCODING_UTF_8, "UTF-8", "UTF-8", "\xEF\xBB\xBF", 3 },
  { NX_ENCODING_UTF_16LE, "UTF-16LE", "UTF-16LE", "\xFF\xFE", 2 },
  { NX_ENCODING_UTF_16BE, "UTF-16BE", "UTF-16BE", "\xFE\xFF", 2 },
  { NX_ENCODING_GB18030, "GB18030", "gb18030", "\x84\x31\x95\x33", 4 },
  { NX_ENCODING_BIG5, "Big5", "Big5-HKSCS", "", 0 },
};

/* Until its 2005 edition GB 18030 mapped these to private use; the characters have code points of
 * their own since Unicode 4.1 and GB 18030-2022. */
static const struct
{
  guint16 private_use;
  guint32 character;
} gb18030_moved[] = {
  { 0xE78D, 0xFE10 },  { 0xE78E, 0xFE12 },  { 0xE78F, 0xFE11 },  { 0xE790, 0xFE13 },
  { 0xE791, 0xFE14 },  { 0xE792, 0xFE15 },  { 0xE793, 0xFE16 },  { 0xE794, 0xFE17 },
  { 0xE795, 0xFE18 },  { 0xE796, 0xFE19 },  { 0xE816, 0x20087 }, { 0xE817, 0x20089 },
  { 0xE818, 0x200CC }, { 0xE81E, 0x9FB4 },  { 0xE826, 0x9FB5 },  { 0xE82B, 0x9FB6 },
  { 0xE82C, 0x9FB7 },  { 0xE831, 0x215D7 }, { 0xE832, 0x9FB8 },  { 0xE83B, 0x2298F },
  { 0xE843, 0x9FB9 },  { 0xE854, 0x9FBA },  { 0xE855, 0x241FE }, { 0xE864, 0x9FBB },
};

static guint
find_encoding (NxEncoding encoding)
{
  for (guint i = 0; i < G_N_ELEMENTS (encodings); i++)
    if (encodings[i].encoding == encoding)
      return i;
  g_assert_not_reached ();
}

const char *
nx_encoding_get_name (NxEncoding encoding)
{
  g_return_val_if_fail (encoding != NX_ENCODING_AUTO, "");

  return encodings[find_encoding (encoding)].name;
}

static gsize
match_bom (NxEncoding encoding, const char *bytes, gsize length)
{
  guint i = find_encoding (encoding);
  gsize bom_length = encodings[i].bom_length;

  return bom_length > 0 && length >= bom_length && memcmp (bytes, encodings[i].bom, bom_length) == 0
             ? bom_length
             : 0;
}

/* How many units of UTF-16 have the high byte 0, as separators, digits and Latin letters do; 0 if
 * it cannot be UTF-16: a zero character, or a high byte that is a tab, line end or comma. No script
 * in use here has those, but text of one byte a character with stray zero bytes does. */
static gsize
count_zero_high (const char *bytes, gsize n_units, guint high)
{
  gsize n = 0;

  for (gsize i = 0; i < n_units; i++)
    {
      char high_byte = bytes[2 * i + high];

      if (high_byte == 0 && bytes[2 * i + 1 - high] == 0)
        return 0;
      if (high_byte == '\t' || high_byte == '\n' || high_byte == '\r' || high_byte == ',')
        return 0;
      n += high_byte == 0;
    }
  return n;
}

/* No text but UTF-16 has zero bytes, and a table in it has many, all on one side. */
static NxEncoding
guess_utf_16 (const char *bytes, gsize length)
{
  gsize n_units = MIN (length, HEAD_LENGTH) / 2;
  gsize n_le;
  gsize n_be;

  if (length % 2 != 0)
    return NX_ENCODING_AUTO;
  n_le = count_zero_high (bytes, n_units, 1);
  n_be = count_zero_high (bytes, n_units, 0);
  if (n_le * 50 > n_units && n_be * 20 <= n_le)
    return NX_ENCODING_UTF_16LE;
  if (n_be * 50 > n_units && n_le * 20 <= n_be)
    return NX_ENCODING_UTF_16BE;
  return NX_ENCODING_AUTO;
}

/* The length of the well-formed UTF-8 character of more than one byte at @p; 0 if there is none. */
static gsize
utf8_length (const char *p, const char *end)
{
  gunichar c = g_utf8_get_char_validated (p, end - p);

  return c == (gunichar)-1 || c == (gunichar)-2 ? 0 : (gsize)(g_utf8_next_char (p) - p);
}

/* One slip in a thousand characters does not make UTF-8 into something else, and Chinese text in
 * GB18030 hardly ever has well-formed UTF-8 in it. */
static gboolean
is_mostly_utf8 (const char *bytes, gsize length)
{
  const char *end = bytes + length;
  guint64 n_good = 0;
  guint64 n_bad = 0;

  for (const char *p = bytes; p < end;)
    {
      gsize n = 1;

      if ((guchar)*p >= 0x80)
        {
          n = utf8_length (p, end);
          n_good += n > 0;
          n_bad += n == 0;
          n = MAX (n, 1);
        }
      p += n;
    }
  return n_bad == 0 || n_bad * 20 < n_good;
}

NxEncoding
nx_encoding_guess (const char *bytes, gsize length, gsize *bom_length)
{
  static const NxEncoding with_bom[]
      = { NX_ENCODING_UTF_8, NX_ENCODING_UTF_16LE, NX_ENCODING_UTF_16BE, NX_ENCODING_GB18030 };
  NxEncoding encoding;
  gsize found = 0;

  for (guint i = 0; i < G_N_ELEMENTS (with_bom); i++)
    if ((found = match_bom (with_bom[i], bytes, length)) > 0)
      {
        if (bom_length != NULL)
          *bom_length = found;
        return with_bom[i];
      }
  if (bom_length != NULL)
    *bom_length = 0;
  encoding = guess_utf_16 (bytes, length);
  if (encoding != NX_ENCODING_AUTO)
    return encoding;
  return is_mostly_utf8 (bytes, length) ? NX_ENCODING_UTF_8 : NX_ENCODING_GB18030;
}

/* Called by ICU for each place it cannot decode. */
static void
on_undecodable (const void *context,
                UConverterToUnicodeArgs *args,
                const char *units,
                int32_t length,
                UConverterCallbackReason reason,
                UErrorCode *status)
{
  NxDecoder *decoder = (NxDecoder *)context;
  NxEncodingReport *report = &decoder->report;
  guintptr start = (guintptr)decoder->piece_start;
  guintptr source = (guintptr)args->source;
  guint64 end = decoder->n_pushed;

  if (reason > UCNV_IRREGULAR)
    return;
  /* ICU plays back bytes of an earlier piece from a buffer of its own; those end where this began.
   */
  if (source >= start && source - start <= decoder->piece_length)
    end += source - start;
  if (report->n_positions < NX_ENCODING_MAX_POSITIONS)
    report->positions[report->n_positions++] = end >= (guint64)length ? end - (guint64)length : 0;
  report->n_undecodable++;
  *status = U_ZERO_ERROR;
  ucnv_cbToUWriteSub (args, 0, status);
}

NxDecoder *
nx_decoder_new (NxEncoding encoding)
{
  NxDecoder *decoder = g_new0 (NxDecoder, 1);
  UErrorCode status = U_ZERO_ERROR;

  g_return_val_if_fail (encoding != NX_ENCODING_AUTO, NULL);

  decoder->report.encoding = encoding;
  decoder->converter = ucnv_open (encodings[find_encoding (encoding)].icu_name, &status);
  g_assert (U_SUCCESS (status)); /* these are built into ICU */
  ucnv_setToUCallBack (decoder->converter, on_undecodable, decoder, NULL, NULL, &status);
  return decoder;
}

void
nx_decoder_free (NxDecoder *decoder)
{
  if (decoder == NULL)
    return;
  ucnv_close (decoder->converter);
  g_free (decoder);
}

static gunichar
correct_gb18030 (gunichar c)
{
  for (guint i = 0; i < G_N_ELEMENTS (gb18030_moved); i++)
    if (gb18030_moved[i].private_use == c)
      return gb18030_moved[i].character;
  return c;
}

static void
append_character (NxDecoder *decoder, gunichar c, GString *text)
{
  if (c >= 0xE000 && c <= 0xF8FF)
    {
      if (decoder->report.encoding == NX_ENCODING_GB18030)
        c = correct_gb18030 (c);
      decoder->report.n_private += c >= 0xE000 && c <= 0xF8FF;
    }
  if (c < 0x80)
    g_string_append_c (text, (char)c);
  else
    g_string_append_unichar (text, c);
}

static void
append_units (NxDecoder *decoder, const UChar *units, gsize n_units, GString *text)
{
  for (gsize i = 0; i < n_units; i++)
    {
      UChar unit = units[i];

      if (U16_IS_LEAD (unit))
        decoder->lead = unit;
      else if (U16_IS_TRAIL (unit) && decoder->lead != 0)
        {
          append_character (decoder, U16_GET_SUPPLEMENTARY (decoder->lead, unit), text);
          decoder->lead = 0;
        }
      else
        append_character (decoder, unit, text);
    }
}

void
nx_decoder_push (
    NxDecoder *decoder, const char *bytes, gsize length, gboolean is_last, GString *text)
{
  const char *source = bytes;
  UErrorCode status;

  g_return_if_fail (decoder != NULL);

  decoder->piece_start = bytes;
  decoder->piece_length = length;
  do
    {
      UChar units[PIECE_UNITS];
      UChar *target = units;

      status = U_ZERO_ERROR;
      ucnv_toUnicode (decoder->converter, &target, units + PIECE_UNITS, &source, bytes + length,
                      NULL, is_last, &status);
      append_units (decoder, units, target - units, text);
    }
  while (status == U_BUFFER_OVERFLOW_ERROR);
  /* With a callback that always substitutes nothing else can go wrong. */
  g_assert (U_SUCCESS (status));
  decoder->n_pushed += length;
}

const NxEncodingReport *
nx_decoder_get_report (NxDecoder *decoder)
{
  return &decoder->report;
}

char *
nx_encoding_decode (const char *bytes,
                    gsize length,
                    NxEncoding encoding,
                    gsize *text_length,
                    NxEncodingReport *report)
{
  g_autoptr (NxDecoder) decoder = NULL;
  GString *text = g_string_sized_new (length + length / 2 + 1);
  gsize bom_length = 0;

  if (encoding == NX_ENCODING_AUTO)
    encoding = nx_encoding_guess (bytes, length, &bom_length);
  else
    bom_length = match_bom (encoding, bytes, length);
  decoder = nx_decoder_new (encoding);
  decoder->n_pushed = bom_length;
  nx_decoder_push (decoder, bytes + bom_length, length - bom_length, TRUE, text);
  if (report != NULL)
    *report = decoder->report;
  if (text_length != NULL)
    *text_length = text->len;
  return g_string_free (text, FALSE);
}
