/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Measures how long each page of the window takes on a warm store, and how long the main loop
 * stalls.
 *
 *   tests/support/session -- bench-pages HOUSEHOLDS [FOLDER [STEP…]]
 *
 * With --minutes=N before them it goes round all of it for so long at a worker's pace, and says how
 * much memory the program has after a pause at the end of each round; --rounds=N ends it sooner,
 * and --rest=MS is the thought between two acts. With --watch it is a test: searching, scrolling
 * and saving must not keep the main loop for more than 50 ms, or as much more as this machine is
 * slower than an office computer, of its own work. FOLDER keeps the sample office for the next run;
 * a STEP is the name of a line. Each figure is the median of the rounds and the worst of them:
 * "ready" from the call that asks for a page to the frame that shows its content, "stall" the
 * longest time the main loop did not wait meanwhile, by the clock and by what the thread itself
 * worked (on a busy machine the second is the program's). One round before them is not counted.
 */
#include "config.h"

#include "bench-pictures.h"
#include "nx-accessible.h"
#include "nx-attachment-strip.h"
#include "nx-find-sheet.h"
#include "nx-lazy-item.h"
#include "nx-list-faces.h"
#include "nx-memory.h"
#include "nx-record-kinds.h"
#include "nx-scroll-mend.h"
#include "nx-stall-watch.h"
#include "nx-today-page.h"
#include "nx-visit-editor.h"
#include "nx-window.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ROUNDS 7
#define ROUNDS_OF_WATCH 3
/* What is felt as a delay: our default. */
#define STALL_MS 50
/* The processor's time for the work of measure_machine() on the computer the limit is meant for. */
#define REFERENCE_MS 3.0
#define DEADLINE (20 * G_USEC_PER_SEC)
/* Longer than the store's threads wait until they give back memory. */
#define PAUSE (4 * G_USEC_PER_SEC)
#define PASSPHRASE "bench pages only"

typedef struct
{
  NxSession *session;
  NxWindow *window;
  NxAccessibleWatch *names; /* as in the program */
  NxScrollMend *scroll_mend;
  gint64 household, person, case_id; /* the ones with the most to show */
  gint64 pictured;                   /* a case with many pictures */
  GArray *visited;                   /* cases to record visits of, one after the other */
  guint n_visits;
  guint rest_ms;
  guint n_frames; /* painted since the content was there */
  gboolean is_watch;
  guint n_tests;
  double limit_ms; /* of own work between two waits, when watching */
  gboolean (*is_there) (gpointer bench);
} Bench;

/* Something to ask for, and what is there then. */
typedef struct
{
  const char *name;
  void (*prepare) (Bench *self); /* or NULL */
  void (*ask) (Bench *self);
  gboolean (*is_there) (gpointer bench);
  void (*leave) (Bench *self); /* or NULL */
  gboolean is_watched;
} Step;

/* --- What is there ------------------------------------------------------------------------------
 */

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

static gboolean
is_any_loading (GtkWidget *widget)
{
  if (!gtk_widget_get_mapped (widget))
    return FALSE;
  if (NX_IS_LIST_FACES (widget)
      && g_str_equal (nx_list_faces_get_face (NX_LIST_FACES (widget)), "loading"))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (is_any_loading (child))
      return TRUE;
  return FALSE;
}

/* The first row of a list of records has come. */
static gboolean
has_rows (NxPage *page)
{
  GtkWidget *view = find_type (GTK_WIDGET (page), GTK_TYPE_COLUMN_VIEW);
  GListModel *model = NULL;
  g_autoptr (GObject) first = NULL;

  if (view == NULL || !gtk_widget_get_mapped (view))
    return TRUE;
  model = G_LIST_MODEL (gtk_column_view_get_model (GTK_COLUMN_VIEW (view)));
  first = model != NULL ? g_list_model_get_item (model, 0) : NULL;
  return first != NULL
         && (!NX_IS_LAZY_ITEM (first) || nx_lazy_item_get_record (NX_LAZY_ITEM (first)) != NULL);
}

static gboolean
is_page_there (gpointer bench)
{
  NxPage *page = nx_window_get_page (((Bench *)bench)->window);

  return page != NULL && gtk_widget_get_mapped (GTK_WIDGET (page)) && !nx_page_is_busy (page)
         && !is_any_loading (GTK_WIDGET (page)) && has_rows (page);
}

/* Its first cards are seen, too. */
static gboolean
are_pictures_there (gpointer bench)
{
  NxPage *page = nx_window_get_page (((Bench *)bench)->window);
  GtkWidget *strip = find_type (GTK_WIDGET (page), NX_TYPE_ATTACHMENT_STRIP);
  g_autoptr (GArray) ids
      = strip != NULL ? nx_attachment_strip_dup_ids (NX_ATTACHMENT_STRIP (strip)) : NULL;

  return ids != NULL && ids->len >= BENCH_N_PICTURES && is_page_there (bench);
}

static gboolean
is_today_there (gpointer bench)
{
  NxPage *page = nx_window_get_page (((Bench *)bench)->window);

  return NX_IS_TODAY_PAGE (page)
         && strcmp (nx_today_page_get_face (NX_TODAY_PAGE (page)), "loading") != 0;
}

static gboolean
is_found (gpointer bench)
{
  GtkWidget *sheet = find_type (GTK_WIDGET (((Bench *)bench)->window), NX_TYPE_FIND_SHEET);

  return sheet != NULL && !nx_find_sheet_is_busy (NX_FIND_SHEET (sheet));
}

/* The page of a saved visit goes away by itself. */
static gboolean
is_saved (gpointer bench)
{
  return !NX_IS_VISIT_EDITOR (nx_window_get_page (((Bench *)bench)->window))
         && is_page_there (bench);
}

/* --- Measuring ----------------------------------------------------------------------------------
 */

static void
on_after_paint_cb (Bench *self)
{
  if (self->is_there != NULL && self->is_there (self))
    self->n_frames++;
}

static gboolean
keep_painting_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  return G_SOURCE_CONTINUE;
}

