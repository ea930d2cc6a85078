/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Is the sheet that opens an office when everything else is lost: its recovery code, to be kept. */
#define G_LOG_DOMAIN "nx-print"

#include "config.h"

#include "nx-recovery-sheet.h"

#include "nx-paper.h"
#include "nx-qr-block.h"
#include "nx-signature-block.h"
#include "nx-space-block.h"
#include "nx-table-block.h"
#include "nx-text-block.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define GROUPS_PER_ROW 4
#define QR_SIDE_MM 46

static void
add_facts (NxPrintDocument *document, const NxRecoverySheet *sheet)
{
  NxTableBlock *table = nx_paper_new_field_table ();
  g_autofree char *day = nx_paper_dup_day (sheet->on);
  g_autofree char *uid = g_strndup (sheet->store_uid, NX_RECOVERY_SHEET_UID_LENGTH);

  nx_paper_add_fields (table, C_ ("label on paper", "Office"), sheet->office, NULL, NULL, 0);
  nx_paper_add_fields (table, _ ("Store"), uid, _ ("Made on"), day, 0);
  nx_print_document_add (document, NX_BLOCK (table));
}

static void
add_group (NxTableBlock *table, guint number, const char *group)
{
  static const NxCellLook code = { .style = NX_TEXT_CODE, .alignment = PANGO_ALIGN_CENTER };
  static const NxCellLook small = { .style = NX_TEXT_NOTE, .alignment = PANGO_ALIGN_CENTER };
  g_autofree char *text = group != NULL ? g_strdup_printf ("%u", number) : NULL;

  nx_table_block_add_plain (table, text, &small);
  nx_table_block_add_plain (table, group, &code);
}

/* Every group with its number: a mistake is named by it when the code is typed. */
static void
add_code (NxPrintDocument *document, const char *code)
{
  static const NxTableColumn columns[]
      = { { 24, 0 }, { 0, 1 }, { 24, 0 }, { 0, 1 }, { 24, 0 }, { 0, 1 }, { 24, 0 }, { 0, 1 } };
  NxTableBlock *table = NX_TABLE_BLOCK (nx_table_block_new (columns, G_N_ELEMENTS (columns)));
  g_auto (GStrv) groups = g_strsplit (code, "-", -1);
  guint n_groups = g_strv_length (groups);

  G_STATIC_ASSERT (G_N_ELEMENTS (columns) == 2 * GROUPS_PER_ROW);
  for (guint i = 0; i < n_groups; i += GROUPS_PER_ROW)
    {
      nx_table_block_begin_row (table, NX_TABLE_ROW_DATA);
      for (guint k = i; k < i + GROUPS_PER_ROW; k++)
        add_group (table, k + 1, k < n_groups ? groups[k] : NULL);
    }
  for (guint i = 0; i < n_groups; i++)
    explicit_bzero (groups[i], strlen (groups[i]));
  nx_block_set_space_before (NX_BLOCK (table), 4);
  nx_print_document_add (document, NX_BLOCK (table));
}

static void
add_steps (NxPrintDocument *document)
{
  nx_paper_add_text (document,
                     _ ("1. Start Nuanxin and open the folder of the office, or choose a backup to "
                        "restore. Any computer will do."));
  nx_paper_add_text (
      document, _ ("2. Choose “Use the recovery code” and type the groups above, line by line. "
                   "Capitals and dashes do not matter; a group with a mistake is named."));
  nx_paper_add_text (
      document, _ ("3. When the office is open, add a passphrase, make a new sheet, take this one "
                   "away under “Ways to Unlock”, and destroy the paper."));
}

NxPrintDocument *
nx_recovery_sheet_new (const NxRecoverySheet *sheet)
{
  NxPrintOptions options = { .copy = NX_COPY_FILE, .office = sheet->office };
  NxPrintDocument *document = nx_paper_new (
      &options, _ ("Recovery Sheet"), C_ ("on paper", "Strictly confidential"),
      _ ("Whoever holds this sheet can read all records. Do not copy, photograph or send it."));
  NxBlock *qr = nx_qr_block_new (sheet->code, QR_SIDE_MM);
  NxBlock *signatures = nx_signature_block_new (NULL);

  add_facts (document, sheet);
  nx_paper_add_heading (document, 1, _ ("What it is for"));
  nx_paper_add_text (document,
                     _ ("With this code the office opens on any computer, without its keyring and "
                        "without a passphrase: after a lost or broken computer, a forgotten "
                        "passphrase, or a worker who left. Keep it locked away, apart from the "
                        "computer and from the backups."));
  nx_paper_add_heading (document, 2, _ ("The recovery code"));
  add_code (document, sheet->code);
  if (qr != NULL)
    {
      nx_block_set_space_before (qr, 8);
      nx_print_document_add (document, qr);
    }
  nx_paper_add_heading (document, 3, _ ("How to use it"));
  add_steps (document);
  /* TRANSLATORS: "{8}" is a blank to write in; keep it */
  nx_signature_block_add (NX_SIGNATURE_BLOCK (signatures), _ ("Kept by: {8}"), TRUE);
  nx_signature_block_add (NX_SIGNATURE_BLOCK (signatures), _ ("Place: {10}"), FALSE);
  nx_signature_block_add (NX_SIGNATURE_BLOCK (signatures), _ ("Received on: {8}"), FALSE);
  nx_block_set_space_before (signatures, 12);
  nx_print_document_add (document, signatures);
  return document;
}
