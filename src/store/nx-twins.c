/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Finds the records that may be of the same human being as the one being typed. */
#define G_LOG_DOMAIN "nx-store"

#include "config.h"

#include "nx-twins.h"

#include "nx-name-keys.h"
#include "nx-pinyin.h"
#include "nx-record-kinds.h"
#include "nx-records.h"
#include "nx-text.h"

#include <string.h>

/* How many candidates one lookup may bring. Of a name that more people bear the day of birth or a
 * number must bring the rest. */
#define MOST_OF_NAME 64
#define MOST_OF_DAY 200
#define MOST_OF_NUMBER 16
#define MOST_OF_HOME 64

static const NxStatementSpec by_name_statement
    = { "twins-name", "SELECT person_id FROM name_key WHERE key = :text LIMIT :limit" };
static const NxStatementSpec by_birth_statement
    = { "twins-birth", "SELECT id FROM person WHERE birth_on = :text AND archived_at IS NULL"
                       " LIMIT :limit" };
static const NxStatementSpec by_phone_statement
    = { "twins-phone", "SELECT person_id FROM phone_key WHERE tail = :text LIMIT :limit" };
static const NxStatementSpec by_id_number_statement
    = { "twins-id-number", "SELECT id FROM person WHERE id_number IN"
                           " (SELECT value FROM json_each(:text)) LIMIT :limit" };
static const NxStatementSpec of_home_statement
    = { "twins-home", "SELECT person_id FROM membership WHERE household_id = :id"
                      " AND archived_at IS NULL LIMIT :limit" };
static const NxStatementSpec apart_statement
    = { "twins-apart", "SELECT other_id FROM person_apart WHERE person_id = :id UNION ALL"
                       " SELECT person_id FROM person_apart WHERE other_id = :id" };

const NxStatementSpec *const nx_twins_statements[] = {
  &by_name_statement,
  &by_birth_statement,
  &by_phone_statement,
  &by_id_number_statement,
  &of_home_statement,
  &apart_statement,
  NULL,
};

void
nx_twin_free (NxTwin *self)
{
  g_clear_object (&self->person);
  g_free (self);
}

/* Ids, each once. */
static GHashTable *
new_ids (void)
{
  return g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
}

static char *
dup_ids_json (GHashTable *ids)
{
  GString *json = g_string_new ("[");
  GHashTableIter iter;
  gpointer id = NULL;

  g_hash_table_iter_init (&iter, ids);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_string_append_printf (json, "%s%" G_GINT64_FORMAT, json->len > 1 ? "," : "",
                            *(const gint64 *)id);
  g_string_append_c (json, ']');
  return g_string_free (json, FALSE);
}

/* One look for twins while it runs. */
typedef struct
{
  NxDatabase *db;
  NxEdit *edit;
  NxTwinFacts *typed;
  GHashTable *found;
  guint n_last; /* rows of the last lookup */
  GError **error;
} Look;

static gboolean
collect (Look *look, NxStatement *row)
{
  g_autoptr (GError) failure = NULL;

  for (look->n_last = 0; nx_statement_step (row, &failure); look->n_last++)
    {
      gint64 id = nx_statement_get_int64 (row, 0);

      g_hash_table_add (look->found, g_memdup2 (&id, sizeof id));
    }
  if (failure == NULL)
    return TRUE;
  g_propagate_error (look->error, g_steal_pointer (&failure));
  return FALSE;
}

static gboolean
collect_text (Look *look, const NxStatementSpec *spec, const char *text, guint limit)
{
  g_autoptr (NxStatement) row = nx_database_statement (look->db, spec, look->error);

  if (row == NULL)
    return FALSE;
  nx_statement_bind_text (row, "text", text);
  nx_statement_bind_int64 (row, "limit", limit);
  return collect (look, row);
}

/* The number, its form of 15 digits, and every number one slip away. */
static char *
dup_numbers_json (const NxTwinFacts *typed)
{
  const char *number = nx_twin_facts_get_id_number (typed);
  g_auto (GStrv) near = nx_twin_facts_dup_near_numbers (typed);
  g_autofree char *others = g_strjoinv ("\",\"", near);
  g_autofree char *old = strlen (number) == 18 ? g_strdup_printf ("%.6s%.9s", number, number + 8)
                                               : g_strdup (number);

  return *others != '\0' ? g_strdup_printf ("[\"%s\",\"%s\",\"%s\"]", number, old, others)
                         : g_strdup_printf ("[\"%s\"]", number);
}

