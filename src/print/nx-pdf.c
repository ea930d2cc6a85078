/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Writes a paper as PDF: to a stream, or to a file that is whole or not there at all. */
#define G_LOG_DOMAIN "nx-print"

#include "config.h"

#include "nx-pdf.h"
#include "nx-print-error.h"

#include <cairo-pdf.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

#define BUFFER_SIZE (64 * 1024)

/* Where the bytes of a PDF go: a stream, or a file of our own, whose system errors are looked at
 * one by one (a stream turns a quota into "failed"). */
typedef struct
{
  GOutputStream *stream; /* NULL: write to `fd` */
  int fd;
  GByteArray *buffer;
  GCancellable *cancellable;
  GError *error;
} Sink;

static GError *
error_from_errno (int number)
{
  int code = number == EFBIG || number == EDQUOT ? G_IO_ERROR_NO_SPACE
                                                 : (int)g_io_error_from_errno (number);

  return g_error_new_literal (G_IO_ERROR, code, "a system call failed");
}

static void
flush_buffer (Sink *sink)
{
  gsize done = 0;

  while (sink->error == NULL && done < sink->buffer->len)
    {
      gssize n = write (sink->fd, sink->buffer->data + done, sink->buffer->len - done);

      if (n >= 0)
        done += n;
      else if (errno != EINTR)
        sink->error = error_from_errno (errno);
    }
  g_byte_array_set_size (sink->buffer, 0);
}

static cairo_status_t
write_to_sink (void *closure, const unsigned char *bytes, unsigned int length)
{
  Sink *sink = closure;

  if (sink->error == NULL && sink->stream != NULL)
    g_output_stream_write_all (sink->stream, bytes, length, NULL, sink->cancellable, &sink->error);
  else if (sink->error == NULL)
    {
      g_byte_array_append (sink->buffer, bytes, length);
      if (sink->buffer->len >= BUFFER_SIZE)
        flush_buffer (sink);
    }
  return sink->error == NULL ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_WRITE_ERROR;
}

/* Turns what the system said into what the user can do about it. Takes `cause`. */
static void
take_error (GError *cause, GError **error)
{
  const char *message;
  int code;

  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, cause);
      return;
    }
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_NO_SPACE)
      || g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE))
    {
      code = NX_PRINT_ERROR_NO_SPACE;
      message = _ ("The disk is full, so the PDF was not saved. Nothing was left behind. "
                   "Free some space or choose another folder, then print again.");
    }
  else if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED)
           || g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_READ_ONLY)
           || g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_NOT_FOUND)
           || g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_NOT_DIRECTORY)
           || g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY))
    {
      code = NX_PRINT_ERROR_NOT_WRITABLE;
      message = _ ("The PDF cannot be written there: the folder is missing or read-only, or the "
                   "name belongs to a folder. Nothing was changed. Choose another place.");
    }
  else
    {
      code = NX_PRINT_ERROR_FAILED;
      message = _ ("The PDF could not be written. Nothing was left behind. Try another folder.");
      g_debug ("writing a PDF failed: %s, code %d", g_quark_to_string (cause->domain), cause->code);
    }
  g_set_error_literal (error, NX_PRINT_ERROR, code, message);
  g_error_free (cause);
}

/* A title, a date, the program: never who wrote it or about whom. */
static void
set_metadata (cairo_surface_t *surface, NxPrintDocument *document)
{
  gint64 instant = nx_print_document_get_printed_at (document);
  g_autoptr (GDateTime) when
      = instant != 0 ? g_date_time_new_from_unix_utc (instant) : g_date_time_new_now_utc ();
  g_autofree char *iso = g_date_time_format_iso8601 (when);

  if (nx_print_document_get_title (document) != NULL)
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE,
                                    nx_print_document_get_title (document));
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Nuanxin");
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, iso);
}

