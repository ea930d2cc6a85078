/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Loads what stands beside the visits of the day, and puts it into the words of rows. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-today-notes.h"

#include "nx-comment-acts.h"
#include "nx-drafts.h"
#include "nx-due.h"
#include "nx-mask.h"
#include "nx-record-kinds.h"
#include "nx-records.h"
#include "nx-today-papers.h"
#include "nx-worker-notes.h"

#include <glib/gi18n-lib.h>

void
nx_today_note_free (gpointer data)
{
  NxTodayNote *note = data;

  g_variant_unref (note->target);
  g_free (note->title);
  g_free (note->text);
  g_free (note);
}

void
nx_today_notes_free (NxTodayNotes *self)
{
  for (guint i = 0; i < NX_N_TODAY_SECTIONS; i++)
    g_clear_pointer (&self->notes[i], g_ptr_array_unref);
  g_free (self);
}

static void
free_notes (gpointer notes)
{
  nx_today_notes_free (notes);
}

/* Adds a row; target and both texts are swallowed. */
static void
add_at (GPtrArray *notes,
        const char *icon_name,
        const char *action,
        GVariant *take_target,
        char *take_title,
        char *take_text)
{
  NxTodayNote *note = g_new0 (NxTodayNote, 1);

  note->icon_name = icon_name;
  note->action = action;
  note->target = g_variant_ref_sink (take_target);
  note->title = take_title;
  note->text = take_text;
  g_ptr_array_add (notes, note);
}

static void
add (GPtrArray *notes,
     const char *icon_name,
     const char *action,
     gint64 target,
     char *take_title,
     char *take_text)
{
  add_at (notes, icon_name, action, g_variant_new_int64 (target), take_title, take_text);
}

/* The client, by the whole name only in one's own cases. */
static char *
dup_client (NxDatabase *db, NxRecord *case_file)
{
  const char *name = nx_record_peek_text (case_file, NX_CASE_CLIENT_NAME);
  gint64 actor = nx_database_actor (db);

  return nx_record_get_int (case_file, NX_CASE_WORKER) == actor
                 || nx_record_get_int (case_file, NX_CASE_SUPERVISOR) == actor
             ? g_strdup (name)
             : nx_mask_text (NX_MASK_NAME, name);
}

/* Questions */

static gboolean
load_questions (NxDatabase *db, NxTodayNotes *notes, guint limit, GError **error)
{
  g_autoptr (GPtrArray) waiting = nx_worker_notes_questions (
      db, nx_database_actor (db), limit, &notes->counts[NX_TODAY_QUESTIONS], error);

  for (guint i = 0; waiting != NULL && i < waiting->len; i++)
    {
      const NxWaitingQuestion *waits = g_ptr_array_index (waiting, i);
      g_autofree char *client = dup_client (db, waits->case_file);

      add_at (notes->notes[NX_TODAY_QUESTIONS], "nx-ear-symbolic", "win.open-case-at",
              g_variant_new ("(xxx)", nx_record_get_id (waits->case_file),
                             nx_record_get_int (waits->question, NX_COMMENT_VISIT),
                             nx_record_get_id (waits->question)),
              /* TRANSLATORS: a client, and who asked about the case: 王桂英 · 赵明慧提问 */
              g_strdup_printf (_ ("%1$s · %2$s asks"), client,
                               nx_record_peek_text (waits->question, NX_COMMENT_AUTHOR_NAME)),
              /* TRANSLATORS: a text in quotation marks */
              g_strdup_printf (_ ("“%s”"), nx_record_peek_text (waits->question, NX_COMMENT_TEXT)));
    }
  return waiting != NULL;
}

/* Drafts */

/* "case:7" → 7 when the place begins with that word; else 0. */
static gint64
read_place (const char *place, const char *word)
{
  gsize length = strlen (word);

  return g_str_has_prefix (place, word) && place[length] == ':'
             ? g_ascii_strtoll (place + length + 1, NULL, 10)
             : 0;
}

static char *
dup_when (gint64 at)
{
  g_autoptr (GDateTime) when = g_date_time_new_from_unix_local (at);
  NxDate day = { (gint16)g_date_time_get_year (when), (guint8)g_date_time_get_month (when),
                 (guint8)g_date_time_get_day_of_month (when) };
  g_autofree char *day_text = nx_date_format (day, NX_DATE_DAY);
  g_autofree char *time = g_date_time_format (when, "%H:%M");

  /* TRANSLATORS: day and time of the day at which a draft was kept */
  return g_strdup_printf (_ ("Kept %1$s %2$s"), day_text, time);
}

