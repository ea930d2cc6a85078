/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The button over a list in order of names that leads to the first name of a letter. */
#pragma once

#include <adwaita.h>

#include "nx-filter.h"
#include "nx-store.h"

G_BEGIN_DECLS

/* Signals
 *   "chosen" (gint64): the id of the first record of the letter that was chosen. */
#define NX_TYPE_LETTER_BUTTON (nx_letter_button_get_type ())
G_DECLARE_FINAL_TYPE (NxLetterButton, nx_letter_button, NX, LETTER_BUTTON, AdwBin)

/* Which list it is for; hidden unless that is in the order of names. */
void nx_letter_button_set_list (NxLetterButton *self, NxStore *store, const NxFilter *filter);

/* Shows the letters; FALSE where the order has none. */
gboolean nx_letter_button_popup (NxLetterButton *self);

G_END_DECLS
