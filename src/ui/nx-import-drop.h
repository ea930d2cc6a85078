/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Lets files be dropped on a widget, to be imported. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* @action, of the widget or of what it stands in, is called with the URIs ("as"). */
void nx_import_drop_add (GtkWidget *widget, const char *action);

G_END_DECLS
