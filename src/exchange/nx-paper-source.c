/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Gathers what one paper says in a read job, lays it out, and notes in the journal that it was
 * printed. */
#define G_LOG_DOMAIN "nx-exchange"

#include "config.h"

#include "nx-paper-source.h"

#include "nx-household-sheet.h"
#include "nx-journal.h"
#include "nx-office.h"
#include "nx-record-kinds.h"
#include "nx-records.h"
#include "nx-route-sheet.h"
#include "nx-timeline-report.h"
#include "nx-visit-summary.h"

#include <json-glib/json-glib.h>

void
nx_paper_source_clear (NxPaperSource *self)
{
  nx_paper_records_clear (&self->records);
  nx_route_day_clear (&self->route);
  g_clear_pointer (&self->case_ids, g_array_unref);
  g_clear_pointer (&self->office, g_free);
  g_clear_pointer (&self->printed_by, g_free);
  self->subject = NULL;
}

/* The papers: how each is gathered and laid out */

static gboolean
load_visit (NxPaperSource *self, NxDatabase *db, GError **error)
{
  if (!nx_paper_records_load_visit (&self->records, db, self->id, error))
    return FALSE;
  self->subject = self->records.visit;
  return TRUE;
}

static NxPrintDocument *
make_visit (const NxPaperSource *self, const NxPrintOptions *options)
{
  NxVisitSources records
      = { self->records.visit,     self->records.case_file, self->records.person,
          self->records.household, self->records.worker,    self->records.memberships };
  NxVisitSheet sheet = { 0 };
  NxPrintDocument *document = NULL;

  nx_visit_sheet_fill (&sheet, &records);
  document = nx_visit_summary_new (&sheet, options);
  nx_visit_sheet_clear (&sheet);
  return document;
}

static gboolean
load_timeline (NxPaperSource *self, NxDatabase *db, GError **error)
{
  self->query.case_id = self->is_of_household ? 0 : self->id;
  self->query.household_id = self->is_of_household ? self->id : 0;
  if (!nx_paper_records_load_timeline (&self->records, db, &self->query, error))
    return FALSE;
  self->subject = self->is_of_household ? self->records.household : self->records.case_file;
  return TRUE;
}

static NxPrintDocument *
make_timeline (const NxPaperSource *self, const NxPrintOptions *options)
{
  NxTimelineSources records
      = { .case_file = self->records.case_file,
          .person = self->records.person,
          .household = self->records.household,
          .memberships = self->records.memberships,
          .entries = self->records.entries,
          .from = self->query.from,
          .to = self->query.to,
          .kinds = self->query.kinds,
          .n_in_period = self->records.n_in_period,
          .chain = self->records.is_chain_whole ? NX_CHAIN_WHOLE : NX_CHAIN_BROKEN,
          .today = self->day };
  NxTimelineSheet sheet = { 0 };
  NxPrintDocument *document = NULL;

  nx_timeline_sheet_fill (&sheet, &records);
  document = nx_timeline_report_new (&sheet, options);
  nx_timeline_sheet_clear (&sheet);
  return document;
}

static gboolean
load_household (NxPaperSource *self, NxDatabase *db, GError **error)
{
  if (!nx_paper_records_load_household (&self->records, db, self->id, error))
    return FALSE;
  self->subject = self->records.household;
  return TRUE;
}

static NxPrintDocument *
make_household (const NxPaperSource *self, const NxPrintOptions *options)
{
  NxHouseholdSources records
      = { self->records.household, self->records.memberships, self->records.persons,
          self->records.supports,  self->records.cases,       self->day };
  NxHouseholdFile file;
  NxPrintDocument *document = NULL;

  nx_household_file_init (&file);
  nx_household_file_fill (&file, &records);
  document = nx_household_sheet_new (&file, options);
  nx_household_file_clear (&file);
  return document;
}

static gboolean
load_route (NxPaperSource *self, NxDatabase *db, GError **error)
{
  gint64 id = self->id != 0 ? self->id : nx_database_actor (db);

  self->records.worker = nx_records_load (db, NX_RECORD_WORKER, id, error);
  if (self->records.worker == NULL)
    return FALSE;
  nx_route_day_init (&self->route, self->day,
                     nx_record_get_text (self->records.worker, NX_WORKER_NAME));
  self->subject = self->records.worker;
  return nx_paper_records_load_route (&self->route, db, id, self->case_ids, error);
}

static NxPrintDocument *
make_route (const NxPaperSource *self, const NxPrintOptions *options)
{
  return nx_route_sheet_new (&self->route, options);
}

