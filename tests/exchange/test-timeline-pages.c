/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Tests that a page of a timeline is that part of the whole one, for everybody in a made-up office.
 */
#include "config.h"

#include "nx-sample-office.h"
#include "nx-timeline-query.h"

#include "store-fixture.h"

#define HOUSEHOLDS 40

/* 2026-11-22 10:00 in Asia/Shanghai, a Sunday. */
#define NOW G_GINT64_CONSTANT (1795312800)

static const guint kinds[] = {
  0,
  NX_TIMELINE_ALL,
  NX_TIMELINE_VISIT,
  NX_TIMELINE_NOT_MET | NX_TIMELINE_STAGE,
  NX_TIMELINE_EDIT | NX_TIMELINE_MEMBER | NX_TIMELINE_COMMENT,
};

static const guint pages[][2] = { { 1, 0 }, { 3, 0 }, { 3, 2 }, { 7, 5 }, { 50, 0 } };

static GPtrArray *
run (NxDatabase *db, const NxTimelineQuery *query)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *entries = nx_timeline_query_run (db, query, &error);

  g_assert_no_error (error);
  return entries;
}

/* Returns how many entries were compared. */
static guint
check_page (NxDatabase *db, const NxTimelineQuery *of, GPtrArray *all, guint limit, guint offset)
{
  NxTimelineQuery query = *of;
  g_autoptr (GPtrArray) entries = NULL;

  query.limit = limit;
  query.offset = offset;
  entries = run (db, &query);
  g_assert_cmpuint (entries->len, ==, all->len > offset ? MIN (limit, all->len - offset) : 0);
  for (guint i = 0; i < entries->len; i++)
    {
      const NxTimelineEntry *one = g_ptr_array_index (entries, i);
      const NxTimelineEntry *other = g_ptr_array_index (all, i + offset);

      g_assert_cmpuint (one->kind, ==, other->kind);
      g_assert_cmpint (nx_date_compare (one->day, other->day), ==, 0);
      g_assert_cmpint (one->order, ==, other->order);
    }
  return entries->len;
}

static guint
check_query (NxDatabase *db, const NxTimelineQuery *of)
{
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      NxTimelineQuery query = *of;
      g_autoptr (GPtrArray) all = NULL;

      query.kinds = kinds[i];
      all = run (db, &query);
      for (guint j = 0; j < G_N_ELEMENTS (pages); j++)
        n += check_page (db, &query, all, pages[j][0], pages[j][1]);
    }
  return n;
}

static gpointer
check_job (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  guint *n = data;

  for (gint64 id = 1; id <= HOUSEHOLDS; id++)
    {
      NxTimelineQuery of_household = { .household_id = id };
      NxTimelineQuery of_person = { .person_id = id };
      NxTimelineQuery of_case = { .case_id = id };
      NxTimelineQuery of_year
          = { .household_id = id, .from = { 2026, 1, 1 }, .to = { 2026, 9, 30 } };

      *n += check_query (db, &of_household);
      *n += check_query (db, &of_person);
      *n += check_query (db, &of_case);
      *n += check_query (db, &of_year);
    }
  return NULL;
}

static void
test_pages (StoreFixture *fixture, gconstpointer data)
{
  NxSampleOptions options = { .households = HOUSEHOLDS, .seed = 7 };
  g_autoptr (GError) error = NULL;
  NxStore *store = NULL;
  guint n = 0;

  g_clear_pointer (&fixture->migrations, nx_migrations_unref);
  store = store_fixture_create (fixture);
  g_object_set (store, "fixed-now", NOW, NULL);
  nx_sample_office_fill_store (store, &options, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  nx_store_read (store, check_job, &n, NULL, &error);
  g_assert_no_error (error);
  g_test_message ("%u entries compared", n);
  g_assert_cmpuint (n, >, 1000);
  store_fixture_assert_finalizes (store);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/timeline/pages", StoreFixture, NULL, store_fixture_set_up, test_pages,
              store_fixture_tear_down);
  return g_test_run ();
}
