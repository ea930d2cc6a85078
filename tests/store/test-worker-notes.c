/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Tests what stands beside the visits of the day: questions, birthdays by both calendars, reviews.
 */
#include "config.h"

#include "nx-comment-acts.h"
#include "nx-drafts.h"
#include "nx-office.h"
#include "nx-record-kinds.h"
#include "nx-records.h"
#include "nx-save.h"
#include "nx-store-error.h"
#include "nx-worker-notes.h"

#include "store-fixture.h"

#include <locale.h>

#define COMMUNITY "210102002001"

typedef struct
{
  StoreFixture store_fixture;
  NxStore *store;
  gint64 worker;
  gint64 supervisor;
  gint64 household;
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

static void
set_up_step (NxDatabase *db, Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  NxEdit *supervisor = nx_edit_new (NX_RECORD_WORKER, NULL);
  NxEdit *household = nx_edit_new (NX_RECORD_HOUSEHOLD, NULL);

  fixture->worker = nx_office_set_up (db, COMMUNITY, "林晓岚", &error);
  g_assert_no_error (error);
  nx_edit_set_text (supervisor, NX_WORKER_NAME, "赵明慧");
  nx_edit_set_text (supervisor, NX_WORKER_ROLE, "supervisor");
  nx_edit_set_int (supervisor, NX_WORKER_IS_ACTIVE, 1);
  fixture->supervisor = save (db, supervisor);
  nx_edit_set_int (household, NX_HOUSEHOLD_AREA, nx_office_find_area (db, COMMUNITY, NULL));
  nx_edit_set_text (household, NX_HOUSEHOLD_ADDRESS, "新华路12号");
  fixture->household = save (db, household);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  store_fixture_set_up (&fixture->store_fixture, data);
  g_clear_pointer (&fixture->store_fixture.migrations, nx_migrations_unref);
  fixture->store = store_fixture_create (&fixture->store_fixture);
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

static void
set_now (Fixture *fixture, int year, int month, int day)
{
  g_autoptr (GDateTime) noon = g_date_time_new_local (year, month, day, 12, 0, 0);

  g_object_set (fixture->store, "fixed-now", g_date_time_to_unix (noon), NULL);
}

static gint64
add_person (NxDatabase *db, const char *name, const char *birth, const char *lunar)
{
  NxEdit *edit = nx_edit_new (NX_RECORD_PERSON, NULL);

  nx_edit_set_text (edit, NX_PERSON_NAME, name);
  nx_edit_set_text (edit, NX_PERSON_BIRTH_ON, birth);
  nx_edit_set_text (edit, NX_PERSON_BIRTH_LUNAR, lunar);
  return save (db, edit);
}

static gint64
add_case (NxDatabase *db, gint64 person, gint64 household, gint64 worker)
{
  NxEdit *edit = nx_edit_new (NX_RECORD_CASE, NULL);

  nx_edit_set_text (edit, NX_CASE_TITLE, "独居老人支持");
  if (person != 0)
    nx_edit_set_int (edit, NX_CASE_CLIENT_PERSON, person);
  else
    nx_edit_set_int (edit, NX_CASE_CLIENT_HOUSEHOLD, household);
  nx_edit_set_text (edit, NX_CASE_STAGE, "intervention");
  nx_edit_set_text (edit, NX_CASE_RISK, "low");
  nx_edit_set_int (edit, NX_CASE_WORKER, worker);
  return save (db, edit);
}

/* A client of one's own with that birthday. */
static gint64
add_client (
    NxDatabase *db, Fixture *fixture, const char *name, const char *birth, const char *lunar)
{
  gint64 id = add_person (db, name, birth, lunar);

  add_case (db, id, 0, fixture->worker);
  return id;
}

/* "王桂英 2025-11-21 89 lunar" for each, one a line. */
static char *
dup_birthdays (NxDatabase *db, Fixture *fixture, NxDate from, NxDate to, guint limit, guint *n_all)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) birthdays
      = nx_worker_notes_birthdays (db, fixture->worker, from, to, limit, n_all, &error);
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < birthdays->len; i++)
    {
      const NxBirthday *birthday = g_ptr_array_index (birthdays, i);
      g_autofree char *on = nx_date_to_iso (birthday->on);

      g_string_append_printf (text, "%s%s %s %d%s", i > 0 ? "\n" : "",
                              nx_record_get_text (birthday->person, NX_PERSON_NAME), on,
                              birthday->age, nx_lunar_is_set (birthday->lunar) ? " lunar" : "");
    }
  return g_string_free (text, FALSE);
}

