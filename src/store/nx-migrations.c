/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Knows the schema steps and brings a file from the step it has to the newest one. */
#define G_LOG_DOMAIN "nx-store"

#include "config.h"

#include "nx-migrations.h"

#include "nx-sql-resources.h"

#include <stdlib.h>
#include <string.h>

#define STEPS_PATH "/io/github/nuanxin/Nuanxin/sql/"

struct _NxMigrations
{
  gatomicrefcount ref_count;
  GPtrArray *steps; /* GBytes of text, element n is step n + 1 */
  gboolean is_bundled;
};

static NxMigrations *
new_empty (void)
{
  NxMigrations *self = g_new0 (NxMigrations, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->steps = g_ptr_array_new_with_free_func ((GDestroyNotify)g_bytes_unref);
  return self;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(const char *const *)a, *(const char *const *)b);
}

NxMigrations *
nx_migrations_new (void)
{
  NxMigrations *self = new_empty ();
  GResource *resource = nx_sql_get_resource ();
  g_auto (GStrv) names
      = g_resource_enumerate_children (resource, STEPS_PATH, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  self->is_bundled = TRUE;
  if (names == NULL)
    return self;
  qsort (names, g_strv_length (names), sizeof *names, compare_names);
  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *path = g_strconcat (STEPS_PATH, names[i], NULL);
      GBytes *text = g_resource_lookup_data (resource, path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

      /* A gap or a doubled number would put wrong versions into files: a mistake of the build. */
      g_assert (text != NULL && strtol (names[i], NULL, 10) == (long)i + 1);
      g_ptr_array_add (self->steps, text);
    }
  return self;
}

NxMigrations *
nx_migrations_new_from_texts (const char *const *texts)
{
  NxMigrations *self = new_empty ();

  for (guint i = 0; texts[i] != NULL; i++)
    g_ptr_array_add (self->steps, g_bytes_new (texts[i], strlen (texts[i])));
  return self;
}

NxMigrations *
nx_migrations_ref (NxMigrations *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
nx_migrations_unref (NxMigrations *self)
{
  g_return_if_fail (self != NULL);
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_ptr_array_unref (self->steps);
  g_free (self);
}

gboolean
nx_migrations_is_bundled (NxMigrations *self)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return self->is_bundled;
}

gint64
nx_migrations_get_newest (NxMigrations *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->steps->len;
}

static gboolean
run_step (NxDriver *driver, GBytes *text, gint64 number, GError **error)
{
  gsize size = 0;
  const char *data = g_bytes_get_data (text, &size);
  g_autofree char *sql = g_strndup (data, size);

  if (!nx_driver_begin (driver, TRUE, error))
    return FALSE;
  if (nx_driver_run_script (driver, sql, error) && nx_driver_check_references (driver, error)
      && nx_driver_write_number (driver, NX_DRIVER_NUMBER_SCHEMA, number, error)
      && nx_driver_commit (driver, error))
    return TRUE;
  nx_driver_rollback (driver);
  g_debug ("schema step %" G_GINT64_FORMAT " failed", number);
  return FALSE;
}

gboolean
nx_migrations_run (NxMigrations *self, NxDriver *driver, gint64 from, GError **error)
{
  g_return_val_if_fail (self != NULL && from >= 0, FALSE);
  for (gint64 step = from; step < self->steps->len; step++)
    if (!run_step (driver, g_ptr_array_index (self->steps, step), step + 1, error))
      return FALSE;
  return TRUE;
}
