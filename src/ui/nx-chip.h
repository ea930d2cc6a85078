/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * A chip: a round toggle with word, count and a check when chosen, for filters and choices. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define NX_TYPE_CHIP (nx_chip_get_type ())
G_DECLARE_FINAL_TYPE (NxChip, nx_chip, NX, CHIP, GtkToggleButton)

/* icon_name may be NULL; count < 0 shows none. A chosen chip shows a check in front (property
   "mark", "object-select-symbolic"; "window-close-symbolic" for one that is taken away by a press).
   Properties "text", "chip-icon", "count" and "mark"; signals and "active" are GtkToggleButton's.
 */
GtkWidget *nx_chip_new (const char *icon_name, const char *text, int count);
void nx_chip_set_text (NxChip *self, const char *text);
void nx_chip_set_count (NxChip *self, int count);
/* The same; more than @most are said to be so many and more: "1000+". */
void nx_chip_set_count_up_to (NxChip *self, int count, int most);
void nx_chip_set_mark (NxChip *self, const char *icon_name);

G_END_DECLS
