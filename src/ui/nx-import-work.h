/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The long work of an import, none of it on the window's thread: read, look, plan, carry out. */
#pragma once

#include "nx-import-plan.h"
#include "nx-import-preview.h"
#include "nx-store.h"
#include "nx-table-file.h"

G_BEGIN_DECLS

/* All answer G_IO_ERROR_CANCELLED once cancelled, but for apply, and report. */

typedef enum
{
  NX_IMPORT_PHASE_NONE,
  NX_IMPORT_PHASE_READ,
  NX_IMPORT_PHASE_COMPARE,
  NX_IMPORT_PHASE_WRITE,
} NxImportPhase;

/* How far the work is; written by its threads, to be looked at now and then. */
typedef struct _NxImportMeter NxImportMeter;

NxImportMeter *nx_import_meter_new (void);
NxImportMeter *nx_import_meter_ref (NxImportMeter *self);
void nx_import_meter_unref (NxImportMeter *self);
/* @share: 0 to 1; below 0 when it cannot be said. */
NxImportPhase nx_import_meter_get (NxImportMeter *self, double *share);

void nx_import_load_async (GFile *file,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer data);
NxTableFile *nx_import_load_finish (GAsyncResult *result, GError **error);

/* Headings seen before bring the meanings chosen then, unless @options forbid it by `is_fresh`. */
void nx_import_look_async (NxStore *store,
                           NxTableFile *file,
                           const NxImportPreviewOptions *options,
                           gboolean is_fresh,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer data);
NxImportPreview *nx_import_look_finish (GAsyncResult *result,
                                        gboolean *is_remembered,
                                        GError **error);

/* Reads the whole table and compares it with the store; keeps in mind what the columns mean. @map
 * is taken. A file that changed since it was loaded is refused with NX_EXCHANGE_ERROR_CHANGED; one
 * that is gone does not matter, its bytes are in memory: @file_state (may be NULL) says so. */
void nx_import_plan_async (NxStore *store,
                           NxTableFile *file,
                           const NxCsvOptions *options,
                           NxImportMap *map,
                           NxImportMeter *meter,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer data);
NxImportPlan *nx_import_plan_finish (GAsyncResult *result,
                                     NxTableFileState *file_state,
                                     GError **error);

/* One transaction: an error or a cancel before its end leaves nothing. A cancel that comes too late
 * answers success. */
void nx_import_apply_async (NxStore *store,
                            NxTableFile *file,
                            NxImportPlan *plan,
                            NxImportMeter *meter,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer data);
NxImportPlan *nx_import_apply_finish (GAsyncResult *result, GError **error);

/* Writes the refused rows, see nx_import_write_report (). */
void nx_import_report_async (NxImportPlan *plan,
                             GFile *file,
                             GAsyncReadyCallback callback,
                             gpointer data);
gboolean nx_import_report_finish (GAsyncResult *result, GError **error);

G_END_DECLS
