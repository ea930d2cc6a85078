/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * A question, an answer or a note being written: kept apart from widgets and as a draft, sent once.
 */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-remark.h"

#include "nx-comment-acts.h"
#include "nx-draft-keeper.h"
#include "nx-record-kinds.h"
#include "nx-report-place.h"
#include "nx-text.h"
#include "nx-undo-offer.h"

#include <glib/gi18n-lib.h>

struct _NxRemark
{
  GObject parent_instance;

  NxStore *store;
  gint64 case_id;
  gint64 visit_id;
  char *place;
  char *kind; /* chosen, or NULL */

  NxEdit *edit;
  NxDraftKeeper *keeper; /* NULL: nothing is written */
  guint n_changes;
  guint n_adopting; /* n_changes as the drafts were asked for */
  gboolean is_sending;
};

G_DEFINE_FINAL_TYPE (NxRemark, nx_remark, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
emit_changed (NxRemark *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

NxStore *
nx_remark_get_store (NxRemark *self)
{
  return self->store;
}

gint64
nx_remark_get_case (NxRemark *self)
{
  return self->case_id;
}

gint64
nx_remark_get_visit (NxRemark *self)
{
  return self->visit_id;
}

const char *
nx_remark_get_text (NxRemark *self)
{
  const char *text = nx_edit_get_text (self->edit, NX_COMMENT_TEXT);

  return text != NULL ? text : "";
}

const char *
nx_remark_get_kind (NxRemark *self)
{
  return self->kind;
}

gboolean
nx_remark_is_sending (NxRemark *self)
{
  return self->is_sending;
}

/* The draft */

static NxEdit *
new_edit (NxRemark *self)
{
  NxEdit *edit = nx_edit_new (NX_RECORD_COMMENT, NULL);

  nx_edit_set_int (edit, NX_COMMENT_CASE, self->case_id);
  if (self->visit_id != 0)
    nx_edit_set_int (edit, NX_COMMENT_VISIT, self->visit_id);
  return edit;
}

static void
start_keeper (NxRemark *self)
{
  self->keeper = nx_draft_keeper_new (self->store, self->edit, self->place);
  g_signal_connect_object (self->keeper, "notify::state", G_CALLBACK (emit_changed), self,
                           G_CONNECT_SWAPPED);
}

static void
stop_keeper (NxRemark *self)
{
  if (self->keeper == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->keeper, self);
  nx_draft_keeper_stop (self->keeper);
  g_clear_object (&self->keeper);
}

/* Nothing is written here any more; the draft in the store is somebody else's business. */
static void
clear (NxRemark *self)
{
  stop_keeper (self);
  g_object_unref (self->edit);
  self->edit = new_edit (self);
}

void
nx_remark_set_text (NxRemark *self, const char *text)
{
  if (self->is_sending || g_str_equal (nx_remark_get_text (self), text))
    return;
  self->n_changes++;
  if (*text == '\0')
    {
      if (self->keeper != NULL)
        nx_draft_keeper_discard (self->keeper);
      clear (self);
      emit_changed (self);
      return;
    }
  if (self->keeper == NULL)
    start_keeper (self);
  /* The text first: whoever hears of a change shows the text. */
  nx_edit_set_text (self->edit, NX_COMMENT_TEXT, text);
  nx_edit_set_text (self->edit, NX_COMMENT_KIND, self->kind);
}

void
nx_remark_set_kind (NxRemark *self, const char *kind)
{
  if (g_strcmp0 (self->kind, kind) == 0)
    return;
  g_free (self->kind);
  self->kind = g_strdup (kind);
  self->n_changes++;
  if (self->keeper != NULL && !self->is_sending)
    nx_edit_set_text (self->edit, NX_COMMENT_KIND, kind);
  emit_changed (self);
}

char *
nx_remark_dup_warning (NxRemark *self)
{
  if (self->keeper == NULL || nx_draft_keeper_get_state (self->keeper) != NX_DRAFT_FAILED)
    return NULL;
  return nx_draft_keeper_dup_text (self->keeper);
}

void
nx_remark_flush (NxRemark *self)
{
  if (self->keeper != NULL && !self->is_sending)
    nx_draft_keeper_flush (self->keeper);
}

/* Drafts of other pages, and of the last time */

void
nx_remark_begin_adopt (NxRemark *self)
{
  self->n_adopting = self->n_changes;
}

static gboolean
is_settled (NxRemark *self)
{
  NxDraftState state
      = self->keeper != NULL ? nx_draft_keeper_get_state (self->keeper) : NX_DRAFT_NONE;

  return !self->is_sending && self->n_adopting == self->n_changes
         && (state == NX_DRAFT_NONE || state == NX_DRAFT_KEPT);
}

void
nx_remark_adopt (NxRemark *self, GBytes *draft)
{
  g_autoptr (NxEdit) edit = NULL;

  if (!is_settled (self) || (draft == NULL && self->keeper == NULL))
    return;
  if (draft != NULL)
    {
      /* What cannot be read is as good as nothing. */
      edit = nx_edit_from_draft (draft, NULL, NULL);
      if (edit == NULL
          || g_strcmp0 (nx_edit_get_text (edit, NX_COMMENT_TEXT), nx_remark_get_text (self)) == 0)
        return;
    }
  clear (self);
  if (edit != NULL)
    {
      const char *kind = nx_edit_get_text (edit, NX_COMMENT_KIND);

      nx_edit_set_text (self->edit, NX_COMMENT_TEXT, nx_edit_get_text (edit, NX_COMMENT_TEXT));
      nx_edit_set_text (self->edit, NX_COMMENT_KIND, kind);
      if (kind != NULL)
        {
          g_free (self->kind);
          self->kind = g_strdup (kind);
        }
      start_keeper (self);
    }
  emit_changed (self);
}

/* Sending */

static gboolean
take_back (NxDatabase *db, gpointer undo, GError **error)
{
  return nx_comment_act_take_back (db, *(gint64 *)undo, error);
}

static const char *
get_taken_back (gpointer undo)
{
  return _ ("Taken back: it is not on record any more. The words stand where they were written.");
}

static const NxUndoSpec undo_spec = { "comment-take-back", take_back, g_free, get_taken_back };

static const char *
get_sentence (const char *kind)
{
  if (g_str_equal (kind, "question"))
    return _ ("Question sent.");
  if (g_str_equal (kind, "answer"))
    return _ ("Answer sent.");
  return _ ("Note saved.");
}

typedef struct
{
  NxRemark *remark;
  NxReportPlace *place;
  char *kind;
} Sending;

static gpointer
send_in_worker (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  gint64 id = nx_comment_act_write (db, data, error);

  return id != 0 ? g_memdup2 (&id, sizeof id) : NULL;
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Sending *sending = data;
  g_autoptr (NxRemark) self = sending->remark;
  g_autoptr (NxReportPlace) place = sending->place;
  g_autofree char *kind = sending->kind;
  g_autoptr (GError) error = NULL;
  g_autofree gint64 *id = nx_store_write_finish (NX_STORE (source), result, &error);

  self->is_sending = FALSE;
  self->n_changes++;
  if (id != NULL)
    {
      clear (self);
      nx_undo_offer (nx_report_place_get_window (place), self->store, get_sentence (kind),
                     &undo_spec, g_steal_pointer (&id));
    }
  else
    {
      start_keeper (self);
      nx_draft_keeper_keep (self->keeper);
    }
  emit_changed (self);
  nx_report_place_report (place, error);
}

void
nx_remark_send (NxRemark *self, const char *kind, GtkWidget *widget)
{
  GtkWidget *page = gtk_widget_get_ancestor (widget, NX_TYPE_PAGE);
  g_autofree char *clean = nx_text_clean (nx_remark_get_text (self));
  Sending *sending = NULL;

  if (self->is_sending || clean == NULL || *clean == '\0')
    return;
  self->is_sending = TRUE;
  /* A draft written after the comment would stay behind it. */
  stop_keeper (self);
  if (page != NULL)
    nx_page_show_error (NX_PAGE (page), NULL);
  g_free (self->kind);
  self->kind = g_strdup (kind);
  nx_edit_set_text (self->edit, NX_COMMENT_KIND, kind);
  sending = g_new0 (Sending, 1);
  sending->remark = g_object_ref (self);
  sending->place = nx_report_place_new (widget);
  sending->kind = g_strdup (kind);
  nx_store_write_async (self->store, "comment", send_in_worker, nx_edit_copy (self->edit),
                        g_object_unref, g_free, NULL, sent_cb, sending);
  emit_changed (self);
}

static void
nx_remark_dispose (GObject *object)
{
  NxRemark *self = NX_REMARK (object);

  if (self->keeper != NULL)
    {
      nx_remark_flush (self);
      g_signal_handlers_disconnect_by_data (self->keeper, self);
    }
  g_clear_object (&self->keeper);
  G_OBJECT_CLASS (nx_remark_parent_class)->dispose (object);
}

static void
nx_remark_finalize (GObject *object)
{
  NxRemark *self = NX_REMARK (object);

  g_object_unref (self->edit);
  g_object_unref (self->store);
  g_free (self->kind);
  g_free (self->place);
  G_OBJECT_CLASS (nx_remark_parent_class)->finalize (object);
}

static void
nx_remark_class_init (NxRemarkClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = nx_remark_dispose;
  object_class->finalize = nx_remark_finalize;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
nx_remark_init (NxRemark *self)
{
}

NxRemark *
nx_remark_new (NxStore *store, gint64 case_id, gint64 visit_id)
{
  NxRemark *self = g_object_new (NX_TYPE_REMARK, NULL);

  self->store = g_object_ref (store);
  self->case_id = case_id;
  self->visit_id = visit_id;
  self->place = nx_comment_dup_place (case_id, visit_id);
  self->edit = new_edit (self);
  return self;
}
