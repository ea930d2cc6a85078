/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * The orders a list of each kind can have, and the index or the way by which each is walked. */
#define G_LOG_DOMAIN "nx-store"

#include "config.h"

#include "nx-id-order.h"

/* CROSS JOIN keeps the way: the index that has the order comes first, and what belongs to each of
 * its rows is looked up. Every ORDER BY follows its index to the last column. */

#define LIVE_M "m.to_on IS NULL AND m.archived_at IS NULL"
#define RISK "CASE t.risk WHEN 'high' THEN 0 WHEN 'medium' THEN 1 ELSE 2 END"
#define HEAD                                                                                       \
  "(SELECT m.person_id FROM membership AS m WHERE m.household_id = t.household_id AND " LIVE_M     \
  " ORDER BY m.relation NOT IN ('02', '01'), m.id LIMIT 1)"

#define HOUSEHOLDS "SELECT t.id FROM household AS t WHERE t.archived_at IS NULL"
#define PEOPLE "SELECT t.id FROM person AS t WHERE t.archived_at IS NULL"
#define CASES "SELECT t.id FROM case_file AS t WHERE t.archived_at IS NULL"
#define VISITS "SELECT t.id FROM visit AS t WHERE t.archived_at IS NULL"

/* A household has the cases of its own and those of who lives in it. */
#define HOUSEHOLDS_OF(day)                                                                         \
  "SELECT t.id, c." day ", c.id FROM case_file AS c CROSS JOIN household AS t"                     \
  " ON t.id = c.household_id WHERE c.archived_at IS NULL AND t.archived_at IS NULL"
#define HOUSEHOLDS_OF_CLIENTS(day)                                                                 \
  "SELECT t.id, c." day ", c.id FROM case_file AS c CROSS JOIN membership AS m"                    \
  " ON m.person_id = c.person_id AND " LIVE_M " CROSS JOIN household AS t"                         \
  " ON t.id = m.household_id WHERE c.archived_at IS NULL AND t.archived_at IS NULL"
#define PEOPLE_OF(day)                                                                             \
  "SELECT t.id, c." day ", c.id FROM case_file AS c CROSS JOIN person AS t ON t.id = c.person_id"  \
  " WHERE c.archived_at IS NULL AND t.archived_at IS NULL"

/* The client of a case without a person is the household, which goes by its head. */
#define CASES_OF_PEOPLE(key)                                                                       \
  "SELECT t.id, p." key ", p.id FROM person AS p CROSS JOIN case_file AS t ON t.person_id = p.id"  \
  " WHERE p.archived_at IS NULL AND t.archived_at IS NULL"
#define CASES_OF_HOUSEHOLDS(key)                                                                   \
  "SELECT t.id, h." key ", h.id FROM household AS h CROSS JOIN case_file AS t"                     \
  " ON t.household_id = h.id AND t.person_id IS NULL"                                              \
  " WHERE h.archived_at IS NULL AND t.archived_at IS NULL"

/* No other case of the same person, or household, wins over this one: what makes the walk come by
 * once, at a price. @beats is > or <. */
#define NO_OTHER(day, beats, cases)                                                                \
  " AND NOT EXISTS (SELECT 1 FROM case_file AS o WHERE o.id IN (" cases ")"                        \
  " AND o.archived_at IS NULL AND o." day " IS NOT NULL"                                           \
  " AND (c." day " IS NULL OR (o." day ", o.id) " beats " (c." day ", c.id)))"
#define OF_PERSON "SELECT f.id FROM case_file AS f WHERE f.person_id = t.id"
#define OF_HOUSEHOLD                                                                               \
  "SELECT f.id FROM case_file AS f WHERE f.household_id = t.id UNION ALL"                          \
  " SELECT f.id FROM membership AS n CROSS JOIN case_file AS f ON f.person_id = n.person_id"       \
  " WHERE n.household_id = t.id AND n.to_on IS NULL AND n.archived_at IS NULL"

#define UP "2, 3, 1"
#define DOWN "2 DESC, 3 DESC, 1 DESC"

