/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * One of the records that are typed on one form: its edit, rows, draft and what it may point to. */
#pragma once

#include "nx-draft-keeper.h"
#include "nx-field-row.h"

G_BEGIN_DECLS

typedef struct
{
  NxRecordKind kind;
  NxEdit *first; /* as the form was begun, with the values it set itself */
  NxEdit *edit;  /* what is typed into: first, a draft, or what was typed over a newer record */
  char *place;
  char *heading; /* or NULL */
  NxDraftKeeper *keeper;
  GHashTable *choices; /* field → NxChoices */
  GHashTable *hidden;  /* fields this form does not show */
  GPtrArray *rows;     /* NxFieldRow, borrowed from the page */
  guint field;         /* while it is empty, other is value; no such rule when value is 0 */
  guint other;
  gint64 value;
} NxFormPart;

/* The texts are copied; @base may be NULL. */
NxFormPart *nx_form_part_new (NxRecordKind kind,
                              NxRecord *base,
                              const char *place,
                              const char *heading);

void nx_form_part_free (gpointer data);

/* NULL when the field has no row. */
NxFieldRow *nx_form_part_find_row (NxFormPart *part, guint field);

/* What the store fills in when a new record comes without it. */
gboolean nx_form_part_is_given (NxFormPart *part, guint field);

/* Offers @records, shown by @label_field, in every reference field to @table that was offered
 * nothing else. */
void nx_form_part_offer_records (NxFormPart *part,
                                 const char *table,
                                 GPtrArray *records,
                                 guint label_field);

/* Takes over the draft of a part; says whether it was begun over an older version. */
gboolean nx_form_part_take_draft (NxFormPart *part,
                                  NxRecord *base,
                                  GBytes *draft,
                                  gboolean *is_older);

/* Brings what was typed into its stored form. */
void nx_form_part_commit (NxFormPart *part);

G_END_DECLS
