/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Private to the merge page: its parts, and what fills them. */
#pragma once

#include "nx-merge-facts.h"
#include "nx-merge-page.h"

G_BEGIN_DECLS

struct _NxMergePage
{
  NxPage parent_instance;

  GtkStack *faces;
  GtkListBox *kept_list;
  GtkWidget *home_part;
  GtkLabel *home_heading;
  GtkLabel *home_text;
  GtkListBox *home_list;
  GtkWidget *relation_part;
  GtkListBox *relation_list;
  GtkWidget *other_part;
  GtkListBox *other_list;
  GtkWidget *same_part;
  GtkExpander *same_expander;
  GtkLabel *same_label;
  GtkListBox *same_list;
  GtkLabel *follow_label;
  GtkWidget *merge_button;

  NxRecordKind kind;
  gint64 ids[2];
  NxMergeFacts *facts; /* NULL before the first answer */
  GtkWidget *kept_buttons[2];
  GArray *homes;        /* Home: the answers to where the person lives, or who is the head */
  GPtrArray *relations; /* NxEdit of the members of two households, whose relation may change */
  GPtrArray *fields;    /* NxMergeField, borrowed, in the order of the record */
  GCancellable *load;
  guint is_saving : 1;
};

/* One answer to the question below the records. */
typedef struct
{
  GtkWidget *button;
  gint64 id; /* household of a person, membership of a head; 0: both */
} NxMergeHome;

/* The record that stays: 0 or 1. */
guint nx_merge_page_get_kept (NxMergePage *self);

/* Fills the page from its facts. */
void nx_merge_page_show (NxMergePage *self);

/* What would follow to the record that stays, in words. */
void nx_merge_page_show_follow (NxMergePage *self);

/* Whether every question has its answer. */
gboolean nx_merge_page_is_answered (NxMergePage *self);

/* The id of the chosen answer; 0 for both and for no question. */
gint64 nx_merge_page_get_home (NxMergePage *self);

G_END_DECLS
