/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Knows the numbering plan as far as a register needs it, and takes cells apart. */
#define G_LOG_DOMAIN "nx-base"

#include "config.h"

#include "nx-phone.h"
#include "nx-text.h"

#include <string.h>

typedef struct
{
  GPtrArray *phones;
  GString *digits;    /* the number being read, as typed */
  char *note_before;  /* words seen before any number they could belong to */
  gboolean is_joined; /* no hard separator since the last number */
} Splitter;

void
nx_phone_free (NxPhone *phone)
{
  if (phone == NULL)
    return;
  g_free (phone->number);
  g_free (phone->note);
  g_free (phone);
}

/* The digits and a leading + of @text; the extension, if any, goes to @extension. */
static char *
strip (const char *text, char **extension)
{
  static const char *const marks[] = { "转", "轉", "分机", "ext", "x", "*", "#" };
  g_autofree char *narrow = nx_text_narrow (text);
  GString *digits = g_string_new (NULL);
  gboolean is_extension = FALSE;
  GString *tail = g_string_new (NULL);

  for (const char *p = narrow; *p != '\0'; p = g_utf8_next_char (p))
    {
      for (guint i = 0; i < G_N_ELEMENTS (marks) && !is_extension; i++)
        is_extension = digits->len > 0 && g_ascii_strncasecmp (p, marks[i], strlen (marks[i])) == 0;
      if (g_ascii_isdigit (*p) || (*p == '+' && digits->len == 0))
        g_string_append_c (is_extension ? tail : digits, *p);
    }
  *extension = g_string_free (tail, FALSE);
  return g_string_free (digits, FALSE);
}

/* How long the area code at the start of @digits is: 010 and 02x have three digits, others four. */
static gsize
area_length (const char *digits)
{
  return g_str_has_prefix (digits, "010") || g_str_has_prefix (digits, "02") ? 3 : 4;
}

/* "024-22860000-801": the last group of a land line is an extension if what stands before is whole.
 */
static void
split_hyphen_extension (const char *text, char **digits, char **extension)
{
  g_autofree char *narrow = nx_text_narrow (text);
  const char *last = strrchr (narrow, '-');
  g_autofree char *head = NULL;
  g_autofree char *head_digits = NULL;
  g_autofree char *none = NULL;
  gsize length;

  if (last == NULL || **digits != '0' || **extension != '\0' || strlen (last + 1) < 1
      || strlen (last + 1) > 6)
    return;
  head = g_strndup (narrow, last - narrow);
  head_digits = strip (head, &none);
  length = strlen (head_digits);
  if (length < area_length (head_digits) + 7 || length > area_length (head_digits) + 8)
    return;
  g_free (*extension);
  *extension = g_strdup (last + 1);
  g_free (*digits);
  *digits = g_steal_pointer (&head_digits);
}

static const char *
skip_country_code (const char *digits)
{
  if (g_str_has_prefix (digits, "+86"))
    return digits + 3;
  if (g_str_has_prefix (digits, "0086"))
    return digits + 4;
  if (g_str_has_prefix (digits, "86") && strlen (digits) == 13 && digits[2] == '1')
    return digits + 2;
  /* 013800001111: the long-distance zero in front of a mobile. */
  if (g_str_has_prefix (digits, "01") && strlen (digits) == 12)
    return digits + 1;
  return digits;
}

static gboolean
is_mobile (const char *digits)
{
  return strlen (digits) == 11 && digits[0] == '1' && digits[1] >= '3';
}

static char *
normalise_landline (const char *digits, const char *extension)
{
  gsize length = strlen (digits);
  gsize area = area_length (digits);
  const char *hyphen = *extension != '\0' ? "-" : "";

  if (digits[0] != '0')
    return length >= 7 && length <= 8 && digits[0] != '1'
               ? g_strconcat (digits, hyphen, extension, NULL)
               : NULL;
  if (length < area + 7 || length > area + 8 || digits[1] == '0' || digits[area] == '0'
      || digits[area] == '1')
    return NULL;
  return g_strdup_printf ("%.*s-%s%s%s", (int)area, digits, digits + area, hyphen, extension);
}

static char *
normalise_foreign (const char *digits, NxPhoneKind *kind)
{
  gsize length = strlen (digits) - 1;

  if (g_str_has_prefix (digits, "+852") || g_str_has_prefix (digits, "+853"))
    {
      *kind = NX_PHONE_HK_MACAO;
      return length == 11 ? g_strdup (digits) : NULL;
    }
  if (g_str_has_prefix (digits, "+8869") && length == 12)
    {
      *kind = NX_PHONE_TAIWAN;
      return g_strconcat ("0", digits + 4, NULL);
    }
  *kind = NX_PHONE_FOREIGN;
  return length >= 7 && length <= 15 && digits[1] != '0' ? g_strdup (digits) : NULL;
}

