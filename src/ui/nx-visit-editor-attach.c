/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The attachments of the visit that is written: they hang on its draft until it is saved. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-visit-editor-private.h"

#include "nx-attachment-strip.h"
#include "nx-attachment-take.h"
#include "nx-window.h"

#include <glib/gi18n-lib.h>

static NxAttachmentStrip *
get_strip (NxVisitEditor *self)
{
  GtkWidget *strip = adw_bin_get_child (self->attachment_place);

  return strip != NULL ? NX_ATTACHMENT_STRIP (strip) : NULL;
}

/* A draft that is nothing but a photo is one too, and is offered again. */
static void
on_attached_cb (NxVisitEditor *self)
{
  if (self->visit_id == 0 && self->keeper != NULL && !self->is_saving)
    nx_draft_keeper_keep (self->keeper);
}

static void
on_busy_cb (NxVisitEditor *self)
{
  if (!self->is_save_waiting || nx_attachment_strip_is_busy (get_strip (self)))
    return;
  self->is_save_waiting = FALSE;
  nx_visit_editor_save (self);
}

void
nx_visit_editor_show_attachments (NxVisitEditor *self)
{
  g_autofree char *draft_place = nx_visit_editor_dup_place (self);
  NxAttachmentPlace place = { .case_id = self->case_id,
                              .visit_id = self->visit_id,
                              .draft_place = self->visit_id == 0 ? draft_place : NULL };
  GtkWidget *strip = NULL;

  if (get_strip (self) != NULL)
    return;
  strip = nx_attachment_strip_new (nx_page_get_store (NX_PAGE (self)), &place,
                                   NX_ATTACHMENTS_IN_FORM);
  gtk_widget_add_css_class (strip, "card");
  gtk_widget_add_css_class (strip, "nx-form-card");
  g_signal_connect_object (strip, "attached", G_CALLBACK (on_attached_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (strip, "notify::busy", G_CALLBACK (on_busy_cb), self, G_CONNECT_SWAPPED);
  adw_bin_set_child (self->attachment_place, strip);
  nx_attachment_take_install (GTK_WIDGET (self), NX_ATTACHMENT_STRIP (strip));
}

gboolean
nx_visit_editor_waits_for_files (NxVisitEditor *self)
{
  NxWindow *window = nx_window_of (self);

  if (get_strip (self) == NULL || !nx_attachment_strip_is_busy (get_strip (self)))
    return FALSE;
  self->is_save_waiting = TRUE;
  if (window != NULL)
    nx_window_toast (window, _ ("The visit is saved as soon as its files are attached."));
  return TRUE;
}

GArray *
nx_visit_editor_drop_attachments (NxVisitEditor *self)
{
  self->is_save_waiting = FALSE;
  if (get_strip (self) == NULL || self->visit_id != 0)
    return NULL;
  nx_attachment_queue_cancel_all (nx_attachment_strip_get_queue (get_strip (self)));
  return nx_attachment_strip_dup_ids (get_strip (self));
}
