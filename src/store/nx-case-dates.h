/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Keeps a case's next and last dates true: proposes the next visit by rule, follows every visit. */
#pragma once

#include "nx-database.h"
#include "nx-edit.h"

G_BEGIN_DECLS

/* Before a case is saved: an open case without a next date gets one by its risk level, an ended one
 * loses it. */
void nx_case_dates_propose (NxEdit *edit, NxDate today);

/* After a visit was saved: the case's last contact is its newest done visit, and its next date the
 * one agreed at its newest contact, or else the one the rule gives. */
gboolean nx_case_dates_settle (NxDatabase *db, NxEdit *visit, GError **error);

/* When a visit is taken back: the next date, with its words and rule, that stood before it. */
gboolean nx_case_dates_put_back (NxDatabase *db,
                                 gint64 case_id,
                                 const char *next_on,
                                 const char *reason,
                                 const char *rule,
                                 GError **error);

G_END_DECLS
