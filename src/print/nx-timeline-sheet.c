/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Holds what a timeline on paper says, filled from timeline entries. */
#define G_LOG_DOMAIN "nx-print"

#include "config.h"

#include "nx-timeline-sheet.h"

#include "nx-case.h"
#include "nx-comment.h"
#include "nx-household.h"
#include "nx-paper.h"
#include "nx-visit.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void
row_free (gpointer data)
{
  NxTimelineRow *row = data;

  g_free (row->category);
  g_free (row->text);
  g_free (row->remarks);
  g_free (row->internal_remarks);
  g_free (row->recorder);
  g_free (row);
}

void
nx_timeline_sheet_clear (NxTimelineSheet *self)
{
  nx_subject_clear (&self->subject);
  g_clear_pointer (&self->number, g_free);
  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->stage, g_free);
  g_clear_pointer (&self->worker, g_free);
  g_clear_pointer (&self->supervisor, g_free);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
}

NxTimelineRow *
nx_timeline_sheet_add_row (NxTimelineSheet *self)
{
  NxTimelineRow *row = g_new0 (NxTimelineRow, 1);

  if (self->rows == NULL)
    self->rows = g_ptr_array_new_with_free_func (row_free);
  g_ptr_array_add (self->rows, row);
  return row;
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const NxTimelineEntry *left = *(NxTimelineEntry *const *)a;
  const NxTimelineEntry *right = *(NxTimelineEntry *const *)b;
  int order = nx_date_compare (left->day, right->day);

  if (order != 0)
    return order;
  return left->order < right->order ? -1 : left->order > right->order;
}

static char *
dup_category (NxTimelineEntry *entry)
{
  if (entry->kind == NX_TIMELINE_VISIT && entry->record != NULL)
    {
      g_autofree char *kind = nx_record_dup_display (entry->record, NX_VISIT_KIND);
      gint64 session = nx_record_get_int (entry->record, NX_VISIT_SESSION);

      if (session <= 0)
        return g_steal_pointer (&kind);
      return g_strdup_printf ("%s %" G_GINT64_FORMAT, kind, session);
    }
  if (entry->kind == NX_TIMELINE_STAGE)
    /* TRANSLATORS: a kind of timeline entry on paper, as short as can be: 阶段变更 */
    return g_strdup (C_ ("timeline on paper", "Stage"));
  return g_strdup (nx_timeline_kind_get_label (entry->kind));
}

/* The title says what happened where the category does not; of changed fields the lines say it. */
static char *
dup_text (NxTimelineEntry *entry)
{
  g_autofree char *title = nx_timeline_entry_dup_title (entry);
  g_autofree char *body = nx_timeline_entry_dup_body (entry);
  const char *subject = entry->subject != NULL ? entry->subject : "";

  if (entry->kind == NX_TIMELINE_VISIT || entry->kind == NX_TIMELINE_COMMENT)
    return g_steal_pointer (&body);
  if (entry->kind == NX_TIMELINE_STAGE)
    return strchr (body, '\n') != NULL ? g_steal_pointer (&body) : g_steal_pointer (&title);
  g_strdelimit (body, "\n", ' ');
  if (entry->kind & (NX_TIMELINE_MEMBER | NX_TIMELINE_CLASS | NX_TIMELINE_EDIT) && *subject != '\0')
    {
      /* TRANSLATORS: on paper: what happened and to whom, as in "Joined the household: name". */
      g_autofree char *who = g_strdup_printf (_ ("%1$s: %2$s"), title, subject);

      return nx_paper_join (NX_PAPER_GAP, who, body, NULL);
    }
  return nx_paper_join (NX_PAPER_GAP, title, body, NULL);
}

static char *
dup_late_remark (NxTimelineEntry *entry)
{
  g_autofree char *visited = NULL, *written = NULL;

  if (!(entry->kind & (NX_TIMELINE_VISIT | NX_TIMELINE_NOT_MET)) || entry->record == NULL
      || nx_visit_get_days_late (entry->record) == 0)
    return NULL;
  visited = nx_date_format (nx_record_get_date (entry->record, NX_VISIT_ON), NX_DATE_SHORT);
  written = nx_date_format (nx_record_get_date (entry->record, NX_VISIT_WRITTEN_ON), NX_DATE_SHORT);
  /* TRANSLATORS: below an entry on paper; two short dates. 【迟写】探访于 %1$s，写于 %2$s。 */
  return g_strdup_printf (_ ("Written late: visited on %1$s, written on %2$s."), visited, written);
}

static char *
dup_instant_day (gint64 instant)
{
  g_autoptr (GDateTime) when = g_date_time_new_from_unix_local (instant);
  NxDate day = { 0 };

  if (when == NULL || instant == 0)
    return g_strdup ("");
  day.year = (gint16)g_date_time_get_year (when);
  day.month = (guint8)g_date_time_get_month (when);
  day.day = (guint8)g_date_time_get_day_of_month (when);
  return nx_date_format (day, NX_DATE_SHORT);
}

