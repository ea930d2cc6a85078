/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Reads a file that somebody chose, dropped or pasted: only what is a file, and not too much of it.
 */
#define G_LOG_DOMAIN "nx-exchange"

#include "config.h"

#include "nx-picked-file.h"

#include "nx-exchange-error.h"
#include "nx-text.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#define STEP (64 * 1024)

typedef struct
{
  char *path; /* NULL: nowhere on this computer */
  gsize max_size;
} Pick;

static void
pick_free (gpointer data)
{
  g_free (((Pick *)data)->path);
  g_free (data);
}

static gboolean
refuse (GError **error, NxExchangeError code, const char *sentence)
{
  g_set_error_literal (error, NX_EXCHANGE_ERROR, (int)code, sentence);
  return FALSE;
}

static gboolean
refuse_unreadable (GError **error)
{
  return refuse (error, NX_EXCHANGE_ERROR_FAILED,
                 _ ("The file could not be read. Nothing was added. Is it still there, and are you "
                    "allowed to open it?"));
}

static gboolean
refuse_large (gsize max_size, GError **error)
{
  g_set_error (error, NX_EXCHANGE_ERROR, NX_EXCHANGE_ERROR_TOO_LARGE,
               /* TRANSLATORS: %d is a number of megabytes */
               _ ("The file is larger than %d MB. Nothing was added. Make it smaller and try "
                  "again."),
               (int)(max_size / (1024 * 1024)));
  return FALSE;
}

/* Opened without waiting, so that a pipe cannot hold us; then asked what it is, by its handle, so
 * that nobody can change it in between. */
static int
open_regular (const Pick *pick, GError **error)
{
  int fd = pick->path != NULL ? g_open (pick->path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC, 0)
                              : -1;
  struct stat info;

  if (pick->path == NULL)
    refuse (error, NX_EXCHANGE_ERROR_FAILED,
            _ ("This is not a file of this computer. Nothing was added. Save it on this computer "
               "first."));
  else if (fd < 0 || fstat (fd, &info) != 0)
    refuse_unreadable (error);
  else if (!S_ISREG (info.st_mode))
    refuse (error, NX_EXCHANGE_ERROR_FAILED,
            S_ISDIR (info.st_mode)
                ? _ ("This is a folder. Nothing was added. Choose the files in it.")
                : _ ("This is not an ordinary file. Nothing was added."));
  else if (info.st_size > (off_t)pick->max_size)
    refuse_large (pick->max_size, error);
  else
    return fd;
  if (fd >= 0)
    close (fd);
  return -1;
}

/* To the end, whatever size the file said it had; one byte too much is enough to know. */
static GByteArray *
read_all (int fd, gsize max_size, GCancellable *cancellable, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  guint8 step[STEP];
  gssize n = 0;

  while (!g_cancellable_set_error_if_cancelled (cancellable, error))
    {
      n = read (fd, step, sizeof step);
      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0 && !refuse_unreadable (error))
        return NULL;
      if (n == 0)
        return g_steal_pointer (&bytes);
      g_byte_array_append (bytes, step, (guint)n);
      if (bytes->len > max_size && !refuse_large (max_size, error))
        return NULL;
    }
  return NULL;
}

static void
read_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Pick *pick = data;
  GError *error = NULL;
  int fd = open_regular (pick, &error);
  GByteArray *bytes = fd >= 0 ? read_all (fd, pick->max_size, cancellable, &error) : NULL;

  if (fd >= 0)
    close (fd);
  if (bytes != NULL && bytes->len == 0)
    {
      g_byte_array_unref (g_steal_pointer (&bytes));
      refuse (&error, NX_EXCHANGE_ERROR_EMPTY, _ ("The file is empty. Nothing was added."));
    }
  if (bytes != NULL)
    g_task_return_pointer (task, g_byte_array_free_to_bytes (bytes), (GDestroyNotify)g_bytes_unref);
  else
    g_task_return_error (task, error);
}

void
nx_picked_file_read_async (GFile *file,
                           gsize max_size,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Pick *pick = g_new0 (Pick, 1);

  g_task_set_source_tag (task, nx_picked_file_read_async);
  pick->path = g_file_get_path (file);
  pick->max_size = max_size;
  g_task_set_task_data (task, pick, pick_free);
  g_task_run_in_thread (task, read_in_thread);
}

GBytes *
nx_picked_file_read_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, nx_picked_file_read_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

char *
nx_picked_file_dup_name (GFile *file)
{
  g_autofree char *base = g_file_get_basename (file);
  g_autofree char *shown = base != NULL ? g_filename_display_name (base) : g_strdup ("");

  return nx_text_clean (shown);
}
