/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Tests reading a chosen file: files are read, whatever else is refused with a sentence. */
#include "config.h"

#include "nx-exchange-error.h"
#include "nx-picked-file.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define CAP 4096

typedef struct
{
  char *folder;
} Fixture;

typedef struct
{
  GBytes *bytes;
  GError *error;
  gboolean is_done;
} Answer;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("nx-picked-XXXXXX", NULL);
  g_assert_nonnull (fixture->folder);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  const char *name = NULL;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_assert_cmpint (g_remove (path), ==, 0);
    }
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->folder);
}

static void
answer_clear (Answer *answer)
{
  g_clear_pointer (&answer->bytes, g_bytes_unref);
  g_clear_error (&answer->error);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Answer, answer_clear)

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Answer *answer = data;

  answer->bytes = nx_picked_file_read_finish (result, &answer->error);
  answer->is_done = TRUE;
}

static void
read_file (GFile *file, GCancellable *cancellable, Answer *answer)
{
  nx_picked_file_read_async (file, CAP, cancellable, read_cb, answer);
  while (!answer->is_done)
    g_main_context_iteration (NULL, TRUE);
}

static void
read_path (const char *path, Answer *answer)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);

  read_file (file, NULL, answer);
}

static void
assert_refused (Answer *answer, const char *path, NxExchangeError code)
{
  g_assert_null (answer->bytes);
  g_assert_error (answer->error, NX_EXCHANGE_ERROR, (int)code);
  g_assert_true (g_str_has_suffix (answer->error->message, ".")
                 || g_str_has_suffix (answer->error->message, "?"));
  /* A file's name may say whom it is about. */
  g_assert_null (strstr (answer->error->message, path));
}

static char *
write_file (Fixture *fixture, const char *name, gsize size)
{
  char *path = g_build_filename (fixture->folder, name, NULL);
  g_autofree char *content = g_malloc (size + 1);

  memset (content, 'x', size + 1);
  g_assert_true (g_file_set_contents (path, content, (gssize)size, NULL));
  return path;
}

static void
test_sizes (Fixture *fixture, gconstpointer data)
{
  static const gsize sizes[] = { 1, CAP - 1, CAP, CAP + 1, 0 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree char *path = write_file (fixture, "照片.jpg", sizes[i]);
      g_auto (Answer) answer = { NULL };

      read_path (path, &answer);
      if (sizes[i] == 0)
        assert_refused (&answer, path, NX_EXCHANGE_ERROR_EMPTY);
      else if (sizes[i] > CAP)
        assert_refused (&answer, path, NX_EXCHANGE_ERROR_TOO_LARGE);
      else
        {
          g_assert_no_error (answer.error);
          g_assert_cmpuint (g_bytes_get_size (answer.bytes), ==, sizes[i]);
        }
    }
}

/* A link to a file is a file; a link to something else is that. */
static void
test_links (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = write_file (fixture, "a.jpg", 100);
  g_autofree char *link_path = g_build_filename (fixture->folder, "link.jpg", NULL);
  g_autofree char *zero = g_build_filename (fixture->folder, "zero.jpg", NULL);
  g_auto (Answer) good = { NULL };
  g_auto (Answer) bad = { NULL };

  g_assert_cmpint (symlink (path, link_path), ==, 0);
  g_assert_cmpint (symlink ("/dev/zero", zero), ==, 0);
  read_path (link_path, &good);
  g_assert_no_error (good.error);
  read_path (zero, &bad);
  assert_refused (&bad, zero, NX_EXCHANGE_ERROR_FAILED);
}

static void
test_not_files (Fixture *fixture, gconstpointer data)
{
  g_autofree char *pipe_path = g_build_filename (fixture->folder, "pipe.jpg", NULL);
  g_autofree char *gone = g_build_filename (fixture->folder, "gone.jpg", NULL);
  const char *const paths[] = { fixture->folder, pipe_path, "/dev/null", gone };

  g_assert_cmpint (mkfifo (pipe_path, 0600), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_auto (Answer) answer = { NULL };

      read_path (paths[i], &answer);
      assert_refused (&answer, paths[i], NX_EXCHANGE_ERROR_FAILED);
    }
}

static void
test_elsewhere (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) file = g_file_new_for_uri ("sftp://example.org/a.jpg");
  g_auto (Answer) answer = { NULL };

  read_file (file, NULL, &answer);
  assert_refused (&answer, "example.org", NX_EXCHANGE_ERROR_FAILED);
}

static void
test_cancelled (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = write_file (fixture, "a.jpg", 100);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_auto (Answer) answer = { NULL };

  g_cancellable_cancel (cancellable);
  read_file (file, cancellable, &answer);
  g_assert_error (answer.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_names (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) plain = g_file_new_for_path ("/tmp/门口 台阶.jpg");
  g_autoptr (GFile) broken = g_file_new_for_path ("/tmp/a\xff\nb.jpg");
  g_autofree char *name = nx_picked_file_dup_name (plain);
  g_autofree char *mended = nx_picked_file_dup_name (broken);

  g_assert_cmpstr (name, ==, "门口 台阶.jpg");
  g_assert_true (g_utf8_validate (mended, -1, NULL));
  g_assert_null (strchr (mended, '\n'));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/picked-file/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("sizes", test_sizes);
  ADD ("links", test_links);
  ADD ("not-files", test_not_files);
  ADD ("elsewhere", test_elsewhere);
  ADD ("cancelled", test_cancelled);
  ADD ("names", test_names);
  return g_test_run ();
}