static gboolean
is_plain_number (const char *number)
{
  for (; *number != '\0'; number++)
    if (!g_ascii_isalnum (*number))
      return FALSE;
  return TRUE;
}

static gboolean
collect_by_id_number (Look *look)
{
  const char *number = nx_twin_facts_get_id_number (look->typed);
  g_autofree char *json = NULL;

  /* Eight digits are the shortest number there is (permits of residents of Taiwan). */
  if (strlen (number) < 8 || !is_plain_number (number))
    return TRUE;
  json = dup_numbers_json (look->typed);
  return collect_text (look, &by_id_number_statement, json, MOST_OF_NUMBER);
}

static gboolean
collect_by_phone (Look *look)
{
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (guint64));
  g_auto (GStrv) phones = g_strdupv ((char **)nx_twin_facts_get_phones (look->typed));

  nx_twin_facts_add_keys (look->typed, NX_TWIN_KEY_PHONE, keys);
  for (guint i = 0; phones[i] != NULL; i++)
    {
      if (!collect_text (look, &by_phone_statement, g_strreverse (phones[i]), MOST_OF_NUMBER))
        return FALSE;
      if (look->n_last == MOST_OF_NUMBER)
        nx_twin_facts_forget_phone (look->typed, g_array_index (keys, guint64, i));
    }
  return TRUE;
}

/* Everybody who bears it now or bore it, by its characters and by each of its sounds. */
static gboolean
collect_by_key (Look *look, const char *key)
{
  g_autofree char *former = nx_name_key_of_former (key);

  return collect_text (look, &by_name_statement, key, MOST_OF_NAME)
         && collect_text (look, &by_name_statement, former, MOST_OF_NAME);
}

static gboolean
collect_by_one_name (Look *look, const char *name, const char *pinyin)
{
  g_auto (GStrv) keys = nx_pinyin_keys (name, pinyin);
  g_autofree char *folded = nx_text_fold (name);
  g_autofree char *whole = g_strconcat (NX_NAME_KEY_WHOLE, folded, NULL);

  if (!collect_by_key (look, whole))
    return FALSE;
  for (guint i = 0; keys[i] != NULL; i++)
    if (g_str_has_prefix (keys[i], NX_NAME_KEY_FULL) && !collect_by_key (look, keys[i]))
      return FALSE;
  return TRUE;
}

static gboolean
collect_by_name (Look *look)
{
  const char *former = nx_edit_get_text (look->edit, NX_PERSON_FORMER_NAMES);
  g_auto (GStrv) formers = g_strsplit (former != NULL ? former : "", NX_NAME_SEPARATOR, -1);

  if (!collect_by_one_name (look, nx_edit_get_text (look->edit, NX_PERSON_NAME),
                            nx_edit_get_text (look->edit, NX_PERSON_PINYIN)))
    return FALSE;
  for (guint i = 0; formers[i] != NULL; i++)
    if (*formers[i] != '\0' && !collect_by_one_name (look, formers[i], NULL))
      return FALSE;
  return TRUE;
}

static gboolean
collect_by_day (Look *look, NxDate day)
{
  g_autofree char *iso = nx_date_to_iso (day);

  return iso == NULL || collect_text (look, &by_birth_statement, iso, MOST_OF_DAY);
}

static gboolean
collect_by_birth (Look *look)
{
  NxDate others[NX_TWIN_MAX_DAYS];
  NxDate birth = nx_twin_facts_get_birth (look->typed);
  guint n = nx_twin_facts_get_other_births (look->typed, others);

  if (!nx_date_is_full (birth))
    return TRUE;
  for (guint i = 0; i < n; i++)
    if (!collect_by_day (look, others[i]))
      return FALSE;
  return collect_by_day (look, birth);
}

/* Whoever lives or lived there: people who come back are typed again. */
static gboolean
collect_of_home (Look *look, gint64 household_id)
{
  g_autoptr (NxStatement) row = NULL;

  if (household_id == 0)
    return TRUE;
  row = nx_database_statement (look->db, &of_home_statement, look->error);
  if (row == NULL)
    return FALSE;
  nx_statement_bind_int64 (row, "id", household_id);
  nx_statement_bind_int64 (row, "limit", MOST_OF_HOME);
  return collect (look, row);
}

