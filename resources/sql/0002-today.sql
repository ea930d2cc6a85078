-- SPDX-License-Identifier: GPL-3.0-or-later
-- Copyright 2026 The Nuanxin authors
--
-- Schema step 2: indexes for the page of the day, so that none of its questions walks a table.

-- What is due, of the whole station and of one worker, by day. Both hold all that the question looks
-- at, so that no case is read for it; the first takes the place of an older one.
DROP INDEX case_file_by_next;
CREATE INDEX case_file_due ON case_file
  (next_on, worker_id, stage, risk, next_rule, next_reason, is_confidential, supervisor_id,
   person_id, household_id, id)
  WHERE next_on IS NOT NULL AND archived_at IS NULL;
CREATE INDEX case_file_due_of_worker ON case_file
  (worker_id, next_on, stage, risk, next_rule, next_reason, is_confidential, supervisor_id,
   person_id, household_id, id)
  WHERE next_on IS NOT NULL AND archived_at IS NULL;

-- Where a person lives now.
CREATE INDEX membership_now ON membership (person_id, from_on, id, household_id)
  WHERE to_on IS NULL AND archived_at IS NULL;

-- Questions on a case, to see which wait for an answer.
CREATE INDEX comment_questions ON comment (case_id, visit_id, id)
  WHERE kind = 'question' AND archived_at IS NULL;

-- Birthdays: month and day of the solar date, and the end of the lunar one ("04-22", "4L-22").
CREATE INDEX person_by_birthday ON person (substr(birth_on, 6), id)
  WHERE archived_at IS NULL AND died_on IS NULL AND length(birth_on) = 10;
CREATE INDEX person_by_lunar_birthday ON person (substr(birth_lunar, -5), id)
  WHERE archived_at IS NULL AND died_on IS NULL AND birth_lunar IS NOT NULL;

-- Support classes that are to be reviewed or end on a day.
CREATE INDEX support_by_review ON support (review_on, person_id, household_id, to_on, id)
  WHERE review_on IS NOT NULL AND archived_at IS NULL;
CREATE INDEX support_by_end ON support (to_on, person_id, household_id, id)
  WHERE to_on IS NOT NULL AND archived_at IS NULL;
