/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Takes back what GTK 4.8 leaves behind of every scrolled window. */
#pragma once

#include <gtk/gtk.h>

typedef struct _NxScrollMend NxScrollMend;

/* A scrolled window that comes on the screen listens to the settings whether scroll bars lie over
 * the content, and in GTK 4.8 goes on listening after it is freed: some memory for each, and a
 * crash when that setting changes. From now on none does. Main thread. Free with
 * nx_scroll_mend_stop(). */
NxScrollMend *nx_scroll_mend_start (void);

void nx_scroll_mend_stop (NxScrollMend *self);
