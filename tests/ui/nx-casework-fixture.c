/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * A small office with one case, its visits and a question; for tests of the casework pages. */
#include "config.h"

#include "nx-casework-fixture.h"

#include "nx-drafts.h"
#include "nx-id-query.h"
#include "nx-office.h"
#include "nx-record-kinds.h"
#include "nx-records.h"
#include "nx-save.h"
#include "nx-visit-start.h"

#include <glib/gstdio.h>

#define COMMUNITY "210102002001"

static gint64
save (NxDatabase *db, NxEdit *take)
{
  g_autoptr (NxEdit) edit = take;
  g_autoptr (GError) error = NULL;
  gint64 id = nx_records_save (db, edit, &error);

  g_assert_no_error (error);
  g_assert_cmpint (id, >, 0);
  return id;
}

static gint64
add_people (NxDatabase *db, CaseworkIds *ids)
{
  NxEdit *household = nx_edit_new (NX_RECORD_HOUSEHOLD, NULL);
  NxEdit *client = nx_edit_new (NX_RECORD_PERSON, NULL);
  NxEdit *member = nx_edit_new (NX_RECORD_MEMBERSHIP, NULL);
  NxEdit *supervisor = nx_edit_new (NX_RECORD_WORKER, NULL);

  nx_edit_set_text (supervisor, NX_WORKER_NAME, "赵明慧");
  nx_edit_set_text (supervisor, NX_WORKER_ROLE, "supervisor");
  nx_edit_set_int (supervisor, NX_WORKER_IS_ACTIVE, 1);
  ids->supervisor = save (db, supervisor);
  nx_edit_set_int (household, NX_HOUSEHOLD_AREA, nx_office_find_area (db, COMMUNITY, NULL));
  nx_edit_set_text (household, NX_HOUSEHOLD_ADDRESS, "新华路12号");
  nx_edit_set_text (household, NX_HOUSEHOLD_BUILDING, "3号楼");
  nx_edit_set_text (household, NX_HOUSEHOLD_ROOM, "501");
  ids->household = save (db, household);
  nx_edit_set_text (client, NX_PERSON_NAME, "王桂英");
  nx_edit_set_text (client, NX_PERSON_SEX, "2");
  nx_edit_set_text (client, NX_PERSON_BIRTH_ON, "1937-03-02");
  ids->client = save (db, client);
  nx_edit_set_int (member, NX_MEMBERSHIP_HOUSEHOLD, ids->household);
  nx_edit_set_int (member, NX_MEMBERSHIP_PERSON, ids->client);
  nx_edit_set_text (member, NX_MEMBERSHIP_RELATION, "02");
  nx_edit_set_text (member, NX_MEMBERSHIP_FROM_ON, "1985");
  return save (db, member);
}

static void
add_case (NxDatabase *db, CaseworkIds *ids)
{
  NxEdit *edit = nx_edit_new (NX_RECORD_CASE, NULL);

  nx_edit_set_text (edit, NX_CASE_TITLE, "独居老人支持");
  nx_edit_set_int (edit, NX_CASE_CLIENT_PERSON, ids->client);
  nx_edit_set_int (edit, NX_CASE_SUPERVISOR, ids->supervisor);
  nx_edit_set_text (edit, NX_CASE_STAGE, "intervention");
  nx_edit_set_text (edit, NX_CASE_RISK, "high");
  nx_edit_set_date (edit, NX_CASE_OPENED_ON, nx_date_add_days (nx_database_today (db), -60));
  ids->case_id = save (db, edit);
}

static gint64
add_visit (NxDatabase *db, CaseworkIds *ids, int days_ago, const char *narrative, const char *next)
{
  NxEdit *edit = nx_edit_new (NX_RECORD_VISIT, NULL);

  nx_edit_set_int (edit, NX_VISIT_CASE, ids->case_id);
  nx_edit_set_text (edit, NX_VISIT_STATE, "done");
  nx_edit_set_text (edit, NX_VISIT_KIND, "home");
  nx_edit_set_date (edit, NX_VISIT_ON, nx_date_add_days (nx_database_today (db), -days_ago));
  nx_edit_set_text (edit, NX_VISIT_NARRATIVE, narrative);
  nx_edit_set_text (edit, NX_VISIT_BODY, "fair");
  nx_edit_set_text (edit, NX_VISIT_HOME, "poor");
  nx_edit_set_text (edit, NX_VISIT_NEXT_STEPS, next);
  return save (db, edit);
}

static gpointer
seed_job (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  CaseworkIds *ids = data;
  NxEdit *question = nx_edit_new (NX_RECORD_COMMENT, NULL);

  add_people (db, ids);
  add_case (db, ids);
  ids->first_visit = add_visit (db, ids, 40, "第一次上门，老人愿意谈。", "带药盒来");
  ids->last_visit
      = add_visit (db, ids, 10, "老人精神尚可，卫生间防滑垫已铺好，扶手还没有装。", "带灯管来换");
  nx_edit_set_int (question, NX_COMMENT_CASE, ids->case_id);
  nx_edit_set_int (question, NX_COMMENT_VISIT, ids->last_visit);
  nx_edit_set_text (question, NX_COMMENT_KIND, "question");
  nx_edit_set_text (question, NX_COMMENT_TEXT, "装好扶手以前，夜里谁能照应？");
  save (db, question);
  return NULL;
}

