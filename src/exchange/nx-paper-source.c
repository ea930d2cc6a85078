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
#include "nx-store-error.h"
#include "nx-timeline-report.h"
#include "nx-visit-summary.h"

#include <json-glib/json-glib.h>

static void
free_source (gpointer data)
{
  nx_paper_source_clear (data);
  g_free (data);
}

void
nx_paper_source_clear (NxPaperSource *self)
{
  g_clear_pointer (&self->more_ids, g_array_unref);
  g_clear_pointer (&self->more, g_ptr_array_unref);
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

/* Several papers */

/* TRUE with @is_there FALSE when the record is gone or archived. */
static gboolean
load_if_there (NxPaperSource *self, NxDatabase *db, gboolean *is_there, GError **error)
{
  g_autoptr (GError) failure = NULL;

  *is_there = papers[self->kind].load (self, db, &failure);
  if (*is_there && nx_record_is_archived (self->subject))
    *is_there = FALSE;
  if (failure == NULL || g_error_matches (failure, NX_STORE_ERROR, NX_STORE_ERROR_NOT_FOUND))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static NxPaperSource *
new_like (const NxPaperSource *self, gint64 id)
{
  NxPaperSource *other = g_new0 (NxPaperSource, 1);

  other->kind = self->kind;
  other->id = id;
  other->is_of_household = self->is_of_household;
  other->query = self->query;
  other->day = self->day;
  return other;
}

/* The first that is there takes the place of @self, so that what is said of one paper holds. */
static gboolean
load_several (NxPaperSource *self, NxDatabase *db, GError **error)
{
  gboolean is_first = TRUE;

  self->more = g_ptr_array_new_with_free_func (free_source);
  for (guint i = 0; i <= self->more_ids->len; i++)
    {
      gint64 id = i == 0 ? self->id : g_array_index (self->more_ids, gint64, i - 1);
      NxPaperSource *other = new_like (self, id);
      gboolean is_there = FALSE;

      if (!load_if_there (other, db, &is_there, error))
        {
          free_source (other);
          return FALSE;
        }
      if (!is_there)
        {
          self->n_left_out++;
          free_source (other);
          continue;
        }
      if (!is_first)
        {
          g_ptr_array_add (self->more, other);
          continue;
        }
      is_first = FALSE;
      self->id = id;
      self->query = other->query;
      self->records = other->records;
      self->subject = other->subject;
      g_free (other);
    }
  return !is_first || nx_store_error_set (error, NX_STORE_ERROR_NOT_FOUND);
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
  if (self->office == NULL)
    return FALSE;
  return self->more_ids != NULL ? load_several (self, db, error)
                                : papers[self->kind].load (self, db, error);
}

guint
nx_paper_source_get_n_papers (const NxPaperSource *self)
{
  return 1 + (self->more != NULL ? self->more->len : 0);
}

NxPrintDocument *
nx_paper_source_make_one (const NxPaperSource *self, const NxPrintOptions *options, guint n)
{
  const NxPaperSource *one = n == 0 ? self : g_ptr_array_index (self->more, n - 1);
  NxPrintOptions all = *options;

  g_return_val_if_fail (one->subject != NULL, NULL);
  all.office = self->office;
  all.printed_by = self->printed_by;
  all.printed_at = self->printed_at;
  return papers[self->kind].make (one, &all);
}

NxPrintDocument *
nx_paper_source_make (const NxPaperSource *self, const NxPrintOptions *options)
{
  NxPrintDocument *document = nx_paper_source_make_one (self, options, 0);

  for (guint i = 1; document != NULL && i < nx_paper_source_get_n_papers (self); i++)
    nx_print_document_append (document, nx_paper_source_make_one (self, options, i));
  return document;
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
static gboolean
note_paper_unmasked (const NxPaperSource *self, NxDatabase *db, const char *reason, GError **error)
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
nx_paper_source_note_unmasked (const NxPaperSource *self,
                               NxDatabase *db,
                               const char *reason,
                               GError **error)
{
  if (!note_paper_unmasked (self, db, reason, error))
    return FALSE;
  for (guint i = 0; self->more != NULL && i < self->more->len; i++)
    if (!note_paper_unmasked (g_ptr_array_index (self->more, i), db, reason, error))
      return FALSE;
  return TRUE;
}

static gboolean
note_paper_printed (const NxPaperSource *self, NxDatabase *db, const char *changes, GError **error)
{
  NxJournalEntry entry = { .action = "printed",
                           .kind = nx_record_get_kind (self->subject),
                           .id = nx_record_get_id (self->subject),
                           .changes = changes };

  return nx_journal_add (db, &entry, error);
}

gboolean
nx_paper_source_note_printed (const NxPaperSource *self,
                              NxDatabase *db,
                              const NxPrintOptions *options,
                              GError **error)
{
  g_autofree char *changes = dup_printed (self, options);

  if (options->unmask_reason != NULL && *options->unmask_reason != '\0' && !options->is_redacted
      && !nx_paper_source_note_unmasked (self, db, options->unmask_reason, error))
    return FALSE;
  if (!note_paper_printed (self, db, changes, error))
    return FALSE;
  for (guint i = 0; self->more != NULL && i < self->more->len; i++)
    if (!note_paper_printed (g_ptr_array_index (self->more, i), db, changes, error))
      return FALSE;
  return TRUE;
}
