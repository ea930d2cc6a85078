/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Tests the rows of the lazy list, over a fake source that counts what it is asked for. */
#include "config.h"

#include "lazy-fixture.h"

static void
on_record_cb (GObject *object, GParamSpec *pspec, LazyFixture *lazy)
{
  lazy->n_notes++;
}

static void
test_ids_first (LazyFixture *lazy, gconstpointer data)
{
  lazy_fixture_set_range (lazy, 100000);
  lazy_fixture_open (lazy);
  lazy_fixture_assert_log (lazy, "(0 -0 +100000)[n-items][loading]");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (lazy->list)), ==, 100000);
  g_assert_true (g_list_model_get_item_type (G_LIST_MODEL (lazy->list)) == NX_TYPE_LAZY_ITEM);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (lazy->list), 100000));
  lazy_fixture_assert_requests (lazy, "");
}

/* The beginning of the order can be shown while the rest of it is on its way. */
static void
test_first_ids_first (LazyFixture *lazy, gconstpointer data)
{
  g_autoptr (NxLazyItem) shown = NULL;

  lazy->fake.n_first = 256;
  lazy_fixture_set_range (lazy, 100000);
  lazy_fixture_open (lazy);
  lazy_fixture_assert_log (lazy, "(0 -0 +256)[n-items]");
  g_assert_true (nx_lazy_list_get_loading (lazy->list));
  shown = lazy_fixture_take_item (lazy, 3);
  store_fixture_wait (lazy_fixture_is_idle, lazy->list);
  lazy_fixture_assert_log (lazy, "(256 -0 +99744)[n-items][loading]");
  store_fixture_wait (lazy_fixture_is_item_settled, shown);
  g_assert_cmpint (lazy_fixture_get_revision (shown), ==, 0);
  lazy_fixture_assert_requests (lazy, "1-64/64 ");
  g_assert_cmpuint (lazy->fake.n_ids_jobs, ==, 2);
}

/* Neither do rows wait for the whole order nor the order for rows. */
static void
test_rows_beside_the_rest (LazyFixture *lazy, gconstpointer data)
{
  g_autoptr (NxLazyItem) shown = NULL;

  lazy->fake.n_first = 256;
  lazy_fixture_set_gate (lazy, TRUE);
  lazy_fixture_set_range (lazy, 100000);
  lazy_fixture_open (lazy);
  shown = lazy_fixture_take_item (lazy, 3);
  store_fixture_wait (lazy_fixture_is_waiting_at_gate, lazy);
  store_fixture_wait (lazy_fixture_is_idle, lazy->list);
  g_assert_cmpuint (nx_lazy_list_get_n_items (lazy->list), ==, 100000);
  g_assert_false (lazy_fixture_is_item_settled (shown));
  lazy_fixture_set_gate (lazy, FALSE);
  store_fixture_wait (lazy_fixture_is_item_settled, shown);
}

/* Where the first ids are all there are, nothing else is asked. */
static void
test_first_ids_are_all (LazyFixture *lazy, gconstpointer data)
{
  lazy->fake.n_first = 256;
  lazy_fixture_set_range (lazy, 255);
  lazy_fixture_open (lazy);
  lazy_fixture_assert_log (lazy, "(0 -0 +255)[n-items][loading]");
  g_assert_cmpuint (lazy->fake.n_ids_jobs, ==, 1);
}

/* The list goes while the others are still to be asked for. */
static void
test_dispose_before_the_rest (LazyFixture *lazy, gconstpointer data)
{
  lazy->fake.n_first = 10;
  lazy_fixture_set_range (lazy, 100);
  lazy_fixture_open (lazy);
  g_assert_true (nx_lazy_list_get_loading (lazy->list));
}

/* 205 rows in one turn, as a column view asks for them: the middle, which is in sight, first. */
static void
test_middle_of_a_view_first (LazyFixture *lazy, gconstpointer data)
{
  g_autoptr (GPtrArray) shown = g_ptr_array_new_with_free_func (g_object_unref);

  lazy_fixture_set_range (lazy, 100000);
  lazy_fixture_open (lazy);
  for (guint i = 0; i < 205; i++)
    g_ptr_array_add (shown, lazy_fixture_take_item (lazy, 50000 + i));
  g_assert_true (nx_lazy_item_get_loading (shown->pdata[0]));
  g_assert_null (nx_lazy_item_get_record (shown->pdata[0]));
  for (guint i = 0; i < 205; i++)
    {
      store_fixture_wait (lazy_fixture_is_item_settled, shown->pdata[i]);
      g_assert_cmpint (lazy_fixture_get_revision (shown->pdata[i]), ==, 0);
    }
  /* Two pages of 64 at a time, those around the 103rd row before the others. */
  lazy_fixture_assert_requests (lazy, "50049-50176/128 49985-50240/128 ");
  g_assert_cmpuint (lazy->fake.n_rows_jobs, ==, 2);
}

