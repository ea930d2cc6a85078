/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Asks of the window over a whole city: how soon a list is there, whether what is typed is answered
 * within two frames, whether scrolling shows rows without words, and how much memory it takes.
 *
 *   tests/support/session --keyring=none -- bench-city FOLDER
 *
 * FOLDER is an office that tools/bench has made; it gets a key file. With --households=N instead a
 * small one is made for this run. Prints a test result for each limit; with --slow=N the limits by
 * the clock are N times as long, for machines that have other things to do.
 */
#include "config.h"

#include "nx-accessible.h"
#include "nx-bench.h"
#include "nx-find-sheet.h"
#include "nx-key-file-private.h"
#include "nx-lazy-item.h"
#include "nx-memory.h"
#include "nx-record-list-page.h"
#include "nx-recovery-code.h"
#include "nx-sample-office.h"
#include "nx-scroll-mend.h"
#include "nx-secret-memory.h"
#include "nx-today-page.h"
#include "nx-window.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* The limits; the figures. */
#define START_MS 1000
#define FRAMES 2
#define EMPTY_MS 100
#define MEMORY_MB 250

#define DEADLINE (60 * G_USEC_PER_SEC)

typedef struct
{
  NxSession *session;
  NxWindow *window;
  NxAccessibleWatch *names;
  NxScrollMend *scroll_mend;
  double slow;
  double lost_ms; /* of the start, for what only this program does */
  guint n_frames; /* painted so far */
  guint n_tests;
  guint n_failed;

  /* While a list scrolls */
  GtkColumnView *view;
  GHashTable *empty; /* of the rows in sight without words: since when, µs */
  guint n_seen_empty;
  double worst_empty_ms;
} City;

static void
say (City *self, const char *what, double value, double limit, const char *unit)
{
  gboolean is_met = value <= limit;

  self->n_failed += !is_met;
  printf ("%s %u %s # %.1f %s, at most %.0f\n", is_met ? "ok" : "not ok", ++self->n_tests, what,
          value, unit, limit);
  fflush (stdout);
}

static double
ms_since (gint64 then)
{
  return (double)(g_get_monotonic_time () - then) / 1000.0;
}

/* Memory */

static double
read_status_mb (const char *name)
{
  g_autofree char *text = NULL;
  const char *found = NULL;

  if (!g_file_get_contents ("/proc/self/status", &text, NULL, NULL))
    return 0;
  found = strstr (text, name);
  return found != NULL ? (double)strtol (found + strlen (name), NULL, 10) / 1024 : 0;
}

/* The office */

/* An office of the benches has a bare key; the window comes in by a code, which costs no time that
 * is wasted on purpose. */
static char *
make_way_in (const char *folder)
{
  g_autoptr (GBytes) bytes = nx_bench_new_key ();
  g_autoptr (NxStore) store = nx_store_new (folder);
  g_autoptr (NxRecoveryCode) code = nx_recovery_code_new_random ();
  g_autoptr (NxMasterKey) key = NULL;
  g_autoptr (NxKeyFile) file = NULL;
  g_autoptr (GError) error = NULL;
  guint8 *secret = nx_secret_alloc (g_bytes_get_size (bytes));

  /* Nobody else's office is given a way in. */
  nx_store_open (store, bytes, &error);
  g_assert_no_error (error);
  memcpy (secret, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  key = nx_master_key_new_take (secret);
  file = nx_key_file_load (folder, NULL);
  if (file == NULL)
    {
      file = nx_key_file_new (folder, key);
      g_free (file->content->store_uid);
      file->content->store_uid = g_strdup (nx_store_get_uid (store));
    }
  g_assert (nx_key_file_add_recovery (file, key, "", "Bench", code, &error) != NULL);
  nx_key_file_save (file, &error);
  g_assert_no_error (error);
  nx_store_close (store, NULL);
  return g_strdup (nx_recovery_code_get_text (code));
}

/* What is there */

static GtkWidget *
find_type (GtkWidget *widget, GType type)
{
  GtkWidget *found = NULL;

  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_type (child, type);
  return found;
}

static GListModel *
get_model (GtkColumnView *view)
{
  return G_LIST_MODEL (gtk_column_view_get_model (view));
}

static gboolean
has_words (GListModel *model, guint position)
{
  g_autoptr (GObject) item = g_list_model_get_item (model, position);

  return item != NULL
         && (!NX_IS_LAZY_ITEM (item) || nx_lazy_item_get_record (NX_LAZY_ITEM (item)) != NULL);
}

/* No row is lower than that; a list that has just become longer has its old height for a frame. */
#define LEAST_HEIGHT 20

static void
get_sight (GtkColumnView *view, guint *first, guint *end)
{
  guint n = g_list_model_get_n_items (get_model (view));
  GtkWidget *scrolled = gtk_widget_get_ancestor (GTK_WIDGET (view), GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled));
  double height = gtk_adjustment_get_upper (adjustment) / MAX (n, 1);
  double top = gtk_adjustment_get_value (adjustment);
  double bottom = top + gtk_adjustment_get_page_size (adjustment);

  *first = *end = 0;
  if (height < LEAST_HEIGHT)
    return;
  *first = MIN (n, (guint)(top / height));
  *end = MIN (n, (guint)(bottom / height) + 1);
}

