/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Says where the program keeps its office by default and where it finds its translations. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The folder of the store that window and tool open when none is named: "nuanxin/office" in the
 * user's data folder (XDG base directories). Need not exist. Free with g_free. */
char *nx_place_dup_office_folder (void);

/* Where the message catalogues lie: NX_TEST_LOCALE_DIR when set, else the build folder's po for a
 * program that runs out of it, else the folder they are installed in. Free with g_free. */
char *nx_place_dup_locale_folder (void);

G_END_DECLS
