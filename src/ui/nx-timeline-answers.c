/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The answers being typed under a timeline's visits: kept apart from widgets, sent once. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-timeline-answers.h"

#include "nx-record-kinds.h"
#include "nx-report-place.h"
#include "nx-save-edit.h"
#include "nx-text.h"

typedef struct
{
  char *text;
  gboolean is_sending;
} Answer;

struct _NxTimelineAnswers
{
  GObject parent_instance;

  NxStore *store;
  GHashTable *answers; /* visit id → Answer, only where something is typed */
};

G_DEFINE_FINAL_TYPE (NxTimelineAnswers, nx_timeline_answers, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
answer_free (gpointer data)
{
  g_free (((Answer *)data)->text);
  g_free (data);
}

static void
emit_changed (NxTimelineAnswers *self, gint64 visit_id)
{
  g_signal_emit (self, signals[CHANGED], 0, visit_id);
}

const char *
nx_timeline_answers_get_text (NxTimelineAnswers *self, gint64 visit_id)
{
  const Answer *answer = g_hash_table_lookup (self->answers, &visit_id);

  return answer != NULL ? answer->text : "";
}

gboolean
nx_timeline_answers_is_sending (NxTimelineAnswers *self, gint64 visit_id)
{
  const Answer *answer = g_hash_table_lookup (self->answers, &visit_id);

  return answer != NULL && answer->is_sending;
}

void
nx_timeline_answers_set_text (NxTimelineAnswers *self, gint64 visit_id, const char *text)
{
  Answer *answer = NULL;

  if (nx_timeline_answers_is_sending (self, visit_id))
    return;
  if (*text == '\0')
    {
      g_hash_table_remove (self->answers, &visit_id);
      return;
    }
  answer = g_new0 (Answer, 1);
  answer->text = g_strdup (text);
  g_hash_table_replace (self->answers, g_memdup2 (&visit_id, sizeof visit_id), answer);
}

/* Sending */

typedef struct
{
  NxTimelineAnswers *answers;
  NxReportPlace *place;
  gint64 visit_id;
} Sending;

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Sending *sending = data;
  g_autoptr (NxTimelineAnswers) self = sending->answers;
  g_autoptr (NxReportPlace) place = sending->place;
  g_autoptr (GError) error = NULL;
  Answer *answer = g_hash_table_lookup (self->answers, &sending->visit_id);

  if (nx_save_edit_finish (NX_STORE (source), result, &error) != 0)
    g_hash_table_remove (self->answers, &sending->visit_id);
  else
    answer->is_sending = FALSE;
  emit_changed (self, sending->visit_id);
  nx_report_place_report (place, error);
}

void
nx_timeline_answers_send (NxTimelineAnswers *self,
                          gint64 case_id,
                          gint64 visit_id,
                          GtkWidget *widget)
{
  Answer *answer = g_hash_table_lookup (self->answers, &visit_id);
  GtkWidget *page = gtk_widget_get_ancestor (widget, NX_TYPE_PAGE);
  g_autofree char *clean = answer != NULL ? nx_text_clean (answer->text) : NULL;
  g_autoptr (NxEdit) edit = NULL;
  Sending *sending = NULL;

  if (clean == NULL || *clean == '\0' || answer->is_sending)
    return;
  answer->is_sending = TRUE;
  if (page != NULL)
    nx_page_show_error (NX_PAGE (page), NULL);
  edit = nx_edit_new (NX_RECORD_COMMENT, NULL);
  nx_edit_set_int (edit, NX_COMMENT_CASE, case_id);
  nx_edit_set_int (edit, NX_COMMENT_VISIT, visit_id);
  nx_edit_set_text (edit, NX_COMMENT_KIND, "answer");
  nx_edit_set_text (edit, NX_COMMENT_TEXT, answer->text);
  sending = g_new0 (Sending, 1);
  sending->answers = g_object_ref (self);
  sending->place = nx_report_place_new (widget);
  sending->visit_id = visit_id;
  nx_save_edit_async (self->store, "comment", edit, sent_cb, sending);
  emit_changed (self, visit_id);
}

static void
nx_timeline_answers_finalize (GObject *object)
{
  NxTimelineAnswers *self = NX_TIMELINE_ANSWERS (object);

  g_hash_table_unref (self->answers);
  g_object_unref (self->store);
  G_OBJECT_CLASS (nx_timeline_answers_parent_class)->finalize (object);
}

static void
nx_timeline_answers_class_init (NxTimelineAnswersClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = nx_timeline_answers_finalize;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
}

static void
nx_timeline_answers_init (NxTimelineAnswers *self)
{
  self->answers = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, answer_free);
}

NxTimelineAnswers *
nx_timeline_answers_new (NxStore *store)
{
  NxTimelineAnswers *self = g_object_new (NX_TYPE_TIMELINE_ANSWERS, NULL);

  self->store = g_object_ref (store);
  return self;
}

NxStore *
nx_timeline_answers_get_store (NxTimelineAnswers *self)
{
  g_return_val_if_fail (NX_IS_TIMELINE_ANSWERS (self), NULL);
  return self->store;
}
