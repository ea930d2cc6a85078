/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * What is said of a backup: when, why and how large. */
#pragma once

#include "nx-backup-file.h"

G_BEGIN_DECLS

/* "2026-11-23 19:20", local; free with g_free. */
char *nx_backup_words_moment (gint64 at);
/* "Daily backup · 1.1 GB"; free with g_free. */
char *nx_backup_words_about (NxBackup *backup);

G_END_DECLS
