/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * What is written from the page of a case itself: another day for the visit, with undo, and notes.
 */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-case-page-private.h"

#include "nx-date-field.h"
#include "nx-due-save.h"
#include "nx-record-kinds.h"
#include "nx-report-place.h"
#include "nx-save-edit.h"

/* A postponement on its way into the store; the page may have gone when it answers. */
typedef struct
{
  NxCasePage *page;
  NxReportPlace *place;
  char *reason;
} Postponing;

static void
postponed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Postponing *postponing = data;
  g_autoptr (NxCasePage) self = postponing->page;
  g_autoptr (NxReportPlace) place = postponing->place;
  g_autofree char *reason = postponing->reason;
  g_autoptr (GError) error = NULL;
  GtkEditable *entry = GTK_EDITABLE (self->postpone_reason);

  self->is_postponing = FALSE;
  /* What was refused stays where it was typed. */
  if (!nx_due_save_finish (result, &error))
    nx_report_place_report (place, error);
  else if (g_str_equal (gtk_editable_get_text (entry), reason))
    gtk_editable_set_text (entry, "");
}

/* To the day that was chosen, with the reason that was typed. */
void
nx_case_page_postpone (NxCasePage *self)
{
  NxDate day = nx_date_field_get_date (NX_DATE_FIELD (self->postpone_field));
  const char *reason = gtk_editable_get_text (GTK_EDITABLE (self->postpone_reason));
  Postponing *postponing = NULL;

  if (self->is_postponing)
    return;
  if (self->case_file == NULL || !nx_date_field_is_valid (NX_DATE_FIELD (self->postpone_field))
      || !nx_date_is_full (day))
    {
      gtk_widget_grab_focus (self->postpone_field);
      return;
    }
  self->is_postponing = TRUE;
  postponing = g_new0 (Postponing, 1);
  postponing->page = g_object_ref (self);
  postponing->place = nx_report_place_new (GTK_WIDGET (self));
  postponing->reason = g_strdup (reason);
  nx_page_show_error (NX_PAGE (self), NULL);
  nx_due_save_postpone_async (GTK_WIDGET (self), nx_page_get_store (NX_PAGE (self)), self->case_id,
                              day, reason, postponed_cb, postponing);
  gtk_popover_popdown (self->postpone_popover);
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