static void
assert_birthdays (NxDatabase *db, Fixture *fixture, NxDate from, NxDate to, const char *expected)
{
  guint n_all = 0;
  g_autofree char *text = dup_birthdays (db, fixture, from, to, 20, &n_all);

  g_assert_cmpstr (text, ==, expected);
}

static void
calendars_step (NxDatabase *db, Fixture *fixture)
{
  NxDate from = { 2025, 11, 19 };
  NxDate to = { 2025, 11, 23 };
  gint64 stranger = add_person (db, "路人", "1950-11-20", NULL);

  add_client (db, fixture, "周海", "1985-11-23", NULL);
  /* 农历十月初二 is 2025-11-21; the solar birthday of the same person is not kept as well. */
  add_client (db, fixture, "王桂英", "1936-11-20", "1936-10-02");
  add_client (db, fixture, "无年", NULL, "--10-02");
  add_client (db, fixture, "只有年", "1936", "1936");
  add_client (db, fixture, "早一天", "1940-11-18", NULL);
  add_client (db, fixture, "晚一天", "1940-11-24", NULL);
  add_case (db, stranger, 0, fixture->supervisor);
  assert_birthdays (db, fixture, from, to,
                    "王桂英 2025-11-21 89 lunar\n无年 2025-11-21 -1 lunar\n周海 2025-11-23 40");
}

static void
test_calendars (Fixture *fixture, gconstpointer data)
{
  set_now (fixture, 2025, 11, 19);
  write_step (fixture, calendars_step);
}

static void
leap_step (NxDatabase *db, Fixture *fixture)
{
  NxDate in_leap_month = { 2025, 7, 25 }; /* 闰六月初一 */
  NxDate in_month = { 2025, 6, 25 };      /* 六月初一 */
  NxDate march = { 2025, 3, 1 };
  NxDate in_2026 = { 2026, 7, 14 };       /* 六月初一: no leap month in 2026 */
  NxDate last_of_month = { 2025, 7, 24 }; /* 六月三十 */

  add_client (db, fixture, "闰月生", NULL, "1960-06L-01");
  add_client (db, fixture, "平月生", NULL, "1960-06-01");
  add_client (db, fixture, "闰日生", "1940-02-29", NULL);
  add_client (db, fixture, "三十生", NULL, "1960-06-30");
  assert_birthdays (db, fixture, in_leap_month, in_leap_month, "闰月生 2025-07-25 65 lunar");
  assert_birthdays (db, fixture, in_month, in_month, "平月生 2025-06-25 65 lunar");
  assert_birthdays (db, fixture, in_2026, in_2026,
                    "闰月生 2026-07-14 66 lunar\n平月生 2026-07-14 66 lunar");
  assert_birthdays (db, fixture, march, march, "闰日生 2025-03-01 85");
  assert_birthdays (db, fixture, last_of_month, last_of_month, "三十生 2025-07-24 65 lunar");
}

/* Leap months where there are some and where not, leap days, the 30th. */
static void
test_leap (Fixture *fixture, gconstpointer data)
{
  set_now (fixture, 2025, 6, 1);
  write_step (fixture, leap_step);
}

/* Every day of two years gives each lunar client one birthday a lunar year: none is lost between
 * the keys of the question and the calendar. */
static void
every_day_step (NxDatabase *db, Fixture *fixture)
{
  NxDate day = { 2025, 1, 29 }; /* New Year of the lunar year 2025 */
  guint n = 0;

  add_client (db, fixture, "甲", NULL, "1957-08L-29");
  add_client (db, fixture, "乙", NULL, "1960-06-30");
  add_client (db, fixture, "丙", NULL, "1984-10L-15");
  add_client (db, fixture, "丁", "1952-02-29", NULL);
  while (day.year < 2027 || day.month == 1)
    {
      NxDate to = nx_date_add_days (day, 6);
      guint n_all = 0;
      g_autofree char *text = dup_birthdays (db, fixture, day, to, 0, &n_all);

      g_assert_cmpstr (text, ==, "");
      n += n_all;
      day = nx_date_add_days (day, 7);
    }
  g_assert_cmpuint (n, ==, 8);
}

