/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * An open office with four clients whose names sound alike; for tests of find and of paper. */
#include "config.h"

#include "nx-client-fixture.h"

#include "nx-office.h"
#include "nx-record-kinds.h"
#include "nx-records.h"
#include "nx-save.h"

static gint64
save_person (NxDatabase *db, const char *name, const char *sex, const char *birth, GError **error)
{
  g_autoptr (NxEdit) edit = nx_edit_new (NX_RECORD_PERSON, NULL);

  nx_edit_set_text (edit, NX_PERSON_NAME, name);
  nx_edit_set_text (edit, NX_PERSON_SEX, sex);
  nx_edit_set_text (edit, NX_PERSON_BIRTH_ON, birth);
  return nx_records_save (db, edit, error);
}

static gint64
save_home (NxDatabase *db, gint64 person, GError **error)
{
  g_autoptr (NxEdit) household = nx_edit_new (NX_RECORD_HOUSEHOLD, NULL);
  g_autoptr (NxEdit) membership = nx_edit_new (NX_RECORD_MEMBERSHIP, NULL);
  gint64 id = 0;

  nx_edit_set_int (household, NX_HOUSEHOLD_AREA, nx_office_find_area (db, "210102002001", error));
  nx_edit_set_text (household, NX_HOUSEHOLD_ADDRESS, "新华路12号");
  nx_edit_set_text (household, NX_HOUSEHOLD_BUILDING, "3号楼");
  nx_edit_set_text (household, NX_HOUSEHOLD_ROOM, "501");
  id = nx_records_save (db, household, error);
  nx_edit_set_int (membership, NX_MEMBERSHIP_HOUSEHOLD, id);
  nx_edit_set_int (membership, NX_MEMBERSHIP_PERSON, person);
  nx_edit_set_text (membership, NX_MEMBERSHIP_RELATION, "01");
  return nx_records_save (db, membership, error) != 0 ? id : 0;
}

static gint64
save_case (NxDatabase *db, gint64 person, GError **error)
{
  g_autoptr (NxEdit) edit = nx_edit_new (NX_RECORD_CASE, NULL);

  nx_edit_set_text (edit, NX_CASE_TITLE, "独居老人支持");
  nx_edit_set_int (edit, NX_CASE_CLIENT_PERSON, person);
  nx_edit_set_text (edit, NX_CASE_STAGE, "intake");
  nx_edit_set_text (edit, NX_CASE_RISK, "high");
  nx_edit_set_int (edit, NX_CASE_WORKER, nx_database_actor (db));
  return nx_records_save (db, edit, error);
}

static gint64
save_visit (NxDatabase *db, gint64 case_id, GError **error)
{
  g_autoptr (NxEdit) edit = nx_edit_new (NX_RECORD_VISIT, NULL);

  nx_edit_set_int (edit, NX_VISIT_CASE, case_id);
  nx_edit_set_text (edit, NX_VISIT_STATE, "done");
  nx_edit_set_text (edit, NX_VISIT_KIND, "home");
  nx_edit_set_text (edit, NX_VISIT_ON, "2025-11-11");
  nx_edit_set_text (edit, NX_VISIT_NARRATIVE, "邻居送来一袋苹果，两人常在楼下说话。");
  nx_edit_set_int (edit, NX_VISIT_WORKER, nx_database_actor (db));
  return nx_records_save (db, edit, error);
}

static gpointer
save_clients (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Clients *clients = data;

  clients->sounding = save_person (db, "汪桂荧", "2", "1942-03-01", error);
  clients->similar = save_person (db, "王国颖", "1", "1990-07-08", error);
  clients->namesake = save_person (db, "王桂英", "2", "1962-05-20", error);
  clients->mine = save_person (db, "王桂英", "2", "1936-11-21", error);
  clients->household = save_home (db, clients->mine, error);
  clients->case_id = save_case (db, clients->mine, error);
  clients->visit_id = save_visit (db, clients->case_id, error);
  return NULL;
}

void
open_clients (Fixture *self, Clients *clients)
{
  g_autoptr (GError) error = NULL;

  answer_questions (self, TRUE, "");
  wait_for_state (self, NX_SESSION_OPEN);
  nx_store_write (nx_session_get_store (self->session), save_clients, clients, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (clients->visit_id, >, 0);
}
