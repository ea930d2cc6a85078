/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * A field for a day: typed as people write it, or picked from a calendar. */
#pragma once

#include <adwaita.h>

#include "nx-date.h"

G_BEGIN_DECLS

#define NX_TYPE_DATE_FIELD (nx_date_field_get_type ())
G_DECLARE_FINAL_TYPE (NxDateField, nx_date_field, NX, DATE_FIELD, AdwBin)

/* label: what the field is called for a screen reader (property "label"). Property "placeholder":
 * what an empty field means where it is. */
GtkWidget *nx_date_field_new (const char *label);

/* Notifies "date" (an ISO text or NULL, to bind to) when a day was read or cleared, while typing.
 */
NxDate nx_date_field_get_date (NxDateField *self);
void nx_date_field_set_date (NxDateField *self, NxDate date);
/* FALSE while the text is no day; the sentence why stands under the entry. An empty field is fine.
 */
gboolean nx_date_field_is_valid (NxDateField *self);
/* For birth dates and other days that cannot lie ahead: reads 38-5-2 as 1938 and refuses the
 * future. */
void nx_date_field_set_past (NxDateField *self, gboolean is_past);
/* Whether Enter also presses the default button of the popover or window around it. */
void nx_date_field_set_activates_default (NxDateField *self, gboolean is_default);

G_END_DECLS
