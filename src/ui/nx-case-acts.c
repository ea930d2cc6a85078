/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * What is written from the page of a case itself: another day for the visit, with undo, and
 * questions and notes on the case as a whole.
 */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-case-page-private.h"

#include "nx-date-field.h"
#include "nx-due-save.h"
#include "nx-record-kinds.h"
#include "nx-remark-box.h"
#include "nx-report-place.h"

#define REMARK_WIDTH 300

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

/* Writing on the case as a whole */

static void
show_comments (NxCasePage *self)
{
  gint64 worker = self->case_file != NULL ? nx_record_get_int (self->case_file, NX_CASE_WORKER) : 0;
  gint64 actor = nx_store_get_actor (nx_page_get_store (NX_PAGE (self)));

  nx_remark_box_set_comments (
      NX_REMARK_BOX (self->remark_box),
      nx_timeline_view_get_case_comments (NX_TIMELINE_VIEW (self->timeline)), worker == actor);
}

/* Once, with the timeline; then whenever it is opened. */
void
nx_case_page_add_remark_box (NxCasePage *self)
{
  NxRemarks *remarks = nx_timeline_view_get_remarks (NX_TIMELINE_VIEW (self->timeline));

  self->remark_box = nx_remark_box_new (nx_remarks_get (remarks, self->case_id, 0));
  gtk_widget_set_size_request (self->remark_box, REMARK_WIDTH, -1);
  gtk_popover_set_child (self->note_popover, self->remark_box);
  g_signal_connect_object (self->timeline, "loaded", G_CALLBACK (show_comments), self,
                           G_CONNECT_SWAPPED);
}

void
nx_case_page_begin_remark (NxCasePage *self)
{
  NxRemarkBox *box = NX_REMARK_BOX (self->remark_box);
  NxRemark *remark = nx_remark_box_get_remark (box);

  show_comments (self);
  if (self->is_asking)
    nx_remark_box_choose (box, "question");
  else if (*nx_remark_get_text (remark) == '\0')
    /* What is proposed, whatever was sent last. */
    nx_remark_set_kind (remark, NULL);
}

static gboolean
is_on_screen (GtkWidget *button)
{
  GtkWidget *root = GTK_WIDGET (gtk_widget_get_root (button));
  graphene_rect_t bounds;

  return root != NULL && gtk_widget_get_mapped (button)
         && gtk_widget_compute_bounds (button, root, &bounds) && bounds.size.width > 0
         && bounds.origin.x >= 0
         && bounds.origin.x + bounds.size.width <= gtk_widget_get_width (root);
}

static gboolean
open_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  NxCasePage *self = NX_CASE_PAGE (widget);

  if (!is_on_screen (GTK_WIDGET (self->note_button)))
    return G_SOURCE_CONTINUE;
  gtk_menu_button_popup (self->note_button);
  return G_SOURCE_REMOVE;
}

/* A page that still slides in has its buttons outside of the screen, where nothing can pop up. The
 * frames stop when the page is left. */
void
nx_case_page_open_remark (NxCasePage *self)
{
  gtk_widget_add_tick_callback (GTK_WIDGET (self), open_cb, NULL, NULL);
}

void
nx_case_page_ask (NxCasePage *self)
{
  self->is_asking = TRUE;
  nx_case_page_open_remark (self);
}
