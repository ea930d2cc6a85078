/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Which cases are due, grouped by when, in the order of days or of the way. */
#define G_LOG_DOMAIN "nx-store"

#include "config.h"

#include "nx-due.h"

#include "nx-code-list.h"

#define LATER_DAYS 30
#define SUNDAY 7

/* `t` is a case. Whose day nothing explains is not due; what is not for one's eyes neither. */
#define OPEN "t.stage NOT IN ('closed', 'archived', 'declined', 'referred_out', 'merged')"
#define EXPLAINED                                                                                  \
  "(t.next_rule IN (SELECT value FROM json_each(:rules)) OR t.next_reason IS NOT NULL)"
#define MINE_TO_SEE                                                                                \
  "(coalesce(t.is_confidential, 0) = 0 OR t.worker_id = :actor OR t.supervisor_id = :actor)"
#define DUE "t.archived_at IS NULL AND " OPEN " AND " EXPLAINED " AND " MINE_TO_SEE

/* Where a client lives now: as the view of cases has it. */
#define HOME                                                                                       \
  "coalesce((SELECT m.household_id FROM membership AS m"                                           \
  " WHERE m.person_id = t.person_id AND m.to_on IS NULL AND m.archived_at IS NULL"                 \
  " ORDER BY m.from_on DESC, m.id DESC LIMIT 1), t.household_id)"

/* Named, for an order of all cases by their day holds none of what is chosen by. */
#define OF_ALL "FROM case_file AS t INDEXED BY case_file_due"
#define OF_WORKER "FROM case_file AS t INDEXED BY case_file_due_of_worker"

#define RISKS "t.risk = 'low', t.risk = 'medium', t.id"
#define GROUP "t.next_on >= :today, t.next_on > :today"

static const NxStatementSpec next_of_worker_statement
    = { "due-next-of-worker",
        "SELECT t.next_on " OF_WORKER " WHERE t.worker_id = :worker AND t.next_on > :until"
        " AND " DUE " ORDER BY t.next_on LIMIT 1" };

static const NxStatementSpec next_statement
    = { "due-next", "SELECT t.next_on " OF_ALL " WHERE t.next_on > :until"
                    " AND " DUE " ORDER BY t.next_on LIMIT 1" };

static const NxStatementSpec count_of_worker_statement
    = { "due-count-of-worker", "SELECT count(*) " OF_WORKER " WHERE t.worker_id = :worker"
                               " AND t.next_on <= :until AND " DUE };

static const NxStatementSpec count_statement
    = { "due-count", "SELECT count(*) " OF_ALL " WHERE t.next_on <= :until AND " DUE };

static const NxStatementSpec count_day_statement
    = { "due-count-day",
        "SELECT count(DISTINCT coalesce(" HOME ", -t.id)) FROM case_file AS t"
        " WHERE t.worker_id = :worker AND t.next_on = :day AND t.archived_at IS NULL AND " OPEN };

void
nx_due_list_free (NxDueList *self)
{
  g_clear_pointer (&self->ids, g_array_unref);
  g_free (self);
}

guint
nx_due_list_get_first (const NxDueList *self, NxDueGroup group)
{
  guint first = 0;

  for (guint i = 0; i < group; i++)
    first += self->counts[i];
  return first;
}

static NxDate
get_week_end (NxDate today)
{
  return nx_date_add_days (today, SUNDAY - nx_date_weekday (today));
}

void
nx_due_get_week (NxDate today, NxDate *from, NxDate *to)
{
  gboolean is_sunday = nx_date_weekday (today) == SUNDAY;

  *from = is_sunday ? NX_DATE_NONE : nx_date_add_days (today, 1);
  *to = is_sunday ? NX_DATE_NONE : get_week_end (today);
}

static NxDueGroup
find_group (NxDate on, NxDate today)
{
  int order = nx_date_compare (on, today);

  if (order <= 0)
    return order < 0 ? NX_DUE_OVERDUE : NX_DUE_TODAY;
  return nx_date_compare (on, get_week_end (today)) <= 0 ? NX_DUE_WEEK : NX_DUE_LATER;
}

char *
nx_due_dup_sql (const NxDueQuery *query)
{
  gboolean is_of_worker = query->worker_id != 0;
  const char *cases = is_of_worker ? OF_WORKER : OF_ALL;
  const char *worker = is_of_worker ? "t.worker_id = :worker AND " : "";
  const char *days = "t.next_on > :after AND t.next_on <= :until AND " DUE;

  if (!query->is_by_route)
    return g_strconcat ("SELECT t.id, t.next_on ", cases, " WHERE ", worker, days,
                        " ORDER BY t.next_on, " RISKS, NULL);
  /* What has no address comes last. */
  return g_strconcat (
      "SELECT t.id, t.next_on ", cases, " LEFT JOIN household AS h ON h.id = " HOME " WHERE ",
      worker, days, " ORDER BY " GROUP ", h.address_key IS NULL, h.address_key, t.next_on, " RISKS,
      NULL);
}

/* The codes are our own words, so nothing in them needs quoting. */
static char *
dup_rules (void)
{
  NxCodeList *rules = nx_code_list_get ("next-rule");
  GString *json = g_string_new ("[");

  for (guint i = 0; rules != NULL && i < nx_code_list_get_n (rules); i++)
    g_string_append_printf (json, "%s\"%s\"", i > 0 ? "," : "",
                            nx_code_get_code (nx_code_list_nth (rules, i)));
  g_string_append_c (json, ']');
  return g_string_free (json, FALSE);
}

