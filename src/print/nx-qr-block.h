/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Is a QR code (ISO/IEC 18004) on the paper, in the middle of the line. */
#pragma once

#include "nx-block.h"

G_BEGIN_DECLS

#define NX_TYPE_QR_BLOCK (nx_qr_block_get_type ())
G_DECLARE_FINAL_TYPE (NxQrBlock, nx_qr_block, NX, QR_BLOCK, NxBlock)

/* Modules of white around the code (ISO/IEC 18004 §6.3.8). */
#define NX_QR_QUIET 4

/**
 * nx_qr_block_new:
 * @text: ASCII, at most some hundred characters; kept as modules only, not as text
 * @side_mm: of the square with the white around it, in millimetres
 *
 * With error correction M: a seventh of it may be stained.
 *
 * Returns: (transfer full) (nullable): NULL when @text cannot be a code
 */
NxBlock *nx_qr_block_new (const char *text, double side_mm);

G_END_DECLS
