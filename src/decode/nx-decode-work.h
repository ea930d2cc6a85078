/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Does what a request asks for, with the file's bytes in memory. */
#pragma once

#include "nx-decode-frame.h"

G_BEGIN_DECLS

/* Fills @answer, its bytes in @first and @second, each NULL when there are none. Runs inside the
 * limits of nx-limits.h; a fuzzer may call it without. */
void nx_decode_work (const NxDecodeRequest *request,
                     GBytes *file,
                     NxDecodeAnswer *answer,
                     GBytes **first,
                     GBytes **second);

G_END_DECLS
