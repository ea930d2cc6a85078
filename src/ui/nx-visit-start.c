/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Loads what a visit editor starts from, and saves what it ends with, on the store's threads. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-visit-start.h"

#include "nx-attachment-acts.h"
#include "nx-id-query.h"
#include "nx-record-kinds.h"
#include "nx-records.h"
#include "nx-save.h"
#include "nx-visit-rule.h"

/* How long a visit is proposed to have lasted, minutes (our default). */
#define USUAL_MINUTES 40

typedef struct
{
  gint64 case_id;
  gint64 visit_id;
} LoadJob;

typedef struct
{
  NxEdit *edit;
  char *place;
} SaveJob;

void
nx_visit_start_free (NxVisitStart *start)
{
  g_clear_object (&start->case_file);
  g_clear_object (&start->visit);
  g_clear_object (&start->last);
  g_clear_pointer (&start->comments, g_ptr_array_unref);
  g_clear_pointer (&start->draft, nx_draft_free);
  g_free (start);
}

char *
nx_visit_start_dup_place (gint64 case_id, gint64 visit_id)
{
  return visit_id != 0 ? g_strdup ("") : g_strdup_printf ("case:%" G_GINT64_FORMAT, case_id);
}

/* The newest visit that was done or tried, other than the one in hand. */
static gboolean
load_last (NxDatabase *db, NxVisitStart *start, gint64 visit_id, GError **error)
{
  g_autoptr (NxFilter) filter = nx_filter_new (NX_RECORD_VISIT);
  g_autoptr (GArray) ids = NULL;

  filter->case_id = nx_record_get_id (start->case_file);
  filter->order = NX_ORDER_NEWEST;
  filter->limit = 8;
  ids = nx_id_query_run (db, filter, error);
  if (ids == NULL)
    return FALSE;
  for (guint i = 0; i < ids->len && start->last == NULL; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);
      g_autoptr (NxRecord) visit
          = id != visit_id ? nx_records_find (db, NX_RECORD_VISIT, id, NULL) : NULL;

      if (visit != NULL && g_strcmp0 (nx_record_get_text (visit, NX_VISIT_STATE), "planned") != 0)
        start->last = g_steal_pointer (&visit);
    }
  if (start->last == NULL)
    return TRUE;
  start->comments = nx_records_load_by_int (db, NX_RECORD_COMMENT, NX_COMMENT_VISIT,
                                            nx_record_get_id (start->last), error);
  return start->comments != NULL;
}

