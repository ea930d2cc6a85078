/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * What the files of the decoder's client share, and its tests need. */
#pragma once

#include "nx-decode.h"
#include "nx-decode-frame.h"

G_BEGIN_DECLS

/* The sentence for @status. FILE: says that nothing was attached. PAGE: says that it cannot be
 * shown. */
GError *nx_decode_words_new_error (NxDecodeVerb verb, NxDecodeStatus status);

/* As the public ones, with another decoder and other patience. */
void nx_decode_file_by_async (const char *program,
                              int milliseconds,
                              GBytes *file,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
void nx_decode_page_by_async (const char *program,
                              int milliseconds,
                              GBytes *bytes,
                              const char *media_type,
                              guint page,
                              int max_width,
                              int max_height,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);

G_END_DECLS
