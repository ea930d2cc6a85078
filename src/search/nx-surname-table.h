/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Knows surnames of several characters and surnames read otherwise than their characters.
 */
#pragma once

#include "nx-pinyin-data.h"

G_BEGIN_DECLS

/* The longest listed surname these characters begin with; NULL when none is listed, which says only
 * that it is a single character with its usual reading. A four-character name may still be two
 * single surnames (陈方安生): the list never decides more than a reading. Any thread. */
const NxSurname *nx_surname_table_find (const gunichar *characters, guint n_characters);

/* How many characters of a name are its surname by this list, 1 when nothing is listed, 0 for a
 * name that does not begin with a Han character. */
guint nx_surname_table_length (const char *name);

G_END_DECLS