static void
test_every_day (Fixture *fixture, gconstpointer data)
{
  set_now (fixture, 2025, 1, 29);
  write_step (fixture, every_day_step);
}

static void
add_member (NxDatabase *db, gint64 household, gint64 person, const char *to)
{
  NxEdit *edit = nx_edit_new (NX_RECORD_MEMBERSHIP, NULL);

  nx_edit_set_int (edit, NX_MEMBERSHIP_HOUSEHOLD, household);
  nx_edit_set_int (edit, NX_MEMBERSHIP_PERSON, person);
  nx_edit_set_text (edit, NX_MEMBERSHIP_RELATION, "99");
  nx_edit_set_text (edit, NX_MEMBERSHIP_FROM_ON, "1985");
  nx_edit_set_text (edit, NX_MEMBERSHIP_TO_ON, to);
  save (db, edit);
}

static void
households_step (NxDatabase *db, Fixture *fixture)
{
  NxDate day = { 2025, 11, 19 };

  add_member (db, fixture->household, add_person (db, "孙女", "2015-11-19", NULL), NULL);
  add_member (db, fixture->household, add_person (db, "搬走", "2015-11-19", NULL), "2020-01-01");
  assert_birthdays (db, fixture, day, day, "");
  add_case (db, 0, fixture->household, fixture->worker);
  assert_birthdays (db, fixture, day, day, "孙女 2025-11-19 10");
}

/* Whoever lives in a household that is a client. */
static void
test_households (Fixture *fixture, gconstpointer data)
{
  set_now (fixture, 2025, 11, 19);
  write_step (fixture, households_step);
}

static gint64
add_comment (NxDatabase *db, gint64 case_id, gint64 author, const char *kind)
{
  NxEdit *edit = nx_edit_new (NX_RECORD_COMMENT, NULL);

  nx_edit_set_int (edit, NX_COMMENT_CASE, case_id);
  nx_edit_set_int (edit, NX_COMMENT_AUTHOR, author);
  nx_edit_set_text (edit, NX_COMMENT_KIND, kind);
  nx_edit_set_text (edit, NX_COMMENT_TEXT, "夜里谁能照应？");
  return save (db, edit);
}

static guint
count_questions (NxDatabase *db, Fixture *fixture, gint64 expected_newest)
{
  g_autoptr (GError) error = NULL;
  guint n_all = 0;
  g_autoptr (GPtrArray) waiting
      = nx_worker_notes_questions (db, fixture->worker, 1, &n_all, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (waiting->len, ==, MIN (n_all, 1));
  if (waiting->len > 0)
    g_assert_cmpint (
        nx_record_get_id (((NxWaitingQuestion *)g_ptr_array_index (waiting, 0))->question), ==,
        expected_newest);
  return n_all;
}

static void
questions_step (NxDatabase *db, Fixture *fixture)
{
  gint64 person = add_person (db, "王桂英", "1937-03-02", NULL);
  gint64 mine = add_case (db, person, 0, fixture->worker);
  gint64 theirs = add_case (db, person, 0, fixture->supervisor);
  gint64 first = add_comment (db, mine, fixture->supervisor, "question");

  add_comment (db, theirs, fixture->worker, "question");
  add_comment (db, mine, fixture->worker, "question"); /* one's own */
  add_comment (db, mine, fixture->supervisor, "note");
  g_assert_cmpuint (count_questions (db, fixture, first), ==, 1);
  add_comment (db, mine, fixture->worker, "answer");
  g_assert_cmpuint (count_questions (db, fixture, 0), ==, 0);
  first = add_comment (db, mine, fixture->supervisor, "question");
  g_assert_cmpuint (count_questions (db, fixture, first), ==, 1);
}

static void
test_questions (Fixture *fixture, gconstpointer data)
{
  set_now (fixture, 2025, 11, 19);
  write_step (fixture, questions_step);
}

static guint
count_waiting (NxDatabase *db, gint64 worker)
{
  g_autoptr (GError) error = NULL;
  guint n_all = 0;
  g_autoptr (GPtrArray) waiting = nx_worker_notes_questions (db, worker, 0, &n_all, &error);

  g_assert_no_error (error);
  return n_all;
}

static gint64
add_visit (NxDatabase *db, gint64 case_id, gint64 worker)
{
  NxEdit *edit = nx_edit_new (NX_RECORD_VISIT, NULL);

  nx_edit_set_int (edit, NX_VISIT_CASE, case_id);
  nx_edit_set_int (edit, NX_VISIT_WORKER, worker);
  nx_edit_set_text (edit, NX_VISIT_STATE, "done");
  nx_edit_set_text (edit, NX_VISIT_KIND, "home");
  nx_edit_set_date (edit, NX_VISIT_ON, nx_database_today (db));
  nx_edit_set_text (edit, NX_VISIT_NARRATIVE, "老人在家，精神好。");
  return save (db, edit);
}

static gint64
add_comment_on (NxDatabase *db, gint64 case_id, gint64 visit_id, gint64 author, const char *kind)
{
  NxEdit *edit = nx_edit_new (NX_RECORD_COMMENT, NULL);

  nx_edit_set_int (edit, NX_COMMENT_CASE, case_id);
  if (visit_id != 0)
    nx_edit_set_int (edit, NX_COMMENT_VISIT, visit_id);
  nx_edit_set_int (edit, NX_COMMENT_AUTHOR, author);
  nx_edit_set_text (edit, NX_COMMENT_KIND, kind);
  nx_edit_set_text (edit, NX_COMMENT_TEXT, "夜里谁能照应？");
  return save (db, edit);
}

static void
set_active (NxDatabase *db, gint64 worker, gboolean is_active)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NxRecord) base = nx_records_load (db, NX_RECORD_WORKER, worker, &error);
  NxEdit *edit = nx_edit_new (NX_RECORD_WORKER, base);

  g_assert_no_error (error);
  nx_edit_set_int (edit, NX_WORKER_IS_ACTIVE, is_active);
  save (db, edit);
}

