/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The page of one case: who, how risky, where in the work, when next, what happened. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-case-page.h"

#include "nx-attachment-strip.h"
#include "nx-attachment-take.h"
#include "nx-case-menu.h"
#include "nx-case-page-private.h"
#include "nx-date-field.h"
#include "nx-draft-bar.h"
#include "nx-error.h"
#include "nx-line-layout.h"
#include "nx-record-forms.h"
#include "nx-record-kinds.h"
#include "nx-records.h"
#include "nx-remark-box.h"
#include "nx-stepper.h"
#include "nx-wrap-layout.h"

#include <glib/gi18n-lib.h>

#define LEAST_TIMELINE_HEIGHT 300

G_DEFINE_FINAL_TYPE (NxCasePage, nx_case_page, NX_TYPE_PAGE)

static void load (NxCasePage *self);

/* Loading */

static gpointer
load_in_worker (NxDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return nx_records_load (db, NX_RECORD_CASE, *(gint64 *)data, error);
}

static void
load_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NxRecord) case_file = nx_store_read_finish (NX_STORE (source), result, &error);
  NxCasePage *self = data;

  if (nx_error_is_cancelled (error))
    return;
  g_clear_object (&self->load);
  nx_page_end_busy (NX_PAGE (self));
  if (case_file == NULL)
    {
      nx_page_report (NX_PAGE (self), error);
      if (self->case_file == NULL)
        gtk_stack_set_visible_child_name (self->faces, "error");
      return;
    }
  g_set_object (&self->case_file, case_file);
  nx_case_page_show_case (self);
  if (self->wants_writing)
    nx_case_page_open_remark (self);
  self->wants_writing = FALSE;
}

static void
load (NxCasePage *self)
{
  /* A load that is overtaken answers nothing; its busy mark goes with it. */
  if (self->load != NULL)
    {
      g_cancellable_cancel (self->load);
      nx_page_end_busy (NX_PAGE (self));
    }
  g_clear_object (&self->load);
  self->load = g_cancellable_new ();
  nx_page_begin_busy (NX_PAGE (self));
  nx_store_read_async (nx_page_get_store (NX_PAGE (self)), "case-page", load_in_worker,
                       g_memdup2 (&self->case_id, sizeof self->case_id), g_free, g_object_unref,
                       self->load, load_cb, self);
}

static void
on_store_changed_cb (NxStore *store, NxChangeSet *changes, NxCasePage *self)
{
  if (nx_change_set_lookup (changes, NX_RECORD_CASE, self->case_id, NULL)
      || nx_change_set_touches (changes, NX_RECORD_PERSON))
    load (self);
}

static void
on_retry_clicked_cb (NxCasePage *self)
{
  nx_page_show_error (NX_PAGE (self), NULL);
  load (self);
}

/* Where it is narrow the button and the acts stand below the text instead of beside it, and what
 * one knows of the case is folded away, so that there is room for the timeline. */
static void
on_narrow_cb (NxCasePage *self)
{
  gboolean is_narrow = nx_page_is_narrow (NX_PAGE (self));
  gboolean has_details = !is_narrow || gtk_toggle_button_get_active (self->details_button);

  g_object_set (gtk_widget_get_layout_manager (GTK_WIDGET (self->head_box)), "stacked", is_narrow,
                "spacing", is_narrow ? 6 : 15, NULL);
  nx_line_layout_set_stacked (GTK_WIDGET (self->next_strip), is_narrow);
  gtk_widget_set_visible (GTK_WIDGET (self->avatar), !is_narrow);
  gtk_widget_set_visible (self->next_icon, !is_narrow);
  /* It stands in the menu too, and the header has no room. */
  gtk_widget_set_visible (self->attach_button, !is_narrow);
  gtk_widget_set_visible (GTK_WIDGET (self->details_button), is_narrow);
  gtk_widget_set_visible (GTK_WIDGET (self->about_label), has_details);
  gtk_widget_set_visible (GTK_WIDGET (self->stepper_place), has_details);
  /* What is above may fill the window: then all of it scrolls, the timeline as well. */
  gtk_widget_set_size_request (self->timeline, -1, is_narrow ? LEAST_TIMELINE_HEIGHT : -1);
  nx_attachment_strip_set_folded (NX_ATTACHMENT_STRIP (self->attachments), !has_details);
}

static void
on_postpone_clicked_cb (NxCasePage *self)
{
  nx_case_page_postpone (self);
}

