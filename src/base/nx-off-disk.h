/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Keeps off the disk what a program has in memory: core files, and temporary files of libraries. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* First of all in main(), before the first thread, for good. The process stays one into which
 * others of the same user may look: without that no portal opens a file dialog. */
void nx_off_disk_set_up (void);

G_END_DECLS
