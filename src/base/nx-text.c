/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Normalises text for storing and for comparing, character by character. */
#define G_LOG_DOMAIN "nx-base"

#include "config.h"

#include "nx-text.h"

#include <string.h>
#include <unicode/ustring.h>
#include <unicode/utrans.h>

/* The table of simplified characters covers the Han blocks of the basic plane. */
#define FIRST_HAN 0x3400
#define LAST_HAN 0x9FFF
#define NAME_DOT 0x00B7
/* Up to so many characters a space inside a Chinese name only pads it: 王　芳, 欧阳 建华. */
#define LONGEST_PADDED_NAME 4

/* Variants that stand for the same character in names and that ICU's table leaves alone. */
static const struct
{
  guint16 variant;
  guint16 plain;
} variants[] = {
  { 0x5CEF, 0x5CF0 }, /* 峯 峰 */
  { 0x752F, 0x5B81 }, /* 甯 宁 */
  { 0x5BD7, 0x5B81 }, /* 寗 宁 */
  { 0x90A8, 0x6751 }, /* 邨 村 */
  { 0x6822, 0x67CF }, /* 栢 柏 */
  { 0x6F82, 0x6F84 }, /* 澂 澄 */
  { 0x71FF, 0x8000 }, /* 燿 耀 */
  { 0x6046, 0x6052 }, /* 恆 恒 */
  { 0x8A60, 0x548F }, /* 詠 咏 */
  { 0x6FEC, 0x6D5A }, /* 濬 浚 */
  { 0x6673, 0x6670 }, /* 晳 晰 */
  { 0x7ADD, 0x5E76 }, /* 竝 并 */
  { 0x59CD, 0x59D7 }, /* 姍 姗 */
  { 0x6DF8, 0x6E05 }, /* 淸 清 */
  { 0x9751, 0x9752 }, /* 靑 青 */
  { 0x771E, 0x771F }, /* 眞 真 */
  { 0x5F65, 0x5F66 }, /* 彥 彦 */
};

static guint16 simplified[LAST_HAN - FIRST_HAN + 1];

static void
fill_from_icu (void)
{
  UErrorCode status = U_ZERO_ERROR;
  UTransliterator *transliterator;
  UChar id[32];

  u_uastrcpy (id, "Traditional-Simplified");
  transliterator = utrans_openU (id, -1, UTRANS_FORWARD, NULL, 0, NULL, &status);

  if (U_FAILURE (status))
    return; /* without ICU's data the fold still works, only blind to traditional forms */
  for (guint c = FIRST_HAN; c <= LAST_HAN; c++)
    {
      UChar text[8] = { (UChar)c, 0 };
      int32_t length = 1;
      int32_t limit = 1;

      status = U_ZERO_ERROR;
      utrans_transUChars (transliterator, text, &length, G_N_ELEMENTS (text), 0, &limit, &status);
      if (U_SUCCESS (status) && length == 1)
        simplified[c - FIRST_HAN] = text[0];
    }
  utrans_close (transliterator);
}

void
nx_text_prepare (void)
{
  static gsize is_ready = 0;

  if (!g_once_init_enter (&is_ready))
    return;
  for (guint c = FIRST_HAN; c <= LAST_HAN; c++)
    simplified[c - FIRST_HAN] = c;
  fill_from_icu ();
  for (guint i = 0; i < G_N_ELEMENTS (variants); i++)
    simplified[variants[i].variant - FIRST_HAN] = variants[i].plain;
  g_once_init_leave (&is_ready, 1);
}

gunichar
nx_text_simplify (gunichar c)
{
  if (c < FIRST_HAN || c > LAST_HAN)
    return c;
  nx_text_prepare ();
  return simplified[c - FIRST_HAN];
}

gboolean
nx_text_is_han (gunichar c)
{
  return c == 0x3007 || (c >= 0x3400 && c <= 0x4DBF) || (c >= 0x4E00 && c <= 0x9FFF)
         || (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x3FFFD);
}

gboolean
nx_text_is_name_dot (gunichar c)
{
  switch (c)
    {
    case NAME_DOT:
    case 0x2022: /* • */
    case 0x2027: /* ‧ */
    case 0x22C5: /* ⋅ */
    case 0x2219: /* ∙ */
    case 0x30FB: /* ・ */
    case 0xFF65: /* ･ */
      return TRUE;
    default:
      return FALSE;
    }
}

/* Characters that are never seen but make two equal words differ. The joiners stay: some scripts
 * and emoji need them. */
