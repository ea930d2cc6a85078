-- SPDX-License-Identifier: GPL-3.0-or-later
-- Copyright 2026 The Nuanxin authors
--
-- Schema step 7: whatever is typed into the find box is a range of one ordered table, so that the
-- first hits cost the same in a village and in a city. The program fills the tables once after this
-- step, for only it can read names.

DROP TABLE name_key;
DROP TABLE person_text;

-- Keys of names by prefix: "n:" the name, "p:" what follows inside it, "f:" its pinyin, "i:" the
-- initials; capital marks for former names. Within a key people stand in their order. Nobody who is
-- archived. Rows are dropped by making them again from the record as it was.
CREATE TABLE name_key (
  key TEXT NOT NULL,
  sort TEXT NOT NULL,                    -- person.name_key
  person_id INTEGER NOT NULL,
  PRIMARY KEY (key, sort, person_id)
) STRICT, WITHOUT ROWID;

-- Case ("c:") and household ("h:") numbers, whole and from each of their parts on.
CREATE TABLE number_key (
  key TEXT NOT NULL,
  record_id INTEGER NOT NULL,
  PRIMARY KEY (key, record_id)
) STRICT, WITHOUT ROWID;

-- How the tables of search were filled; another number than the program's fills them anew.
INSERT INTO setting (name, value) VALUES ('search-version', '0')
  ON CONFLICT (name) DO UPDATE SET value = '0';
