/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Private to the page that moves members: its parts, and what fills them. */
#pragma once

#include "nx-field-row.h"
#include "nx-form-part.h"
#include "nx-move-members.h"
#include "nx-move-page.h"

G_BEGIN_DECLS

/* What the page is made from; records only, so it may go from thread to thread. */
typedef struct
{
  NxRecord *household;
  GPtrArray *members; /* present NxMembership */
  GPtrArray *areas;
} NxMoveFacts;

void nx_move_facts_free (NxMoveFacts *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NxMoveFacts, nx_move_facts_free)

/* On a store thread. */
NxMoveFacts *nx_move_facts_load (NxDatabase *db, gint64 household_id, GError **error);

/* One member: whether it moves, and the relation it has then. */
typedef struct
{
  NxRecord *membership; /* borrowed from the facts */
  NxEdit *edit;         /* of the membership; only its relation is typed */
  GtkWidget *button;
  GtkWidget *row; /* NxFieldRow of the relation */
} NxMoveMember;

struct _NxMovePage
{
  NxPage parent_instance;

  GtkStack *faces;
  GtkListBox *member_list;
  GtkListBox *when_list;
  GtkListBox *target_list;
  GtkListBox *home_list;
  GtkLabel *follow_label;

  gint64 household_id;
  NxMoveFacts *facts; /* NULL before the first answer */
  GArray *members;    /* NxMoveMember */
  NxEdit *when;       /* a membership that is never saved: the day and the reason */
  NxFormPart *home;   /* the new household */
  GtkWidget *new_button;
  GtkWidget *there_button;
  GtkWidget *find_button;
  GtkWidget *along_button;
  NxRecord *target; /* the household that was found, or NULL */
  GCancellable *load;
  guint is_saving : 1;
};

/* Fills the page from its facts. */
void nx_move_page_show (NxMovePage *self);
/* What will be so, in words, and which rows are asked. */
void nx_move_page_show_follow (NxMovePage *self);

guint nx_move_page_count_moved (NxMovePage *self);
gboolean nx_move_page_is_new (NxMovePage *self);

G_END_DECLS
