/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Reads what --filter says ("risk=high,community=…") into a filter. */
#define G_LOG_DOMAIN "nx-tool"

#include "config.h"

#include "nx-tool-filter.h"

#include "nx-code-list.h"
#include "nx-tool-json.h"
#include "nx-tool-lookup.h"

#include <glib/gi18n-lib.h>
#include <string.h>

enum
{
  HOUSEHOLDS = 1 << NX_RECORD_HOUSEHOLD,
  PERSONS = 1 << NX_RECORD_PERSON,
  CASES = 1 << NX_RECORD_CASE,
  VISITS = 1 << NX_RECORD_VISIT,
  ANY = HOUSEHOLDS | PERSONS | CASES | VISITS,
};

/* One name that may stand before "=". */
typedef struct
{
  const char *name;
  int kinds;        /* which lists know it */
  const char *list; /* the value is one of this code list; NULL: plain words */
  gsize code_place; /* in NxFilter: char * */
  gsize word_place; /* in NxToolFilter: char *, looked up later */
  gsize day_place;  /* in NxFilter: NxDate */
} Name;

static const Name names[] = {
  { .name = "text", ANY, NULL, .code_place = G_STRUCT_OFFSET (NxFilter, text) },
  { .name = "status", HOUSEHOLDS, "household-status", G_STRUCT_OFFSET (NxFilter, status) },
  { .name = "stage", CASES, "case-stage", G_STRUCT_OFFSET (NxFilter, stage) },
  { .name = "risk", CASES, "risk-level", G_STRUCT_OFFSET (NxFilter, risk) },
  { .name = "class", ANY, "support-class", G_STRUCT_OFFSET (NxFilter, support) },
  { .name = "state", VISITS, "visit-state", G_STRUCT_OFFSET (NxFilter, state) },
  { .name = "community", ANY, .word_place = G_STRUCT_OFFSET (NxToolFilter, area) },
  { .name = "worker", ANY, .word_place = G_STRUCT_OFFSET (NxToolFilter, worker) },
  { .name = "household", ANY, .word_place = G_STRUCT_OFFSET (NxToolFilter, household) },
  { .name = "person", ANY, .word_place = G_STRUCT_OFFSET (NxToolFilter, person) },
  { .name = "case", VISITS, .word_place = G_STRUCT_OFFSET (NxToolFilter, case_file) },
  { .name = "due", CASES, .day_place = G_STRUCT_OFFSET (NxFilter, due_until) },
  { .name = "from", VISITS, .day_place = G_STRUCT_OFFSET (NxFilter, from) },
  { .name = "to", VISITS, .day_place = G_STRUCT_OFFSET (NxFilter, to) },
};

static const struct
{
  const char *word;
  NxOrder order;
  int kinds;
} orders[] = {
  { "name", NX_ORDER_NAME, HOUSEHOLDS | PERSONS },
  { "address", NX_ORDER_ADDRESS, HOUSEHOLDS },
  { "number", NX_ORDER_NUMBER, HOUSEHOLDS | CASES },
  { "next", NX_ORDER_NEXT, CASES },
  { "risk", NX_ORDER_RISK, CASES },
  { "newest", NX_ORDER_NEWEST, ANY },
  { "oldest", NX_ORDER_OLDEST, VISITS },
};

void
nx_tool_filter_clear (NxToolFilter *self)
{
  g_clear_pointer (&self->filter, nx_filter_free);
  g_clear_pointer (&self->area, g_free);
  g_clear_pointer (&self->worker, g_free);
  g_clear_pointer (&self->household, g_free);
  g_clear_pointer (&self->person, g_free);
  g_clear_pointer (&self->case_file, g_free);
}

static char *
dup_codes (const NxCodeList *list, const char *before)
{
  GString *codes = g_string_new (before);

  for (guint i = 0; i < nx_code_list_get_n (list); i++)
    g_string_append_printf (codes, "%s%s", i > 0 ? ", " : "",
                            nx_code_get_code (nx_code_list_nth (list, i)));
  return g_string_free (codes, FALSE);
}

static gboolean
set_code (NxToolFilter *self, const Name *name, const char *value, GError **error)
{
  const NxCodeList *list = nx_code_list_get (name->list);
  const NxCode *code = nx_code_list_parse (list, value);
  g_autofree char *codes = NULL;

  if (code != NULL)
    {
      nx_filter_set (&G_STRUCT_MEMBER (char *, self->filter, name->code_place),
                     nx_code_get_code (code));
      return TRUE;
    }
  codes = dup_codes (list, g_str_equal (name->name, "stage") ? "open, ended, " : "");
  /* TRANSLATORS: name of a filter, the values it may have */
  return nx_tool_refuse_usage (error, _ ("The filter %1$s may be: %2$s."), name->name, codes);
}

