/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Is a paragraph or heading: broken into lines, justified, split between pages without widows. */
#pragma once

#include "nx-block.h"

G_BEGIN_DECLS

#define NX_TYPE_TEXT_BLOCK (nx_text_block_get_type ())
G_DECLARE_FINAL_TYPE (NxTextBlock, nx_text_block, NX, TEXT_BLOCK, NxBlock)

/* Takes `text`. Body text is justified and indented by two characters; the rest starts left. */
NxBlock *nx_text_block_new (NxTextStyle style, NxRichText *text);
NxBlock *nx_text_block_new_plain (NxTextStyle style, const char *text);

void nx_text_block_set_alignment (NxTextBlock *self, PangoAlignment alignment);

G_END_DECLS
