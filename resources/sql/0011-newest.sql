-- SPDX-License-Identifier: GPL-3.0-or-later
-- Copyright 2026 The Nuanxin authors
--
-- Schema step 11: the newest first, without reading the records for it. Each index holds all that its
-- list chooses by, as those of step 5 do.

CREATE INDEX person_newest ON person (id, archived_at) WHERE archived_at IS NULL;
CREATE INDEX household_newest ON household (id, status, worker_id, area_id, archived_at)
  WHERE archived_at IS NULL;
CREATE INDEX case_file_newest ON case_file
  (id, stage, worker_id, risk, next_on, last_contact_on, person_id, household_id, archived_at)
  WHERE archived_at IS NULL;
