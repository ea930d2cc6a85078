/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Reads the code lists of resources/codes and answers for codes, labels and synonyms. */
#define G_LOG_DOMAIN "nx-model"

#include "config.h"

#include "nx-code-list.h"

#include "nx-codes-resources.h"

#include <gio/gio.h>
#include <string.h>

#define CODES_PATH "/io/github/nuanxin/Nuanxin/codes/"

/* The columns every list has, in this order; further ones are named by the file. */
enum
{
  COLUMN_CODE,
  COLUMN_ZH,
  COLUMN_EN,
  COLUMN_PARENT,
  COLUMN_RETIRED,
  N_FIXED_COLUMNS
};

struct _NxCode
{
  const NxCodeList *list;
  guint position;
  GStrv cells; /* one for every column of the list, never NULL */
};

struct _NxCodeList
{
  char *id;
  char *standard;
  char *title_zh;
  char *title_en;
  GStrv columns;
  guint n_columns;
  GPtrArray *codes;    /* NxCode, in file order */
  GHashTable *by_code; /* code → NxCode */
  GHashTable *by_text; /* normalised code, label or synonym → NxCode */
};

/* Read-only once filled; shared by all threads like the resource it is made from. */
static GMutex lists_lock;
static GHashTable *lists;

static char *
normalise (const char *text)
{
  g_autofree char *folded = NULL;
  g_autofree char *composed = g_utf8_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE);
  GString *key = g_string_new (NULL);

  if (composed == NULL)
    return g_string_free (key, FALSE);
  folded = g_utf8_casefold (composed, -1);
  for (const char *at = folded; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar letter = g_utf8_get_char (at);

      if (!g_unichar_isspace (letter) && !g_unichar_iszerowidth (letter))
        g_string_append_unichar (key, letter);
    }
  return g_string_free (key, FALSE);
}

static int
find_column (const NxCodeList *self, const char *column)
{
  for (guint i = 0; i < self->n_columns; i++)
    if (strcmp (self->columns[i], column) == 0)
      return (int)i;
  return -1;
}

static void
add_text (NxCodeList *self, const char *text, NxCode *code)
{
  g_autofree char *key = normalise (text);

  if (*key != '\0' && !g_hash_table_contains (self->by_text, key))
    g_hash_table_insert (self->by_text, g_steal_pointer (&key), code);
}

/* Codes first, then labels, then synonyms, so that a synonym never hides a label. */
static void
index_texts (NxCodeList *self)
{
  int synonyms = find_column (self, "synonyms");

  for (guint i = 0; i < self->codes->len; i++)
    {
      NxCode *code = g_ptr_array_index (self->codes, i);

      add_text (self, code->cells[COLUMN_CODE], code);
    }
  for (guint i = 0; i < self->codes->len; i++)
    {
      NxCode *code = g_ptr_array_index (self->codes, i);

      add_text (self, code->cells[COLUMN_ZH], code);
      add_text (self, code->cells[COLUMN_EN], code);
    }
  for (guint i = 0; synonyms >= 0 && i < self->codes->len; i++)
    {
      NxCode *code = g_ptr_array_index (self->codes, i);
      g_auto (GStrv) words = g_strsplit (code->cells[synonyms], ";", -1);

      for (guint w = 0; words[w] != NULL; w++)
        add_text (self, words[w], code);
    }
}

/* The comment head is "# key: value"; other comments say nothing to the program. */
static void
read_head_line (NxCodeList *self, const char *line)
{
  struct
  {
    const char *key;
    char **value;
  } const heads[] = {
    { "# standard:", &self->standard },
    { "# title-zh:", &self->title_zh },
    { "# title-en:", &self->title_en },
  };

  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    if (g_str_has_prefix (line, heads[i].key))
      {
        g_free (*heads[i].value);
        *heads[i].value = g_strstrip (g_strdup (line + strlen (heads[i].key)));
      }
}

static void
read_row (NxCodeList *self, const char *line)
{
  g_auto (GStrv) cells = g_strsplit (line, "\t", -1);
  NxCode *code = NULL;

  if (self->columns == NULL)
    {
      self->n_columns = g_strv_length (cells);
      self->columns = g_steal_pointer (&cells);
      return;
    }
  if (g_strv_length (cells) != self->n_columns || *cells[COLUMN_CODE] == '\0')
    {
      g_critical ("Code list %s has a row that does not fit its columns.", self->id);
      return;
    }
  code = g_new0 (NxCode, 1);
  code->list = self;
  code->position = self->codes->len;
  code->cells = g_steal_pointer (&cells);
  g_ptr_array_add (self->codes, code);
  g_hash_table_insert (self->by_code, code->cells[COLUMN_CODE], code);
}

static NxCodeList *
read_list (const char *id, const char *text)
{
  NxCodeList *self = g_new0 (NxCodeList, 1);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  self->id = g_strdup (id);
  self->standard = g_strdup ("");
  self->title_zh = g_strdup ("");
  self->title_en = g_strdup ("");
  self->codes = g_ptr_array_new ();
  self->by_code = g_hash_table_new (g_str_hash, g_str_equal);
  self->by_text = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (*lines[i] == '#')
        read_head_line (self, lines[i]);
      else if (*lines[i] != '\0')
        read_row (self, lines[i]);
    }
  index_texts (self);
  return self;
}

