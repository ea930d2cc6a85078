/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Finds the few small edits that turn one order of ids into another. */
#define G_LOG_DOMAIN "nx-store"

#include "config.h"

#include "nx-lazy-private.h"

#include <string.h>

/* A list view told that many rows went and as many came looks for its old row among all the new
 * ones; told in two steps it does not. Also for a whole list, however short. */
#define BIG_MIDDLE 256

static guint
count_common_head (const gint64 *a, guint n_a, const gint64 *b, guint n_b)
{
  guint n = 0;

  while (n < n_a && n < n_b && a[n] == b[n])
    n++;
  return n;
}

static guint
count_common_tail (const gint64 *a, guint n_a, const gint64 *b, guint n_b)
{
  guint n = 0;

  while (n < n_a && n < n_b && a[n_a - 1 - n] == b[n_b - 1 - n])
    n++;
  return n;
}

/* One row that moved (its sort key was edited) is two edits of one row, however far it went. */
static guint
find_move (const gint64 *a, const gint64 *b, guint n, guint offset, NxLazyEdit edits[2])
{
  gsize rest = (n - 1) * sizeof (gint64);

  if (a[0] == b[n - 1] && memcmp (a + 1, b, rest) == 0)
    {
      edits[0] = (NxLazyEdit){ offset, 1, 0 };
      edits[1] = (NxLazyEdit){ offset + n - 1, 0, 1 };
      return 2;
    }
  if (a[n - 1] == b[0] && memcmp (a, b + 1, rest) == 0)
    {
      edits[0] = (NxLazyEdit){ offset + n - 1, 1, 0 };
      edits[1] = (NxLazyEdit){ offset, 0, 1 };
      return 2;
    }
  return 0;
}

guint
nx_lazy_diff (GArray *old_ids, GArray *new_ids, NxLazyEdit edits[2])
{
  const gint64 *a = (const gint64 *)old_ids->data;
  const gint64 *b = (const gint64 *)new_ids->data;
  guint head = count_common_head (a, old_ids->len, b, new_ids->len);
  guint tail = count_common_tail (a + head, old_ids->len - head, b + head, new_ids->len - head);
  guint n_removed = old_ids->len - head - tail;
  guint n_added = new_ids->len - head - tail;
  gboolean is_whole = n_removed == old_ids->len;

  if (n_removed == 0 && n_added == 0)
    return 0;
  if (n_removed == n_added && n_removed > 1
      && find_move (a + head, b + head, n_removed, head, edits) == 2)
    return 2;
  if (n_removed > 0 && n_added > 0 && (is_whole || MAX (n_removed, n_added) > BIG_MIDDLE))
    {
      edits[0] = (NxLazyEdit){ head, n_removed, 0 };
      edits[1] = (NxLazyEdit){ head, 0, n_added };
      return 2;
    }
  edits[0] = (NxLazyEdit){ head, n_removed, n_added };
  return 1;
}
