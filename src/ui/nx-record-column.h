/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Makes the columns of tables of records: cells that follow their record and keep one height. */
#pragma once

#include <gtk/gtk.h>

#include "nx-badge.h"
#include "nx-cell-text.h"
#include "nx-record.h"

G_BEGIN_DECLS

/* Shows @record in @cell, whose text and class "nx-high" were taken away before. Not
 * called while the record is on its way. */
typedef void (*NxCellFunc) (NxCellText *cell, NxRecord *record, gpointer data);

/* The same for a cell that is a badge; one that has nothing to say is hidden. */
typedef void (*NxBadgeFunc) (NxBadge *badge, NxRecord *record, gpointer data);

/* Static. A cell with @second has two lines, and @end stands at the end of the first. */
typedef struct
{
  const char *id;    /* for the settings: never changes, never shown; or NULL in a table without an
                        NxColumnSet */
  const char *title; /* untranslated; marked with N_() */
  NxCellFunc show;
  NxCellFunc end;        /* or NULL */
  NxCellFunc second;     /* or NULL */
  const char *css_class; /* of the first label: "heading", "nx-dim" …; or NULL */
  gboolean is_number;    /* at the end of the cell, with figures of one width */
  gboolean expands;
  NxBadgeFunc badge; /* instead of show, or NULL */
} NxColumnSpec;

/* For a model of NxLazyItem or of NxRecord. @data is borrowed and must outlive the view. */
GtkColumnViewColumn *nx_record_column_new (const NxColumnSpec *spec, gpointer data);

/* Shows the first @n_wide columns of the view, or, when narrow, only the one after them; for a
 * table without an NxColumnSet. */
void nx_record_column_set_narrow (GtkColumnView *view, guint n_wide, gboolean is_narrow);

G_END_DECLS
