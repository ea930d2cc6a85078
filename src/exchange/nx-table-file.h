/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The bytes of a chosen table, and whether its file is still what it was when they were read. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Immutable: any thread may hold it. The bytes are in memory only, never in a file of ours. */
typedef struct _NxTableFile NxTableFile;

typedef enum
{
  NX_TABLE_FILE_SAME,
  NX_TABLE_FILE_CHANGED,
  NX_TABLE_FILE_GONE, /* not there any more, or not to be reached */
} NxTableFileState;

/* Blocking: not for the window's thread. A file that changes while it is read is refused, as are
 * folders, devices and what is beyond the limit of nx_csv_reader_new_for_file (). Errors:
 * NX_EXCHANGE_ERROR, and G_IO_ERROR_CANCELLED. */
NxTableFile *nx_table_file_read (GFile *file, GCancellable *cancellable, GError **error);
NxTableFile *nx_table_file_ref (NxTableFile *self);
void nx_table_file_unref (NxTableFile *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NxTableFile, nx_table_file_unref)

GFile *nx_table_file_get_file (NxTableFile *self);
GBytes *nx_table_file_get_bytes (NxTableFile *self);
/* As a person knows the file; UTF-8. */
const char *nx_table_file_get_name (NxTableFile *self);

/* Blocking. Compares size, times and identity with those at the reading; reads no content. */
NxTableFileState nx_table_file_check (NxTableFile *self, GCancellable *cancellable);

G_END_DECLS
