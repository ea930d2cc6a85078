/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Fills an empty store with a made-up office, in one transaction or in parts. */
#define G_LOG_DOMAIN "nx-exchange"

#include "config.h"

#include "nx-sample-office.h"

#include "nx-bulk.h"
#include "nx-large-save.h"
#include "nx-records.h"
#include "nx-sample-data.h"
#include "nx-sample-save.h"
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
  if (self->office == NULL && !begin (self, db, error))
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
  return TRUE;
}

gboolean
nx_sample_office_fill (NxDatabase *db, const NxSampleOptions *options, GError **error)
{
  g_auto (Filler) filler = { .options = *options, .part_ends = options->households };

  g_return_val_if_fail (options->households > 0, FALSE);

  if (options->one_by_one)
    return fill_part (&filler, db, error);
  return nx_large_save_begin (db, options->households * 3, error) && fill_part (&filler, db, error)
         && nx_large_save_end (db, error);
}

static gpointer
begin_job (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Filler *self = data;

  return begin (self, db, error) && nx_bulk_begin (db, error) ? data : NULL;
}

static gpointer
fill_part_job (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  gboolean is_well = nx_bulk_enter (db, error) && fill_part (data, db, error);

  return nx_bulk_leave (db, is_well ? error : NULL) && is_well ? data : NULL;
}

static gpointer
end_piece_job (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  gboolean *is_done = data;

  return nx_bulk_end_piece (db, is_done, error) ? data : NULL;
}

static gboolean
end_bulk (NxStore *store, GError **error)
{
  gboolean is_done = FALSE;

  while (!is_done)
    if (nx_store_write (store, end_piece_job, &is_done, NULL, error) == NULL)
      return FALSE;
  return TRUE;
}

static gboolean
fill_parts (NxStore *store,
            Filler *filler,
            NxStoreProgress progress,
            gpointer progress_data,
            GCancellable *cancellable,
            GError **error)
{
  guint all = filler->options.households;
  guint part = filler->options.part > 0 ? filler->options.part : NX_SAMPLE_OFFICE_PART;

  while (filler->n_households < all)
    {
      filler->part_ends = MIN (filler->n_households + part, all);
      if (nx_store_write (store, fill_part_job, filler, cancellable, error) == NULL)
        return FALSE;
      if (progress != NULL)
        progress (filler->n_households, all, progress_data);
    }
  return TRUE;
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
  gboolean is_filled = FALSE;

  g_return_val_if_fail (options->households > 0, FALSE);

  if (nx_store_write (store, begin_job, &filler, cancellable, error) == NULL)
    return FALSE;
  is_filled = fill_parts (store, &filler, progress, progress_data, cancellable, error);
  /* Also when it was broken off: what is there is to be found. */
  return end_bulk (store, is_filled ? error : NULL) && is_filled;
}
