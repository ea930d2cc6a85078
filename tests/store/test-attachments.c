/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Tests attachments: their bytes, whose they are, drafts, deleting, the journal, timelines. */
#include "config.h"

#include "nx-attachment-acts.h"
#include "nx-attachments.h"
#include "nx-find.h"
#include "nx-journal.h"
#include "nx-office.h"
#include "nx-record-kinds.h"
#include "nx-records.h"
#include "nx-save.h"
#include "nx-store-error.h"
#include "nx-timeline-query.h"

#include "store-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

/* 2025-11-19 08:00 UTC, a Wednesday. */
#define NOW G_GINT64_CONSTANT (1763539200)
#define COMMUNITY "210102002001"

typedef struct
{
  StoreFixture store_fixture;
  NxStore *store;
  gint64 worker;
  gint64 supervisor;
  gint64 other;
  gint64 person;
  gint64 household;
  gint64 open_case;
  gint64 hidden_case; /* confidential; the worker's and the supervisor's */
  gint64 visit;       /* of the open case */
  gint64 kept;        /* what a test keeps between its steps */
} Fixture;

/* What a test does on the store's thread. */
typedef void (*Step) (NxDatabase *db, Fixture *fixture);

typedef struct
{
  Fixture *fixture;
  Step step;
} Job;

static gpointer
run_job (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Job *job = data;

  job->step (db, job->fixture);
  return NULL;
}

static void
write_step (Fixture *fixture, Step step)
{
  g_autoptr (GError) error = NULL;
  Job job = { fixture, step };

  nx_store_write (fixture->store, run_job, &job, NULL, &error);
  g_assert_no_error (error);
}

static gint64
save (NxDatabase *db, NxEdit *take)
{
  g_autoptr (NxEdit) edit = take;
  g_autoptr (GError) error = NULL;
  gint64 id = nx_records_save (db, edit, &error);

  g_assert_no_error (error);
  return id;
}

static gint64
add_worker (NxDatabase *db, const char *name)
{
  NxEdit *edit = nx_edit_new (NX_RECORD_WORKER, NULL);

  nx_edit_set_text (edit, NX_WORKER_NAME, name);
  nx_edit_set_text (edit, NX_WORKER_ROLE, "worker");
  nx_edit_set_int (edit, NX_WORKER_IS_ACTIVE, 1);
  return save (db, edit);
}

static gint64
add_case (NxDatabase *db, Fixture *fixture, gboolean is_confidential)
{
  NxEdit *edit = nx_edit_new (NX_RECORD_CASE, NULL);

  nx_edit_set_text (edit, NX_CASE_TITLE, "独居老人支持");
  nx_edit_set_int (edit, NX_CASE_CLIENT_PERSON, fixture->person);
  nx_edit_set_int (edit, NX_CASE_WORKER, fixture->worker);
  nx_edit_set_int (edit, NX_CASE_SUPERVISOR, fixture->supervisor);
  nx_edit_set_int (edit, NX_CASE_IS_CONFIDENTIAL, is_confidential);
  nx_edit_set_text (edit, NX_CASE_STAGE, "intervention");
  nx_edit_set_text (edit, NX_CASE_RISK, "medium");
  nx_edit_set_text (edit, NX_CASE_OPENED_ON, "2025-11-05");
  return save (db, edit);
}

static gint64
add_visit (NxDatabase *db, gint64 case_id)
{
  NxEdit *edit = nx_edit_new (NX_RECORD_VISIT, NULL);

  nx_edit_set_int (edit, NX_VISIT_CASE, case_id);
  nx_edit_set_text (edit, NX_VISIT_STATE, "done");
  nx_edit_set_text (edit, NX_VISIT_KIND, "home");
  nx_edit_set_text (edit, NX_VISIT_ON, "2025-11-19");
  nx_edit_set_text (edit, NX_VISIT_NARRATIVE, "老人精神尚可。");
  return save (db, edit);
}

static void
add_client (NxDatabase *db, Fixture *fixture)
{
  NxEdit *person = nx_edit_new (NX_RECORD_PERSON, NULL);
  NxEdit *household = nx_edit_new (NX_RECORD_HOUSEHOLD, NULL);
  NxEdit *membership = nx_edit_new (NX_RECORD_MEMBERSHIP, NULL);

  nx_edit_set_text (person, NX_PERSON_NAME, "王桂英");
  fixture->person = save (db, person);
  nx_edit_set_text (household, NX_HOUSEHOLD_STATUS, "occupied");
  fixture->household = save (db, household);
  nx_edit_set_int (membership, NX_MEMBERSHIP_HOUSEHOLD, fixture->household);
  nx_edit_set_int (membership, NX_MEMBERSHIP_PERSON, fixture->person);
  nx_edit_set_text (membership, NX_MEMBERSHIP_RELATION, "02");
  nx_edit_set_text (membership, NX_MEMBERSHIP_FROM_ON, "2020-01-01");
  save (db, membership);
}

