/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * What one does with a card of the strip: open, name, delete and take that back, go to the next. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-attachment-strip-private.h"

#include "nx-attachment-jobs.h"
#include "nx-attachment.h"
#include "nx-recent-guard.h"
#include "nx-report-place.h"
#include "nx-save-edit.h"
#include "nx-window.h"

#include <glib/gi18n-lib.h>

/* The card that Tab reaches */

void
nx_attachment_strip_set_current (NxAttachmentStrip *self, GtkWidget *card)
{
  for (GtkWidget *child = gtk_widget_get_first_child (self->cards); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    nx_attachment_card_set_reachable (NX_ATTACHMENT_CARD (child), child == card);
  g_set_weak_pointer (&self->current, card);
}

static void
go_to (NxAttachmentStrip *self, GtkWidget *card)
{
  if (card == NULL)
    return;
  nx_attachment_card_set_reachable (NX_ATTACHMENT_CARD (card), TRUE);
  gtk_widget_grab_focus (card);
}

static void
previous_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  NxAttachmentStrip *self = NX_ATTACHMENT_STRIP (widget);
  gboolean is_mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;

  if (self->current != NULL)
    go_to (self, is_mirrored ? gtk_widget_get_next_sibling (self->current)
                             : gtk_widget_get_prev_sibling (self->current));
}

static void
next_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  NxAttachmentStrip *self = NX_ATTACHMENT_STRIP (widget);
  gboolean is_mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;

  if (self->current != NULL)
    go_to (self, is_mirrored ? gtk_widget_get_prev_sibling (self->current)
                             : gtk_widget_get_next_sibling (self->current));
}

static void
first_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  go_to (NX_ATTACHMENT_STRIP (widget),
         gtk_widget_get_first_child (NX_ATTACHMENT_STRIP (widget)->cards));
}

static void
last_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  go_to (NX_ATTACHMENT_STRIP (widget),
         gtk_widget_get_last_child (NX_ATTACHMENT_STRIP (widget)->cards));
}

/* Looking at it, naming it */

static NxRecord *
get_current (NxAttachmentStrip *self)
{
  return self->current != NULL ? nx_attachment_card_get_record (NX_ATTACHMENT_CARD (self->current))
                               : NULL;
}

static void
open_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  NxAttachmentStrip *self = NX_ATTACHMENT_STRIP (widget);
  NxRecord *record = get_current (self);

  if (record != NULL)
    gtk_widget_activate_action (widget, "win.open-attachment", "(xxxs)", nx_record_get_id (record),
                                self->place->case_id, self->place->visit_id,
                                self->place->draft_place != NULL ? self->place->draft_place : "");
}

static void
caption_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  NxAttachmentStrip *self = NX_ATTACHMENT_STRIP (widget);

  if (self->current != NULL)
    nx_attachment_card_edit_caption (NX_ATTACHMENT_CARD (self->current));
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (NxReportPlace) place = data;
  g_autoptr (GError) error = NULL;

  nx_save_edit_finish (NX_STORE (source), result, &error);
  nx_report_place_report (place, error);
}

void
nx_attachment_strip_on_caption_cb (NxAttachmentStrip *self,
                                   const char *text,
                                   NxAttachmentCard *card)
{
  g_autoptr (NxEdit) edit
      = nx_edit_new (NX_RECORD_ATTACHMENT, nx_attachment_card_get_record (card));

  nx_edit_set_text (edit, NX_ATTACHMENT_CAPTION, *text != '\0' ? text : NULL);
  nx_save_edit_async (self->store, "attachment-caption", edit, saved_cb,
                      nx_report_place_new (GTK_WIDGET (self)));
}

/* Deleting and taking back */

/* What the toast keeps: which, and whether taking back means deleting or putting back. */
typedef struct
{
  NxStore *store;
  NxReportPlace *place;
  GArray *ids;
  gboolean is_added;
} Deed;

static Deed *
deed_new (NxAttachmentStrip *self, GArray *ids, gboolean is_added)
{
  Deed *deed = g_new0 (Deed, 1);

  deed->store = g_object_ref (self->store);
  deed->place = nx_report_place_new (GTK_WIDGET (self));
  deed->ids = g_array_copy (ids);
  deed->is_added = is_added;
  return deed;
}

static void
deed_free (gpointer data)
{
  Deed *deed = data;

  g_object_unref (deed->store);
  nx_report_place_free (deed->place);
  g_array_unref (deed->ids);
  g_free (deed);
}

static void
took_back_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Deed *deed = data;
  g_autoptr (GError) error = NULL;

  nx_attachment_archive_finish (NX_STORE (source), result, &error);
  nx_report_place_report (deed->place, error);
  deed_free (deed);
}

static void
take_back_cb (gpointer data)
{
  Deed *deed = data;
  Deed *under_way = g_new0 (Deed, 1);
  NxWindow *window = nx_report_place_get_window (deed->place);

  if (window == NULL)
    {
      g_free (under_way);
      return;
    }
  under_way->store = g_object_ref (deed->store);
  under_way->place = nx_report_place_new (GTK_WIDGET (window));
  under_way->ids = g_array_ref (deed->ids);
  nx_attachment_archive_async (deed->store, deed->ids, deed->is_added, took_back_cb, under_way);
}

void
nx_attachment_strip_tell_added (NxAttachmentStrip *self, GArray *ids)
{
  NxWindow *window = nx_window_of (self);
  g_autofree char *sentence = g_strdup_printf (
      ngettext ("%u file is attached.", "%u files are attached.", ids->len), ids->len);

  if (window != NULL)
    nx_window_toast_undo (window, sentence, take_back_cb, deed_new (self, ids, TRUE), deed_free);
}

