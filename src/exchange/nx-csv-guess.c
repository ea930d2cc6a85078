/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Counts the cells each candidate would make in the head of a table. */
#define G_LOG_DOMAIN "nx-exchange"

#include "config.h"

#include "nx-csv-guess.h"

#define MAX_ROWS 50

/* Fills @counts with the number of cells of each row that is not blank; gives how many rows. A last
 * row that the end of the text cuts off is counted only when it is the only one. */
static guint
count_cells (const char *text, gsize length, char separator, guint counts[MAX_ROWS])
{
  guint n_rows = 0;
  guint n_cells = 1;
  gboolean is_quoted = FALSE;
  gboolean is_cell_start = TRUE;
  gboolean is_blank = TRUE;

  for (gsize i = 0; i < length && n_rows < MAX_ROWS; i++)
    {
      char c = text[i];

      if (is_quoted)
        is_quoted = c != '"';
      else if (c == '\n' || c == '\r')
        {
          if (!is_blank)
            counts[n_rows++] = n_cells;
          n_cells = 1;
          is_blank = TRUE;
          is_cell_start = TRUE;
          continue;
        }
      else if (c == separator)
        {
          n_cells++;
          is_cell_start = TRUE;
          continue;
        }
      /* A doubled quote inside closes and opens again, which counts the same. */
      else if (c == '"' && (is_cell_start || text[i - 1] == '"'))
        is_quoted = TRUE;
      is_cell_start = FALSE;
      is_blank = FALSE;
    }
  if (n_rows == 0 && !is_blank)
    counts[n_rows++] = n_cells;
  return n_rows;
}

/* How many cells lie in the rows that share the most common number of them. */
static guint
score (const guint *counts, guint n_rows)
{
  guint best = 0;

  for (guint i = 0; i < n_rows; i++)
    {
      guint n_same = 0;

      if (counts[i] < 2)
        continue;
      for (guint j = 0; j < n_rows; j++)
        n_same += counts[j] == counts[i];
      best = MAX (best, n_same * counts[i]);
    }
  return best;
}

char
nx_csv_guess_separator (const char *text, gsize length)
{
  static const char candidates[] = { ',', '\t', ';', '|' };
  guint counts[MAX_ROWS];
  guint best = 0;
  char separator = ',';

  if (length >= 5 && g_ascii_strncasecmp (text, "sep=", 4) == 0 && text[4] != '\r'
      && text[4] != '\n')
    return text[4];
  for (guint i = 0; i < G_N_ELEMENTS (candidates); i++)
    {
      guint n_rows = count_cells (text, length, candidates[i], counts);
      guint points = score (counts, n_rows);

      if (points > best)
        {
          best = points;
          separator = candidates[i];
        }
    }
  return separator;
}
