/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The base of every page: header bar, busy bar, error bar and the place for the page's own content.
 */
#pragma once

#include <adwaita.h>

#include "nx-store.h"

G_BEGIN_DECLS

#define NX_TYPE_PAGE (nx_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (NxPage, nx_page, NX, PAGE, AdwBin)

/**
 * NxPageClass:
 * @shown: the page came to the front (first time or again); put the focus where work starts.
 * @flush: the page is about to be thrown away (lock, close): queue every unsaved draft on the
 *   store *now*, without a cancellable. Writes once queued are done before the store closes.
 *
 * In a subclass template a plain <child> becomes the page's content, <child type="start"> and
 * <child type="end"> go into the header bar, <child type="top"> between header bar and content.
 */
struct _NxPageClass
{
  AdwBinClass parent_class;

  void (*shown) (NxPage *self);
  void (*flush) (NxPage *self);
};

NxStore *nx_page_get_store (NxPage *self); /* borrowed; NULL only on pages made without one */

const char *nx_page_get_title (NxPage *self);
void nx_page_set_title (NxPage *self, const char *title);
const char *nx_page_get_subtitle (NxPage *self);
void nx_page_set_subtitle (NxPage *self, const char *subtitle);

/* Each begin needs one end; the bar shows after 200 ms, while the count is above 0. */
void nx_page_begin_busy (NxPage *self);
void nx_page_end_busy (NxPage *self);
gboolean nx_page_is_busy (NxPage *self);
/* A share known (0 … 1) turns the moving bar into one that fills. */
void nx_page_set_progress (NxPage *self, double share);

/* Shows a whole, translated sentence above the content until closed; NULL closes it. */
void nx_page_show_error (NxPage *self, const char *sentence);
/* The same for an error: says what happened in the user's words; silent when cancelled. */
void nx_page_report (NxPage *self, const GError *error);

/* When the content has come: the focus goes into it, unless the user has it there already or works
 * outside the page, in find or in a menu. */
void nx_page_focus_content (NxPage *self);

gboolean nx_page_is_narrow (NxPage *self); /* also a property to bind to */

/* What a template's <child type="end"> does, for a page that has no template of its own. */
void nx_page_pack_end (NxPage *self, GtkWidget *widget);

/* Of a page with acts in its header: in a window of few pixels its title needs the room of the
 * button that finds, whose key stays. */
void nx_page_give_room (NxPage *self);

/* For the window only. @is_tight: so few pixels, however large the text, that of the window's own
 * buttons only the one that closes it has room; a double click on the header does the rest. */
void nx_page_set_chrome (NxPage *self,
                         gboolean can_go_back,
                         gboolean is_folded,
                         gboolean is_narrow,
                         gboolean has_find,
                         gboolean is_tight);
void nx_page_shown (NxPage *self);
void nx_page_flush (NxPage *self);

G_END_DECLS
