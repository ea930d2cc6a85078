/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * What the two halves of the kill test agree on: what is typed, and how it is told. */
#pragma once

#include <glib.h>

/* The child tells one thing a line on its standard output:
 *   ready N          the editor is there; its draft held N characters (typing), or visit N (saving)
 *   typed N TIME     N characters stand in the editor since TIME (monotonic, microseconds)
 *   kept N           the editor says that its draft with N characters is in the store
 *   saving N         visit N is typed and Save was pressed
 *   saved N          the editor says that visit N is in the store
 * Whatever it told before it was killed is in the pipe. */

/* The character at that place of the endless text that is typed. */
static inline gunichar
kill_rounds_character (guint place)
{
  return 0x4E00 + place % 2000;
}

/* Runs until it is killed; @mode is "typing" or "saving", @first the number of the first visit. */
int kill_rounds_child (const char *mode, const char *folder, gint64 case_id, guint first);
