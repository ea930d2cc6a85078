/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The key file as bytes on the disk: read with care, replaced in one step. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What has to lie there for a write to go ahead. */
typedef enum
{
  NX_KEY_FILE_EXPECT_NOTHING, /* no key file of any kind */
  NX_KEY_FILE_EXPECT_SAME,    /* exactly the bytes given */
  NX_KEY_FILE_EXPECT_DAMAGED, /* anything; it is moved aside, the previous file stays */
} NxKeyFileExpect;

/* @name: NX_KEY_FILE_NAME or NX_KEY_FILE_PREVIOUS_NAME. NULL with NO_FILE, FOREIGN (no plain file,
 * or too large) or FAILED. Follows no link. */
GBytes *nx_key_file_disk_read (const char *folder, const char *name, GError **error);

/* @expected: the bytes for EXPECT_SAME, else NULL. FALSE with STALE, NO_SPACE, READ_ONLY or FAILED;
 * the file that was there is then untouched. Any thread. */
gboolean nx_key_file_disk_write (
    const char *folder, GBytes *content, NxKeyFileExpect expect, GBytes *expected, GError **error);

G_END_DECLS