/* A name of one character is only begun. */
static gboolean
has_name (Look *look)
{
  return g_utf8_strlen (nx_twin_facts_get_name (look->typed), -1) > 1;
}

static gboolean
collect_all (Look *look, gint64 household_id)
{
  if (!collect_by_id_number (look) || !collect_by_phone (look))
    return FALSE;
  return !has_name (look)
         || (collect_by_name (look) && collect_by_birth (look)
             && collect_of_home (look, household_id));
}

/* People the record was told apart from, and itself. */
static GHashTable *
load_excluded (Look *look)
{
  g_autoptr (GHashTable) excluded = new_ids ();
  g_autoptr (NxStatement) row = nx_database_statement (look->db, &apart_statement, look->error);
  gint64 id = nx_edit_get_id (look->edit);
  Look apart = { .found = excluded, .error = look->error };

  if (row == NULL)
    return NULL;
  if (id == 0)
    return g_steal_pointer (&excluded);
  g_hash_table_add (excluded, g_memdup2 (&id, sizeof id));
  nx_statement_bind_int64 (row, "id", id);
  return collect (&apart, row) ? g_steal_pointer (&excluded) : NULL;
}

typedef struct
{
  gint64 id;
  NxTwinScore score;
} Scored;

static int
compare_scored (gconstpointer a, gconstpointer b)
{
  const Scored *left = a;
  const Scored *right = b;

  if (left->score.points != right->score.points)
    return left->score.points > right->score.points ? -1 : 1;
  return left->id < right->id ? -1 : 1;
}

static GArray *
score_all (Look *look, const NxTwinNamesakes *namesakes)
{
  g_autoptr (GHashTable) excluded = load_excluded (look);
  g_autofree char *json = dup_ids_json (look->found);
  g_autoptr (GPtrArray) rows = NULL;
  GArray *scored = NULL;

  rows = excluded != NULL ? nx_twin_rows_load (look->db, json, look->error) : NULL;
  if (rows == NULL)
    return NULL;
  scored = g_array_new (FALSE, FALSE, sizeof (Scored));
  for (guint i = 0; i < rows->len; i++)
    {
      NxTwinFacts *facts = g_ptr_array_index (rows, i);
      Scored one = { nx_twin_facts_get_id (facts), nx_twin_score (look->typed, facts, namesakes) };

      if (nx_twin_score_get_certainty (one.score) != NX_TWIN_UNLIKELY
          && !g_hash_table_contains (excluded, &one.id))
        g_array_append_val (scored, one);
    }
  g_array_sort (scored, compare_scored);
  g_array_set_size (scored, MIN (scored->len, NX_TWINS_MOST));
  return scored;
}

static GPtrArray *
load_persons (Look *look, GArray *scored)
{
  g_autoptr (GPtrArray) twins
      = g_ptr_array_new_with_free_func ((GDestroyNotify)(GCallback)nx_twin_free);

  for (guint i = 0; i < scored->len; i++)
    {
      const Scored *one = &g_array_index (scored, Scored, i);
      NxTwin *twin = g_new0 (NxTwin, 1);

      g_ptr_array_add (twins, twin);
      twin->score = one->score;
      twin->person = nx_records_load (look->db, NX_RECORD_PERSON, one->id, look->error);
      if (twin->person == NULL)
        return NULL;
    }
  return g_steal_pointer (&twins);
}

GPtrArray *
nx_twins_find (NxDatabase *db, NxEdit *edit, gint64 household_id, GError **error)
{
  g_autoptr (NxTwinFacts) typed = nx_twin_rows_read_edit (db, edit, household_id, error);
  g_autoptr (GHashTable) found = new_ids ();
  g_autoptr (GArray) scored = NULL;
  NxTwinNamesakes namesakes;
  Look look = { db, edit, typed, found, 0, error };

  if (typed == NULL || !collect_all (&look, household_id)
      || !nx_twin_rows_count_namesakes (db, nx_edit_get_text (edit, NX_PERSON_NAME),
                                        nx_edit_get_text (edit, NX_PERSON_PINYIN), &namesakes,
                                        error))
    return NULL;
  scored = score_all (&look, &namesakes);
  return scored != NULL ? load_persons (&look, scored) : NULL;
}
