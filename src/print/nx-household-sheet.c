/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Is the sheet of one household: who lives there, its support classes, open cases and dwelling. */
#define G_LOG_DOMAIN "nx-print"

#include "config.h"

#include "nx-household-sheet.h"
#include "nx-paper.h"
#include "nx-privacy.h"
#include "nx-signature-block.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  const NxHouseholdFile *file;
  NxPrivacy privacy;
  NxSubject people; /* names that may stand in a case title */
  NxPrintDocument *document;
} Work;

static void
collect_names (Work *work)
{
  work->people.age = -1;
  for (guint i = 0; i < work->file->members->len; i++)
    {
      const NxSheetMember *member = g_ptr_array_index (work->file->members, i);

      if (member->is_head && work->people.name == NULL)
        {
          work->people.name = g_strdup (member->name);
          work->people.age = member->age;
        }
      else
        nx_subject_add_known (&work->people, member->name, NULL);
    }
}

static char *
dup_person (const Work *work, const char *name, int age)
{
  if (g_strcmp0 (name, work->people.name) == 0)
    return nx_privacy_client_name (&work->privacy, name, age);
  return nx_privacy_other_name (&work->privacy, name, age);
}

static const char *
or_empty (const char *text)
{
  return text != NULL ? text : "";
}

static char *
dup_count (const Work *work)
{
  guint n = work->file->members->len, n_former = work->file->n_former;
  g_autofree char *living = NULL, *former = NULL;

  living = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%u person lives here", "%u people live here", n), n);
  if (n_former > 0)
    former = g_strdup_printf (
        g_dngettext (GETTEXT_PACKAGE, "%u lived here before", "%u lived here before", n_former),
        n_former);
  return nx_paper_join (C_ ("between texts", "; "), living, former != NULL ? former : "", NULL);
}

static void
add_head (Work *work)
{
  const NxHouseholdFile *file = work->file;
  NxTableBlock *table = nx_paper_new_field_table ();
  g_autofree char *head = dup_person (work, work->people.name, work->people.age);
  g_autofree char *address = nx_privacy_address (&work->privacy, file->address);
  g_autofree char *kind
      = nx_paper_join (NX_PAPER_GAP, or_empty (file->kind), or_empty (file->status), NULL);
  g_autofree char *registered = nx_paper_dup_day (file->registered_on);
  g_autofree char *count = dup_count (work);

  nx_paper_add_fields (table, C_ ("label on paper", "Head of household"), head,
                       C_ ("label on paper", "Household no."), file->number, 0);
  nx_paper_add_fields (table, C_ ("label on paper", "Address"), address,
                       C_ ("label on paper", "Grid"), file->grid, 0);
  nx_paper_add_fields (table, C_ ("label on paper", "Housing"), file->housing,
                       C_ ("label on paper", "Type"), kind, 0);
  nx_paper_add_fields (table, C_ ("label on paper", "Worker"), file->worker, _ ("File opened on"),
                       registered, 0);
  nx_paper_add_fields (table, C_ ("label on paper", "People"), count, NULL, NULL, 0);
  nx_print_document_add (work->document, NX_BLOCK (table));
}

static void
add_member (Work *work, NxTableBlock *table, guint number, const NxSheetMember *member)
{
  g_autofree char *count = g_strdup_printf ("%u", number);
  g_autofree char *name = dup_person (work, member->name, member->age);
  g_autofree char *age = member->age >= 0 ? g_strdup_printf ("%d", member->age) : g_strdup ("");
  g_autofree char *id_number = nx_privacy_id_number (&work->privacy, member->id_number);
  g_autofree char *phone = nx_privacy_phone (&work->privacy, member->phone);

  nx_table_block_begin_row (table, NX_TABLE_ROW_DATA);
  nx_paper_add_centred (table, count);
  nx_paper_add_centred (table, name);
  nx_paper_add_centred (table, member->relation);
  nx_paper_add_centred (table, member->sex);
  nx_paper_add_centred (table, age);
  nx_paper_add_centred (table, id_number);
  nx_paper_add_centred (table, phone);
}

static void
add_members (Work *work)
{
  static const NxTableColumn columns[]
      = { { 36, 0 }, { 0, 4 }, { 0, 6 }, { 50, 0 }, { 40, 0 }, { 116, 0 }, { 80, 0 } };
  const char *const labels[]
      = { C_ ("column on paper", "No."),      C_ ("column on paper", "Name"),
          C_ ("column on paper", "Relation"), C_ ("column on paper", "Sex"),
          C_ ("column on paper", "Age"),      C_ ("column on paper", "Identity no."),
          C_ ("column on paper", "Phone") };
  NxTableBlock *table;

  nx_paper_add_heading (work->document, 1, C_ ("heading on paper", "Members"));
  if (work->file->members->len == 0)
    {
      nx_paper_add_text (work->document, NULL);
      return;
    }
  table = NX_TABLE_BLOCK (nx_table_block_new (columns, G_N_ELEMENTS (columns)));
  nx_paper_add_head_row (table, labels, G_N_ELEMENTS (labels));
  for (guint i = 0; i < work->file->members->len; i++)
    add_member (work, table, i + 1, g_ptr_array_index (work->file->members, i));
  nx_print_document_add (work->document, NX_BLOCK (table));
}

