/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The papers that print knows: for each, how its records are gathered and how it is laid out. */
#define G_LOG_DOMAIN "nx-tool"

#include "config.h"

#include "nx-tool-paper.h"

#include "nx-household-sheet.h"
#include "nx-office.h"
#include "nx-record-kinds.h"
#include "nx-records.h"
#include "nx-route-sheet.h"
#include "nx-timeline-report.h"
#include "nx-tool-lookup.h"
#include "nx-tool-open.h"
#include "nx-visit-summary.h"

void
nx_tool_printing_clear (NxToolPrinting *self)
{
  nx_tool_sources_clear (&self->sources);
  nx_route_day_clear (&self->route);
  g_clear_pointer (&self->office, g_free);
  g_clear_pointer (&self->printed_by, g_free);
}

static gboolean
load_head (NxToolPrinting *self, NxDatabase *db, GError **error)
{
  g_autoptr (NxRecord) actor
      = nx_records_load (db, NX_RECORD_WORKER, nx_database_actor (db), error);

  if (actor == NULL)
    return FALSE;
  self->printed_by = g_strdup (nx_record_get_text (actor, NX_WORKER_NAME));
  self->office = nx_office_dup_name (db, NULL, error);
  self->options.office = self->office;
  self->options.printed_by = self->printed_by;
  self->options.printed_at = nx_database_now (db);
  return self->office != NULL;
}

static gpointer
load_visit (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  NxToolPrinting *self = data;

  if (!load_head (self, db, error)
      || !nx_tool_sources_load_visit (&self->sources, db, self->word, error))
    return NULL;
  self->subject = self->sources.visit;
  return NX_TOOL_DONE;
}

static NxPrintDocument *
make_visit (NxToolPrinting *self)
{
  NxVisitSources records
      = { self->sources.visit,     self->sources.case_file, self->sources.person,
          self->sources.household, self->sources.worker,    self->sources.memberships };
  NxVisitSheet sheet = { 0 };
  NxPrintDocument *document = NULL;

  nx_visit_sheet_fill (&sheet, &records);
  document = nx_visit_summary_new (&sheet, &self->options);
  nx_visit_sheet_clear (&sheet);
  return document;
}

static gpointer
load_timeline (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  NxToolPrinting *self = data;

  if (!load_head (self, db, error)
      || !nx_tool_sources_load_timeline (&self->sources, db, self->word, self->household,
                                         &self->query, error))
    return NULL;
  self->subject = self->household != NULL ? self->sources.household : self->sources.case_file;
  return NX_TOOL_DONE;
}

static NxPrintDocument *
make_timeline (NxToolPrinting *self)
{
  NxTimelineSources records
      = { .case_file = self->sources.case_file,
          .person = self->sources.person,
          .household = self->sources.household,
          .memberships = self->sources.memberships,
          .entries = self->sources.entries,
          .from = self->query.from,
          .to = self->query.to,
          .kinds = self->query.kinds,
          .n_in_period = self->sources.n_in_period,
          .chain = self->sources.is_chain_whole ? NX_CHAIN_WHOLE : NX_CHAIN_BROKEN,
          .today = self->day };
  NxTimelineSheet sheet = { 0 };
  NxPrintDocument *document = NULL;

  nx_timeline_sheet_fill (&sheet, &records);
  document = nx_timeline_report_new (&sheet, &self->options);
  nx_timeline_sheet_clear (&sheet);
  return document;
}

static gpointer
load_household (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  NxToolPrinting *self = data;

  if (!load_head (self, db, error)
      || !nx_tool_sources_load_household (&self->sources, db, self->word, error))
    return NULL;
  self->subject = self->sources.household;
  return NX_TOOL_DONE;
}

static NxPrintDocument *
make_household (NxToolPrinting *self)
{
  NxHouseholdSources records
      = { self->sources.household, self->sources.memberships, self->sources.persons,
          self->sources.supports,  self->sources.cases,       self->day };
  NxHouseholdFile file;
  NxPrintDocument *document = NULL;

  nx_household_file_init (&file);
  nx_household_file_fill (&file, &records);
  document = nx_household_sheet_new (&file, &self->options);
  nx_household_file_clear (&file);
  return document;
}

static gpointer
load_route (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  NxToolPrinting *self = data;
  gint64 id = nx_database_actor (db);

  if (!load_head (self, db, error)
      || (self->worker != NULL && (id = nx_tool_lookup_worker (db, self->worker, error)) == 0))
    return NULL;
  self->sources.worker = nx_records_load (db, NX_RECORD_WORKER, id, error);
  if (self->sources.worker == NULL)
    return NULL;
  nx_route_day_init (&self->route, self->day,
                     nx_record_get_text (self->sources.worker, NX_WORKER_NAME));
  self->subject = self->sources.worker;
  return nx_tool_sources_load_route (&self->route, db, id, error) ? NX_TOOL_DONE : NULL;
}

static NxPrintDocument *
make_route (NxToolPrinting *self)
{
  return nx_route_sheet_new (&self->route, &self->options);
}

static const NxToolPaper papers[] = {
  { "visit", load_visit, make_visit, NX_COPY_CLIENT, FALSE, FALSE },
  { "timeline", load_timeline, make_timeline, NX_COPY_FILE, FALSE, TRUE },
  { "household", load_household, make_household, NX_COPY_FILE, FALSE, FALSE },
  { "route", load_route, make_route, NX_COPY_FILE, TRUE, FALSE },
};

const NxToolPaper *
nx_tool_paper_find (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (papers); i++)
    if (g_str_equal (papers[i].name, name))
      return &papers[i];
  return NULL;
}
