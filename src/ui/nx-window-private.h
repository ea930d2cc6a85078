/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * What the files of NxWindow share. */
#pragma once

#include "nx-backup-keeper.h"
#include "nx-width-bin.h"
#include "nx-window.h"

struct _NxWindow
{
  AdwApplicationWindow parent_instance;

  NxSession *session;
  NxBackupKeeper *backup_keeper;
  GSettings *settings; /* NULL where the schema is not installed */

  AdwToastOverlay *toast_overlay;
  GtkOverlay *overlay;
  GtkStack *faces;
  AdwBin *start_bin;
  AdwLeaflet *leaflet;
  GtkMenuButton *menu_button;
  GtkListBox *sidebar_list;
  GtkLabel *office_label;
  GtkWidget *backup_button;
  GtkLabel *backup_label;
  AdwAvatar *worker_avatar;
  GtkLabel *worker_label;
  NxWidthBin *width_bin;
  GtkStack *content_stack;
  GtkBox *page_bar;
  GtkBox *page_icons; /* in its place where the words of all do not fit side by side */
  GtkRevealer *page_bar_revealer;
  GtkRevealer *warning_revealer;
  GtkLabel *warning_label;
  GtkLabel *warning_action;

  GPtrArray *trail;  /* NxPage, borrowed from content_stack; [0] is the top-level page */
  GHashTable *roots; /* id of the table → NxPage */
  char *root_id;     /* in front, kept over a lock; at first the one of the last time, or NULL */
  guint n_bars;      /* mapped ones at the foot of a list, above which toasts stand */
  AdwToast *toast;   /* last one shown; weak */
  gint64 toast_shown_at; /* monotonic: when it begins, or will begin, to move in */
  gint64 toast_gone_at;  /* when the one before it goes */
  NxUndoFunc undo;
  gpointer undo_data;
  GDestroyNotify free_undo_data;
  GtkWidget *find_sheet;
  NxFindOpen find_open;
  guint closed_warnings; /* bits: until the next opening */

  NxStore *count_store; /* whose numbers stand in the sidebar, or NULL */
  gulong count_handler;
  GCancellable *count_load;
  guint count_source;
  NxDate counted_on;
};

void nx_window_install_actions (GtkWidgetClass *klass);
void nx_window_install_import_actions (GtkWidgetClass *klass);
void nx_window_install_print_actions (GtkWidgetClass *klass);
void nx_window_install_record_actions (GtkWidgetClass *klass);
void nx_window_install_undo_action (GtkWidgetClass *klass);
void nx_window_update_actions (NxWindow *self);
/* Takes the last toast away, if there is one, as soon as that can be done. */
void nx_window_dismiss_toast (NxWindow *self);
/* The numbers in the sidebar, from opening to locking. */
void nx_window_start_counts (NxWindow *self);
void nx_window_stop_counts (NxWindow *self);
void nx_window_update_warning (NxWindow *self);
void nx_window_close_warning (NxWindow *self);
void nx_window_clear_undo (NxWindow *self);
void nx_window_add_key_controller (NxWindow *self);
void nx_window_restore_settings (NxWindow *self);
void nx_window_keep_size (NxWindow *self);
void nx_window_keep_page (NxWindow *self);

/* nx-window-pages.c */

/* What every page shows of the window around it. */
void nx_window_update_chrome (NxWindow *self);

/* nx-window-sidebar.c */

/* Once, when the window is made. */
void nx_window_fill_pages (NxWindow *self);
/* What the keeper of backups says, at the foot. */
void nx_window_show_backup (NxWindow *self);
void nx_window_select_row (NxWindow *self, const char *id);
/* It is there in a folded window, below a root. */
void nx_window_update_page_bar (NxWindow *self);