void
casework_seed (NxStore *store, CaseworkIds *ids)
{
  g_autoptr (GError) error = NULL;

  ids->worker = nx_store_get_actor (store);
  nx_store_write (store, seed_job, ids, NULL, &error);
  g_assert_no_error (error);
}

static GBytes *
new_key (void)
{
  static const char key[32] = "a key for tests, of 32 bytes ...";

  return g_bytes_new_static (key, sizeof key);
}

static gpointer
office_job (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  *(gint64 *)data = nx_office_set_up (db, COMMUNITY, "林晓岚", error);
  return NULL;
}

NxStore *
casework_create (const char *folder, CaseworkIds *ids)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) key = new_key ();
  NxStore *store = nx_store_new (folder);
  NxStoreInfo info = { "0bd1c1d8-5a3c-4c51-9d4e-7ad8c6f2b9a1", "Test office", COMMUNITY };
  gint64 worker = 0;

  nx_store_create (store, key, &info, &error);
  g_assert_no_error (error);
  nx_store_write (store, office_job, &worker, NULL, &error);
  g_assert_no_error (error);
  nx_store_set_actor (store, worker);
  casework_seed (store, ids);
  return store;
}

NxStore *
casework_open (const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) key = new_key ();
  NxStore *store = nx_store_new (folder);

  nx_store_open (store, key, &error);
  g_assert_no_error (error);
  /* The first worker of an office is the only one the tests sign in. */
  nx_store_set_actor (store, 1);
  return store;
}

void
casework_reopen (CaseworkFixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) key = new_key ();

  nx_store_open (self->store, key, &error);
  g_assert_no_error (error);
}

void
casework_remove (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name = NULL;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (folder, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        casework_remove (child);
      else
        g_unlink (child);
    }
  g_rmdir (folder);
}

void
casework_set_up (CaseworkFixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *parent = g_dir_make_tmp ("nx-casework-XXXXXX", &error);

  g_assert_no_error (error);
  self->folder = g_build_filename (parent, "office", NULL);
  self->store = casework_create (self->folder, &self->ids);
  self->window = GTK_WINDOW (gtk_window_new ());
  gtk_window_set_default_size (self->window, 1000, 740);
  gtk_window_present (self->window);
}

void
casework_tear_down (CaseworkFixture *self, gconstpointer data)
{
  g_autofree char *parent = g_path_get_dirname (self->folder);
  g_autoptr (GError) error = NULL;
  gpointer store = self->store;
  gpointer window = self->window;

  casework_close (self);
  g_object_add_weak_pointer (window, &window);
  gtk_window_destroy (self->window);
  nx_store_close (self->store, &error);
  g_assert_no_error (error);
  g_object_add_weak_pointer (store, &store);
  g_clear_object (&self->store);
  nx_test_wait (store == NULL && window == NULL);
  casework_remove (parent);
  g_free (self->folder);
}

void
casework_show (CaseworkFixture *self, gpointer page)
{
  casework_close (self);
  gtk_window_set_child (self->window, page);
}

void
casework_close (CaseworkFixture *self)
{
  gpointer page = gtk_window_get_child (self->window);

  if (page == NULL)
    return;
  g_object_add_weak_pointer (page, &page);
  gtk_window_set_focus (self->window, NULL);
  gtk_window_set_child (self->window, NULL);
  nx_test_wait (page == NULL);
}

typedef struct
{
  NxRecordKind kind;
  gint64 id;
} FindJob;

static gpointer
find_job (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  FindJob *job = data;

  return nx_records_find (db, job->kind, job->id, error);
}

NxRecord *
casework_find (NxStore *store, NxRecordKind kind, gint64 id)
{
  g_autoptr (GError) error = NULL;
  FindJob job = { kind, id };
  NxRecord *record = nx_store_read (store, find_job, &job, NULL, &error);

  g_assert_no_error (error);
  return record;
}

static gpointer
draft_job (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const gint64 *ids = data;
  g_autofree char *place = nx_visit_start_dup_place (ids[0], ids[1]);
  g_autoptr (NxDraft) draft = nx_drafts_find (db, NX_RECORD_VISIT, ids[1], place, error);

  return draft != NULL ? g_bytes_ref (draft->data) : NULL;
}

GBytes *
casework_find_draft (NxStore *store, gint64 case_id, gint64 visit_id)
{
  g_autoptr (GError) error = NULL;
  gint64 ids[] = { case_id, visit_id };
  GBytes *draft = nx_store_read (store, draft_job, ids, NULL, &error);

  g_assert_no_error (error);
  return draft;
}

static gpointer
count_job (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (NxFilter) filter = nx_filter_new (NX_RECORD_VISIT);

  filter->case_id = *(gint64 *)data;
  filter->order = NX_ORDER_NEWEST;
  return nx_id_query_run (db, filter, error);
}

guint
casework_count_visits (NxStore *store, gint64 case_id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = nx_store_read (store, count_job, &case_id, NULL, &error);

  g_assert_no_error (error);
  return ids->len;
}
