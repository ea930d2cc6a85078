/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Holds the one question every callback asks first: was this only cancelled? */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* TRUE when @error (may be NULL) says that the user or a newer request cancelled the work.
 * Cancelled work is silent: it is neither logged nor shown. */
static inline gboolean
nx_error_is_cancelled (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

G_END_DECLS
