/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The picture of NxAttachmentPage at its scale, and the words about it. */
#define G_LOG_DOMAIN "nx-ui"

#include "config.h"

#include "nx-attachment-page-private.h"

#include "nx-attachment-words.h"
#include "nx-attachment.h"

#include <glib/gi18n-lib.h>

static const double scales[] = { 0.1, 0.25, 0.5, 0.75, 1, 1.5, 2, 3, 4 };

/* The words */

static guint
find_position (NxAttachmentPage *self)
{
  for (guint i = 0; i < self->ids->len; i++)
    if (g_array_index (self->ids, gint64, i) == self->id)
      return i + 1;
  return 0;
}

static void
show_place (NxAttachmentPage *self)
{
  guint position = find_position (self);
  /* TRANSLATORS: which of several attachments is shown */
  g_autofree char *subtitle = g_strdup_printf (_ ("%1$u of %2$u"), position, self->ids->len);

  nx_page_set_subtitle (NX_PAGE (self), position > 0 && self->ids->len > 1 ? subtitle : NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "viewer.previous", position > 1);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "viewer.next",
                                 position > 0 && position < self->ids->len);
}

static void
show_pages (NxAttachmentPage *self, NxRecord *record)
{
  guint n_pages = record != NULL ? (guint)nx_record_get_int (record, NX_ATTACHMENT_N_PAGES) : 0;
  /* TRANSLATORS: of a PDF */
  g_autofree char *text = g_strdup_printf (_ ("Page %1$u of %2$u"), self->page_number + 1, n_pages);

  gtk_label_set_label (self->page_label, text);
  gtk_widget_set_visible (self->page_box, n_pages > 1);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "viewer.page-back", self->page_number > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "viewer.page-on",
                                 self->page_number + 1 < n_pages);
}

static void
show_record (NxAttachmentPage *self, NxRecord *record)
{
  const char *caption = nx_attachment_peek_title (record);
  g_autofree char *origin = nx_attachment_words_dup_origin (record);
  g_autofree char *name = nx_attachment_words_dup_name (record);

  gtk_label_set_label (self->caption_label, caption);
  gtk_label_set_label (self->origin_label, origin);
  gtk_picture_set_alternative_text (self->picture, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
  nx_page_set_title (NX_PAGE (self), nx_attachment_is_pdf (record) ? _ ("PDF") : _ ("Photo"));
}

void
nx_attachment_page_show_words (NxAttachmentPage *self)
{
  NxRecord *record = self->content != NULL ? self->content->record : NULL;

  show_place (self);
  show_pages (self, record);
  if (record != NULL)
    show_record (self, record);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "viewer.copy", record != NULL);
}

/* The scale */

static double
get_fitted (NxAttachmentPage *self)
{
  double width = gdk_texture_get_width (self->texture);
  double height = gdk_texture_get_height (self->texture);

  return MIN (1.0, MIN (gtk_widget_get_width (GTK_WIDGET (self->scroller)) / width,
                        gtk_widget_get_height (GTK_WIDGET (self->scroller)) / height));
}

static void
show_zoom (NxAttachmentPage *self)
{
  /* TRANSLATORS: a scale in per cent */
  g_autofree char *text = g_strdup_printf (_ ("%d %%"), (int)(self->zoom * 100 + 0.5));

  /* TRANSLATORS: scale at which the whole picture is seen */
  gtk_label_set_label (self->zoom_label, self->zoom > 0 ? text : _ ("Fitted"));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "viewer.fit", self->zoom > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "viewer.zoom-in",
                                 self->texture != NULL
                                     && self->zoom < scales[G_N_ELEMENTS (scales) - 1]);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "viewer.zoom-out",
                                 self->texture != NULL
                                     && (self->zoom == 0 || self->zoom > scales[0]));
}

void
nx_attachment_page_show_picture (NxAttachmentPage *self)
{
  int width = -1;
  int height = -1;

  gtk_picture_set_paintable (self->picture,
                             self->texture != NULL ? GDK_PAINTABLE (self->texture) : NULL);
  if (self->texture != NULL && self->zoom > 0)
    {
      width = (int)(gdk_texture_get_width (self->texture) * self->zoom);
      height = (int)(gdk_texture_get_height (self->texture) * self->zoom);
    }
  gtk_picture_set_content_fit (self->picture,
                               self->zoom > 0 ? GTK_CONTENT_FIT_FILL : GTK_CONTENT_FIT_SCALE_DOWN);
  gtk_widget_set_size_request (GTK_WIDGET (self->picture), width, height);
  gtk_widget_set_halign (GTK_WIDGET (self->picture),
                         self->zoom > 0 ? GTK_ALIGN_CENTER : GTK_ALIGN_FILL);
  gtk_widget_set_valign (GTK_WIDGET (self->picture),
                         self->zoom > 0 ? GTK_ALIGN_CENTER : GTK_ALIGN_FILL);
  show_zoom (self);
}

static void
zoom_in_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  NxAttachmentPage *self = NX_ATTACHMENT_PAGE (widget);
  double now = 0;

  if (self->texture == NULL)
    return;
  now = self->zoom > 0 ? self->zoom : get_fitted (self);
  for (guint i = 0; i < G_N_ELEMENTS (scales); i++)
    if (scales[i] > now + 0.01)
      {
        self->zoom = scales[i];
        break;
      }
  nx_attachment_page_show_picture (self);
}

static void
zoom_out_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  NxAttachmentPage *self = NX_ATTACHMENT_PAGE (widget);
  double now = 0;

  if (self->texture == NULL)
    return;
  now = self->zoom > 0 ? self->zoom : get_fitted (self);
  for (guint i = G_N_ELEMENTS (scales); i > 0; i--)
    if (scales[i - 1] < now - 0.01)
      {
        self->zoom = scales[i - 1];
        break;
      }
  nx_attachment_page_show_picture (self);
}

static void
fit_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  NX_ATTACHMENT_PAGE (widget)->zoom = 0;
  nx_attachment_page_show_picture (NX_ATTACHMENT_PAGE (widget));
}

/* Up and down, where the picture is larger than its place. */
static gboolean
scroll_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  GtkAdjustment *adjustment
      = gtk_scrolled_window_get_vadjustment (NX_ATTACHMENT_PAGE (widget)->scroller);
  int direction = 0;

  g_variant_get (args, "(i)", &direction);
  gtk_adjustment_set_value (adjustment,
                            gtk_adjustment_get_value (adjustment)
                                + direction * gtk_adjustment_get_page_size (adjustment) / 4);
  return TRUE;
}

void
nx_attachment_page_install_zoom (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "viewer.fit", NULL, fit_action_cb);
  gtk_widget_class_install_action (klass, "viewer.zoom-in", NULL, zoom_in_action_cb);
  gtk_widget_class_install_action (klass, "viewer.zoom-out", NULL, zoom_out_action_cb);
  gtk_widget_class_add_binding (klass, GDK_KEY_Up, 0, scroll_cb, "(i)", -1);
  gtk_widget_class_add_binding (klass, GDK_KEY_Down, 0, scroll_cb, "(i)", 1);
}
