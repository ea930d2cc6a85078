/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Makes pictures and papers as they come from outside, and waits for the decoder's answers. */
#pragma once

#include "nx-decode.h"

#include <gdk-pixbuf/gdk-pixbuf.h>

G_BEGIN_DECLS

/* Left half red, right half blue. */
GdkPixbuf *decode_fixture_new_halves (int width, int height, gboolean has_alpha);
/* Every pixel another colour, the same for the same @seed. */
GdkPixbuf *decode_fixture_new_noise (int width, int height, guint32 seed);
GBytes *decode_fixture_encode (GdkPixbuf *photo, const char *format);
/* @jpeg as a telephone writes it: EXIF with @orientation and a place, and a comment. */
GBytes *decode_fixture_add_exif (GBytes *jpeg, guint8 orientation);
/* Made by cairo; page n is n squares. */
GBytes *decode_fixture_new_pdf (int n_pages);
/* A PDF that wants a password nobody knows. */
GBytes *decode_fixture_new_locked_pdf (void);
/* Seven Chinese characters in GBK, in a font it does not bring along. */
GBytes *decode_fixture_new_chinese_pdf (void);
/* A PNG that says it is so large, and is nothing. */
GBytes *decode_fixture_new_png_bomb (guint32 width, guint32 height);
GBytes *decode_fixture_cut (GBytes *bytes, gsize n_bytes);
gboolean decode_fixture_holds (GBytes *bytes, const char *text, gsize length);

/* By the decoder of this build when @program is NULL. Run the main loop until the answer comes. */
NxDecodedFile *decode_fixture_file (
    const char *program, int milliseconds, GBytes *file, GCancellable *cancellable, GError **error);
NxDecodedPage *decode_fixture_page (const char *program,
                                    GBytes *bytes,
                                    const char *media_type,
                                    guint page,
                                    int max_width,
                                    int max_height,
                                    GError **error);

G_END_DECLS
