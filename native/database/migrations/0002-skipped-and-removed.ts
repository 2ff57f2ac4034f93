/**
 * Documents may be skipped (a type that isn't read) or removed (until that is final), say whether they are in hand,
 * and are listed in every order from an index. What was deleted before is overwritten by the VACUUM that follows.
 */
export const skippedAndRemoved = `
CREATE TABLE documents_new (
  id TEXT PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES workspaces ON DELETE CASCADE,
  job_id TEXT REFERENCES jobs ON DELETE SET NULL,
  path TEXT NOT NULL,
  name TEXT NOT NULL,
  -- With its last separator: a path ends with the name
  folder TEXT GENERATED ALWAYS AS (substr(path, 1, length(path) - length(name))) VIRTUAL,
  media_type TEXT NOT NULL DEFAULT '',
  size_bytes INTEGER NOT NULL,
  modified_ms INTEGER NOT NULL,
  file_hash TEXT,
  status TEXT NOT NULL CHECK (status IN
    ('queued', 'extracting', 'embedding', 'indexed', 'failed', 'skipped', 'removed')),
  -- The order of a list by status: what needs the person comes first
  status_rank INTEGER GENERATED ALWAYS AS (CASE status WHEN 'failed' THEN 0 WHEN 'extracting' THEN 1
    WHEN 'embedding' THEN 1 WHEN 'queued' THEN 2 WHEN 'indexed' THEN 3 ELSE 4 END) VIRTUAL,
  -- A process works on it at this moment: it is to blame if that ends
  is_in_hand INTEGER NOT NULL DEFAULT 0,
  -- Times it was in hand when Hearth or a worker ended: a poison file is left alone
  attempts INTEGER NOT NULL DEFAULT 0,
  reason TEXT,
  -- Version of the readers that last looked at it: newer ones look again at what failed or was skipped
  readers_version INTEGER NOT NULL DEFAULT 0,
  title TEXT,
  sensitivity TEXT NOT NULL DEFAULT 'normal' CHECK (sensitivity IN ('normal', 'private')),
  pages INTEGER,
  page_strip TEXT NOT NULL DEFAULT '[]',
  chunks INTEGER NOT NULL DEFAULT 0,
  -- JSON IndexKey of the index that holds its chunks; null until indexed
  index_key TEXT,
  added_at INTEGER NOT NULL,
  indexed_at INTEGER,
  removed_at INTEGER,
  UNIQUE (workspace_id, path)
) STRICT;
INSERT INTO documents_new (id, workspace_id, job_id, path, name, media_type, size_bytes, modified_ms, file_hash,
    status, attempts, reason, title, sensitivity, pages, page_strip, chunks, index_key, added_at, indexed_at)
  SELECT id, workspace_id, job_id, path, name, media_type, size_bytes, modified_ms, file_hash,
    CASE WHEN status = 'failed' AND reason ->> 'code' = 'unsupported-type' THEN 'skipped' ELSE status END,
    attempts, reason, title, sensitivity, pages, page_strip, chunks, index_key, added_at, indexed_at
  FROM documents ORDER BY rowid;
DROP TABLE documents;
ALTER TABLE documents_new RENAME TO documents;
CREATE INDEX documents_by_status ON documents (workspace_id, status);
CREATE INDEX documents_by_job ON documents (job_id, status, attempts);
CREATE INDEX documents_by_time ON documents (workspace_id, added_at DESC, path);
CREATE INDEX documents_by_name ON documents (workspace_id, name COLLATE NOCASE, path);
CREATE INDEX documents_by_folder ON documents (workspace_id, folder COLLATE NOCASE, name COLLATE NOCASE, path);
CREATE INDEX documents_by_size ON documents (workspace_id, size_bytes, path);
CREATE INDEX documents_by_rank ON documents (workspace_id, status_rank, added_at DESC, path);
CREATE INDEX documents_in_hand ON documents (id) WHERE is_in_hand = 1;

-- What is passed over as unchanged was called skipped before
ALTER TABLE jobs ADD COLUMN unchanged INTEGER NOT NULL DEFAULT 0;
UPDATE jobs SET unchanged = skipped, skipped = 0;

-- Deleted words leave the full-text index at once
INSERT INTO conversation_search (conversation_search, rank) VALUES ('secure-delete', 1);
`;
