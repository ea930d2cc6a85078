-- SPDX-License-Identifier: GPL-3.0-or-later
-- Copyright 2026 The Nuanxin authors
--
-- Schema step 3: until when a person's identity document and disability certificate are valid.

-- Empty: not known, or without an end (长期).
ALTER TABLE person ADD COLUMN id_expires_on TEXT;
ALTER TABLE person ADD COLUMN disability_expires_on TEXT;

-- What expires soon, for the page of the day.
CREATE INDEX person_by_id_expiry ON person (id_expires_on, id)
  WHERE id_expires_on IS NOT NULL AND archived_at IS NULL AND died_on IS NULL;
CREATE INDEX person_by_disability_expiry ON person (disability_expires_on, id)
  WHERE disability_expires_on IS NOT NULL AND archived_at IS NULL AND died_on IS NULL;
