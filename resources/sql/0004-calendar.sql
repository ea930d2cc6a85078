-- SPDX-License-Identifier: GPL-3.0-or-later
-- Copyright 2026 The Nuanxin authors
--
-- Schema step 4: indexes for the calendar of visits, so that a month is read without the visits'
-- texts.

-- The visits of a range of days, of the whole station and of one worker. Both hold all that the
-- calendar counts and orders by.
CREATE INDEX visit_calendar ON visit
  (visited_on, state, start_time, id, case_id, worker_id, archived_at)
  WHERE archived_at IS NULL;
CREATE INDEX visit_calendar_of_worker ON visit
  (worker_id, visited_on, state, start_time, id, case_id, archived_at)
  WHERE archived_at IS NULL;

-- The few cases that are not for everybody's eyes.
CREATE INDEX case_file_confidential ON case_file (id, worker_id, supervisor_id)
  WHERE is_confidential = 1;
