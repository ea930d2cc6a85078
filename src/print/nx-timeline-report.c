/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Is the paper that tells a case or household from its first entry to its last. */
#define G_LOG_DOMAIN "nx-print"

#include "config.h"

#include "nx-timeline-report.h"

#include "nx-paper.h"
#include "nx-privacy.h"
#include "nx-text-block.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  const NxTimelineSheet *sheet;
  const NxPrintOptions *options;
  NxPrivacy privacy;
  gboolean is_internal;
  guint n_shown;
} Work;

static gboolean
is_shown (const Work *work, const NxTimelineRow *row)
{
  return work->is_internal || !row->is_internal;
}

static const NxTimelineRow *
nth_row (const Work *work, guint n)
{
  return g_ptr_array_index (work->sheet->rows, n);
}

static guint
n_rows (const Work *work)
{
  return work->sheet->rows != NULL ? work->sheet->rows->len : 0;
}

static char *
dup_who (const Work *work)
{
  const NxSubject *subject = &work->sheet->subject;
  g_autofree char *name = nx_privacy_client_name (&work->privacy, subject->name, subject->age);
  g_autofree char *age = nx_paper_dup_age (subject->age);

  return nx_paper_join (NX_PAPER_GAP, name, subject->sex != NULL ? subject->sex : "", age,
                        subject->community != NULL ? subject->community : "", NULL);
}

static char *
dup_what (const Work *work)
{
  g_autofree char *title = nx_privacy_text (&work->privacy, work->sheet->title);
  g_autofree char *stage = NULL;

  if (work->sheet->stage != NULL && *work->sheet->stage != '\0')
    /* TRANSLATORS: %s is the stage a case is in now. */
    stage = g_strdup_printf (_ ("now at stage: %s"), work->sheet->stage);
  return nx_paper_join (NX_PAPER_GAP, title, stage != NULL ? stage : "", NULL);
}

static char *
dup_period (const Work *work)
{
  guint n = n_rows (work);
  NxDate from
      = nx_date_is_set (work->sheet->from) || n == 0 ? work->sheet->from : nth_row (work, 0)->day;
  NxDate to
      = nx_date_is_set (work->sheet->to) || n == 0 ? work->sheet->to : nth_row (work, n - 1)->day;
  g_autofree char *first = nx_paper_dup_day (from);
  g_autofree char *last = nx_paper_dup_day (to);

  if (*first == '\0' || *last == '\0')
    return nx_paper_join (" ", first, last, NULL);
  /* TRANSLATORS: first and last day of a period. */
  return g_strdup_printf (_ ("%1$s to %2$s"), first, last);
}

static char *
dup_kinds (const Work *work)
{
  GString *list = g_string_new (NULL);

  for (guint bit = 1; bit < NX_TIMELINE_ALL; bit <<= 1)
    if (work->sheet->kinds & bit)
      g_string_append_printf (list, "%s%s", list->len > 0 ? C_ ("between names", ", ") : "",
                              nx_timeline_kind_get_label (bit));
  return g_string_free (list, FALSE);
}

/* What is in here and what the filter and the copy left out: nobody shall take a part for all. */
static char *
dup_contents (const Work *work)
{
  const NxTimelineSheet *sheet = work->sheet;
  gboolean is_all = sheet->kinds == 0 || (sheet->kinds & NX_TIMELINE_ALL) == NX_TIMELINE_ALL;
  g_autofree char *kinds = is_all ? g_strdup (_ ("all kinds")) : dup_kinds (work);
  g_autofree char *counted = NULL, *missing = NULL;

  /* TRANSLATORS: what a timeline on paper holds: how many entries of which kinds. */
  counted = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%1$u entry (%2$s)", "%1$u entries (%2$s)", work->n_shown),
      work->n_shown, kinds);
  if (sheet->n_in_period > work->n_shown)
    {
      guint n = sheet->n_in_period - work->n_shown;

      missing = g_strdup_printf (
          g_dngettext (GETTEXT_PACKAGE, "%u more is left out", "%u more are left out", n), n);
    }
  return nx_paper_join (
      C_ ("between texts", "; "), counted, missing != NULL ? missing : "",
      _ ("without private reflections"),
      work->is_internal ? "" : _ ("without supervision, attachments and changes of records"), NULL);
}

static void
add_head_table (Work *work, NxPrintDocument *document)
{
  const NxTimelineSheet *sheet = work->sheet;
  NxTableBlock *table = nx_paper_new_field_table ();
  g_autofree char *who = dup_who (work);
  g_autofree char *what = dup_what (work);
  g_autofree char *people
      = nx_paper_join (" / ", sheet->worker != NULL ? sheet->worker : "",
                       sheet->supervisor != NULL ? sheet->supervisor : "", NULL);
  g_autofree char *period = dup_period (work);
  g_autofree char *contents = dup_contents (work);
  g_autofree char *address = nx_privacy_address (&work->privacy, sheet->subject.address);

  if (sheet->is_household)
    {
      nx_paper_add_fields (table, C_ ("label on paper", "Head of household"), who,
                           C_ ("label on paper", "Household no."), sheet->number, 0);
      nx_paper_add_fields (table, C_ ("label on paper", "Address"), address,
                           C_ ("label on paper", "Worker"), people, 0);
    }
  else
    {
      nx_paper_add_fields (table, _ ("Client"), who, _ ("Case no."), sheet->number, 0);
      nx_paper_add_fields (table, C_ ("label on paper", "Case"), what,
                           /* TRANSLATORS: label: worker and supervisor, 负责/督导 */
                           _ ("Worker / supervisor"), people, 0);
    }
  nx_paper_add_fields (table, C_ ("label on paper", "Period"), period, NULL, NULL, 0);
  /* TRANSLATORS: label: what this paper holds and leaves out, 收录 */
  nx_paper_add_fields (table, C_ ("label on paper", "Contents"), contents, NULL, NULL, 0);
  nx_print_document_add (document, NX_BLOCK (table));
}

