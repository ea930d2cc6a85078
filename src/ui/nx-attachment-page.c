/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Shows one attachment large: a picture or the pages of a PDF, with the one before and after it,
 * and a way to save a copy. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-attachment-page.h"

#include "nx-attachment-page-private.h"
#include "nx-attachment.h"
#include "nx-error.h"
#include "nx-words.h"
#include "nx-wrap-layout.h"

#include <glib/gi18n-lib.h>

/* Pixels a page is drawn into: enough for a sheet of A4 at twice a screen's width. */
#define MAX_WIDTH 2400
#define MAX_HEIGHT 3400

G_DEFINE_FINAL_TYPE (NxAttachmentPage, nx_attachment_page, NX_TYPE_PAGE)

static void
set_busy (NxAttachmentPage *self, gboolean is_busy)
{
  if (self->is_busy == (is_busy != FALSE))
    return;
  self->is_busy = is_busy != FALSE;
  if (is_busy)
    nx_page_begin_busy (NX_PAGE (self));
  else
    nx_page_end_busy (NX_PAGE (self));
}

static void
show_failure (NxAttachmentPage *self, const GError *error)
{
  g_autofree char *sentence = nx_words_for_error (error);

  set_busy (self, FALSE);
  g_clear_object (&self->texture);
  nx_attachment_page_show_picture (self);
  gtk_label_set_label (self->failed_label, sentence);
  gtk_stack_set_visible_child_name (self->faces, "error");
}

/* The bytes, then one page of them */

static GCancellable *
renew_load (NxAttachmentPage *self)
{
  if (self->load != NULL)
    g_cancellable_cancel (self->load);
  g_clear_object (&self->load);
  self->load = g_cancellable_new ();
  set_busy (self, TRUE);
  return self->load;
}

static void
drawn_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NxDecodedPage) page = nx_decode_page_finish (result, &error);
  NxAttachmentPage *self = data;

  if (nx_error_is_cancelled (error))
    return;
  if (page == NULL)
    {
      show_failure (self, error);
      return;
    }
  set_busy (self, FALSE);
  g_clear_object (&self->texture);
  self->texture = gdk_memory_texture_new (page->width, page->height, GDK_MEMORY_R8G8B8A8,
                                          page->pixels, page->stride);
  gtk_stack_set_visible_child_name (self->faces, "picture");
  nx_attachment_page_show_picture (self);
  nx_attachment_page_show_words (self);
  nx_page_focus_content (NX_PAGE (self));
}

static void
draw (NxAttachmentPage *self)
{
  nx_decode_page_async (
      self->content->bytes, nx_record_peek_text (self->content->record, NX_ATTACHMENT_MEDIA_TYPE),
      self->page_number, MAX_WIDTH, MAX_HEIGHT, renew_load (self), drawn_cb, self);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  NxAttachmentContent *content = nx_attachment_load_finish (NX_STORE (source), result, &error);
  NxAttachmentPage *self = data;

  if (nx_error_is_cancelled (error))
    return;
  if (content == NULL)
    {
      show_failure (self, error);
      return;
    }
  g_clear_pointer (&self->content, nx_attachment_content_free);
  self->content = content;
  nx_attachment_page_show_words (self);
  draw (self);
}

static void
load (NxAttachmentPage *self)
{
  nx_attachment_load_async (nx_page_get_store (NX_PAGE (self)), self->id, renew_load (self),
                            loaded_cb, self);
}

static void
go_to (NxAttachmentPage *self, gint64 id)
{
  self->id = id;
  self->page_number = 0;
  self->zoom = 0;
  nx_attachment_page_close_copy (self);
  nx_page_show_error (NX_PAGE (self), NULL);
  load (self);
}

/* Its neighbours */

static NxRecord *
take_ids (NxAttachmentPage *self, GPtrArray *items)
{
  NxRecord *current = NULL;

  g_array_set_size (self->ids, 0);
  for (guint i = 0; i < items->len; i++)
    {
      NxRecord *record = ((NxAttachmentItem *)g_ptr_array_index (items, i))->record;
      gint64 id = nx_record_get_id (record);

      g_array_append_val (self->ids, id);
      if (id == self->id)
        current = record;
    }
  return current;
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = nx_attachment_list_finish (NX_STORE (source), result, &error);
  NxAttachmentPage *self = data;
  NxRecord *current = NULL;

  /* Without the others this one can still be looked at. */
  if (nx_error_is_cancelled (error) || items == NULL)
    return;
  current = take_ids (self, items);
  if (current != NULL && self->content != NULL)
    g_set_object (&self->content->record, current);
  nx_attachment_page_show_words (self);
}

