/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Decides what a copy may show: the one place where names, numbers and doors are masked on paper.
 */
#define G_LOG_DOMAIN "nx-print"

#include "config.h"

#include "nx-privacy.h"

#include "nx-mask.h"
#include "nx-text.h"

#include <string.h>

#define ADULT_AGE 18

void
nx_privacy_init (NxPrivacy *self, const NxPrintOptions *options, const NxSubject *subject)
{
  gboolean is_file = options->copy == NX_COPY_FILE;
  gboolean has_reason
      = options->unmask_reason != NULL && !nx_text_is_blank (options->unmask_reason);

  *self = (NxPrivacy){
    .shows_client = !options->is_redacted,
    .shows_numbers = !options->is_redacted && has_reason,
    .shows_others = !options->is_redacted && is_file,
    .shows_doors = !options->is_redacted && is_file,
    .hides_minors = options->is_redacted,
    .is_strict = options->is_redacted,
    .subject = subject,
  };
}

void
nx_privacy_init_route (NxPrivacy *self, const NxPrintOptions *options)
{
  *self = (NxPrivacy){
    .shows_client = !options->is_redacted,
    .shows_others = !options->is_redacted,
    .shows_doors = !options->is_redacted,
    .hides_minors = TRUE,
    .is_strict = options->is_redacted,
  };
}

static char *
mask (const NxPrivacy *self, NxMask kind, const char *text)
{
  return self->is_strict ? nx_mask_text_strict (kind, text) : nx_mask_text (kind, text);
}

static char *
mask_name (const NxPrivacy *self, gboolean is_shown, const char *name, int age)
{
  if (name == NULL)
    return g_strdup ("");
  if (age >= 0 && age < ADULT_AGE && self->hides_minors)
    return nx_mask_name_of_minor (name);
  return is_shown ? g_strdup (name) : mask (self, NX_MASK_NAME, name);
}

char *
nx_privacy_client_name (const NxPrivacy *self, const char *name, int age)
{
  return mask_name (self, self->shows_client, name, age);
}

char *
nx_privacy_other_name (const NxPrivacy *self, const char *name, int age)
{
  return mask_name (self, self->shows_others, name, age);
}

char *
nx_privacy_id_number (const NxPrivacy *self, const char *number)
{
  if (number == NULL)
    return g_strdup ("");
  return self->shows_numbers ? g_strdup (number) : mask (self, NX_MASK_ID_NUMBER, number);
}

char *
nx_privacy_phone (const NxPrivacy *self, const char *phone)
{
  if (phone == NULL)
    return g_strdup ("");
  return self->shows_numbers ? g_strdup (phone) : mask (self, NX_MASK_PHONE, phone);
}

char *
nx_privacy_address (const NxPrivacy *self, const char *address)
{
  if (address == NULL)
    return g_strdup ("");
  return self->shows_doors ? g_strdup (address) : mask (self, NX_MASK_ADDRESS, address);
}

static char *
keep_digits (const char *text)
{
  g_autofree char *narrow = nx_text_narrow (text);
  GString *digits = g_string_new (NULL);

  for (const char *p = narrow; *p != '\0'; p++)
    if (g_ascii_isalnum (*p))
      g_string_append_c (digits, *p);
  return g_string_free (digits, FALSE);
}

static gboolean
mask_id_match (const GMatchInfo *match, GString *result, gpointer data)
{
  const NxPrivacy *self = data;
  g_autofree char *found = g_match_info_fetch (match, 0);
  g_autofree char *digits = keep_digits (found);
  g_autofree char *masked = mask (self, NX_MASK_ID_NUMBER, digits);

  g_string_append (result, masked);
  return FALSE;
}

static gboolean
mask_phone_match (const GMatchInfo *match, GString *result, gpointer data)
{
  const NxPrivacy *self = data;
  g_autofree char *found = g_match_info_fetch (match, 0);
  g_autofree char *masked = mask (self, NX_MASK_PHONE, found);

  g_string_append (result, masked);
  return FALSE;
}

/* The numbers that are looked for in texts, in this order. */
typedef enum
{
  NUMBER_ID,
  NUMBER_OLD_ID,
  NUMBER_MOBILE,
  NUMBER_LANDLINE,
  N_NUMBERS
} Number;

/* D stands for a digit of any width, G for what may stand between groups of digits. */
static const struct
{
  const char *pattern;
  GRegexEvalCallback by;
} numbers[N_NUMBERS] = {
  [NUMBER_ID] = { "(?<!D)D{6}GD{4}GD{4}GD{3}[0-9０-９XxＸｘ](?!D)", mask_id_match },
  [NUMBER_OLD_ID] = { "(?<!D)D{15}(?!D)", mask_id_match },
  [NUMBER_MOBILE] = { "(?<!D)(?:[+＋]?86G)?[1１][3-9３-９]DGD{4}GD{4}(?!D)", mask_phone_match },
  [NUMBER_LANDLINE] = { "(?<!D)[0０]D{2,3}[\\-－]D{7,8}(?!D)", mask_phone_match },
};