/* Until the content was there for two frames: the second was begun with it. */
static double
wait_until_painted (Bench *self, gboolean (*is_there) (gpointer bench))
{
  gint64 begin = g_get_monotonic_time ();

  self->n_frames = 0;
  self->is_there = is_there;
  while (self->n_frames < 2 && g_get_monotonic_time () - begin < DEADLINE)
    g_main_context_iteration (NULL, TRUE);
  self->is_there = NULL;
  if (self->n_frames < 2)
    fprintf (stderr, "a page did not come\n");
  return (double)(g_get_monotonic_time () - begin) / 1000.0;
}

/* Long enough that the page before has been filled. */
static void
rest (Bench *self)
{
  gint64 end = g_get_monotonic_time () + (gint64)self->rest_ms * 1000;

  while (g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
}

static int
compare_doubles (const void *a, const void *b)
{
  double x = *(const double *)a;
  double y = *(const double *)b;

  return (x > y) - (x < y);
}

typedef struct
{
  double ready, stall, cpu; /* ms */
} Figures;

static void
run_round (Bench *self, const Step *step, Figures *figures)
{
  gint64 begin = 0;

  if (step->prepare != NULL)
    step->prepare (self);
  rest (self);
  nx_stall_watch_begin ();
  begin = g_get_monotonic_time ();
  step->ask (self);
  wait_until_painted (self, step->is_there);
  figures->ready = (double)(g_get_monotonic_time () - begin) / 1000.0;
  nx_stall_watch_end (&figures->stall, &figures->cpu);
  if (step->leave != NULL)
    step->leave (self);
}

static void
tell (Bench *self,
      const Step *step,
      const double *ready,
      const double *stall,
      const double *cpu,
      guint n)
{
  if (self->is_watch)
    printf ("%s %u %s # stall of %.0f ms own work, at most %.0f; %.0f ms by the clock\n",
            cpu[n / 2] <= self->limit_ms ? "ok" : "not ok", ++self->n_tests, step->name, cpu[n / 2],
            self->limit_ms, stall[n / 2]);
  else
    printf ("%-24s ready %5.0f ms (worst %5.0f)  stall %4.0f ms (worst %4.0f), own work %4.0f ms "
            "(worst %4.0f)\n",
            step->name, ready[n / 2], ready[n - 1], stall[n / 2], stall[n - 1], cpu[n / 2],
            cpu[n - 1]);
  fflush (stdout);
}

/* One round before the others is not counted. */
static void
run_step (Bench *self, const Step *step)
{
  guint n = self->is_watch ? ROUNDS_OF_WATCH : ROUNDS;
  double ready[ROUNDS];
  double stall[ROUNDS];
  double cpu[ROUNDS];
  Figures figures = { 0 };

  run_round (self, step, &figures);
  for (guint i = 0; i < n; i++)
    {
      run_round (self, step, &figures);
      ready[i] = figures.ready;
      stall[i] = figures.stall;
      cpu[i] = figures.cpu;
    }
  qsort (ready, n, sizeof ready[0], compare_doubles);
  qsort (stall, n, sizeof stall[0], compare_doubles);
  qsort (cpu, n, sizeof cpu[0], compare_doubles);
  tell (self, step, ready, stall, cpu, n);
}

/* The time of this thread for laying out words, the median of some tries: most of what a page
 * costs. */
static double
measure_machine (GtkWidget *widget)
{
  double tries[5];

  for (guint i = 0; i < G_N_ELEMENTS (tries); i++)
    {
      double begin_ms = nx_stall_watch_get_cpu_ms ();

      for (guint j = 0; j < 200; j++)
        {
          g_autofree char *text = g_strdup_printf ("光荣街%u号楼2单元501室 Guangrong Street", j);
          g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, text);

          pango_layout_get_size (layout, NULL, NULL);
        }
      tries[i] = nx_stall_watch_get_cpu_ms () - begin_ms;
    }
  qsort (tries, G_N_ELEMENTS (tries), sizeof tries[0], compare_doubles);
  return tries[G_N_ELEMENTS (tries) / 2];
}

