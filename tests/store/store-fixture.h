/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * What the tests of the store share: a folder that goes away, a key, waiting without sleeping. */
#pragma once

#include "nx-store-private.h"
#include "nx-store.h"

G_BEGIN_DECLS

typedef struct
{
  char *parent; /* removed at the end */
  char *folder; /* of the store; not made yet */
  GBytes *key;
  NxMigrations *migrations; /* a small schema of our own; NULL: the bundled one */
} StoreFixture;

extern const char *const store_fixture_steps[];

void store_fixture_set_up (StoreFixture *fixture, gconstpointer data);
void store_fixture_tear_down (StoreFixture *fixture, gconstpointer data);

/* A folder and all in it. */
void store_fixture_remove_tree (const char *path);

/* A store object on the fixture's folder, with its schema. */
NxStore *store_fixture_new (StoreFixture *fixture);

/* The same, created and open. */
NxStore *store_fixture_create (StoreFixture *fixture);

/* The same, opened; asserts success. */
NxStore *store_fixture_open (StoreFixture *fixture);

/* Opens and asserts that it fails with @code of NX_STORE_ERROR. */
void store_fixture_assert_refused (StoreFixture *fixture, GBytes *key, int code);

char *store_fixture_path (StoreFixture *fixture, const char *name);

/* Runs @sql as one write; asserts success. */
void store_fixture_run (NxStore *store, const char *sql);

/* The first column of the first row as a number; asserts success. */
gint64 store_fixture_ask (NxStore *store, const char *sql);

/* Iterates the main context until @is_true says so; fails after ten seconds. */
typedef gboolean (*StoreFixtureCondition) (gpointer data);
void store_fixture_wait (StoreFixtureCondition is_true, gpointer data);
void store_fixture_wait_flag (const gboolean *flag);

/* Drops the last reference and asserts that the object ends. */
void store_fixture_assert_finalizes (gpointer object);

/* What a call to the store answered. */
typedef struct
{
  GError *error;
  char *result;
  gboolean is_done;
  gboolean is_freed;
  gboolean was_freed_at_answer;
  GThread *free_thread;
} StoreAnswer;

void store_answer_clear (StoreAnswer *answer);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (StoreAnswer, store_answer_clear)

/* GAsyncReadyCallback; @data is a StoreAnswer. */
void store_answer_on_read (GObject *object, GAsyncResult *result, gpointer data);
void store_answer_on_write (GObject *object, GAsyncResult *result, gpointer data);
void store_answer_on_close (GObject *object, GAsyncResult *result, gpointer data);

/* Job that gives back a copy of "result". */
gpointer store_fixture_dup_job (NxDatabase *db,
                                gpointer data,
                                GCancellable *cancellable,
                                GError **error);

G_END_DECLS
