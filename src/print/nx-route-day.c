/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Holds the stops and calls of one working day, put into walking order. */
#define G_LOG_DOMAIN "nx-print"

#include "config.h"

#include "nx-route-day.h"

#include "nx-case.h"
#include "nx-household.h"
#include "nx-paper.h"
#include "nx-text.h"
#include "nx-visit.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define NO_ADDRESS "\357\277\275" /* U+FFFD sorts behind every address */
/* Columns, two for a Han character: two lines and one line on the sheet. */
#define LAST_CONTACT_WIDTH 58
#define TO_DO_WIDTH 34

static void
stop_free (gpointer data)
{
  NxRouteStop *stop = data;

  nx_subject_clear (&stop->subject);
  g_free (stop->sort_key);
  g_free (stop->time);
  g_free (stop->risk);
  g_free (stop->why);
  g_free (stop->last);
  g_free (stop->to_do);
  g_free (stop);
}

void
nx_route_day_init (NxRouteDay *self, NxDate day, const char *worker)
{
  *self = (NxRouteDay){ .day = day, .worker = g_strdup (worker) };
  self->stops = g_ptr_array_new_with_free_func (stop_free);
}

void
nx_route_day_clear (NxRouteDay *self)
{
  g_clear_pointer (&self->worker, g_free);
  g_clear_pointer (&self->companion, g_free);
  g_clear_pointer (&self->remark, g_free);
  g_clear_pointer (&self->stops, g_ptr_array_unref);
}

NxRouteStop *
nx_route_day_add_stop (NxRouteDay *self)
{
  NxRouteStop *stop = g_new0 (NxRouteStop, 1);

  stop->subject.age = -1;
  g_ptr_array_add (self->stops, stop);
  return stop;
}

/* The beginning of `text` on one line, cut between user-perceived characters. */
static char *
shorten (const char *text, guint width)
{
  g_autofree char *line = nx_text_clean (text);
  const char *p = line;
  guint used = 0;

  while (*p != '\0')
    {
      guint more = g_unichar_iswide (g_utf8_get_char (p)) ? 2 : 1;

      if (used + more > width)
        return g_strdup_printf ("%.*s…", (int)(p - line), line);
      used += more;
      p = nx_text_next_grapheme (p);
    }
  return g_steal_pointer (&line);
}

/* "11-05 材料缺一张近照" */
static char *
dup_last (NxRecord *visit)
{
  g_autofree char *day = nx_date_format (nx_record_get_date (visit, NX_VISIT_ON), NX_DATE_SHORT);
  g_autofree char *reason = nx_record_dup_display (visit, NX_VISIT_NOT_MET_REASON);
  g_autofree char *text
      = nx_paper_join (" ", reason, nx_record_peek_text (visit, NX_VISIT_NOT_MET_NOTE),
                       nx_record_peek_text (visit, NX_VISIT_NARRATIVE), NULL);
  g_autofree char *story = shorten (text, LAST_CONTACT_WIDTH);

  return nx_paper_join (" ", day, story, NULL);
}

static void
fill_visits (NxRouteStop *stop, const NxRouteSources *sources)
{
  if (sources->last_visit != NULL)
    {
      const char *steps = nx_record_peek_text (sources->last_visit, NX_VISIT_NEXT_STEPS);
      g_autofree char *first = g_strndup (steps, strcspn (steps, "\n"));

      stop->last = dup_last (sources->last_visit);
      stop->to_do = shorten (first, TO_DO_WIDTH);
    }
  if (sources->planned != NULL)
    {
      const char *kind = nx_record_peek_text (sources->planned, NX_VISIT_KIND);

      stop->time = g_strdup (nx_record_get_text (sources->planned, NX_VISIT_START_TIME));
      stop->is_call = strcmp (kind, "phone") == 0 || strcmp (kind, "online") == 0;
    }
}

NxRouteStop *
nx_route_day_add (NxRouteDay *self, const NxRouteSources *sources)
{
  NxRouteStop *stop = nx_route_day_add_stop (self);
  const char *key = NULL;

  g_return_val_if_fail (sources->case_file != NULL, stop);

  nx_subject_fill (&stop->subject, sources->person, sources->household, NULL, self->day);
  if (stop->subject.name == NULL)
    stop->subject.name = g_strdup (nx_record_get_text (sources->case_file, NX_CASE_CLIENT_NAME));
  if (stop->subject.address == NULL)
    stop->subject.address
        = g_strdup (nx_record_get_text (sources->case_file, NX_CASE_FULL_ADDRESS));
  if (sources->household != NULL)
    key = nx_record_get_text (sources->household, NX_HOUSEHOLD_ADDRESS_KEY);
  stop->sort_key = g_strdup (key != NULL ? key : stop->subject.address);
  stop->risk = nx_record_dup_display (sources->case_file, NX_CASE_RISK);
  stop->why = g_strdup (sources->why != NULL
                            ? sources->why
                            : nx_record_get_text (sources->case_file, NX_CASE_NEXT_REASON));
  fill_visits (stop, sources);
  return stop;
}

static guint64
take_number (const char **text)
{
  guint64 number = 0;

  for (; g_ascii_isdigit (**text); (*text)++)
    number = number * 10 + (guint64)(**text - '0');
  return number;
}

/* Like strcmp, but a run of digits counts as the number it is. */
static int
compare_natural (const char *a, const char *b)
{
  while (*a != '\0' && *b != '\0')
    {
      if (g_ascii_isdigit (*a) && g_ascii_isdigit (*b))
        {
          guint64 left = take_number (&a), right = take_number (&b);

          if (left != right)
            return left < right ? -1 : 1;
          continue;
        }
      if (*a != *b)
        return (guchar)*a < (guchar)*b ? -1 : 1;
      a++;
      b++;
    }
  return *a != '\0' ? 1 : *b != '\0' ? -1 : 0;
}

static int
compare_stops (gconstpointer a, gconstpointer b)
{
  const NxRouteStop *left = *(NxRouteStop *const *)a, *right = *(NxRouteStop *const *)b;
  int order;

  if (left->is_call != right->is_call)
    return left->is_call ? 1 : -1;
  order = compare_natural (left->sort_key, right->sort_key);
  return order != 0 ? order : g_strcmp0 (left->time, right->time);
}

void
nx_route_day_sort (NxRouteDay *self)
{
  /* Once for each stop, not at each comparison. */
  for (guint i = 0; i < self->stops->len; i++)
    {
      NxRouteStop *stop = g_ptr_array_index (self->stops, i);
      char *narrow = nx_text_narrow (stop->sort_key != NULL ? stop->sort_key : NO_ADDRESS);

      g_free (stop->sort_key);
      stop->sort_key = narrow;
    }
  g_ptr_array_sort (self->stops, compare_stops);
}
