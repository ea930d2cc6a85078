/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Walks over the segments of a picture's bytes and says what they hold, without decoding it. */
#pragma once

#include "nx-decode-frame.h"

G_BEGIN_DECLS

typedef struct
{
  guint width; /* pixels, 0 when no segment says it */
  guint height;
  gboolean is_whole; /* it goes on to the mark of its end */
  /* Nothing but the picture: no EXIF, place, comment, text, colour profile, nothing behind it. */
  gboolean is_plain;
} NxPictureFacts;

/* Any bytes may be given. JPEG (ITU-T T.81, annex B) and PNG (ISO/IEC 15948, clause 5) only; for
 * others everything is 0. */
void nx_picture_walk (NxDecodeKind kind, const guint8 *bytes, gsize n_bytes, NxPictureFacts *facts);

G_END_DECLS
