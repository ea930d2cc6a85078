/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Is the paper of one visit that the client signs: purpose, situation, services, problems, next. */
#define G_LOG_DOMAIN "nx-print"

#include "config.h"

#include "nx-visit-summary.h"

#include "nx-code-list.h"
#include "nx-paper.h"
#include "nx-privacy.h"
#include "nx-signature-block.h"
#include "nx-space-block.h"
#include "nx-text-block.h"
#include "nx-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define N_BLANK_STORY_LINES 4
#define N_BLANK_ROWS 2
#define BLANK_ROW_MM 8.5 /* high enough to write in */

/* One paper being put together. */
typedef struct
{
  const NxVisitSheet *sheet;
  const NxPrintOptions *options;
  NxPrivacy privacy;
  NxPrintDocument *document;
  gboolean is_blank;
} Work;

static char *
dup_who (const Work *work)
{
  const NxSubject *subject = &work->sheet->subject;
  g_autofree char *name = nx_privacy_client_name (&work->privacy, subject->name, subject->age);
  g_autofree char *age = nx_paper_dup_age (subject->age);

  return nx_paper_join (NX_PAPER_GAP, name, subject->sex != NULL ? subject->sex : "", age, NULL);
}

/* "14:00—14:40，共 40 分钟" */
static char *
dup_times (const NxVisitSheet *sheet)
{
  if (sheet->start_time == NULL)
    return g_strdup ("");
  if (sheet->minutes < 0)
    return g_strdup (sheet->start_time);
  /* TRANSLATORS: begin, end and length of a visit: 14:00—14:40，共 40 分钟 */
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%1$s–%2$s, %3$d minute",
                                       "%1$s–%2$s, %3$d minutes", (gulong)sheet->minutes),
                          sheet->start_time, sheet->end_time, sheet->minutes);
}

static char *
dup_when (const NxVisitSheet *sheet)
{
  g_autofree char *day
      = nx_date_is_set (sheet->on) ? nx_date_format (sheet->on, NX_DATE_LONG_DAY) : g_strdup ("");
  g_autofree char *times = dup_times (sheet);
  g_autofree char *written_day = nx_paper_dup_day (sheet->written_on);
  g_autofree char *written = NULL;

  if (*written_day != '\0')
    /* TRANSLATORS: %s is the day a visit was written down. */
    written = g_strdup_printf (_ ("written on %s"), written_day);
  return nx_paper_join (NX_PAPER_GAP, day, times, written != NULL ? written : "", NULL);
}

static char *
dup_visitors (const Work *work)
{
  g_autofree char *companions = nx_privacy_text (&work->privacy, work->sheet->companions);
  const char *worker = work->sheet->worker != NULL ? work->sheet->worker : "";

  /* TRANSLATORS: between two names of a list; Chinese uses 、. */
  return nx_paper_join (C_ ("between names", ", "), worker, companions, NULL);
}

static char *
dup_kind_and_risk (const NxVisitSheet *sheet)
{
  g_autofree char *risk = NULL;

  if (sheet->risk != NULL && *sheet->risk != '\0')
    /* TRANSLATORS: %s is high, medium or low. */
    risk = g_strdup_printf (_ ("Risk level: %s"), sheet->risk);
  return nx_paper_join (NX_PAPER_GAP, sheet->kind != NULL ? sheet->kind : "",
                        risk != NULL ? risk : "", NULL);
}

static void
add_head_table (Work *work)
{
  const NxVisitSheet *sheet = work->sheet;
  double height = work->is_blank ? nx_mm (BLANK_ROW_MM) : 0;
  NxTableBlock *table = nx_paper_new_field_table ();
  g_autofree char *who = dup_who (work);
  g_autofree char *number = nx_privacy_id_number (&work->privacy, sheet->subject.id_number);
  g_autofree char *address = nx_privacy_address (&work->privacy, sheet->subject.address);
  g_autofree char *phone = nx_privacy_phone (&work->privacy, sheet->subject.phone);
  g_autofree char *when = work->is_blank ? g_strdup ("") : dup_when (sheet);
  g_autofree char *visitors = work->is_blank ? g_strdup ("") : dup_visitors (work);
  g_autofree char *kind = work->is_blank ? g_strdup ("") : dup_kind_and_risk (sheet);
  g_autofree char *seen
      = work->is_blank ? g_strdup ("") : nx_privacy_text (&work->privacy, sheet->persons_seen);

  nx_paper_add_fields (table, _ ("Client"), who, _ ("Identity no."), number, height);
  nx_paper_add_fields (table, C_ ("label on paper", "Address"), address,
                       C_ ("label on paper", "Phone"), phone, height);
  nx_paper_add_fields (table, _ ("Time of visit"), when, NULL, NULL, height);
  nx_paper_add_fields (table, _ ("Visitors"), visitors, C_ ("label on paper", "Manner"), kind,
                       height);
  if (*seen != '\0')
    nx_paper_add_fields (table, _ ("Persons seen"), seen, NULL, NULL, height);
  nx_print_document_add (work->document, NX_BLOCK (table));
}

