/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Reads any bytes as a key file, and what it accepts once more as it writes it. */
#include "config.h"

#include "fuzz.h"
#include "nx-key-file.h"

#include <sodium.h>

/* The checksum guards against accidents; whoever makes a file puts a right one there. Without that
 * hardly any input would reach what comes behind it. */
static GBytes *
add_frame (const guint8 *data, gsize size)
{
  g_autoptr (GString) text
      = g_string_new ("{\"format\":\"nuanxin-store-keys\",\"version\":1,\"content\":");
  guint8 digest[32];
  char hex[65];

  g_string_append_len (text, (const char *)data, (gssize)size);
  crypto_generichash_blake2b (digest, sizeof digest, (const guint8 *)text->str, text->len, NULL, 0);
  sodium_bin2hex (hex, sizeof hex, digest, sizeof digest);
  g_string_append_printf (text, ",\"checksum\":\"%s\"}\n", hex);
  return g_string_free_to_bytes (g_steal_pointer (&text));
}

static void
read_file (GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NxKeyFile) file = nx_key_file_load_bytes (bytes, &error);
  g_autoptr (NxKeyFile) again = NULL;
  g_autoptr (GBytes) written = NULL;

  g_assert_true ((file == NULL) == (error != NULL));
  if (file == NULL)
    return;
  g_assert_cmpuint (nx_key_file_get_n_slots (file), >, 0);
  written = nx_key_file_to_bytes (file);
  again = nx_key_file_load_bytes (written, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (nx_key_file_get_n_slots (again), ==, nx_key_file_get_n_slots (file));
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) plain = g_bytes_new (data, size);
  g_autoptr (GBytes) framed = add_frame (data, size);

  read_file (plain);
  read_file (framed);
  return 0;
}
