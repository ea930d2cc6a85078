/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Understands conditions that are typed as words into the find box: “风险:高 社区:丰泽 逾期”. */
#define G_LOG_DOMAIN "nx-store"

#include "config.h"

#include "nx-find-words.h"

#include "nx-code-list.h"
#include "nx-query.h"
#include "nx-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The colon of Chinese keyboards is folded to this one. */
#define COLON ":"

/* Stands for a space inside a value, for spaces part the words. */
#define SPACE '_'

typedef enum
{
  WORD_RISK,
  WORD_STAGE,
  WORD_SUPPORT,
  WORD_AREA,
  WORD_WORKER,
  WORD_OVERDUE,
  WORD_WEEK,
  WORD_OPEN,
  WORD_ENDED,
  WORD_MINE,
} WordKind;

/* The first N_KEYS take a value behind a colon. Translations are what is offered; what is
 * understood stands here, so that a colleague's words work whatever the language. */
#define N_KEYS 5

typedef struct
{
  const char *chinese;
  const char *label; /* English */
  const char *codes; /* list of the values, or NULL */
} Word;

static const Word words[] = {
  [WORD_RISK] = { "风险", NC_ ("find word", "risk"), "risk-level" },
  [WORD_STAGE] = { "阶段", NC_ ("find word", "stage"), "case-stage" },
  [WORD_SUPPORT] = { "类别", NC_ ("find word", "class"), "support-class" },
  [WORD_AREA] = { "社区", NC_ ("find word", "community"), NULL },
  [WORD_WORKER] = { "社工", NC_ ("find word", "worker"), NULL },
  [WORD_OVERDUE] = { "逾期", NC_ ("find word", "overdue"), NULL },
  [WORD_WEEK] = { "一周内", NC_ ("find word", "this-week"), NULL },
  [WORD_OPEN] = { "在办", NC_ ("find word", "open"), NULL },
  [WORD_ENDED] = { "已结束", NC_ ("find word", "ended"), NULL },
  [WORD_MINE] = { "我的", NC_ ("find word", "mine"), NULL },
};

static const NxStatementSpec area_names
    = { "find-word-areas",
        "SELECT id, name FROM area WHERE archived_at IS NULL ORDER BY name_key" };
static const NxStatementSpec worker_names
    = { "find-word-workers", "SELECT id, name FROM worker WHERE archived_at IS NULL ORDER BY id" };

static const char *
get_label (guint word)
{
  return g_dpgettext2 (GETTEXT_PACKAGE, "find word", words[word].label);
}

/* What was typed in pieces, each in the form that words are compared in. */
static GStrv
split (const char *typed)
{
  g_autofree char *half_width = typed != NULL && g_utf8_validate (typed, -1, NULL)
                                    ? g_utf8_normalize (typed, -1, G_NORMALIZE_ALL_COMPOSE)
                                    : g_strdup ("");
  g_auto (GStrv) pieces = g_strsplit_set (half_width, " \t\n", -1);
  GPtrArray *kept = g_ptr_array_new ();

  for (guint i = 0; pieces[i] != NULL; i++)
    if (*pieces[i] != '\0')
      g_ptr_array_add (kept, g_strdup (pieces[i]));
  g_ptr_array_add (kept, NULL);
  return (GStrv)g_ptr_array_free (kept, FALSE);
}

static gboolean
is_word (guint word, const char *text, gsize length)
{
  g_autofree char *folded = g_utf8_strdown (text, (gssize)length);

  return g_str_equal (folded, words[word].chinese) || g_str_equal (folded, words[word].label)
         || g_str_equal (folded, get_label (word));
}

/* Which word a piece is; @value is what stands behind its colon. */
static gboolean
find_word (const char *piece, guint *word, const char **value)
{
  const char *colon = strstr (piece, COLON);
  gsize length = colon != NULL ? (gsize)(colon - piece) : strlen (piece);

  *value = colon != NULL ? colon + strlen (COLON) : NULL;
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if ((i < N_KEYS) == (colon != NULL) && is_word (i, piece, length))
      {
        *word = i;
        return TRUE;
      }
  return FALSE;
}

/* Values */

typedef gboolean (*TakeName) (gint64 id, const char *name, gpointer data);