static gboolean
is_han_label (const NxCode *code)
{
  return nx_font_is_han (g_utf8_get_char (nx_code_label (code)));
}

/* "[ ]好 [x]一般 …" for one state. */
static NxRichText *
create_boxes (const char *chosen)
{
  NxCodeList *list = nx_code_list_get ("observation");
  NxRichText *text = nx_rich_text_new (NULL);

  for (guint i = 0; list != NULL && i < nx_code_list_get_n (list); i++)
    {
      const NxCode *code = nx_code_list_nth (list, i);
      gboolean is_chosen = g_strcmp0 (nx_code_get_code (code), chosen) == 0;

      if (nx_code_is_retired (code) && !is_chosen)
        continue;
      nx_rich_text_append (text, i == 0 ? NULL : is_han_label (code) ? "  " : " ", NX_MARK_NONE);
      nx_rich_text_append_choice (text, nx_code_label (code), is_chosen);
    }
  return text;
}

static NxRichText *
create_risk_boxes (const Work *work)
{
  NxRichText *text = nx_rich_text_new (NULL);

  if (work->is_blank)
    /* TRANSLATORS: keep the boxes "[ ]". The fourth section is "Problems found". */
    nx_rich_text_append_form (text, _ ("[ ] none  [ ] yes (see section 4)"));
  else if (work->sheet->has_new_risks)
    nx_rich_text_append_form (text, _ ("[ ] none  [x] yes (see section 4)"));
  else
    nx_rich_text_append_form (text, _ ("[x] none  [ ] yes (see section 4)"));
  return text;
}

static void
add_observed (Work *work)
{
  const char *const labels[NX_N_OBSERVED] = {
    [NX_OBSERVED_BODY] = C_ ("state seen", "Body"),
    [NX_OBSERVED_MOOD] = C_ ("state seen", "Mood"),
    [NX_OBSERVED_HOME] = C_ ("state seen", "Home"),
    [NX_OBSERVED_MONEY] = C_ ("state seen", "Money"),
    [NX_OBSERVED_CARE] = C_ ("state seen", "Care"),
  };
  static const NxTableColumn columns[] = { { 47, 0 }, { 0, 1 }, { 47, 0 }, { 0, 1 } };
  static const NxCellLook name = { .style = NX_TEXT_LABEL, .alignment = PANGO_ALIGN_CENTER };
  NxTableBlock *table = NX_TABLE_BLOCK (nx_table_block_new (columns, G_N_ELEMENTS (columns)));

  for (guint i = 0; i < NX_N_OBSERVED; i++)
    {
      if (i % 2 == 0)
        nx_table_block_begin_row (table, NX_TABLE_ROW_DATA);
      nx_table_block_add_plain (table, labels[i], &name);
      nx_table_block_add_cell (
          table, create_boxes (work->is_blank ? NULL : work->sheet->observed[i]), NULL);
    }
  nx_table_block_add_plain (table, _ ("New risk"), &name);
  nx_table_block_add_cell (table, create_risk_boxes (work), NULL);
  nx_block_set_space_before (NX_BLOCK (table), 3);
  nx_print_document_add (work->document, NX_BLOCK (table));
}

/* The first line begins beside the heading. */
static void
add_writing_lines (NxPrintDocument *document, guint n_lines)
{
  double first = nx_mm (NX_WRITING_LINE_MM) - nx_font_get_line_height (NX_TEXT_HEADING);

  nx_print_document_add (document, nx_space_block_new_rule_below (first));
  if (n_lines > 1)
    nx_print_document_add (document, nx_space_block_new_writing_lines (n_lines - 1));
}

