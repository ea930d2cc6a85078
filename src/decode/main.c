/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * nuanxin-decode: limits itself, reads one request, answers it and ends. */
#define G_LOG_DOMAIN "nx-decode"

#include "config.h"

#include "nx-decode-work.h"
#include "nx-limits.h"

#include <errno.h>
#include <unistd.h>

/* Exit status: 0 answered, 1 nobody listens, 2 nobody asked properly. */

static gboolean
read_all (guint8 *bytes, gsize n_bytes)
{
  while (n_bytes > 0)
    {
      ssize_t n_read = read (STDIN_FILENO, bytes, n_bytes);

      if (n_read == 0 || (n_read < 0 && errno != EINTR))
        return FALSE;
      bytes += MAX (n_read, 0);
      n_bytes -= MAX (n_read, 0);
    }
  return TRUE;
}

static gboolean
write_all (const guint8 *bytes, gsize n_bytes)
{
  while (n_bytes > 0)
    {
      ssize_t n_written = write (STDOUT_FILENO, bytes, n_bytes);

      if (n_written < 0 && errno != EINTR)
        return FALSE;
      bytes += MAX (n_written, 0);
      n_bytes -= MAX (n_written, 0);
    }
  return TRUE;
}

static gboolean
write_bytes (GBytes *bytes)
{
  gsize n_bytes = 0;
  const guint8 *data = bytes != NULL ? g_bytes_get_data (bytes, &n_bytes) : NULL;

  return write_all (data, n_bytes);
}

static gboolean
answer_request (const NxDecodeRequest *request, GBytes *file, NxDecodeHeld held)
{
  g_autoptr (GBytes) first = NULL;
  g_autoptr (GBytes) second = NULL;
  NxDecodeAnswer answer = { 0 };
  guint8 head[NX_DECODE_ANSWER_SIZE];

  if (file != NULL)
    nx_decode_work (request, file, &answer, &first, &second);
  else
    answer.status = NX_DECODE_STATUS_BYTES;
  answer.held = held;
  nx_decode_answer_write (&answer, head);
  return write_all (head, sizeof head) && write_bytes (first) && write_bytes (second);
}

/* Ends with _exit: nothing here needs tidying, and no library's farewell runs on what a hostile
 * file may have left in memory. */
int
main (void)
{
  NxDecodeHeld held = nx_limits_enter ();
  guint8 head[NX_DECODE_REQUEST_SIZE];
  NxDecodeRequest request;
  GBytes *file = NULL;

  if (!read_all (head, sizeof head) || !nx_decode_request_read (head, &request))
    _exit (2);
  if (request.n_bytes <= NX_DECODE_MAX_BYTES)
    {
      guint8 *bytes = g_malloc (MAX (request.n_bytes, 1));

      if (!read_all (bytes, request.n_bytes))
        _exit (2);
      file = g_bytes_new_take (bytes, request.n_bytes);
    }
  _exit (answer_request (&request, file, held) ? 0 : 1);
}
