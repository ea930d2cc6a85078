/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * A box of chips that is one stop of the Tab key: the arrow keys go from chip to chip. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A box with a wrap layout. Tab enters at the chip that is chosen, else at the first; Left and
 * Right go round; Up and Down go by lines, and out of it. Holds any focusable widgets, chips above
 * all. */
#define NX_TYPE_CHIP_BOX (nx_chip_box_get_type ())
G_DECLARE_FINAL_TYPE (NxChipBox, nx_chip_box, NX, CHIP_BOX, GtkBox)

GtkWidget *nx_chip_box_new (void);

G_END_DECLS
