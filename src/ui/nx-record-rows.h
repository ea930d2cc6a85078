/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Rows of cards for records that stand on another record's page: classes, cases, memberships. */
#pragma once

#include <adwaita.h>

#include "nx-record.h"

G_BEGIN_DECLS

/* Rows for a boxed list. All texts are plain. */

/* A support class: the class, whose it is with @with_name, from and to, evidence, next review. */
GtkWidget *nx_record_rows_support (NxRecord *support, NxDate today, gboolean with_name);

/* A case: Enter opens it, the button records a visit while it is open. */
GtkWidget *nx_record_rows_case (NxRecord *case_file, NxDate today);

/* Where a person lives or lived: Enter opens the household. */
GtkWidget *nx_record_rows_membership (NxRecord *membership);

/* Takes every row out of @list. */
void nx_record_rows_clear (GtkListBox *list);

G_END_DECLS