#define ASSERT_WAITING(first, second, third)                                                       \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_assert_cmpuint (count_waiting (db, fixture->worker), ==, first);                             \
    g_assert_cmpuint (count_waiting (db, fixture->supervisor), ==, second);                        \
    g_assert_cmpuint (count_waiting (db, colleague), ==, third);                                   \
  }                                                                                                \
  G_STMT_END

/* For whom a question waits: who wrote the visit, else the case's worker, else the supervisor. */
static void
responders_step (NxDatabase *db, Fixture *fixture)
{
  NxEdit *edit = nx_edit_new (NX_RECORD_WORKER, NULL);
  gint64 person = add_person (db, "王桂英", "1937-03-02", NULL);
  gint64 mine = add_case (db, person, 0, fixture->worker);
  gint64 colleague = 0;
  gint64 visit = 0;
  g_autoptr (NxRecord) case_file = nx_records_load (db, NX_RECORD_CASE, mine, NULL);
  NxEdit *case_edit = nx_edit_new (NX_RECORD_CASE, case_file);

  nx_edit_set_int (case_edit, NX_CASE_SUPERVISOR, fixture->supervisor);
  save (db, case_edit);
  nx_edit_set_text (edit, NX_WORKER_NAME, "陈建国");
  nx_edit_set_text (edit, NX_WORKER_ROLE, "worker");
  nx_edit_set_int (edit, NX_WORKER_IS_ACTIVE, 1);
  colleague = save (db, edit);
  visit = add_visit (db, mine, colleague);
  add_comment_on (db, mine, visit, fixture->supervisor, "question");
  ASSERT_WAITING (0, 0, 1);
  /* Who has left cannot answer. */
  set_active (db, colleague, FALSE);
  ASSERT_WAITING (1, 0, 0);
  set_active (db, colleague, TRUE);
  /* An answer elsewhere answers nothing here. */
  add_comment_on (db, mine, 0, colleague, "answer");
  ASSERT_WAITING (0, 0, 1);
  add_comment_on (db, mine, visit, fixture->worker, "answer");
  ASSERT_WAITING (0, 0, 0);
  /* On one's own visit in a colleague's case one asks that colleague. */
  add_comment_on (db, mine, visit, colleague, "question");
  ASSERT_WAITING (1, 0, 0);
  add_comment_on (db, mine, visit, fixture->worker, "answer");
  /* The worker of a case asks the supervisor. */
  add_comment_on (db, mine, 0, fixture->worker, "question");
  ASSERT_WAITING (0, 1, 0);
}

static void
test_responders (Fixture *fixture, gconstpointer data)
{
  set_now (fixture, 2025, 11, 19);
  write_step (fixture, responders_step);
}

