/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Private to the store: fills the tables of names and numbers anew when the program reads them in
 * another way than the one that filled them. */
#pragma once

#include "nx-database.h"

G_BEGIN_DECLS

/* On the writer, outside a transaction; one transaction of its own, or nothing when all is well. */
gboolean nx_search_fill_if_old (NxDatabase *db, GError **error);

G_END_DECLS
