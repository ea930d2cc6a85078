/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * A question, an answer or a note on a case or on one of its visits. */
#define G_LOG_DOMAIN "nx-model"

#include "config.h"

#include "nx-comment.h"

#include "nx-check.h"

#include <glib/gi18n-lib.h>

NX_DEFINE_RECORD (NxComment, nx_comment, COMMENT, "comment", N_ ("Comment"), NX_COMMENT_FIELDS)
