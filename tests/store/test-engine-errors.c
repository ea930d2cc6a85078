/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Tests that each result of the engine and of the system becomes the error that fits it. */
#include "config.h"

#include "nx-sqlcipher-private.h"
#include "nx-store-error.h"

#include <errno.h>

/* A failing disk must never be told as a damaged file or a wrong key: the advice would be wrong. */
static void
test_results (void)
{
  static const struct
  {
    int result;
    NxStoreError code;
  } cases[] = {
    { SQLITE_IOERR, NX_STORE_ERROR_DISK },
    { SQLITE_IOERR_READ, NX_STORE_ERROR_DISK },
    { SQLITE_IOERR_FSYNC, NX_STORE_ERROR_DISK },
    { SQLITE_IOERR_FSTAT, NX_STORE_ERROR_DISK },
    { SQLITE_IOERR_DELETE, NX_STORE_ERROR_DISK },
    { SQLITE_IOERR_ACCESS, NX_STORE_ERROR_DISK },
    { SQLITE_IOERR_SHORT_READ, NX_STORE_ERROR_DAMAGED },
    { SQLITE_CORRUPT, NX_STORE_ERROR_DAMAGED },
    { SQLITE_IOERR_WRITE, NX_STORE_ERROR_NO_SPACE },
    { SQLITE_FULL, NX_STORE_ERROR_NO_SPACE },
    { SQLITE_IOERR_LOCK, NX_STORE_ERROR_BUSY },
    { SQLITE_BUSY, NX_STORE_ERROR_BUSY },
    { SQLITE_NOMEM, NX_STORE_ERROR_NO_MEMORY },
    { SQLITE_IOERR_NOMEM, NX_STORE_ERROR_NO_MEMORY },
    { SQLITE_READONLY, NX_STORE_ERROR_READ_ONLY },
    { SQLITE_NOTADB, NX_STORE_ERROR_WRONG_KEY },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (nx_sqlcipher_set_error (&error, cases[i].result, "test"));
      g_assert_error (error, NX_STORE_ERROR, (int)cases[i].code);
    }
}

static void
test_system_calls (void)
{
  g_autoptr (GError) disk = NULL;
  g_autoptr (GError) memory = NULL;

  g_assert_false (nx_store_error_set_errno (&disk, EIO));
  g_assert_error (disk, NX_STORE_ERROR, NX_STORE_ERROR_DISK);
  g_assert_false (nx_store_error_set_errno (&memory, ENOMEM));
  g_assert_error (memory, NX_STORE_ERROR, NX_STORE_ERROR_NO_MEMORY);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine-errors/results", test_results);
  g_test_add_func ("/engine-errors/system-calls", test_system_calls);
  return g_test_run ();
}
