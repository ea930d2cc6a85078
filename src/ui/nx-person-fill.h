/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Fills a person's birth date, sex and kind of document from the identity number while it is typed.
 */
#pragma once

#include "nx-edit.h"

G_BEGIN_DECLS

/* Watches an edit of a person as long as the edit lives. Only empty fields are filled, and only
 * from a number that is right. */
void nx_person_fill_watch (NxEdit *person, NxDate today);

G_END_DECLS
