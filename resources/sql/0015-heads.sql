-- SPDX-License-Identifier: GPL-3.0-or-later
-- Copyright 2026 The Nuanxin authors
--
-- Schema step 15: a household of a list is read from fewer pages of the file. In a city each page is
-- another one than that of the household before, and deciphering it is what a list costs.

-- Who lives there now, and as what, without the rows of the memberships.
DROP INDEX membership_by_household;
CREATE INDEX membership_by_household ON membership
  (household_id, relation, person_id, to_on, archived_at);

-- The head's name stands behind the tab of the household's place among others, which follows the head's
-- name and is '~' where nobody lives.
DROP VIEW household_view;
CREATE VIEW household_view AS
SELECT household.*,
       (SELECT m.person_id FROM membership AS m
         WHERE m.household_id = household.id AND m.to_on IS NULL AND m.archived_at IS NULL
         ORDER BY m.relation NOT IN ('02', '01'), m.id LIMIT 1)
         AS person_id,
       CASE WHEN instr(household.name_key, char(9)) > 0
            THEN substr(household.name_key, instr(household.name_key, char(9)) + 1) END
         AS head_name,
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
  LEFT JOIN area ON area.id = household.area_id
  LEFT JOIN worker ON worker.id = household.worker_id;
