/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * What the files of NxHouseholdPage share. */
#pragma once

#include "nx-badge.h"
#include "nx-chip.h"
#include "nx-date-field.h"
#include "nx-facts-box.h"
#include "nx-household-facts.h"
#include "nx-household-page.h"
#include "nx-width-bin.h"

G_BEGIN_DECLS

struct _NxHouseholdPage
{
  NxPage parent_instance;

  gint64 household_id;

  NxWidthBin *width_bin;
  GtkStack *faces;
  AdwStatusPage *failed_page;
  GtkBox *head;
  GtkLabel *name_label;
  NxBadge *risk_badge;
  GtkBox *tags;
  GtkLabel *place_label;
  GtkButton *visit_button;
  GtkMenuButton *visit_menu_button;
  GtkWidget *part_switch;
  GtkToggleButton *facts_toggle;
  GtkScrolledWindow *outer;
  GtkBox *columns;
  GtkWidget *left;
  GtkWidget *members_part;
  GtkLabel *members_count;
  NxDateField *as_of_field;
  NxChip *as_of_chip;
  GtkSwitch *former_switch;
  GtkScrolledWindow *members_scrolled;
  GtkColumnView *members_view;
  GtkWidget *timeline_part;
  AdwBin *timeline_bin;
  GtkScrolledWindow *right;
  GtkWidget *no_cases_label;
  GtkListBox *case_list;
  GtkWidget *no_supports_label;
  GtkListBox *support_list;
  NxFactsBox *facts_box;

  NxHouseholdFacts *facts; /* NULL before the first answer */
  GListStore *members;     /* memberships that show */
  GCancellable *cancellable;
  NxDate today;
  NxDate as_of; /* today unless another day was asked for */
  guint is_loading : 1;
  guint is_stale : 1; /* something changed while loading */
};

/* nx-household-members.c */

/* Once, when the page is made. */
void nx_household_page_add_members_view (NxHouseholdPage *self);

/* Those who live here on the day asked for, and with them former ones if the switch says so. */
void nx_household_page_show_members (NxHouseholdPage *self);

/* A narrow window shows one column with all in it. */
void nx_household_page_set_members_narrow (NxHouseholdPage *self, gboolean is_narrow);

/* nx-household-show.c */

/* What depends on the day asked for. */
void nx_household_page_show_day (NxHouseholdPage *self);

/* All of the facts just read. */
void nx_household_page_show_all (NxHouseholdPage *self);

G_END_DECLS
