/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Gives the key names sort by in the order of strokes (以姓氏笔画为序).
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Any thread. NULL is an empty text. */

/* A text of hexadecimal figures that sorts by strcmp () as a list in the order of strokes does: by
 * the number of strokes of the first character, then by the order of its strokes, then the same of
 * each that follows; Han before letters. To be stored, with nx_stroke_key_version () beside it. */
char *nx_stroke_key (const char *name);

/* Keys made by another version do not compare with these: make them anew. Static. */
const char *nx_stroke_key_version (void);

G_END_DECLS
