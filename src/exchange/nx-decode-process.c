/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Starts nuanxin-decode, gives and takes bytes without trusting it, and sees it gone. */
#define G_LOG_DOMAIN "nx-exchange"

#include "config.h"

#include "nx-decode-process.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#define PROGRAM "nuanxin-decode"
/* Fewer wake-ups for pages of many megabytes; a kernel that gives less is fine. */
#define PIPE_SIZE (1024 * 1024)

typedef struct
{
  GPid pid;
  int to;   /* a socket: writing to one that ended must not raise SIGPIPE in the program */
  int from; /* a pipe */
  gint64 deadline;
  GCancellable *cancellable;
  GPollFD cancel_fd;

  guint8 request_head[NX_DECODE_REQUEST_SIZE];
  gsize n_sent; /* of head and file together */
  guint8 answer_head[NX_DECODE_ANSWER_SIZE];
  guint8 *body; /* n_first and n_second bytes; allocated when the head was found good */
  gsize n_body;
  gsize n_taken; /* of head and body together */
  gboolean is_at_end;
} Process;

/* A program of the build folder lies in src/<room> or tests/<room>. */
char *
nx_decode_process_dup_program (void)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *room = program != NULL ? g_path_get_dirname (program) : g_strdup ("/");
  g_autofree char *half = g_path_get_dirname (room);
  g_autofree char *name = g_path_get_basename (half);
  g_autofree char *built = g_build_filename (half, "..", "src", "decode", PROGRAM, NULL);

  if ((g_str_equal (name, "src") || g_str_equal (name, "tests"))
      && g_file_test (built, G_FILE_TEST_IS_EXECUTABLE))
    return g_steal_pointer (&built);
  return g_build_filename (NX_LIBEXEC_DIR, PROGRAM, NULL);
}

/* No environment, no working folder of the user's, no other open file, nothing on the terminal:
 * libraries may print what stands in a file. */
static gboolean
start (Process *self, const char *program)
{
  g_autoptr (GError) error = NULL;
  const char *const arguments[] = { program, NULL };
  const char *const environment[] = { NULL };
  int pair[2];

  if (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0)
    return FALSE;
  self->to = pair[0];
  if (!g_spawn_async_with_pipes_and_fds (
          "/", arguments, environment,
          G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_STDERR_TO_DEV_NULL | G_SPAWN_CLOEXEC_PIPES, NULL,
          NULL, pair[1], -1, -1, NULL, NULL, 0, &self->pid, NULL, &self->from, NULL, &error))
    g_warning ("The decoder could not be started: %s", error->message);
  close (pair[1]);
  if (self->pid == 0)
    return FALSE;
  fcntl (self->from, F_SETPIPE_SZ, PIPE_SIZE);
  return fcntl (self->from, F_SETFL, O_NONBLOCK) == 0;
}

static void
send_some (Process *self, GBytes *file)
{
  gsize n_file;
  const guint8 *data = g_bytes_get_data (file, &n_file);
  gboolean is_head = self->n_sent < NX_DECODE_REQUEST_SIZE;
  const guint8 *from = is_head ? self->request_head + self->n_sent
                               : data + (self->n_sent - NX_DECODE_REQUEST_SIZE);
  gsize left = is_head ? NX_DECODE_REQUEST_SIZE - self->n_sent
                       : n_file - (self->n_sent - NX_DECODE_REQUEST_SIZE);
  ssize_t n_sent = send (self->to, from, left, MSG_NOSIGNAL | MSG_DONTWAIT);
  gboolean is_gone = n_sent < 0 && errno != EAGAIN && errno != EINTR;

  self->n_sent += MAX (n_sent, 0);
  /* One that has ended, or that answers without hearing us out, may still have said why. */
  if (is_gone || self->n_sent == NX_DECODE_REQUEST_SIZE + n_file)
    {
      close (self->to);
      self->to = -1;
    }
}

/* Once the head is there: is it an answer to this request, and how much follows? */
static gboolean
make_room (Process *self, const NxDecodeRequest *request, NxDecodeAnswer *answer)
{
  if (!nx_decode_answer_read (self->answer_head, request, answer))
    return FALSE;
  self->n_body = (gsize)answer->n_first + answer->n_second;
  self->body = g_try_malloc (MAX (self->n_body, 1));
  return self->body != NULL;
}