static NxCodeList *
load_list (const char *id)
{
  g_autofree char *path = g_strconcat (CODES_PATH, id, ".tsv", NULL);
  g_autoptr (GBytes) bytes
      = g_resource_lookup_data (nx_codes_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autofree char *text = NULL;
  gsize length = 0;
  const char *data = NULL;

  if (bytes == NULL)
    return NULL;
  data = g_bytes_get_data (bytes, &length);
  text = g_strndup (data, length);
  return read_list (id, text);
}

NxCodeList *
nx_code_list_get (const char *id)
{
  g_autoptr (GMutexLocker) locker = NULL;
  NxCodeList *self = NULL;

  g_return_val_if_fail (id != NULL, NULL);

  locker = g_mutex_locker_new (&lists_lock);
  if (lists == NULL)
    lists = g_hash_table_new (g_str_hash, g_str_equal);
  self = g_hash_table_lookup (lists, id);
  if (self == NULL)
    {
      self = load_list (id);
      if (self != NULL)
        g_hash_table_insert (lists, self->id, self);
    }
  return self;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *)a, *(char *const *)b);
}

static char **
enumerate_ids (void)
{
  g_auto (GStrv) names = g_resource_enumerate_children (nx_codes_get_resource (), CODES_PATH,
                                                        G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  guint n = names != NULL ? g_strv_length (names) : 0;

  for (guint i = 0; i < n; i++)
    if (g_str_has_suffix (names[i], ".tsv"))
      names[i][strlen (names[i]) - strlen (".tsv")] = '\0';
  if (n > 1)
    qsort (names, n, sizeof names[0], compare_names);
  return g_steal_pointer (&names);
}

const char *const *
nx_code_list_ids (void)
{
  static char **ids;

  if (g_once_init_enter (&ids))
    g_once_init_leave (&ids, enumerate_ids ());
  return (const char *const *)ids;
}

/* "zh" or "en". The catalogue decides, not the name of the locale, so that labels and messages are
 * always of one language, LANGUAGE=zh_CN over C.UTF-8 included. */
static const char *
get_language (void)
{
  /* TRANSLATORS: not shown. Write zh if this translation is Chinese, else keep en: it chooses the
   * language of the labels of code lists (relations, stages, kinds of visit). */
  const char *language = g_dpgettext2 (NX_GETTEXT_DOMAIN, "language of code labels", "en");

  return strcmp (language, "zh") == 0 ? "zh" : "en";
}

const char *
nx_code_list_get_id (const NxCodeList *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->id;
}

const char *
nx_code_list_get_standard (const NxCodeList *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->standard;
}

const char *
nx_code_list_get_title (const NxCodeList *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return *get_language () == 'z' ? self->title_zh : self->title_en;
}

guint
nx_code_list_get_n (const NxCodeList *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->codes->len;
}

const NxCode *
nx_code_list_nth (const NxCodeList *self, guint position)
{
  g_return_val_if_fail (self != NULL && position < self->codes->len, NULL);
  return g_ptr_array_index (self->codes, position);
}

const NxCode *
nx_code_list_find (const NxCodeList *self, const char *code)
{
  g_return_val_if_fail (self != NULL, NULL);
  return code != NULL ? g_hash_table_lookup (self->by_code, code) : NULL;
}

const NxCode *
nx_code_list_parse (const NxCodeList *self, const char *text)
{
  g_autofree char *key = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  if (text == NULL || !g_utf8_validate (text, -1, NULL))
    return NULL;
  key = normalise (text);
  return g_hash_table_lookup (self->by_text, key);
}

const char *
nx_code_get_code (const NxCode *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->cells[COLUMN_CODE];
}

const char *
nx_code_label (const NxCode *self)
{
  return nx_code_get_label_in (self, get_language ());
}

const char *
nx_code_get_label_in (const NxCode *self, const char *language)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->cells[g_str_has_prefix (language, "zh") ? COLUMN_ZH : COLUMN_EN];
}

const NxCode *
nx_code_get_parent (const NxCode *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return nx_code_list_find (self->list, self->cells[COLUMN_PARENT]);
}

gboolean
nx_code_is_retired (const NxCode *self)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return *self->cells[COLUMN_RETIRED] != '\0';
}

int
nx_code_get_order (const NxCode *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return nx_code_get_extra_int (self, "order", (int)self->position + 1);
}

const char *
nx_code_get_extra (const NxCode *self, const char *column)
{
  int index = 0;

  g_return_val_if_fail (self != NULL && column != NULL, "");

  index = find_column (self->list, column);
  return index >= N_FIXED_COLUMNS ? self->cells[index] : "";
}

int
nx_code_get_extra_int (const NxCode *self, const char *column, int fallback)
{
  const char *text = nx_code_get_extra (self, column);
  gint64 number = 0;

  if (!g_ascii_string_to_signed (text, 10, G_MININT, G_MAXINT, &number, NULL))
    return fallback;
  return (int)number;
}

gboolean
nx_code_get_extra_bool (const NxCode *self, const char *column)
{
  return strcmp (nx_code_get_extra (self, column), "yes") == 0;
}