static void
find_limit (Bench *self)
{
  double machine_ms = measure_machine (GTK_WIDGET (self->window));

  self->limit_ms = STALL_MS * MAX (1, machine_ms / REFERENCE_MS);
  printf ("# this machine: %.1f ms, the reference: %.1f ms\n", machine_ms, REFERENCE_MS);
}

/* --- Memory --------------------------------------------------------------------------------------
 */

static double
read_rss_mb (void)
{
  g_autofree char *text = NULL;
  const char *found = NULL;

  if (!g_file_get_contents ("/proc/self/status", &text, NULL, NULL))
    return 0;
  found = strstr (text, "VmRSS:");
  return found != NULL ? (double)strtol (found + strlen ("VmRSS:"), NULL, 10) / 1024 : 0;
}

/* What the program holds, without what the allocator keeps for later. */
static double
get_held_mb (void)
{
  struct mallinfo2 info = mallinfo2 ();

  return (double)(info.uordblks + info.hblkhd) / (1024 * 1024);
}

/* Nothing named is everything. */
static gboolean
is_wanted (Bench *self, const Step *step, char **names)
{
  if (self->is_watch && !step->is_watched)
    return FALSE;
  return *names == NULL || g_strv_contains ((const char *const *)names, step->name);
}

/* Everything once, with a thought between. */
static void
go_round (Bench *self, const Step *steps, guint n_steps, char **names)
{
  for (guint i = 0; i < n_steps; i++)
    {
      if (!is_wanted (self, &steps[i], names))
        continue;
      if (steps[i].prepare != NULL)
        steps[i].prepare (self);
      rest (self);
      steps[i].ask (self);
      wait_until_painted (self, steps[i].is_there);
      if (steps[i].leave != NULL)
        steps[i].leave (self);
    }
}

typedef struct
{
  double rss, held; /* MB */
} Memory;

static Memory
read_memory (void)
{
  return (Memory){ read_rss_mb (), get_held_mb () };
}

/* Whoever works takes a breath now and then, in which the program gives back what it no longer
 * needs. */