static void
deleted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Deed *deed = data;
  g_autoptr (GError) error = NULL;
  NxWindow *window = nx_report_place_get_window (deed->place);

  nx_attachment_archive_finish (NX_STORE (source), result, &error);
  nx_report_place_report (deed->place, error);
  if (error == NULL && window != NULL)
    nx_window_toast_undo (window, _ ("The attachment is deleted."), take_back_cb, deed, deed_free);
  else
    deed_free (deed);
}

static void
delete_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  NxAttachmentStrip *self = NX_ATTACHMENT_STRIP (widget);
  NxRecord *record = get_current (self);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 id = record != NULL ? nx_record_get_id (record) : 0;

  if (record == NULL)
    return;
  g_array_append_val (ids, id);
  nx_attachment_archive_async (self->store, ids, TRUE, deleted_cb, deed_new (self, ids, FALSE));
}

/* The menu */

static void
forget_menu_cb (gpointer data)
{
  g_autoptr (GtkWidget) menu = data;

  if (gtk_widget_get_parent (menu) != NULL)
    gtk_widget_unparent (menu);
}

static void
on_menu_closed_cb (NxAttachmentStrip *self, GtkWidget *menu)
{
  /* Its action comes after it has closed. */
  if (self->menu != menu)
    return;
  self->menu = NULL;
  g_idle_add_once (forget_menu_cb, g_object_ref (menu));
}

static void
popup_menu (NxAttachmentStrip *self, GtkWidget *card, const GdkRectangle *where)
{
  g_autoptr (GMenu) model = g_menu_new ();

  if (self->menu != NULL)
    return;
  g_menu_append (model, _ ("_Open"), "attachment.open");
  g_menu_append (model, _ ("_Caption"), "attachment.caption");
  g_menu_append (model, _ ("_Delete"), "attachment.delete");
  self->menu = gtk_popover_menu_new_from_model (G_MENU_MODEL (model));
  gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), where);
  gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
  gtk_popover_set_position (GTK_POPOVER (self->menu), GTK_POS_BOTTOM);
  g_signal_connect_object (self->menu, "closed", G_CALLBACK (on_menu_closed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

void
nx_attachment_strip_on_menu_cb (NxAttachmentStrip *self, double x, double y, NxAttachmentCard *card)
{
  GdkRectangle where = { 0, 0, 1, 1 };
  double left = 0;
  double top = 0;

  gtk_widget_translate_coordinates (GTK_WIDGET (card), GTK_WIDGET (self), x, y, &left, &top);
  where.x = (int)left;
  where.y = (int)top;
  nx_attachment_strip_set_current (self, GTK_WIDGET (card));
  popup_menu (self, GTK_WIDGET (card), &where);
}

static void
menu_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  NxAttachmentStrip *self = NX_ATTACHMENT_STRIP (widget);

  if (self->current != NULL)
    nx_attachment_strip_on_menu_cb (self, gtk_widget_get_width (self->current) / 2.0,
                                    gtk_widget_get_height (self->current) / 2.0,
                                    NX_ATTACHMENT_CARD (self->current));
}

/* Adding */

static void
on_chosen_cb (NxAttachmentStrip *self, int response, GtkFileChooserNative *chooser)
{
  g_autoptr (GListModel) files = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    files = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (chooser));
  for (guint i = 0; files != NULL && i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);

      nx_attachment_queue_add_file (self->queue, file);
    }
  g_clear_object (&self->chooser);
}

void
nx_attachment_strip_choose (NxAttachmentStrip *self)
{
  g_autoptr (GtkFileFilter) filter = NULL;

  g_return_if_fail (NX_IS_ATTACHMENT_STRIP (self));
  if (self->chooser != NULL)
    return;
  filter = gtk_file_filter_new ();
  gtk_file_filter_add_mime_type (filter, "image/*");
  gtk_file_filter_add_mime_type (filter, "application/pdf");
  /* TRANSLATORS: kind of file in the file chooser */
  gtk_file_filter_set_name (filter, _ ("Photos and PDF files"));
  self->chooser = gtk_file_chooser_native_new (_ ("Attach Files"),
                                               GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                               GTK_FILE_CHOOSER_ACTION_OPEN,
                                               /* TRANSLATORS: button of the file chooser */
                                               _ ("_Attach"), _ ("_Cancel"));
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (self->chooser), TRUE);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (self->chooser), filter);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (on_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  nx_recent_guard_start ();
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
add_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  nx_attachment_strip_choose (NX_ATTACHMENT_STRIP (widget));
}

void
nx_attachment_strip_install_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "attachment.add", NULL, add_action_cb);
  gtk_widget_class_install_action (klass, "attachment.caption", NULL, caption_action_cb);
  gtk_widget_class_install_action (klass, "attachment.delete", NULL, delete_action_cb);
  gtk_widget_class_install_action (klass, "attachment.first", NULL, first_action_cb);
  gtk_widget_class_install_action (klass, "attachment.last", NULL, last_action_cb);
  gtk_widget_class_install_action (klass, "attachment.menu", NULL, menu_action_cb);
  gtk_widget_class_install_action (klass, "attachment.next", NULL, next_action_cb);
  gtk_widget_class_install_action (klass, "attachment.open", NULL, open_action_cb);
  gtk_widget_class_install_action (klass, "attachment.previous", NULL, previous_action_cb);
}
