-- SPDX-License-Identifier: GPL-3.0-or-later
-- Copyright 2026 The Nuanxin authors
--
-- Schema step 6: photos and PDFs on cases and visits. Lists read only the first table; the bytes
-- stand apart.

-- What was attached, without its bytes.
CREATE TABLE attachment (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  version INTEGER NOT NULL DEFAULT 1,
  archived_at INTEGER,
  case_id INTEGER NOT NULL REFERENCES case_file (id) ON DELETE RESTRICT,
  visit_id INTEGER REFERENCES visit (id) ON DELETE RESTRICT,
  draft_place TEXT,                      -- set while the visit it belongs to is only a draft
  worker_id INTEGER NOT NULL REFERENCES worker (id) ON DELETE RESTRICT,
  name TEXT NOT NULL,                    -- the file's name, which may say who it is about
  caption TEXT,
  media_type TEXT NOT NULL
    CHECK (media_type IN ('image/jpeg', 'image/png', 'application/pdf')),
  n_bytes INTEGER NOT NULL CHECK (n_bytes > 0),
  width INTEGER,                         -- pixels of a picture, as it is looked at
  height INTEGER,
  n_pages INTEGER,                       -- of a PDF
  digest TEXT NOT NULL,                  -- SHA-256 of the bytes as kept
  attached_at INTEGER,
  attached_on TEXT,                      -- the day of attached_at where it was attached
  CHECK (visit_id IS NULL OR draft_place IS NULL)
) STRICT;
CREATE INDEX attachment_by_case ON attachment (case_id, attached_on, id);
CREATE INDEX attachment_by_visit ON attachment (visit_id, id, archived_at, case_id)
  WHERE visit_id IS NOT NULL;
CREATE INDEX attachment_by_draft ON attachment (worker_id, draft_place, id)
  WHERE draft_place IS NOT NULL;

-- The bytes of an attachment, cut into parts, so that none is larger than a change can carry.
CREATE TABLE attachment_part (
  id INTEGER PRIMARY KEY,
  attachment_id INTEGER NOT NULL REFERENCES attachment (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,               -- from 0, in order
  data BLOB NOT NULL,
  UNIQUE (attachment_id, number)
) STRICT;

-- A small PNG of a picture or of a PDF's first page, for lists; made by the program itself.
CREATE TABLE attachment_thumbnail (
  attachment_id INTEGER PRIMARY KEY REFERENCES attachment (id) ON DELETE CASCADE,
  data BLOB NOT NULL
) STRICT;

CREATE VIEW attachment_view AS
SELECT attachment.*, worker.name AS author_name
  FROM attachment
  JOIN worker ON worker.id = attachment.worker_id;
