/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Loads which support classes and papers of those served end, and puts it into the words of rows.
 */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-today-papers.h"

#include "nx-record-kinds.h"
#include "nx-worker-notes.h"

#include <glib/gi18n-lib.h>

/* How far reviews and ends are looked for: our default. */
#define REVIEW_DAYS_BACK 30
#define REVIEW_DAYS_AHEAD 30
/* A new certificate takes its time: our default, as for the disability certificate. */
#define PAPER_DAYS_BACK 90
#define PAPER_DAYS_AHEAD 90

/* Adds a row; both texts are swallowed. */
static void
add (GPtrArray *notes,
     const char *action,
     gint64 target,
     NxDate on,
     char *take_title,
     char *take_text)
{
  NxTodayNote *note = g_new0 (NxTodayNote, 1);

  note->icon_name = "nx-idcard-symbolic";
  note->action = action;
  note->target = g_variant_ref_sink (g_variant_new_int64 (target));
  note->on = on;
  note->title = take_title;
  note->text = take_text;
  g_ptr_array_add (notes, note);
}

/* Reviews */

static char *
dup_review_text (const NxReview *review, NxDate today)
{
  g_autofree char *day = nx_date_format (review->on, NX_DATE_SHORT);
  int n_days = nx_date_days_between (today, review->on);

  if (review->is_end)
    /* TRANSLATORS: day on which a support class ends, number of days until then */
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Ends %1$s, %2$d day left",
                                         "Ends %1$s, %2$d days left", (gulong)n_days),
                            day, n_days);
  if (n_days < 0)
    /* TRANSLATORS: day on which a support class should have been reviewed */
    return g_strdup_printf (_ ("Review was due %s"), day);
  /* TRANSLATORS: day by which a support class is to be reviewed */
  return g_strdup_printf (_ ("Review by %s"), day);
}

static gboolean
load_reviews (NxDatabase *db, NxTodayNotes *notes, guint limit, GError **error)
{
  NxDate today = nx_database_today (db);
  g_autoptr (GPtrArray) reviews = nx_worker_notes_reviews (
      db, nx_database_actor (db), nx_date_add_days (today, -REVIEW_DAYS_BACK),
      nx_date_add_days (today, REVIEW_DAYS_AHEAD), limit, &notes->counts[NX_TODAY_PAPERS], error);

  for (guint i = 0; reviews != NULL && i < reviews->len; i++)
    {
      const NxReview *review = g_ptr_array_index (reviews, i);
      g_autofree char *class_name = nx_record_dup_display (review->support, NX_SUPPORT_CLASS);
      const char *name = review->household != NULL
                             ? nx_record_peek_text (review->household, NX_HOUSEHOLD_HEAD_NAME)
                             : nx_record_peek_text (review->support, NX_SUPPORT_PERSON_NAME);

      add (notes->notes[NX_TODAY_PAPERS],
           review->household != NULL ? "win.open-household" : "win.open-person",
           review->household != NULL ? nx_record_get_id (review->household)
                                     : nx_record_get_int (review->support, NX_SUPPORT_PERSON),
           review->on,
           /* TRANSLATORS: a support class, and who has it */
           g_strdup_printf (C_ ("support class", "%1$s · %2$s"), class_name, name),
           dup_review_text (review, today));
    }
  return reviews != NULL;
}

/* Papers of persons */

static char *
dup_paper_text (const NxExpiringPaper *paper, NxDate today)
{
  g_autofree char *day = nx_date_format (paper->on, NX_DATE_SHORT);
  int n_days = nx_date_days_between (today, paper->on);

  if (n_days < 0)
    /* TRANSLATORS: day since which an identity document or a certificate is not valid any more */
    return g_strdup_printf (_ ("Expired %s"), day);
  /* TRANSLATORS: last day on which a paper is valid, number of days until then */
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Valid until %1$s, %2$d day left",
                                       "Valid until %1$s, %2$d days left", (gulong)n_days),
                          day, n_days);
}

static gboolean
load_person_papers (NxDatabase *db, NxTodayNotes *notes, guint limit, guint *n_all, GError **error)
{
  NxDate today = nx_database_today (db);
  g_autoptr (GPtrArray) papers = nx_worker_notes_papers (
      db, nx_database_actor (db), nx_date_add_days (today, -PAPER_DAYS_BACK),
      nx_date_add_days (today, PAPER_DAYS_AHEAD), limit, n_all, error);

  for (guint i = 0; papers != NULL && i < papers->len; i++)
    {
      const NxExpiringPaper *paper = g_ptr_array_index (papers, i);

      add (notes->notes[NX_TODAY_PAPERS], "win.open-person", nx_record_get_id (paper->person),
           paper->on,
           /* TRANSLATORS: a paper ("Disability certificate"), and whose it is */
           g_strdup_printf (C_ ("paper", "%1$s · %2$s"),
                            paper->is_disability ? _ ("Disability certificate")
                                                 : C_ ("paper", "Identity document"),
                            nx_record_peek_text (paper->person, NX_PERSON_NAME)),
           dup_paper_text (paper, today));
    }
  return papers != NULL;
}

static int
compare_days (gconstpointer a, gconstpointer b)
{
  const NxTodayNote *left = *(NxTodayNote *const *)a;
  const NxTodayNote *right = *(NxTodayNote *const *)b;

  return nx_date_compare (left->on, right->on);
}

gboolean
nx_today_papers_load (NxDatabase *db, NxTodayNotes *notes, guint limit, GError **error)
{
  GPtrArray *rows = notes->notes[NX_TODAY_PAPERS];
  guint n_papers = 0;

  if (!load_reviews (db, notes, limit, error)
      || !load_person_papers (db, notes, limit, &n_papers, error))
    return FALSE;
  notes->counts[NX_TODAY_PAPERS] += n_papers;
  g_ptr_array_sort (rows, compare_days);
  if (rows->len > limit)
    g_ptr_array_set_size (rows, (int)limit);
  return TRUE;
}
