/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * What the files of NxFindSheet share. */
#pragma once

#include "nx-find-item.h"
#include "nx-find-sheet.h"
#include "nx-width-bin.h"

G_BEGIN_DECLS

#define NX_FIND_N_GROUPS 5 /* all, and the four kinds */

/* What Enter does. */
typedef enum
{
  NX_FIND_ACT_NONE,
  NX_FIND_ACT_OPEN,
  NX_FIND_ACT_RECORD_VISIT,
} NxFindAct;

struct _NxFindSheet
{
  AdwBin parent_instance;

  NxSession *session;

  NxWidthBin *width_bin;
  GtkWidget *card;
  GtkLabel *question_label; /* what is chosen here, and for what */
  GtkWidget *entry;
  GtkWidget *offer_box;
  GtkWidget *chip_box;
  GtkLabel *count_label;
  GtkStack *faces;
  GtkListView *list_view;
  AdwStatusPage *error_page;

  GtkWidget *chips[NX_FIND_N_GROUPS];
  GListStore *items; /* NxFindItem with headings, as shown */
  GtkSingleSelection *selection;
  GPtrArray *rest; /* NxFindItem that follow those in items, or NULL */
  guint rest_source;
  GPtrArray *hits;                 /* NxFindItem of the last answer, or NULL */
  guint counts[NX_N_RECORD_KINDS]; /* of the last answer: how many there are, as NxFindAnswer */
  GArray *places;                  /* NxFindPlace, the last first */
  GCancellable *cancellable;
  GtkWidget *previous_focus; /* weak */
  NxFindAct pending;         /* Enter came before the answer */
  guint is_busy : 1;
  NxRecordKind other_kind; /* of what another record is looked for; NONE: of nothing */
  gint64 other_id;
  const char *other_action; /* what both are for; static */
  guint is_choosing : 1;    /* the client of a new case, or another record */
};

const char *nx_find_sheet_get_typed (NxFindSheet *self);

/* Opens the hit at @position of the list; headings are left alone. */
void nx_find_sheet_activate (NxFindSheet *self, guint position);

/* nx-find-sheet-hits.c */

/* Once, when the sheet is made. */
void nx_find_sheet_add_list (NxFindSheet *self);
void nx_find_sheet_add_chips (NxFindSheet *self);

/* The hits of the last answer, of the kinds that are chosen. */
void nx_find_sheet_fill (NxFindSheet *self);
/* A kind that has no hits any more is not kept chosen. */
void nx_find_sheet_show_counts (NxFindSheet *self);
/* Nothing is shown any more, nor will be. */
void nx_find_sheet_clear (NxFindSheet *self);
void nx_find_sheet_show_error (NxFindSheet *self, const GError *error);

/* nx-find-sheet-offers.c: what the last word may become, each the whole text; NULL for nothing. */
void nx_find_sheet_show_offers (NxFindSheet *self, const char *const *offers);

/* The window's action that opens a record of @kind, or what it is chosen for; NULL for one that has
 * no page, or is not to be chosen. */
const char *nx_find_sheet_get_action (NxFindSheet *self, NxRecordKind kind);

gboolean nx_find_sheet_is_hit (NxFindSheet *self, guint position);
/* Headings are stepped over; at an end the selection stays. */
void nx_find_sheet_move_selection (NxFindSheet *self, int step);

G_END_DECLS