/* Those of areas or workers whose name answers @text, the exact one first; until @take says no. */
static gboolean
list_names (
    NxDatabase *db, guint word, const char *text, TakeName take, gpointer data, GError **error)
{
  const NxStatementSpec *spec = word == WORD_AREA ? &area_names : &worker_names;
  g_autoptr (NxQuery) query = nx_query_parse (text);
  g_autoptr (GError) failure = NULL;

  for (int best = NX_MATCH_EXACT; best <= NX_MATCH_MIXED; best++)
    {
      g_autoptr (NxStatement) row = nx_database_statement (db, spec, error);

      if (row == NULL)
        return FALSE;
      while (nx_statement_step (row, &failure))
        {
          const char *name = nx_statement_get_text (row, 1);
          NxMatchWhy why = NX_MATCH_EXACT;

          if ((*text == '\0' ? best == NX_MATCH_EXACT
                             : nx_query_matches_name (query, name, NULL, &why) && (int)why == best)
              && !take (nx_statement_get_int64 (row, 0), name, data))
            return TRUE;
        }
      if (failure != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
take_id (gint64 id, const char *name, gpointer data)
{
  *(gint64 *)data = id;
  return FALSE;
}

/* A label may be begun only: 高 for 高风险. */
static const NxCode *
find_code (const char *list_id, const char *text)
{
  const NxCodeList *list = nx_code_list_get (list_id);
  const NxCode *code = nx_code_list_parse (list, text);

  for (guint i = 0; code == NULL && i < nx_code_list_get_n (list); i++)
    {
      const NxCode *each = nx_code_list_nth (list, i);

      if (g_str_has_prefix (nx_code_get_label_in (each, "zh"), text)
          || g_str_has_prefix (nx_code_get_label_in (each, "en"), text))
        code = each;
    }
  return code;
}

static void
take_code (NxFindWords *self, char **place, const char *list, const char *text)
{
  const NxCode *code = find_code (list, text);

  self->is_impossible |= code == NULL;
  g_free (*place);
  *place = code != NULL ? g_strdup (nx_code_get_code (code)) : NULL;
}

static gboolean
take_value (NxDatabase *db, NxFindWords *self, guint word, const char *typed, GError **error)
{
  gint64 *id = word == WORD_AREA ? &self->area_id : &self->worker_id;
  g_autofree char *value = g_strdup (typed);

  if (*value == '\0')
    return TRUE;
  g_strdelimit (value, (char[]){ SPACE, '\0' }, ' ');
  self->n_conditions++;
  if (word == WORD_RISK)
    take_code (self, &self->risk, words[word].codes, value);
  else if (word == WORD_STAGE)
    take_code (self, &self->stage, words[word].codes, value);
  else if (word == WORD_SUPPORT)
    take_code (self, &self->support, words[word].codes, value);
  else if (!list_names (db, word, value, take_id, id, error))
    return FALSE;
  self->is_impossible |= (word == WORD_AREA || word == WORD_WORKER) && *id == 0;
  return TRUE;
}

static void
take_flag (NxDatabase *db, NxFindWords *self, guint word)
{
  NxDate today = nx_database_today (db);

  self->n_conditions++;
  if (word == WORD_MINE)
    self->worker_id = nx_database_actor (db);
  else
    self->cases = word == WORD_ENDED ? NX_CASES_ENDED : NX_CASES_OPEN;
  if (word == WORD_OVERDUE)
    self->due_until = nx_date_add_days (today, -1);
  if (word == WORD_WEEK)
    self->due_until = nx_date_add_days (today, 6);
}

NxFindWords *
nx_find_words_parse (NxDatabase *db, const char *typed, GError **error)
{
  g_autoptr (NxFindWords) self = g_new0 (NxFindWords, 1);
  g_auto (GStrv) pieces = split (typed);
  g_autoptr (GString) rest = g_string_new (NULL);

  for (guint i = 0; pieces[i] != NULL; i++)
    {
      guint word = 0;
      const char *value = NULL;

      if (!find_word (pieces[i], &word, &value))
        g_string_append_printf (rest, "%s%s", rest->len > 0 ? " " : "", pieces[i]);
      else if (value == NULL)
        take_flag (db, self, word);
      else if (!take_value (db, self, word, value, error))
        return NULL;
    }
  self->rest = g_strdup (rest->str);
  return g_steal_pointer (&self);
}

void
nx_find_words_free (NxFindWords *self)
{
  g_free (self->rest);
  g_free (self->risk);
  g_free (self->stage);
  g_free (self->support);
  g_free (self);
}

NxFilter *
nx_find_words_dup_filter (const NxFindWords *self, NxRecordKind kind)
{
  gboolean is_of_cases = self->risk != NULL || self->stage != NULL || self->cases != NX_CASES_ALL;
  NxFilter *filter = NULL;

  if (kind != NX_RECORD_CASE
      && (is_of_cases || (kind != NX_RECORD_PERSON && kind != NX_RECORD_HOUSEHOLD)))
    return NULL;
  filter = nx_filter_new (kind);
  filter->area_id = self->area_id;
  filter->worker_id = self->worker_id;
  filter->cases = self->cases;
  filter->due_until = self->due_until;
  filter->order = kind == NX_RECORD_CASE ? NX_ORDER_NEXT : NX_ORDER_NAME;
  nx_filter_set (&filter->risk, self->risk);
  nx_filter_set (&filter->stage, self->stage);
  nx_filter_set (&filter->support, self->support);
  if (*self->rest != '\0')
    nx_filter_set (&filter->text, self->rest);
  return filter;
}

/* Completion */

typedef struct
{
  GPtrArray *offers;
  const char *before; /* what stands before the last word */
  guint word;
  guint limit;
} Completion;

static gboolean
offer (Completion *self, const char *key, const char *value)
{
  g_autofree char *joined = g_strdup (value);

  if (joined != NULL)
    g_strdelimit (joined, " ", SPACE);
  g_ptr_array_add (self->offers, joined != NULL
                                     ? g_strconcat (self->before, key, COLON, joined, NULL)
                                     : g_strconcat (self->before, key, NULL));
  return self->offers->len < self->limit;
}

static gboolean
offer_name (gint64 id, const char *name, gpointer data)
{
  Completion *self = data;

  return offer (self, get_label (self->word), name);
}

static void
offer_codes (Completion *self, const char *begun)
{
  const NxCodeList *list = nx_code_list_get (words[self->word].codes);
  g_autoptr (NxQuery) query = nx_query_parse (begun);

  for (guint i = 0; i < nx_code_list_get_n (list); i++)
    {
      const NxCode *code = nx_code_list_nth (list, i);
      const char *label = nx_code_label (code);

      if (!nx_code_is_retired (code)
          && (*begun == '\0' || g_str_has_prefix (label, begun)
              || nx_query_matches_name (query, nx_code_get_label_in (code, "zh"), NULL, NULL))
          && !offer (self, get_label (self->word), label))
        return;
    }
}

/* A word that is begun, by its own letters or by the initials of the Chinese one. */
static void
offer_words (Completion *self, const char *begun)
{
  g_autofree char *folded = g_utf8_strdown (begun, -1);
  g_autoptr (NxQuery) query = nx_query_parse (begun);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if ((g_str_has_prefix (get_label (i), folded) || g_str_has_prefix (words[i].chinese, folded)
         || (strlen (begun) > 1 && nx_query_matches_name (query, words[i].chinese, NULL, NULL)))
        && !offer (self, get_label (i), i < N_KEYS ? "" : NULL))
      return;
}

static gboolean
offer_values (NxDatabase *db, Completion *self, const char *begun, GError **error)
{
  g_autofree char *value = g_strdup (begun);

  g_strdelimit (value, (char[]){ SPACE, '\0' }, ' ');
  if (words[self->word].codes == NULL)
    return list_names (db, self->word, value, offer_name, self, error);
  offer_codes (self, value);
  return TRUE;
}

GStrv
nx_find_words_complete (NxDatabase *db, const char *typed, guint limit, GError **error)
{
  g_auto (GStrv) pieces = split (typed);
  guint n = g_strv_length (pieces);
  g_autoptr (GPtrArray) offers = g_ptr_array_new_null_terminated (0, g_free, TRUE);
  g_autoptr (GString) before = g_string_new (NULL);
  Completion self = { .offers = offers, .limit = limit };
  const char *value = NULL;

  for (guint i = 0; i + 1 < n; i++)
    g_string_append_printf (before, "%s ", pieces[i]);
  self.before = before->str;
  if (n == 0 || g_str_has_suffix (typed, " "))
    return g_new0 (char *, 1);
  if (!find_word (pieces[n - 1], &self.word, &value))
    offer_words (&self, pieces[n - 1]);
  else if (value != NULL && !offer_values (db, &self, value, error))
    return NULL;
  /* What stands there already is no offer. */
  if (offers->len == 0
      || (offers->len == 1 && g_str_has_suffix (typed, (char *)g_ptr_array_index (offers, 0))))
    return g_new0 (char *, 1);
  return (GStrv)g_ptr_array_steal (offers, NULL);
}
