/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * What the files of NxAttachmentStrip share. */
#pragma once

#include "nx-attachment-card.h"
#include "nx-attachment-strip.h"

G_BEGIN_DECLS

struct _NxAttachmentStrip
{
  AdwBin parent_instance;

  NxStore *store;
  NxAttachmentPlace *place;
  NxAttachmentStripStyle style;
  NxAttachmentQueue *queue;

  GtkWidget *refused; /* lines of what was refused */
  GtkWidget *scroller;
  GtkWidget *waiting; /* cards of files on their way */
  GtkWidget *cards;   /* NxAttachmentCard widgets, newest first */
  GPtrArray *items;   /* NxAttachmentItem, while some have no card yet; or NULL */
  guint n_shown;      /* how many of these have their card in place */
  guint more_source;
  GtkWidget *hint;   /* what one can do here, or NULL */
  GtkWidget *failed; /* the list could not be read */
  GtkWidget *failed_label;
  GtkWidget *add_button; /* or NULL */
  GtkWidget *current;    /* the card that Tab reaches; weak */
  GtkWidget *menu;       /* while it is open */
  GtkFileChooserNative *chooser;
  GCancellable *load;
  guint is_folded : 1;
};

/* nx-attachment-strip-acts.c */

void nx_attachment_strip_install_actions (GtkWidgetClass *klass);
void nx_attachment_strip_set_current (NxAttachmentStrip *self, GtkWidget *card);
void nx_attachment_strip_on_menu_cb (NxAttachmentStrip *self,
                                     double x,
                                     double y,
                                     NxAttachmentCard *card);
void nx_attachment_strip_on_caption_cb (NxAttachmentStrip *self,
                                        const char *text,
                                        NxAttachmentCard *card);
/* Says that @ids were added, with a way back. */
void nx_attachment_strip_tell_added (NxAttachmentStrip *self, GArray *ids);

G_END_DECLS