/* What was written, and its draft. */
static char *
dup_draft (NxDatabase *db, gint64 case_id, gint64 visit_id)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *place = nx_comment_dup_place (case_id, visit_id);
  g_autoptr (NxDraft) draft = nx_drafts_find (db, NX_RECORD_COMMENT, 0, place, &error);
  g_autoptr (NxEdit) edit = NULL;

  g_assert_no_error (error);
  if (draft == NULL)
    return NULL;
  edit = nx_edit_from_draft (draft->data, NULL, &error);
  g_assert_no_error (error);
  return g_strdup_printf ("%s: %s", nx_edit_get_text (edit, NX_COMMENT_KIND),
                          nx_edit_get_text (edit, NX_COMMENT_TEXT));
}

static gint64
write_question (NxDatabase *db, gint64 case_id, gint64 visit_id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NxEdit) edit = nx_edit_new (NX_RECORD_COMMENT, NULL);
  gint64 id = 0;

  nx_edit_set_int (edit, NX_COMMENT_CASE, case_id);
  nx_edit_set_int (edit, NX_COMMENT_VISIT, visit_id);
  nx_edit_set_text (edit, NX_COMMENT_KIND, "question");
  nx_edit_set_text (edit, NX_COMMENT_TEXT, "药吃完了吗？");
  id = nx_comment_act_write (db, edit, &error);
  g_assert_no_error (error);
  return id;
}

static void
take_back_step (NxDatabase *db, Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  gint64 person = add_person (db, "王桂英", "1937-03-02", NULL);
  gint64 theirs = add_case (db, person, 0, fixture->supervisor);
  gint64 visit = add_visit (db, theirs, fixture->supervisor);
  gint64 id = 0;
  g_autofree char *draft = NULL;
  g_autofree char *none = NULL;

  id = write_question (db, theirs, visit);
  g_assert_cmpuint (count_waiting (db, fixture->supervisor), ==, 1);
  g_assert_true (nx_comment_act_take_back (db, id, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_waiting (db, fixture->supervisor), ==, 0);
  draft = dup_draft (db, theirs, visit);
  g_assert_cmpstr (draft, ==, "question: 药吃完了吗？");
  g_assert_false (nx_comment_act_take_back (db, id, &error));
  g_assert_error (error, NX_STORE_ERROR, NX_STORE_ERROR_STALE);
  g_clear_error (&error);
  /* Writing it ends its draft; what was answered stays. */
  id = write_question (db, theirs, visit);
  none = dup_draft (db, theirs, visit);
  g_assert_null (none);
  add_comment_on (db, theirs, visit, fixture->supervisor, "answer");
  g_assert_false (nx_comment_act_take_back (db, id, &error));
  g_assert_error (error, NX_STORE_ERROR, NX_STORE_ERROR_STALE);
  g_assert_nonnull (strstr (error->message, "answered"));
}

static void
test_take_back (Fixture *fixture, gconstpointer data)
{
  gint64 case_id = 0;
  gint64 visit_id = 0;

  write_step (fixture, take_back_step);
  g_assert_true (nx_comment_read_place ("remark:visit:7", &case_id, &visit_id));
  g_assert_true (case_id == 0 && visit_id == 7);
  g_assert_true (nx_comment_read_place ("remark:case:3", &case_id, &visit_id));
  g_assert_true (case_id == 3 && visit_id == 0);
  g_assert_false (nx_comment_read_place ("case:3", &case_id, &visit_id));
  g_assert_false (nx_comment_read_place ("remark:visit:", &case_id, &visit_id));
}

static void
add_support (NxDatabase *db, gint64 person, gint64 household, const char *review, const char *to)
{
  NxEdit *edit = nx_edit_new (NX_RECORD_SUPPORT, NULL);
  g_autofree char *reason = to != NULL ? g_strdup ("期满") : NULL;

  if (person != 0)
    nx_edit_set_int (edit, NX_SUPPORT_PERSON, person);
  else
    nx_edit_set_int (edit, NX_SUPPORT_HOUSEHOLD, household);
  nx_edit_set_text (edit, NX_SUPPORT_CLASS, "dibao");
  nx_edit_set_text (edit, NX_SUPPORT_FROM_ON, "2020-01-01");
  nx_edit_set_text (edit, NX_SUPPORT_REVIEW_ON, review);
  nx_edit_set_text (edit, NX_SUPPORT_TO_ON, to);
  nx_edit_set_text (edit, NX_SUPPORT_EVIDENCE, "证件");
  nx_edit_set_text (edit, NX_SUPPORT_REASON, reason);
  save (db, edit);
}

static void
reviews_step (NxDatabase *db, Fixture *fixture)
{
  gint64 client = add_client (db, fixture, "王桂英", "1937-03-02", NULL);
  gint64 other = add_person (db, "路人", "1950-11-20", NULL);
  NxDate from = { 2025, 10, 20 };
  NxDate to = { 2025, 12, 19 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) reviews = NULL;
  const NxReview *review = NULL;
  guint n_all = 0;

  add_case (db, 0, fixture->household, fixture->worker);
  add_support (db, client, 0, "2025-11-30", NULL);
  add_support (db, client, 0, NULL, "2025-12-02");
  add_support (db, client, 0, "2025-11-01", "2025-11-05"); /* ended before its review mattered */
  add_support (db, 0, fixture->household, "2025-11-10", NULL);
  add_support (db, client, 0, "2026-11-30", NULL);
  add_support (db, other, 0, "2025-11-30", NULL);
  reviews = nx_worker_notes_reviews (db, fixture->worker, from, to, 2, &n_all, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n_all, ==, 3);
  g_assert_cmpuint (reviews->len, ==, 2);
  review = g_ptr_array_index (reviews, 0);
  g_assert_nonnull (review->household);
  g_assert_false (review->is_end);
  review = g_ptr_array_index (reviews, 1);
  g_assert_null (review->household);
  g_assert_cmpint (review->on.day, ==, 30);
}

static void
test_reviews (Fixture *fixture, gconstpointer data)
{
  set_now (fixture, 2025, 11, 19);
  write_step (fixture, reviews_step);
}

static void
set_papers (NxDatabase *db, gint64 id, const char *identity, const char *disability)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NxRecord) person = nx_records_load (db, NX_RECORD_PERSON, id, &error);
  NxEdit *edit = nx_edit_new (NX_RECORD_PERSON, person);

  g_assert_no_error (error);
  nx_edit_set_text (edit, NX_PERSON_ID_EXPIRES_ON, identity);
  nx_edit_set_text (edit, NX_PERSON_DISABILITY_EXPIRES_ON, disability);
  save (db, edit);
}

