/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Asks to which day something in the calendar is moved, and moves it. */
#pragma once

#include <gtk/gtk.h>

#include "nx-calendar.h"
#include "nx-store.h"

G_BEGIN_DECLS

#define NX_TYPE_MOVE_POPOVER (nx_move_popover_get_type ())
G_DECLARE_FINAL_TYPE (NxMovePopover, nx_move_popover, NX, MOVE_POPOVER, GtkPopover)

/* @day: proposed, or none. @sentence: why it has to be asked, or NULL. It closes itself when
 * saved, and stays open with a sentence when that was refused. */
GtkWidget *nx_move_popover_new (NxStore *store,
                                NxCalendarEntry *entry,
                                NxDate day,
                                const char *sentence);

G_END_DECLS
