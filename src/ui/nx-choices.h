/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * What a drop-down of a form offers: keys with their words, the first place meaning "nothing". */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Keys are codes of a code list, or record ids in decimal. */
typedef struct _NxChoices NxChoices;

/* @none: the word of place 0. */
NxChoices *nx_choices_new (const char *none);
/* The codes of a list in its order, without retired ones other than @current (may be NULL). */
NxChoices *nx_choices_new_codes (const char *list_id, const char *current, const char *none);
NxChoices *nx_choices_ref (NxChoices *self);
void nx_choices_unref (NxChoices *self);

void nx_choices_add (NxChoices *self, const char *key, const char *label);
void nx_choices_add_id (NxChoices *self, gint64 id, const char *label);
/* What the newest choice is looked for by beside its label. Copied. */
void nx_choices_set_code (NxChoices *self, const char *code);

GListModel *nx_choices_get_labels (NxChoices *self);
/* NULL for place 0 and beyond the end. */
const char *nx_choices_get_key (NxChoices *self, guint position);
gint64 nx_choices_get_id (NxChoices *self, guint position);
/* 0 when the key is NULL or not offered. */
guint nx_choices_find (NxChoices *self, const char *key);
guint nx_choices_find_id (NxChoices *self, gint64 id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NxChoices, nx_choices_unref)

G_END_DECLS