static char *
dup_comment_line (NxRecord *comment)
{
  g_autofree char *kind = nx_record_dup_display (comment, NX_COMMENT_KIND);
  g_autofree char *day = dup_instant_day (nx_record_get_int (comment, NX_COMMENT_AT));
  g_autofree char *text = g_strdup (nx_record_peek_text (comment, NX_COMMENT_TEXT));

  g_strdelimit (text, "\n", ' ');
  /* TRANSLATORS: a question or answer below a visit on paper: kind, author, short date, text.
   * 【%1$s】%2$s %3$s：%4$s */
  return g_strdup_printf (_ ("[%1$s] %2$s %3$s: %4$s"), kind,
                          nx_record_peek_text (comment, NX_COMMENT_AUTHOR_NAME), day, text);
}

static char *
dup_comments (NxTimelineEntry *entry)
{
  GString *lines = g_string_new (NULL);

  for (guint i = 0; entry->comments != NULL && i < entry->comments->len; i++)
    {
      g_autofree char *line = dup_comment_line (g_ptr_array_index (entry->comments, i));

      g_string_append_printf (lines, "%s%s", i > 0 ? "\n" : "", line);
    }
  return g_string_free (lines, FALSE);
}

static void
add_entry (NxTimelineSheet *self, NxTimelineEntry *entry)
{
  NxTimelineRow *row = nx_timeline_sheet_add_row (self);
  g_autofree char *late = dup_late_remark (entry);
  const char *of_case = self->is_household && entry->case_title != NULL ? entry->case_title : "";

  row->day = entry->day;
  row->category = dup_category (entry);
  row->text = dup_text (entry);
  row->remarks = nx_paper_join ("\n", late != NULL ? late : "", of_case, NULL);
  row->internal_remarks = dup_comments (entry);
  row->recorder = g_strdup (entry->worker_name);
  row->is_internal
      = (entry->kind & (NX_TIMELINE_COMMENT | NX_TIMELINE_EDIT | NX_TIMELINE_FILE)) != 0;
  if (g_strcmp0 (entry->subject, self->subject.name) != 0)
    nx_subject_add_known (&self->subject, entry->subject, NULL);
}

static void
fill_case (NxTimelineSheet *self, NxRecord *case_file)
{
  self->number = g_strdup (nx_record_get_text (case_file, NX_CASE_NUMBER));
  self->title = g_strdup (nx_record_get_text (case_file, NX_CASE_TITLE));
  self->stage = nx_record_dup_display (case_file, NX_CASE_STAGE);
  self->worker = g_strdup (nx_record_get_text (case_file, NX_CASE_WORKER_NAME));
  self->supervisor = g_strdup (nx_record_get_text (case_file, NX_CASE_SUPERVISOR_NAME));
  self->is_confidential = nx_record_get_int (case_file, NX_CASE_IS_CONFIDENTIAL) != 0;
}

static void
fill_household (NxTimelineSheet *self, NxRecord *household)
{
  self->is_household = TRUE;
  self->number = g_strdup (nx_record_get_text (household, NX_HOUSEHOLD_NUMBER));
  self->worker = g_strdup (nx_record_get_text (household, NX_HOUSEHOLD_WORKER_NAME));
}

void
nx_timeline_sheet_fill (NxTimelineSheet *self, const NxTimelineSources *sources)
{
  g_autoptr (GPtrArray) sorted = NULL;

  g_return_if_fail (sources->entries != NULL);

  nx_timeline_sheet_clear (self);
  nx_subject_fill (&self->subject, sources->person, sources->household, sources->memberships,
                   nx_date_is_full (sources->to) ? sources->to : sources->today);
  if (sources->case_file != NULL)
    fill_case (self, sources->case_file);
  else if (sources->household != NULL)
    fill_household (self, sources->household);
  if (self->subject.name == NULL && sources->case_file != NULL)
    self->subject.name = g_strdup (nx_record_get_text (sources->case_file, NX_CASE_CLIENT_NAME));
  self->from = sources->from;
  self->to = sources->to;
  self->kinds = sources->kinds;
  self->n_in_period = sources->n_in_period;
  self->chain = sources->chain;
  sorted = g_ptr_array_sized_new (sources->entries->len);
  for (guint i = 0; i < sources->entries->len; i++)
    g_ptr_array_add (sorted, g_ptr_array_index (sources->entries, i));
  g_ptr_array_sort (sorted, compare_entries);
  for (guint i = 0; i < sorted->len; i++)
    add_entry (self, g_ptr_array_index (sorted, i));
}
