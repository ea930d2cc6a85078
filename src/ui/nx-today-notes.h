/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Loads what stands beside the visits of the day, and puts it into the words of rows. */
#pragma once

#include "nx-date.h"
#include "nx-store.h"

G_BEGIN_DECLS

typedef enum
{
  NX_TODAY_QUESTIONS,
  NX_TODAY_DRAFTS,
  NX_TODAY_BIRTHDAYS,
  NX_TODAY_PAPERS,
  NX_N_TODAY_SECTIONS
} NxTodaySection;

/* One row: where it leads and what it says. */
typedef struct
{
  const char *icon_name; /* static */
  const char *action;    /* static; with @target */
  GVariant *target;
  NxDate on; /* none, but in a section that is sorted by day */
  char *title;
  char *text;
} NxTodayNote;

typedef struct
{
  GPtrArray *notes[NX_N_TODAY_SECTIONS]; /* NxTodayNote */
  guint counts[NX_N_TODAY_SECTIONS];     /* all of them */
} NxTodayNotes;

/* For the element function of arrays. */
void nx_today_note_free (gpointer note);
void nx_today_notes_free (NxTodayNotes *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NxTodayNotes, nx_today_notes_free)

/* Of who acts; at most @limits of each section. */
void nx_today_notes_load_async (NxStore *store,
                                const guint limits[NX_N_TODAY_SECTIONS],
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
NxTodayNotes *nx_today_notes_load_finish (NxStore *store, GAsyncResult *result, GError **error);

G_END_DECLS
