-- SPDX-License-Identifier: GPL-3.0-or-later
-- Copyright 2026 The Nuanxin authors
--
-- Schema step 14: fewer indexes to keep for every visit that is saved. Each page of the file that a
-- save changes is enciphered anew, which is what a save costs.

-- The calendar is read from the indexes of the list, which know the time, too.
DROP INDEX visit_calendar;
DROP INDEX visit_calendar_of_worker;
DROP INDEX visit_listed;
DROP INDEX visit_listed_of_worker;
CREATE INDEX visit_listed ON visit
  (visited_on, id, worker_id, state, case_id, start_time, archived_at)
  WHERE archived_at IS NULL;
CREATE INDEX visit_listed_of_worker ON visit
  (worker_id, visited_on, id, state, case_id, start_time, archived_at)
  WHERE archived_at IS NULL;

-- Whose cases they are, without the day of the next visit.
DROP INDEX case_file_by_worker;
CREATE INDEX case_file_of_worker ON case_file (worker_id, person_id, household_id, id);

-- Whoever wants what is due in another order than that of its day looks the rows up.
DROP INDEX case_file_newest;
CREATE INDEX case_file_newest ON case_file
  (id, stage, worker_id, risk, person_id, household_id, archived_at)
  WHERE archived_at IS NULL;
DROP INDEX case_file_by_number;
CREATE INDEX case_file_by_number ON case_file
  (number, id, stage, worker_id, risk, person_id, household_id, archived_at)
  WHERE archived_at IS NULL;

-- The cases of a household are its own and those of its members, which may be one and the same; counted
-- without a table in memory for each household of a list.
DROP VIEW household_view;
CREATE VIEW household_view AS
SELECT household.*,
       head.person_id AS person_id,
       person.name AS head_name,
       (SELECT count(*) FROM membership AS m
         WHERE m.household_id = household.id AND m.to_on IS NULL AND m.archived_at IS NULL)
         AS n_members,
       area.name AS area_name,
       worker.name AS worker_name,
       (SELECT count(*) FROM case_file AS c
         WHERE c.household_id = household.id
           AND c.stage NOT IN ('closed', 'archived', 'declined', 'referred_out', 'merged'))
         + (SELECT count(*) FROM membership AS m CROSS JOIN case_file AS c
             WHERE m.household_id = household.id AND m.to_on IS NULL AND m.archived_at IS NULL
               AND c.person_id = m.person_id AND c.household_id IS NOT household.id
               AND c.stage NOT IN ('closed', 'archived', 'declined', 'referred_out', 'merged'))
         AS n_open_cases,
       (SELECT min(d.next_on)
          FROM (SELECT min(c.next_on) AS next_on FROM case_file AS c
                 WHERE c.household_id = household.id
                UNION ALL
                SELECT min(c.next_on) FROM membership AS m CROSS JOIN case_file AS c
                 WHERE m.household_id = household.id AND m.to_on IS NULL
                   AND m.archived_at IS NULL AND c.person_id = m.person_id) AS d)
         AS next_on
  FROM household
  LEFT JOIN membership AS head
    ON head.id = (SELECT m.id FROM membership AS m
                   WHERE m.household_id = household.id AND m.to_on IS NULL
                     AND m.archived_at IS NULL
                   ORDER BY m.relation NOT IN ('02', '01'), m.id LIMIT 1)
  LEFT JOIN person ON person.id = head.person_id
  LEFT JOIN area ON area.id = household.area_id
  LEFT JOIN worker ON worker.id = household.worker_id;
