/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * One person: all facts with numbers masked, where they live, support classes, cases. */
#pragma once

#include "nx-page.h"

G_BEGIN_DECLS

#define NX_TYPE_PERSON_PAGE (nx_person_page_get_type ())
G_DECLARE_FINAL_TYPE (NxPersonPage, nx_person_page, NX, PERSON_PAGE, NxPage)

NxPage *nx_person_page_new (NxStore *store, gint64 person_id);

/* Shows masked numbers in full and writes in the journal that, and why, the worker looked. */
void nx_person_page_unmask (NxPersonPage *self, const char *reason);

G_END_DECLS
