/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Puts together what all papers share: head and foot, title, field tables, signature lines. */
#define G_LOG_DOMAIN "nx-print"

#include "config.h"

#include "nx-paper.h"
#include "nx-text-block.h"

#include <glib/gi18n-lib.h>
#include <stdarg.h>

#define LABEL_WIDTH 63.0
#define LONG_LABEL_WIDTH 84.0 /* labels in letters need more room than four characters */

char *
nx_paper_join (const char *separator, ...)
{
  GString *joined = g_string_new (NULL);
  const char *part;
  va_list parts;

  va_start (parts, separator);
  while ((part = va_arg (parts, const char *)) != NULL)
    {
      if (*part == '\0')
        continue;
      if (joined->len > 0)
        g_string_append (joined, separator);
      g_string_append (joined, part);
    }
  va_end (parts);
  return g_string_free (joined, FALSE);
}

static char *
dup_foot (const NxPrintOptions *options, gint64 printed_at)
{
  g_autoptr (GDateTime) when = g_date_time_new_from_unix_local (printed_at);
  g_autofree char *instant = g_date_time_format (when, "%Y-%m-%d %H:%M");
  g_autofree char *who = NULL, *number = NULL;

  if (options->printed_by != NULL)
    /* TRANSLATORS: at the foot of a printed page; %s is the name of a worker. */
    who = g_strdup_printf (_ ("Printed by %s"), options->printed_by);
  if (options->print_number != NULL)
    /* TRANSLATORS: at the foot of a printed page; %s is the number of the print. */
    number = g_strdup_printf (_ ("Print no. %s"), options->print_number);
  return nx_paper_join (NX_PAPER_GAP, who != NULL ? who : "", instant, number != NULL ? number : "",
                        NULL);
}

NxPrintDocument *
nx_paper_new (const NxPrintOptions *options,
              const char *name,
              const char *head_right,
              const char *warning)
{
  NxPrintDocument *document = nx_print_document_new_scaled (
      options->paper, options->text_scale > 0 ? options->text_scale : 1);
  gint64 printed_at
      = options->printed_at != 0 ? options->printed_at : g_get_real_time () / G_USEC_PER_SEC;
  g_autofree char *foot = dup_foot (options, printed_at);

  nx_print_document_set_title (document, name);
  nx_print_document_set_printed_at (document, printed_at);
  nx_print_document_set_head (document, options->office, head_right);
  nx_print_document_set_foot (document, foot, warning);
  nx_print_document_add (document, nx_text_block_new_plain (NX_TEXT_TITLE, name));
  return document;
}

char *
nx_paper_dup_secrecy (gboolean is_confidential)
{
  return g_strdup (is_confidential ? _ ("Secrecy: confidential") : _ ("Secrecy: internal"));
}

char *
nx_paper_dup_copy_name (const NxPrintOptions *options)
{
  const char *name = NULL;

  switch (options->copy)
    {
    case NX_COPY_CLIENT:
      name = _ ("Client copy");
      break;
    case NX_COPY_FILE:
      name = _ ("File copy");
      break;
    case NX_COPY_BLANK:
      name = _ ("Form for handwriting");
      break;
    }
  return nx_paper_join (NX_PAPER_GAP, name, options->is_redacted ? _ ("Redacted") : "", NULL);
}

/* About how wide a text runs, so that two texts share a line fairly. */
static double
estimate_width (const char *text)
{
  double width = 1;

  for (; text != NULL && *text != '\0'; text = g_utf8_next_char (text))
    width += g_unichar_iswide (g_utf8_get_char (text)) ? 2 : 1.1;
  return width;
}

void
nx_paper_add_line (NxPrintDocument *document, const char *left, const char *right)
{
  const NxTableColumn columns[] = { { 0, estimate_width (left) }, { 0, estimate_width (right) } };
  static const NxCellLook at_right = { .alignment = PANGO_ALIGN_RIGHT };
  NxBlock *table = nx_table_block_new (columns, G_N_ELEMENTS (columns));

  nx_table_block_set_ruled (NX_TABLE_BLOCK (table), FALSE);
  nx_table_block_begin_row (NX_TABLE_BLOCK (table), NX_TABLE_ROW_DATA);
  nx_table_block_add_plain (NX_TABLE_BLOCK (table), left, NULL);
  nx_table_block_add_plain (NX_TABLE_BLOCK (table), right, &at_right);
  nx_block_set_keep_with_next (table, TRUE);
  nx_print_document_add (document, table);
}

