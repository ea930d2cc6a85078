/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Label and value pairs of a record, by its field table. */
#pragma once

#include <gtk/gtk.h>

#include "nx-record.h"

G_BEGIN_DECLS

#define NX_TYPE_FACTS_BOX (nx_facts_box_get_type ())
G_DECLARE_FINAL_TYPE (NxFactsBox, nx_facts_box, NX, FACTS_BOX, GtkBox)

GtkWidget *nx_facts_box_new (void);

/* Shows every field of @record that is set, is no reference and is not kept by the program; NULL
 * empties the box. Numbers of documents and phones are masked unless @is_full. */
void nx_facts_box_set_record (NxFactsBox *self, NxRecord *record, gboolean is_full);

/* The names stand above their values instead of before them. */
void nx_facts_box_set_narrow (NxFactsBox *self, gboolean is_narrow);

/* TRUE when the record last shown holds something that was masked. */
gboolean nx_facts_box_has_masked (NxFactsBox *self);

/* TRUE for a field that is set and shows masked until somebody gave a reason. */
gboolean nx_facts_box_is_masked (NxRecord *record, guint field);

G_END_DECLS
