/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Puts words of the command line into an edit, and refuses what the edit must not hold. */
#pragma once

#include "nx-edit.h"

G_BEGIN_DECLS

/* Sets @field to the code that @word means: the code itself or its label in any language. A NULL
 * @word sets nothing. @option is named when the word is unknown, with the words it takes. */
gboolean nx_tool_edit_set_code (
    NxEdit *edit, guint field, const char *option, const char *word, GError **error);

/* The same for several, separated by commas, semicolons or blanks. */
gboolean nx_tool_edit_set_codes (
    NxEdit *edit, guint field, const char *option, const char *words, GError **error);

/* TRUE, with @error, when something in @edit forbids saving it; what only deserves a word is said
 * on standard error. */
gboolean nx_tool_edit_refuse_problems (NxEdit *edit, NxDate today, GError **error);

G_END_DECLS
