-- SPDX-License-Identifier: GPL-3.0-or-later
-- Copyright 2026 The Nuanxin authors
--
-- Schema step 12: the indexes of what is missing hold all that their lists choose by, so that no
-- record is read for them (as in step 5, also what is always NULL in them).

DROP INDEX person_without_phone;
CREATE INDEX person_without_phone ON person (name_key, id, birth_on, phones, died_on, archived_at)
  WHERE archived_at IS NULL AND died_on IS NULL AND phones IS NULL;
DROP INDEX person_without_id_number;
CREATE INDEX person_without_id_number ON person (name_key, id, id_number, died_on, archived_at)
  WHERE archived_at IS NULL AND died_on IS NULL AND id_number IS NULL;
DROP INDEX person_without_birth;
CREATE INDEX person_without_birth ON person (name_key, id, birth_on, died_on, archived_at)
  WHERE archived_at IS NULL AND died_on IS NULL AND birth_on IS NULL;
DROP INDEX person_without_contact;
CREATE INDEX person_without_contact ON person
  (name_key, id, birth_on, living, care, emergency_contact, died_on, archived_at)
  WHERE archived_at IS NULL AND died_on IS NULL AND emergency_contact IS NULL
    AND (living = 'alone' OR care IS NOT NULL);
DROP INDEX person_without_guardian;
CREATE INDEX person_without_guardian ON person
  (name_key, id, birth_on, guardian, died_on, archived_at)
  WHERE archived_at IS NULL AND died_on IS NULL AND guardian IS NULL;
DROP INDEX person_disabled;
CREATE INDEX person_disabled ON person
  (name_key, id, disability_level, disability_number, disability_expires_on, died_on, archived_at)
  WHERE archived_at IS NULL AND died_on IS NULL AND disability_level IS NOT NULL;
