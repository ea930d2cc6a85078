/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Guesses which character separates the cells of a text table. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Looks at the first rows of @text (UTF-8, the start of a file), with quotes respected: the
 * separator that cuts most of them into the same number of cells. A first line "sep=;" decides. ','
 * if nothing speaks for another. */
char nx_csv_guess_separator (const char *text, gsize length);

G_END_DECLS