static void
load_list (NxAttachmentPage *self)
{
  if (self->list_load != NULL)
    g_cancellable_cancel (self->list_load);
  g_clear_object (&self->list_load);
  self->list_load = g_cancellable_new ();
  nx_attachment_list_async (nx_page_get_store (NX_PAGE (self)), self->place, self->list_load,
                            listed_cb, self);
}

static void
on_store_changed_cb (NxStore *store, NxChangeSet *changes, NxAttachmentPage *self)
{
  if (nx_change_set_touches (changes, NX_RECORD_ATTACHMENT))
    load_list (self);
}

static void
go_beside (NxAttachmentPage *self, int step)
{
  for (guint i = 0; i < self->ids->len; i++)
    {
      gint64 other = (gint64)i + step;

      if (g_array_index (self->ids, gint64, i) != self->id)
        continue;
      if (other >= 0 && other < self->ids->len)
        go_to (self, g_array_index (self->ids, gint64, other));
      return;
    }
}

static void
previous_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  go_beside (NX_ATTACHMENT_PAGE (widget), -1);
}

static void
next_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  go_beside (NX_ATTACHMENT_PAGE (widget), 1);
}

/* Pages of a PDF */

static void
turn (NxAttachmentPage *self, int step)
{
  gint64 n_pages = self->content != NULL
                       ? nx_record_get_int (self->content->record, NX_ATTACHMENT_N_PAGES)
                       : 0;
  gint64 page = (gint64)self->page_number + step;

  if (page < 0 || page >= n_pages)
    return;
  self->page_number = (guint)page;
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
  nx_attachment_page_show_words (self);
  draw (self);
}

static void
page_back_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  turn (NX_ATTACHMENT_PAGE (widget), -1);
}

static void
page_on_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  turn (NX_ATTACHMENT_PAGE (widget), 1);
}

static void
on_retry_clicked_cb (NxAttachmentPage *self)
{
  gtk_stack_set_visible_child_name (self->faces, "loading");
  load (self);
  load_list (self);
}

/* Object */

static void
nx_attachment_page_shown (NxPage *page)
{
  nx_page_focus_content (page);
}

/* What was looked at stays nowhere. */
static void
nx_attachment_page_flush (NxPage *page)
{
  NxAttachmentPage *self = NX_ATTACHMENT_PAGE (page);

  if (self->load != NULL)
    g_cancellable_cancel (self->load);
  if (self->list_load != NULL)
    g_cancellable_cancel (self->list_load);
  gtk_picture_set_paintable (self->picture, NULL);
  g_clear_object (&self->texture);
  g_clear_pointer (&self->content, nx_attachment_content_free);
}

static void
nx_attachment_page_dispose (GObject *object)
{
  NxAttachmentPage *self = NX_ATTACHMENT_PAGE (object);

  if (self->load != NULL)
    g_cancellable_cancel (self->load);
  if (self->list_load != NULL)
    g_cancellable_cancel (self->list_load);
  g_clear_object (&self->load);
  g_clear_object (&self->list_load);
  if (self->chooser != NULL)
    gtk_native_dialog_destroy (GTK_NATIVE_DIALOG (self->chooser));
  g_clear_object (&self->chooser);
  g_clear_object (&self->texture);
  g_clear_pointer (&self->content, nx_attachment_content_free);
  G_OBJECT_CLASS (nx_attachment_page_parent_class)->dispose (object);
}

static void
nx_attachment_page_finalize (GObject *object)
{
  NxAttachmentPage *self = NX_ATTACHMENT_PAGE (object);

  nx_attachment_place_free (self->place);
  g_array_unref (self->ids);
  G_OBJECT_CLASS (nx_attachment_page_parent_class)->finalize (object);
}