static void
test_same_item_while_held (LazyFixture *lazy, gconstpointer data)
{
  g_autoptr (NxLazyItem) first = NULL;
  g_autoptr (NxLazyItem) again = NULL;

  lazy_fixture_set_range (lazy, 10);
  lazy_fixture_open (lazy);
  first = lazy_fixture_take_item (lazy, 3);
  again = lazy_fixture_take_item (lazy, 3);
  g_assert_true (first == again);
  store_fixture_wait (lazy_fixture_is_item_settled, first);
  lazy_fixture_assert_requests (lazy, "1-10/10 ");
  g_clear_object (&again);
  /* The page came whole: its other rows are there at once. */
  again = lazy_fixture_take_item (lazy, 7);
  g_assert_cmpint (lazy_fixture_get_revision (again), ==, 0);
  lazy_fixture_assert_requests (lazy, "");
}

/* What went by while scrolling is not loaded. */
static void
test_dropped_rows_are_not_asked_for (LazyFixture *lazy, gconstpointer data)
{
  g_autoptr (NxLazyItem) last = NULL;

  lazy_fixture_set_range (lazy, 100000);
  lazy_fixture_open (lazy);
  for (guint i = 0; i < 100000; i++)
    {
      g_autoptr (NxLazyItem) passing = lazy_fixture_take_item (lazy, i);

      g_assert_cmpint (nx_lazy_item_get_id (passing), ==, (gint64)i + 1);
    }
  last = lazy_fixture_take_item (lazy, 99999);
  store_fixture_wait (lazy_fixture_is_item_settled, last);
  lazy_fixture_assert_requests (lazy, "99969-100000/32 ");
}

/* A loop over everything that keeps every row loads everything: 10,000 rows in requests of 128. */
static void
test_held_rows_all_come (LazyFixture *lazy, gconstpointer data)
{
  g_autoptr (GPtrArray) held = g_ptr_array_new_with_free_func (g_object_unref);

  lazy_fixture_set_range (lazy, 10000);
  lazy_fixture_open (lazy);
  for (guint i = 0; i < 10000; i++)
    g_ptr_array_add (held, lazy_fixture_take_item (lazy, i));
  for (guint i = 0; i < 10000; i++)
    store_fixture_wait (lazy_fixture_is_item_settled, held->pdata[i]);
  g_assert_cmpuint (lazy->fake.n_rows_jobs, ==, 79);
}

static void
test_newest_wish_first (LazyFixture *lazy, gconstpointer data)
{
  g_autoptr (NxLazyItem) under_way = NULL;
  g_autoptr (GPtrArray) older = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (NxLazyItem) newest = NULL;

  lazy_fixture_set_range (lazy, 100000);
  lazy_fixture_open (lazy);
  lazy_fixture_set_gate (lazy, TRUE);
  under_way = lazy_fixture_take_item (lazy, 0);
  store_fixture_wait (lazy_fixture_is_waiting_at_gate, lazy);
  for (guint i = 0; i < 10; i++)
    g_ptr_array_add (older, lazy_fixture_take_item (lazy, 1000 + i * 640));
  newest = lazy_fixture_take_item (lazy, 99999);
  lazy_fixture_set_gate (lazy, FALSE);
  store_fixture_wait (lazy_fixture_is_item_settled, newest);
  store_fixture_wait (lazy_fixture_is_item_settled, older->pdata[0]);
  lazy_fixture_assert_requests (lazy, "1-64/64 99969-6784/96 6081-5504/128 4801-4224/128"
                                      " 3521-2944/128 2241-1664/128 961-1024/64 ");
}

