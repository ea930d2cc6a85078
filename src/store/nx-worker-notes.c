/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * What else waits for a worker beside visits: questions, birthdays and reviews among those served.
 */
#define G_LOG_DOMAIN "nx-store"

#include "config.h"

#include "nx-worker-notes.h"

#include "nx-record-kinds.h"
#include "nx-records.h"
#include "nx-served-private.h"

#define MAX_DAYS 31

/* Whoever wrote the visit knows the answer; who asked it answers nothing. */
#define RESPONDER                                                                                  \
  "CASE WHEN v.worker_id <> q.worker_id AND w.is_active = 1 THEN v.worker_id"                      \
  " WHEN c.worker_id <> q.worker_id THEN c.worker_id ELSE c.supervisor_id END"

static const NxStatementSpec questions_statement
    = { "notes-questions",
        "SELECT q.id, q.case_id FROM comment AS q INDEXED BY comment_questions"
        " JOIN case_file AS c ON c.id = q.case_id"
        " LEFT JOIN visit AS v ON v.id = q.visit_id LEFT JOIN worker AS w ON w.id = v.worker_id"
        " WHERE q.kind = 'question' AND q.archived_at IS NULL AND q.worker_id <> :worker"
        " AND c.archived_at IS NULL AND v.archived_at IS NULL AND " RESPONDER " = :worker"
        " AND NOT EXISTS (SELECT 1 FROM comment AS a WHERE a.case_id = q.case_id"
        "   AND a.visit_id IS q.visit_id AND a.kind = 'answer' AND a.id > q.id"
        "   AND a.archived_at IS NULL)"
        " ORDER BY q.id DESC" };

/* Candidates only: which of them it is decides the calendar. */
static const NxStatementSpec birthdays_statement
    = { "notes-birthdays",
        "SELECT p.id FROM person AS p WHERE substr(p.birth_on, 6) IN"
        " (SELECT value FROM json_each(:solar)) AND length(p.birth_on) = 10 AND " NX_ALIVE
        " AND p.id IN " NX_SERVED
        " UNION SELECT p.id FROM person AS p WHERE substr(p.birth_lunar, -5) IN"
        " (SELECT value FROM json_each(:lunar)) AND p.birth_lunar IS NOT NULL AND " NX_ALIVE
        " AND p.id IN " NX_SERVED };

#define REVIEWED                                                                                   \
  " AND s.archived_at IS NULL AND (s.person_id IN " NX_SERVED                                      \
  " OR s.household_id IN " NX_SERVED_HOUSEHOLDS ")"

static const NxStatementSpec reviews_statement
    = { "notes-reviews",
        "SELECT s.id, s.review_on AS due, 0 AS is_end FROM support AS s"
        " WHERE s.review_on BETWEEN :from AND :to"
        " AND (s.to_on IS NULL OR s.to_on > max(s.review_on, :today))" REVIEWED " UNION ALL"
        " SELECT s.id, s.to_on, 1 FROM support AS s"
        " WHERE s.to_on BETWEEN :today AND :to" REVIEWED " ORDER BY due, 1" };

static gboolean
take_failure (GError *failure, GError **error)
{
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}

static void
bind_day (NxStatement *row, const char *name, NxDate day)
{
  g_autofree char *text = nx_date_to_iso (day);

  nx_statement_bind_text (row, name, text);
}

/* Questions */

static void
question_free (gpointer data)
{
  NxWaitingQuestion *waiting = data;

  g_clear_object (&waiting->question);
  g_clear_object (&waiting->case_file);
  g_free (waiting);
}

static gboolean
add_question (NxDatabase *db, GPtrArray *questions, gint64 id, gint64 case_id, GError **error)
{
  NxWaitingQuestion *waiting = g_new0 (NxWaitingQuestion, 1);

  g_ptr_array_add (questions, waiting);
  waiting->question = nx_records_load (db, NX_RECORD_COMMENT, id, error);
  if (waiting->question != NULL)
    waiting->case_file = nx_records_load (db, NX_RECORD_CASE, case_id, error);
  return waiting->case_file != NULL;
}