/* Whether every row in sight of the list has come. */
static gboolean
is_filled (GtkColumnView *view)
{
  guint first = 0;
  guint end = 0;

  if (get_model (view) == NULL)
    return FALSE;
  get_sight (view, &first, &end);
  for (guint i = first; i < end; i++)
    if (!has_words (get_model (view), i))
      return FALSE;
  return end > first;
}

static GtkColumnView *
find_view (City *self)
{
  NxPage *page = nx_window_get_page (self->window);

  return page != NULL ? GTK_COLUMN_VIEW (find_type (GTK_WIDGET (page), GTK_TYPE_COLUMN_VIEW))
                      : NULL;
}

static gboolean
is_today_there (City *self)
{
  NxPage *page = nx_window_get_page (self->window);

  return NX_IS_TODAY_PAGE (page)
         && strcmp (nx_today_page_get_face (NX_TODAY_PAGE (page)), "loading") != 0;
}

static gboolean
is_list_there (City *self)
{
  GtkColumnView *view = find_view (self);

  return view != NULL && gtk_widget_get_mapped (GTK_WIDGET (view)) && is_filled (view);
}

/* Frames */

/* Whether a row that was seen without words has them or has gone: then how long it stood there. */
static gboolean
is_over (gpointer key, gpointer value, gpointer data)
{
  City *self = data;
  guint position = GPOINTER_TO_UINT (key);
  guint first = 0;
  guint end = 0;

  get_sight (self->view, &first, &end);
  if (position >= first && position < end && !has_words (get_model (self->view), position))
    return FALSE;
  self->worst_empty_ms = MAX (self->worst_empty_ms, ms_since (*(gint64 *)value));
  self->n_seen_empty++;
  return TRUE;
}

static void
look_at_rows (City *self)
{
  gint64 now = g_get_monotonic_time ();
  guint first = 0;
  guint end = 0;

  g_hash_table_foreach_remove (self->empty, is_over, self);
  get_sight (self->view, &first, &end);
  for (guint i = first; i < end; i++)
    if (!has_words (get_model (self->view), i)
        && !g_hash_table_contains (self->empty, GUINT_TO_POINTER (i)))
      g_hash_table_insert (self->empty, GUINT_TO_POINTER (i), g_memdup2 (&now, sizeof now));
}

static void
on_after_paint_cb (City *self)
{
  self->n_frames++;
  if (self->view != NULL)
    look_at_rows (self);
}

static gboolean
keep_painting_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  return G_SOURCE_CONTINUE;
}

static void
wait_until (City *self, gboolean (*is_there) (City *self), const char *what)
{
  gint64 begin = g_get_monotonic_time ();

  while (!is_there (self))
    {
      g_main_context_iteration (NULL, TRUE);
      if (g_get_monotonic_time () - begin > DEADLINE)
        g_error ("%s did not come", what);
    }
}