static void
test_change_in_place (LazyFixture *lazy, gconstpointer data)
{
  g_autoptr (NxLazyItem) touched = NULL;
  g_autoptr (NxLazyItem) other = NULL;

  lazy_fixture_set_range (lazy, 1000);
  lazy_fixture_open (lazy);
  touched = lazy_fixture_take_item (lazy, 10);
  other = lazy_fixture_take_item (lazy, 11);
  store_fixture_wait (lazy_fixture_is_item_settled, touched);
  lazy_fixture_assert_requests (lazy, "1-64/64 ");
  g_string_truncate (lazy->log, 0);
  g_signal_connect (touched, "notify::record", G_CALLBACK (on_record_cb), lazy);
  g_signal_connect (other, "notify", G_CALLBACK (on_record_cb), lazy);
  lazy_fixture_change (lazy, LAZY_KIND, 11, NX_CHANGE_CHANGED);
  lazy_fixture_wait_for_ids (lazy, 2);
  store_fixture_wait (lazy_fixture_is_item_renewed, touched);
  /* One row loaded alone, one notification, no items-changed; the old record stayed till then. */
  lazy_fixture_assert_requests (lazy, "11-11/1 ");
  lazy_fixture_assert_log (lazy, "");
  g_assert_cmpuint (lazy->n_notes, ==, 1);
  g_assert_cmpint (lazy_fixture_get_revision (other), ==, 0);
}

static void
test_other_kinds (LazyFixture *lazy, gconstpointer data)
{
  g_autoptr (NxLazyItem) item = NULL;

  lazy_fixture_set_range (lazy, 3);
  lazy_fixture_open (lazy);
  item = lazy_fixture_take_item (lazy, 0);
  store_fixture_wait (lazy_fixture_is_item_settled, item);
  lazy_fixture_assert_requests (lazy, "1-3/3 ");
  /* A kind that does not concern the list; then one that its rows show. */
  lazy_fixture_change (lazy, NX_RECORD_VISIT, 1, NX_CHANGE_ADDED);
  lazy_fixture_change (lazy, NX_RECORD_MEMBERSHIP, 9, NX_CHANGE_ADDED);
  lazy_fixture_wait_for_ids (lazy, 2);
  store_fixture_wait (lazy_fixture_is_item_renewed, item);
  g_assert_cmpint (lazy_fixture_get_revision (item), ==, 2);
  g_assert_cmpuint (lazy->fake.n_ids_jobs, ==, 2);
  g_assert_cmpuint (lazy->fake.n_rows_jobs, ==, 2);
}

/* A row that changes while it is being loaded is loaded once more. */
static void
test_change_during_load (LazyFixture *lazy, gconstpointer data)
{
  g_autoptr (NxLazyItem) item = NULL;

  lazy_fixture_set_range (lazy, 3);
  lazy_fixture_open (lazy);
  lazy_fixture_set_gate (lazy, TRUE);
  item = lazy_fixture_take_item (lazy, 0);
  store_fixture_wait (lazy_fixture_is_waiting_at_gate, lazy);
  lazy_fixture_change (lazy, LAZY_KIND, 1, NX_CHANGE_CHANGED);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  lazy_fixture_set_gate (lazy, FALSE);
  store_fixture_wait (lazy_fixture_is_item_settled, item);
  g_assert_cmpint (lazy_fixture_get_revision (item), ==, 0);
  store_fixture_wait (lazy_fixture_is_item_renewed, item);
  g_assert_cmpint (lazy_fixture_get_revision (item), ==, 1);
}

static void
test_failing_page (LazyFixture *lazy, gconstpointer data)
{
  g_autoptr (NxLazyItem) item = NULL;

  lazy_fixture_set_range (lazy, 3);
  lazy_fixture_open (lazy);
  lazy_fixture_set_failing (lazy, FALSE, TRUE);
  item = lazy_fixture_take_item (lazy, 0);
  store_fixture_wait (lazy_fixture_is_item_settled, item);
  g_assert_error (nx_lazy_item_get_error (item), G_IO_ERROR, G_IO_ERROR_FAILED);
  g_assert_null (nx_lazy_item_get_record (item));
  g_assert_null (nx_lazy_list_get_error (lazy->list));
  lazy_fixture_set_failing (lazy, FALSE, FALSE);
  nx_lazy_list_retry (lazy->list);
  store_fixture_wait (lazy_fixture_is_item_filled, item);
  g_assert_null (nx_lazy_item_get_error (item));
}