/* FALSE: no answer, or more than it said. */
static gboolean
take_some (Process *self, const NxDecodeRequest *request, NxDecodeAnswer *answer)
{
  gboolean is_head = self->n_taken < NX_DECODE_ANSWER_SIZE;
  gsize n_whole = NX_DECODE_ANSWER_SIZE + self->n_body;
  guint8 beyond;
  guint8 *to = &beyond;
  gsize left = 1;
  ssize_t n_read;

  if (is_head)
    {
      to = self->answer_head + self->n_taken;
      left = NX_DECODE_ANSWER_SIZE - self->n_taken;
    }
  else if (self->n_taken < n_whole)
    {
      to = self->body + (self->n_taken - NX_DECODE_ANSWER_SIZE);
      left = n_whole - self->n_taken;
    }
  n_read = read (self->from, to, left);
  if (n_read < 0)
    return errno == EAGAIN || errno == EINTR;
  self->is_at_end = n_read == 0;
  if (self->is_at_end)
    return !is_head && self->n_taken == n_whole;
  self->n_taken += n_read;
  if (is_head && self->n_taken == NX_DECODE_ANSWER_SIZE)
    return make_room (self, request, answer);
  return self->n_taken <= NX_DECODE_ANSWER_SIZE + self->n_body;
}

static NxDecodeProcessEnd
converse (Process *self, const NxDecodeRequest *request, GBytes *file, NxDecodeAnswer *answer)
{
  while (!self->is_at_end)
    {
      struct pollfd fds[] = {
        { .fd = self->from, .events = POLLIN },
        { .fd = self->to, .events = POLLOUT },
        { .fd = self->cancellable != NULL ? self->cancel_fd.fd : -1, .events = POLLIN },
      };
      gint64 left = (self->deadline - g_get_monotonic_time () + 999) / 1000;

      if (left <= 0)
        return NX_DECODE_PROCESS_TOO_LONG;
      if (poll (fds, G_N_ELEMENTS (fds), (int)left) < 0 && errno != EINTR)
        return NX_DECODE_PROCESS_FAILED;
      if (g_cancellable_is_cancelled (self->cancellable))
        return NX_DECODE_PROCESS_CANCELLED;
      if (fds[1].revents != 0)
        send_some (self, file);
      if (fds[0].revents != 0 && !take_some (self, request, answer))
        return NX_DECODE_PROCESS_FAILED;
    }
  return NX_DECODE_PROCESS_ANSWERED;
}

/* Killed in any case: one that has answered has nothing left to do, and a status that is there
 * already is not changed by it. TRUE when the kernel ended it for using too much processor. */
static gboolean
stop (Process *self)
{
  int status = 0;

  if (self->pid == 0)
    return FALSE;
  kill (self->pid, SIGKILL);
  while (waitpid (self->pid, &status, 0) < 0 && errno == EINTR)
    ;
  g_spawn_close_pid (self->pid);
  if (WIFSIGNALED (status) && WTERMSIG (status) != SIGKILL)
    g_info ("The decoder ended by signal %d", WTERMSIG (status));
  return WIFSIGNALED (status) && WTERMSIG (status) == SIGXCPU;
}

static void
clear (Process *self)
{
  if (self->to >= 0)
    close (self->to);
  if (self->from >= 0)
    close (self->from);
  if (self->cancellable != NULL)
    g_cancellable_release_fd (self->cancellable);
  g_free (self->body);
}

/* Both are parts of one block: a page may have hundreds of megabytes. */
static void
share_body (Process *self, const NxDecodeAnswer *answer, GBytes **first, GBytes **second)
{
  g_autoptr (GBytes) body = g_bytes_new_take (g_steal_pointer (&self->body), self->n_body);

  if (answer->n_first > 0)
    *first = g_bytes_new_from_bytes (body, 0, answer->n_first);
  if (answer->n_second > 0)
    *second = g_bytes_new_from_bytes (body, answer->n_first, answer->n_second);
}

NxDecodeProcessEnd
nx_decode_process_run (const char *program,
                       int milliseconds,
                       const NxDecodeRequest *request,
                       GBytes *file,
                       GCancellable *cancellable,
                       NxDecodeAnswer *answer,
                       GBytes **first,
                       GBytes **second)
{
  Process self = { .to = -1, .from = -1 };
  NxDecodeProcessEnd end = NX_DECODE_PROCESS_FAILED;
  NxDecodeRequest whole = *request;

  self.deadline = g_get_monotonic_time () + (gint64)milliseconds * 1000;
  whole.n_bytes = g_bytes_get_size (file);
  nx_decode_request_write (&whole, self.request_head);
  /* Without a file descriptor to wait on, cancelling waits for the next byte. */
  if (cancellable != NULL && g_cancellable_make_pollfd (cancellable, &self.cancel_fd))
    self.cancellable = cancellable;
  if (start (&self, program))
    end = converse (&self, request, file, answer);
  if (stop (&self) && end == NX_DECODE_PROCESS_FAILED)
    end = NX_DECODE_PROCESS_TOO_LONG;
  if (end == NX_DECODE_PROCESS_ANSWERED)
    share_body (&self, answer, first, second);
  clear (&self);
  return end;
}
