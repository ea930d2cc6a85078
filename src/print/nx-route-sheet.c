/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Is the sheet a worker carries through a day: doors in walking order, and room to write. */
#define G_LOG_DOMAIN "nx-print"

#include "config.h"

#include "nx-route-sheet.h"

#include "nx-lunar.h"
#include "nx-paper.h"
#include "nx-privacy.h"
#include "nx-text-block.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define LABEL_EMS 4.2 /* room of "为何去" before the text beside it */
#define TAIL_DIGITS 4
#define CALL_HEIGHT_MM 17.0 /* a line of print and one of handwriting */

typedef struct
{
  const NxRouteDay *day;
  NxPrivacy privacy;
  guint n_doors;
  guint n_calls;
} Work;

static void
count_stops (Work *work)
{
  for (guint i = 0; i < work->day->stops->len; i++)
    {
      const NxRouteStop *stop = g_ptr_array_index (work->day->stops, i);

      work->n_calls += stop->is_call;
      work->n_doors += !stop->is_call;
    }
}

/* "男　56 岁 · 高风险" */
static char *
dup_facts (const NxRouteStop *stop)
{
  g_autofree char *age = nx_paper_dup_age (stop->subject.age);
  g_autofree char *person
      = nx_paper_join (" ", stop->subject.sex != NULL ? stop->subject.sex : "", age, NULL);
  g_autofree char *risk = NULL;

  if (stop->risk != NULL && *stop->risk != '\0')
    /* TRANSLATORS: beside a name; %s is high, medium or low: 高风险. */
    risk = g_strdup_printf (_ ("%s risk"), stop->risk);
  return nx_paper_join (" · ", person, risk != NULL ? risk : "", NULL);
}

static char *
dup_phone_tail (const NxRouteStop *stop)
{
  g_autofree char *digits = NULL;
  const char *phone = stop->subject.phone;
  gsize n;

  if (phone == NULL)
    return g_strdup ("");
  digits = g_strdup (phone);
  g_strcanon (digits, "0123456789", '-');
  n = strlen (digits);
  /* TRANSLATORS: %s are the last four digits of a phone number: 电话尾号 %s */
  return g_strdup_printf (_ ("phone ends in %s"), digits + (n > TAIL_DIGITS ? n - TAIL_DIGITS : 0));
}

static char *
dup_name (const Work *work, const NxRouteStop *stop)
{
  return nx_privacy_client_name (&work->privacy, stop->subject.name, stop->subject.age);
}

/* Who, when and at which door: the door in bold, it is what one needs on the stairs. */
static NxRichText *
create_who (const Work *work, const NxRouteStop *stop)
{
  NxRichText *text = nx_rich_text_new (NULL);
  g_autofree char *name = dup_name (work, stop);
  g_autofree char *facts = dup_facts (stop);
  g_autofree char *door = nx_privacy_address (&work->privacy, stop->subject.address);
  g_autofree char *where
      = nx_paper_join (NX_PAPER_GAP, stop->time != NULL ? stop->time : "", door, NULL);
  g_autofree char *phone = work->privacy.is_strict ? g_strdup ("") : dup_phone_tail (stop);

  nx_rich_text_append (text, name, NX_MARK_NAME);
  nx_rich_text_append (text, NX_PAPER_GAP, NX_MARK_NONE);
  nx_rich_text_append (text, facts, NX_MARK_NONE);
  nx_rich_text_append (text, "\n", NX_MARK_NONE);
  nx_rich_text_append (text, where, NX_MARK_STRONG);
  if (*phone != '\0')
    {
      nx_rich_text_append (text, "\n", NX_MARK_NONE);
      nx_rich_text_append (text, phone, NX_MARK_SMALL);
    }
  return text;
}

static void
append_labelled (const Work *work, NxRichText *text, const char *label, const char *value)
{
  g_autofree char *shown = nx_privacy_text (&work->privacy, value);

  if (*nx_rich_text_get_text (text) != '\0')
    nx_rich_text_append (text, "\n", NX_MARK_NONE);
  nx_rich_text_append_label (text, label);
  g_strdelimit (shown, "\n", ' ');
  nx_rich_text_append (text, shown, NX_MARK_NONE);
}

static NxRichText *
create_why (const Work *work, const NxRouteStop *stop)
{
  NxRichText *text = nx_rich_text_new (NULL);

  append_labelled (work, text, C_ ("label on route sheet", "Why"), stop->why);
  append_labelled (work, text, C_ ("label on route sheet", "Last"), stop->last);
  append_labelled (work, text, C_ ("label on route sheet", "To do"), stop->to_do);
  return text;
}

static void
add_door (const Work *work, NxTableBlock *table, guint number, const NxRouteStop *stop)
{
  static const NxCellLook big
      = { .style = NX_TEXT_NUMBER, .alignment = PANGO_ALIGN_CENTER, .row_span = 2 };
  static const NxCellLook beside = { .style = NX_TEXT_NOTE, .hanging_ems = LABEL_EMS };
  static const NxCellLook writing = { .column_span = 2, .n_writing_lines = 2 };
  g_autofree char *count = g_strdup_printf ("%u", number);
  NxRichText *boxes = nx_rich_text_new (NULL);

  /* TRANSLATORS: boxes and blanks to fill in by hand at a door; keep "[ ]" and "{4}" (a blank four
   * characters wide). 到 and 离 are the times of coming and going; BP is the blood pressure. */
  nx_rich_text_append_form (boxes,
                            _ ("[ ] met  [ ] not met   from {4} to {4}   BP {4.5}   next {6}"));
  nx_table_block_begin_row (table, NX_TABLE_ROW_DATA);
  nx_table_block_add_plain (table, count, &big);
  nx_table_block_add_cell (table, create_who (work, stop), NULL);
  nx_table_block_add_cell (table, create_why (work, stop), &beside);
  nx_table_block_begin_row (table, NX_TABLE_ROW_DATA);
  nx_table_block_add_cell (table, boxes, &writing);
}

