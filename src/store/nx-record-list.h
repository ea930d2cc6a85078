/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Makes the lazy list of the records a filter asks for. */
#pragma once

#include "nx-filter.h"
#include "nx-lazy-list.h"

G_BEGIN_DECLS

/* The items' records are of the filter's kind. @filter is copied: another filter or order is
 * another list. The list follows every change that can alter its members, its order or what its
 * rows show, also of other kinds (a household's row shows its head's name). */
NxLazyList *nx_record_list_new (NxStore *store, const NxFilter *filter);

G_END_DECLS
