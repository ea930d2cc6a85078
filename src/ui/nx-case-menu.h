/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The menu of every page of a case. */
#pragma once

#include <gtk/gtk.h>

/* One for all pages, borrowed: in GTK 4.8 each popover that is made for a menu keeps the sections
 * of that menu for ever. Main thread. */
GMenuModel *nx_case_menu_get (void);
