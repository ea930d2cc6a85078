-- SPDX-License-Identifier: GPL-3.0-or-later
-- Copyright 2026 The Nuanxin authors
--
-- Schema step 10: of whom something is missing, one small index for each thing, in the order of names.
-- Their conditions stand word for word in nx-id-query.c.

CREATE INDEX person_without_phone ON person (name_key, id, birth_on, archived_at)
  WHERE archived_at IS NULL AND died_on IS NULL AND phones IS NULL;
CREATE INDEX person_without_id_number ON person (name_key, id, archived_at)
  WHERE archived_at IS NULL AND died_on IS NULL AND id_number IS NULL;
CREATE INDEX person_without_birth ON person (name_key, id, archived_at)
  WHERE archived_at IS NULL AND died_on IS NULL AND birth_on IS NULL;
CREATE INDEX person_without_contact ON person (name_key, id, birth_on, living, care, archived_at)
  WHERE archived_at IS NULL AND died_on IS NULL AND emergency_contact IS NULL
    AND (living = 'alone' OR care IS NOT NULL);
CREATE INDEX person_without_guardian ON person (name_key, id, birth_on, archived_at)
  WHERE archived_at IS NULL AND died_on IS NULL AND guardian IS NULL;
CREATE INDEX person_disabled ON person
  (name_key, id, disability_number, disability_expires_on, archived_at)
  WHERE archived_at IS NULL AND died_on IS NULL AND disability_level IS NOT NULL;

-- Filters of lists that the office shares: which chips and choices, as JSON.
CREATE TABLE saved_filter (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  version INTEGER NOT NULL DEFAULT 1,
  archived_at INTEGER,
  list TEXT NOT NULL,                    -- "cases", "people" …
  name TEXT NOT NULL CHECK (name <> ''),
  data TEXT NOT NULL,
  worker_id INTEGER,                     -- who made it
  made_at INTEGER NOT NULL
) STRICT;
CREATE INDEX saved_filter_by_list ON saved_filter (list, name, id) WHERE archived_at IS NULL;
