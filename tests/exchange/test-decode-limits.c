/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Inside the decoder's limits nothing goes out, nothing is written and nothing is started. */
#include "config.h"

#include "nx-limits.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static char *home; /* a folder as the user's, with a file in it */

/* TRUE: it was refused. */
typedef gboolean (*Attempt) (void);

/* In a child, since there is no way back. What the child found is its exit status. */
static void
try_inside (gconstpointer data)
{
  Attempt attempt = (Attempt)data;
  pid_t child = fork ();
  int status = 0;

  if (child == 0)
    {
      NxDecodeHeld held = nx_limits_enter ();

      _exit (attempt () ? (held & NX_DECODE_HELD_BY_CALLS ? 0 : 77) : 1);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  if (WIFEXITED (status) && WEXITSTATUS (status) == 77)
    g_test_skip ("This kernel has no seccomp");
  else
    g_assert_cmpint (status, ==, 0);
}

static gboolean
open_socket (void)
{
  int pair[2];

  return socket (AF_INET, SOCK_STREAM, 0) < 0 && socket (AF_INET6, SOCK_DGRAM, 0) < 0
         && socket (AF_UNIX, SOCK_STREAM, 0) < 0 && socketpair (AF_UNIX, SOCK_STREAM, 0, pair) < 0;
}

static gboolean
write_file (void)
{
  g_autofree char *old = g_build_filename (home, "note", NULL);
  g_autofree char *new = g_build_filename (home, "new", NULL);

  return open (old, O_WRONLY) < 0 && open (old, O_RDWR) < 0 && open (old, O_RDONLY | O_TRUNC) < 0
         && open (new, O_CREAT | O_RDONLY, 0600) < 0 && open (home, O_TMPFILE | O_WRONLY, 0600) < 0
         && creat (new, 0600) < 0 && unlink (old) < 0 && rename (old, new) < 0
         && mkdir (new, 0700) < 0 && symlink (old, new) < 0 && chmod (old, 0666) < 0;
}

static gboolean
start_program (void)
{
  char *const arguments[] = { (char *)"/bin/true", NULL };

  execv ("/bin/true", arguments);
  return fork () < 0;
}

static gboolean
touch_others (void)
{
  return kill (getppid (), 0) < 0 && ptrace (PTRACE_ATTACH, getppid (), 0, 0) < 0
         && ptrace (PTRACE_TRACEME, 0, 0, 0) < 0 && setsid () < 0;
}

static gboolean
loosen (void)
{
  return setrlimit (RLIMIT_CPU, &(struct rlimit){ 10, 10 }) < 0
         && prctl (PR_SET_DUMPABLE, 1, 0, 0, 0) < 0;
}

static gboolean
read_home (void)
{
  g_autofree char *note = g_build_filename (home, "note", NULL);

  return open (note, O_RDONLY) < 0 && open (home, O_RDONLY | O_DIRECTORY) < 0
         && open ("/etc/passwd", O_RDONLY) < 0 && open ("/proc/self/environ", O_RDONLY) < 0
         && open ("/usr", O_RDONLY | O_DIRECTORY) >= 0;
}

static gboolean
has_limits (void)
{
  struct rlimit core, size, processes;

  return getrlimit (RLIMIT_CORE, &core) == 0 && core.rlim_max == 0
         && getrlimit (RLIMIT_FSIZE, &size) == 0 && size.rlim_max == 0
         && getrlimit (RLIMIT_NPROC, &processes) == 0 && processes.rlim_max == 0
         && g_getenv ("PATH") == NULL && environ == NULL;
}

static gboolean
take_memory (void)
{
#ifdef __SANITIZE_ADDRESS__
  return TRUE;
#else
  return mmap (NULL, (gsize)2 * NX_LIMITS_MEMORY, PROT_READ | PROT_WRITE,
               MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
         == MAP_FAILED;
#endif
}

/* Landlock is missing on kernels without it, and in some containers. */
static void
test_home (void)
{
  pid_t child = fork ();
  int status = 0;

  if (child == 0)
    _exit (!(nx_limits_enter () & NX_DECODE_HELD_BY_FOLDERS) ? 77 : read_home () ? 0 : 1);
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  if (WIFEXITED (status) && WEXITSTATUS (status) == 77)
    g_test_skip ("This kernel has no Landlock");
  else
    g_assert_cmpint (status, ==, 0);
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *path;
    Attempt attempt;
  } attempts[] = {
    { "/limits/socket", open_socket },  { "/limits/write", write_file },
    { "/limits/start", start_program }, { "/limits/others", touch_others },
    { "/limits/loosen", loosen },       { "/limits/numbers", has_limits },
    { "/limits/memory", take_memory },
  };
  g_autofree char *note = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  home = g_dir_make_tmp ("nx-limits-XXXXXX", NULL);
  note = g_build_filename (home, "note", NULL);
  g_assert_true (g_file_set_contents (note, "private", -1, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (attempts); i++)
    g_test_add_data_func (attempts[i].path, attempts[i].attempt, try_inside);
  g_test_add_func ("/limits/home", test_home);
  status = g_test_run ();
  g_unlink (note);
  g_rmdir (home);
  g_free (home);
  return status;
}
