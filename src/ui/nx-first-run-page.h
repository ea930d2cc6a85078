/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The first page there is: new office, sample office or an existing one, and the questions for a
 * new one. */
#pragma once

#include <adwaita.h>

#include "nx-session.h"

G_BEGIN_DECLS

#define NX_TYPE_FIRST_RUN_PAGE (nx_first_run_page_get_type ())
G_DECLARE_FINAL_TYPE (NxFirstRunPage, nx_first_run_page, NX, FIRST_RUN_PAGE, AdwBin)

GtkWidget *nx_first_run_page_new (NxSession *session);

G_END_DECLS
