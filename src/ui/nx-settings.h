/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The settings of one user on one computer, where their schema is installed. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A new reference, or NULL where the schema is missing or older than this program: then every
   caller goes on with its own default. Asking GSettings for an absent schema or key would abort. */
GSettings *nx_settings_new (void);

G_END_DECLS
