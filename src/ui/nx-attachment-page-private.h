/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * What the files of NxAttachmentPage share. */
#pragma once

#include "nx-attachment-jobs.h"
#include "nx-attachment-page.h"

G_BEGIN_DECLS

struct _NxAttachmentPage
{
  NxPage parent_instance;

  GtkStack *faces;
  GtkLabel *failed_label;
  GtkWidget *view;
  GtkScrolledWindow *scroller;
  GtkPicture *picture;
  GtkLabel *caption_label;
  GtkLabel *origin_label;
  GtkLabel *page_label;
  GtkWidget *page_box;
  GtkLabel *zoom_label;
  GtkWidget *copy_bar;
  GtkEditable *reason_entry;
  GtkWidget *place_button;

  NxAttachmentPlace *place;
  gint64 id;
  GArray *ids; /* gint64, in the order of the strip */
  NxAttachmentContent *content;
  GdkTexture *texture;
  guint page_number;
  double zoom; /* 0: fitted */
  GtkFileChooserNative *chooser;
  GCancellable *list_load;
  GCancellable *load;
  guint is_busy : 1;
};

/* nx-attachment-page-show.c */

/* The picture at its scale, and the words about it. */
void nx_attachment_page_show_picture (NxAttachmentPage *self);
void nx_attachment_page_show_words (NxAttachmentPage *self);
void nx_attachment_page_install_zoom (GtkWidgetClass *klass);

/* nx-attachment-page-copy.c */

void nx_attachment_page_install_copy (GtkWidgetClass *klass);
void nx_attachment_page_close_copy (NxAttachmentPage *self);
void nx_attachment_page_on_reason_changed_cb (NxAttachmentPage *self);
void nx_attachment_page_on_place_clicked_cb (NxAttachmentPage *self);

G_END_DECLS