/* The first of each kind is the one for any order it does not have. */
static const NxIdOrder orders[] = {
  { NX_RECORD_HOUSEHOLD, NX_ORDER_NAME, HOUSEHOLDS, NULL, "t.name_key, t.id",
    "t.name_key DESC, t.id DESC", .key = "t.name_key" },
  { NX_RECORD_HOUSEHOLD, NX_ORDER_STROKES, HOUSEHOLDS, NULL, "t.stroke_key, t.id",
    "t.stroke_key DESC, t.id DESC" },
  { NX_RECORD_HOUSEHOLD, NX_ORDER_ADDRESS, HOUSEHOLDS, NULL, "t.address_key, t.id",
    "t.address_key DESC, t.id DESC" },
  { NX_RECORD_HOUSEHOLD, NX_ORDER_NUMBER, HOUSEHOLDS, NULL, "t.number, t.id",
    "t.number DESC, t.id DESC" },
  { NX_RECORD_HOUSEHOLD, NX_ORDER_NEWEST, HOUSEHOLDS, NULL, "t.id DESC", "t.id" },
  { NX_RECORD_HOUSEHOLD, NX_ORDER_NEXT, HOUSEHOLDS_OF ("next_on") " AND c.next_on IS NOT NULL",
    HOUSEHOLDS_OF_CLIENTS ("next_on") " AND c.next_on IS NOT NULL", UP, DOWN, TRUE, 1,
    .once = NO_OTHER ("next_on", "<", OF_HOUSEHOLD) },
  { NX_RECORD_HOUSEHOLD, NX_ORDER_LAST, HOUSEHOLDS_OF ("last_contact_on"),
    HOUSEHOLDS_OF_CLIENTS ("last_contact_on"), UP, DOWN, TRUE, -1,
    .once = NO_OTHER ("last_contact_on", ">", OF_HOUSEHOLD) },

  { NX_RECORD_PERSON, NX_ORDER_NAME, PEOPLE, NULL, "t.name_key, t.id", "t.name_key DESC, t.id DESC",
    .key = "t.name_key" },
  { NX_RECORD_PERSON, NX_ORDER_STROKES, PEOPLE, NULL, "t.stroke_key, t.id",
    "t.stroke_key DESC, t.id DESC" },
  { NX_RECORD_PERSON, NX_ORDER_AGE, PEOPLE " AND t.birth_on IS NOT NULL", NULL,
    "t.birth_on DESC, t.id DESC", "t.birth_on, t.id", TRUE },
  { NX_RECORD_PERSON, NX_ORDER_NEWEST, PEOPLE, NULL, "t.id DESC", "t.id" },
  { NX_RECORD_PERSON, NX_ORDER_ADDRESS,
    "SELECT t.id FROM household AS h CROSS JOIN membership AS m ON m.household_id = h.id"
    " AND " LIVE_M " CROSS JOIN person AS t ON t.id = m.person_id"
    " WHERE h.archived_at IS NULL AND t.archived_at IS NULL",
    NULL, "h.address_key, h.id", "h.address_key DESC, h.id DESC", TRUE },
  { NX_RECORD_PERSON, NX_ORDER_NEXT, PEOPLE_OF ("next_on") " AND c.next_on IS NOT NULL", NULL,
    "c.next_on, c.id", "c.next_on DESC, c.id DESC", TRUE, 1,
    .once = NO_OTHER ("next_on", "<", OF_PERSON) },
  { NX_RECORD_PERSON, NX_ORDER_LAST, PEOPLE_OF ("last_contact_on"), NULL, "c.last_contact_on, c.id",
    "c.last_contact_on DESC, c.id DESC", TRUE, -1,
    .once = NO_OTHER ("last_contact_on", ">", OF_PERSON) },

  { NX_RECORD_CASE, NX_ORDER_NUMBER, CASES, NULL, "t.number, t.id", "t.number DESC, t.id DESC" },
  { NX_RECORD_CASE, NX_ORDER_NEXT, CASES, NULL,
    "t.next_on IS NULL, t.next_on, t.risk = 'low', t.risk = 'medium', t.id",
    "t.next_on IS NULL, t.next_on DESC, t.id DESC" },
  { NX_RECORD_CASE, NX_ORDER_RISK, CASES, NULL, RISK ", t.next_on IS NULL, t.next_on, t.id",
    RISK " DESC, t.next_on IS NULL, t.next_on, t.id" },
  { NX_RECORD_CASE, NX_ORDER_NEWEST, CASES, NULL, "t.id DESC", "t.id" },
  { NX_RECORD_CASE, NX_ORDER_LAST, CASES, NULL, "t.last_contact_on, t.id",
    "t.last_contact_on DESC, t.id DESC" },
  { NX_RECORD_CASE, NX_ORDER_NAME, CASES_OF_PEOPLE ("name_key"), CASES_OF_HOUSEHOLDS ("name_key"),
    UP, DOWN, TRUE, .key = "p.name_key", .other_key = "h.name_key" },
  { NX_RECORD_CASE, NX_ORDER_STROKES, CASES_OF_PEOPLE ("stroke_key"),
    CASES_OF_HOUSEHOLDS ("stroke_key"), UP, DOWN, TRUE },
  { NX_RECORD_CASE, NX_ORDER_AGE, CASES_OF_PEOPLE ("birth_on") " AND p.birth_on IS NOT NULL",
    "SELECT t.id, p.birth_on, p.id FROM case_file AS t CROSS JOIN person AS p ON p.id = " HEAD
    " WHERE t.person_id IS NULL AND t.archived_at IS NULL AND p.birth_on IS NOT NULL",
    DOWN, UP, TRUE },

  { NX_RECORD_VISIT, NX_ORDER_NEWEST, VISITS, NULL, "t.visited_on DESC, t.id DESC",
    "t.visited_on, t.id" },
  { NX_RECORD_VISIT, NX_ORDER_OLDEST, VISITS, NULL, "t.visited_on, t.id",
    "t.visited_on DESC, t.id DESC" },

  { NX_RECORD_WORKER, NX_ORDER_NAME, "SELECT t.id FROM worker AS t WHERE t.archived_at IS NULL",
    NULL, "t.id", "t.id DESC" },
  { NX_RECORD_AREA, NX_ORDER_NAME, "SELECT t.id FROM area AS t WHERE t.archived_at IS NULL", NULL,
    "t.code", "t.code DESC" },
};

const NxIdOrder *
nx_id_order_first (NxRecordKind kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    if (orders[i].kind == kind)
      return &orders[i];
  g_return_val_if_reached (NULL);
}

const NxIdOrder *
nx_id_order_find (NxRecordKind kind, NxOrder order)
{
  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    if (orders[i].kind == kind && orders[i].order == order)
      return &orders[i];
  return nx_id_order_first (kind);
}