static void
papers_step (NxDatabase *db, Fixture *fixture)
{
  gint64 client = add_client (db, fixture, "王桂英", "1937-03-02", NULL);
  gint64 later = add_client (db, fixture, "李凤兰", "1940-03-02", NULL);
  gint64 other = add_person (db, "路人", "1950-11-20", NULL);
  NxDate from = { 2025, 8, 21 };
  NxDate to = { 2026, 2, 17 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) papers = NULL;
  const NxExpiringPaper *paper = NULL;
  guint n_all = 0;

  set_papers (db, client, "2026-02-17", "2025-11-01");
  set_papers (db, later, "2026-02-18", "2025-12-01");
  set_papers (db, other, "2025-12-01", "2025-12-01");
  papers = nx_worker_notes_papers (db, fixture->worker, from, to, 2, &n_all, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n_all, ==, 3);
  g_assert_cmpuint (papers->len, ==, 2);
  paper = g_ptr_array_index (papers, 0);
  g_assert_cmpint (nx_record_get_id (paper->person), ==, client);
  g_assert_true (paper->is_disability);
  g_assert_cmpint (paper->on.month, ==, 11);
  paper = g_ptr_array_index (papers, 1);
  g_assert_cmpint (nx_record_get_id (paper->person), ==, later);
}

static void
test_papers (Fixture *fixture, gconstpointer data)
{
  set_now (fixture, 2025, 11, 19);
  write_step (fixture, papers_step);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/worker-notes/calendars", test_calendars);
  ADD ("/worker-notes/leap", test_leap);
  ADD ("/worker-notes/every-day", test_every_day);
  ADD ("/worker-notes/households", test_households);
  ADD ("/worker-notes/questions", test_questions);
  ADD ("/worker-notes/responders", test_responders);
  ADD ("/worker-notes/take-back", test_take_back);
  ADD ("/worker-notes/papers", test_papers);
  ADD ("/worker-notes/reviews", test_reviews);
  return g_test_run ();
}