static const struct
{
  const char *name;
  gboolean (*load) (NxPaperSource *self, NxDatabase *db, GError **error);
  NxPrintDocument *(*make) (const NxPaperSource *self, const NxPrintOptions *options);
  NxCopy copy;
} papers[] = {
  [NX_PAPER_SOURCE_VISIT] = { "visit", load_visit, make_visit, NX_COPY_CLIENT },
  [NX_PAPER_SOURCE_TIMELINE] = { "timeline", load_timeline, make_timeline, NX_COPY_FILE },
  [NX_PAPER_SOURCE_HOUSEHOLD] = { "household", load_household, make_household, NX_COPY_FILE },
  [NX_PAPER_SOURCE_ROUTE] = { "route", load_route, make_route, NX_COPY_FILE },
};

const char *
nx_paper_kind_get_name (NxPaperKind kind)
{
  g_return_val_if_fail (kind < G_N_ELEMENTS (papers), NULL);
  return papers[kind].name;
}

gboolean
nx_paper_kind_from_name (const char *name, NxPaperKind *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (papers); i++)
    if (g_strcmp0 (papers[i].name, name) == 0)
      {
        *kind = (NxPaperKind)i;
        return TRUE;
      }
  return FALSE;
}

NxCopy
nx_paper_kind_get_copy (NxPaperKind kind)
{
  g_return_val_if_fail (kind < G_N_ELEMENTS (papers), NX_COPY_CLIENT);
  return papers[kind].copy;
}

gboolean
nx_paper_source_load (NxPaperSource *self, NxDatabase *db, GError **error)
{
  g_autoptr (NxRecord) actor
      = nx_records_load (db, NX_RECORD_WORKER, nx_database_actor (db), error);

  g_return_val_if_fail (self->subject == NULL, FALSE);
  if (actor == NULL)
    return FALSE;
  self->printed_by = g_strdup (nx_record_get_text (actor, NX_WORKER_NAME));
  self->printed_at = nx_database_now (db);
  self->office = nx_office_dup_name (db, NULL, error);
  return self->office != NULL && papers[self->kind].load (self, db, error);
}

NxPrintDocument *
nx_paper_source_make (const NxPaperSource *self, const NxPrintOptions *options)
{
  NxPrintOptions all = *options;

  g_return_val_if_fail (self->subject != NULL, NULL);
  all.office = self->office;
  all.printed_by = self->printed_by;
  all.printed_at = self->printed_at;
  return papers[self->kind].make (self, &all);
}

/* The journal */

static void
begin_change (JsonBuilder *builder, const char *column)
{
  json_builder_set_member_name (builder, column);
  json_builder_begin_array (builder);
  json_builder_add_null_value (builder);
}

static char *
end_changes (JsonBuilder *builder)
{
  g_autoptr (JsonNode) root = NULL;

  json_builder_end_array (builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

static char *
dup_printed (const NxPaperSource *self, const NxPrintOptions *options)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  begin_change (builder, "paper");
  json_builder_add_string_value (builder, papers[self->kind].name);
  json_builder_end_array (builder);
  begin_change (builder, "is_redacted");
  json_builder_add_boolean_value (builder, options->is_redacted);
  return end_changes (builder);
}

static char *
dup_reason (const char *reason)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  begin_change (builder, "reason");
  json_builder_add_string_value (builder, reason);
  return end_changes (builder);
}

/* Without a case or person: who looked is for the audit, not for the client's timeline. */
static gboolean
note_unmasked (NxDatabase *db, NxRecord *record, const char *reason, GError **error)
{
  g_autofree char *changes = dup_reason (reason);
  NxJournalEntry entry = { .action = "unmasked",
                           .kind = nx_record_get_kind (record),
                           .id = nx_record_get_id (record),
                           .changes = changes };

  return nx_journal_add (db, &entry, error);
}

/* Whose numbers stand on the paper in full. */
gboolean
nx_paper_source_note_unmasked (const NxPaperSource *self,
                               NxDatabase *db,
                               const char *reason,
                               GError **error)
{
  const NxPaperRecords *records = &self->records;

  for (guint i = 0; records->persons != NULL && i < records->persons->len; i++)
    if (!note_unmasked (db, g_ptr_array_index (records->persons, i), reason, error))
      return FALSE;
  return records->persons != NULL
         || note_unmasked (db, records->person != NULL ? records->person : self->subject, reason,
                           error);
}

gboolean
nx_paper_source_note_printed (const NxPaperSource *self,
                              NxDatabase *db,
                              const NxPrintOptions *options,
                              GError **error)
{
  g_autofree char *changes = dup_printed (self, options);
  NxJournalEntry entry = { .action = "printed",
                           .kind = nx_record_get_kind (self->subject),
                           .id = nx_record_get_id (self->subject),
                           .changes = changes };

  if (options->unmask_reason != NULL && *options->unmask_reason != '\0' && !options->is_redacted
      && !nx_paper_source_note_unmasked (self, db, options->unmask_reason, error))
    return FALSE;
  return nx_journal_add (db, &entry, error);
}