static void
add_call (const Work *work, NxTableBlock *table, const NxRouteStop *stop)
{
  static const NxCellLook label = { .style = NX_TEXT_LABEL, .alignment = PANGO_ALIGN_CENTER };
  const NxCellLook writing = { .column_span = 2, .min_height = nx_mm (CALL_HEIGHT_MM) };
  NxRichText *text = nx_rich_text_new (NULL);
  g_autofree char *name = dup_name (work, stop);
  g_autofree char *facts = dup_facts (stop);
  g_autofree char *why = nx_privacy_text (&work->privacy, stop->why);
  g_autofree char *phone = work->privacy.is_strict ? g_strdup ("") : dup_phone_tail (stop);
  g_autofree char *about
      = nx_paper_join (" · ", facts, stop->subject.community != NULL ? stop->subject.community : "",
                       why, phone, NULL);

  nx_rich_text_append (text, name, NX_MARK_NAME);
  nx_rich_text_append (text, NX_PAPER_GAP, NX_MARK_NONE);
  nx_rich_text_append (text, about, NX_MARK_NONE);
  nx_rich_text_append (text, "\n", NX_MARK_NONE);
  /* TRANSLATORS: boxes to tick after a call and a blank for a word; keep "[ ]" and "{24}". */
  nx_rich_text_append_form (text, _ ("[ ] reached  [ ] not reached  {24}"));
  nx_table_block_begin_row (table, NX_TABLE_ROW_DATA);
  /* TRANSLATORS: in a narrow column: a phone call to make; in Chinese two characters, one below
   * the other. */
  nx_table_block_add_plain (table, C_ ("route sheet", "Call"), &label);
  nx_table_block_add_cell (table, text, &writing);
}

static void
add_stops (const Work *work, NxPrintDocument *document)
{
  static const NxTableColumn columns[] = { { 36, 0 }, { 0, 11 }, { 0, 12 } };
  const char *const labels[]
      = { C_ ("column on paper", "No."), _ ("Client and address"), _ ("Why, last time, to do") };
  NxTableBlock *table = NX_TABLE_BLOCK (nx_table_block_new (columns, G_N_ELEMENTS (columns)));
  guint number = 0;

  nx_paper_add_head_row (table, labels, G_N_ELEMENTS (labels));
  for (guint i = 0; i < work->day->stops->len; i++)
    {
      const NxRouteStop *stop = g_ptr_array_index (work->day->stops, i);

      if (stop->is_call)
        add_call (work, table, stop);
      else
        add_door (work, table, ++number, stop);
    }
  nx_print_document_add (document, NX_BLOCK (table));
  if (work->day->stops->len == 0)
    nx_paper_add_text (document, _ ("No visit or call is due on this day."));
}

static char *
dup_day (NxDate day)
{
  g_autofree char *solar = nx_date_format (day, NX_DATE_LONG_DAY);
  g_autofree char *lunar = NULL, *said = NULL;
  NxLunarDate date;

  if (nx_lunar_from_solar (day, &date))
    {
      lunar = nx_lunar_format (date, NX_LUNAR_SHORT);
      /* TRANSLATORS: %s is a month and day of the lunar calendar: 农历%s */
      said = g_strdup_printf (C_ ("on a route sheet", "%s"), lunar);
    }
  return nx_paper_join (NX_PAPER_GAP, solar, said != NULL ? said : "", NULL);
}

static char *
dup_crew (const Work *work)
{
  const NxRouteDay *day = work->day;
  g_autofree char *worker = NULL, *companion = NULL, *doors = NULL, *calls = NULL;

  if (day->worker != NULL)
    /* TRANSLATORS: %s is who makes the visits of a day. */
    worker = g_strdup_printf (_ ("Worker: %s"), day->worker);
  if (day->companion != NULL)
    /* TRANSLATORS: %s is who comes along. */
    companion = g_strdup_printf (_ ("With: %s"), day->companion);
  doors = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u door", "%u doors", work->n_doors),
                           work->n_doors);
  calls = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u call", "%u calls", work->n_calls),
                           work->n_calls);
  return nx_paper_join (NX_PAPER_GAP, worker != NULL ? worker : "",
                        companion != NULL ? companion : "", doors, calls, NULL);
}

NxPrintDocument *
nx_route_sheet_new (const NxRouteDay *day, const NxPrintOptions *options)
{
  Work work = { .day = day };
  NxPrintDocument *document;
  g_autofree char *secrecy = NULL, *right = NULL, *date = NULL, *crew = NULL, *closing = NULL;
  NxBlock *foot;

  g_return_val_if_fail (day != NULL && day->stops != NULL && options != NULL, NULL);

  nx_privacy_init_route (&work.privacy, options);
  count_stops (&work);
  secrecy = nx_paper_dup_secrecy (FALSE);
  right = nx_paper_join (NX_PAPER_GAP, secrecy, _ ("to be handed in the same day"), NULL);
  document = nx_paper_new (options, _ ("Route Sheet"), right,
                           _ ("Holds addresses: do not leave it anywhere"));
  date = dup_day (day->day);
  crew = dup_crew (&work);
  nx_paper_add_line (document, date, crew);
  add_stops (&work, document);
  closing = nx_paper_join (" ", _ ("Enter the notes in the same order afterwards, from Today."),
                           day->remark != NULL ? day->remark : "", NULL);
  foot = nx_text_block_new_plain (NX_TEXT_NOTE, closing);
  nx_block_set_space_before (foot, 6);
  nx_print_document_add (document, foot);
  return document;
}
