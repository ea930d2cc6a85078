/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Measures how long the window takes from exec to Today, then to a list, and its memory then.
 *
 * Run it in a session of its own:
 *   tests/support/session -- bench-window HOUSEHOLDS
 * It makes a sample office that the session's keyring opens, starts the window on it five times and
 * prints each run and the median. "Usable": Today says who is due, and it is painted; then, counted
 * from the press that asks for it, the list of households has its first records, and they are
 * painted.
 */
#include "config.h"

#include "nx-application.h"
#include "nx-lazy-item.h"
#include "nx-record-list-page.h"
#include "nx-sample-office.h"
#include "nx-session.h"
#include "nx-today-page.h"
#include "nx-window.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define RUNS 5
#define FIGURES 6

/* --- The measured program: the window's own, with a look at every frame ----------------------- */

static gint64 exec_time; /* monotonic, µs; of the parent, just before the spawn */
static double open_ms;

static long
read_rss_kb (const char *key)
{
  g_autofree char *text = NULL;
  const char *found = NULL;

  if (!g_file_get_contents ("/proc/self/status", &text, NULL, NULL))
    return 0;
  found = strstr (text, key);
  return found != NULL ? strtol (found + strlen (key), NULL, 10) : 0;
}

static double
ms_since_exec (void)
{
  return (double)(g_get_monotonic_time () - exec_time) / 1000.0;
}

static GtkWidget *
find_column_view (GtkWidget *widget)
{
  GtkWidget *found = NULL;

  if (GTK_IS_COLUMN_VIEW (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_column_view (child);
  return found;
}

static gboolean
is_list_there (GtkWidget *window)
{
  NxPage *page = nx_window_get_page (NX_WINDOW (window));
  GtkWidget *view = page != NULL ? find_column_view (GTK_WIDGET (page)) : NULL;
  GListModel *model = NULL;
  g_autoptr (NxLazyItem) first = NULL;

  if (view == NULL || !gtk_widget_get_mapped (view))
    return FALSE;
  model = G_LIST_MODEL (gtk_column_view_get_model (GTK_COLUMN_VIEW (view)));
  first = model != NULL ? g_list_model_get_item (model, 0) : NULL;
  return first != NULL && nx_lazy_item_get_record (first) != NULL;
}

/* The frame that just ended was begun with the content only if the one before saw it too. */
static gboolean
is_painted (gboolean is_there, guint *n_frames)
{
  *n_frames += is_there != FALSE;
  return *n_frames == 2;
}

static gboolean
is_today_there (GtkWidget *window)
{
  NxPage *page = nx_window_get_page (NX_WINDOW (window));

  return NX_IS_TODAY_PAGE (page)
         && strcmp (nx_today_page_get_face (NX_TODAY_PAGE (page)), "loading") != 0;
}

static void
on_after_paint_cb (GtkWidget *window)
{
  NxSession *session = nx_window_get_session (NX_WINDOW (window));
  static double first_paint_ms = 0;
  static double today_ms = 0;
  static guint n_today_frames = 0;
  static guint n_list_frames = 0;

  if (first_paint_ms == 0)
    first_paint_ms = ms_since_exec ();
  if (open_ms == 0 && nx_session_get_state (session) == NX_SESSION_OPEN)
    open_ms = ms_since_exec ();
  if (today_ms == 0)
    {
      if (!is_painted (is_today_there (window), &n_today_frames))
        return;
      today_ms = ms_since_exec ();
      nx_window_show_root (NX_WINDOW (window), "households");
      return;
    }
  if (!is_painted (is_list_there (window), &n_list_frames))
    return;
  printf ("%.0f %.0f %.0f %.0f %ld %ld\n", first_paint_ms, open_ms, today_ms,
          ms_since_exec () - today_ms, read_rss_kb ("VmRSS:"), read_rss_kb ("VmHWM:"));
  fflush (stdout);
  gtk_window_close (GTK_WINDOW (window));
}

static gboolean
keep_painting_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  return G_SOURCE_CONTINUE;
}

static void
on_window_realize_cb (GtkWidget *window)
{
  g_signal_connect_object (gtk_widget_get_frame_clock (window), "after-paint",
                           G_CALLBACK (on_after_paint_cb), window, G_CONNECT_SWAPPED);
  gtk_widget_add_tick_callback (window, keep_painting_cb, NULL, NULL);
}

static void
on_window_added_cb (GtkApplication *application, GtkWindow *window)
{
  g_signal_connect (window, "realize", G_CALLBACK (on_window_realize_cb), NULL);
}

static int
run_window (const char *exec_text, char *folder)
{
  g_autoptr (NxApplication) application = NULL;
  char *argv[] = { "nuanxin", "--store", folder, NULL };

  exec_time = g_ascii_strtoll (exec_text, NULL, 10);
  setlocale (LC_ALL, "");
  application = nx_application_new ();
  g_signal_connect (application, "window-added", G_CALLBACK (on_window_added_cb), NULL);
  return g_application_run (G_APPLICATION (application), 3, argv);
}

/* --- The office ------------------------------------------------------------------------------- */

typedef struct
{
  GMainLoop *loop;
  GError *error;
} Making;

static void
made_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Making *making = data;

  nx_session_create_finish (NX_SESSION (source), result, &making->error);
  g_main_loop_quit (making->loop);
}