GPtrArray *
nx_worker_notes_questions (
    NxDatabase *db, gint64 worker_id, guint limit, guint *n_all, GError **error)
{
  g_autoptr (NxStatement) row = nx_database_statement (db, &questions_statement, error);
  g_autoptr (GPtrArray) questions = g_ptr_array_new_with_free_func (question_free);
  GError *failure = NULL;

  *n_all = 0;
  if (row == NULL)
    return NULL;
  nx_statement_bind_int64 (row, "worker", worker_id);
  while (nx_statement_step (row, &failure))
    if ((*n_all)++ < limit
        && !add_question (db, questions, nx_statement_get_int64 (row, 0),
                          nx_statement_get_int64 (row, 1), error))
      return NULL;
  return take_failure (failure, error) ? g_steal_pointer (&questions) : NULL;
}

/* Birthdays */

static void
birthday_free (gpointer data)
{
  NxBirthday *birthday = data;

  g_clear_object (&birthday->person);
  g_free (birthday);
}

static void
add_key (GString *json, const char *key)
{
  g_string_append_printf (json, "%s\"%s\"", json->len > 1 ? "," : "", key);
}

static void
add_solar_keys (GString *json, NxDate day)
{
  char key[16];

  g_snprintf (key, sizeof key, "%02d-%02d", day.month, day.day);
  add_key (json, key);
  /* Whoever was born on 29 February has it on 1 March in common years, as nx_date_age_on(). */
  if (day.month == 3 && day.day == 1 && nx_date_days_in_month (day.year, 2) == 28)
    add_key (json, "02-29");
}

/* The last five characters of the lunar dates that may be kept on that day: in the month itself, in
 * a leap month of that number, and the 30th of either on the 29th. */
static void
add_lunar_keys (GString *json, NxDate day)
{
  NxLunarDate lunar = NX_LUNAR_DATE_NONE;
  char key[16];

  if (!nx_lunar_from_solar (day, &lunar))
    return;
  for (int d = lunar.day; d <= (lunar.day == 29 ? 30 : lunar.day); d++)
    {
      g_snprintf (key, sizeof key, "%02d-%02d", lunar.month, d);
      add_key (json, key);
      g_snprintf (key, sizeof key, "%dL-%02d", lunar.month % 10, d);
      add_key (json, key);
    }
}

static char *
dup_keys (NxDate from, NxDate to, void (*add) (GString *json, NxDate day))
{
  GString *json = g_string_new ("[");
  int n_days = MIN (nx_date_days_between (from, to), MAX_DAYS - 1);

  for (int i = 0; i <= n_days; i++)
    add (json, nx_date_add_days (from, i));
  g_string_append_c (json, ']');
  return g_string_free (json, FALSE);
}

static NxDate
find_solar_birthday (NxDate birth, NxDate from)
{
  NxDate on = NX_DATE_NONE;

  for (int year = from.year; year <= from.year + 1; year++)
    {
      on = (NxDate){ (gint16)year, birth.month, birth.day };
      if (!nx_date_is_valid (on))
        on = (NxDate){ (gint16)year, 3, 1 };
      if (nx_date_compare (on, from) >= 0)
        break;
    }
  return on;
}

/* A family that told the lunar day counts by it, and only by it. */
static NxBirthday *
find_birthday (NxRecord *person, NxDate from)
{
  NxBirthday *birthday = g_new0 (NxBirthday, 1);
  NxDate birth = nx_record_get_date (person, NX_PERSON_BIRTH_ON);
  NxLunarDate now = NX_LUNAR_DATE_NONE;

  birthday->person = g_object_ref (person);
  birthday->age = -1;
  if (nx_lunar_from_iso (nx_record_get_text (person, NX_PERSON_BIRTH_LUNAR), &birthday->lunar)
      && birthday->lunar.day != 0)
    {
      birthday->on = nx_lunar_next_birthday (birthday->lunar, from);
      if (birthday->lunar.year != 0 && nx_lunar_from_solar (birthday->on, &now))
        birthday->age = now.year - birthday->lunar.year;
      return birthday;
    }
  birthday->lunar = NX_LUNAR_DATE_NONE;
  if (nx_date_is_full (birth))
    {
      birthday->on = find_solar_birthday (birth, from);
      birthday->age = nx_date_age_on (birth, birthday->on);
    }
  return birthday;
}

static int
compare_birthdays (gconstpointer a, gconstpointer b)
{
  const NxBirthday *left = *(NxBirthday *const *)a;
  const NxBirthday *right = *(NxBirthday *const *)b;
  int order = nx_date_compare (left->on, right->on);
  gint64 left_id = nx_record_get_id (left->person);
  gint64 right_id = nx_record_get_id (right->person);

  return order != 0 ? order : (left_id > right_id) - (left_id < right_id);
}