static gboolean
is_invisible (gunichar c)
{
  return c == 0xFEFF || c == 0x200B || c == 0x200E || c == 0x200F || c == 0x00AD
         || (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x2069) || c == 0xFFF9
         || c == 0xFFFA || c == 0xFFFB;
}

static gboolean
is_space (gunichar c)
{
  return g_unichar_isspace (c) || c == 0x2028 || c == 0x2029 || c == 0x00A0;
}

static gboolean
is_dropped (gunichar c)
{
  return is_invisible (c) || (g_unichar_iscntrl (c) && !is_space (c));
}

static char *
to_nfc (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);

  return g_utf8_normalize (valid, -1, G_NORMALIZE_DEFAULT_COMPOSE);
}

gboolean
nx_text_is_blank (const char *text)
{
  for (; text != NULL && *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar c = g_utf8_get_char_validated (text, -1);

      if (c == (gunichar)-1 || c == (gunichar)-2 || (!is_space (c) && !is_dropped (c)))
        return FALSE;
    }
  return TRUE;
}

char *
nx_text_clean (const char *text)
{
  g_autofree char *nfc = NULL;
  GString *result;
  gboolean is_space_due = FALSE;

  if (text == NULL)
    return g_strdup ("");
  nfc = to_nfc (text);
  result = g_string_sized_new (strlen (nfc) + 1);
  for (const char *p = nfc; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (is_space (c))
        is_space_due = result->len > 0;
      else if (!is_dropped (c))
        {
          if (is_space_due)
            g_string_append_c (result, ' ');
          is_space_due = FALSE;
          g_string_append_unichar (result, c);
        }
    }
  return g_string_free (result, FALSE);
}

/* One line of a longer text without its end: unwanted characters out, spaces at the end too. */
static char *
clean_line (const char *line)
{
  GString *result = g_string_new (NULL);

  for (const char *p = line; *p != '\0'; p = g_utf8_next_char (p))
    if (!is_dropped (g_utf8_get_char (p)))
      g_string_append_unichar (result, g_utf8_get_char (p));
  while (result->len > 0)
    {
      const char *last = g_utf8_prev_char (result->str + result->len);

      if (!is_space (g_utf8_get_char (last)))
        break;
      g_string_truncate (result, last - result->str);
    }
  return g_string_free (result, FALSE);
}

/* CRLF, CR, NEL and the Unicode separators all become \n. */
static char *
unify_line_ends (const char *text)
{
  GString *result = g_string_sized_new (strlen (text) + 1);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '\r' && p[1] == '\n')
        continue;
      if (c == '\r' || c == 0x85 || c == 0x2028 || c == 0x2029)
        c = '\n';
      g_string_append_unichar (result, c);
    }
  return g_string_free (result, FALSE);
}

char *
nx_text_clean_lines (const char *text)
{
  g_autofree char *nfc = NULL;
  g_autofree char *unified = NULL;
  g_auto (GStrv) lines = NULL;
  GString *result = g_string_new (NULL);
  guint n_breaks = 0;

  if (text == NULL)
    return g_string_free (result, FALSE);
  nfc = to_nfc (text);
  unified = unify_line_ends (nfc);
  lines = g_strsplit (unified, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *line = clean_line (lines[i]);

      /* Breaks are written only between lines with text, so none stand at either end. */
      if (*line != '\0')
        {
          for (; n_breaks > 0; n_breaks--)
            g_string_append_c (result, '\n');
          g_string_append (result, line);
        }
      if (result->len > 0)
        n_breaks++;
    }
  return g_string_free (result, FALSE);
}

/* What may stand for the name dot between two Chinese characters. */
static gboolean
is_name_separator (gunichar c)
{
  return nx_text_is_name_dot (c) || c == ' ' || c == '.' || c == '-' || c == 0xFF0E || c == 0xFF0D;
}

static guint
count_han (const char *text)
{
  guint n = 0;

  for (; *text != '\0'; text = g_utf8_next_char (text))
    n += nx_text_is_han (g_utf8_get_char (text));
  return n;
}

/* Writes what stands between two parts of a name; @first … @end are all separators. */
static void
append_name_separator (
    GString *result, const char *first, const char *end, gunichar next, guint n_han)
{
  gunichar before
      = result->len > 0 ? g_utf8_get_char (g_utf8_prev_char (result->str + result->len)) : 0;
  gboolean has_dot = FALSE;
  gboolean has_other = FALSE;

  for (const char *p = first; p < end; p = g_utf8_next_char (p))
    {
      has_dot |= nx_text_is_name_dot (g_utf8_get_char (p));
      has_other |= *p != ' ';
    }
  if (nx_text_is_han (before) && nx_text_is_han (next))
    {
      if (has_other || n_han > LONGEST_PADDED_NAME)
        g_string_append_unichar (result, NAME_DOT);
    }
  else if (!has_dot)
    g_string_append_len (result, first, end - first);
  else if (before != 0 && next != 0)
    g_string_append_unichar (result, NAME_DOT);
}

