/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * A lazy list over a fake source, for tests: what it was asked for, what it told. */
#pragma once

#include "nx-lazy-list.h"
#include "store-fixture.h"

G_BEGIN_DECLS

#define LAZY_KIND NX_RECORD_PERSON

/* What the store holds, as the fake tells it. Guarded, since jobs run on the store's thread. */
typedef struct
{
  GMutex mutex;
  GCond cond;
  GArray *ids;
  GString *requests; /* "first-last/n " for each rows job */
  guint n_ids_jobs, n_rows_jobs, n_waiting;
  guint revision;
  guint n_first; /* of the ids come before the others; 0: all at once */
  gboolean is_gate_shut;
  gboolean is_failing_ids, is_failing_rows;
} Fake;

typedef struct
{
  StoreFixture store_fixture;
  NxStore *store;
  Fake fake;

  NxLazyList *list;
  GArray *mirror; /* the ids as the signals told them */
  GString *log;   /* what the list emitted, in words */
  guint n_notes;
} LazyFixture;

void lazy_fixture_set_up (LazyFixture *lazy, gconstpointer data);
void lazy_fixture_tear_down (LazyFixture *lazy, gconstpointer data);

/* What the fake holds: these ids, or 1 to @n_ids. The list hears of it with the next change. */
void lazy_fixture_set_ids (LazyFixture *lazy, const gint64 *ids, guint n_ids);
void lazy_fixture_set_range (LazyFixture *lazy, guint n_ids);
/* While it is shut, jobs for rows wait at it. */
void lazy_fixture_set_gate (LazyFixture *lazy, gboolean is_shut);
void lazy_fixture_set_failing (LazyFixture *lazy, gboolean ids, gboolean rows);
/* What was asked for since the last time: "first-last/n " for each request. */
char *lazy_fixture_take_requests (LazyFixture *lazy);

/* Makes the list and waits for its ids, or the first of them. */
void lazy_fixture_open (LazyFixture *lazy);
NxLazyItem *lazy_fixture_take_item (LazyFixture *lazy, guint position);
/* The revision of the fake that the item's record was read at. */
guint lazy_fixture_get_revision (NxLazyItem *item);
/* A commit that touches this record; the fake's next revision. */
void lazy_fixture_change (LazyFixture *lazy, NxRecordKind kind, gint64 id, NxChange how);

/* For store_fixture_wait(): of the list, of an item, of the fixture. */
gboolean lazy_fixture_is_idle (gpointer data);
gboolean lazy_fixture_has_begun (gpointer data);
gboolean lazy_fixture_is_item_settled (gpointer data);
gboolean lazy_fixture_is_item_filled (gpointer data);
gboolean lazy_fixture_is_item_renewed (gpointer data);
gboolean lazy_fixture_is_waiting_at_gate (gpointer data);
/* Waits until @n_ids_jobs id queries have run and their answers have come: the reader is one queue,
 * so a job asked for afterwards is answered afterwards. */
void lazy_fixture_wait_for_ids (LazyFixture *lazy, guint n_ids_jobs);

#define lazy_fixture_assert_requests(lazy, text)                                                   \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *requests_ = lazy_fixture_take_requests (lazy);                                \
    g_assert_cmpstr (requests_, ==, text);                                                         \
  }                                                                                                \
  G_STMT_END

#define lazy_fixture_assert_log(lazy, text)                                                        \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_assert_cmpstr ((lazy)->log->str, ==, text);                                                  \
    g_string_truncate ((lazy)->log, 0);                                                            \
  }                                                                                                \
  G_STMT_END

G_END_DECLS