/* Where a form is to be filled in by hand, lines; else the text of the sheet or "None". */
static void
add_section (Work *work, guint number, const char *title, const char *text, guint n_lines)
{
  g_autofree char *shown = NULL;

  nx_paper_add_heading (work->document, number, title);
  if (work->is_blank)
    {
      add_writing_lines (work->document, n_lines);
      return;
    }
  shown = nx_privacy_text (&work->privacy, text);
  g_strstrip (shown);
  nx_paper_add_text (work->document, shown);
}

static char *
dup_story (const NxVisitSheet *sheet)
{
  g_autofree char *not_met = NULL;

  if (sheet->is_not_met)
    not_met = sheet->not_met != NULL && *sheet->not_met != '\0'
                  /* TRANSLATORS: on paper; %s says why and what was tried. */
                  ? g_strdup_printf (_ ("The client was not met: %s"), sheet->not_met)
                  : g_strdup (_ ("The client was not met."));
  return nx_paper_join ("\n", not_met != NULL ? not_met : "",
                        sheet->narrative != NULL ? sheet->narrative : "", NULL);
}

static char *
dup_problems (const NxVisitSheet *sheet)
{
  g_autofree char *risks = NULL;

  if (sheet->has_new_risks && sheet->new_risks != NULL)
    /* TRANSLATORS: on paper; %s is a list such as "home safety, getting lost". */
    risks = g_strdup_printf (_ ("New risks: %s"), sheet->new_risks);
  return nx_paper_join ("\n", risks != NULL ? risks : "",
                        sheet->problems != NULL ? sheet->problems : "", NULL);
}

/* Splits a quantity off the end of "LED 灯管，1 支". `name` keeps what stands before it. */
static char *
take_quantity (char *name)
{
  g_autoptr (GRegex) regex = g_regex_new (
      "[\\s，,：:；;×xX*]+([0-9０-９]+(?:[.．][0-9０-９]+)?\\s*\\p{L}{0,3})[。.]?$", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  int start;

  if (!g_regex_match (regex, name, 0, &match))
    return g_strdup ("");
  g_match_info_fetch_pos (match, 0, &start, NULL);
  if (start == 0)
    return g_strdup ("");
  name[start] = '\0';
  return g_match_info_fetch (match, 1);
}

static void
add_service_rows (Work *work, NxTableBlock *table)
{
  g_autofree char *shown = nx_privacy_text (&work->privacy, work->sheet->services);
  g_auto (GStrv) lines = g_strsplit (shown, "\n", -1);
  guint n = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *number = NULL, *quantity = NULL;

      if (*g_strstrip (lines[i]) == '\0')
        continue;
      quantity = take_quantity (lines[i]);
      number = g_strdup_printf ("%u", ++n);
      nx_table_block_begin_row (table, NX_TABLE_ROW_DATA);
      nx_paper_add_centred (table, number);
      nx_paper_add_left (table, lines[i]);
      nx_paper_add_centred (table, quantity);
      nx_paper_add_centred (table, NULL);
    }
}

static void
add_blank_rows (NxTableBlock *table, guint n_columns)
{
  const NxCellLook tall = { .alignment = PANGO_ALIGN_CENTER, .min_height = nx_mm (BLANK_ROW_MM) };

  for (guint i = 1; i <= N_BLANK_ROWS; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", i);

      nx_table_block_begin_row (table, NX_TABLE_ROW_DATA);
      nx_table_block_add_plain (table, number, &tall);
      for (guint k = 1; k < n_columns; k++)
        nx_paper_add_centred (table, NULL);
    }
}

