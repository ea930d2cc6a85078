-- SPDX-License-Identifier: GPL-3.0-or-later
-- Copyright 2026 The Nuanxin authors
--
-- Schema step 1: everything the main job keeps.
--
-- Every table of records begins with the same four columns:
--   id           key inside this store; grows with time, so newer rows have larger ids
--   uid          UUID, the record's identity in exchange, retry and merge
--   version      counts its changes; an update that finds another version is stale
--   archived_at  UTC seconds when it was taken out of the lists, NULL while in use
-- Days are ISO text with precision ("1938", "1938-05", "1938-05-21"), instants UTC seconds, codes
-- are codes of the lists in resources/codes. Field tables in src/model name the other columns.

-- The one row that says what this store is.
CREATE TABLE store_info (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  uid TEXT NOT NULL,
  office_name TEXT NOT NULL,
  area_code TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;

-- Small facts the program keeps about this store, such as the version of the sort keys.
CREATE TABLE setting (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Administrative areas from the province down, and below a community the office's own grids.
CREATE TABLE area (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  version INTEGER NOT NULL DEFAULT 1,
  archived_at INTEGER,
  code TEXT NOT NULL UNIQUE,             -- 2 to 12 digits, GB/T 2260 and the statistics codes below
  name TEXT NOT NULL,
  level TEXT NOT NULL,                   -- area-level
  parent_id INTEGER REFERENCES area (id) ON DELETE RESTRICT,
  path TEXT,                             -- names from the city down, as printed
  name_key TEXT                          -- sorts by pinyin
) STRICT;
CREATE INDEX area_by_parent ON area (parent_id, name_key);

-- The office's staff.
CREATE TABLE worker (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  version INTEGER NOT NULL DEFAULT 1,
  archived_at INTEGER,
  name TEXT NOT NULL,
  post TEXT,
  role TEXT NOT NULL,                    -- worker-role
  qualification TEXT,                    -- worker-qualification
  is_active INTEGER CHECK (is_active IN (0, 1))
) STRICT;

-- Households: an address with its dwelling. Who lives there is in membership.
CREATE TABLE household (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  version INTEGER NOT NULL DEFAULT 1,
  archived_at INTEGER,
  number TEXT NOT NULL UNIQUE,
  kind TEXT,                             -- household-kind
  area_id INTEGER REFERENCES area (id) ON DELETE RESTRICT,
  address TEXT,                          -- road, compound: what stands before the building
  building TEXT,
  unit TEXT,
  room TEXT,
  grid TEXT,
  housing TEXT,                          -- housing
  status TEXT NOT NULL,                  -- household-status
  worker_id INTEGER REFERENCES worker (id) ON DELETE RESTRICT,
  registered_on TEXT,
  note TEXT,
  name_key TEXT,                         -- sort key of its present head's name
  address_key TEXT                       -- area code, then address with numbers counted
) STRICT;
CREATE INDEX household_by_name ON household (name_key, id) WHERE archived_at IS NULL;
CREATE INDEX household_by_address ON household (address_key, id) WHERE archived_at IS NULL;
CREATE INDEX household_by_area ON household (area_id, address_key, id);
CREATE INDEX household_by_worker ON household (worker_id, name_key, id);

-- People: one row for every human being.
CREATE TABLE person (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  version INTEGER NOT NULL DEFAULT 1,
  archived_at INTEGER,
  name TEXT NOT NULL,
  former_names TEXT,                     -- separated by an ideographic comma
  pinyin TEXT,                           -- a worker's correction of the guessed reading
  sex TEXT,                              -- gbt-2261-1
  birth_on TEXT,                         -- solar, with precision
  birth_lunar TEXT,                      -- as the family says it, when they count by the moon
  id_kind TEXT,                          -- id-document-kind
  id_number TEXT,
  ethnic TEXT,                           -- gbt-3304
  political TEXT,                        -- gbt-4762
  education TEXT,                        -- gbt-4658
  marital TEXT,                          -- gbt-2261-2
  health TEXT,                           -- gbt-2261-3
  disability_kind TEXT,                  -- gbt-26341
  disability_level TEXT,                 -- disability-level
  disability_number TEXT,
  phones TEXT,                           -- one a line: number, space, whose it is
  registered_address TEXT,
  residence_kind TEXT,                   -- residence-kind
  living TEXT,                           -- living-arrangement
  care TEXT,                             -- care-dependency
  employment TEXT,                       -- gbt-2261-4
  new_employment TEXT,                   -- new-employment
  employer TEXT,
  guardian TEXT,
  emergency_contact TEXT,
  died_on TEXT,
  note TEXT,
  name_key TEXT                          -- sorts by pinyin with surname readings
) STRICT;
CREATE INDEX person_by_name ON person (name_key, id) WHERE archived_at IS NULL;
CREATE INDEX person_by_id_number ON person (id_number) WHERE id_number IS NOT NULL;
CREATE INDEX person_by_text_name ON person (name);

-- Who belonged to which household, from when to when. to_on is the first day outside.
CREATE TABLE membership (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  version INTEGER NOT NULL DEFAULT 1,
  archived_at INTEGER,
  household_id INTEGER NOT NULL REFERENCES household (id) ON DELETE RESTRICT,
  person_id INTEGER NOT NULL REFERENCES person (id) ON DELETE RESTRICT,
  relation TEXT NOT NULL,                -- gbt-4761; 02 is the head
  from_on TEXT,
  to_on TEXT,
  leave_reason TEXT,
  note TEXT
) STRICT;
CREATE INDEX membership_by_household ON membership (household_id, relation, person_id);
CREATE INDEX membership_by_person ON membership (person_id, to_on);

-- Support classes of persons and of households, dated and with evidence.
CREATE TABLE support (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  version INTEGER NOT NULL DEFAULT 1,
  archived_at INTEGER,
  person_id INTEGER REFERENCES person (id) ON DELETE RESTRICT,
  household_id INTEGER REFERENCES household (id) ON DELETE RESTRICT,
  class TEXT NOT NULL,                   -- support-class
  level TEXT,
  from_on TEXT,
  to_on TEXT,
  review_on TEXT,
  certificate TEXT,
  organisation TEXT,
  amount INTEGER,                        -- yuan a month
  evidence TEXT NOT NULL,
  reason TEXT,
  CHECK ((person_id IS NULL) <> (household_id IS NULL))
) STRICT;
CREATE INDEX support_by_person ON support (person_id, class) WHERE person_id IS NOT NULL;
CREATE INDEX support_by_household ON support (household_id, class) WHERE household_id IS NOT NULL;
CREATE INDEX support_by_class ON support (class, to_on);

-- Cases, from inquiry to archive.
CREATE TABLE case_file (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  version INTEGER NOT NULL DEFAULT 1,
  archived_at INTEGER,
  number TEXT NOT NULL UNIQUE,           -- community code, year, counter; never used twice
  title TEXT NOT NULL,
  person_id INTEGER REFERENCES person (id) ON DELETE RESTRICT,
  household_id INTEGER REFERENCES household (id) ON DELETE RESTRICT,
  category TEXT,                         -- problem-category codes
  source TEXT,                           -- case-source
  stage TEXT NOT NULL,                   -- case-stage
  risk TEXT NOT NULL,                    -- risk-level
  worker_id INTEGER NOT NULL REFERENCES worker (id) ON DELETE RESTRICT,
  supervisor_id INTEGER REFERENCES worker (id) ON DELETE RESTRICT,
  is_confidential INTEGER CHECK (is_confidential IN (0, 1)),
  opened_on TEXT NOT NULL,
  closed_on TEXT,
  closure_reason TEXT,                   -- case-closure-reason
  problem TEXT,
  next_on TEXT,                          -- next visit, with the words why
  next_reason TEXT,
  next_rule TEXT,                        -- next-rule: what set the date
  last_contact_on TEXT,
  stage_since_on TEXT,
  CHECK (person_id IS NOT NULL OR household_id IS NOT NULL)
) STRICT;
CREATE INDEX case_file_by_person ON case_file (person_id) WHERE person_id IS NOT NULL;
CREATE INDEX case_file_by_household ON case_file (household_id) WHERE household_id IS NOT NULL;
CREATE INDEX case_file_by_next ON case_file (next_on, risk, id) WHERE next_on IS NOT NULL;
CREATE INDEX case_file_by_worker ON case_file (worker_id, next_on, id);
CREATE INDEX case_file_by_stage ON case_file (stage, risk, id);

-- Visits. Long texts stand last so that lists and timelines need not read past them.
CREATE TABLE visit (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  version INTEGER NOT NULL DEFAULT 1,
  archived_at INTEGER,
  case_id INTEGER NOT NULL REFERENCES case_file (id) ON DELETE RESTRICT,
  state TEXT NOT NULL CHECK (state IN ('planned', 'done', 'attempted')),
  kind TEXT,                             -- visit-kind
  visited_on TEXT NOT NULL,              -- the day it happened, or is planned for
  start_time TEXT,
  end_time TEXT,
  written_on TEXT,                       -- the day it was written down
  session INTEGER,                       -- counts the done visits of the case
  place TEXT,
  purpose TEXT,                          -- visit-purpose codes
  purpose_note TEXT,
  persons_seen TEXT,
  companions TEXT,
  worker_id INTEGER NOT NULL REFERENCES worker (id) ON DELETE RESTRICT,
  body TEXT,                             -- observation, as the next four
  mood TEXT,
  home TEXT,
  money TEXT,
  care TEXT,
  new_risks TEXT,                        -- new-risk codes
  next_on TEXT,
  next_reason TEXT,
  not_met_reason TEXT,                   -- not-met-reason
  narrative TEXT,
  problems TEXT,
  services TEXT,                         -- one a line
  next_steps TEXT,
  not_met_note TEXT,
  reflection TEXT                        -- never on a client's paper
) STRICT;
CREATE INDEX visit_by_case ON visit (case_id, visited_on, id);
CREATE INDEX visit_by_worker ON visit (worker_id, visited_on, id);
CREATE INDEX visit_by_day ON visit (visited_on, id);

-- Questions, answers and notes on a case or one of its visits.
CREATE TABLE comment (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  version INTEGER NOT NULL DEFAULT 1,
  archived_at INTEGER,
  case_id INTEGER NOT NULL REFERENCES case_file (id) ON DELETE RESTRICT,
  visit_id INTEGER REFERENCES visit (id) ON DELETE RESTRICT,
  worker_id INTEGER NOT NULL REFERENCES worker (id) ON DELETE RESTRICT,
  kind TEXT NOT NULL,                    -- comment-kind
  text TEXT NOT NULL,
  written_at INTEGER,
  written_on TEXT                        -- the day of written_at where it was written
) STRICT;
CREATE INDEX comment_by_case ON comment (case_id, visit_id, written_at);
CREATE INDEX comment_by_visit ON comment (visit_id, written_at) WHERE visit_id IS NOT NULL;

-- The journal: one row for every change, in the transaction of that change, never altered.
-- digest = SHA-256 over the digest before and this row, so that a missing or altered row shows.
CREATE TABLE event (
  id INTEGER PRIMARY KEY,                -- the counter that orders events, not the clock
  uid TEXT NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  archived_at INTEGER,
  at INTEGER NOT NULL,
  on_day TEXT NOT NULL,                  -- the day it happened in life
  worker_id INTEGER REFERENCES worker (id) ON DELETE RESTRICT,
  action TEXT NOT NULL,                  -- event-action
  record_kind INTEGER NOT NULL,
  record_id INTEGER NOT NULL,
  case_id INTEGER,                       -- what it belongs to, for timelines
  household_id INTEGER,
  person_id INTEGER,
  changes TEXT,                          -- JSON: {"column": [before, after]}
  digest TEXT NOT NULL
) STRICT;
CREATE INDEX event_by_case ON event (case_id, on_day, id) WHERE case_id IS NOT NULL;
CREATE INDEX event_by_household ON event (household_id, on_day, id) WHERE household_id IS NOT NULL;
CREATE INDEX event_by_person ON event (person_id, on_day, id) WHERE person_id IS NOT NULL;

-- Edits that are not saved yet, kept within a second of typing. One for a record and worker; for a
-- new record `place` says where it was begun ("visit of case 7").
CREATE TABLE draft (
  id INTEGER PRIMARY KEY,
  worker_id INTEGER NOT NULL,
  record_kind INTEGER NOT NULL,
  record_id INTEGER NOT NULL,            -- 0 for a new record
  place TEXT NOT NULL,
  changed_at INTEGER NOT NULL,
  data BLOB NOT NULL,
  UNIQUE (worker_id, record_kind, record_id, place)
) STRICT;

-- Imports that were carried out, so that one can be named, reported and later undone.
CREATE TABLE import_run (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  at INTEGER NOT NULL,
  worker_id INTEGER,
  source_digest TEXT NOT NULL,           -- SHA-256 of the file's bytes, not its name
  first_event INTEGER NOT NULL,          -- the journal rows it wrote
  last_event INTEGER NOT NULL,
  households_added INTEGER NOT NULL,
  persons_added INTEGER NOT NULL,
  updated INTEGER NOT NULL,
  same INTEGER NOT NULL,
  refused INTEGER NOT NULL
) STRICT;

-- Search. Tokens are cut by search/ beforehand, so any engine could hold them.

-- Latin keys of names by prefix: "f:linxiaolan", "i:lxl", former names too.
CREATE TABLE name_key (
  key TEXT NOT NULL,
  person_id INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
  PRIMARY KEY (key, person_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX name_key_by_person ON name_key (person_id);

-- Phones of people, backwards, so that a phone's tail is a prefix.
CREATE TABLE phone_key (
  tail TEXT NOT NULL,
  person_id INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
  PRIMARY KEY (tail, person_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX phone_key_by_person ON phone_key (person_id);

-- rowid = person id; names present and former.
CREATE VIRTUAL TABLE person_text USING fts5 (
  name, tokenize = 'ascii', content = '', contentless_delete = 1, detail = none
);
-- rowid = household id; area, address, building, unit, room.
CREATE VIRTUAL TABLE household_text USING fts5 (
  address, tokenize = 'ascii', content = '', contentless_delete = 1, detail = none
);
-- rowid = visit id; narrative, problems, services, next steps.
CREATE VIRTUAL TABLE visit_text USING fts5 (
  narrative, tokenize = 'ascii', content = '', contentless_delete = 1, detail = none
);

-- Rows as the field tables read them: the table and what is derived from its neighbours.

CREATE VIEW area_view AS SELECT * FROM area;
CREATE VIEW worker_view AS SELECT * FROM worker;

-- The members a household has now; its head is the member with GB/T 4761 code 02 (or 01).
CREATE VIEW household_view AS
SELECT household.*,
       head.person_id AS person_id,
       person.name AS head_name,
       (SELECT count(*) FROM membership AS m
         WHERE m.household_id = household.id AND m.to_on IS NULL AND m.archived_at IS NULL)
         AS n_members,
       area.name AS area_name,
       worker.name AS worker_name,
       (SELECT count(*) FROM case_file AS c
         WHERE c.stage NOT IN ('closed', 'archived', 'declined', 'referred_out', 'merged')
           AND c.id IN (SELECT id FROM case_file WHERE household_id = household.id
                        UNION
                        SELECT f.id FROM membership AS m JOIN case_file AS f
                            ON f.person_id = m.person_id
                         WHERE m.household_id = household.id AND m.to_on IS NULL
                           AND m.archived_at IS NULL))
         AS n_open_cases,
       (SELECT min(c.next_on) FROM case_file AS c
         WHERE c.id IN (SELECT id FROM case_file WHERE household_id = household.id
                        UNION
                        SELECT f.id FROM membership AS m JOIN case_file AS f
                            ON f.person_id = m.person_id
                         WHERE m.household_id = household.id AND m.to_on IS NULL
                           AND m.archived_at IS NULL))
         AS next_on
  FROM household
  LEFT JOIN membership AS head
    ON head.id = (SELECT m.id FROM membership AS m
                   WHERE m.household_id = household.id AND m.to_on IS NULL
                     AND m.archived_at IS NULL
                   ORDER BY m.relation NOT IN ('02', '01'), m.id LIMIT 1)
  LEFT JOIN person ON person.id = head.person_id
  LEFT JOIN area ON area.id = household.area_id
  LEFT JOIN worker ON worker.id = household.worker_id;

-- A person lives in the household joined last.
CREATE VIEW person_view AS
SELECT person.*,
       membership.household_id AS household_id,
       membership.relation AS relation,
       area.name AS area_name,
       coalesce(household.address, '') || coalesce(household.building, '')
         || coalesce(household.unit, '') || coalesce(household.room, '') AS full_address
  FROM person
  LEFT JOIN membership
    ON membership.id = (SELECT m.id FROM membership AS m
                         WHERE m.person_id = person.id AND m.to_on IS NULL
                           AND m.archived_at IS NULL
                         ORDER BY m.from_on DESC, m.id DESC LIMIT 1)
  LEFT JOIN household ON household.id = membership.household_id
  LEFT JOIN area ON area.id = household.area_id;

CREATE VIEW membership_view AS
SELECT membership.*,
       person.name AS person_name,
       person.sex AS person_sex,
       person.birth_on AS person_birth_on,
       person.died_on AS person_died_on,
       household.number AS household_number,
       coalesce(household.address, '') || coalesce(household.building, '')
         || coalesce(household.unit, '') || coalesce(household.room, '') AS household_address
  FROM membership
  JOIN person ON person.id = membership.person_id
  JOIN household ON household.id = membership.household_id;

CREATE VIEW support_view AS
SELECT support.*, person.name AS person_name
  FROM support
  LEFT JOIN person ON person.id = support.person_id;

-- The client of a household's case is shown by the head of the household. Joined table by table:
-- a view joined to a view would be built whole for every row asked for.
CREATE VIEW case_file_view AS
SELECT case_file.*,
       client.name AS client_name,
       client.sex AS client_sex,
       client.birth_on AS client_birth_on,
       area.name AS area_name,
       coalesce(household.address, '') || coalesce(household.building, '')
         || coalesce(household.unit, '') || coalesce(household.room, '') AS full_address,
       worker.name AS worker_name,
       supervisor.name AS supervisor_name,
       (SELECT count(*) FROM visit AS v
         WHERE v.case_id = case_file.id AND v.state <> 'planned' AND v.archived_at IS NULL)
         AS n_visits
  FROM case_file
  LEFT JOIN person AS client
    ON client.id = coalesce(case_file.person_id,
                            (SELECT m.person_id FROM membership AS m
                              WHERE m.household_id = case_file.household_id AND m.to_on IS NULL
                                AND m.archived_at IS NULL
                              ORDER BY m.relation NOT IN ('02', '01'), m.id LIMIT 1))
  LEFT JOIN household
    ON household.id = coalesce((SELECT m.household_id FROM membership AS m
                                 WHERE m.person_id = case_file.person_id AND m.to_on IS NULL
                                   AND m.archived_at IS NULL
                                 ORDER BY m.from_on DESC, m.id DESC LIMIT 1),
                               case_file.household_id)
  LEFT JOIN area ON area.id = household.area_id
  LEFT JOIN worker ON worker.id = case_file.worker_id
  LEFT JOIN worker AS supervisor ON supervisor.id = case_file.supervisor_id;

CREATE VIEW visit_view AS
SELECT visit.*,
       case_file.number AS case_number,
       case_file.title AS case_title,
       case_file.person_id AS client_person_id,
       case_file.household_id AS client_household_id,
       client.name AS client_name,
       worker.name AS worker_name,
       case_file.risk AS risk
  FROM visit
  JOIN case_file ON case_file.id = visit.case_id
  LEFT JOIN person AS client
    ON client.id = coalesce(case_file.person_id,
                            (SELECT m.person_id FROM membership AS m
                              WHERE m.household_id = case_file.household_id AND m.to_on IS NULL
                                AND m.archived_at IS NULL
                              ORDER BY m.relation NOT IN ('02', '01'), m.id LIMIT 1))
  LEFT JOIN worker ON worker.id = visit.worker_id;

CREATE VIEW comment_view AS
SELECT comment.*, worker.name AS author_name
  FROM comment
  JOIN worker ON worker.id = comment.worker_id;

CREATE VIEW event_view AS
SELECT event.*, worker.name AS worker_name
  FROM event
  LEFT JOIN worker ON worker.id = event.worker_id;
