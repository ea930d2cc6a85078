/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The bytes of a chosen table, and whether its file is still what it was when they were read. */
#define G_LOG_DOMAIN "nx-exchange"

#include "config.h"

#include "nx-table-file.h"

#include "nx-csv-reader.h"
#include "nx-exchange-error.h"

#include <glib/gi18n-lib.h>

#define ATTRIBUTES                                                                                 \
  G_FILE_ATTRIBUTE_STANDARD_TYPE                                                                   \
  "," G_FILE_ATTRIBUTE_STANDARD_SIZE "," G_FILE_ATTRIBUTE_STANDARD_DISPLAY_NAME                    \
  "," G_FILE_ATTRIBUTE_TIME_MODIFIED "," G_FILE_ATTRIBUTE_TIME_MODIFIED_USEC                       \
  "," G_FILE_ATTRIBUTE_UNIX_INODE

struct _NxTableFile
{
  GFile *file;
  GBytes *bytes;
  char *name;
  char *stamp;
};

static void
clear (NxTableFile *self)
{
  g_clear_object (&self->file);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_free (self->name);
  g_free (self->stamp);
}

/* What changes when a file is written or replaced. */
static char *
dup_stamp (GFileInfo *info)
{
  return g_strdup_printf (
      "%" G_GINT64_FORMAT " %" G_GUINT64_FORMAT ".%06u %" G_GUINT64_FORMAT,
      (gint64)g_file_info_get_attribute_uint64 (info, G_FILE_ATTRIBUTE_STANDARD_SIZE),
      g_file_info_get_attribute_uint64 (info, G_FILE_ATTRIBUTE_TIME_MODIFIED),
      g_file_info_get_attribute_uint32 (info, G_FILE_ATTRIBUTE_TIME_MODIFIED_USEC),
      g_file_info_get_attribute_uint64 (info, G_FILE_ATTRIBUTE_UNIX_INODE));
}

/* The words of the system name paths; ours do not. */
static void
say_why (GError *failure, GError **error)
{
  const char *sentence = NULL;

  if (failure->domain == NX_EXCHANGE_ERROR
      || g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, failure);
      return;
    }
  if (g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    sentence = _ ("The file is not there any more. Nothing was imported. Look whether its disk or "
                  "stick is connected, and choose the file again.");
  else if (g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED))
    sentence = _ ("You may not read this file. Nothing was imported. Ask whoever it belongs to, or "
                  "choose a copy of your own.");
  else
    sentence = _ ("The file could not be read to its end. Nothing was imported. Copy it to this "
                  "computer and choose the copy.");
  g_set_error_literal (error, NX_EXCHANGE_ERROR, NX_EXCHANGE_ERROR_FAILED, sentence);
  g_error_free (failure);
}

static gboolean
check_kind (GFileInfo *info, GError **error)
{
  GFileType type = g_file_info_get_file_type (info);

  if (type == G_FILE_TYPE_REGULAR)
    return TRUE;
  g_set_error_literal (error, NX_EXCHANGE_ERROR, NX_EXCHANGE_ERROR_NOT_A_TABLE,
                       type == G_FILE_TYPE_DIRECTORY
                           ? _ ("This is a folder, not a table. Nothing was imported. Choose one "
                                "file in it.")
                           : _ ("This is not a file that can be read as a table. Nothing was "
                                "imported. Choose another one."));
  return FALSE;
}

static gboolean
read_into (NxTableFile *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileInfo) before = NULL;
  g_autoptr (GFileInfo) after = NULL;
  g_autofree char *stamp = NULL;

  before = g_file_query_info (self->file, ATTRIBUTES, G_FILE_QUERY_INFO_NONE, cancellable, error);
  if (before == NULL || !check_kind (before, error))
    return FALSE;
  self->name = g_strdup (g_file_info_get_display_name (before));
  self->stamp = dup_stamp (before);
  self->bytes = nx_csv_read_file (self->file, 0, cancellable, error);
  if (self->bytes == NULL)
    return FALSE;
  after = g_file_query_info (self->file, ATTRIBUTES, G_FILE_QUERY_INFO_NONE, cancellable, error);
  if (after == NULL)
    return FALSE;
  stamp = dup_stamp (after);
  if (g_str_equal (stamp, self->stamp))
    return TRUE;
  g_set_error_literal (error, NX_EXCHANGE_ERROR, NX_EXCHANGE_ERROR_FAILED,
                       _ ("Another program was writing the file while it was read. Nothing was "
                          "imported. Wait until it has finished, and choose the file again."));
  return FALSE;
}

NxTableFile *
nx_table_file_read (GFile *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (NxTableFile) self = g_atomic_rc_box_new0 (NxTableFile);
  GError *failure = NULL;

  g_return_val_if_fail (G_IS_FILE (file), NULL);

  self->file = g_object_ref (file);
  if (read_into (self, cancellable, &failure))
    return g_steal_pointer (&self);
  say_why (failure, error);
  return NULL;
}

NxTableFile *
nx_table_file_ref (NxTableFile *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
nx_table_file_unref (NxTableFile *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify)clear);
}

GFile *
nx_table_file_get_file (NxTableFile *self)
{
  return self->file;
}

GBytes *
nx_table_file_get_bytes (NxTableFile *self)
{
  return self->bytes;
}

const char *
nx_table_file_get_name (NxTableFile *self)
{
  return self->name;
}

NxTableFileState
nx_table_file_check (NxTableFile *self, GCancellable *cancellable)
{
  g_autoptr (GFileInfo) info
      = g_file_query_info (self->file, ATTRIBUTES, G_FILE_QUERY_INFO_NONE, cancellable, NULL);
  g_autofree char *stamp = info != NULL ? dup_stamp (info) : NULL;

  if (info == NULL)
    return NX_TABLE_FILE_GONE;
  return g_str_equal (stamp, self->stamp) ? NX_TABLE_FILE_SAME : NX_TABLE_FILE_CHANGED;
}
