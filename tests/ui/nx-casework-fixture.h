/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * A small office with one case, its visits and a question; for tests of the casework pages. */
#pragma once

#include "nx-record.h"
#include "nx-store.h"
#include "nx-ui-test.h"

typedef struct
{
  gint64 worker;
  gint64 supervisor;
  gint64 client;
  gint64 household;
  gint64 case_id;
  gint64 first_visit;
  gint64 last_visit;
} CaseworkIds;

typedef struct
{
  char *folder;
  NxStore *store;
  CaseworkIds ids;
  GtkWindow *window; /* holds the page in hand */
} CaseworkFixture;

/* Adds the case to a store that has its first worker, who acts from now on. */
void casework_seed (NxStore *store, CaseworkIds *ids);

/* For g_test_add(): a store of its own under a fixed key, seeded, and an empty window. */
void casework_set_up (CaseworkFixture *self, gconstpointer data);
void casework_tear_down (CaseworkFixture *self, gconstpointer data);

/* An office in @folder under the fixed key: made and seeded, or the one that is there, opened. */
NxStore *casework_create (const char *folder, CaseworkIds *ids);
NxStore *casework_open (const char *folder);
/* The fixture's store, which was closed meanwhile. */
void casework_reopen (CaseworkFixture *self);
void casework_remove (const char *folder);

/* Puts a page into the window, or takes the one there out; asserts then that nothing is left. */
void casework_show (CaseworkFixture *self, gpointer page);
void casework_close (CaseworkFixture *self);

/* The record as it is in the store now; NULL when there is none. */
NxRecord *casework_find (NxStore *store, NxRecordKind kind, gint64 id);
/* The draft of a new visit of the case (visit_id 0) or of a visit; NULL when there is none. */
GBytes *casework_find_draft (NxStore *store, gint64 case_id, gint64 visit_id);
/* How many visits the case has. */
guint casework_count_visits (NxStore *store, gint64 case_id);
