/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Shows how far an import has come, with a way to cancel it. */
#pragma once

#include <adwaita.h>

#include "nx-import-work.h"

G_BEGIN_DECLS

#define NX_TYPE_IMPORT_PROGRESS (nx_import_progress_get_type ())
G_DECLARE_FINAL_TYPE (NxImportProgress, nx_import_progress, NX, IMPORT_PROGRESS, AdwBin)

/* Looks at the meter now and then until it is stopped. The button calls "import.cancel". */
void nx_import_progress_start (NxImportProgress *self, NxImportMeter *meter, gboolean is_applying);
void nx_import_progress_stop (NxImportProgress *self);
/* A cancelled import is being taken back: that is what is said from now on. */
void nx_import_progress_say_back (NxImportProgress *self);
/* To the button. */
void nx_import_progress_focus (NxImportProgress *self);

G_END_DECLS
