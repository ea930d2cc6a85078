/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Reads what a form needs and saves what it holds: the jobs on the store's threads. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-form-jobs.h"

#include "nx-drafts.h"
#include "nx-filter.h"
#include "nx-id-query.h"
#include "nx-records.h"
#include "nx-save.h"

static void
unref_object (gpointer object)
{
  g_clear_object (&object);
}

static void
unref_bytes (gpointer bytes)
{
  g_clear_pointer (&bytes, g_bytes_unref);
}

NxFormRequest *
nx_form_request_new (void)
{
  NxFormRequest *self = g_new0 (NxFormRequest, 1);

  self->kinds = g_array_new (FALSE, FALSE, sizeof (NxRecordKind));
  self->record_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->places = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
nx_form_request_add (NxFormRequest *self, NxRecordKind kind, gint64 record_id, const char *place)
{
  g_array_append_val (self->kinds, kind);
  g_array_append_val (self->record_ids, record_id);
  g_ptr_array_add (self->places, g_strdup (place));
}

void
nx_form_request_free (gpointer request)
{
  NxFormRequest *self = request;

  g_array_unref (self->kinds);
  g_array_unref (self->record_ids);
  g_ptr_array_unref (self->places);
  g_free (self);
}

void
nx_form_input_free (gpointer input)
{
  NxFormInput *self = input;

  if (self == NULL)
    return;
  g_clear_pointer (&self->bases, g_ptr_array_unref);
  g_clear_pointer (&self->drafts, g_ptr_array_unref);
  g_clear_pointer (&self->areas, g_ptr_array_unref);
  g_clear_pointer (&self->workers, g_ptr_array_unref);
  g_free (self);
}

static GPtrArray *
load_all (NxDatabase *db, NxRecordKind kind, GError **error)
{
  g_autoptr (NxFilter) filter = nx_filter_new (kind);
  g_autoptr (GArray) ids = nx_id_query_run (db, filter, error);

  if (ids == NULL)
    return NULL;
  return nx_records_load_many (db, kind, (const gint64 *)(gpointer)ids->data, ids->len, error);
}

static gboolean
load_part (
    NxDatabase *db, const NxFormRequest *request, guint part, NxFormInput *input, GError **error)
{
  NxRecordKind kind = g_array_index (request->kinds, NxRecordKind, part);
  gint64 id = g_array_index (request->record_ids, gint64, part);
  NxRecord *base = id != 0 ? nx_records_load (db, kind, id, error) : NULL;
  g_autoptr (GError) failure = NULL;
  g_autoptr (NxDraft) draft = NULL;

  g_ptr_array_add (input->bases, base);
  if (id != 0 && base == NULL)
    return FALSE;
  draft = nx_drafts_find (db, kind, id, g_ptr_array_index (request->places, part), &failure);
  g_ptr_array_add (input->drafts, draft != NULL ? g_bytes_ref (draft->data) : NULL);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

gpointer
nx_form_load_job (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const NxFormRequest *request = data;
  NxFormInput *input = g_new0 (NxFormInput, 1);
  gboolean is_ok = TRUE;

  input->bases = g_ptr_array_new_with_free_func (unref_object);
  input->drafts = g_ptr_array_new_with_free_func (unref_bytes);
  for (guint part = 0; is_ok && part < request->kinds->len; part++)
    is_ok = load_part (db, request, part, input, error);
  if (is_ok)
    input->areas = load_all (db, NX_RECORD_AREA, error);
  if (input->areas != NULL)
    input->workers = load_all (db, NX_RECORD_WORKER, error);
  if (input->workers != NULL)
    return input;
  nx_form_input_free (input);
  return NULL;
}

NxFormOutput *
nx_form_output_new (const GArray *links)
{
  NxFormOutput *self = g_new0 (NxFormOutput, 1);

  self->edits = g_ptr_array_new_with_free_func (g_object_unref);
  self->places = g_ptr_array_new_with_free_func (g_free);
  self->links = g_array_new (FALSE, FALSE, sizeof (NxFormLink));
  if (links->len > 0)
    g_array_append_vals (self->links, links->data, links->len);
  return self;
}

void
nx_form_output_add (NxFormOutput *self, NxEdit *edit, const char *place)
{
  g_ptr_array_add (self->edits, nx_edit_copy (edit));
  g_ptr_array_add (self->places, g_strdup (place));
}

void
nx_form_output_free (gpointer output)
{
  NxFormOutput *self = output;

  g_ptr_array_unref (self->edits);
  g_ptr_array_unref (self->places);
  g_array_unref (self->links);
  g_free (self);
}

static void
follow_links (const NxFormOutput *output, guint part, const gint64 *ids)
{
  for (guint i = 0; i < output->links->len; i++)
    {
      const NxFormLink *link = &g_array_index (output->links, NxFormLink, i);

      if (link->part == part)
        nx_edit_set_int (g_ptr_array_index (output->edits, part), link->field, ids[link->source]);
    }
}

gpointer
nx_form_save_job (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const NxFormOutput *output = data;
  g_autofree gint64 *ids = g_new0 (gint64, output->edits->len);

  for (guint part = 0; part < output->edits->len; part++)
    {
      NxEdit *edit = g_ptr_array_index (output->edits, part);
      gint64 draft_id = nx_edit_get_id (edit);

      follow_links (output, part, ids);
      ids[part] = nx_records_save (db, edit, error);
      if (ids[part] == 0
          || !nx_drafts_drop (db, nx_edit_get_kind (edit), draft_id,
                              g_ptr_array_index (output->places, part), error))
        return NULL;
    }
  return g_steal_pointer (&ids);
}