static void
add_class (Work *work, NxTableBlock *table, const NxSheetClass *class)
{
  g_autofree char *who = class->who != NULL ? dup_person (work, class->who, class->age)
                                            : g_strdup (C_ ("whose class", "Household"));
  g_autofree char *from = nx_paper_dup_day (class->from);
  g_autofree char *review = nx_paper_dup_day (class->review_on);

  nx_table_block_begin_row (table, NX_TABLE_ROW_DATA);
  nx_paper_add_centred (table, who);
  nx_paper_add_left (table, class->label);
  nx_paper_add_centred (table, class->level);
  nx_paper_add_centred (table, from);
  nx_paper_add_centred (table, review);
}

static void
add_classes (Work *work)
{
  static const NxTableColumn columns[] = { { 70, 0 }, { 0, 1 }, { 62, 0 }, { 100, 0 }, { 100, 0 } };
  const char *const labels[]
      = { C_ ("column on paper", "For"), C_ ("column on paper", "Support class"),
          C_ ("column on paper", "Level"), C_ ("column on paper", "Since"),
          C_ ("column on paper", "Next review") };
  NxTableBlock *table;

  nx_paper_add_heading (work->document, 2, _ ("Support classes"));
  if (work->file->classes->len == 0)
    {
      nx_paper_add_text (work->document, NULL);
      return;
    }
  table = NX_TABLE_BLOCK (nx_table_block_new (columns, G_N_ELEMENTS (columns)));
  nx_paper_add_head_row (table, labels, G_N_ELEMENTS (labels));
  for (guint i = 0; i < work->file->classes->len; i++)
    add_class (work, table, g_ptr_array_index (work->file->classes, i));
  nx_print_document_add (work->document, NX_BLOCK (table));
}

static void
add_case (Work *work, NxTableBlock *table, const NxSheetCase *record)
{
  g_autofree char *title = nx_privacy_text (&work->privacy, record->title);
  g_autofree char *about = nx_paper_join ("\n", title, or_empty (record->number), NULL);
  g_autofree char *next = nx_paper_dup_day (record->next_on);

  nx_table_block_begin_row (table, NX_TABLE_ROW_DATA);
  nx_paper_add_left (table, about);
  nx_paper_add_centred (table, record->stage);
  nx_paper_add_centred (table, record->risk);
  nx_paper_add_centred (table, record->worker);
  nx_paper_add_centred (table, next);
}

static void
add_cases (Work *work)
{
  static const NxTableColumn columns[] = { { 0, 1 }, { 78, 0 }, { 60, 0 }, { 70, 0 }, { 100, 0 } };
  const char *const labels[] = { C_ ("column on paper", "Case"), C_ ("column on paper", "Stage"),
                                 C_ ("column on paper", "Risk"), C_ ("column on paper", "Worker"),
                                 C_ ("column on paper", "Next visit") };
  NxTableBlock *table;

  nx_paper_add_heading (work->document, 3, _ ("Open cases"));
  if (work->file->cases->len == 0)
    {
      nx_paper_add_text (work->document, NULL);
      return;
    }
  table = NX_TABLE_BLOCK (nx_table_block_new (columns, G_N_ELEMENTS (columns)));
  nx_paper_add_head_row (table, labels, G_N_ELEMENTS (labels));
  for (guint i = 0; i < work->file->cases->len; i++)
    add_case (work, table, g_ptr_array_index (work->file->cases, i));
  nx_print_document_add (work->document, NX_BLOCK (table));
}

static void
add_signature (Work *work)
{
  NxBlock *block = nx_signature_block_new (NULL);
  NxSignatureBlock *signature = NX_SIGNATURE_BLOCK (block);

  nx_signature_block_add (signature, _ ("Checked with the household and found correct."), TRUE);
  /* TRANSLATORS: signature lines; "{8}" is a blank eight characters wide, keep the braces. */
  nx_signature_block_add (signature, _ ("Signature of a member: {8}"), TRUE);
  nx_signature_block_add (signature, _ ("Signature of worker: {8}"), FALSE);
  nx_signature_block_add (signature, _ ("Date: {6}"), FALSE);
  nx_block_set_space_before (block, 12);
  nx_print_document_add (work->document, block);
}

NxPrintDocument *
nx_household_sheet_new (const NxHouseholdFile *file, const NxPrintOptions *options)
{
  Work work = { .file = file };
  g_autofree char *secrecy = NULL, *copy = NULL, *right = NULL, *day = NULL, *as_of = NULL;

  g_return_val_if_fail (file != NULL && file->members != NULL && options != NULL, NULL);

  collect_names (&work);
  nx_privacy_init (&work.privacy, options, &work.people);
  secrecy = nx_paper_dup_secrecy (FALSE);
  copy = nx_paper_dup_copy_name (options);
  right = nx_paper_join (NX_PAPER_GAP, secrecy, copy, NULL);
  work.document = nx_paper_new (options, _ ("Household Sheet"), right,
                                _ ("Holds personal data: keep it safe"));
  day = nx_paper_dup_day (file->on);
  /* TRANSLATORS: %s is the day a list is true for. */
  as_of = g_strdup_printf (_ ("As of %s"), day);
  nx_paper_add_line (work.document, as_of, NULL);
  add_head (&work);
  add_members (&work);
  add_classes (&work);
  add_cases (&work);
  add_signature (&work);
  nx_subject_clear (&work.people);
  return work.document;
}
