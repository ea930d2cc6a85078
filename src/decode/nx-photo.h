/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Decodes a picture and makes it anew, with nothing in it but the picture. */
#pragma once

#include "nx-decode-frame.h"

#include <gdk-pixbuf/gdk-pixbuf.h>

G_BEGIN_DECLS

/* Runs inside the limits of nx-limits.h. */

/* Decodes @bytes as @kind and as nothing else, the right way up (EXIF orientation), made smaller,
 * never larger, to fit. Of several pictures it is the first. */
NxDecodeStatus nx_photo_decode (NxDecodeKind kind,
                                const guint8 *bytes,
                                gsize n_bytes,
                                int max_width,
                                int max_height,
                                GdkPixbuf **photo);

/* Encodes @photo to be kept; @was is what it came as. What shows through stays a PNG, and what has
 * few colours where that is smaller; anything else becomes a JPEG. */
NxDecodeStatus nx_photo_encode (
    GdkPixbuf *photo, NxDecodeKind was, NxDecodeKind *kind, char **bytes, gsize *n_bytes);

/* A small JPEG, on white. */
NxDecodeStatus nx_photo_encode_thumbnail (GdkPixbuf *photo, char **bytes, gsize *n_bytes);

/* Width * height * R8G8B8A8. NULL: not enough memory. Free with g_free. */
guint8 *nx_photo_dup_pixels (GdkPixbuf *photo);

G_END_DECLS
