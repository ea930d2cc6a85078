-- SPDX-License-Identifier: GPL-3.0-or-later
-- Copyright 2026 The Nuanxin authors
--
-- Schema step 13: what was done to many records as one step, and how they were before it.

CREATE TABLE operation (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  at INTEGER NOT NULL,
  worker_id INTEGER REFERENCES worker (id) ON DELETE RESTRICT,
  kind TEXT NOT NULL,                    -- operation-kind
  record_kind INTEGER NOT NULL,          -- what it was about: the person or household that stayed;
  record_id INTEGER NOT NULL,            -- 0 and an import_run; 0 and 0 for many
  n_records INTEGER NOT NULL,            -- how many the user did it to
  first_event INTEGER NOT NULL,          -- the journal rows it wrote
  last_event INTEGER NOT NULL,
  undone_at INTEGER,
  first_undo_event INTEGER,              -- the journal rows its undoing wrote
  last_undo_event INTEGER
) STRICT;
CREATE INDEX operation_of_record ON operation (kind, record_id);

-- Every row it touched. A row it added has no `before`.
CREATE TABLE operation_row (
  operation_id INTEGER NOT NULL REFERENCES operation (id) ON DELETE CASCADE,
  record_kind INTEGER NOT NULL,
  record_id INTEGER NOT NULL,
  version INTEGER NOT NULL,              -- as the operation left the row
  before TEXT,                           -- JSON: the changed columns as they were
  PRIMARY KEY (operation_id, record_kind, record_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX operation_row_by_record ON operation_row (record_kind, record_id);

-- The pairs told apart that it added.
CREATE TABLE operation_apart (
  operation_id INTEGER NOT NULL REFERENCES operation (id) ON DELETE CASCADE,
  person_id INTEGER NOT NULL,
  other_id INTEGER NOT NULL,
  PRIMARY KEY (operation_id, person_id, other_id)
) STRICT, WITHOUT ROWID;

-- The highest id that an undone operation had given: the journal names records by their ids, so
-- none is given twice.
CREATE TABLE taken_id (
  record_kind INTEGER PRIMARY KEY,
  last_id INTEGER NOT NULL
) STRICT;

-- The record that took this one in. It is archived then, and keeps what was not chosen of it.
ALTER TABLE person ADD COLUMN merged_into INTEGER;
ALTER TABLE household ADD COLUMN merged_into INTEGER;
CREATE INDEX person_merged ON person (merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX household_merged ON household (merged_into) WHERE merged_into IS NOT NULL;
