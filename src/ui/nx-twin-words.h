/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Says who somebody is among people who may be the same, and how sure that is. */
#pragma once

#include <gtk/gtk.h>

#include "nx-record.h"
#include "nx-twin-score.h"

G_BEGIN_DECLS

/* "Female · 88 years old · Fengze", with the address masked; "" when nothing is known. */
char *nx_twin_words_dup_facts (NxRecord *person, NxDate today);
/* Number and phones, masked: "210102********3320 · 138****1111"; "" for none. */
char *nx_twin_words_dup_numbers (NxRecord *person);

/* "Almost certain" as a badge, in words and a tone. */
GtkWidget *nx_twin_words_new_badge (NxTwinScore score);

/* What speaks against it, as a sentence: "But: different sex"; NULL for nothing. */
char *nx_twin_words_dup_doubts (NxTwinScore score);

/* A label that wraps, at the start of its line; @css_class may be NULL. */
GtkWidget *nx_twin_words_new_label (const char *text, const char *css_class);

G_END_DECLS
