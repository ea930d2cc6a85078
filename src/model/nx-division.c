/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Reads the division table and takes division codes and names apart. */
#define G_LOG_DOMAIN "nx-model"

#include "config.h"

#include "nx-division.h"

#include "nx-codes-resources.h"

#include <gio/gio.h>
#include <string.h>

#define TABLE_PATH "/io/github/nuanxin/Nuanxin/divisions/divisions-liaoning.tsv"

static const struct
{
  const char *code;
  guint n_digits;
} levels[] = {
  [NX_DIVISION_PROVINCE] = { "province", 2 },    [NX_DIVISION_CITY] = { "city", 4 },
  [NX_DIVISION_COUNTY] = { "county", 6 },        [NX_DIVISION_TOWNSHIP] = { "township", 9 },
  [NX_DIVISION_COMMUNITY] = { "community", 12 },
};

/* How the names of committees end, longest first, and what people say instead. The lengths of both
 * differ, so that stripping twice is the same as once. */
static const struct
{
  const char *suffix;
  const char *word;
} committees[] = {
  { "社区居民委员会", "社区" }, { "社区村民委员会", "社区" }, { "社区居委会", "社区" },
  { "社区村委会", "社区" },     { "村民委员会", "村" },       { "居民委员会", "社区" },
  { "村委会", "村" },           { "居委会", "社区" },         { "街道办事处", "街道" },
};

static const char *const plain_kinds[] = { "社区", "街道", "村", "镇", "乡" };

struct _NxDivisionTable
{
  char *text;         /* the file; tabs and line ends replaced by NUL */
  GArray *rows;       /* NxDivision pointing into text */
  GHashTable *places; /* code → position + 1 */
};

const char *
nx_division_level_to_code (NxDivisionLevel level)
{
  g_return_val_if_fail (level < G_N_ELEMENTS (levels), NULL);
  return levels[level].code;
}

static gboolean
level_of_length (gsize length, NxDivisionLevel *level)
{
  for (guint i = 0; i < G_N_ELEMENTS (levels); i++)
    if (levels[i].n_digits == length)
      {
        *level = (NxDivisionLevel)i;
        return TRUE;
      }
  return FALSE;
}

/* 210102000000 and 2101020000 fill up 210102; a code of a full level whose last part is not all
 * zeros stands for itself. */
static gsize
cut_zeros (const char *code, gsize length)
{
  for (guint i = G_N_ELEMENTS (levels) - 1; i > 0; i--)
    {
      gsize above = levels[i - 1].n_digits;

      if (length != levels[i].n_digits)
        continue;
      if (strspn (code + above, "0") < length - above)
        return length;
      length = above;
    }
  return length;
}

gboolean
nx_division_parse_code (const char *text, NxDivisionLevel *level, char **code)
{
  g_autofree char *digits = NULL;
  NxDivisionLevel found = NX_DIVISION_PROVINCE;
  gsize length = 0;

  if (text == NULL)
    return FALSE;
  digits = g_strstrip (g_strdup (text));
  length = strlen (digits);
  if (strspn (digits, "0123456789") != length || !level_of_length (length, &found)
      || strncmp (digits, "00", 2) == 0)
    return FALSE;
  length = cut_zeros (digits, length);
  level_of_length (length, &found);
  digits[length] = '\0';
  if (level != NULL)
    *level = found;
  if (code != NULL)
    *code = g_steal_pointer (&digits);
  return TRUE;
}

char *
nx_division_dup_parent_code (const char *code)
{
  g_autofree char *clean = NULL;
  NxDivisionLevel level = NX_DIVISION_PROVINCE;

  if (!nx_division_parse_code (code, &level, &clean) || level == NX_DIVISION_PROVINCE)
    return NULL;
  return g_strndup (clean, levels[level - 1].n_digits);
}

