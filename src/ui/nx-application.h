/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The program: one window, one office, the actions that belong to neither, and when to lock. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define NX_TYPE_APPLICATION (nx_application_get_type ())
G_DECLARE_FINAL_TYPE (NxApplication, nx_application, NX, APPLICATION, AdwApplication)

NxApplication *nx_application_new (void);

G_END_DECLS