static void
add_services (Work *work)
{
  static const NxTableColumn columns[] = { { 38, 0 }, { 0, 1 }, { 68, 0 }, { 112, 0 } };
  const char *const labels[]
      = { C_ ("column on paper", "No."), C_ ("column on paper", "Item"),
          C_ ("column on paper", "Quantity"), C_ ("column on paper", "Received by") };
  NxTableBlock *table;

  nx_paper_add_heading (work->document, 3, _ ("Services and goods given"));
  if (!work->is_blank
      && (work->sheet->services == NULL || nx_text_is_blank (work->sheet->services)))
    {
      nx_paper_add_text (work->document, NULL);
      return;
    }
  table = NX_TABLE_BLOCK (nx_table_block_new (columns, G_N_ELEMENTS (columns)));
  nx_paper_add_head_row (table, labels, G_N_ELEMENTS (labels));
  if (work->is_blank)
    add_blank_rows (table, G_N_ELEMENTS (columns));
  else
    add_service_rows (work, table);
  nx_print_document_add (work->document, NX_BLOCK (table));
}

static void
add_step (NxTableBlock *table, guint number, const char *what, const char *who, const char *until)
{
  g_autofree char *count = g_strdup_printf ("%u", number);

  nx_table_block_begin_row (table, NX_TABLE_ROW_DATA);
  nx_paper_add_centred (table, count);
  nx_paper_add_left (table, what);
  nx_paper_add_centred (table, who);
  nx_paper_add_centred (table, until);
}

/* "扶手安装到场；林晓岚；2025-11-20": who and until when may be left out. */
static void
add_written_step (NxTableBlock *table, guint number, const char *line)
{
  g_auto (GStrv) parts = g_regex_split_simple ("[；;|｜\\t]", line, 0, 0);
  guint n = g_strv_length (parts);
  g_autofree char *until = NULL;
  NxDate day = { 0 };

  if (n > 3)
    { /* not written as a list: leave it as one sentence */
      add_step (table, number, line, "", "");
      return;
    }
  for (guint i = 0; i < n; i++)
    g_strstrip (parts[i]);
  until = n > 2 && nx_date_from_iso (parts[2], &day) ? nx_paper_dup_day (day)
                                                     : g_strdup (n > 2 ? parts[2] : "");
  add_step (table, number, parts[0], n > 1 ? parts[1] : "", until);
}

static void
add_next_visit (Work *work, NxTableBlock *table, guint number)
{
  const NxVisitSheet *sheet = work->sheet;
  g_autofree char *day = nx_paper_dup_day (sheet->next_on);
  g_autofree char *reason = nx_privacy_text (&work->privacy, sheet->next_reason);
  g_autofree char *what = NULL;

  if (!nx_date_is_set (sheet->next_on))
    return;
  what = *reason != '\0'
             /* TRANSLATORS: in a table of next steps; %s says why on that day. */
             ? g_strdup_printf (_ ("Next visit (%s)"), reason)
             : g_strdup (C_ ("step on paper", "Next visit"));
  add_step (table, number, what, sheet->responsible, day);
}

static void
add_next_steps (Work *work)
{
  static const NxTableColumn columns[] = { { 38, 0 }, { 0, 1 }, { 90, 0 }, { 112, 0 } };
  const char *const labels[] = { C_ ("column on paper", "No."), C_ ("column on paper", "What"),
                                 C_ ("column on paper", "Who"), C_ ("column on paper", "Until") };
  NxTableBlock *table;
  guint n = 0;

  nx_paper_add_heading (work->document, 5, _ ("Next steps agreed"));
  table = NX_TABLE_BLOCK (nx_table_block_new (columns, G_N_ELEMENTS (columns)));
  nx_paper_add_head_row (table, labels, G_N_ELEMENTS (labels));
  if (work->is_blank)
    add_blank_rows (table, G_N_ELEMENTS (columns));
  else
    {
      g_autofree char *shown = nx_privacy_text (&work->privacy, work->sheet->next_steps);
      g_auto (GStrv) lines = g_strsplit (shown, "\n", -1);

      for (guint i = 0; lines[i] != NULL; i++)
        if (*g_strstrip (lines[i]) != '\0')
          add_written_step (table, ++n, lines[i]);
      add_next_visit (work, table, n + 1);
    }
  if (nx_table_block_get_n_rows (table) > 1)
    {
      nx_print_document_add (work->document, NX_BLOCK (table));
      return;
    }
  g_object_unref (table);
  nx_paper_add_text (work->document, NULL);
}

