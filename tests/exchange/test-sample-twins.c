/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Tests that planted twins are found, in the whole store and while typing, and little else. */
#include "config.h"

#include "nx-sample-office.h"
#include "nx-sample-twins.h"
#include "nx-twin-scan.h"

#include "store-fixture.h"
#include "twin-figures.h"

#define HOUSEHOLDS 700
#define TWINS 160

/* 2026-11-22 10:00 in Asia/Shanghai, a Sunday. */
#define NOW G_GINT64_CONSTANT (1795312800)

static gpointer
plant_in_worker (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return nx_sample_twins_plant (db, *(const guint *)data, 11, error);
}

static GArray *
plant (NxStore *store, guint n)
{
  g_autoptr (GError) error = NULL;
  GArray *planted = nx_store_write (store, plant_in_worker, &n, NULL, &error);

  g_assert_no_error (error);
  return planted;
}

static NxStore *
make_office (StoreFixture *fixture, guint households)
{
  g_autoptr (GError) error = NULL;
  NxSampleOptions options = { .households = households, .seed = 42 };
  NxStore *store = NULL;

  /* The real schema, not the small one of the fixture. */
  g_clear_pointer (&fixture->migrations, nx_migrations_unref);
  store = store_fixture_create (fixture);
  g_object_set (store, "fixed-now", NOW, NULL);
  nx_sample_office_fill_store (store, &options, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  return store;
}

static gpointer
look_in_worker (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const GArray *planted = data;
  g_autoptr (GArray) pairs = nx_twin_scan_run (db, NULL, error);
  TwinFigures all;
  TwinFigures likely;
  TwinFigures sure;
  TwinFigures typed;

  g_assert_nonnull (pairs);
  all = twin_figures_of_pairs (pairs, planted, NX_TWIN_POINTS_PAIR);
  likely = twin_figures_of_pairs (pairs, planted, NX_TWIN_POINTS_LIKELY);
  sure = twin_figures_of_pairs (pairs, planted, NX_TWIN_POINTS_ALMOST_SURE);
  typed = twin_figures_of_typing (db, planted, NULL);
  g_test_message ("pairs: precision %.3f recall %.3f; likely: %.3f %.3f; sure: %.3f %.3f;"
                  " typed: %.3f %.3f",
                  all.precision, all.recall, likely.precision, likely.recall, sure.precision,
                  sure.recall, typed.precision, typed.recall);
  twin_figures_print_slips (pairs, planted);
  /* Floors below what is measured, for another seed or weight may cost a little. */
  g_assert_cmpfloat (all.precision, >=, 0.9);
  g_assert_cmpfloat (all.recall, >=, 0.8);
  g_assert_cmpfloat (likely.precision, >=, 0.95);
  g_assert_cmpfloat (sure.precision, >=, 0.98);
  g_assert_cmpfloat (sure.recall, >=, 0.3);
  g_assert_cmpfloat (typed.recall, >=, 0.9);
  return NULL;
}

static void
test_figures (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (NxStore) store = make_office (fixture, HOUSEHOLDS);
  g_autoptr (GArray) planted = plant (store, TWINS);
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (planted->len, ==, TWINS);
  nx_store_read (store, look_in_worker, planted, NULL, &error);
  g_assert_no_error (error);
  nx_store_close (store, &error);
  g_assert_no_error (error);
}

/* Every planted record comes after its original, and some have slips. */
static void
test_planted (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (NxStore) store = make_office (fixture, 40);
  g_autoptr (GArray) planted = plant (store, 20);
  g_autoptr (GError) error = NULL;
  guint slips = 0;

  for (guint i = 0; i < planted->len; i++)
    {
      const NxSampleTwin *twin = &g_array_index (planted, NxSampleTwin, i);

      g_assert_cmpint (twin->original, <, twin->copy);
      slips |= twin->slips;
    }
  g_assert_cmpuint (slips, !=, 0);
  nx_store_close (store, &error);
  g_assert_no_error (error);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/exchange/sample-twins/figures", StoreFixture, NULL, store_fixture_set_up,
              test_figures, store_fixture_tear_down);
  g_test_add ("/exchange/sample-twins/planted", StoreFixture, NULL, store_fixture_set_up,
              test_planted, store_fixture_tear_down);
  return g_test_run ();
}
