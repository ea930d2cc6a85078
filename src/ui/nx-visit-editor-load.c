/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Reads what a visit is written on, takes its draft up again, and asks when two wrote the same. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-visit-editor-private.h"

#include "nx-error.h"
#include "nx-record-kinds.h"
#include "nx-visit-aside.h"
#include "nx-visit-conflict.h"

#include <glib/gi18n-lib.h>

/* Shows an edit: form, keeper, header. */
void
nx_visit_editor_take_edit (NxVisitEditor *self, NxEdit *edit)
{
  g_autofree char *place = nx_visit_editor_dup_place (self);
  GtkWidget *form = NULL;

  if (self->keeper != NULL)
    nx_draft_keeper_stop (self->keeper);
  g_clear_object (&self->keeper);
  if (self->edit != NULL)
    g_signal_handlers_disconnect_by_func (self->edit, nx_visit_editor_update_undo, self);
  g_set_object (&self->edit, edit);
  g_signal_connect_object (edit, "changed", G_CALLBACK (nx_visit_editor_update_undo), self,
                           G_CONNECT_SWAPPED);
  self->keeper = nx_draft_keeper_new (nx_page_get_store (NX_PAGE (self)), edit, place);
  g_signal_connect_object (self->keeper, "notify::state",
                           G_CALLBACK (nx_visit_editor_show_draft_state), self, G_CONNECT_SWAPPED);
  form = nx_visit_form_new (edit, nx_record_get_text (self->start->case_file, NX_CASE_RISK));
  self->form = NX_VISIT_FORM (form);
  adw_bin_set_child (self->form_place, form);
  nx_visit_editor_update_narrow (self);
  gtk_stack_set_visible_child_name (self->faces, "form");
  nx_visit_editor_show_saveable (self);
  nx_visit_form_focus_text (self->form);
  nx_visit_editor_update_undo (self);
}

static void
show_subtitle (NxVisitEditor *self)
{
  NxRecord *case_file = self->start->case_file;
  g_autofree char *subtitle
      = g_strdup_printf ("%s · %s", nx_record_peek_text (case_file, NX_CASE_CLIENT_NAME),
                         nx_record_peek_text (case_file, NX_CASE_TITLE));

  nx_page_set_subtitle (NX_PAGE (self), subtitle);
}

NxEdit *
nx_visit_editor_make_edit (NxVisitEditor *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  if (self->start->visit != NULL && self->is_carry_out)
    return nx_visit_start_carry_out (self->start, self->state, now);
  if (self->start->visit != NULL)
    return nx_edit_new (NX_RECORD_VISIT, self->start->visit);
  if (nx_date_is_full (self->day))
    return nx_visit_start_propose_plan (self->start, self->day);
  return nx_visit_start_propose (self->start, self->state, now);
}

static void
offer_draft (NxVisitEditor *self)
{
  g_autoptr (GDateTime) when = g_date_time_new_from_unix_local (self->start->draft->changed_at);
  g_autofree char *time = g_date_time_format (when, "%Y-%m-%d %H:%M");
  /* TRANSLATORS: %s is a day and time */
  g_autofree char *text
      = g_strdup_printf (_ ("What you wrote on %s and did not save is here again."), time);

  gtk_label_set_label (self->draft_bar_label, text);
  gtk_info_bar_set_revealed (self->draft_bar, TRUE);
}

/* Mine over theirs, field by field as chosen: goes on as an edit of the newer record. */
static void
on_conflict_solved_cb (NxEdit *edit, gpointer data)
{
  NxVisitEditor *self = data;

  adw_bin_set_child (self->conflict_place, NULL);
  nx_visit_editor_take_edit (self, edit);
  /* The draft in the store is still of the older record. */
  nx_draft_keeper_keep (self->keeper);
}

void
nx_visit_editor_show_conflict (NxVisitEditor *self, NxRecord *theirs, gboolean asks_all)
{
  adw_bin_set_child (self->conflict_place, nx_visit_conflict_new (self->edit, theirs, asks_all,
                                                                  on_conflict_solved_cb, self));
  gtk_stack_set_visible_child_name (self->faces, "conflict");
  nx_visit_editor_show_saveable (self);
}

/* Somebody saved the visit after this draft of it was begun. */
static gboolean
is_draft_stale (const NxVisitStart *start)
{
  NxRecordKind kind = NX_RECORD_NONE;
  gint64 id = 0;
  gint64 version = 0;

  return start->visit != NULL && nx_edit_peek_draft (start->draft->data, &kind, &id, &version)
         && version != nx_record_get_version (start->visit);
}

static void
load_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  NxVisitStart *start = nx_visit_start_load_finish (NX_STORE (source), result, &error);
  NxVisitEditor *self = data;
  g_autoptr (NxEdit) edit = NULL;

  if (nx_error_is_cancelled (error))
    {
      g_clear_pointer (&start, nx_visit_start_free);
      return;
    }
  nx_page_end_busy (NX_PAGE (self));
  if (start == NULL)
    {
      nx_page_report (NX_PAGE (self), error);
      gtk_stack_set_visible_child_name (self->faces, "error");
      return;
    }
  g_clear_pointer (&self->start, nx_visit_start_free);
  self->start = start;
  self->case_id = nx_record_get_id (start->case_file);
  show_subtitle (self);
  nx_visit_editor_show_attachments (self);
  adw_bin_set_child (self->aside_place, nx_visit_aside_new (start));
  if (start->draft != NULL)
    edit = nx_edit_from_draft (start->draft->data, start->visit, NULL);
  if (edit == NULL)
    {
      edit = nx_visit_editor_make_edit (self);
      nx_visit_editor_take_edit (self, edit);
      return;
    }
  nx_visit_editor_take_edit (self, edit);
  if (is_draft_stale (start))
    nx_visit_editor_show_conflict (self, start->visit, TRUE);
  else
    offer_draft (self);
}

void
nx_visit_editor_load (NxVisitEditor *self)
{
  g_clear_object (&self->load);
  self->load = g_cancellable_new ();
  nx_page_begin_busy (NX_PAGE (self));
  nx_visit_start_load_async (nx_page_get_store (NX_PAGE (self)), self->case_id, self->visit_id,
                             self->load, load_cb, self);
}