static gboolean
is_service (const char *digits)
{
  gsize length = strlen (digits);

  return (length >= 3 && length <= 5 && digits[0] == '1') || (length == 5 && digits[0] == '9')
         || (length == 10
             && (g_str_has_prefix (digits, "400") || g_str_has_prefix (digits, "800")));
}

/* Only these may stand inside a number. */
static gboolean
is_clean (const char *text)
{
  static gsize clean_once = 0;
  g_autofree char *narrow = nx_text_narrow (text);

  if (g_once_init_enter (&clean_once))
    g_once_init_leave (
        &clean_once,
        (gsize)g_regex_new (
            "^[+]?[0-9 ().-]*[0-9](?: *(?:转|轉|分机|ext[.]?|x|[*#])[ :]*[0-9]{1,6})?$",
            G_REGEX_CASELESS | G_REGEX_OPTIMIZE, 0, NULL));
  return g_regex_match ((GRegex *)clean_once, narrow, 0, NULL);
}

static char *
normalise_digits (const char *digits, const char *extension, NxPhoneKind *kind)
{
  if (*digits == '+')
    return normalise_foreign (digits, kind);
  if (is_mobile (digits))
    {
      *kind = NX_PHONE_MOBILE;
      return *extension == '\0' ? g_strdup (digits) : NULL;
    }
  if (strlen (digits) == 10 && g_str_has_prefix (digits, "09"))
    {
      *kind = NX_PHONE_TAIWAN;
      return g_strdup (digits);
    }
  if (is_service (digits))
    {
      *kind = NX_PHONE_SERVICE;
      return g_strdup (digits);
    }
  *kind = NX_PHONE_LANDLINE;
  return normalise_landline (digits, extension);
}

char *
nx_phone_normalise (const char *text, NxPhoneKind *kind)
{
  g_autofree char *clean = nx_text_clean (text);
  g_autofree char *digits = NULL;
  g_autofree char *extension = NULL;
  NxPhoneKind found = NX_PHONE_INVALID;
  char *number = NULL;

  if (is_clean (clean))
    {
      digits = strip (clean, &extension);
      split_hyphen_extension (clean, &digits, &extension);
      number = normalise_digits (skip_country_code (digits), extension, &found);
    }
  if (kind != NULL)
    *kind = number != NULL ? found : NX_PHONE_INVALID;
  return number;
}

static void
add_phone (Splitter *splitter, const char *text)
{
  NxPhone *phone = g_new0 (NxPhone, 1);

  phone->number = nx_phone_normalise (text, &phone->kind);
  if (phone->number == NULL)
    phone->number = nx_text_clean (text);
  phone->note
      = splitter->note_before != NULL ? g_steal_pointer (&splitter->note_before) : g_strdup ("");
  g_ptr_array_add (splitter->phones, phone);
  splitter->is_joined = TRUE;
}

/* "138 0000 0000 024 22860000": as many groups as make one number, again and again. */
static void
flush_digits (Splitter *splitter)
{
  g_auto (GStrv) groups = NULL;
  guint n;

  g_strstrip (splitter->digits->str);
  groups = g_strsplit (splitter->digits->str, " ", -1);
  n = g_strv_length (groups);
  for (guint first = 0; first < n;)
    {
      guint end;

      /* A number has at most five groups: country code, area code, two halves, extension. */
      for (end = MIN (n, first + 5); end > first + 1; end--)
        {
          g_autofree char *saved = g_steal_pointer (&groups[end]);
          g_autofree char *joined = g_strjoinv (" ", groups + first);
          g_autofree char *number = nx_phone_normalise (joined, NULL);

          groups[end] = g_steal_pointer (&saved);
          if (number != NULL)
            {
              add_phone (splitter, joined);
              break;
            }
        }
      if (end == first + 1 && *groups[first] != '\0')
        add_phone (splitter, groups[first]);
      first = end;
    }
  g_string_truncate (splitter->digits, 0);
}

