/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * One card of due visits: its lines as wanted, those below the first screen as soon as there is
 * time.
 */
#pragma once

#include "nx-due-line.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Signal "entered" (gint64 case id): a line has the focus. */
#define NX_TYPE_DUE_CARD (nx_due_card_get_type ())
G_DECLARE_FINAL_TYPE (NxDueCard, nx_due_card, NX, DUE_CARD, AdwBin)

GtkWidget *nx_due_card_new (void);

/* The list box inside, for its name and its signals. Borrowed. */
GtkWidget *nx_due_card_get_list (NxDueCard *self);

/* Shows @rows (NxDueRow; those that get a new line are taken, and NULL in the array then). Lines
 * that say the same stay, and nothing moves that need not. At most *@n_new lines are made at once,
 * which is counted down; the others follow when nothing else waits. */
void nx_due_card_show (NxDueCard *self, GPtrArray *rows, NxDate today, guint *n_new);
/* Makes what still waits; FALSE when nothing did. */
gboolean nx_due_card_fill (NxDueCard *self);

NxDueLine *nx_due_card_get_line (NxDueCard *self, int position); /* NULL below the last */
NxDueLine *nx_due_card_get_last_line (NxDueCard *self);
NxDueLine *nx_due_card_find_line (NxDueCard *self, gint64 case_id);

void nx_due_card_set_narrow (NxDueCard *self, gboolean is_narrow);
gboolean nx_due_card_is_busy (NxDueCard *self);

G_END_DECLS
