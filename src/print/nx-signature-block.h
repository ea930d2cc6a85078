/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Is the framed end of a paper: what is agreed, who signs, and the empty box for the seal. */
#pragma once

#include "nx-block.h"

G_BEGIN_DECLS

#define NX_TYPE_SIGNATURE_BLOCK (nx_signature_block_get_type ())
G_DECLARE_FINAL_TYPE (NxSignatureBlock, nx_signature_block, NX, SIGNATURE_BLOCK, NxBlock)

/* Side of the seal box and distance of two signature lines (our default) in millimetres. */
#define NX_SEAL_SIDE_MM 45.0
#define NX_SIGNATURE_LINE_MM 11.0

/* `seal_label` stands small at the foot of the seal box; NULL: no box. Never split, never alone on
 * a page. */
NxBlock *nx_signature_block_new (const char *seal_label);

/* Appends an item in which "{n}" is a blank at least `n` characters wide. Items follow each other
 * on one line while there is room; `starts_line` forces a new one. Copied. */
void nx_signature_block_add (NxSignatureBlock *self, const char *form, gboolean starts_line);

G_END_DECLS
