/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * A row that says what a key does: the keys as they are drawn, and words that wrap. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Properties "accelerator", as gtk_shortcut_label_set_accelerator() takes it, and "action-name",
 * for keys that the application knows. GtkShortcutsWindow of GTK 4.8 neither wraps nor scrolls, so
 * that a narrow window with large text cuts it. */
#define NX_TYPE_KEY_ROW (nx_key_row_get_type ())
G_DECLARE_FINAL_TYPE (NxKeyRow, nx_key_row, NX, KEY_ROW, AdwPreferencesRow)

/* Shows the keys that @application has for the action, if the row names one. */
void nx_key_row_take_accels (NxKeyRow *self, GtkApplication *application);

G_END_DECLS