char *
nx_name_clean (const char *name)
{
  g_autofree char *clean = nx_text_clean (name);
  GString *result = g_string_sized_new (strlen (clean) + 4);
  guint n_han = count_han (clean);
  const char *p = clean;

  while (*p != '\0')
    {
      const char *end = p;

      while (*end != '\0' && is_name_separator (g_utf8_get_char (end)))
        end = g_utf8_next_char (end);
      if (end > p)
        append_name_separator (result, p, end, g_utf8_get_char (end), n_han);
      p = end;
      if (*p != '\0')
        {
          g_string_append_unichar (result, g_utf8_get_char (p));
          p = g_utf8_next_char (p);
        }
    }
  return g_string_free (result, FALSE);
}

/* Most names are plain Han characters, which NFKC and case folding leave alone: worth looking
 * first. */
static gboolean
is_plain_han (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar c = g_utf8_get_char_validated (text, -1);

      if (c < FIRST_HAN || c > LAST_HAN)
        return FALSE;
    }
  return TRUE;
}

static char *
to_comparable (const char *text)
{
  g_autofree char *valid = NULL;
  g_autofree char *compatible = NULL;

  if (is_plain_han (text))
    return g_strdup (text);
  valid = g_utf8_make_valid (text, -1);
  compatible = g_utf8_normalize (valid, -1, G_NORMALIZE_ALL_COMPOSE);
  return g_utf8_casefold (compatible, -1);
}

char *
nx_text_fold (const char *text)
{
  g_autofree char *comparable = NULL;
  GString *result;
  gunichar before = 0;
  const char *p;

  if (text == NULL)
    return g_strdup ("");
  comparable = to_comparable (text);
  result = g_string_sized_new (strlen (comparable) + 1);
  for (p = comparable; *p != '\0';)
    {
      const char *separators = p;
      gunichar c = g_utf8_get_char (p);
      gboolean is_spaced = FALSE;

      for (; c != 0 && (is_name_separator (c) || is_space (c) || is_dropped (c));
           c = g_utf8_get_char (p))
        {
          is_spaced |= is_space (c);
          p = g_utf8_next_char (p);
        }
      if (!(nx_text_is_han (before) && nx_text_is_han (c)))
        {
          for (const char *s = separators; s < p; s++)
            if (*s == '.' || *s == '-')
              g_string_append_c (result, *s);
          if (is_spaced && result->len > 0 && c != 0)
            g_string_append_c (result, ' ');
        }
      if (c == 0)
        break;
      before = c;
      g_string_append_unichar (result, nx_text_simplify (c));
      p = g_utf8_next_char (p);
    }
  return g_string_free (result, FALSE);
}

char *
nx_text_narrow (const char *text)
{
  g_autofree char *valid = NULL;
  GString *result;

  if (text == NULL)
    return g_strdup ("");
  valid = g_utf8_make_valid (text, -1);
  result = g_string_sized_new (strlen (valid) + 1);
  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c >= 0xFF01 && c <= 0xFF5E)
        c -= 0xFF01 - '!';
      else if (c == 0x3000 || c == 0x00A0)
        c = ' ';
      g_string_append_unichar (result, c);
    }
  return g_string_free (result, FALSE);
}

/* Marks, variation selectors (also those of Han characters), joiners and skin tones belong to the
 * character before them. */
static gboolean
is_extending (gunichar c)
{
  return g_unichar_ismark (c) || c == 0x200D || (c >= 0x1F3FB && c <= 0x1F3FF);
}

const char *
nx_text_next_grapheme (const char *text)
{
  gunichar last;

  if (*text == '\0')
    return text;
  last = g_utf8_get_char (text);
  text = g_utf8_next_char (text);
  while (*text != '\0' && (is_extending (g_utf8_get_char (text)) || last == 0x200D))
    {
      last = g_utf8_get_char (text);
      text = g_utf8_next_char (text);
    }
  return text;
}

guint
nx_text_count_graphemes (const char *text)
{
  guint n = 0;

  for (; *text != '\0'; text = nx_text_next_grapheme (text))
    n++;
  return n;
}
