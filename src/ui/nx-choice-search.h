/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Lets what is typed into a drop-down find its words by pinyin, initials and code as well. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* For a drop-down of GtkStringObjects, before it gets its model; the rows of its popup show their
 * words by a factory of their own. A code is what nx_choices_set_code() gave, and is found by its
 * beginning. */
void nx_choice_search_install (GtkDropDown *drop_down);

G_END_DECLS
