/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Turns errors into whole sentences for the user: what happened, what was kept, what to do. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A translated sentence, never NULL and never holding a name, number or path; free with g_free. */
char *nx_words_for_error (const GError *error);

G_END_DECLS
