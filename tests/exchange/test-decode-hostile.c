/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Whatever a decoder does or answers, the program gets a good file or a sentence, and soon. */
#include "config.h"

#include "decode-fixture.h"
#include "nx-decode-frame.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

typedef struct
{
  char *folder;
  GBytes *photo; /* 30 × 20 */
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (GdkPixbuf) halves = decode_fixture_new_halves (30, 20, FALSE);

  f->folder = g_dir_make_tmp ("nx-decode-XXXXXX", NULL);
  f->photo = decode_fixture_encode (halves, "jpeg");
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_rmdir (f->folder);
  g_free (f->folder);
  g_bytes_unref (f->photo);
  /* No process is left behind, not even a dead one. */
  g_assert_cmpint (waitpid (-1, NULL, WNOHANG), ==, -1);
  g_assert_cmpint (errno, ==, ECHILD);
}

/* The made-up decoder under the name that says what it does. */
static char *
make_program (Fixture *f, const char *how)
{
  g_autofree char *fake = g_test_build_filename (G_TEST_BUILT, "fake-decoder", NULL);
  g_autofree char *whole = g_canonicalize_filename (fake, NULL);
  char *program = g_build_filename (f->folder, how, NULL);

  g_assert_cmpint (symlink (whole, program), ==, 0);
  return program;
}

static NxDecodedFile *
ask (Fixture *f, const char *how, int milliseconds, GError **error)
{
  g_autofree char *program = make_program (f, how);
  NxDecodedFile *file;

  file = decode_fixture_file (program, milliseconds, f->photo, NULL, error);
  g_unlink (program);
  return file;
}

static void
test_nonsense (Fixture *f, gconstpointer data)
{
  static const char *const ways[] = {
    "deaf",  "nonsense", "die",     "other-size",     "other-kind",         "as-pdf", "beyond",
    "short", "endless",  "nothing", "unknown-status", "refused-with-bytes", "huge",   "wide-page",
  };

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (ask (f, ways[i], 10000, &error));
      g_assert_error (error, NX_DECODE_ERROR, NX_DECODE_ERROR_FAILED);
    }
}

/* Pixels for a texture: as many as said, and no more than asked for. */
static void
test_page (Fixture *f, gconstpointer data)
{
  static const char *const ways[] = { "wide-page", "larger-page", "thin-page", "honest", "die" };
  g_autofree char *program = make_program (f, "good-page");
  g_autoptr (GError) error = NULL;
  g_autoptr (NxDecodedPage) page
      = decode_fixture_page (program, f->photo, "image/jpeg", 0, 20, 10, &error);

  g_assert_no_error (error);
  g_assert_cmpint (page->width, ==, 20);
  g_unlink (program);
  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      g_autofree char *bad = make_program (f, ways[i]);

      g_assert_null (decode_fixture_page (bad, f->photo, "image/jpeg", 0, 20, 10, &error));
      g_assert_error (error, NX_DECODE_ERROR, NX_DECODE_ERROR_FAILED);
      /* It is kept already; nobody attaches anything now. */
      g_assert_null (strstr (error->message, "attached"));
      g_clear_error (&error);
      g_unlink (bad);
    }
}

/* The same way, when all is right: proves that the ones above fail for their reason. */
static void
test_honest (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NxDecodedFile) file = ask (f, "honest", 10000, &error);
  g_autoptr (NxDecodedFile) lingering = NULL;

  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (file->bytes, f->photo));
  lingering = ask (f, "lingers", 10000, &error);
  g_assert_no_error (error);
  g_assert_nonnull (lingering);
}

/* A decoder that gives back the place a photo was taken at is not believed. */
static void
test_echo (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  GBytes *plain = f->photo;

  f->photo = decode_fixture_add_exif (plain, 1);
  g_bytes_unref (plain);
  g_assert_null (ask (f, "honest", 10000, &error));
  g_assert_error (error, NX_DECODE_ERROR, NX_DECODE_ERROR_FAILED);
}

static void
test_limits (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 begun = g_get_monotonic_time ();

  g_assert_null (ask (f, "hang", 200, &error));
  g_assert_error (error, NX_DECODE_ERROR, NX_DECODE_ERROR_LIMIT);
  g_assert_cmpint (g_get_monotonic_time () - begun, <, 5 * G_USEC_PER_SEC);
  g_clear_error (&error);
  g_assert_null (ask (f, "burn", 20000, &error));
  g_assert_error (error, NX_DECODE_ERROR, NX_DECODE_ERROR_LIMIT);
}

static void
test_missing (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *program = g_build_filename (f->folder, "nuanxin-decode", NULL);

  g_test_expect_message ("nx-exchange", G_LOG_LEVEL_WARNING, "The decoder could not be started*");
  g_assert_null (decode_fixture_file (program, 0, f->photo, NULL, &error));
  g_assert_error (error, NX_DECODE_ERROR, NX_DECODE_ERROR_FAILED);
  g_test_assert_expected_messages ();
}

static gboolean
cancel_cb (gpointer data)
{
  g_cancellable_cancel (data);
  return G_SOURCE_REMOVE;
}

static void
test_cancel (Fixture *f, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autofree char *program = make_program (f, "hang");
  g_autoptr (GError) error = NULL;
  gint64 begun = g_get_monotonic_time ();

  g_timeout_add (50, cancel_cb, cancellable);
  g_assert_null (decode_fixture_file (program, 0, f->photo, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  /* And before it began. */
  g_assert_null (decode_fixture_file (program, 0, f->photo, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (g_get_monotonic_time () - begun, <, 5 * G_USEC_PER_SEC);
  g_unlink (program);
}

static void
count_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NxDecodedFile) file = nx_decode_file_finish (result, &error);

  g_assert_no_error (error);
  g_assert_cmpint (file->width, ==, 30);
  ++*(int *)data;
}

static void
test_ten (Fixture *f, gconstpointer data)
{
  int n_done = 0;

  for (int i = 0; i < 10; i++)
    nx_decode_file_async (f->photo, NULL, count_cb, &n_done);
  while (n_done < 10)
    g_main_context_iteration (NULL, TRUE);
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *path;
    void (*test) (Fixture *, gconstpointer);
  } tests[] = {
    { "/decode/honest", test_honest },      { "/decode/nonsense", test_nonsense },
    { "/decode/page", test_page },          { "/decode/echo", test_echo },
    { "/decode/time-limits", test_limits }, { "/decode/missing", test_missing },
    { "/decode/cancel", test_cancel },      { "/decode/ten-at-once", test_ten },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);
  return g_test_run ();
}
