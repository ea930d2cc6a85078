/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * What the files of NxFirstRunPage share. */
#pragma once

#include "nx-division-search.h"
#include "nx-first-run-page.h"

G_BEGIN_DECLS

#define NX_FIRST_RUN_N_QUESTIONS 4

struct _NxFirstRunPage
{
  AdwBin parent_instance;

  NxSession *session;

  GtkStack *steps;
  GtkWidget *back_button;
  GtkRevealer *error_revealer;
  GtkLabel *error_label;
  GtkLabel *choice_title;
  GtkLabel *choice_label;
  GtkWidget *new_row;
  GtkWidget *sample_row;
  GtkWidget *open_row;
  GtkWidget *restore_row;
  GtkWidget *again_choice_row;
  GtkEditable *name_row;
  GtkEditable *place_row;
  GtkListBox *place_list;
  GtkLabel *place_label;
  GtkEditable *worker_row;
  GtkSwitch *keyring_switch;
  GtkEditable *passphrase_row;
  GtkEditable *again_row;
  GtkLabel *passphrase_label;
  GtkWidget *next_buttons[NX_FIRST_RUN_N_QUESTIONS];
  GtkLabel *work_label;
  GtkProgressBar *work_bar;

  GCancellable *cancellable;     /* of the page: loading places */
  GCancellable *work;            /* while an office is being made */
  GtkFileChooserNative *chooser; /* while it is open */
  NxDivisionSearch *places;      /* NULL until loaded */
  guint work_source;
  guint is_sample : 1;    /* the sample office was chosen */
  guint is_finishing : 1; /* there is a key, and perhaps a store, already */
  guint is_working : 1;
};

/* NULL takes it away. */
void nx_first_run_page_show_error (NxFirstRunPage *self, const char *sentence);
/* To the open question before @question, or to the choices. */
void nx_first_run_page_go_back (NxFirstRunPage *self, int question);

/* Whether more than spaces was typed. */
gboolean nx_first_run_page_has_text (GtkEditable *row);

/* nx-first-run-place.c */

/* The list of communities, on another thread; places are found once it is there. */
void nx_first_run_page_load_places (NxFirstRunPage *self);
/* Lists what fits the text that was typed. */
void nx_first_run_page_find_places (NxFirstRunPage *self);
gboolean nx_first_run_page_has_place (NxFirstRunPage *self);
/* Code of the place, chosen now or before; NULL for none. */
const char *nx_first_run_page_get_area_code (NxFirstRunPage *self);

/* nx-first-run-make.c */

void nx_first_run_page_make_office (NxFirstRunPage *self);

G_END_DECLS
