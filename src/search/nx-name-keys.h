/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Makes every key that a person is found by from the names they have and had.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a key begins with. What was typed finds a name when one of its keys begins with the typed
 * text in the same form, so that any search is a range of an ordered table. Keys of former names
 * have the same mark as a capital letter. */
#define NX_NAME_KEY_WHOLE "n:"    /* the name as nx_text_fold () has it */
#define NX_NAME_KEY_INSIDE "p:"   /* the same from a later character or word on */
#define NX_NAME_KEY_FULL "f:"     /* the whole reading, "f:linxiaolan" */
#define NX_NAME_KEY_INITIALS "i:" /* the initials, "i:lxl" */

/* The ideographic comma, which parts names in person.former_names. */
#define NX_NAME_SEPARATOR "\u3001"

/* Each key once, never NULL. @former_names are parted by ideographic commas; @correction is what a
 * worker wrote as the pinyin of @name. All may be NULL. Any thread. Free with g_strfreev (). */
GStrv nx_name_keys (const char *name, const char *former_names, const char *correction);

/* The key of a current name as that of a former one. Free with g_free (). */
char *nx_name_key_of_former (const char *key);

G_END_DECLS
