/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Reads what a form needs and saves what it holds: the jobs on the store's threads. */
#pragma once

#include "nx-database.h"
#include "nx-edit.h"

G_BEGIN_DECLS

/* What a form asks for. */
typedef struct
{
  GArray *kinds;      /* NxRecordKind of each part */
  GArray *record_ids; /* gint64; 0 for new records */
  GPtrArray *places;  /* char * */
} NxFormRequest;

NxFormRequest *nx_form_request_new (void);
void nx_form_request_add (NxFormRequest *self,
                          NxRecordKind kind,
                          gint64 record_id,
                          const char *place);
void nx_form_request_free (gpointer request);

/* What it gets; arrays have one element a part, NULL where there is none. */
typedef struct
{
  GPtrArray *bases;  /* NxRecord */
  GPtrArray *drafts; /* GBytes */
  GPtrArray *areas;  /* NxRecord, all of them by code */
  GPtrArray *workers;
} NxFormInput;

void nx_form_input_free (gpointer input);

/* NxStoreJob: a NxFormRequest in, a NxFormInput out. NX_STORE_ERROR_NOT_FOUND when one of the
 * records is gone. */
gpointer nx_form_load_job (NxDatabase *db,
                           gpointer data,
                           GCancellable *cancellable,
                           GError **error);

/* What a form saves. */
typedef struct
{
  guint part;
  guint field;
  guint source;
} NxFormLink;

typedef struct
{
  GPtrArray *edits;  /* NxEdit, the job's own copies */
  GPtrArray *places; /* char * */
  GArray *links;     /* NxFormLink */
} NxFormOutput;

NxFormOutput *nx_form_output_new (const GArray *links);
void nx_form_output_add (NxFormOutput *self, NxEdit *edit, const char *place);
void nx_form_output_free (gpointer output);

/* NxStoreJob for writing: a NxFormOutput in, the id of its first record (gint64 *, g_free) out. The
 * drafts go in the same transaction. */
gpointer nx_form_save_job (NxDatabase *db,
                           gpointer data,
                           GCancellable *cancellable,
                           GError **error);

G_END_DECLS
