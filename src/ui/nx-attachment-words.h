/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Says in words what an attachment is: for cards, pages and screen readers. */
#pragma once

#include "nx-record.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* "2.1 MB · 11-19", "3 pages · 11-19". Free with g_free, like all below. */
char *nx_attachment_words_dup_facts (NxRecord *attachment);

/* "Photo, Steps at the door, 19 November 2025": what a screen reader says. */
char *nx_attachment_words_dup_name (NxRecord *attachment);

/* "Photo attached by Lin on 19 November 2025, 14:05" */
char *nx_attachment_words_dup_origin (NxRecord *attachment);

/* A name for a copy of it that says nothing of whom it is about: "photo 2025-11-19.jpg". */
char *nx_attachment_words_dup_file_name (NxRecord *attachment);

G_END_DECLS