static void
set_up_step (NxDatabase *db, Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  fixture->worker = nx_office_set_up (db, COMMUNITY, "林晓岚", &error);
  g_assert_no_error (error);
  nx_database_act_as (db, fixture->worker);
  fixture->supervisor = add_worker (db, "高敏");
  fixture->other = add_worker (db, "周海");
  add_client (db, fixture);
  fixture->open_case = add_case (db, fixture, FALSE);
  fixture->hidden_case = add_case (db, fixture, TRUE);
  fixture->visit = add_visit (db, fixture->open_case);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  store_fixture_set_up (&fixture->store_fixture, data);
  g_clear_pointer (&fixture->store_fixture.migrations, nx_migrations_unref);
  fixture->store = store_fixture_create (&fixture->store_fixture);
  g_object_set (fixture->store, "fixed-now", NOW, NULL);
  write_step (fixture, set_up_step);
  nx_store_set_actor (fixture->store, fixture->worker);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  nx_store_close (fixture->store, &error);
  g_assert_no_error (error);
  store_fixture_assert_finalizes (fixture->store);
  store_fixture_tear_down (&fixture->store_fixture, data);
}

/* What is attached */

static GBytes *
make_bytes (gsize size)
{
  guint8 *bytes = g_malloc (size);

  for (gsize i = 0; i < size; i++)
    bytes[i] = (guint8)(i * 31 + (i >> 8) * 7 + 3);
  return g_bytes_new_take (bytes, size);
}

static gint64
try_add (NxDatabase *db, NxAttachmentPlace place, gsize size, GError **error)
{
  g_autoptr (GBytes) bytes = make_bytes (size);
  g_autoptr (GBytes) thumbnail = g_bytes_new_static ("small", 5);
  NxAttachmentNew what = { .place = place,
                           .name = "王桂英家门口.jpg",
                           .media_type = "image/jpeg",
                           .bytes = bytes,
                           .thumbnail = thumbnail,
                           .width = 1200,
                           .height = 900 };

  return nx_attachments_add (db, &what, error);
}

static gint64
add (NxDatabase *db, NxAttachmentPlace place)
{
  g_autoptr (GError) error = NULL;
  gint64 id = try_add (db, place, 1000, &error);

  g_assert_no_error (error);
  g_assert_cmpint (id, >, 0);
  return id;
}

static NxAttachmentPlace
of_case (gint64 case_id)
{
  return (NxAttachmentPlace){ .case_id = case_id };
}

static NxAttachmentPlace
of_visit (Fixture *fixture)
{
  return (NxAttachmentPlace){ .case_id = fixture->open_case, .visit_id = fixture->visit };
}

static NxAttachmentPlace
of_draft (gint64 case_id, const char *place)
{
  return (NxAttachmentPlace){ .case_id = case_id, .draft_place = place };
}

static void
assert_listed (NxDatabase *db, NxAttachmentPlace place, guint n)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = nx_attachments_list (db, &place, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (items->len, ==, n);
}

/* Refused with a sentence of its own, not with the general one of the code. */
static void
assert_refused (GError **error, NxStoreError code)
{
  g_assert_error (*error, NX_STORE_ERROR, (int)code);
  g_assert_true (g_str_has_suffix ((*error)->message, "."));
  if (code == NX_STORE_ERROR_CONSTRAINT)
    g_assert_cmpstr ((*error)->message, !=, nx_store_error_message (code));
  g_clear_error (error);
}

static gint64
ask (Fixture *fixture, const char *sql)
{
  return store_fixture_ask (fixture->store, sql);
}

static void
rename_to (NxDatabase *db, gint64 id, const char *caption, GError **error)
{
  g_autoptr (NxRecord) record = nx_records_load (db, NX_RECORD_ATTACHMENT, id, NULL);
  g_autoptr (NxEdit) edit = nx_edit_new (NX_RECORD_ATTACHMENT, record);

  nx_edit_set_text (edit, NX_ATTACHMENT_CAPTION, caption);
  nx_records_save (db, edit, error);
}

/* Adding and listing */

static void
check_first (GPtrArray *items, Fixture *fixture, gint64 id)
{
  NxAttachmentItem *item = g_ptr_array_index (items, 0);
  g_autofree char *on = nx_date_to_iso (nx_record_get_date (item->record, NX_ATTACHMENT_ON));

  g_assert_cmpint (nx_record_get_id (item->record), ==, id);
  g_assert_cmpint (nx_record_get_int (item->record, NX_ATTACHMENT_AUTHOR), ==, fixture->worker);
  g_assert_cmpstr (nx_record_get_text (item->record, NX_ATTACHMENT_AUTHOR_NAME), ==, "林晓岚");
  g_assert_cmpint (nx_record_get_int (item->record, NX_ATTACHMENT_AT), ==, NOW);
  g_assert_cmpint (nx_record_get_int (item->record, NX_ATTACHMENT_N_BYTES), ==, 1000);
  g_assert_cmpint (nx_record_get_int (item->record, NX_ATTACHMENT_WIDTH), ==, 1200);
  g_assert_cmpstr (on, ==, "2025-11-19");
  g_assert_cmpstr (nx_attachment_peek_title (item->record), ==, "王桂英家门口.jpg");
  g_assert_false (nx_attachment_is_pdf (item->record));
  g_assert_cmpmem (g_bytes_get_data (item->thumbnail, NULL), g_bytes_get_size (item->thumbnail),
                   "small", 5);
}

