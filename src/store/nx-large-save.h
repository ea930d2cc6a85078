/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Makes thousands of saves in one transaction cheap: imports, sample offices. */
#pragma once

#include "nx-database.h"

G_BEGIN_DECLS

/* Before and after the saves of one write job, in which about @n_new people come. In between the
 * search index takes larger bites, households keep their place among others, the writer has more
 * memory; where most people of the office are new, lists find nobody in a hurry, since their
 * indexes are made at the end. What is saved is the same, row for row. The change set then says
 * "everything". A job that fails or is stopped in between leaves nothing of all this. */
gboolean nx_large_save_begin (NxDatabase *db, guint n_new, GError **error);
gboolean nx_large_save_end (NxDatabase *db, GError **error);

G_END_DECLS
