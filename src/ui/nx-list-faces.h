/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The five faces of every list: loading, rows, empty, no match, error with retry. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define NX_TYPE_LIST_FACES (nx_list_faces_get_type ())
G_DECLARE_FINAL_TYPE (NxListFaces, nx_list_faces, NX, LIST_FACES, AdwBin)

/**
 * NxListFaces:
 *
 * In a template: <object class="NxListFaces"> with the texts as properties and the GtkColumnView or
 * GtkListView as its only <child>; the view becomes the scrolled window's own child, as it must.
 * Properties: "model" (GListModel), "filtered", "icon-name", "empty-title", "empty-text",
 * "empty-label" with "empty-action" (the suggested button), "empty-other-label" with
 * "empty-other-action" (another way to begin), "no-match-title", "no-match-text",
 * "no-match-label" with "no-match-action", "error-title". All texts translated.
 *
 * The model may have the properties "loading" (boolean) and "error" (boxed GError), as the lazy
 * list has; without them it is taken as loaded. Nothing shows 0 while it is loading: grey shapes
 * come after 200 ms, a sentence with Cancel after 2 s.
 *
 * Signals "retry" and "cancel".
 */
GtkWidget *nx_list_faces_new (void);
void nx_list_faces_set_view (NxListFaces *self, GtkWidget *view);
/* Borrowed by the faces only; the view's own model is set by the page. NULL counts as loading. */
void nx_list_faces_set_model (NxListFaces *self, GListModel *model);
/* For models without the property "error": why there are no rows. NULL: that is over. Copied. */
void nx_list_faces_set_error (NxListFaces *self, const GError *error);
/* Whether a filter may be the reason for an empty list. */
void nx_list_faces_set_filtered (NxListFaces *self, gboolean is_filtered);
/* A sentence that names the filter to drop and what that would bring. */
void nx_list_faces_set_no_match_text (NxListFaces *self, const char *text);

/* "loading", "rows", "empty", "no-match" or "error"; for tests and actions. */
const char *nx_list_faces_get_face (NxListFaces *self);

/* Goes to a row; works for the first jump too (the adjustment does not). */
void nx_list_faces_scroll_to (NxListFaces *self, guint position);

G_END_DECLS