static gboolean
make_office (const char *folder, guint households)
{
  g_autoptr (NxSession) session = nx_session_new (folder);
  Making making = { g_main_loop_new (NULL, FALSE), NULL };
  NxSessionPlan plan = { .use_keyring = TRUE, .sample_households = households };

  nx_session_start (session);
  while (nx_session_get_state (session) == NX_SESSION_STARTING)
    g_main_context_iteration (NULL, TRUE);
  if (nx_session_get_state (session) == NX_SESSION_NONE)
    {
      nx_session_create_async (session, &plan, NULL, NULL, NULL, made_cb, &making);
      g_main_loop_run (making.loop);
    }
  if (making.error != NULL)
    fprintf (stderr, "%s\n", making.error->message);
  nx_session_shut (session);
  g_main_loop_unref (making.loop);
  return making.error == NULL;
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name = NULL;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        remove_folder (path);
      else
        g_unlink (path);
    }
  g_rmdir (folder);
}

/* --- The runs --------------------------------------------------------------------------------- */

static gboolean
run_once (const char *program, const char *folder, double figures[FIGURES])
{
  g_autofree char *now = g_strdup_printf ("%" G_GINT64_FORMAT, g_get_monotonic_time ());
  const char *argv[] = { program, "--window", now, folder, NULL };
  g_autofree char *output = NULL;
  g_autoptr (GError) error = NULL;

  if (!g_spawn_sync (NULL, (char **)argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &output, NULL, NULL,
                     &error))
    {
      fprintf (stderr, "%s\n", error->message);
      return FALSE;
    }
  return sscanf (output, "%lf %lf %lf %lf %lf %lf", &figures[0], &figures[1], &figures[2],
                 &figures[3], &figures[4], &figures[5])
         == FIGURES;
}

static int
compare_doubles (const void *a, const void *b)
{
  double x = *(const double *)a;
  double y = *(const double *)b;

  return (x > y) - (x < y);
}

static double
median_of (double runs[RUNS][FIGURES], guint column)
{
  double values[RUNS];

  for (guint i = 0; i < RUNS; i++)
    values[i] = runs[i][column];
  qsort (values, RUNS, sizeof values[0], compare_doubles);
  return values[RUNS / 2];
}

static void
print_figures (const char *what, const double figures[FIGURES])
{
  printf ("%-7s first paint %5.0f ms, office open %5.0f ms, Today usable %5.0f ms, list after it "
          "%4.0f ms, %4.0f MB (peak %.0f MB)\n",
          what, figures[0], figures[1], figures[2], figures[3], figures[4] / 1024,
          figures[5] / 1024);
}

int
main (int argc, char **argv)
{
  double runs[RUNS][FIGURES] = { 0 };
  double medians[FIGURES];
  guint households = argc == 2 ? (guint)g_ascii_strtoull (argv[1], NULL, 10) : 0;
  g_autofree char *folder = NULL;
  gboolean is_fine = TRUE;

  setlocale (LC_ALL, "");
  if (argc == 4 && strcmp (argv[1], "--window") == 0)
    return run_window (argv[2], argv[3]);
  if (households == 0)
    {
      fprintf (stderr, "Usage: session -- bench-window HOUSEHOLDS\n");
      return 2;
    }
  folder = g_dir_make_tmp ("nx-bench-XXXXXX", NULL);
  is_fine = make_office (folder, households);
  for (guint i = 0; i < RUNS && is_fine; i++)
    {
      g_autofree char *name = g_strdup_printf ("run %u", i + 1);

      is_fine = run_once ("/proc/self/exe", folder, runs[i]);
      if (is_fine)
        print_figures (name, runs[i]);
    }
  for (guint column = 0; column < FIGURES; column++)
    medians[column] = median_of (runs, column);
  if (is_fine)
    print_figures ("median", medians);
  remove_folder (folder);
  return is_fine ? 0 : 1;
}
