/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * One fact that two records tell differently, and the choice between them. */
#pragma once

#include <adwaita.h>

#include "nx-edit.h"

G_BEGIN_DECLS

#define NX_TYPE_MERGE_FIELD (nx_merge_field_get_type ())
G_DECLARE_FINAL_TYPE (NxMergeField, nx_merge_field, NX, MERGE_FIELD, AdwPreferencesRow)

/* What the two records are to each other in one field. */
typedef enum
{
  NX_MERGE_NEITHER, /* neither tells it, or it is not for people to choose */
  NX_MERGE_SAME,
  NX_MERGE_ONE,   /* one tells it: taken without asking */
  NX_MERGE_OTHER, /* told differently */
} NxMergeFieldState;

NxMergeFieldState nx_merge_field_compare (NxRecord *first, NxRecord *second, guint field);

/* Of the first record at the beginning. Phones, former names and long texts can be kept both. */
GtkWidget *nx_merge_field_new (NxRecord *first, NxRecord *second, guint field);

/* The value of the first (0) or second (1) record is proposed from now on: chosen, unless somebody
 * chose something else. */
void nx_merge_field_propose (NxMergeField *self, guint record);

/* Writes what was chosen into the edit, which is over either of the two. */
void nx_merge_field_apply (NxMergeField *self, NxEdit *edit);

/* What the record tells in the field, by the name of what it refers to. */
char *nx_merge_field_dup_words (NxRecord *record, guint field);

/* A box of lines that wrap. */
GtkWidget *nx_merge_field_new_box (int spacing);

/* A check button whose words wrap. */
GtkWidget *nx_merge_field_new_check (const char *words);

/* A check button of which one of its group is on, whose words wrap. @group may be NULL. */
GtkWidget *nx_merge_field_new_choice (const char *words, GtkWidget *group);

G_END_DECLS