static void
draw_pages (NxPrintDocument *document,
            cairo_surface_t *surface,
            Sink *sink,
            NxPdfProgress progress,
            gpointer data)
{
  guint n_pages = nx_print_document_n_pages (document);
  cairo_t *cairo = cairo_create (surface);

  for (guint i = 0; i < n_pages && sink->error == NULL; i++)
    {
      if (g_cancellable_set_error_if_cancelled (sink->cancellable, &sink->error))
        break;
      nx_print_document_draw_page (document, cairo, i);
      cairo_show_page (cairo);
      if (cairo_status (cairo) != CAIRO_STATUS_SUCCESS)
        break;
      if (progress != NULL)
        progress (i + 1, n_pages, data);
    }
  cairo_destroy (cairo);
}

static gboolean
write_to (
    Sink *sink, NxPrintDocument *document, NxPdfProgress progress, gpointer data, GError **error)
{
  const NxPrintPage *page = nx_print_document_get_page (document);
  cairo_surface_t *surface
      = cairo_pdf_surface_create_for_stream (write_to_sink, sink, page->width, page->height);
  cairo_status_t status;

  set_metadata (surface, document);
  draw_pages (document, surface, sink, progress, data);
  cairo_surface_finish (surface);
  status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (sink->error == NULL && status != CAIRO_STATUS_SUCCESS)
    sink->error
        = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, cairo_status_to_string (status));
  if (sink->error == NULL && sink->buffer != NULL)
    flush_buffer (sink);
  if (sink->error == NULL)
    return TRUE;
  take_error (sink->error, error);
  return FALSE;
}

gboolean
nx_pdf_write_stream (NxPrintDocument *document,
                     GOutputStream *stream,
                     NxPdfProgress progress,
                     gpointer data,
                     GCancellable *cancellable,
                     GError **error)
{
  Sink sink = { .stream = stream, .fd = -1, .cancellable = cancellable };

  g_return_val_if_fail (NX_IS_PRINT_DOCUMENT (document), FALSE);
  g_return_val_if_fail (G_IS_OUTPUT_STREAM (stream), FALSE);

  return write_to (&sink, document, progress, data, error);
}

/* After a rename the folder has to be synced as well, or a power cut may bring the old name back.
 */
static void
sync_folder (const char *folder)
{
  int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  if (fd < 0)
    return;
  if (fsync (fd) != 0)
    g_debug ("the folder of a PDF cannot be synced: %s", g_strerror (errno));
  close (fd);
}

static gboolean
write_and_sync (NxPrintDocument *document,
                int fd,
                NxPdfProgress progress,
                gpointer data,
                GCancellable *cancellable,
                GError **error)
{
  g_autoptr (GByteArray) buffer = g_byte_array_sized_new (BUFFER_SIZE);
  Sink sink = { .fd = fd, .buffer = buffer, .cancellable = cancellable };

  if (!write_to (&sink, document, progress, data, error))
    return FALSE;
  if (fsync (fd) != 0)
    {
      take_error (error_from_errno (errno), error);
      return FALSE;
    }
  return TRUE;
}

gboolean
nx_pdf_write_file (NxPrintDocument *document,
                   const char *path,
                   NxPdfProgress progress,
                   gpointer data,
                   GCancellable *cancellable,
                   GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *temporary = g_build_filename (folder, ".nuanxin-XXXXXX.part", NULL);
  gboolean is_written;
  int fd;

  g_return_val_if_fail (NX_IS_PRINT_DOCUMENT (document), FALSE);
  g_return_val_if_fail (path != NULL && *path != '\0', FALSE);

  fd = g_mkstemp_full (temporary, O_RDWR | O_CLOEXEC, 0600);
  if (fd < 0)
    {
      take_error (error_from_errno (errno), error);
      return FALSE;
    }
  is_written = write_and_sync (document, fd, progress, data, cancellable, error);
  if (close (fd) != 0 && is_written)
    {
      take_error (error_from_errno (errno), error);
      is_written = FALSE;
    }
  if (is_written && g_rename (temporary, path) != 0)
    {
      take_error (error_from_errno (errno), error);
      is_written = FALSE;
    }
  if (!is_written)
    g_unlink (temporary);
  else
    sync_folder (folder);
  return is_written;
}