static gboolean
add_visit_draft (NxDatabase *db, GPtrArray *notes, const NxDraft *draft)
{
  g_autoptr (NxRecord) visit = draft->record_id != 0
                                   ? nx_records_find (db, NX_RECORD_VISIT, draft->record_id, NULL)
                                   : NULL;
  gint64 case_id = visit != NULL ? nx_record_get_int (visit, NX_VISIT_CASE)
                                 : read_place (draft->place, "case");
  g_autoptr (NxRecord) case_file
      = case_id != 0 ? nx_records_find (db, NX_RECORD_CASE, case_id, NULL) : NULL;

  if (case_file == NULL)
    return FALSE;
  add (notes, "nx-doc-symbolic", visit != NULL ? "win.edit-visit" : "win.record-visit",
       visit != NULL ? draft->record_id : case_id,
       /* TRANSLATORS: an unfinished record of a visit, and the client */
       g_strdup_printf (_ ("Visit · %s"), nx_record_peek_text (case_file, NX_CASE_CLIENT_NAME)),
       dup_when (draft->changed_at));
  return TRUE;
}

/* Below the visit, or in the place to write on the case. */
static gboolean
add_remark_draft (NxDatabase *db, GPtrArray *notes, const NxDraft *draft)
{
  gint64 case_id = 0;
  gint64 visit_id = 0;
  g_autoptr (NxRecord) visit = NULL;
  g_autoptr (NxRecord) case_file = NULL;
  g_autofree char *client = NULL;

  if (!nx_comment_read_place (draft->place, &case_id, &visit_id))
    return FALSE;
  if (visit_id != 0)
    visit = nx_records_find (db, NX_RECORD_VISIT, visit_id, NULL);
  if (visit != NULL)
    case_id = nx_record_get_int (visit, NX_VISIT_CASE);
  case_file = case_id != 0 ? nx_records_find (db, NX_RECORD_CASE, case_id, NULL) : NULL;
  if (case_file == NULL)
    return FALSE;
  client = dup_client (db, case_file);
  add_at (notes, "nx-ear-symbolic", "win.open-case-at",
          g_variant_new ("(xxx)", case_id, visit_id, (gint64)0),
          /* TRANSLATORS: an unfinished question, answer or note, and the client */
          g_strdup_printf (_ ("Remark · %s"), client), dup_when (draft->changed_at));
  return TRUE;
}