static void
bind_day (NxStatement *row, const char *name, NxDate day)
{
  g_autofree char *text = nx_date_to_iso (day);

  nx_statement_bind_text (row, name, text);
}

static void
bind_due (NxDatabase *db, NxStatement *row, gint64 worker_id, NxDate until)
{
  g_autofree char *rules = dup_rules ();

  if (worker_id != 0)
    nx_statement_bind_int64 (row, "worker", worker_id);
  nx_statement_bind_int64 (row, "actor", nx_database_actor (db));
  nx_statement_bind_text (row, "rules", rules);
  bind_day (row, "until", until);
}

static gboolean
read_rows (NxDueList *list, NxStatement *row, GError **error)
{
  g_autoptr (GError) failure = NULL;

  while (nx_statement_step (row, &failure))
    {
      gint64 id = nx_statement_get_int64 (row, 0);
      NxDate on = NX_DATE_NONE;

      nx_date_from_iso (nx_statement_get_text (row, 1), &on);
      g_array_append_val (list->ids, id);
      list->counts[find_group (on, list->today)]++;
    }
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gboolean
read_next (NxDatabase *db, NxDueList *list, gint64 worker_id, NxDate until, GError **error)
{
  g_autoptr (NxStatement) row = nx_database_statement (
      db, worker_id != 0 ? &next_of_worker_statement : &next_statement, error);
  g_autoptr (GError) failure = NULL;

  if (row == NULL)
    return FALSE;
  bind_due (db, row, worker_id, until);
  if (nx_statement_step (row, &failure))
    nx_date_from_iso (nx_statement_get_text (row, 0), &list->next_on);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/* One part of the list: the days behind @after, a text, up to @until. */
static gboolean
read_part (NxDatabase *db,
           NxDueList *list,
           const NxDueQuery *query,
           const char *after,
           NxDate until,
           GError **error)
{
  g_autofree char *sql = nx_due_dup_sql (query);
  g_autoptr (NxStatement) row = nx_database_dynamic (db, "due-list", sql, error);

  if (row == NULL)
    return FALSE;
  bind_due (db, row, query->worker_id, until);
  nx_statement_bind_text (row, "after", after);
  if (query->is_by_route)
    bind_day (row, "today", list->today);
  return read_rows (list, row, error);
}

/* Nobody walks the way of a month, so the last group keeps the order of days. */
static gboolean
read_parts (NxDatabase *db, NxDueList *list, const NxDueQuery *query, NxDate until, GError **error)
{
  NxDueQuery by_day = { .worker_id = query->worker_id };
  NxDate sunday = get_week_end (list->today);
  g_autofree char *after = nx_date_to_iso (sunday);

  if (!query->is_by_route)
    return read_part (db, list, query, "", until, error);
  return read_part (db, list, query, "", sunday, error)
         && read_part (db, list, &by_day, after, until, error);
}

NxDueList *
nx_due_list_run (NxDatabase *db, const NxDueQuery *query, GError **error)
{
  g_autoptr (NxDueList) list = g_new0 (NxDueList, 1);
  NxDate until = NX_DATE_NONE;

  list->today = nx_database_today (db);
  list->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  until = nx_date_add_days (list->today, LATER_DAYS);
  if (!read_parts (db, list, query, until, error)
      || !read_next (db, list, query->worker_id, until, error))
    return NULL;
  return g_steal_pointer (&list);
}

GArray *
nx_due_list_days (NxDatabase *db, gint64 worker_id, NxDate from, NxDate to, GError **error)
{
  NxDueQuery query = { .worker_id = worker_id };
  g_autofree char *sql = nx_due_dup_sql (&query);
  g_autoptr (NxStatement) row = nx_database_dynamic (db, "due-days", sql, error);
  g_autoptr (GArray) days = g_array_new (FALSE, FALSE, sizeof (NxDueDay));
  g_autoptr (GError) failure = NULL;

  if (row == NULL)
    return NULL;
  bind_due (db, row, worker_id, to);
  bind_day (row, "after", nx_date_add_days (from, -1));
  while (nx_statement_step (row, &failure))
    {
      NxDueDay day = { nx_statement_get_int64 (row, 0), NX_DATE_NONE };

      nx_date_from_iso (nx_statement_get_text (row, 1), &day.on);
      g_array_append_val (days, day);
    }
  if (failure == NULL)
    return g_steal_pointer (&days);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

gint64
nx_due_count (NxDatabase *db, gint64 worker_id, GError **error)
{
  g_autoptr (NxStatement) row = nx_database_statement (
      db, worker_id != 0 ? &count_of_worker_statement : &count_statement, error);

  if (row == NULL)
    return -1;
  bind_due (db, row, worker_id, nx_database_today (db));
  return nx_statement_step (row, error) ? nx_statement_get_int64 (row, 0) : -1;
}

gboolean
nx_due_count_days (NxDatabase *db,
                   gint64 worker_id,
                   const NxDate *days,
                   guint n_days,
                   guint *households,
                   GError **error)
{
  for (guint i = 0; i < n_days; i++)
    {
      g_autoptr (NxStatement) row = nx_database_statement (db, &count_day_statement, error);

      if (row == NULL)
        return FALSE;
      nx_statement_bind_int64 (row, "worker", worker_id);
      bind_day (row, "day", days[i]);
      if (!nx_statement_step (row, error))
        return FALSE;
      households[i] = (guint)nx_statement_get_int64 (row, 0);
    }
  return TRUE;
}