static void
on_note_shown_cb (NxCasePage *self)
{
  nx_case_page_begin_remark (self);
  nx_remark_box_focus_text (NX_REMARK_BOX (self->remark_box));
}

static void
on_note_closed_cb (NxCasePage *self)
{
  self->is_asking = FALSE;
}

/* Actions */

static void
record_visit_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  gtk_widget_activate_action (widget, "win.record-visit", "x", NX_CASE_PAGE (widget)->case_id);
}

static void
not_at_home_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  gtk_widget_activate_action (widget, "win.not-at-home", "x", NX_CASE_PAGE (widget)->case_id);
}

static void
print_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  gtk_widget_activate_action (widget, "win.print-timeline", "x", NX_CASE_PAGE (widget)->case_id);
}

static void
edit_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  if (NX_CASE_PAGE (widget)->case_file != NULL)
    nx_record_forms_edit (widget, NX_CASE_PAGE (widget)->case_file, TRUE);
}

static void
open_client_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  NxCasePage *self = NX_CASE_PAGE (widget);
  gint64 person_id = 0;

  if (self->case_file == NULL)
    return;
  person_id = nx_record_get_int (self->case_file, NX_CASE_CLIENT_PERSON);
  if (person_id != 0)
    gtk_widget_activate_action (widget, "win.open-person", "x", person_id);
  else
    gtk_widget_activate_action (widget, "win.open-household", "x",
                                nx_record_get_int (self->case_file, NX_CASE_CLIENT_HOUSEHOLD));
}

static void
ask_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  nx_case_page_ask (NX_CASE_PAGE (widget));
}

static void
attach_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  nx_attachment_strip_choose (NX_ATTACHMENT_STRIP (NX_CASE_PAGE (widget)->attachments));
}

static void
nx_case_page_dispose (GObject *object)
{
  NxCasePage *self = NX_CASE_PAGE (object);

  if (self->load != NULL)
    g_cancellable_cancel (self->load);
  g_clear_object (&self->load);
  g_clear_object (&self->case_file);
  G_OBJECT_CLASS (nx_case_page_parent_class)->dispose (object);
}

static void
nx_case_page_shown (NxPage *page)
{
  nx_draft_bar_reload (NX_DRAFT_BAR (NX_CASE_PAGE (page)->draft_bar));
  nx_page_focus_content (page);
}

static void
nx_case_page_flush (NxPage *page)
{
  nx_timeline_view_flush (NX_TIMELINE_VIEW (NX_CASE_PAGE (page)->timeline));
}

