/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * One line of the find sheet: a heading, or a record in the words that tell it from its namesakes.
 */
#pragma once

#include "nx-find.h"

G_BEGIN_DECLS

#define NX_TYPE_FIND_ITEM (nx_find_item_get_type ())
G_DECLARE_FINAL_TYPE (NxFindItem, nx_find_item, NX, FIND_ITEM, GObject)

/* What a line is made of. All borrowed; any but @record may be empty. */
typedef struct
{
  NxRecord *record;
  const NxHit *hit;    /* NULL for a record that was opened before, not found */
  const char *typed;   /* what it was found by */
  NxRecord *case_file; /* of a visit: its case; of a person: the open case, one's own first */
  guint n_open_cases;  /* of a person */
  gboolean has_namesake;
  gint64 actor; /* worker who looks */
  NxDate today;
} NxFindFacts;

/* What the line shows, translated; owned by the item, any may be NULL. Ranges are of NxTextRange.
 */
typedef struct
{
  char *title;
  GArray *title_ranges;
  char *note; /* beside the title: pinyin, title of the case … */
  GArray *note_ranges;
  char *facts;
  char *why;
  char *status; /* what matters now, or that it is another person of that name */
  gboolean is_status_high;
  char *badge;
  const char *badge_tone; /* as NxBadge knows them */
  const char *icon_name;  /* NULL: a person, who has an avatar */
} NxFindTexts;

/* Immutable, so made on any thread. */
NxFindItem *nx_find_item_new (const NxFindFacts *facts);
NxFindItem *nx_find_item_new_heading (const char *heading);

const char *nx_find_item_get_heading (NxFindItem *self); /* NULL for a record */
NxRecordKind nx_find_item_get_kind (NxFindItem *self);   /* NX_RECORD_NONE for a heading */
gint64 nx_find_item_get_id (NxFindItem *self);
/* The case a visit would be recorded in; 0 when that is not clear. */
gint64 nx_find_item_get_case_id (NxFindItem *self);
/* A visit is opened in its case. */
NxRecordKind nx_find_item_get_open_kind (NxFindItem *self);
gint64 nx_find_item_get_open_id (NxFindItem *self);
/* Among hits of one kind: smaller is better. */
guint nx_find_item_get_rank (NxFindItem *self);
const NxFindTexts *nx_find_item_get_texts (NxFindItem *self);
/* All of it in one sentence, for a screen reader. */
char *nx_find_item_dup_label (NxFindItem *self);

G_END_DECLS