static gpointer
load_in_worker (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  LoadJob *job = data;
  g_autoptr (NxVisitStart) start = g_new0 (NxVisitStart, 1);
  g_autoptr (GError) failure = NULL;
  g_autofree char *place = NULL;

  if (job->visit_id != 0)
    {
      start->visit = nx_records_load (db, NX_RECORD_VISIT, job->visit_id, error);
      if (start->visit == NULL)
        return NULL;
      job->case_id = nx_record_get_int (start->visit, NX_VISIT_CASE);
    }
  start->case_file = nx_records_load (db, NX_RECORD_CASE, job->case_id, error);
  if (start->case_file == NULL || !load_last (db, start, job->visit_id, error))
    return NULL;
  place = nx_visit_start_dup_place (job->case_id, job->visit_id);
  start->draft = nx_drafts_find (db, NX_RECORD_VISIT, job->visit_id, place, &failure);
  if (failure == NULL)
    return g_steal_pointer (&start);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

static void
free_start (gpointer data)
{
  nx_visit_start_free (data);
}

void
nx_visit_start_load_async (NxStore *store,
                           gint64 case_id,
                           gint64 visit_id,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  LoadJob *job = g_new0 (LoadJob, 1);

  job->case_id = case_id;
  job->visit_id = visit_id;
  /* Whoever leaves an editor and comes back at once finds the last word. */
  nx_store_read_settled_async (store, "visit-start", load_in_worker, job, g_free, free_start,
                               cancellable, callback, user_data);
}

NxVisitStart *
nx_visit_start_load_finish (NxStore *store, GAsyncResult *result, GError **error)
{
  return nx_store_read_finish (store, result, error);
}

static void
save_job_free (gpointer data)
{
  SaveJob *job = data;

  g_clear_object (&job->edit);
  g_free (job->place);
  g_free (job);
}

static gpointer
save_in_worker (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  SaveJob *job = data;
  gint64 draft_of = nx_edit_get_id (job->edit);
  gint64 id = nx_records_save (db, job->edit, error);

  if (id == 0 || !nx_drafts_drop (db, NX_RECORD_VISIT, draft_of, job->place, error)
      || (draft_of == 0 && !nx_attachments_bind (db, job->place, id, error)))
    return NULL;
  return g_memdup2 (&id, sizeof id);
}

void
nx_visit_start_save_async (NxStore *store,
                           NxEdit *edit,
                           const char *place,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  SaveJob *job = g_new0 (SaveJob, 1);

  job->edit = nx_edit_copy (edit);
  job->place = g_strdup (place);
  nx_store_write_async (store, "visit-save", save_in_worker, job, save_job_free, g_free, NULL,
                        callback, user_data);
}

gint64
nx_visit_start_save_finish (NxStore *store, GAsyncResult *result, GError **error)
{
  g_autofree gint64 *id = nx_store_write_finish (store, result, error);

  return id != NULL ? *id : 0;
}

static void
propose_times (NxEdit *edit, GDateTime *now)
{
  g_autoptr (GDateTime) begin = g_date_time_add_minutes (now, -USUAL_MINUTES);
  g_autofree char *start_text = g_date_time_format (begin, "%H:%M");
  g_autofree char *end_text = g_date_time_format (now, "%H:%M");

  /* Just after midnight the forty minutes belong to the day before: propose nothing. */
  if (g_strcmp0 (start_text, end_text) > 0)
    return;
  nx_edit_set_text (edit, NX_VISIT_START_TIME, start_text);
  nx_edit_set_text (edit, NX_VISIT_END_TIME, end_text);
}

NxEdit *
nx_visit_start_propose (const NxVisitStart *start, const char *state, GDateTime *now)
{
  g_autoptr (NxEdit) edit = nx_edit_new (NX_RECORD_VISIT, NULL);
  const char *risk = nx_record_get_text (start->case_file, NX_CASE_RISK);
  gboolean is_met = g_strcmp0 (state, "attempted") != 0;
  NxDate today = { (gint16)g_date_time_get_year (now), (guint8)g_date_time_get_month (now),
                   (guint8)g_date_time_get_day_of_month (now) };
  const char *kind = start->last != NULL ? nx_record_get_text (start->last, NX_VISIT_KIND) : NULL;

  nx_edit_set_int (edit, NX_VISIT_CASE, nx_record_get_id (start->case_file));
  nx_edit_set_text (edit, NX_VISIT_STATE, state);
  nx_edit_set_text (edit, NX_VISIT_KIND, kind != NULL ? kind : "home");
  nx_edit_set_date (edit, NX_VISIT_ON, today);
  propose_times (edit, now);
  if (start->last != NULL)
    nx_edit_set_text (edit, NX_VISIT_PLACE, nx_record_get_text (start->last, NX_VISIT_PLACE));
  if (is_met)
    nx_edit_set_text (edit, NX_VISIT_PERSONS_SEEN,
                      nx_record_get_text (start->case_file, NX_CASE_CLIENT_NAME));
  nx_edit_set_date (edit, NX_VISIT_NEXT_ON, nx_visit_rule_next (risk, today, is_met));
  /* The proposals are no steps of the worker's, so nothing undoes them. */
  return nx_edit_copy (edit);
}

static void
take_text (NxEdit *edit, NxEdit *from, guint field)
{
  if (!nx_edit_is_set (edit, field))
    nx_edit_set_text (edit, field, nx_edit_get_text (from, field));
}

NxEdit *
nx_visit_start_carry_out (const NxVisitStart *start, const char *state, GDateTime *now)
{
  g_autoptr (NxEdit) edit = nx_edit_new (NX_RECORD_VISIT, start->visit);
  g_autoptr (NxEdit) proposed = nx_visit_start_propose (start, state, now);

  nx_edit_set_text (edit, NX_VISIT_STATE, state);
  nx_edit_set_date (edit, NX_VISIT_ON, nx_edit_get_date (proposed, NX_VISIT_ON));
  nx_edit_set_text (edit, NX_VISIT_START_TIME, nx_edit_get_text (proposed, NX_VISIT_START_TIME));
  nx_edit_set_text (edit, NX_VISIT_END_TIME, nx_edit_get_text (proposed, NX_VISIT_END_TIME));
  nx_edit_set_date (edit, NX_VISIT_NEXT_ON, nx_edit_get_date (proposed, NX_VISIT_NEXT_ON));
  take_text (edit, proposed, NX_VISIT_PLACE);
  take_text (edit, proposed, NX_VISIT_PERSONS_SEEN);
  return nx_edit_copy (edit);
}

NxEdit *
nx_visit_start_propose_plan (const NxVisitStart *start, NxDate day)
{
  g_autoptr (GDateTime) noon = g_date_time_new_local (day.year, day.month, day.day, 12, 0, 0);
  g_autoptr (NxEdit) edit = nx_visit_start_propose (start, "planned", noon);

  nx_edit_clear (edit, NX_VISIT_START_TIME);
  nx_edit_clear (edit, NX_VISIT_END_TIME);
  nx_edit_clear (edit, NX_VISIT_PERSONS_SEEN);
  nx_edit_clear (edit, NX_VISIT_NEXT_ON);
  return nx_edit_copy (edit);
}