static void
add_signatures (Work *work)
{
  /* TRANSLATORS: small print in the empty box for the office's seal (盖章处). */
  NxBlock *block = nx_signature_block_new (_ ("(seal)"));
  NxSignatureBlock *signature = NX_SIGNATURE_BLOCK (block);

  nx_signature_block_add (signature, _ ("The above was explained to the client, who agrees to it."),
                          TRUE);
  /* TRANSLATORS: signature lines; "{17}" is a blank 17 characters wide, keep the braces. */
  nx_signature_block_add (signature, _ ("Signature of client (or family): {10}"), TRUE);
  nx_signature_block_add (signature, _ ("Relation to client: {5}"), TRUE);
  /* TRANSLATORS: a date to write by hand; in Chinese {3}年{1.8}月{1.8}日. */
  nx_signature_block_add (signature, _ ("Date: {6}"), FALSE);
  nx_signature_block_add (signature, _ ("Signature of visitor: {6}"), TRUE);
  nx_signature_block_add (signature, _ ("Supervisor: {5}"), FALSE);
  nx_block_set_space_before (block, 8);
  nx_print_document_add (work->document, block);
}

static void
add_body (Work *work)
{
  const NxVisitSheet *sheet = work->sheet;
  g_autofree char *story = dup_story (sheet);
  g_autofree char *problems = dup_problems (sheet);

  add_head_table (work);
  add_section (work, 1, _ ("Purpose of the visit"), sheet->purpose, 1);
  add_section (work, 2, _ ("Situation found"), story, N_BLANK_STORY_LINES);
  add_observed (work);
  add_services (work);
  add_section (work, 4, _ ("Problems found"), problems, 1);
  add_next_steps (work);
  add_signatures (work);
}

static NxPrintDocument *
create_document (const Work *work)
{
  const NxVisitSheet *sheet = work->sheet;
  g_autofree char *secrecy = nx_paper_dup_secrecy (sheet->is_confidential);
  g_autofree char *copy = nx_paper_dup_copy_name (work->options);
  g_autofree char *right = nx_paper_join (NX_PAPER_GAP, secrecy, copy, NULL);
  g_autofree char *number = NULL, *session = NULL;
  NxPrintDocument *document;

  if (sheet->number != NULL)
    /* TRANSLATORS: at the head of a paper; %s is the number of the record. */
    number = g_strdup_printf (_ ("No. %s"), sheet->number);
  document = nx_paper_new (work->options, _ ("Record of Home Visit"), number,
                           _ ("Holds personal data: keep it safe"));
  if (sheet->session > 0 && !work->is_blank)
    /* TRANSLATORS: the how-manyeth visit of the case this is: 第 12 次. */
    session = g_strdup_printf (_ ("Visit no. %d"), sheet->session);
  nx_paper_add_line (document, session, right);
  return document;
}

static NxPrintDocument *
compose (const NxVisitSheet *sheet, const NxPrintOptions *options)
{
  static const NxVisitSheet empty = { .subject = { .age = -1 }, .minutes = -1 };
  Work work = { .sheet = sheet != NULL ? sheet : &empty, .options = options };

  work.is_blank = sheet == NULL || options->copy == NX_COPY_BLANK;
  nx_privacy_init (&work.privacy, options, &work.sheet->subject);
  work.document = create_document (&work);
  add_body (&work);
  return work.document;
}

/* One page is what is signed and filed; a little smaller text often saves the second. Below 9 point
 * in tables (small five) nothing is gained that an old client could read. */
NxPrintDocument *
nx_visit_summary_new (const NxVisitSheet *sheet, const NxPrintOptions *options)
{
  static const double scales[] = { 0.94, 0.88 };
  g_autoptr (NxPrintDocument) document = NULL;

  g_return_val_if_fail (options != NULL, NULL);

  document = compose (sheet, options);
  if (options->text_scale > 0 || nx_print_document_n_pages (document) != 2)
    return g_steal_pointer (&document);
  for (guint i = 0; i < G_N_ELEMENTS (scales); i++)
    {
      NxPrintOptions smaller = *options;
      g_autoptr (NxPrintDocument) squeezed = NULL;

      smaller.text_scale = scales[i];
      squeezed = compose (sheet, &smaller);
      if (nx_print_document_n_pages (squeezed) == 1)
        return g_steal_pointer (&squeezed);
    }
  return g_steal_pointer (&document);
}
