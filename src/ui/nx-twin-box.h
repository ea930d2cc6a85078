/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Shows, while a person is typed, who of the store may be the same human being. */
#pragma once

#include <gtk/gtk.h>

#include "nx-edit.h"
#include "nx-store.h"

G_BEGIN_DECLS

/* Looks again after each pause in typing, and never keeps anybody from it: the store is asked on
 * its own thread, and a newer look takes the place of one under way. A screen reader hears how many
 * there are. Each can be opened by win.open-person.
 *
 * Signal "chosen" (NxRecord *person): it is this person. */
#define NX_TYPE_TWIN_BOX (nx_twin_box_get_type ())
G_DECLARE_FINAL_TYPE (NxTwinBox, nx_twin_box, NX, TWIN_BOX, GtkBox)

GtkWidget *nx_twin_box_new (NxStore *store);

/* Follows @edit, a person's, from now on; NULL: nobody. @household_id: where the person is being
 * added, 0 nowhere. @can_choose: one of those shown may take the place of what is typed. */
void nx_twin_box_set_edit (NxTwinBox *self, NxEdit *edit, gint64 household_id, gboolean can_choose);

/* Property "compact": below a form rather than beside it, so one line that opens on demand, and
 * nothing at all while there is nobody to show. */
void nx_twin_box_set_compact (NxTwinBox *self, gboolean is_compact);

/* Property "n-twins": how many are shown, notifies. */
guint nx_twin_box_get_n_twins (NxTwinBox *self);
/* For tests: no look is waiting or under way. */
gboolean nx_twin_box_is_settled (NxTwinBox *self);

G_END_DECLS
