/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Imports a register in three steps: the file and its columns, the plan, what was done. */
#pragma once

#include "nx-page.h"

G_BEGIN_DECLS

#define NX_TYPE_IMPORT_PAGE (nx_import_page_get_type ())
G_DECLARE_FINAL_TYPE (NxImportPage, nx_import_page, NX, IMPORT_PAGE, NxPage)

NxPage *nx_import_page_new (NxStore *store);

/* Begins anew with that file, unless an import is being carried out. */
void nx_import_page_open (NxImportPage *self, GFile *file);

/* "choose", "source", "plan", "done", or "working" while something takes its time; for tests. */
const char *nx_import_page_get_face (NxImportPage *self);
/* Whether work is under way, however short. */
gboolean nx_import_page_is_working (NxImportPage *self);
/* Writes the refused rows to @file, as after the file chooser. */
void nx_import_page_save_report (NxImportPage *self, GFile *file);

G_END_DECLS