static GArray *
find_candidates (NxDatabase *db, gint64 worker_id, NxDate from, NxDate to, GError **error)
{
  g_autoptr (NxStatement) row = nx_database_statement (db, &birthdays_statement, error);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *solar = dup_keys (from, to, add_solar_keys);
  g_autofree char *lunar = dup_keys (from, to, add_lunar_keys);
  GError *failure = NULL;

  if (row == NULL)
    return NULL;
  nx_statement_bind_int64 (row, "worker", worker_id);
  nx_statement_bind_text (row, "solar", solar);
  nx_statement_bind_text (row, "lunar", lunar);
  while (nx_statement_step (row, &failure))
    {
      gint64 id = nx_statement_get_int64 (row, 0);

      g_array_append_val (ids, id);
    }
  return take_failure (failure, error) ? g_steal_pointer (&ids) : NULL;
}

GPtrArray *
nx_worker_notes_birthdays (NxDatabase *db,
                           gint64 worker_id,
                           NxDate from,
                           NxDate to,
                           guint limit,
                           guint *n_all,
                           GError **error)
{
  g_autoptr (GArray) ids = find_candidates (db, worker_id, from, to, error);
  g_autoptr (GPtrArray) birthdays = g_ptr_array_new_with_free_func (birthday_free);
  g_autoptr (GPtrArray) persons = NULL;

  *n_all = 0;
  if (ids != NULL)
    persons = nx_records_load_many (db, NX_RECORD_PERSON, (const gint64 *)(gpointer)ids->data,
                                    ids->len, error);
  if (persons == NULL)
    return NULL;
  for (guint i = 0; i < persons->len; i++)
    {
      NxBirthday *birthday = find_birthday (g_ptr_array_index (persons, i), from);

      if (nx_date_is_full (birthday->on) && nx_date_compare (birthday->on, to) <= 0)
        g_ptr_array_add (birthdays, birthday);
      else
        birthday_free (birthday);
    }
  g_ptr_array_sort (birthdays, compare_birthdays);
  *n_all = birthdays->len;
  if (birthdays->len > limit)
    g_ptr_array_set_size (birthdays, (int)limit);
  return g_steal_pointer (&birthdays);
}

/* Reviews */

static void
review_free (gpointer data)
{
  NxReview *review = data;

  g_clear_object (&review->support);
  g_clear_object (&review->household);
  g_free (review);
}

static gboolean
add_review (NxDatabase *db, GPtrArray *reviews, NxStatement *row, GError **error)
{
  NxReview *review = g_new0 (NxReview, 1);
  gint64 household = 0;

  g_ptr_array_add (reviews, review);
  nx_date_from_iso (nx_statement_get_text (row, 1), &review->on);
  review->is_end = nx_statement_get_int64 (row, 2) != 0;
  review->support = nx_records_load (db, NX_RECORD_SUPPORT, nx_statement_get_int64 (row, 0), error);
  if (review->support == NULL)
    return FALSE;
  household = nx_record_get_int (review->support, NX_SUPPORT_HOUSEHOLD);
  if (household != 0)
    review->household = nx_records_load (db, NX_RECORD_HOUSEHOLD, household, error);
  return household == 0 || review->household != NULL;
}

GPtrArray *
nx_worker_notes_reviews (NxDatabase *db,
                         gint64 worker_id,
                         NxDate from,
                         NxDate to,
                         guint limit,
                         guint *n_all,
                         GError **error)
{
  g_autoptr (NxStatement) row = nx_database_statement (db, &reviews_statement, error);
  g_autoptr (GPtrArray) reviews = g_ptr_array_new_with_free_func (review_free);
  GError *failure = NULL;

  *n_all = 0;
  if (row == NULL)
    return NULL;
  nx_statement_bind_int64 (row, "worker", worker_id);
  bind_day (row, "today", nx_database_today (db));
  bind_day (row, "from", from);
  bind_day (row, "to", to);
  while (nx_statement_step (row, &failure))
    if ((*n_all)++ < limit && !add_review (db, reviews, row, error))
      return NULL;
  return take_failure (failure, error) ? g_steal_pointer (&reviews) : NULL;
}