static void
pause_work (void)
{
  gint64 end = g_get_monotonic_time () + PAUSE;

  while (g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
}

static void
measure_memory (
    Bench *self, const Step *steps, guint n_steps, char **names, guint minutes, guint n_rounds)
{
  gint64 begin = g_get_monotonic_time ();
  gint64 end = begin + (gint64)minutes * 60 * G_USEC_PER_SEC;
  Memory first = { 0 };

  for (guint round = 1; round <= n_rounds && g_get_monotonic_time () < end; round++)
    {
      Memory busy = { 0 };
      Memory now = { 0 };
      double minute = 0;

      go_round (self, steps, n_steps, names);
      busy = read_memory ();
      pause_work ();
      now = read_memory ();
      minute = (double)(g_get_monotonic_time () - begin) / (60.0 * G_USEC_PER_SEC);
      /* The first rounds fill caches: of fonts, of drawn shapes, of statements. */
      if (round <= 3)
        first = now;
      printf (
          "round %3u  minute %5.1f  memory %6.1f MB (%+.1f %%)  held %6.1f MB (%+.1f %%)  before"
          " the pause %6.1f and %6.1f MB\n",
          round, minute, now.rss, (now.rss / first.rss - 1) * 100, now.held,
          (now.held / first.held - 1) * 100, busy.rss, busy.held);
      fflush (stdout);
    }
}

/* --- Steps --------------------------------------------------------------------------------------
 */

static void
go_to_households (Bench *self)
{
  nx_window_show_root (self->window, "households");
}

static void
go_to_cases (Bench *self)
{
  nx_window_show_root (self->window, "cases");
}

static void
go_to_people (Bench *self)
{
  nx_window_show_root (self->window, "people");
}

static void
go_to_visits (Bench *self)
{
  nx_window_show_root (self->window, "visits");
}

static void
go_to_today (Bench *self)
{
  nx_window_show_root (self->window, "today");
}

/* Pages of the sidebar are kept; what is measured is the first time one is shown. */
static void
settle_elsewhere (Bench *self)
{
  nx_window_empty (self->window);
  nx_window_show_root (self->window, "today");
  wait_until_painted (self, is_today_there);
}

static void
settle_in_households (Bench *self)
{
  nx_window_empty (self->window);
  nx_window_show_root (self->window, "households");
  wait_until_painted (self, is_page_there);
}

static void
go_back (Bench *self)
{
  nx_window_pop_page (self->window);
  wait_until_painted (self, is_page_there);
}

static void
open_household (Bench *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.open-household", "x",
                              self->household);
}

static void
open_person (Bench *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.open-person", "x", self->person);
}

static void
open_case (Bench *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.open-case", "x", self->case_id);
}

static void
open_pictured (Bench *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.open-case", "x", self->pictured);
}

static void
open_editor_of (Bench *self, gint64 case_id)
{
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.record-visit", "x", case_id);
}

static void
open_editor (Bench *self)
{
  open_editor_of (self, self->case_id);
}

static void
print_timeline (Bench *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.print-timeline", "x", self->case_id);
}

static void
print_route (Bench *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.print-route", NULL);
}

static void
find_text (Bench *self, const char *text)
{
  nx_find_sheet_open (find_type (GTK_WIDGET (self->window), NX_TYPE_FIND_SHEET), text);
}

static void
open_find_now (Bench *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.find", NULL);
}

static void
open_find (Bench *self)
{
  open_find_now (self);
  wait_until_painted (self, is_found);
}

static void
find_initial (Bench *self)
{
  find_text (self, "w");
}

static void
find_initials (Bench *self)
{
  find_text (self, "wgy");
}

static void
find_surname (Bench *self)
{
  find_text (self, "王");
}

static void
find_words (Bench *self)
{
  find_text (self, "扶手");
}

static void
close_find (Bench *self)
{
  nx_find_sheet_close (NX_FIND_SHEET (find_type (GTK_WIDGET (self->window), NX_TYPE_FIND_SHEET)));
}

/* --- Scrolling and saving -----------------------------------------------------------------------
 */

/* Sixty frames, each some rows further, then to the end and back: as a wheel and the End key do. */
static void
scroll_list (Bench *self)
{
  NxPage *page = nx_window_get_page (self->window);
  GtkWidget *view = find_type (GTK_WIDGET (page), GTK_TYPE_COLUMN_VIEW);
  GtkWidget *scrolled = gtk_widget_get_ancestor (view, GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled));

  for (guint i = 0; i < 60; i++)
    {
      gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + 150);
      wait_until_painted (self, is_page_there);
    }
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment));
  wait_until_painted (self, is_page_there);
  gtk_adjustment_set_value (adjustment, 0);
}

/* Of another case each time: what one page shows may not grow. */
static void
begin_visit (Bench *self)
{
  NxEdit *edit = NULL;

  open_editor_of (self,
                  g_array_index (self->visited, gint64, self->n_visits++ % self->visited->len));
  wait_until_painted (self, is_page_there);
  edit = nx_visit_editor_get_edit (NX_VISIT_EDITOR (nx_window_get_page (self->window)));
  nx_edit_set_text (edit, NX_VISIT_NARRATIVE, "老人精神尚可，血压平稳，药按时吃。");
}