char *
nx_division_dup_short_name (const char *name)
{
  g_return_val_if_fail (name != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (committees); i++)
    {
      g_autofree char *stem = NULL;

      if (!g_str_has_suffix (name, committees[i].suffix)
          || strlen (name) == strlen (committees[i].suffix))
        continue;
      stem = g_strndup (name, strlen (name) - strlen (committees[i].suffix));
      /* 东村村委会 is 东村, not 东村村. */
      if (g_str_has_suffix (stem, committees[i].word))
        return g_steal_pointer (&stem);
      return g_strconcat (stem, committees[i].word, NULL);
    }
  return g_strdup (name);
}

char *
nx_division_dup_search_name (const char *name)
{
  char *stem = nx_division_dup_short_name (name);

  g_return_val_if_fail (stem != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (plain_kinds); i++)
    if (g_str_has_suffix (stem, plain_kinds[i]) && strlen (stem) > strlen (plain_kinds[i]))
      {
        stem[strlen (stem) - strlen (plain_kinds[i])] = '\0';
        break;
      }
  return stem;
}

/* A row is code, level, name. The level follows from the code, so the column is not read. */
static void
read_row (NxDivisionTable *self, char *line)
{
  char *level_cell = strchr (line, '\t');
  char *name = level_cell != NULL ? strchr (level_cell + 1, '\t') : NULL;
  NxDivision row = { .code = line, .parent = -1 };

  if (name == NULL)
    return;
  *level_cell = '\0';
  row.name = name + 1;
  if (strspn (line, "0123456789") != strlen (line) || !level_of_length (strlen (line), &row.level))
    return; /* the header row */
  if (row.level != NX_DIVISION_PROVINCE)
    {
      g_autofree char *parent = g_strndup (line, levels[row.level - 1].n_digits);

      row.parent = GPOINTER_TO_INT (g_hash_table_lookup (self->places, parent)) - 1;
    }
  g_array_append_val (self->rows, row);
  g_hash_table_insert (self->places, line, GINT_TO_POINTER ((int)self->rows->len));
}

NxDivisionTable *
nx_division_table_new (void)
{
  NxDivisionTable *self = g_new0 (NxDivisionTable, 1);
  g_autoptr (GBytes) bytes = g_resource_lookup_data (nx_codes_get_resource (), TABLE_PATH,
                                                     G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  gsize length = 0;
  const char *data = NULL;
  char *rest = NULL;

  g_assert (bytes != NULL); /* compiled in beside this code */
  data = g_bytes_get_data (bytes, &length);
  self->text = g_strndup (data, length);
  self->rows = g_array_new (FALSE, FALSE, sizeof (NxDivision));
  self->places = g_hash_table_new (g_str_hash, g_str_equal);
  for (char *line = strtok_r (self->text, "\n", &rest); line != NULL;
       line = strtok_r (NULL, "\n", &rest))
    read_row (self, line);
  return self;
}

void
nx_division_table_free (NxDivisionTable *self)
{
  g_return_if_fail (self != NULL);
  g_hash_table_unref (self->places);
  g_array_unref (self->rows);
  g_free (self->text);
  g_free (self);
}

guint
nx_division_table_get_n (const NxDivisionTable *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->rows->len;
}

const NxDivision *
nx_division_table_nth (const NxDivisionTable *self, guint position)
{
  g_return_val_if_fail (self != NULL && position < self->rows->len, NULL);
  return &g_array_index (self->rows, NxDivision, position);
}

int
nx_division_table_find (const NxDivisionTable *self, const char *code)
{
  g_autofree char *clean = NULL;

  g_return_val_if_fail (self != NULL, -1);

  if (!nx_division_parse_code (code, NULL, &clean))
    return -1;
  return GPOINTER_TO_INT (g_hash_table_lookup (self->places, clean)) - 1;
}

char *
nx_division_table_dup_path (const NxDivisionTable *self, guint position)
{
  GString *path = g_string_new (NULL);

  g_return_val_if_fail (self != NULL && position < self->rows->len, g_string_free (path, FALSE));

  for (int at = (int)position; at >= 0;)
    {
      const NxDivision *division = nx_division_table_nth (self, (guint)at);

      g_string_prepend (path, division->name);
      at = division->parent;
    }
  return g_string_free (path, FALSE);
}
