/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The window of the settings of one user on one computer; what the office has set says so. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define NX_TYPE_PREFERENCES_WINDOW (nx_preferences_window_get_type ())
G_DECLARE_FINAL_TYPE (
    NxPreferencesWindow, nx_preferences_window, NX, PREFERENCES_WINDOW, AdwPreferencesWindow)

/* Modal over @parent (or NULL). Every change holds at once. */
NxPreferencesWindow *nx_preferences_window_new (GtkWindow *parent, GSettings *settings);

G_END_DECLS