static void
save_visit (Bench *self)
{
  gtk_widget_activate_action (GTK_WIDGET (nx_window_get_page (self->window)), "visit.save", NULL);
}

static const Step steps[] = {
  { "Today", settle_in_households, go_to_today, is_today_there, NULL },
  { "Visits", settle_elsewhere, go_to_visits, is_page_there, NULL },
  { "Cases", settle_elsewhere, go_to_cases, is_page_there, NULL },
  { "Households", settle_elsewhere, go_to_households, is_page_there, NULL },
  { "People", settle_elsewhere, go_to_people, is_page_there, NULL },
  { "a household", NULL, open_household, is_page_there, go_back },
  { "a person", NULL, open_person, is_page_there, go_back },
  { "a case", NULL, open_case, is_page_there, go_back },
  { "a case with pictures", settle_in_households, open_pictured, are_pictures_there, go_back },
  { "a visit to write", NULL, open_editor, is_page_there, go_back },
  { "preview of a timeline", NULL, print_timeline, is_page_there, go_back },
  { "preview of the route", NULL, print_route, is_page_there, go_back },
  { "the find sheet", NULL, open_find_now, is_found, close_find, TRUE },
  { "find: w", open_find, find_initial, is_found, close_find, TRUE },
  { "find: wgy", open_find, find_initials, is_found, close_find, TRUE },
  { "find: 王", open_find, find_surname, is_found, close_find, TRUE },
  { "find: 扶手", open_find, find_words, is_found, close_find, TRUE },
  { "scrolling 62 times", settle_in_households, scroll_list, is_page_there, NULL, TRUE },
  { "saving a visit", begin_visit, save_visit, is_saved, NULL, TRUE },
};

/* --- The office ---------------------------------------------------------------------------------
 */

typedef struct
{
  gboolean is_done;
  GError *error;
} Answer;

static void
created_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Answer *answer = data;

  nx_session_create_finish (NX_SESSION (source), result, &answer->error);
  answer->is_done = TRUE;
}

static void
unlocked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Answer *answer = data;

  nx_session_unlock_finish (NX_SESSION (source), result, &answer->error);
  answer->is_done = TRUE;
}

static void
open_office (Bench *self, guint households)
{
  NxSessionPlan plan = { .passphrase = PASSPHRASE, .sample_households = households };
  Answer answer = { FALSE, NULL };

  while (nx_session_get_state (self->session) == NX_SESSION_STARTING)
    g_main_context_iteration (NULL, TRUE);
  if (nx_session_get_state (self->session) == NX_SESSION_NONE)
    nx_session_create_async (self->session, &plan, NULL, NULL, NULL, created_cb, &answer);
  else
    nx_session_unlock_passphrase_async (self->session, NULL, PASSPHRASE, NULL, unlocked_cb,
                                        &answer);
  while (!answer.is_done)
    g_main_context_iteration (NULL, TRUE);
  if (answer.error != NULL)
    g_error ("%s", answer.error->message);
}

static gint64
ask (NxDatabase *db, const char *name, const char *sql, GError **error)
{
  g_autoptr (NxStatement) row = nx_database_dynamic (db, name, sql, error);

  return row != NULL && nx_statement_step (row, error) ? nx_statement_get_int64 (row, 0) : 0;
}

static void
choose_visited (Bench *self, NxDatabase *db, GError **error)
{
  g_autoptr (NxStatement) rows
      = nx_database_dynamic (db, "visited",
                             "SELECT id FROM case_file WHERE stage = 'intervention' AND id <> :id"
                             " ORDER BY id LIMIT 200",
                             error);

  self->visited = g_array_new (FALSE, FALSE, sizeof (gint64));
  nx_statement_bind_int64 (rows, "id", self->case_id);
  while (nx_statement_step (rows, error))
    {
      gint64 id = nx_statement_get_int64 (rows, 0);

      g_array_append_val (self->visited, id);
    }
}

