/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The application window: sidebar, stack of pages, toasts with undo, and the faces before the
 * office is open. */
#pragma once

#include "nx-page.h"

#include "nx-session.h"

G_BEGIN_DECLS

#define NX_TYPE_WINDOW (nx_window_get_type ())
G_DECLARE_FINAL_TYPE (NxWindow, nx_window, NX, WINDOW, AdwApplicationWindow)

typedef void (*NxUndoFunc) (gpointer data);

NxWindow *nx_window_new (GtkApplication *application, NxSession *session);
NxSession *nx_window_get_session (NxWindow *self);

/* The window a widget stands in; NULL outside of one. Pages use it to push, to go back, to toast.
 */
NxWindow *nx_window_of (gpointer widget);

/* Puts a page on top (takes a floating reference); it goes away with Back. */
void nx_window_push_page (NxWindow *self, NxPage *page);
/* Takes the top page away; FALSE when a top-level page is in front. */
gboolean nx_window_pop_page (NxWindow *self);
/* Shows a top-level page of the table, throwing away what was pushed above the old one. */
void nx_window_show_root (NxWindow *self, const char *id);
NxPage *nx_window_get_page (NxWindow *self); /* the one in front, or NULL */

/* The number after a page's name in the sidebar; 0 hides it. */
void nx_window_set_count (NxWindow *self, const char *id, guint n);

/* A whole, translated sentence in words without names; with undo the button and Ctrl+Z call it
 * once. */
void nx_window_toast (NxWindow *self, const char *sentence);
void nx_window_toast_undo (
    NxWindow *self, const char *sentence, NxUndoFunc undo, gpointer data, GDestroyNotify free_data);
/* One bar more (1) or less (-1) at the foot of a list, above which toasts stand. */
void nx_window_lift_toasts (NxWindow *self, int n);

/* The sheet that Ctrl+K, the find field and typed letters open; it lies over everything, hidden at
   first. open is called with the typed character ("" for none). One sheet a window. */
typedef void (*NxFindOpen) (GtkWidget *sheet, const char *typed);
void nx_window_set_find (NxWindow *self, GtkWidget *sheet, NxFindOpen open);

/* Queues drafts, forgets every page; called before the store closes. */
void nx_window_empty (NxWindow *self);

G_END_DECLS
