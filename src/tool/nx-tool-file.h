/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Reads a text that a command is given as a file. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* More than anybody writes about one visit (our default). */
#define NX_TOOL_MAX_TEXT (256 * 1024)

/* @path "-" is standard input. UTF-8, UTF-16 and GB18030 are understood; line ends become \n. NULL
 * with @error for a file that is missing, too large, empty, or no text. Free with g_free. */
char *nx_tool_file_read_text (const char *path, GError **error);

G_END_DECLS