void
nx_paper_add_heading (NxPrintDocument *document, guint number, const char *text)
{
  const char *const numbers[]
      = { C_ ("number before a heading", "1."), C_ ("number before a heading", "2."),
          C_ ("number before a heading", "3."), C_ ("number before a heading", "4."),
          C_ ("number before a heading", "5.") };
  g_autofree char *heading = NULL;
  NxBlock *block;

  g_assert (number >= 1 && number <= G_N_ELEMENTS (numbers));
  /* TRANSLATORS: a numbered heading: number ("1.", 一、) and text. Chinese needs no space. */
  heading = g_strdup_printf (C_ ("numbered heading", "%1$s %2$s"), numbers[number - 1], text);
  block = nx_text_block_new_plain (NX_TEXT_HEADING, heading);
  nx_block_set_space_before (block, 5);
  nx_print_document_add (document, block);
}

void
nx_paper_add_text (NxPrintDocument *document, const char *text)
{
  gboolean is_empty = text == NULL || *text == '\0';
  /* TRANSLATORS: under a heading of a paper: there is nothing to say here. */
  const char *shown = is_empty ? C_ ("empty section", "None.") : text;

  nx_print_document_add (document, nx_text_block_new_plain (NX_TEXT_BODY, shown));
}

NxTableBlock *
nx_paper_new_field_table (void)
{
  /* Any label tells whether this language writes labels in Han characters. */
  gboolean is_han = nx_font_is_han (g_utf8_get_char (_ ("Client")));
  double width = is_han ? LABEL_WIDTH : LONG_LABEL_WIDTH;
  NxTableColumn columns[] = { { width, 0 }, { 0, 5 }, { width, 0 }, { 0, 4 } };

  return NX_TABLE_BLOCK (nx_table_block_new (columns, G_N_ELEMENTS (columns)));
}

void
nx_paper_add_fields (NxTableBlock *table,
                     const char *label,
                     const char *value,
                     const char *next_label,
                     const char *next_value,
                     double min_height)
{
  const NxCellLook name
      = { .style = NX_TEXT_LABEL, .alignment = PANGO_ALIGN_CENTER, .min_height = min_height };
  static const NxCellLook wide = { .column_span = 3 };

  nx_table_block_begin_row (table, NX_TABLE_ROW_DATA);
  nx_table_block_add_plain (table, label, &name);
  nx_table_block_add_plain (table, value, next_label == NULL ? &wide : NULL);
  if (next_label == NULL)
    return;
  nx_table_block_add_plain (table, next_label, &name);
  nx_table_block_add_plain (table, next_value, NULL);
}

void
nx_paper_add_head_row (NxTableBlock *table, const char *const *labels, guint n_labels)
{
  static const NxCellLook look = { .style = NX_TEXT_LABEL, .alignment = PANGO_ALIGN_CENTER };

  nx_table_block_begin_row (table, NX_TABLE_ROW_HEAD);
  for (guint i = 0; i < n_labels; i++)
    nx_table_block_add_plain (table, labels[i], &look);
}

void
nx_paper_add_centred (NxTableBlock *table, const char *text)
{
  static const NxCellLook look = { .alignment = PANGO_ALIGN_CENTER };

  nx_table_block_add_plain (table, text, &look);
}

void
nx_paper_add_left (NxTableBlock *table, const char *text)
{
  static const NxCellLook look = { .is_justified = TRUE };

  nx_table_block_add_plain (table, text, &look);
}

char *
nx_paper_dup_age (int age)
{
  if (age < 0)
    return g_strdup ("");
  /* TRANSLATORS: full years of age, on paper beside a name. */
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d year old", "%d years old", (gulong)age),
                          age);
}

char *
nx_paper_dup_day (NxDate day)
{
  return nx_date_is_set (day) ? nx_date_format (day, NX_DATE_LONG) : g_strdup ("");
}
