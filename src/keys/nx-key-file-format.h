/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The content of a key file as bytes: a versioned frame with a checksum around strict JSON. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  char *store_uid;
  guint generation;
  char *key_id;
  GPtrArray *slots; /* of NxKeySlot */
} NxKeyFileContent;

NxKeyFileContent *nx_key_file_content_new (void);
void nx_key_file_content_free (NxKeyFileContent *self);

GBytes *nx_key_file_content_to_bytes (NxKeyFileContent *self);

/* NULL with FOREIGN, TRUNCATED, NEWER or DAMAGED. */
NxKeyFileContent *nx_key_file_content_from_bytes (GBytes *bytes, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NxKeyFileContent, nx_key_file_content_free)

G_END_DECLS