static gpointer
choose_job (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Bench *self = data;

  self->household = ask (db, "largest",
                         "SELECT household_id FROM membership WHERE to_on IS NULL"
                         " GROUP BY 1 ORDER BY count(*) DESC LIMIT 1",
                         error);
  self->case_id = ask (db, "longest",
                       "SELECT v.case_id FROM visit AS v JOIN case_file AS c ON c.id = v.case_id"
                       " WHERE c.stage = 'intervention'"
                       " GROUP BY 1 ORDER BY count(*) DESC LIMIT 1",
                       error);
  self->person = ask (db, "client",
                      "SELECT person_id FROM case_file WHERE person_id IS NOT NULL LIMIT 1", error);
  choose_visited (self, db, error);
  return NULL;
}

static void
open_window (Bench *self, const char *folder, guint households)
{
  g_autoptr (GError) error = NULL;

  self->names = nx_accessible_watch ();
  self->scroll_mend = nx_scroll_mend_start ();
  gtk_icon_theme_add_resource_path (gtk_icon_theme_get_for_display (gdk_display_get_default ()),
                                    "/io/github/nuanxin/Nuanxin/icons");
  self->session = nx_session_new (folder);
  nx_session_start (self->session);
  open_office (self, households);
  nx_store_read (nx_session_get_store (self->session), choose_job, self, NULL, &error);
  g_assert_no_error (error);
  self->pictured = bench_pictures_ensure (nx_session_get_store (self->session));
  self->window = nx_window_new (NULL, self->session);
  gtk_window_present (GTK_WINDOW (self->window));
  g_signal_connect_swapped (gtk_widget_get_frame_clock (GTK_WIDGET (self->window)), "after-paint",
                            G_CALLBACK (on_after_paint_cb), self);
  gtk_widget_add_tick_callback (GTK_WIDGET (self->window), keep_painting_cb, NULL, NULL);
  settle_elsewhere (self);
}

static void
close_window (Bench *self)
{
  nx_session_shut (self->session);
  gtk_window_destroy (GTK_WINDOW (self->window));
  g_clear_object (&self->session);
  g_clear_pointer (&self->visited, g_array_unref);
  g_clear_pointer (&self->names, nx_accessible_unwatch);
  g_clear_pointer (&self->scroll_mend, nx_scroll_mend_stop);
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
measure_pages (Bench *self, char **names)
{
  if (self->is_watch)
    find_limit (self);
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (is_wanted (self, &steps[i], names))
      run_step (self, &steps[i]);
  if (self->is_watch)
    printf ("1..%u\n", self->n_tests);
}

int
main (int argc, char **argv)
{
  int minutes = 0;
  int n_rounds = G_MAXINT;
  int rest_ms = 500;
  Bench bench = { 0 };
  const GOptionEntry options[]
      = { { "minutes", 0, 0, G_OPTION_ARG_INT, &minutes, "Go round for so long and tell the memory",
            "N" },
          { "rounds", 0, 0, G_OPTION_ARG_INT, &n_rounds, "Go round so often at most", "N" },
          { "rest", 0, 0, G_OPTION_ARG_INT, &rest_ms, "The pause before each act", "MS" },
          { "watch", 0, 0, G_OPTION_ARG_NONE, &bench.is_watch, "Fail where the main loop stalls",
            NULL },
          { NULL } };
  g_autoptr (GOptionContext) context = g_option_context_new ("HOUSEHOLDS [FOLDER [STEP...]]");
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = NULL;
  guint households = 0;
  char **names = NULL;

  nx_memory_set_up ();
  setlocale (LC_ALL, "");
  g_option_context_add_main_entries (context, options, NULL);
  if (g_option_context_parse (context, &argc, &argv, &error) && argc >= 2)
    households = (guint)g_ascii_strtoull (argv[1], NULL, 10);
  if (households == 0)
    {
      fprintf (stderr, "%s\n", error != NULL ? error->message : "How many households?");
      return 2;
    }
  names = argv + MIN (argc, 3);
  bench.rest_ms = (guint)MAX (0, rest_ms);
  adw_init ();
  load_style ();
  folder = argc >= 3 ? g_strdup (argv[2]) : g_dir_make_tmp ("nx-bench-XXXXXX", NULL);
  open_window (&bench, folder, households);
  if (minutes > 0)
    measure_memory (&bench, steps, G_N_ELEMENTS (steps), names, (guint)minutes, (guint)n_rounds);
  else
    measure_pages (&bench, names);
  close_window (&bench);
  if (argc < 3)
    remove_folder (folder);
  return 0;
}