static void
add_month (NxTableBlock *table, NxDate day)
{
  static const NxCellLook look = { .style = NX_TEXT_LABEL, .column_span = 4 };
  NxDate month = { day.year, day.month, 0 };
  g_autofree char *text = nx_date_is_set (month) ? nx_date_format (month, NX_DATE_LONG)
                                                 : g_strdup (_ ("Date not known"));

  nx_table_block_begin_row (table, NX_TABLE_ROW_GROUP);
  nx_table_block_add_plain (table, text, &look);
}

static char *
dup_short_day (NxDate day)
{
  if (nx_date_is_full (day))
    return nx_date_format (day, NX_DATE_SHORT);
  return nx_date_to_iso (day);
}

static void
append_remarks (const Work *work, NxRichText *text, const char *remarks)
{
  g_autofree char *shown = nx_privacy_text (&work->privacy, remarks);

  if (*shown == '\0')
    return;
  if (*nx_rich_text_get_text (text) != '\0')
    nx_rich_text_append (text, "\n", NX_MARK_NONE);
  nx_rich_text_append (text, shown, NX_MARK_SMALL);
}

static void
add_row (const Work *work, NxTableBlock *table, const NxTimelineRow *row)
{
  static const NxCellLook look = { .is_justified = TRUE };
  g_autofree char *day = dup_short_day (row->day);
  g_autofree char *shown = nx_privacy_text (&work->privacy, row->text);
  NxRichText *text = nx_rich_text_new (g_strstrip (shown));

  append_remarks (work, text, row->remarks);
  if (work->is_internal)
    append_remarks (work, text, row->internal_remarks);
  nx_table_block_begin_row (table, NX_TABLE_ROW_DATA);
  nx_paper_add_centred (table, day);
  nx_paper_add_centred (table, row->category);
  nx_table_block_add_cell (table, text, &look);
  nx_paper_add_centred (table, row->recorder);
}

static void
add_entries (Work *work, NxPrintDocument *document)
{
  static const NxTableColumn columns[] = { { 46, 0 }, { 74, 0 }, { 0, 1 }, { 52, 0 } };
  const char *const labels[]
      = { C_ ("column on paper", "Date"), C_ ("column on paper", "Kind"),
          C_ ("column on paper", "Content"), C_ ("column on paper", "Written by") };
  NxTableBlock *table = NX_TABLE_BLOCK (nx_table_block_new (columns, G_N_ELEMENTS (columns)));
  const NxTimelineRow *last = NULL;

  nx_paper_add_head_row (table, labels, G_N_ELEMENTS (labels));
  /* TRANSLATORS: below a table that goes on on the next page. */
  nx_table_block_set_continued_text (table, _ ("(continued on the next page)"));
  for (guint i = 0; i < n_rows (work); i++)
    {
      const NxTimelineRow *row = nth_row (work, i);

      if (!is_shown (work, row))
        continue;
      if (last == NULL || last->day.year != row->day.year || last->day.month != row->day.month)
        add_month (table, row->day);
      add_row (work, table, row);
      last = row;
    }
  nx_block_set_space_before (NX_BLOCK (table), 8);
  nx_print_document_add (document, NX_BLOCK (table));
  if (last == NULL)
    nx_paper_add_text (document, _ ("There is no entry in this period."));
}

static const char *
get_warning (const NxTimelineSheet *sheet)
{
  switch (sheet->chain)
    {
    case NX_CHAIN_WHOLE:
      return _ ("Journal of these entries checked: whole");
    case NX_CHAIN_BROKEN:
      return _ ("Journal of these entries checked: BROKEN");
    case NX_CHAIN_NOT_CHECKED:
      break;
    }
  return _ ("Holds personal data: keep it safe");
}

NxPrintDocument *
nx_timeline_report_new (const NxTimelineSheet *sheet, const NxPrintOptions *options)
{
  Work work = { .sheet = sheet, .options = options };
  NxPrintDocument *document;
  g_autofree char *secrecy = NULL, *copy = NULL, *right = NULL;

  g_return_val_if_fail (sheet != NULL && options != NULL, NULL);

  work.is_internal = options->copy == NX_COPY_FILE && !options->is_redacted;
  nx_privacy_init (&work.privacy, options, &sheet->subject);
  for (guint i = 0; i < n_rows (&work); i++)
    work.n_shown += is_shown (&work, nth_row (&work, i));
  secrecy = nx_paper_dup_secrecy (sheet->is_confidential);
  copy = work.is_internal ? g_strdup (_ ("For supervision inside the office only"))
                          : nx_paper_dup_copy_name (options);
  right = nx_paper_join (NX_PAPER_GAP, secrecy, copy, NULL);
  document
      = nx_paper_new (options, sheet->is_household ? _ ("Household Timeline") : _ ("Case Timeline"),
                      right, get_warning (sheet));
  add_head_table (&work, document);
  add_entries (&work, document);
  return document;
}
