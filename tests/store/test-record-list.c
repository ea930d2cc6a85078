/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Tests the list of real records: order, changes in place, moves, rows that come and go. */
#include "config.h"

#include "nx-record-kinds.h"
#include "nx-record-list.h"
#include "nx-records.h"
#include "nx-save.h"

#include "store-fixture.h"

typedef struct
{
  StoreFixture store_fixture;
  NxStore *store;
  NxLazyList *list;
  GString *log;
} Fixture;

typedef struct
{
  gint64 id; /* 0: a new one */
  const char *name;
} Save;

static gpointer
save_job (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Save *save = data;
  g_autoptr (NxRecord) base
      = save->id != 0 ? nx_records_load (db, NX_RECORD_PERSON, save->id, error) : NULL;
  g_autoptr (NxEdit) edit = NULL;

  if (save->name == NULL)
    {
      nx_records_set_archived (db, base, TRUE, error);
      return NULL;
    }
  edit = nx_edit_new (NX_RECORD_PERSON, base);
  nx_edit_set_text (edit, NX_PERSON_NAME, save->name);
  nx_edit_set_text (edit, NX_PERSON_SEX, "2");
  save->id = nx_records_save (db, edit, error);
  return NULL;
}

/* Saves a person, or archives one when @name is NULL, and returns the id. */
static gint64
save (Fixture *fixture, gint64 id, const char *name)
{
  Save saved = { id, name };
  g_autoptr (GError) error = NULL;

  nx_store_write (fixture->store, save_job, &saved, NULL, &error);
  g_assert_no_error (error);
  return saved.id;
}

static void
on_items_changed_cb (
    GListModel *model, guint position, guint n_removed, guint n_added, Fixture *fixture)
{
  g_string_append_printf (fixture->log, "(%u -%u +%u)", position, n_removed, n_added);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  store_fixture_set_up (&fixture->store_fixture, NULL);
  g_clear_pointer (&fixture->store_fixture.migrations, nx_migrations_unref);
  fixture->store = store_fixture_create (&fixture->store_fixture);
  fixture->log = g_string_new (NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  store_fixture_assert_finalizes (fixture->list);
  store_fixture_assert_finalizes (fixture->store);
  g_string_free (fixture->log, TRUE);
  store_fixture_tear_down (&fixture->store_fixture, NULL);
}

static gboolean
is_idle (gpointer data)
{
  return !nx_lazy_list_get_loading (NX_LAZY_LIST (data));
}

static void
open_list (Fixture *fixture)
{
  NxFilter *filter = nx_filter_new (NX_RECORD_PERSON);

  filter->order = NX_ORDER_NAME;
  fixture->list = nx_record_list_new (fixture->store, filter);
  nx_filter_free (filter);
  store_fixture_wait (is_idle, fixture->list);
  g_assert_no_error (nx_lazy_list_get_error (fixture->list));
  g_signal_connect (fixture->list, "items-changed", G_CALLBACK (on_items_changed_cb), fixture);
}

typedef struct
{
  NxLazyItem *item;
  const char *name;
} Expected;

static gboolean
has_name (gpointer data)
{
  Expected *expected = data;
  NxRecord *record = nx_lazy_item_get_record (expected->item);

  return record != NULL
         && g_strcmp0 (nx_record_get_text (record, NX_PERSON_NAME), expected->name) == 0;
}

static void
wait_for_name (NxLazyItem *item, const char *name)
{
  Expected expected = { item, name };

  store_fixture_wait (has_name, &expected);
}

typedef struct
{
  Fixture *fixture;
  const char *log;
} Logged;

static gboolean
is_logged (gpointer data)
{
  Logged *logged = data;

  return g_str_equal (logged->fixture->log->str, logged->log);
}

static void
wait_for_log (Fixture *fixture, const char *log)
{
  Logged logged = { fixture, log };

  store_fixture_wait (is_logged, &logged);
  g_string_truncate (fixture->log, 0);
}

static void
test_follow (Fixture *fixture, gconstpointer data)
{
  gint64 wang = save (fixture, 0, "王桂英");
  gint64 chen = save (fixture, 0, "陈秀兰");
  gint64 li = save (fixture, 0, "李玉珍");
  g_autoptr (NxLazyItem) first = NULL;
  g_autoptr (NxLazyItem) last = NULL;
  guint position = 0;

  open_list (fixture);
  g_assert_cmpuint (nx_lazy_list_get_n_items (fixture->list), ==, 3);
  g_assert_cmpint (nx_lazy_list_get_id (fixture->list, 0), ==, chen);
  g_assert_cmpint (nx_lazy_list_get_id (fixture->list, 1), ==, li);
  g_assert_cmpint (nx_lazy_list_get_id (fixture->list, 2), ==, wang);
  first = g_list_model_get_item (G_LIST_MODEL (fixture->list), 0);
  last = g_list_model_get_item (G_LIST_MODEL (fixture->list), 2);
  wait_for_name (first, "陈秀兰");
  wait_for_name (last, "王桂英");

  /* A new name moves the row, and the row in hand shows it. */
  save (fixture, chen, "周秀兰");
  wait_for_log (fixture, "(0 -1 +0)(2 -0 +1)");
  wait_for_name (first, "周秀兰");
  g_assert_true (nx_lazy_list_find (fixture->list, chen, &position));
  g_assert_cmpuint (position, ==, 2);
  save (fixture, 0, "刘春花");
  wait_for_log (fixture, "(1 -0 +1)");
  save (fixture, li, NULL);
  wait_for_log (fixture, "(0 -1 +0)");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/record-list/follow", Fixture, NULL, set_up, test_follow, tear_down);
  return g_test_run ();
}
