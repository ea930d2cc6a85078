/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Memory for secrets: locked, kept out of core files, between guard pages, wiped when freed. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * nx_secret_alloc:
 * @size: bytes, more than 0
 *
 * Ends the program when there is no memory, as g_malloc() does. Locking is best effort: with the
 * lock limit used up the memory is still wiped and kept out of core files. Any thread.
 *
 * Returns: (transfer full): writable memory of unspecified content; end it with nx_secret_free()
 */
gpointer nx_secret_alloc (gsize size);

/**
 * nx_secret_free:
 * @memory: (nullable): from nx_secret_alloc()
 *
 * Wipes and frees.
 */
void nx_secret_free (gpointer memory);

/**
 * nx_secret_bytes_take:
 * @memory: (transfer full): from nx_secret_alloc()
 * @size: how many bytes of it belong to the view
 *
 * Makes the memory read-only. It is wiped and freed when the last user drops the view.
 *
 * Returns: (transfer full): a view
 */
GBytes *nx_secret_bytes_take (gpointer memory, gsize size);

/**
 * nx_secret_bytes_random:
 *
 * Returns: (transfer full): @size random bytes in locked memory
 */
GBytes *nx_secret_bytes_random (gsize size);

/**
 * nx_secret_bytes_equal:
 *
 * Compares in a time that does not depend on the content.
 */
gboolean nx_secret_bytes_equal (GBytes *one, GBytes *other);

G_END_DECLS