/* A note belongs to the number in front of it, or else to the next one. */
static void
add_note (Splitter *splitter, const char *start, const char *end)
{
  g_autofree char *raw = g_strndup (start, end - start);
  g_autofree char *note = nx_text_clean (g_strstrip (raw));
  NxPhone *last = splitter->phones->len > 0
                      ? g_ptr_array_index (splitter->phones, splitter->phones->len - 1)
                      : NULL;

  if (*note == '\0')
    return;
  if (last != NULL && splitter->is_joined && *last->note == '\0')
    {
      g_free (last->note);
      last->note = g_steal_pointer (&note);
      return;
    }
  g_free (splitter->note_before);
  splitter->note_before = g_steal_pointer (&note);
}

static gboolean
is_hard_separator (gunichar c)
{
  return c == 0x3001 || c == '/' || c == ',' || c == ';' || c == '|' || c == '\n' || c == '\\'
         || c == 0x3002 || c == '&';
}

/* 转801 behind a number: the end of it, or NULL. */
static const char *
find_extension_end (const char *p)
{
  static const char *const marks[] = { "转", "轉", "分机" };

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (g_str_has_prefix (p, marks[i]))
      {
        for (p += strlen (marks[i]); *p == ' ' || *p == ':';)
          p++;
        if (!g_ascii_isdigit (*p))
          return NULL;
        while (g_ascii_isdigit (*p))
          p++;
        return p;
      }
  return NULL;
}

static gboolean
is_number_character (const char *p, const GString *digits)
{
  /* (024)22860000: a bracket that holds digits only is part of the number. */
  if (*p == '(')
    return g_regex_match_simple ("^\\([0-9+]{2,5}\\) ?[0-9]", p, 0, 0);
  if (*p == ')')
    return digits->len > 0 && strchr (digits->str, '(') != NULL
           && strchr (digits->str, ')') == NULL;
  return g_ascii_isdigit (*p) || *p == '+' || *p == '*' || *p == '#'
         || (digits->len > 0 && (*p == ' ' || *p == '-' || *p == '.'));
}

static const char *
find_note_end (const char *p, const GString *digits)
{
  if (*p == '(')
    {
      const char *close = strchr (p, ')');

      return close != NULL ? close + 1 : p + strlen (p);
    }
  while (*p != '\0' && *p != '(' && !is_hard_separator (g_utf8_get_char (p))
         && !is_number_character (p, digits))
    p = g_utf8_next_char (p);
  return p;
}

/* Brackets and the colon behind "女儿:" are no part of a note. */
static void
take_note (Splitter *splitter, const char *start, const char *end)
{
  if (*start == '(')
    start++;
  while (end > start && strchr (")(: -.", end[-1]) != NULL)
    end--;
  while (start < end && strchr (")(: -.", *start) != NULL)
    start++;
  add_note (splitter, start, end);
}

static void
split (Splitter *splitter, const char *p)
{
  while (*p != '\0')
    {
      const char *end = splitter->digits->len > 0 ? find_extension_end (p) : NULL;

      if (end != NULL)
        {
          g_string_append_len (splitter->digits, p, end - p);
          p = end;
        }
      else if (is_number_character (p, splitter->digits))
        g_string_append_c (splitter->digits, *p++);
      else if (is_hard_separator (g_utf8_get_char (p)))
        {
          flush_digits (splitter);
          splitter->is_joined = FALSE;
          p = g_utf8_next_char (p);
        }
      else
        {
          flush_digits (splitter);
          end = find_note_end (p, splitter->digits);
          take_note (splitter, p, end > p ? end : g_utf8_next_char (p));
          p = end > p ? end : g_utf8_next_char (p);
        }
    }
  flush_digits (splitter);
}

static gboolean
says_none (const char *text)
{
  static const char *const words[]
      = { "无", "無", "没有", "暂无", "无电话", "无手机", "-", "--", "/", "空", "none" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_ascii_strcasecmp (text, words[i]) == 0)
      return TRUE;
  return FALSE;
}

GPtrArray *
nx_phone_split (const char *cell)
{
  g_autofree char *narrow = nx_text_narrow (cell);
  g_autofree char *clean = nx_text_clean_lines (narrow);
  Splitter splitter = { 0 };

  splitter.phones = g_ptr_array_new_with_free_func ((GDestroyNotify)nx_phone_free);
  g_strstrip (clean);
  if (*clean == '\0' || says_none (clean))
    return splitter.phones;
  splitter.digits = g_string_new (NULL);
  split (&splitter, clean);
  /* Words that no number followed are kept too. */
  if (splitter.note_before != NULL)
    add_phone (&splitter, "");
  g_string_free (splitter.digits, TRUE);
  return splitter.phones;
}