static void
wait_for_frames (City *self, guint n)
{
  guint end = self->n_frames + n;

  while (self->n_frames < end)
    g_main_context_iteration (NULL, TRUE);
}

/* All of the ids have come, not only the first. */
static gboolean
is_list_whole (City *self)
{
  NxPage *page = nx_window_get_page (self->window);

  return NX_IS_RECORD_LIST_PAGE (page) && nx_record_list_page_is_whole (NX_RECORD_LIST_PAGE (page))
         && is_list_there (self);
}

static guint
wait_for_whole_list (City *self, const char *what)
{
  wait_until (self, is_list_whole, what);
  wait_for_frames (self, 2);
  return g_list_model_get_n_items (get_model (find_view (self)));
}

/* The start */

static void
unlocked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  nx_session_unlock_finish (NX_SESSION (source), result, &error);
  g_assert_no_error (error);
}

/* Milliseconds since this process was begun. */
static double
age_ms (void)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) words = NULL;
  struct timespec now;

  g_file_get_contents ("/proc/self/stat", &text, NULL, NULL);
  g_assert (text != NULL);
  /* Behind the name, which is in brackets; what begins is the third field, 22 is the start. */
  words = g_strsplit (strrchr (text, ')') + 2, " ", -1);
  clock_gettime (CLOCK_BOOTTIME, &now);
  return (double)now.tv_sec * 1000 + (double)now.tv_nsec / 1e6
         - g_ascii_strtod (words[22 - 3], NULL) * 1000 / (double)sysconf (_SC_CLK_TCK);
}

static void
open_window (City *self, const char *folder, const char *code)
{
  self->names = nx_accessible_watch ();
  self->scroll_mend = nx_scroll_mend_start ();
  gtk_icon_theme_add_resource_path (gtk_icon_theme_get_for_display (gdk_display_get_default ()),
                                    "/io/github/nuanxin/Nuanxin/icons");
  self->session = nx_session_new (folder);
  nx_session_start (self->session);
  while (nx_session_get_state (self->session) == NX_SESSION_STARTING)
    g_main_context_iteration (NULL, TRUE);
  nx_session_unlock_recovery_async (self->session, code, NULL, unlocked_cb, NULL);
  while (nx_session_get_state (self->session) != NX_SESSION_OPEN)
    g_main_context_iteration (NULL, TRUE);
  self->window = nx_window_new (NULL, self->session);
  gtk_window_present (GTK_WINDOW (self->window));
  g_signal_connect_swapped (gtk_widget_get_frame_clock (GTK_WIDGET (self->window)), "after-paint",
                            G_CALLBACK (on_after_paint_cb), self);
  gtk_widget_add_tick_callback (GTK_WIDGET (self->window), keep_painting_cb, NULL, NULL);
}

static void
measure_start (City *self, const char *folder, const char *code)
{
  gint64 begin = 0;
  guint n = 0;

  open_window (self, folder, code);
  wait_until (self, is_today_there, "today");
  wait_for_frames (self, 2);
  say (self, "what is due today, from the start of the program", age_ms () - self->lost_ms,
       START_MS * self->slow, "ms");
  begin = g_get_monotonic_time ();
  nx_window_show_root (self->window, "households");
  wait_until (self, is_list_there, "households");
  wait_for_frames (self, 2);
  say (self, "the list of households from the press on its name", ms_since (begin),
       START_MS * self->slow, "ms");
  n = wait_for_whole_list (self, "all households");
  printf ("# all %u households are in the list after %.0f ms\n", n, ms_since (begin));
}

/* Typing */

static GtkWidget *
get_sheet (City *self)
{
  return find_type (GTK_WIDGET (self->window), NX_TYPE_FIND_SHEET);
}

static gboolean
is_answered (City *self)
{
  return !nx_find_sheet_is_busy (NX_FIND_SHEET (get_sheet (self)));
}

