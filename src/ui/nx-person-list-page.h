/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The list of people: who, how old, where, and the classes that give a right to support. */
#pragma once

#include "nx-record-list-page.h"

G_BEGIN_DECLS

#define NX_TYPE_PERSON_LIST_PAGE (nx_person_list_page_get_type ())
G_DECLARE_FINAL_TYPE (NxPersonListPage, nx_person_list_page, NX, PERSON_LIST_PAGE, NxRecordListPage)

NxPage *nx_person_list_page_new (NxStore *store);

G_END_DECLS
