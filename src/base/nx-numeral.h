/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Reads whole numbers written in digits or in Chinese numerals. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Reads the number at *@text (UTF-8, half-width) and moves *@text behind it: 2025, 二〇二五,
 * 二零二五, 十二, 廿五, 三十一, 一百二十. @n_digits is how many digits were written, and for
 * numbers in words (十二) how many the value has. FALSE, with nothing moved, if no number starts
 * there or it has more than 18 digits. */
gboolean nx_numeral_take (const char **text, gint64 *value, int *n_digits);

G_END_DECLS