/* Its first row has its place in the window, or nobody was found. */
static gboolean
has_rows (City *self)
{
  GtkWidget *list = find_type (get_sheet (self), GTK_TYPE_LIST_VIEW);
  GListModel *model = G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (list)));
  GtkWidget *row = gtk_widget_get_first_child (list);

  if (g_list_model_get_n_items (model) == 0)
    return TRUE;
  return row != NULL && gtk_widget_get_mapped (row) && gtk_widget_get_height (row) > 0;
}

typedef struct
{
  guint worst_frames;
  GArray *answers; /* ms from a key to the frame that shows what it finds */
} Typing;

static void
type_character (City *self, GtkEditable *entry, const char *character, Typing *typing)
{
  gint64 begin = g_get_monotonic_time ();
  int position = -1;
  guint then = 0;
  double ms = 0;

  gtk_editable_insert_text (entry, character, -1, &position);
  /* The entry asks a little later, when nobody goes on typing. */
  while (is_answered (self) && ms_since (begin) < 500)
    g_main_context_iteration (NULL, TRUE);
  wait_until (self, is_answered, "an answer");
  then = self->n_frames;
  wait_until (self, has_rows, "a row of the answer");
  wait_for_frames (self, 1);
  ms = ms_since (begin);
  typing->worst_frames = MAX (typing->worst_frames, self->n_frames - then);
  nx_bench_times_add (typing->answers, ms);
}

static void
type_text (City *self, const char *text, Typing *typing)
{
  GtkEditable *entry = NULL;

  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.find", NULL);
  wait_until (self, is_answered, "the find sheet");
  entry = GTK_EDITABLE (find_type (get_sheet (self), GTK_TYPE_TEXT));
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      g_autofree char *character = g_strndup (at, (gsize)(g_utf8_next_char (at) - at));

      type_character (self, entry, character, typing);
    }
  nx_find_sheet_close (NX_FIND_SHEET (get_sheet (self)));
  wait_for_frames (self, 2);
}

static void
measure_typing (City *self)
{
  static const char *const texts[]
      = { "wang", "lxm", "王", "王小明", "伟", "李w", "光荣街", "138", "210", "走访" };
  Typing typing = { 0, nx_bench_times_new () };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    type_text (self, texts[i], &typing);
  say (self, "frames from an answer to its rows, the worst", typing.worst_frames, FRAMES, "frames");
  printf ("# from a key to its rows: median %.0f ms, worst %.0f ms\n",
          nx_bench_times_at (typing.answers, 0.5), nx_bench_times_at (typing.answers, 1));
  g_array_unref (typing.answers);
}

/* Scrolling */

static void
scroll_to (City *self, GtkAdjustment *adjustment, double value)
{
  gtk_adjustment_set_value (adjustment, value);
  wait_for_frames (self, 1);
}

static gboolean
is_scrolled_filled (City *self)
{
  return g_hash_table_size (self->empty) == 0 && is_filled (self->view);
}

/* The wheel for some screens, Page Down, leaps of the bar, the end, all the way back. */
static void
scroll (City *self)
{
  GtkWidget *scrolled = gtk_widget_get_ancestor (GTK_WIDGET (self->view), GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled));
  double page = gtk_adjustment_get_page_size (adjustment);
  double end = gtk_adjustment_get_upper (adjustment) - page;

  for (guint i = 0; i < 60; i++)
    scroll_to (self, adjustment, gtk_adjustment_get_value (adjustment) + 150);
  for (guint i = 0; i < 30; i++)
    scroll_to (self, adjustment, gtk_adjustment_get_value (adjustment) + page);
  for (guint i = 0; i < 40; i++)
    scroll_to (self, adjustment, end * (i + 1) / 40);
  wait_until (self, is_scrolled_filled, "the end of the list");
  for (guint i = 40; i > 0; i--)
    scroll_to (self, adjustment, end * (i - 1) / 40);
  wait_until (self, is_scrolled_filled, "the beginning of the list");
}

