/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Fills an empty store with a made-up office, in one transaction or in parts. */
#define G_LOG_DOMAIN "nx-exchange"

#include "config.h"

#include "nx-sample-office.h"

#include "nx-records.h"
#include "nx-sample-data.h"
#include "nx-sample-save.h"
#include "nx-save.h"
#include "nx-store-error.h"

#include <glib/gi18n-lib.h>

/* What one filling keeps from part to part. */
typedef struct
{
  NxSampleOptions options;
  NxSampleOffice *office; /* NULL before the first part */
  NxSampleStaff staff;
  guint next_group;
  guint n_households;
  guint part_ends; /* how many households there are when the running part is over */
} Filler;

static void
filler_clear (Filler *self)
{
  nx_sample_staff_clear (&self->staff);
  g_clear_pointer (&self->office, nx_sample_office_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Filler, filler_clear)

static gboolean
begin (Filler *self, NxDatabase *db, GError **error)
{
  gint64 n = nx_records_count (db, NX_RECORD_HOUSEHOLD, error);

  if (n < 0)
    return FALSE;
  if (n > 0)
    {
      g_set_error_literal (error, NX_STORE_ERROR, NX_STORE_ERROR_CONSTRAINT,
                           _ ("This office already holds households. Nothing was changed. Make a "
                              "sample office in a new, empty folder."));
      return FALSE;
    }
  if (!nx_date_is_full (self->options.today))
    self->options.today = nx_database_today (db);
  self->office
      = nx_sample_office_new (self->options.households, self->options.seed, self->options.today);
  return nx_sample_save_staff (db, self->office, self->options.households, &self->staff, error);
}

static gboolean
save_group (Filler *self, NxDatabase *db, GError **error)
{
  g_autoptr (NxSampleGroup) group = nx_sample_group_new (
      self->office, self->next_group++, self->options.households - self->n_households);

  if (!nx_sample_save_family (db, &self->staff, group, error)
      || !nx_sample_save_cases (db, self->office, &self->staff, group, error))
    return FALSE;
  self->n_households += group->households->len;
  return TRUE;
}

static gboolean
fill_part (Filler *self, NxDatabase *db, GError **error)
{
  if (!nx_records_begin_bulk (db, error) || (self->office == NULL && !begin (self, db, error)))
    return FALSE;
  while (self->n_households < self->part_ends)
    {
      if (!save_group (self, db, error))
        return FALSE;
      if (!nx_database_progress (db, self->n_households, self->options.households))
        {
          nx_database_is_cancelled (db, error);
          return FALSE;
        }
    }
  return nx_records_end_bulk (db, error);
}

gboolean
nx_sample_office_fill (NxDatabase *db, const NxSampleOptions *options, GError **error)
{
  g_auto (Filler) filler = { .options = *options, .part_ends = options->households };

  g_return_val_if_fail (options->households > 0, FALSE);

  return fill_part (&filler, db, error);
}

static gpointer
fill_part_job (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return fill_part (data, db, error) ? data : NULL;
}

gboolean
nx_sample_office_fill_store (NxStore *store,
                             const NxSampleOptions *options,
                             NxStoreProgress progress,
                             gpointer progress_data,
                             GCancellable *cancellable,
                             GError **error)
{
  g_auto (Filler) filler = { .options = *options };

  g_return_val_if_fail (options->households > 0, FALSE);

  while (filler.n_households < options->households)
    {
      filler.part_ends = MIN (filler.n_households + NX_SAMPLE_OFFICE_PART, options->households);
      if (nx_store_write (store, fill_part_job, &filler, cancellable, error) == NULL)
        return FALSE;
      if (progress != NULL)
        progress (filler.n_households, options->households, progress_data);
    }
  return TRUE;
}
