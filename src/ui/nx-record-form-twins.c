/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Shows beside a record form who may be the person that is typed, and takes one in their place. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-record-form-private.h"

#include "nx-record-forms.h"
#include "nx-record-kinds.h"
#include "nx-window.h"

#define WIDTH 320

static NxFormPart *
find_part (NxRecordForm *self, NxRecordKind kind)
{
  for (guint i = 0; i < self->parts->len; i++)
    if (nx_record_form_get_part (self, i)->kind == kind)
      return nx_record_form_get_part (self, i);
  return NULL;
}

/* An empty clamp would still ask for room. */
static void
update_side (NxRecordForm *self)
{
  gtk_widget_set_visible (self->side_clamp, gtk_widget_get_visible (GTK_WIDGET (self->twin_box))
                                                && !nx_width_bin_is_medium (self->width_bin));
}

void
nx_record_form_place_twins (NxRecordForm *self)
{
  gboolean is_below = nx_width_bin_is_medium (self->width_bin);
  GtkWidget *box = GTK_WIDGET (self->twin_box);
  AdwBin *place = is_below ? self->bottom_place : self->side_place;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (box == NULL)
    return;
  nx_twin_box_set_compact (self->twin_box, is_below);
  if (is_below)
    gtk_widget_remove_css_class (box, "side");
  else
    gtk_widget_add_css_class (box, "side");
  gtk_widget_set_size_request (box, is_below ? -1 : WIDTH, -1);
  update_side (self);
  if (adw_bin_get_child (place) == box)
    return;
  if (focus != NULL && gtk_widget_is_ancestor (focus, box))
    gtk_root_set_focus (root, NULL);
  adw_bin_set_child (self->side_place, NULL);
  adw_bin_set_child (self->bottom_place, NULL);
  adw_bin_set_child (place, box);
}

/* The membership with somebody who is there already lies over this form: whoever changes their mind
 * goes back and finds what was typed. */
static void
member_saved_cb (NxRecordForm *over, gint64 id, NxRecordForm *self)
{
  NxWindow *window = nx_window_of (self);

  nx_record_form_drop (self);
  if (window != NULL && nx_window_get_page (window) == NX_PAGE (self))
    nx_window_pop_page (window);
}

static void
chosen_cb (NxTwinBox *box, NxRecord *person, NxRecordForm *self)
{
  NxFormPart *part = find_part (self, NX_RECORD_MEMBERSHIP);
  NxWindow *window = nx_window_of (self);
  NxRecordForm *over = NULL;

  if (part == NULL || window == NULL || self->is_saving)
    return;
  nx_form_part_commit (part);
  over = nx_record_forms_make_known_member (nx_page_get_store (NX_PAGE (self)), part->edit, person);
  g_signal_connect_object (over, "saved", G_CALLBACK (member_saved_cb), self, 0);
  nx_window_push_page (window, NX_PAGE (over));
}

void
nx_record_form_watch_twins (NxRecordForm *self)
{
  NxFormPart *person = find_part (self, NX_RECORD_PERSON);
  NxFormPart *membership = find_part (self, NX_RECORD_MEMBERSHIP);
  gint64 household_id
      = membership != NULL ? nx_edit_get_int (membership->edit, NX_MEMBERSHIP_HOUSEHOLD) : 0;

  if (person == NULL)
    return;
  if (self->twin_box == NULL)
    {
      self->twin_box
          = g_object_ref_sink (NX_TWIN_BOX (nx_twin_box_new (nx_page_get_store (NX_PAGE (self)))));
      g_signal_connect_object (self->twin_box, "notify::visible", G_CALLBACK (update_side), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (self->twin_box, "chosen", G_CALLBACK (chosen_cb), self, 0);
    }
  nx_twin_box_set_edit (self->twin_box, person->edit, household_id,
                        membership != NULL && nx_edit_get_base (person->edit) == NULL);
  nx_record_form_place_twins (self);
}