static void
measure_scrolling (City *self, const char *root, const char *what)
{
  guint n = 0;

  nx_window_show_root (self->window, root);
  n = wait_for_whole_list (self, root);
  self->view = find_view (self);
  self->empty = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->n_seen_empty = 0;
  self->worst_empty_ms = 0;
  scroll (self);
  printf ("# %s: %u, of which %u were in sight before their words\n", root, n, self->n_seen_empty);
  say (self, what, self->worst_empty_ms, EMPTY_MS * self->slow, "ms");
  self->view = NULL;
  g_clear_pointer (&self->empty, g_hash_table_unref);
}

/* What the application does for its windows. */
static void
load_style (void)
{
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();

  gtk_css_provider_load_from_resource (provider, "/io/github/nuanxin/Nuanxin/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

static void
close_window (City *self)
{
  nx_session_shut (self->session);
  gtk_window_destroy (GTK_WINDOW (self->window));
  g_clear_object (&self->session);
  g_clear_pointer (&self->names, nx_accessible_unwatch);
  g_clear_pointer (&self->scroll_mend, nx_scroll_mend_stop);
}

/* An office of @n households for this run. */
static char *
make_office (guint n)
{
  NxBench bench = { .key = nx_bench_new_key () };
  NxSampleOptions options = { .seed = 1, .households = n };
  g_autoptr (NxStore) store = NULL;
  g_autoptr (GError) error = NULL;

  bench.temporary = g_dir_make_tmp ("nx-city-XXXXXX", &error);
  g_assert_no_error (error);
  store = nx_bench_new_store (&bench, "office");
  nx_sample_office_fill_store (store, &options, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  nx_store_close (store, NULL);
  g_bytes_unref (bench.key);
  return bench.temporary;
}

static void
remove_office (const char *temporary)
{
  g_autoptr (GSubprocess) remover
      = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, NULL, "rm", "-rf", "--", temporary, NULL);

  if (remover != NULL)
    g_subprocess_wait (remover, NULL, NULL);
}

static void
measure_city (City *self, const char *folder)
{
  gint64 begin = g_get_monotonic_time ();
  g_autofree char *code = make_way_in (folder);

  self->lost_ms = ms_since (begin) + self->lost_ms;
  adw_init ();
  load_style ();
  measure_start (self, folder, code);
  measure_typing (self);
  measure_scrolling (self, "households", "a row of households without words, the longest");
  measure_scrolling (self, "people", "a row of people without words, the longest");
  measure_scrolling (self, "cases", "a row of cases without words, the longest");
  say (self, "memory of the program, at its most", read_status_mb ("VmHWM:"), MEMORY_MB, "MB");
  printf ("# memory now: %.0f MB, %.0f of it the program's own\n1..%u\n", read_status_mb ("VmRSS:"),
          read_status_mb ("RssAnon:"), self->n_tests);
  close_window (self);
}

int
main (int argc, char **argv)
{
  City city = { .slow = 1 };
  int households = 0;
  const GOptionEntry options[] = { { "slow", 0, 0, G_OPTION_ARG_DOUBLE, &city.slow,
                                     "Let the clock's limits be so many times as long", "N" },
                                   { "households", 0, 0, G_OPTION_ARG_INT, &households,
                                     "Make an office of so many for this run", "N" },
                                   { NULL } };
  g_autoptr (GOptionContext) context = g_option_context_new ("[FOLDER]");
  g_autofree char *temporary = NULL;
  g_autofree char *folder = NULL;
  gint64 begin = g_get_monotonic_time ();

  nx_memory_set_up ();
  setlocale (LC_ALL, "");
  g_option_context_add_main_entries (context, options, NULL);
  if (!g_option_context_parse (context, &argc, &argv, NULL) || (argc != 2) != (households > 0))
    {
      fprintf (stderr, "Usage: bench-city FOLDER | --households=N\n");
      return 2;
    }
  if (households > 0)
    temporary = make_office ((guint)households);
  folder = households > 0 ? g_build_filename (temporary, "office", NULL) : g_strdup (argv[1]);
  city.lost_ms = ms_since (begin);
  measure_city (&city, folder);
  if (temporary != NULL)
    remove_office (temporary);
  return city.n_failed > 0;
}
