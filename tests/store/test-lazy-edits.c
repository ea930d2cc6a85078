/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Tests by which edits the lazy list gets from one order of ids to the next. */
#include "config.h"

#include "lazy-fixture.h"

#include <string.h>

typedef struct
{
  const char *name;
  const char *before; /* one letter an id */
  const char *after;
  const char *log;
} Diff;

static const Diff diffs[] = {
  { "nothing", "abc", "abc", "" },
  { "append", "abc", "abcd", "(3 -0 +1)[n-items]" },
  { "prepend", "abc", "xabc", "(0 -0 +1)[n-items]" },
  { "insert", "abc", "axbc", "(1 -0 +1)[n-items]" },
  { "remove-first", "abc", "bc", "(0 -1 +0)[n-items]" },
  { "remove-middle", "abc", "ac", "(1 -1 +0)[n-items]" },
  { "remove-all", "abc", "", "(0 -3 +0)[n-items]" },
  { "replace-one", "abc", "axc", "(1 -1 +1)" },
  { "replace-whole", "abc", "xyz", "(0 -3 +0)(0 -0 +3)" },
  { "replace-whole-longer", "a", "xyz", "(0 -1 +0)(0 -0 +3)[n-items]" },
  { "move-down", "abcde", "acdbe", "(1 -1 +0)(3 -0 +1)" },
  { "move-up", "abcde", "adbce", "(3 -1 +0)(1 -0 +1)" },
  { "move-to-end", "abc", "bca", "(0 -1 +0)(2 -0 +1)" },
  { "swap", "ab", "ba", "(0 -1 +0)(1 -0 +1)" },
  { "two-moves", "abcdef", "acbedf", "(1 -4 +4)" },
  { "doubled", "aab", "aaab", "(2 -0 +1)[n-items]" },
};

static void
set_letters (LazyFixture *lazy, const char *letters)
{
  g_autofree gint64 *ids = g_new (gint64, strlen (letters) + 1);

  for (guint i = 0; letters[i] != '\0'; i++)
    ids[i] = letters[i];
  lazy_fixture_set_ids (lazy, ids, (guint)strlen (letters));
}

static void
test_small_edits (LazyFixture *lazy, gconstpointer data)
{
  const Diff *diff = data;

  set_letters (lazy, diff->before);
  lazy_fixture_open (lazy);
  g_string_truncate (lazy->log, 0);
  set_letters (lazy, diff->after);
  lazy_fixture_change (lazy, LAZY_KIND, 1, NX_CHANGE_ADDED);
  lazy_fixture_wait_for_ids (lazy, 2);
  lazy_fixture_assert_log (lazy, diff->log);
}

/* A big middle goes in two steps; a row that moves far is still two edits of one row. */
static void
test_big_edits (LazyFixture *lazy, gconstpointer data)
{
  g_autoptr (GArray) ids = NULL;
  gint64 first = 1;

  lazy_fixture_set_range (lazy, 100000);
  lazy_fixture_open (lazy);
  g_string_truncate (lazy->log, 0);
  ids = g_array_copy (lazy->fake.ids);
  g_array_remove_index (ids, 0);
  g_array_insert_val (ids, 90000, first);
  lazy_fixture_set_ids (lazy, (gint64 *)ids->data, ids->len);
  lazy_fixture_change (lazy, LAZY_KIND, 1, NX_CHANGE_CHANGED);
  lazy_fixture_wait_for_ids (lazy, 2);
  lazy_fixture_assert_log (lazy, "(0 -1 +0)(90000 -0 +1)");

  for (guint i = 1000; i < 2000; i++)
    g_array_index (ids, gint64, i) += 1000000;
  lazy_fixture_set_ids (lazy, (gint64 *)ids->data, ids->len);
  lazy_fixture_change (lazy, LAZY_KIND, 1, NX_CHANGE_ADDED);
  lazy_fixture_wait_for_ids (lazy, 3);
  lazy_fixture_assert_log (lazy, "(1000 -1000 +0)(1000 -0 +1000)");
}

/* Changes that come while the ids are on their way lead to one more query, not to one each. */
static void
test_changes_are_gathered (LazyFixture *lazy, gconstpointer data)
{
  lazy_fixture_set_range (lazy, 10);
  lazy_fixture_open (lazy);
  for (guint i = 0; i < 20; i++)
    lazy_fixture_change (lazy, LAZY_KIND, 1, NX_CHANGE_CHANGED);
  lazy_fixture_wait_for_ids (lazy, 3);
  lazy_fixture_wait_for_ids (lazy, 3);
  g_assert_cmpuint (lazy->fake.n_ids_jobs, ==, 3);
}

/* Rows asked for under an older order are filled in by id. */
static void
test_late_page (LazyFixture *lazy, gconstpointer data)
{
  static const gint64 shifted[] = { 7, 8, 9, 1, 2, 3 };
  static const gint64 before[] = { 1, 2, 3 };
  g_autoptr (NxLazyItem) item = NULL;
  g_autoptr (NxLazyItem) moved = NULL;

  lazy_fixture_set_ids (lazy, before, G_N_ELEMENTS (before));
  lazy_fixture_open (lazy);
  g_string_truncate (lazy->log, 0);
  lazy_fixture_set_gate (lazy, TRUE);
  item = lazy_fixture_take_item (lazy, 0);
  store_fixture_wait (lazy_fixture_is_waiting_at_gate, lazy);
  lazy_fixture_set_ids (lazy, shifted, G_N_ELEMENTS (shifted));
  lazy_fixture_change (lazy, LAZY_KIND, 7, NX_CHANGE_ADDED);
  lazy_fixture_set_gate (lazy, FALSE);
  lazy_fixture_wait_for_ids (lazy, 2);
  lazy_fixture_assert_log (lazy, "(0 -0 +3)[n-items]");
  moved = lazy_fixture_take_item (lazy, 3);
  g_assert_true (moved == item);
  g_assert_cmpint (lazy_fixture_get_revision (item), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func)                                                                            \
  g_test_add ("/lazy-edits/" name, LazyFixture, NULL, lazy_fixture_set_up, func,                   \
              lazy_fixture_tear_down)
  ADD ("big-edits", test_big_edits);
  ADD ("changes-are-gathered", test_changes_are_gathered);
  ADD ("late-page", test_late_page);
  for (guint i = 0; i < G_N_ELEMENTS (diffs); i++)
    {
      g_autofree char *path = g_strconcat ("/lazy-edits/small-edits/", diffs[i].name, NULL);

      g_test_add (path, LazyFixture, &diffs[i], lazy_fixture_set_up, test_small_edits,
                  lazy_fixture_tear_down);
    }
  return g_test_run ();
}
