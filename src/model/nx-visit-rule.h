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

/* FALSE when nothing says why the next visit is on its day: such a day is not shown as due. */
gboolean nx_visit_rule_has_reason (NxRecord *case_file);

/* Why a case's next visit is on its day: the agreed words when there are some, else the rule in
 * words ("High risk, every 7 days; last 11-12"). "" when there is no next date, or nothing says
 * why. Free with g_free. */
char *nx_visit_rule_dup_reason (NxRecord *case_file);
/* The same with the newest contact, when that was an attempt that met nobody; NULL: it was not. */
char *nx_visit_rule_dup_reason_after (NxRecord *case_file, NxRecord *attempt);

/* TRUE when a visit on @day would be later than the rule allows: later than the risk level's days
 * after the last contact (or the opening), or than the day itself when an event, the stage or the
 * closure set it (our default). Whoever puts it off so far gives a reason. */
gboolean nx_visit_rule_is_stretched (NxRecord *case_file, NxDate day);

/* The first working days (Monday to Friday) after @after, into @days. */
void nx_visit_rule_propose_days (NxDate after, NxDate *days, guint n_days);

G_END_DECLS
