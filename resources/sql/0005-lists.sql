-- SPDX-License-Identifier: GPL-3.0-or-later
-- Copyright 2026 The Nuanxin authors
--
-- Schema step 5: indexes that hold all that lists order and choose by, so that a list of a whole city
-- is opened without reading its records. (archived_at stands in them although it is always NULL: a
-- condition on it is asked of the row otherwise.)

DROP INDEX person_by_name;
CREATE INDEX person_by_name ON person (name_key, id, archived_at) WHERE archived_at IS NULL;

DROP INDEX household_by_name;
CREATE INDEX household_by_name ON household
  (name_key, id, status, worker_id, area_id, archived_at)
  WHERE archived_at IS NULL;
DROP INDEX household_by_address;
CREATE INDEX household_by_address ON household
  (address_key, id, status, worker_id, area_id, archived_at)
  WHERE archived_at IS NULL;

DROP INDEX visit_by_day;
DROP INDEX visit_by_worker;
CREATE INDEX visit_listed ON visit
  (visited_on, id, worker_id, state, case_id, archived_at)
  WHERE archived_at IS NULL;
CREATE INDEX visit_listed_of_worker ON visit
  (worker_id, visited_on, id, state, case_id, archived_at)
  WHERE archived_at IS NULL;

-- In the order of the next visit, as the list of cases begins.
CREATE INDEX case_file_listed ON case_file
  (next_on IS NULL, next_on, risk = 'low', risk = 'medium', id, stage, worker_id, risk,
   person_id, household_id, archived_at)
  WHERE archived_at IS NULL;

-- Small, so that events can be counted without reading them: a journal without gaps has as many as
-- its last number.
CREATE INDEX event_by_kind ON event (record_kind);
