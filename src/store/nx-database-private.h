/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * How the store opens a database, lends it to a job and collects what the job left. */
#pragma once

#include "nx-database.h"

G_BEGIN_DECLS

/* Page cache of the writer, KiB: usually, and while thousands of records come in at once. Keys of
 * names come in no order then, and with less their pages would be enciphered again and again. */
#define NX_DATABASE_WRITER_CACHE 16384
#define NX_DATABASE_WRITER_CACHE_LARGE 262144

typedef void (*NxDatabaseReport) (guint64 done, guint64 total, gpointer data);

/* What a job brings along. All borrowed for the time of the job. */
typedef struct
{
  gboolean for_writing;
  gint64 actor;
  gint64 fixed_now; /* 0: the real clock */
  guint64 generation;
  GCancellable *cancellable;
  NxDatabaseReport report; /* called on the job's thread; may be NULL */
  gpointer report_data;
} NxDatabaseTurn;

/* Takes an opened @driver of this thread. */
NxDatabase *nx_database_new (NxDriver *driver);

void nx_database_begin_turn (NxDatabase *self, const NxDatabaseTurn *turn);

/* What was noted since begin_turn; NULL when nothing was. */
NxChangeSet *nx_database_take_changes (NxDatabase *self);

/* TRUE when the job moved the journal's head. Free @digest with g_free. */
gboolean nx_database_take_head (NxDatabase *self, gint64 *seq, char **digest);

void nx_database_end_turn (NxDatabase *self);

/* Frees slots and statements, closes the driver. On its thread; safe to call twice. */
void nx_database_close (NxDatabase *self);

G_END_DECLS
