/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Knows the schema steps and brings a file from the step it has to the newest one. */
#pragma once

#include <gio/gio.h>

#include "nx-driver.h"

G_BEGIN_DECLS

typedef struct _NxMigrations NxMigrations;

/* The steps bundled with the program: files NNNN-title.sql, counted from 0001 without a gap. */
NxMigrations *nx_migrations_new (void);

/* Steps 1, 2, … from texts, NULL-terminated (tests). */
NxMigrations *nx_migrations_new_from_texts (const char *const *texts);

NxMigrations *nx_migrations_ref (NxMigrations *self);
void nx_migrations_unref (NxMigrations *self);

/* FALSE for those from texts, whose files have other tables. */
gboolean nx_migrations_is_bundled (NxMigrations *self);

/* The number of the last step, which is the schema version this program writes. */
gint64 nx_migrations_get_newest (NxMigrations *self);

/* Runs the steps after @from. Each is one transaction with its foreign keys checked and its number
 * written; a step that fails leaves the file at the step before. */
gboolean nx_migrations_run (NxMigrations *self, NxDriver *driver, gint64 from, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NxMigrations, nx_migrations_unref)

G_END_DECLS
