/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * What is written from the page of a case itself: another day for the visit, with undo, and notes.
 */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-case-page-private.h"

#include "nx-date-field.h"
#include "nx-record-kinds.h"
#include "nx-records.h"
#include "nx-save-edit.h"
#include "nx-save.h"
#include "nx-window.h"

#include <glib/gi18n-lib.h>

static void
save_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (NxCasePage) self = data;
  g_autoptr (GError) error = NULL;

  nx_save_edit_finish (NX_STORE (source), result, &error);
  nx_page_report (NX_PAGE (self), error);
}

static void
save_edit (NxCasePage *self, NxEdit *edit)
{
  nx_save_edit_async (nx_page_get_store (NX_PAGE (self)), "case-save", edit, save_cb,
                      g_object_ref (self));
}

/* What undoing a postponement needs: the case as it was, for the page that may be gone by then. */
typedef struct
{
  NxStore *store;
  gint64 case_id;
  char *next_on;
  char *reason;
  char *rule;
} PostponeUndo;

static void
postpone_undo_free (gpointer data)
{
  PostponeUndo *undo = data;

  g_object_unref (undo->store);
  g_free (undo->next_on);
  g_free (undo->reason);
  g_free (undo->rule);
  g_free (undo);
}

static gpointer
take_back_in_worker (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  PostponeUndo *undo = data;
  g_autoptr (NxRecord) now = nx_records_load (db, NX_RECORD_CASE, undo->case_id, error);
  g_autoptr (NxEdit) edit = NULL;

  if (now == NULL)
    return NULL;
  edit = nx_edit_new (NX_RECORD_CASE, now);
  nx_edit_set_text (edit, NX_CASE_NEXT_ON, undo->next_on);
  nx_edit_set_text (edit, NX_CASE_NEXT_REASON, undo->reason);
  nx_edit_set_text (edit, NX_CASE_NEXT_RULE, undo->rule);
  nx_records_save (db, edit, error);
  return NULL;
}

static void
take_back (gpointer data)
{
  PostponeUndo *undo = data;
  PostponeUndo *job = g_new0 (PostponeUndo, 1);

  job->store = g_object_ref (undo->store);
  job->case_id = undo->case_id;
  job->next_on = g_strdup (undo->next_on);
  job->reason = g_strdup (undo->reason);
  job->rule = g_strdup (undo->rule);
  nx_store_write_async (undo->store, "postpone-undo", take_back_in_worker, job, postpone_undo_free,
                        NULL, NULL, NULL, NULL);
}

/* To the day that was chosen, with the reason that was typed. */
void
nx_case_page_postpone (NxCasePage *self)
{
  NxDate day = nx_date_field_get_date (NX_DATE_FIELD (self->postpone_field));
  g_autoptr (NxEdit) edit = NULL;
  g_autofree char *text = NULL;
  g_autofree char *before = NULL;
  PostponeUndo *undo = NULL;

  if (self->case_file == NULL || !nx_date_is_full (day))
    {
      gtk_widget_grab_focus (self->postpone_field);
      return;
    }
  undo = g_new0 (PostponeUndo, 1);
  undo->store = g_object_ref (nx_page_get_store (NX_PAGE (self)));
  undo->case_id = self->case_id;
  undo->next_on = g_strdup (nx_record_get_text (self->case_file, NX_CASE_NEXT_ON));
  undo->reason = g_strdup (nx_record_get_text (self->case_file, NX_CASE_NEXT_REASON));
  undo->rule = g_strdup (nx_record_get_text (self->case_file, NX_CASE_NEXT_RULE));
  edit = nx_edit_new (NX_RECORD_CASE, self->case_file);
  nx_edit_set_date (edit, NX_CASE_NEXT_ON, day);
  nx_edit_set_text (edit, NX_CASE_NEXT_REASON,
                    gtk_editable_get_text (GTK_EDITABLE (self->postpone_reason)));
  nx_edit_set_text (edit, NX_CASE_NEXT_RULE, "postponed");
  save_edit (self, edit);
  gtk_popover_popdown (self->postpone_popover);
  gtk_editable_set_text (GTK_EDITABLE (self->postpone_reason), "");
  before = nx_date_format (nx_record_get_date (self->case_file, NX_CASE_NEXT_ON), NX_DATE_SHORT);
  text = nx_date_format (day, NX_DATE_SHORT);
  if (nx_window_of (self) != NULL)
    {
      /* TRANSLATORS: old and new day of a visit */
      g_autofree char *sentence = g_strdup_printf (_ ("Postponed: %1$s → %2$s"), before, text);

      nx_window_toast_undo (nx_window_of (self), sentence, take_back, undo, postpone_undo_free);
    }
  else
    postpone_undo_free (undo);
}

/* A note on its way into the store. */
typedef struct
{
  NxCasePage *page;
  char *text;
} Noting;

static void
noted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Noting *noting = data;
  g_autoptr (NxCasePage) self = noting->page;
  g_autofree char *text = noting->text;
  g_autoptr (GError) error = NULL;
  GtkEditable *entry = GTK_EDITABLE (self->note_entry);

  nx_save_edit_finish (NX_STORE (source), result, &error);
  nx_page_report (NX_PAGE (self), error);
  /* What is not in the store stays where it was typed. */
  if (error == NULL && g_str_equal (gtk_editable_get_text (entry), text))
    gtk_editable_set_text (entry, "");
}

/* Saves the note that was typed. */
void
nx_case_page_take_note (NxCasePage *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->note_entry));
  g_autoptr (NxEdit) edit = NULL;
  Noting *noting = NULL;

  if (*text == '\0')
    return;
  edit = nx_edit_new (NX_RECORD_COMMENT, NULL);
  nx_edit_set_int (edit, NX_COMMENT_CASE, self->case_id);
  nx_edit_set_text (edit, NX_COMMENT_KIND, "note");
  nx_edit_set_text (edit, NX_COMMENT_TEXT, text);
  noting = g_new0 (Noting, 1);
  noting->page = g_object_ref (self);
  noting->text = g_strdup (text);
  nx_page_show_error (NX_PAGE (self), NULL);
  nx_save_edit_async (nx_page_get_store (NX_PAGE (self)), "case-note", edit, noted_cb, noting);
  gtk_popover_popdown (self->note_popover);
}
