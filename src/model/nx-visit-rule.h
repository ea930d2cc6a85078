/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The rule of the next visit: how many days after which contact, and the words that say why. */
#pragma once

#include "nx-date.h"
#include "nx-types.h"

G_BEGIN_DECLS

/* Days between two visits by risk level (list risk-level, column visit_days: high 7, medium 30,
 * low 90; our default, after regional visiting rules). 90 for an unknown level. */
int nx_visit_rule_get_days (const char *risk);

/* The next day after a contact on @last: by the risk level when the client was met. When nobody was
 * met: the next day for high risk, three days later otherwise (our default). A Saturday or Sunday
 * is moved to the Friday before, unless that is not after @last. */
NxDate nx_visit_rule_next (const char *risk, NxDate last, gboolean was_met);

/* The same with what the visit found: a new risk that is urgent (list new-risk, column urgent)
 * wants the next contact within 24 hours, weekend or not (our default). @new_risks: codes separated
 * by spaces, or NULL. */
NxDate nx_visit_rule_next_after (const char *risk,
                                 const char *new_risks,
                                 NxDate last,
                                 gboolean was_met);
/* Which rule that was: a code of the list next-rule. Static. */
const char *nx_visit_rule_get_code (const char *new_risks, gboolean was_met);
/* The rule in words, to stand beside the proposed day. Free with g_free. */
char *nx_visit_rule_dup_words (const char *risk, const char *new_risks, gboolean was_met);

/* Why a case's next visit is on its day: the agreed words when there are some, else the rule in
 * words ("High risk, every 7 days; last 11-12"). "" when there is no next date. Free with g_free.
 */
char *nx_visit_rule_dup_reason (NxRecord *case_file);

G_END_DECLS
