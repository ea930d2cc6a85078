/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Answers as a decoder might that a file has taken over; how, its own name says. */
#include "config.h"

#include "nx-decode-frame.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

static guint8 file[NX_DECODE_MAX_BYTES];
static gsize n_file;

static void
say (const void *bytes, gsize n_bytes)
{
  for (gsize i = 0; i < n_bytes;)
    {
      ssize_t n = write (STDOUT_FILENO, (const guint8 *)bytes + i, n_bytes - i);

      if (n < 0 && errno != EINTR)
        _exit (1);
      i += MAX (n, 0);
    }
}

static void
hear (void *bytes, gsize n_bytes)
{
  for (gsize i = 0; i < n_bytes;)
    {
      ssize_t n = read (STDIN_FILENO, (guint8 *)bytes + i, n_bytes - i);

      if (n <= 0)
        _exit (1);
      i += n;
    }
}

/* As if @file itself were the picture made anew, and its thumbnail. */
static void
answer (NxDecodeAnswer what)
{
  guint8 head[NX_DECODE_ANSWER_SIZE];

  nx_decode_answer_write (&what, head);
  say (head, sizeof head);
}

static void
answer_with_file (guint width, guint height, NxDecodeKind kind)
{
  answer ((NxDecodeAnswer){ .held = NX_DECODE_HELD_WHOLLY,
                            .kind = kind,
                            .width = width,
                            .height = height,
                            .n_first = n_file,
                            .n_second = n_file });
  say (file, n_file);
  say (file, n_file);
}

/* Says that it is so large; black pixels of n_bytes follow. */
static void
answer_with_page (guint width, guint height, gsize n_bytes)
{
  answer ((NxDecodeAnswer){ .width = width, .height = height, .n_first = width * height * 4 });
  memset (file, 0, n_bytes);
  say (file, n_bytes);
}

static void
burn (void)
{
  volatile guint64 n = 0;

  setrlimit (RLIMIT_CORE, &(struct rlimit){ 0, 0 });
  setrlimit (RLIMIT_CPU, &(struct rlimit){ 1, 2 });
  for (;;)
    n++;
}

int
main (int argc, char *argv[])
{
  const char *slash = strrchr (argv[0], '/');
  const char *how = slash != NULL ? slash + 1 : argv[0];
  guint8 head[NX_DECODE_REQUEST_SIZE];
  NxDecodeRequest request;

  if (strcmp (how, "deaf") == 0)
    _exit (0);
  hear (head, sizeof head);
  if (!nx_decode_request_read (head, &request) || request.n_bytes > sizeof file)
    _exit (2);
  n_file = request.n_bytes;
  hear (file, n_file);

  if (strcmp (how, "hang") == 0)
    for (;;)
      pause ();
  if (strcmp (how, "burn") == 0)
    burn ();
  if (strcmp (how, "nonsense") == 0)
    say ("this is no answer, whatever it may look like, and it goes on and on", 64);
  if (strcmp (how, "die") == 0)
    {
      say ("NXA1", 4);
      raise (SIGKILL);
    }
  if (strcmp (how, "honest") == 0)
    answer_with_file (30, 20, NX_DECODE_KIND_JPEG);
  if (strcmp (how, "other-size") == 0)
    answer_with_file (31, 20, NX_DECODE_KIND_JPEG);
  if (strcmp (how, "other-kind") == 0)
    answer_with_file (30, 20, NX_DECODE_KIND_PNG);
  if (strcmp (how, "as-pdf") == 0)
    {
      answer ((NxDecodeAnswer){ .kind = NX_DECODE_KIND_PDF, .n_pages = 1, .n_second = n_file });
      say (file, n_file);
    }
  if (strcmp (how, "beyond") == 0)
    {
      answer_with_file (30, 20, NX_DECODE_KIND_JPEG);
      say ("x", 1);
    }
  if (strcmp (how, "endless") == 0)
    for (answer_with_file (30, 20, NX_DECODE_KIND_JPEG);;)
      say (file, n_file);
  if (strcmp (how, "short") == 0)
    {
      answer ((NxDecodeAnswer){
          .kind = 1, .width = 30, .height = 20, .n_first = n_file, .n_second = n_file });
      say (file, n_file);
    }
  if (strcmp (how, "huge") == 0)
    answer ((NxDecodeAnswer){
        .kind = 1, .width = 30, .height = 20, .n_first = G_MAXUINT32, .n_second = G_MAXUINT32 });
  if (strcmp (how, "wide-page") == 0)
    answer ((NxDecodeAnswer){ .width = 65536, .height = 65536, .n_first = 0 });
  if (strcmp (how, "good-page") == 0)
    answer_with_page (20, 10, 800);
  if (strcmp (how, "larger-page") == 0)
    answer_with_page (21, 10, 840);
  if (strcmp (how, "thin-page") == 0)
    answer_with_page (20, 10, 799);
  if (strcmp (how, "unknown-status") == 0)
    answer ((NxDecodeAnswer){ .status = 1000 });
  if (strcmp (how, "refused-with-bytes") == 0)
    answer ((NxDecodeAnswer){ .status = NX_DECODE_STATUS_KIND, .n_first = 10 });
  if (strcmp (how, "lingers") == 0)
    {
      answer_with_file (30, 20, NX_DECODE_KIND_JPEG);
      close (STDOUT_FILENO);
      for (;;)
        pause ();
    }
  _exit (0);
}