/* What the case's timeline says of the visit. */
static int
count_of_visit (NxDatabase *db, NxAttachmentPlace place)
{
  NxTimelineQuery query = { .case_id = place.case_id, .kinds = NX_TIMELINE_ALL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = nx_timeline_query_run (db, &query, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < entries->len; i++)
    {
      const NxTimelineEntry *entry = g_ptr_array_index (entries, i);

      if (entry->record != NULL && nx_record_get_kind (entry->record) == NX_RECORD_VISIT
          && nx_record_get_id (entry->record) == place.visit_id)
        return entry->n_files;
    }
  return -1;
}

static void
list_step (NxDatabase *db, Fixture *fixture)
{
  NxAttachmentPlace place = of_case (fixture->open_case);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = NULL;
  gint64 id = 0;

  assert_listed (db, place, 0);
  add (db, place);
  id = add (db, place);
  add (db, of_visit (fixture));
  items = nx_attachments_list (db, &place, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (items->len, ==, 3); /* the case's list has the visits' too */
  g_ptr_array_remove_index (items, 0);
  check_first (items, fixture, id);
  assert_listed (db, of_visit (fixture), 1);
  g_assert_cmpint (count_of_visit (db, of_visit (fixture)), ==, 1);
  assert_listed (db, of_case (fixture->hidden_case), 0);
}

static void
rename_step (NxDatabase *db, Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NxRecord) record = NULL;

  fixture->kept = add (db, of_case (fixture->open_case));
  rename_to (db, fixture->kept, "门口的台阶", &error);
  g_assert_no_error (error);
  record = nx_attachments_load (db, fixture->kept, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (nx_attachment_peek_title (record), ==, "门口的台阶");
}

static void
test_add_and_list (Fixture *fixture, gconstpointer data)
{
  write_step (fixture, list_step);
  write_step (fixture, rename_step);
  /* One digest for equal bytes, and a journal entry for each. */
  g_assert_cmpint (ask (fixture, "SELECT count(DISTINCT digest) FROM attachment"), ==, 1);
  g_assert_cmpint (ask (fixture,
                        "SELECT count(*) FROM event WHERE record_kind = 11 AND action = 'added'"
                        " AND case_id IS NOT NULL"),
                   ==, 4);
  g_assert_cmpint (ask (fixture, "SELECT count(*) FROM event WHERE record_kind = 11"
                                 " AND action = 'changed' AND changes LIKE '%caption%'"),
                   ==, 1);
}

static void
bytes_step (NxDatabase *db, Fixture *fixture)
{
  static const gsize sizes[] = { 1, NX_ATTACHMENTS_PART - 1, NX_ATTACHMENTS_PART,
                                 NX_ATTACHMENTS_PART + 1, 3 * NX_ATTACHMENTS_PART + 17 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) before = make_bytes (sizes[i]);
      gint64 id = try_add (db, of_case (fixture->open_case), sizes[i], &error);
      g_autoptr (GBytes) after = nx_attachments_load_bytes (db, id, &error);

      g_assert_no_error (error);
      g_assert_true (g_bytes_equal (before, after));
    }
}

static void
test_bytes (Fixture *fixture, gconstpointer data)
{
  write_step (fixture, bytes_step);
  g_assert_cmpint (ask (fixture, "SELECT count(*) FROM attachment_part"), ==, 1 + 1 + 1 + 2 + 4);
  g_assert_cmpint (ask (fixture, "SELECT max(length(data)) FROM attachment_part"), ==,
                   NX_ATTACHMENTS_PART);
}

static void
one_step (NxDatabase *db, Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  fixture->kept = try_add (db, of_case (fixture->open_case), 3 * NX_ATTACHMENTS_PART, &error);
  g_assert_no_error (error);
}

static void
damaged_step (NxDatabase *db, Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (nx_attachments_load_bytes (db, fixture->kept, &error));
  assert_refused (&error, NX_STORE_ERROR_DAMAGED);
  assert_listed (db, of_case (fixture->open_case), 1);
}

/* Whatever happens to the bytes is noticed when they are asked for; the list, which never reads
 * them, still stands. */
static void
test_damage (Fixture *fixture, gconstpointer data)
{
  write_step (fixture, one_step);
  store_fixture_run (fixture->store, "UPDATE attachment_part SET data = zeroblob(length(data))"
                                     " WHERE number = 1");
  write_step (fixture, damaged_step);
  store_fixture_run (fixture->store, "DELETE FROM attachment_part WHERE number = 1");
  write_step (fixture, damaged_step);
  store_fixture_run (fixture->store, "DELETE FROM attachment_part");
  write_step (fixture, damaged_step);
  store_fixture_run (fixture->store,
                     "WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 99)"
                     " INSERT INTO attachment_part (attachment_id, number, data)"
                     " SELECT 1, i, zeroblob(262144) FROM n");
  write_step (fixture, damaged_step);
}

static void
bad_step (NxDatabase *db, Fixture *fixture)
{
  NxAttachmentPlace elsewhere = of_visit (fixture);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (try_add (db, of_case (fixture->open_case), 0, &error), ==, 0);
  assert_refused (&error, NX_STORE_ERROR_CONSTRAINT);
  g_assert_cmpint (try_add (db, of_case (fixture->open_case), NX_ATTACHMENTS_MAX_BYTES + 1, &error),
                   ==, 0);
  assert_refused (&error, NX_STORE_ERROR_CONSTRAINT);
  g_assert_cmpint (try_add (db, of_case (999), 10, &error), ==, 0);
  assert_refused (&error, NX_STORE_ERROR_NOT_FOUND);
  elsewhere.case_id = fixture->hidden_case;
  g_assert_cmpint (try_add (db, elsewhere, 10, &error), ==, 0);
  assert_refused (&error, NX_STORE_ERROR_CONSTRAINT);
  elsewhere.visit_id = 999;
  g_assert_cmpint (try_add (db, elsewhere, 10, &error), ==, 0);
  assert_refused (&error, NX_STORE_ERROR_NOT_FOUND);
  g_assert_null (nx_attachments_load (db, 999, &error));
  assert_refused (&error, NX_STORE_ERROR_NOT_FOUND);
  /* A visit's list asked for under another case shows nothing of it. */
  add (db, of_visit (fixture));
  elsewhere.visit_id = fixture->visit;
  assert_listed (db, elsewhere, 0);
}

static void
taken_back_visit_step (NxDatabase *db, Fixture *fixture)
{
  g_autoptr (NxRecord) visit = nx_records_load (db, NX_RECORD_VISIT, fixture->visit, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (nx_records_set_archived (db, visit, TRUE, NULL));
  g_assert_cmpint (try_add (db, of_visit (fixture), 10, &error), ==, 0);
  assert_refused (&error, NX_STORE_ERROR_CONSTRAINT);
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  write_step (fixture, bad_step);
  g_assert_cmpint (ask (fixture, "SELECT count(*) FROM attachment"), ==, 1);
  write_step (fixture, taken_back_visit_step);
  g_assert_cmpint (ask (fixture, "SELECT count(*) FROM attachment"), ==, 1);
}

static gpointer
cancelled_job (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Fixture *fixture = data;

  g_cancellable_cancel (cancellable);
  g_assert_cmpint (try_add (db, of_case (fixture->open_case), 3 * NX_ATTACHMENTS_PART, error), ==,
                   0);
  return NULL;
}

static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  nx_store_write (fixture->store, cancelled_job, fixture, cancellable, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (ask (fixture, "SELECT count(*) FROM attachment"), ==, 0);
  g_assert_cmpint (ask (fixture, "SELECT count(*) FROM attachment_part"), ==, 0);
}

/* Drafts */

static void
draft_step (NxDatabase *db, Fixture *fixture)
{
  NxAttachmentPlace place = of_draft (fixture->open_case, "case:1");

  add (db, place);
  fixture->kept = add (db, place);
  nx_database_act_as (db, fixture->other);
  add (db, place);
  nx_database_act_as (db, fixture->worker);
  assert_listed (db, place, 2);
  assert_listed (db, of_case (fixture->open_case), 0);
}

static void
bind_step (NxDatabase *db, Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (nx_attachments_bind (db, "case:1", fixture->visit, &error));
  g_assert_no_error (error);
  assert_listed (db, of_draft (fixture->open_case, "case:1"), 0);
  assert_listed (db, of_visit (fixture), 2);
  /* Nothing left to bind is no error. */
  g_assert_true (nx_attachments_bind (db, "case:1", fixture->visit, &error));
  nx_database_act_as (db, fixture->other);
  assert_listed (db, of_draft (fixture->open_case, "case:1"), 1);
}

static void
bind_elsewhere_step (NxDatabase *db, Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  gint64 visit = add_visit (db, fixture->hidden_case);

  g_assert_false (nx_attachments_bind (db, "case:1", visit, &error));
  assert_refused (&error, NX_STORE_ERROR_CONSTRAINT);
  g_assert_false (nx_attachments_bind (db, "case:1", 999, &error));
  assert_refused (&error, NX_STORE_ERROR_NOT_FOUND);
}

static void
test_draft_bound (Fixture *fixture, gconstpointer data)
{
  write_step (fixture, draft_step);
  /* On no timeline yet. */
  g_assert_cmpint (
      ask (fixture, "SELECT count(*) FROM event WHERE record_kind = 11 AND case_id IS NOT NULL"),
      ==, 0);
  write_step (fixture, bind_elsewhere_step);
  write_step (fixture, bind_step);
  g_assert_cmpint (ask (fixture,
                        "SELECT count(*) FROM event WHERE record_kind = 11 AND action = 'added'"
                        " AND case_id IS NOT NULL AND changes IS NULL"),
                   ==, 2);
}

static void
copy_file (Fixture *fixture, const char *folder, const char *name)
{
  g_autofree char *from = store_fixture_path (&fixture->store_fixture, name);
  g_autofree char *to = g_build_filename (folder, name, NULL);
  g_autofree char *content = NULL;
  gsize size = 0;

  if (!g_file_test (from, G_FILE_TEST_IS_REGULAR))
    return;
  g_assert_true (g_file_get_contents (from, &content, &size, NULL));
  g_assert_true (g_file_set_contents (to, content, (gssize)size, NULL));
}

/* The folder as it lies on the disk at this moment, with what was not yet folded into the file. */
static char *
copy_folder (Fixture *fixture)
{
  char *folder = g_build_filename (fixture->store_fixture.parent, "crashed", NULL);
  g_autoptr (GDir) dir = g_dir_open (fixture->store_fixture.folder, 0, NULL);
  const char *name = NULL;

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  while ((name = g_dir_read_name (dir)) != NULL)
    copy_file (fixture, folder, name);
  return folder;
}

static void
after_crash_step (NxDatabase *db, Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = nx_attachments_load_bytes (db, fixture->kept, &error);

  g_assert_no_error (error);
  assert_listed (db, of_draft (fixture->open_case, "case:1"), 2);
}

static void
test_draft_survives_crash (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  NxStore *running = fixture->store;
  g_autofree char *folder = NULL;

  write_step (fixture, draft_step);
  folder = copy_folder (fixture);
  fixture->store = nx_store_new (folder);
  g_assert_true (nx_store_open (fixture->store, fixture->store_fixture.key, &error));
  g_assert_no_error (error);
  nx_store_set_actor (fixture->store, fixture->worker);
  write_step (fixture, after_crash_step);
  store_fixture_assert_finalizes (fixture->store);
  fixture->store = running;
}

static void
discard_step (NxDatabase *db, Fixture *fixture)
{
  NxAttachmentPlace place = of_draft (fixture->open_case, "case:1");
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) error = NULL;

  /* One that was deleted by hand before stays deleted. */
  g_assert_true (nx_attachments_set_archived (db, add (db, place), TRUE, &error));
  g_assert_true (nx_attachments_discard_draft (db, "case:1", ids, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (ids->len, ==, 2);
  assert_listed (db, place, 0);
  g_assert_true (nx_attachments_restore_draft (db, ids, &error));
  g_assert_no_error (error);
  assert_listed (db, place, 2);
  g_assert_true (nx_attachments_restore_draft (db, ids, &error)); /* twice is no harm */
  g_assert_true (nx_attachments_restore_draft (db, NULL, &error));
  assert_listed (db, place, 2);
  g_assert_true (nx_attachments_discard_draft (db, "case:1", NULL, &error));
  assert_listed (db, place, 0);
  /* What is thrown away is not bound to the next visit. */
  g_assert_true (nx_attachments_bind (db, "case:1", fixture->visit, &error));
  assert_listed (db, of_visit (fixture), 0);
  nx_database_act_as (db, fixture->other);
  assert_listed (db, place, 1);
}

static void
test_draft_discarded (Fixture *fixture, gconstpointer data)
{
  write_step (fixture, draft_step);
  write_step (fixture, discard_step);
  g_assert_cmpint (
      ask (fixture, "SELECT count(*) FROM event WHERE record_kind = 11 AND case_id IS NOT NULL"),
      ==, 0);
}

/* Deleting */

static void
archive_step (NxDatabase *db, Fixture *fixture)
{
  NxAttachmentPlace place = of_case (fixture->open_case);
  g_autoptr (GError) error = NULL;
  gint64 id = add (db, place);

  fixture->kept = id;
  g_assert_true (nx_attachments_set_archived (db, id, TRUE, &error));
  g_assert_true (nx_attachments_set_archived (db, id, TRUE, &error));
  g_assert_no_error (error);
  assert_listed (db, place, 0);
  /* Locked until it is put back. */
  rename_to (db, id, "新图注", &error);
  assert_refused (&error, NX_STORE_ERROR_CONSTRAINT);
  g_assert_false (nx_attachments_note_copied (db, id, "转介", &error));
  assert_refused (&error, NX_STORE_ERROR_CONSTRAINT);
  g_assert_true (nx_attachments_set_archived (db, id, FALSE, &error));
  g_assert_no_error (error);
  assert_listed (db, place, 1);
  rename_to (db, id, "新图注", &error);
  g_assert_no_error (error);
  g_assert_false (nx_attachments_set_archived (db, 999, TRUE, &error));
  assert_refused (&error, NX_STORE_ERROR_NOT_FOUND);
}

static void
move_step (NxDatabase *db, Fixture *fixture)
{
  g_autoptr (NxRecord) record = nx_records_load (db, NX_RECORD_ATTACHMENT, fixture->kept, NULL);
  g_autoptr (NxEdit) edit = nx_edit_new (NX_RECORD_ATTACHMENT, record);
  g_autoptr (GError) error = NULL;

  nx_edit_set_int (edit, NX_ATTACHMENT_CASE, fixture->hidden_case);
  g_assert_cmpint (nx_records_save (db, edit, &error), ==, 0);
  assert_refused (&error, NX_STORE_ERROR_CONSTRAINT);
}

static void
test_archive (Fixture *fixture, gconstpointer data)
{
  write_step (fixture, archive_step);
  write_step (fixture, move_step);
  g_assert_cmpint (ask (fixture, "SELECT count(*) FROM event WHERE record_kind = 11"
                                 " AND action = 'archived' AND case_id IS NOT NULL"),
                   ==, 1);
  g_assert_cmpint (ask (fixture, "SELECT count(*) FROM event WHERE record_kind = 11"
                                 " AND action = 'restored' AND case_id IS NOT NULL"),
                   ==, 1);
}

/* A confidential case */

static void
hidden_step (NxDatabase *db, Fixture *fixture)
{
  fixture->kept = add (db, of_case (fixture->hidden_case));
  add (db, of_draft (fixture->hidden_case, "case:2"));
}

static void
refuse_other_step (NxDatabase *db, Fixture *fixture)
{
  NxAttachmentPlace place = of_case (fixture->hidden_case);
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  nx_database_act_as (db, fixture->other);
  g_assert_cmpint (try_add (db, place, 10, &error), ==, 0);
  assert_refused (&error, NX_STORE_ERROR_CONSTRAINT);
  g_assert_null (nx_attachments_list (db, &place, &error));
  assert_refused (&error, NX_STORE_ERROR_CONSTRAINT);
  g_assert_null (nx_attachments_load (db, fixture->kept, &error));
  assert_refused (&error, NX_STORE_ERROR_CONSTRAINT);
  g_assert_null (nx_attachments_load_bytes (db, fixture->kept, &error));
  assert_refused (&error, NX_STORE_ERROR_CONSTRAINT);
  g_assert_false (nx_attachments_set_archived (db, fixture->kept, TRUE, &error));
  assert_refused (&error, NX_STORE_ERROR_CONSTRAINT);
  g_assert_false (nx_attachments_note_copied (db, fixture->kept, "转介", &error));
  assert_refused (&error, NX_STORE_ERROR_CONSTRAINT);
  rename_to (db, fixture->kept, "新图注", &error);
  assert_refused (&error, NX_STORE_ERROR_CONSTRAINT);
  g_array_append_val (ids, fixture->kept);
  g_assert_false (nx_attachments_restore_draft (db, ids, &error));
  assert_refused (&error, NX_STORE_ERROR_CONSTRAINT);
}

/* Both worker and supervisor of the case. */
static void
allow_own_step (NxDatabase *db, Fixture *fixture)
{
  const gint64 both[] = { fixture->worker, fixture->supervisor };
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (both); i++)
    {
      g_autoptr (GBytes) bytes = NULL;

      nx_database_act_as (db, both[i]);
      assert_listed (db, of_case (fixture->hidden_case), 1);
      bytes = nx_attachments_load_bytes (db, fixture->kept, &error);
      g_assert_no_error (error);
    }
}

/* The case was handed to others while a draft lay there. */
static void
lost_draft_step (NxDatabase *db, Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  gint64 visit = add_visit (db, fixture->hidden_case);

  g_assert_false (nx_attachments_bind (db, "case:2", visit, &error));
  assert_refused (&error, NX_STORE_ERROR_CONSTRAINT);
  g_assert_false (nx_attachments_discard_draft (db, "case:2", NULL, &error));
  assert_refused (&error, NX_STORE_ERROR_CONSTRAINT);
}

static void
test_confidential (Fixture *fixture, gconstpointer data)
{
  g_autofree char *hand_over
      = g_strdup_printf ("UPDATE case_file SET worker_id = %d, supervisor_id = NULL WHERE id = %d",
                         (int)fixture->other, (int)fixture->hidden_case);

  write_step (fixture, hidden_step);
  write_step (fixture, refuse_other_step);
  write_step (fixture, allow_own_step);
  store_fixture_run (fixture->store, hand_over);
  write_step (fixture, lost_draft_step);
  g_assert_cmpint (ask (fixture, "SELECT count(*) FROM attachment WHERE archived_at IS NULL"), ==,
                   2);
}

/* Copies and the journal */

static void
copy_step (NxDatabase *db, Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  gint64 id = add (db, of_case (fixture->open_case));

  g_assert_false (nx_attachments_note_copied (db, id, NULL, &error));
  assert_refused (&error, NX_STORE_ERROR_CONSTRAINT);
  g_assert_false (nx_attachments_note_copied (db, id, "  ", &error));
  assert_refused (&error, NX_STORE_ERROR_CONSTRAINT);
  g_assert_true (nx_attachments_note_copied (db, id, " 街道要\"存档\" ", &error));
  g_assert_no_error (error);
  g_assert_cmpint (nx_journal_check (db, &error), ==, 0);
}

static void
test_copy_noted (Fixture *fixture, gconstpointer data)
{
  write_step (fixture, copy_step);
  g_assert_cmpint (ask (fixture, "SELECT count(*) FROM event WHERE action = 'exported'"
                                 " AND record_kind = 11 AND case_id IS NOT NULL"
                                 " AND changes = '{\"reason\":[null,\"街道要\\\"存档\\\"\"]}'"),
                   ==, 1);
}

/* Timelines */

static guint
count_kind (NxDatabase *db, NxTimelineQuery query, NxTimelineKind kind)
{
  guint counts[NX_TIMELINE_N_KINDS] = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_true (nx_timeline_query_count (db, &query, counts, &error));
  g_assert_no_error (error);
  return counts[g_bit_nth_lsf (kind, -1)];
}

static void
check_entries (NxDatabase *db, NxTimelineQuery query)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = nx_timeline_query_run (db, &query, &error);
  guint n_files = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < entries->len; i++)
    {
      NxTimelineEntry *entry = g_ptr_array_index (entries, i);
      g_autofree char *title = nx_timeline_entry_dup_title (entry);
      g_autofree char *body = nx_timeline_entry_dup_body (entry);

      if (entry->kind == NX_TIMELINE_VISIT)
        {
          g_autofree char *facts = nx_timeline_entry_dup_facts (entry);

          g_assert_cmpint (entry->n_files, ==, 1);
          g_assert_nonnull (strstr (facts, "1 attachment"));
        }
      if (entry->kind != NX_TIMELINE_FILE)
        continue;
      n_files++;
      g_assert_cmpstr (title, ==, "Photo attached");
      g_assert_cmpstr (body, ==, "王桂英家门口.jpg");
      g_assert_cmpstr (entry->worker_name, ==, "林晓岚");
    }
  g_assert_cmpuint (n_files, ==, 1);
}

