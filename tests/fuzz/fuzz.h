/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * What every fuzz target is to whoever runs it: libFuzzer, or the replay of the corpus. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Takes any bytes; ends the process when something is wrong with how they were taken. Returns 0. */
int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

G_END_DECLS
