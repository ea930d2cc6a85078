/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * What the files of NxKeyFile share. */
#pragma once

#include "nx-key-file-disk.h"
#include "nx-key-file-format.h"
#include "nx-key-file.h"

G_BEGIN_DECLS

struct _NxKeyFile
{
  GObject parent_instance;

  char *folder;
  NxKeyFileContent *content;

  GBytes *on_disk; /* what was loaded or saved last; NULL for a new file */
  NxKeyFileExpect expect;
};

G_END_DECLS
