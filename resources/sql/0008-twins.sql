-- SPDX-License-Identifier: GPL-3.0-or-later
-- Copyright 2026 The Nuanxin authors
--
-- Schema step 8: records that may be of one human being.

-- Two people whom a worker has told apart, for good. Each pair once, the smaller id first.
CREATE TABLE person_apart (
  person_id INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
  other_id INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
  worker_id INTEGER REFERENCES worker (id) ON DELETE RESTRICT,
  told_at INTEGER NOT NULL,
  PRIMARY KEY (person_id, other_id),
  CHECK (person_id < other_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX person_apart_by_other ON person_apart (other_id);

-- What the last look through the whole store found; made anew by the next one. The records may have
-- changed since: whoever shows a pair compares it again.
CREATE TABLE person_pair (
  person_id INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
  other_id INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
  points INTEGER NOT NULL,
  PRIMARY KEY (person_id, other_id),
  CHECK (person_id < other_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX person_pair_by_other ON person_pair (other_id);
CREATE INDEX person_pair_by_points ON person_pair (points DESC, person_id, other_id);

-- When that was.
CREATE TABLE person_pair_scan (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  scanned_at INTEGER NOT NULL,
  n_persons INTEGER NOT NULL
) STRICT;

-- People by day of birth: for the twins of whoever is being typed.
CREATE INDEX person_by_birth ON person (birth_on, id)
  WHERE birth_on IS NOT NULL AND archived_at IS NULL;