static void
nx_case_page_class_init (NxCasePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nx_case_page_dispose;
  NX_PAGE_CLASS (klass)->flush = nx_case_page_flush;
  NX_PAGE_CLASS (klass)->shown = nx_case_page_shown;
  g_type_ensure (NX_TYPE_LINE_LAYOUT);
  g_type_ensure (NX_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/nuanxin/Nuanxin/ui/nx-case-page.ui");
  gtk_widget_class_bind_template_child (widget_class, NxCasePage, about_label);
  gtk_widget_class_bind_template_child (widget_class, NxCasePage, attach_button);
  gtk_widget_class_bind_template_child (widget_class, NxCasePage, avatar);
  gtk_widget_class_bind_template_child (widget_class, NxCasePage, badges);
  gtk_widget_class_bind_template_child (widget_class, NxCasePage, faces);
  gtk_widget_class_bind_template_child (widget_class, NxCasePage, facts_label);
  gtk_widget_class_bind_template_child (widget_class, NxCasePage, head_box);
  gtk_widget_class_bind_template_child (widget_class, NxCasePage, details_button);
  gtk_widget_class_bind_template_child (widget_class, NxCasePage, menu_button);
  gtk_widget_class_bind_template_child (widget_class, NxCasePage, name_box);
  gtk_widget_class_bind_template_child (widget_class, NxCasePage, name_label);
  gtk_widget_class_bind_template_child (widget_class, NxCasePage, next_icon);
  gtk_widget_class_bind_template_child (widget_class, NxCasePage, next_label);
  gtk_widget_class_bind_template_child (widget_class, NxCasePage, next_strip);
  gtk_widget_class_bind_template_child (widget_class, NxCasePage, not_home_button);
  gtk_widget_class_bind_template_child (widget_class, NxCasePage, note_button);
  gtk_widget_class_bind_template_child (widget_class, NxCasePage, postpone_button);
  gtk_widget_class_bind_template_child (widget_class, NxCasePage, note_popover);
  gtk_widget_class_bind_template_child (widget_class, NxCasePage, postpone_place);
  gtk_widget_class_bind_template_child (widget_class, NxCasePage, postpone_popover);
  gtk_widget_class_bind_template_child (widget_class, NxCasePage, postpone_reason);
  gtk_widget_class_bind_template_child (widget_class, NxCasePage, reason_label);
  gtk_widget_class_bind_template_child (widget_class, NxCasePage, stepper_place);
  gtk_widget_class_bind_template_child (widget_class, NxCasePage, timeline_place);
  gtk_widget_class_bind_template_callback (widget_class, on_narrow_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_note_closed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_note_shown_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_postpone_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_retry_clicked_cb);
  gtk_widget_class_install_action (widget_class, "case.ask", NULL, ask_action_cb);
  gtk_widget_class_install_action (widget_class, "case.attach", NULL, attach_action_cb);
  gtk_widget_class_install_action (widget_class, "case.edit", NULL, edit_action_cb);
  gtk_widget_class_install_action (widget_class, "case.not-at-home", NULL, not_at_home_action_cb);
  gtk_widget_class_install_action (widget_class, "case.open-client", NULL, open_client_action_cb);
  gtk_widget_class_install_action (widget_class, "case.print", NULL, print_action_cb);
  gtk_widget_class_install_action (widget_class, "case.record-visit", NULL, record_visit_action_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_n, GDK_CONTROL_MASK,
                                       "case.record-visit", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK, "case.print",
                                       NULL);
}

static void
nx_case_page_init (NxCasePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_menu_model (self->menu_button, nx_case_menu_get ());
  gtk_widget_set_layout_manager (GTK_WIDGET (self->badges), nx_wrap_layout_new ());
  gtk_widget_set_layout_manager (GTK_WIDGET (self->name_box), nx_wrap_layout_new ());
  self->stepper = nx_stepper_new ();
  adw_bin_set_child (self->stepper_place, self->stepper);
  nx_case_page_set_steps (self);
  self->postpone_field = nx_date_field_new (_ ("New day of the visit"));
  adw_bin_set_child (self->postpone_place, self->postpone_field);
}

static void
add_attachments (NxCasePage *self, NxStore *store)
{
  NxAttachmentPlace place = { .case_id = self->case_id };

  self->attachments = nx_attachment_strip_new (store, &place, NX_ATTACHMENTS_ON_CASE);
  gtk_widget_set_margin_start (self->attachments, 18);
  gtk_widget_set_margin_end (self->attachments, 18);
  gtk_box_append (self->timeline_place, self->attachments);
  nx_attachment_take_install (GTK_WIDGET (self), NX_ATTACHMENT_STRIP (self->attachments));
}

NxPage *
nx_case_page_new (NxStore *store, gint64 case_id)
{
  NxCasePage *self = g_object_new (NX_TYPE_CASE_PAGE, "store", store, NULL);

  self->case_id = case_id;
  add_attachments (self, store);
  self->draft_bar = nx_draft_bar_new (store, case_id);
  gtk_widget_set_margin_start (self->draft_bar, 18);
  gtk_widget_set_margin_end (self->draft_bar, 18);
  gtk_box_append (self->timeline_place, self->draft_bar);
  self->timeline = nx_timeline_view_new (store);
  gtk_widget_set_vexpand (self->timeline, TRUE);
  gtk_box_append (self->timeline_place, self->timeline);
  g_object_bind_property (self, "narrow", self->timeline, "narrow", G_BINDING_SYNC_CREATE);
  nx_case_page_add_remark_box (self);
  nx_timeline_view_set_case (NX_TIMELINE_VIEW (self->timeline), case_id);
  g_signal_connect_object (store, "changed", G_CALLBACK (on_store_changed_cb), self, 0);
  load (self);
  return NX_PAGE (self);
}

NxTimelineView *
nx_case_page_get_timeline (NxCasePage *self)
{
  return NX_TIMELINE_VIEW (self->timeline);
}

void
nx_case_page_go_to (NxCasePage *self, gint64 visit_id, gint64 comment_id)
{
  g_return_if_fail (NX_IS_CASE_PAGE (self));
  if (visit_id != 0)
    nx_timeline_view_go_to_record (NX_TIMELINE_VIEW (self->timeline), NX_RECORD_VISIT, visit_id);
  else if (comment_id != 0)
    nx_timeline_view_go_to_record (NX_TIMELINE_VIEW (self->timeline), NX_RECORD_COMMENT,
                                   comment_id);
  else
    self->wants_writing = TRUE;
}
