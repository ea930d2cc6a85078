-- SPDX-License-Identifier: GPL-3.0-or-later
-- Copyright 2026 The Nuanxin authors
--
-- Schema step 9: what lists are ordered by besides name and address. An index holds all that its
-- list chooses by, as those of step 5 do.

-- Sorts by strokes (以姓氏笔画为序). The program fills it when it opens the store, since only ICU
-- knows strokes; the setting stroke-keys says by which version.
ALTER TABLE person ADD COLUMN stroke_key TEXT;
ALTER TABLE household ADD COLUMN stroke_key TEXT NOT NULL DEFAULT '~';

CREATE INDEX person_by_strokes ON person (stroke_key, id, archived_at) WHERE archived_at IS NULL;
CREATE INDEX person_by_age ON person (birth_on, id, archived_at) WHERE archived_at IS NULL;

CREATE INDEX household_by_strokes ON household
  (stroke_key, id, status, worker_id, area_id, archived_at)
  WHERE archived_at IS NULL;
CREATE INDEX household_by_number ON household
  (number, id, status, worker_id, area_id, archived_at)
  WHERE archived_at IS NULL;

CREATE INDEX case_file_by_number ON case_file
  (number, id, stage, worker_id, risk, next_on, person_id, household_id, archived_at)
  WHERE archived_at IS NULL;
CREATE INDEX case_file_by_day ON case_file
  (next_on, id, stage, worker_id, risk, person_id, household_id, archived_at)
  WHERE archived_at IS NULL;
CREATE INDEX case_file_by_contact ON case_file
  (last_contact_on, id, stage, worker_id, risk, next_on, person_id, household_id, archived_at)
  WHERE archived_at IS NULL;
CREATE INDEX case_file_by_risk ON case_file
  ((CASE risk WHEN 'high' THEN 0 WHEN 'medium' THEN 1 ELSE 2 END), next_on IS NULL, next_on, id,
   stage, worker_id, risk, person_id, household_id, archived_at)
  WHERE archived_at IS NULL;
-- The cases of a person or a household when one comes to them by name, address or age.
DROP INDEX case_file_by_person;
CREATE INDEX case_file_by_person ON case_file
  (person_id, id, stage, worker_id, risk, next_on, household_id, archived_at)
  WHERE person_id IS NOT NULL;
CREATE INDEX case_file_of_household ON case_file
  (household_id, id, stage, worker_id, risk, next_on, person_id, archived_at)
  WHERE person_id IS NULL;