static void
add_keys (GtkWidgetClass *klass)
{
  gtk_widget_class_add_binding_action (klass, GDK_KEY_Left, 0, "viewer.previous", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_Right, 0, "viewer.next", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_Page_Up, 0, "viewer.page-back", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_Page_Down, 0, "viewer.page-on", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_plus, GDK_CONTROL_MASK, "viewer.zoom-in",
                                       NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_KP_Add, GDK_CONTROL_MASK, "viewer.zoom-in",
                                       NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_minus, GDK_CONTROL_MASK, "viewer.zoom-out",
                                       NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_KP_Subtract, GDK_CONTROL_MASK,
                                       "viewer.zoom-out", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_0, GDK_CONTROL_MASK, "viewer.fit", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_KP_0, GDK_CONTROL_MASK, "viewer.fit", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_s, GDK_CONTROL_MASK, "viewer.copy", NULL);
}

static void
nx_attachment_page_class_init (NxAttachmentPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = nx_attachment_page_dispose;
  object_class->finalize = nx_attachment_page_finalize;
  NX_PAGE_CLASS (klass)->flush = nx_attachment_page_flush;
  NX_PAGE_CLASS (klass)->shown = nx_attachment_page_shown;
  g_type_ensure (NX_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/nuanxin/Nuanxin/ui/nx-attachment-page.ui");
  gtk_widget_class_bind_template_child (widget_class, NxAttachmentPage, caption_label);
  gtk_widget_class_bind_template_child (widget_class, NxAttachmentPage, copy_bar);
  gtk_widget_class_bind_template_child (widget_class, NxAttachmentPage, faces);
  gtk_widget_class_bind_template_child (widget_class, NxAttachmentPage, failed_label);
  gtk_widget_class_bind_template_child (widget_class, NxAttachmentPage, origin_label);
  gtk_widget_class_bind_template_child (widget_class, NxAttachmentPage, page_box);
  gtk_widget_class_bind_template_child (widget_class, NxAttachmentPage, page_label);
  gtk_widget_class_bind_template_child (widget_class, NxAttachmentPage, picture);
  gtk_widget_class_bind_template_child (widget_class, NxAttachmentPage, place_button);
  gtk_widget_class_bind_template_child (widget_class, NxAttachmentPage, reason_entry);
  gtk_widget_class_bind_template_child (widget_class, NxAttachmentPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, NxAttachmentPage, view);
  gtk_widget_class_bind_template_child (widget_class, NxAttachmentPage, zoom_label);
  gtk_widget_class_bind_template_callback (widget_class, on_retry_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, nx_attachment_page_close_copy);
  gtk_widget_class_bind_template_callback (widget_class, nx_attachment_page_on_place_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, nx_attachment_page_on_reason_changed_cb);
  gtk_widget_class_install_action (widget_class, "viewer.next", NULL, next_action_cb);
  gtk_widget_class_install_action (widget_class, "viewer.page-back", NULL, page_back_action_cb);
  gtk_widget_class_install_action (widget_class, "viewer.page-on", NULL, page_on_action_cb);
  gtk_widget_class_install_action (widget_class, "viewer.previous", NULL, previous_action_cb);
  nx_attachment_page_install_copy (widget_class);
  nx_attachment_page_install_zoom (widget_class);
  add_keys (widget_class);
}

static void
nx_attachment_page_init (NxAttachmentPage *self)
{
  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gtk_widget_init_template (GTK_WIDGET (self));
}

NxPage *
nx_attachment_page_new (NxStore *store, gint64 id, const NxAttachmentPlace *place)
{
  NxAttachmentPage *self = NULL;

  g_return_val_if_fail (NX_IS_STORE (store), NULL);
  self = g_object_new (NX_TYPE_ATTACHMENT_PAGE, "store", store, NULL);
  self->id = id;
  self->place = nx_attachment_place_copy (place);
  g_signal_connect_object (store, "changed", G_CALLBACK (on_store_changed_cb), self, 0);
  nx_attachment_page_show_words (self);
  load (self);
  load_list (self);
  return NX_PAGE (self);
}

GdkTexture *
nx_attachment_page_get_texture (NxAttachmentPage *self)
{
  g_return_val_if_fail (NX_IS_ATTACHMENT_PAGE (self), NULL);
  return self->texture;
}

guint
nx_attachment_page_get_page_number (NxAttachmentPage *self)
{
  g_return_val_if_fail (NX_IS_ATTACHMENT_PAGE (self), 0);
  return self->page_number;
}

double
nx_attachment_page_get_zoom (NxAttachmentPage *self)
{
  g_return_val_if_fail (NX_IS_ATTACHMENT_PAGE (self), 0);
  return self->zoom;
}