static void
timeline_step (NxDatabase *db, Fixture *fixture)
{
  NxTimelineQuery of_the_case = { .case_id = fixture->open_case };
  NxTimelineQuery of_household = { .household_id = fixture->household };
  NxTimelineQuery of_person = { .person_id = fixture->person };
  gint64 deleted = add (db, of_case (fixture->open_case));

  add (db, of_case (fixture->open_case));
  add (db, of_visit (fixture));
  add (db, of_draft (fixture->open_case, "case:1"));
  g_assert_true (nx_attachments_set_archived (db, deleted, TRUE, NULL));
  check_entries (db, of_the_case);
  check_entries (db, of_household);
  check_entries (db, of_person);
  g_assert_cmpuint (count_kind (db, of_the_case, NX_TIMELINE_FILE), ==, 1);
  /* Chosen alone; and that one was deleted is a change like others. */
  of_the_case.kinds = NX_TIMELINE_FILE;
  check_entries (db, of_the_case);
  g_assert_cmpuint (count_kind (db, of_the_case, NX_TIMELINE_EDIT), ==, 1);
}

static void
hidden_timeline_step (NxDatabase *db, Fixture *fixture)
{
  NxTimelineQuery query = { .household_id = fixture->household };
  guint n_files = count_kind (db, query, NX_TIMELINE_FILE);
  guint n_edits = count_kind (db, query, NX_TIMELINE_EDIT);
  gint64 id = add (db, of_case (fixture->hidden_case));
  NxAttachmentPlace place = of_case (fixture->hidden_case);

  rename_to (db, id, "新图注", NULL);
  place.visit_id = add_visit (db, fixture->hidden_case);
  add (db, place);
  g_assert_cmpint (count_of_visit (db, place), ==, 1);
  g_assert_cmpuint (count_kind (db, query, NX_TIMELINE_FILE), ==, n_files + 1);
  g_assert_cmpuint (count_kind (db, query, NX_TIMELINE_EDIT), ==, n_edits + 1);
  nx_database_act_as (db, fixture->other);
  g_assert_cmpuint (count_kind (db, query, NX_TIMELINE_FILE), ==, n_files);
  g_assert_cmpuint (count_kind (db, query, NX_TIMELINE_EDIT), ==, n_edits);
  g_assert_cmpint (count_of_visit (db, place), ==, 0);
}