/* Forms open again where they were begun, and take their draft up there. */
static gboolean
add_form_draft (GPtrArray *notes, const NxDraft *draft)
{
  static const struct
  {
    NxRecordKind kind;
    const char *place;
    const char *action;
  } ways[] = {
    { NX_RECORD_HOUSEHOLD, "household", "win.open-household" },
    { NX_RECORD_PERSON, "person", "win.open-person" },
    { NX_RECORD_CASE, "case", "win.open-case" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      gint64 id = draft->record_id != 0 && draft->kind == ways[i].kind
                      ? draft->record_id
                      : read_place (draft->place, ways[i].place);

      if (id == 0)
        continue;
      add (notes, "nx-doc-symbolic", ways[i].action, id,
           /* TRANSLATORS: %s is a kind of record ("Household") whose form is not finished */
           g_strdup_printf (_ ("Form · %s"), nx_record_kind_get_label (draft->kind)),
           dup_when (draft->changed_at));
      return TRUE;
    }
  return FALSE;
}

static gboolean
add_draft (NxDatabase *db, GPtrArray *notes, const NxDraft *draft)
{
  if (draft->kind == NX_RECORD_VISIT)
    return add_visit_draft (db, notes, draft);
  if (draft->kind == NX_RECORD_COMMENT)
    return add_remark_draft (db, notes, draft);
  return add_form_draft (notes, draft);
}

static gboolean
load_drafts (NxDatabase *db, NxTodayNotes *notes, guint limit, GError **error)
{
  GPtrArray *drafts_notes = notes->notes[NX_TODAY_DRAFTS];
  g_autoptr (GPtrArray) drafts = nx_drafts_list (db, error);

  for (guint i = 0; drafts != NULL && i < drafts->len; i++)
    {
      const NxDraft *draft = g_ptr_array_index (drafts, i);

      /* A new member's form keeps two drafts; the person's stands for both. */
      if (draft->kind == NX_RECORD_MEMBERSHIP && draft->record_id == 0)
        continue;
      if (add_draft (db, drafts_notes, draft))
        notes->counts[NX_TODAY_DRAFTS]++;
      if (drafts_notes->len > limit)
        g_ptr_array_set_size (drafts_notes, (int)limit);
    }
  return drafts != NULL;
}

/* Birthdays */

static char *
dup_birthday_title (const NxBirthday *birthday)
{
  const char *name = nx_record_peek_text (birthday->person, NX_PERSON_NAME);

  if (birthday->age <= 0)
    return g_strdup (name);
  /* TRANSLATORS: a person and the full years of the birthday: 王桂英 满 89 岁 */
  return g_strdup_printf (_ ("%1$s turns %2$d"), name, birthday->age);
}

static char *
dup_birthday_text (const NxBirthday *birthday)
{
  g_autofree char *day = nx_date_format (birthday->on, NX_DATE_DAY);
  g_autofree char *lunar_day = NULL;

  if (!nx_lunar_is_set (birthday->lunar))
    /* TRANSLATORS: a birthday by the solar calendar: 公历 11-23 周日 */
    return g_strdup_printf (_ ("Solar calendar, %s"), day);
  lunar_day = nx_lunar_format (
      (NxLunarDate){ 0, birthday->lunar.month, birthday->lunar.day, birthday->lunar.is_leap },
      NX_LUNAR_SHORT);
  /* TRANSLATORS: a lunar day of birth ("lunar 10-2", 十月初二), and the civil day it is kept on */
  return g_strdup_printf (C_ ("birthday", "%1$s · %2$s"), lunar_day, day);
}

static gboolean
load_birthdays (NxDatabase *db, NxTodayNotes *notes, guint limit, GError **error)
{
  NxDate today = nx_database_today (db);
  NxDate from = NX_DATE_NONE;
  NxDate to = NX_DATE_NONE;
  g_autoptr (GPtrArray) birthdays = NULL;

  nx_due_get_week (today, &from, &to);
  birthdays = nx_worker_notes_birthdays (db, nx_database_actor (db), today,
                                         nx_date_is_set (to) ? to : today, limit,
                                         &notes->counts[NX_TODAY_BIRTHDAYS], error);
  for (guint i = 0; birthdays != NULL && i < birthdays->len; i++)
    {
      const NxBirthday *birthday = g_ptr_array_index (birthdays, i);

      add (notes->notes[NX_TODAY_BIRTHDAYS], "nx-birthday-symbolic", "win.open-person",
           nx_record_get_id (birthday->person), dup_birthday_title (birthday),
           dup_birthday_text (birthday));
    }
  return birthdays != NULL;
}

/* Loading */

typedef struct
{
  guint limits[NX_N_TODAY_SECTIONS];
} Job;

static gpointer
load_in_worker (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  static gboolean (*const loads[NX_N_TODAY_SECTIONS]) (NxDatabase *, NxTodayNotes *, guint,
                                                       GError **)
      = { load_questions, load_drafts, load_birthdays, nx_today_papers_load };
  const Job *job = data;
  g_autoptr (NxTodayNotes) notes = g_new0 (NxTodayNotes, 1);

  for (guint i = 0; i < NX_N_TODAY_SECTIONS; i++)
    {
      notes->notes[i] = g_ptr_array_new_with_free_func (nx_today_note_free);
      if (!loads[i](db, notes, job->limits[i], error))
        return NULL;
    }
  return g_steal_pointer (&notes);
}

void
nx_today_notes_load_async (NxStore *store,
                           const guint limits[NX_N_TODAY_SECTIONS],
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  Job *job = g_new0 (Job, 1);

  memcpy (job->limits, limits, sizeof job->limits);
  /* It looks through all questions of the station: neither the next page nor what the reader keeps
   * in memory for lists may suffer from it. */
  nx_store_read_long_async (store, "today-notes", load_in_worker, job, g_free, free_notes, NULL,
                            NULL, cancellable, callback, user_data);
}

NxTodayNotes *
nx_today_notes_load_finish (NxStore *store, GAsyncResult *result, GError **error)
{
  return nx_store_read_finish (store, result, error);
}
