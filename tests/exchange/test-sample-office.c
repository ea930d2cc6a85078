/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Tests a made-up office in a real encrypted store: what is there, what is due, what is refused. */
#include "config.h"

#include "nx-journal.h"
#include "nx-office.h"
#include "nx-sample-office.h"
#include "nx-store-error.h"
#include "nx-timeline-query.h"

#include "store-fixture.h"

#include <string.h>

#define HOUSEHOLDS 150
#define PART 90

/* 2026-11-22 10:00 in Asia/Shanghai, a Sunday. */
#define NOW G_GINT64_CONSTANT (1795312800)

typedef struct
{
  StoreFixture store_fixture;
  NxStore *store;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  store_fixture_set_up (&fixture->store_fixture, data);
  /* The real schema, not the small one of the fixture. */
  g_clear_pointer (&fixture->store_fixture.migrations, nx_migrations_unref);
  fixture->store = store_fixture_create (&fixture->store_fixture);
  g_object_set (fixture->store, "fixed-now", NOW, NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  nx_store_close (fixture->store, &error);
  g_assert_no_error (error);
  store_fixture_assert_finalizes (fixture->store);
  store_fixture_tear_down (&fixture->store_fixture, data);
}

static void
fill (Fixture *fixture, guint households)
{
  g_autoptr (GError) error = NULL;
  NxSampleOptions options = { .households = households, .seed = 42 };

  nx_sample_office_fill_store (fixture->store, &options, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
}

static gint64
ask (Fixture *fixture, const char *sql)
{
  return store_fixture_ask (fixture->store, sql);
}

static void
test_contents (Fixture *fixture, gconstpointer data)
{
  fill (fixture, HOUSEHOLDS);
  g_assert_cmpint (ask (fixture, "SELECT count(*) FROM household"), ==, HOUSEHOLDS);
  g_assert_cmpint (ask (fixture, "SELECT count(*) FROM person"), >, HOUSEHOLDS * 2);
  g_assert_cmpint (ask (fixture, "SELECT count(*) FROM case_file"), >, HOUSEHOLDS / 4);
  g_assert_cmpint (ask (fixture, "SELECT count(*) FROM visit"), >, HOUSEHOLDS);
  g_assert_cmpint (ask (fixture, "SELECT count(*) FROM support"), >, HOUSEHOLDS / 2);
  g_assert_cmpint (ask (fixture, "SELECT count(*) FROM comment"), >, 0);
  g_assert_cmpint (ask (fixture, "SELECT count(*) FROM worker"), ==, 6);
  g_assert_cmpint (ask (fixture, "SELECT count(*) FROM person WHERE note NOT LIKE '%示例%'"), ==,
                   0);
  g_assert_cmpint (ask (fixture, "SELECT count(*) FROM area WHERE code = '210102002001'"), ==, 1);
}

/* What the store says of the rows agrees with what the sample meant. */
static void
test_rules (Fixture *fixture, gconstpointer data)
{
  fill (fixture, HOUSEHOLDS);
  g_assert_cmpint (ask (fixture, "SELECT count(*) FROM household_view WHERE status = 'occupied'"
                                 " AND (head_name IS NULL OR n_members = 0)"),
                   ==, 0);
  g_assert_cmpint (ask (fixture, "SELECT count(*) FROM (SELECT 1 FROM membership"
                                 " WHERE relation = '02' AND to_on IS NULL"
                                 " GROUP BY household_id HAVING count(*) > 1)"),
                   ==, 0);
  g_assert_cmpint (ask (fixture, "SELECT count(*) FROM membership AS m JOIN person AS p"
                                 " ON p.id = m.person_id"
                                 " WHERE m.to_on IS NULL AND p.died_on IS NOT NULL"),
                   ==, 0);
  g_assert_cmpint (ask (fixture,
                        "SELECT count(*) FROM case_file WHERE (next_on IS NULL)"
                        " <> (stage IN ('closed', 'archived', 'declined', 'referred_out'))"),
                   ==, 0);
  g_assert_cmpint (ask (fixture, "SELECT count(*) FROM case_file WHERE closed_on IS NOT NULL"
                                 " AND closed_on > '2026-11-22'"),
                   ==, 0);
  g_assert_cmpint (ask (fixture, "SELECT count(*) FROM case_file_view WHERE client_name IS NULL"),
                   ==, 0);
}

static void
test_due (Fixture *fixture, gconstpointer data)
{
  fill (fixture, 400);
  g_assert_cmpint (ask (fixture, "SELECT count(*) FROM case_file WHERE next_on < '2026-11-22'"), >,
                   0);
  g_assert_cmpint (ask (fixture, "SELECT count(*) FROM case_file WHERE next_on = '2026-11-22'"), >,
                   0);
  g_assert_cmpint (ask (fixture, "SELECT count(*) FROM case_file WHERE next_on > '2026-11-22'"), >,
                   0);
  g_assert_cmpint (ask (fixture, "SELECT count(*) FROM visit WHERE state = 'planned'"), >, 0);
  g_assert_cmpint (ask (fixture, "SELECT count(*) FROM visit WHERE state = 'attempted'"), >, 0);
  g_assert_cmpint (ask (fixture, "SELECT count(*) FROM case_file WHERE next_rule = 'risk'"), >, 0);
  g_assert_cmpint (ask (fixture, "SELECT count(*) FROM case_file WHERE next_rule = 'agreed'"
                                 " AND next_reason IS NULL"),
                   ==, 0);
}

static gpointer
check_history_in_worker (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  NxTimelineQuery query = { .case_id = *(const gint64 *)data };
  g_autoptr (GPtrArray) entries = nx_timeline_query_run (db, &query, error);

  g_assert_nonnull (entries);
  g_assert_cmpuint (entries->len, >=, 8);
  g_assert_cmpint (nx_journal_check (db, error), ==, 0);
  return NULL;
}

/* Stages are events on the days they happened, in the order of work, in an unbroken chain. */
static void
test_history (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 id = 0;

  fill (fixture, HOUSEHOLDS);
  id = ask (fixture, "SELECT min(id) FROM case_file WHERE stage = 'intervention'");
  g_assert_cmpint (id, >, 0);
  nx_store_read (fixture->store, check_history_in_worker, &id, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (ask (fixture, "SELECT count(*) FROM event WHERE action = 'stage'"
                                 " AND on_day < '2026-11-22'"),
                   >, HOUSEHOLDS / 2);
  g_assert_cmpint (ask (fixture, "SELECT count(*) FROM event WHERE action = 'moved_out'"), >, 0);
  g_assert_cmpint (ask (fixture, "SELECT count(*) FROM event AS a JOIN event AS b"
                                 " ON a.case_id = b.case_id AND a.action = 'stage'"
                                 " AND b.action = 'stage' AND a.id < b.id"
                                 " WHERE a.on_day > b.on_day"),
                   ==, 0);
}

static gpointer
set_up_in_worker (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  *(gint64 *)data = nx_office_set_up (db, "210102002001", "周海", error);
  return NULL;
}

/* Who made the office carries cases in it. */
static void
test_actor (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *sql = NULL;
  gint64 worker = 0;

  nx_store_write (fixture->store, set_up_in_worker, &worker, NULL, &error);
  g_assert_no_error (error);
  nx_store_set_actor (fixture->store, worker);
  fill (fixture, HOUSEHOLDS);
  sql = g_strdup_printf ("SELECT count(*) FROM case_file WHERE worker_id = %" G_GINT64_FORMAT
                         " AND next_on <= '2026-11-29'",
                         worker);
  g_assert_cmpint (ask (fixture, sql), >, 0);
  g_assert_cmpint (ask (fixture, "SELECT count(*) FROM worker WHERE name = '林晓岚'"), ==, 0);
}

static void
test_not_empty (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  NxSampleOptions options = { .households = 5, .seed = 1 };

  fill (fixture, 5);
  g_assert_false (nx_sample_office_fill_store (fixture->store, &options, NULL, NULL, NULL, &error));
  g_assert_error (error, NX_STORE_ERROR, NX_STORE_ERROR_CONSTRAINT);
  g_assert_cmpint (ask (fixture, "SELECT count(*) FROM household"), ==, 5);
}

static void
test_cancelled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  NxSampleOptions options = { .households = 50, .seed = 1 };

  g_cancellable_cancel (cancellable);
  g_assert_false (
      nx_sample_office_fill_store (fixture->store, &options, NULL, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (ask (fixture, "SELECT count(*) FROM household"), ==, 0);
}

static void
count_progress (guint64 done, guint64 total, gpointer data)
{
  guint64 *last = data;

  g_assert_cmpuint (done, >, *last);
  g_assert_cmpuint (done, <=, total);
  *last = done;
}

/* Parts follow on from each other: the sizes around a part's end are exact. */
static void
test_parts (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  NxSampleOptions options = { .households = PART * 2 + 1, .seed = 8, .part = PART };
  guint64 last = 0;

  nx_sample_office_fill_store (fixture->store, &options, count_progress, &last, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (last, ==, PART * 2 + 1);
  g_assert_cmpint (ask (fixture, "SELECT count(*) FROM household"), ==, PART * 2 + 1);
  g_assert_cmpint (ask (fixture, "SELECT count(*) FROM worker WHERE name = '林晓岚'"), ==, 1);
}

static void
add (const char *path, void (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  add ("/exchange/sample-office/contents", test_contents);
  add ("/exchange/sample-office/rules", test_rules);
  add ("/exchange/sample-office/due", test_due);
  add ("/exchange/sample-office/history", test_history);
  add ("/exchange/sample-office/actor", test_actor);
  add ("/exchange/sample-office/not-empty", test_not_empty);
  add ("/exchange/sample-office/cancelled", test_cancelled);
  add ("/exchange/sample-office/parts", test_parts);
  return g_test_run ();
}
