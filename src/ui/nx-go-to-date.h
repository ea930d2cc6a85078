/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * A button that asks for a day to go to, typed as people write it or picked. */
#pragma once

#include <adwaita.h>

#include "nx-date.h"

G_BEGIN_DECLS

/* Signal "chosen" (day as ISO text). */
#define NX_TYPE_GO_TO_DATE (nx_go_to_date_get_type ())
G_DECLARE_FINAL_TYPE (NxGoToDate, nx_go_to_date, NX, GO_TO_DATE, AdwBin)

GtkWidget *nx_go_to_date_new (void);
/* With its key, where it has one. */
void nx_go_to_date_set_tooltip (NxGoToDate *self, const char *tooltip);
/* Opens the popover, as a press on the button does. */
void nx_go_to_date_popup (NxGoToDate *self);

G_END_DECLS