/* Besides the stages themselves: all in which work goes on, and all in which it has ended. */
static gboolean
set_stage (NxToolFilter *self, const Name *name, const char *value, GError **error)
{
  if (g_str_equal (value, "open"))
    self->filter->cases = NX_CASES_OPEN;
  else if (g_str_equal (value, "ended"))
    self->filter->cases = NX_CASES_ENDED;
  else
    return set_code (self, name, value, error);
  return TRUE;
}

static gboolean
set_archived (NxToolFilter *self, const char *value, GError **error)
{
  if (!g_str_equal (value, "yes") && !g_str_equal (value, "no"))
    return nx_tool_refuse_usage (error, _ ("The filter %1$s may be: %2$s."), "archived", "yes, no");
  self->filter->with_archived = g_str_equal (value, "yes");
  return TRUE;
}

static gboolean
refuse_name (NxToolFilter *self, GError **error)
{
  g_autoptr (GString) known = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (names[i].kinds & (1 << self->filter->kind))
      g_string_append_printf (known, "%s, ", names[i].name);
  g_string_append (known, "archived");
  /* TRANSLATORS: a list of filter names */
  return nx_tool_refuse_usage (error, _ ("This list can be filtered by: %s."), known->str);
}

static gboolean
set_one (NxToolFilter *self, const char *key, const char *value, GError **error)
{
  if (g_str_equal (key, "archived"))
    return set_archived (self, value, error);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const Name *name = &names[i];

      if (!g_str_equal (name->name, key) || !(name->kinds & (1 << self->filter->kind)))
        continue;
      if (g_str_equal (key, "stage"))
        return set_stage (self, name, value, error);
      if (name->list != NULL)
        return set_code (self, name, value, error);
      if (name->day_place != 0)
        return nx_tool_parse_day (value, key,
                                  &G_STRUCT_MEMBER (NxDate, self->filter, name->day_place), error);
      if (name->word_place != 0)
        nx_filter_set (&G_STRUCT_MEMBER (char *, self, name->word_place), value);
      else
        nx_filter_set (&self->filter->text, value);
      return TRUE;
    }
  return refuse_name (self, error);
}

/* A comma inside a value is one that no "name=" follows. */
static gboolean
set_piece (NxToolFilter *self, const char *piece, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (piece, ",", -1);
  guint i = 0;

  while (parts[i] != NULL)
    {
      g_auto (GStrv) pair = g_strsplit (parts[i++], "=", 2);
      g_autoptr (GString) value = NULL;

      if (g_strv_length (pair) < 2)
        return nx_tool_refuse_usage (error, _ ("A filter is written as name=value."));
      value = g_string_new (pair[1]);
      while (parts[i] != NULL && strchr (parts[i], '=') == NULL)
        g_string_append_printf (value, ",%s", parts[i++]);
      if (*g_strstrip (value->str) == '\0')
        return nx_tool_refuse_usage (error, _ ("A filter is written as name=value."));
      if (!set_one (self, g_strstrip (pair[0]), value->str, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
set_order (NxToolFilter *self, const char *word, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    if (g_str_equal (orders[i].word, word) && (orders[i].kinds & (1 << self->filter->kind)))
      {
        self->filter->order = orders[i].order;
        return TRUE;
      }
  return nx_tool_refuse_usage (error, _ ("This list cannot be put in the order “%s”."), word);
}

static NxOrder
get_usual_order (NxRecordKind kind)
{
  return kind == NX_RECORD_CASE    ? NX_ORDER_NUMBER
         : kind == NX_RECORD_VISIT ? NX_ORDER_NEWEST
                                   : NX_ORDER_NAME;
}

gboolean
nx_tool_filter_parse (
    NxToolFilter *self, NxRecordKind kind, char **pieces, const char *order, GError **error)
{
  self->filter = nx_filter_new (kind);
  self->filter->order = get_usual_order (kind);
  for (guint i = 0; pieces != NULL && pieces[i] != NULL; i++)
    if (!set_piece (self, pieces[i], error))
      return FALSE;
  return order == NULL || set_order (self, order, error);
}

static gboolean
resolve_record (NxDatabase *db, NxRecordKind kind, const char *word, gint64 *id, GError **error)
{
  g_autoptr (NxRecord) record = NULL;

  if (word == NULL)
    return TRUE;
  record = nx_tool_lookup_record (db, kind, word, error);
  if (record == NULL)
    return FALSE;
  *id = nx_record_get_id (record);
  return TRUE;
}

gboolean
nx_tool_filter_resolve (NxToolFilter *self, NxDatabase *db, GError **error)
{
  NxFilter *filter = self->filter;

  if (self->area != NULL && (filter->area_id = nx_tool_lookup_area (db, self->area, error)) == 0)
    return FALSE;
  if (self->worker != NULL
      && (filter->worker_id = nx_tool_lookup_worker (db, self->worker, error)) == 0)
    return FALSE;
  return resolve_record (db, NX_RECORD_HOUSEHOLD, self->household, &filter->household_id, error)
         && resolve_record (db, NX_RECORD_PERSON, self->person, &filter->person_id, error)
         && resolve_record (db, NX_RECORD_CASE, self->case_file, &filter->case_id, error);
}