static void
test_failing_ids (LazyFixture *lazy, gconstpointer data)
{
  lazy_fixture_set_range (lazy, 3);
  lazy_fixture_set_failing (lazy, TRUE, FALSE);
  lazy_fixture_open (lazy);
  lazy_fixture_assert_log (lazy, "[error][loading]");
  g_assert_error (nx_lazy_list_get_error (lazy->list), G_IO_ERROR, G_IO_ERROR_FAILED);
  lazy_fixture_set_failing (lazy, FALSE, FALSE);
  nx_lazy_list_retry (lazy->list);
  g_assert_true (nx_lazy_list_get_loading (lazy->list));
  store_fixture_wait (lazy_fixture_is_idle, lazy->list);
  lazy_fixture_assert_log (lazy, "[loading](0 -0 +3)[n-items][error][loading]");
  g_assert_null (nx_lazy_list_get_error (lazy->list));
}

static void
test_row_that_is_gone (LazyFixture *lazy, gconstpointer data)
{
  static const gint64 ids[] = { 5, -6 };
  g_autoptr (NxLazyItem) gone = NULL;

  lazy_fixture_set_ids (lazy, ids, G_N_ELEMENTS (ids));
  lazy_fixture_open (lazy);
  gone = lazy_fixture_take_item (lazy, 1);
  store_fixture_wait (lazy_fixture_is_item_settled, gone);
  g_assert_null (nx_lazy_item_get_record (gone));
  g_assert_null (nx_lazy_item_get_error (gone));
}

/* The list goes while a page is under way; the row stays in a widget's hands. */
static void
test_dispose_in_flight (LazyFixture *lazy, gconstpointer data)
{
  NxLazyItem *item = NULL;

  lazy_fixture_set_range (lazy, 1000);
  lazy_fixture_open (lazy);
  lazy_fixture_set_gate (lazy, TRUE);
  item = lazy_fixture_take_item (lazy, 500);
  store_fixture_wait (lazy_fixture_is_waiting_at_gate, lazy);
  lazy_fixture_change (lazy, LAZY_KIND, 1, NX_CHANGE_CHANGED);
  g_object_run_dispose (G_OBJECT (lazy->list));
  store_fixture_assert_finalizes (lazy->list);
  lazy->list = NULL;
  lazy_fixture_set_gate (lazy, FALSE);
  lazy_fixture_wait_for_ids (lazy, 1);
  g_assert_null (nx_lazy_item_get_record (item));
  store_fixture_assert_finalizes (item);
}

static void
test_find (LazyFixture *lazy, gconstpointer data)
{
  guint position = 0;

  lazy_fixture_set_range (lazy, 1000);
  lazy_fixture_open (lazy);
  g_assert_true (nx_lazy_list_find (lazy->list, 700, &position));
  g_assert_cmpuint (position, ==, 699);
  g_assert_false (nx_lazy_list_find (lazy->list, 1001, &position));
  g_assert_cmpint (nx_lazy_list_get_id (lazy->list, 699), ==, 700);
  g_assert_cmpint (nx_lazy_list_get_id (lazy->list, 1000), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func)                                                                            \
  g_test_add ("/lazy-list/" name, LazyFixture, NULL, lazy_fixture_set_up, func,                    \
              lazy_fixture_tear_down)
  ADD ("ids-first", test_ids_first);
  ADD ("first-ids-first", test_first_ids_first);
  ADD ("rows-beside-the-rest", test_rows_beside_the_rest);
  ADD ("first-ids-are-all", test_first_ids_are_all);
  ADD ("dispose-before-the-rest", test_dispose_before_the_rest);
  ADD ("middle-of-a-view-first", test_middle_of_a_view_first);
  ADD ("same-item-while-held", test_same_item_while_held);
  ADD ("dropped-rows-are-not-asked-for", test_dropped_rows_are_not_asked_for);
  ADD ("held-rows-all-come", test_held_rows_all_come);
  ADD ("newest-wish-first", test_newest_wish_first);
  ADD ("change-in-place", test_change_in_place);
  ADD ("other-kinds", test_other_kinds);
  ADD ("change-during-load", test_change_during_load);
  ADD ("failing-page", test_failing_page);
  ADD ("failing-ids", test_failing_ids);
  ADD ("row-that-is-gone", test_row_that_is_gone);
  ADD ("dispose-in-flight", test_dispose_in_flight);
  ADD ("find", test_find);
  return g_test_run ();
}