static GRegex *
new_number_regex (const char *pattern)
{
  g_autoptr (GString) text = g_string_new (pattern);
  GRegex *regex = NULL;

  g_string_replace (text, "D", "[0-9０-９]", 0);
  g_string_replace (text, "G", "[ \\-－　]?", 0);
  regex = g_regex_new (text->str, G_REGEX_OPTIMIZE, 0, NULL);
  g_assert (regex != NULL);
  return regex;
}

static gpointer
make_number_regexes (gpointer unused)
{
  GRegex **regexes = g_new0 (GRegex *, N_NUMBERS);

  for (guint i = 0; i < N_NUMBERS; i++)
    regexes[i] = new_number_regex (numbers[i].pattern);
  return regexes;
}

/* Made once: a paper has hundreds of texts. */
static GRegex **
get_number_regexes (void)
{
  static GOnce once = G_ONCE_INIT;

  return g_once (&once, make_number_regexes, NULL);
}

static char *
mask_numbers (const NxPrivacy *self, const char *text)
{
  GRegex **regexes = get_number_regexes ();
  char *masked = g_strdup (text);

  for (guint i = 0; i < N_NUMBERS; i++)
    {
      char *next = g_regex_replace_eval (regexes[i], masked, -1, 0, 0, numbers[i].by,
                                         (gpointer)self, NULL);

      if (next == NULL)
        continue;
      g_free (masked);
      masked = next;
    }
  return masked;
}

static char *
replace_all (const char *text, const char *word, const char *by)
{
  g_auto (GStrv) parts = g_strsplit (text, word, -1);

  return g_strjoinv (by, parts);
}

/* What people write in front of a name; the name after it says nothing more. */
#define KINSHIP_WORDS                                                                                                              \
  "女儿|儿子|长子|长女|次子|次女|老伴|丈夫|妻子|爱人|母亲|父亲|妈妈|爸爸|爷爷|奶奶|外公|外婆|" \
  "姥姥|"                                                                                                                        \
  "姥爷|孙子|孙女|外孙|外孙女|儿媳|女婿|哥哥|弟弟|姐姐|妹妹|监护人"

static char *
replace_pattern (const char *text, const char *pattern, const char *by)
{
  g_autoptr (GRegex) regex = g_regex_new (pattern, 0, 0, NULL);
  char *result = regex != NULL ? g_regex_replace (regex, text, -1, 0, by, 0, NULL) : NULL;

  return result != NULL ? result : g_strdup (text);
}

/* Of a name with its relation before or behind it only the relation stays. */
static char *
drop_name_beside_kinship (const char *text, const char *name, const char *relation)
{
  g_autofree char *quoted = g_regex_escape_string (name, -1);
  g_autofree char *word = g_regex_escape_string (relation, -1);
  g_autofree char *behind = g_strdup_printf ("%s[ 　]?[(（]((?:%s|%s)[^()（）]{0,20})[)）]", quoted,
                                             KINSHIP_WORDS, word);
  g_autofree char *before = g_strdup_printf ("(?<=%s|%s)%s", KINSHIP_WORDS, word, quoted);
  g_autofree char *shorter = replace_pattern (text, behind, "\\1");

  return replace_pattern (shorter, before, "");
}

/* "女儿李梅", "李梅（女儿）" and "李梅" all become "女儿"; who has no relation is masked. */
static char *
replace_known (const NxPrivacy *self, const char *text, const NxKnownPerson *known)
{
  g_autofree char *masked = mask (self, NX_MASK_NAME, known->name);
  g_autofree char *shorter = NULL;

  if (strstr (text, known->name) == NULL)
    return g_strdup (text);
  if (known->relation == NULL || self->is_strict)
    return replace_all (text, known->name, masked);
  shorter = drop_name_beside_kinship (text, known->name, known->relation);
  return replace_all (shorter, known->name, known->relation);
}

char *
nx_privacy_text (const NxPrivacy *self, const char *text)
{
  const NxSubject *subject = self->subject;
  g_autofree char *valid = NULL;
  char *result;

  if (text == NULL)
    return g_strdup ("");
  valid = g_utf8_make_valid (text, -1);
  result = self->shows_numbers ? g_strdup (valid) : mask_numbers (self, valid);
  for (guint i = 0;
       subject != NULL && subject->known != NULL && !self->shows_others && i < subject->known->len;
       i++)
    {
      g_autofree char *before = result;

      result = replace_known (self, before, g_ptr_array_index (subject->known, i));
    }
  if (subject != NULL && subject->name != NULL && !self->shows_client
      && g_utf8_strlen (subject->name, -1) > 1)
    {
      g_autofree char *before = result;
      g_autofree char *name = nx_privacy_client_name (self, subject->name, subject->age);

      result = replace_all (before, subject->name, name);
    }
  return result;
}