static void
test_timeline (Fixture *fixture, gconstpointer data)
{
  write_step (fixture, timeline_step);
  write_step (fixture, hidden_timeline_step);
}

/* Old stores */

static char *
dup_step (const char *name)
{
  g_autofree char *path = g_strconcat ("/io/github/nuanxin/Nuanxin/sql/", name, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, &error);

  g_assert_no_error (error);
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static NxMigrations *
new_old_steps (void)
{
  g_autofree char *first = dup_step ("0001-initial.sql");
  g_autofree char *second = dup_step ("0002-today.sql");
  g_autofree char *third = dup_step ("0003-papers.sql");
  g_autofree char *fourth = dup_step ("0004-calendar.sql");
  g_autofree char *fifth = dup_step ("0005-lists.sql");
  const char *const texts[] = { first, second, third, fourth, fifth, NULL };

  return nx_migrations_new_from_texts (texts);
}

/* As the program of that time wrote them, but without search tables. */
static const char old_records[]
    = "INSERT INTO worker (id, uid, name, role, is_active) VALUES (1, 'w', '林晓岚', 'worker', 1);"
      "INSERT INTO person (id, uid, name, former_names, name_key)"
      " VALUES (1, 'p', '单雄飞', '单二虎', 'shan xiong fei\t单雄飞');"
      "INSERT INTO person (id, uid, name, name_key, archived_at)"
      " VALUES (2, 'q', '单雄信', 'shan xiong xin\t单雄信', 1);"
      "INSERT INTO case_file (id, uid, number, title, person_id, stage, risk, worker_id, opened_on)"
      " VALUES (1, 'c', '210102002001-2026-0001', '一', 1, 'intervention', 'low', 1, '2026-01-02'),"
      " (2, 'd', '210102002001-2026-0002', '二', 1, 'intervention', 'low', 1, '2026-01-02');";

static void
assert_finds (NxDatabase *db, const char *typed, NxRecordKind kind, gint64 id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) hits = nx_find_run (db, typed, kind, 20, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (hits->len, ==, 1);
  g_assert_cmpint (nx_record_get_id (((NxHit *)g_ptr_array_index (hits, 0))->record), ==, id);
}

static void
after_upgrade_step (NxDatabase *db, Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (nx_records_count (db, NX_RECORD_CASE, &error), ==, 2);
  add (db, of_case (1));
  assert_listed (db, of_case (1), 1);
  g_assert_cmpint (nx_records_count (db, NX_RECORD_ATTACHMENT, &error), ==, 1);
  g_assert_cmpint (nx_journal_check (db, &error), ==, 0);
  /* The archived one is not there. */
  assert_finds (db, "sx", NX_RECORD_PERSON, 1);
  assert_finds (db, "雄飞", NX_RECORD_PERSON, 1);
  assert_finds (db, "二虎", NX_RECORD_PERSON, 1);
  assert_finds (db, "2026-0002", NX_RECORD_CASE, 2);
}

/* A store of before attachments, with records in it, takes them after it was opened once, and who
 * is in it is found. */
static void
test_upgrade (void)
{
  Fixture fixture = { .worker = 1 };

  store_fixture_set_up (&fixture.store_fixture, NULL);
  nx_migrations_unref (fixture.store_fixture.migrations);
  fixture.store_fixture.migrations = new_old_steps ();
  fixture.store = store_fixture_create (&fixture.store_fixture);
  g_assert_cmpint (store_fixture_ask (fixture.store, "SELECT count(*) FROM sqlite_schema"
                                                     " WHERE name = 'attachment'"),
                   ==, 0);
  for (const char *at = old_records; *at != '\0';)
    {
      const char *end = strchr (at, ';') + 1;
      g_autofree char *sql = g_strndup (at, (gsize)(end - at));

      store_fixture_run (fixture.store, sql);
      at = end;
    }
  store_fixture_assert_finalizes (fixture.store);
  g_clear_pointer (&fixture.store_fixture.migrations, nx_migrations_unref);
  fixture.store = store_fixture_open (&fixture.store_fixture);
  nx_store_set_actor (fixture.store, fixture.worker);
  write_step (&fixture, after_upgrade_step);
  tear_down (&fixture, NULL);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/attachments/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("add-and-list", test_add_and_list);
  ADD ("bytes", test_bytes);
  ADD ("damage", test_damage);
  ADD ("refused", test_refused);
  ADD ("cancel", test_cancel);
  ADD ("draft-bound", test_draft_bound);
  ADD ("draft-survives-crash", test_draft_survives_crash);
  ADD ("draft-discarded", test_draft_discarded);
  ADD ("archive", test_archive);
  ADD ("confidential", test_confidential);
  ADD ("copy-noted", test_copy_noted);
  ADD ("timeline", test_timeline);
  g_test_add_func ("/attachments/upgrade", test_upgrade);
  return g_test_run ();
}
