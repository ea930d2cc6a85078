/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * A key file with one slot of each kind in a folder of its own, for tests. */
#pragma once

#include "nx-key-file.h"

G_BEGIN_DECLS

typedef struct
{
  char *folder;
  char *path;
  NxMasterKey *key;
  NxKeyFile *file;
  NxPassphrase *passphrase;
  NxRecoveryCode *code;
  GBytes *secret;
} KeyFixture;

void key_fixture_set_up (KeyFixture *fx, gconstpointer data);
void key_fixture_tear_down (KeyFixture *fx, gconstpointer data);

/* So cheap that flipping every byte stays fast; never used outside tests. */
const NxPassphraseCost *key_fixture_get_cheap (void);

/* All of a file, with a NUL behind it. Free with g_free. */
char *key_fixture_read_file (const char *path, gsize *size);
void key_fixture_write_file (const char *path, const char *data, gsize size);

/* The saved content without its checksum, with one text replaced. */
char *key_fixture_dup_content (KeyFixture *fx, const char *from, const char *to);

void key_fixture_assert_key (KeyFixture *fx, NxMasterKey *key, GError *error);

/* Loading fails with this code of NX_KEYS_ERROR, and the message does not name the folder. */
void key_fixture_assert_load_fails (KeyFixture *fx, int code);

G_END_DECLS
