/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Nuanxin authors
 *
 * Who counts as served by a worker, as pieces of SQL that bind :worker. */
#pragma once

/* Open cases of the worker: an open case always has a next day. From the index alone: thousands of
 * rows of the table would be read for it. */
#define NX_SERVED_CASES                                                                            \
  "FROM case_file AS c INDEXED BY case_file_due_of_worker WHERE c.worker_id = :worker AND "        \
  "c.next_on IS NOT NULL"                                                                          \
  " AND c.archived_at IS NULL"                                                                     \
  " AND c.stage NOT IN ('closed', 'archived', 'declined', 'referred_out', 'merged')"
#define NX_LIVES_THERE_NOW "m.to_on IS NULL AND m.archived_at IS NULL"
#define NX_SERVED                                                                                  \
  "(SELECT c.person_id " NX_SERVED_CASES " AND c.person_id IS NOT NULL UNION"                      \
  " SELECT m.person_id FROM membership AS m WHERE " NX_LIVES_THERE_NOW " AND m.household_id IN"    \
  " (SELECT c.household_id " NX_SERVED_CASES                                                       \
  " AND c.household_id IS NOT NULL AND c.person_id IS NULL))"
#define NX_SERVED_HOUSEHOLDS                                                                       \
  "(SELECT c.household_id " NX_SERVED_CASES " AND c.household_id IS NOT NULL)"
#define NX_ALIVE "p.archived_at IS NULL AND p.died_on IS NULL"
