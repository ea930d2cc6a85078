/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Memory for secrets: locked, kept out of core files, between guard pages, wiped when freed. */
#define G_LOG_DOMAIN "nx-keys"

#include "config.h"

#include "nx-secret-memory.h"

#include <sodium.h>

gpointer
nx_secret_alloc (gsize size)
{
  gpointer memory;

  g_return_val_if_fail (size > 0, NULL);

  /* Safe to call again and from any thread; every path to libsodium's allocator passes here. */
  if (sodium_init () < 0)
    g_error ("The cryptography library cannot be used on this machine");
  memory = sodium_malloc (size);
  if (memory == NULL)
    g_error ("No memory for a secret of %" G_GSIZE_FORMAT " bytes", size);
  return memory;
}

void
nx_secret_free (gpointer memory)
{
  sodium_free (memory);
}

GBytes *
nx_secret_bytes_take (gpointer memory, gsize size)
{
  g_return_val_if_fail (memory != NULL, NULL);

  sodium_mprotect_readonly (memory);
  return g_bytes_new_with_free_func (memory, size, nx_secret_free, memory);
}

GBytes *
nx_secret_bytes_random (gsize size)
{
  gpointer memory = nx_secret_alloc (size);

  randombytes_buf (memory, size);
  return nx_secret_bytes_take (memory, size);
}

gboolean
nx_secret_bytes_equal (GBytes *one, GBytes *other)
{
  gsize one_size, other_size;
  const guint8 *one_data = g_bytes_get_data (one, &one_size);
  const guint8 *other_data = g_bytes_get_data (other, &other_size);

  return one_size == other_size && sodium_memcmp (one_data, other_data, one_size) == 0;
}
