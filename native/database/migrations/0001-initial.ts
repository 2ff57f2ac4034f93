/** The first schema. Times are milliseconds since 1970; JSON columns hold contract shapes. */
export const initial = `
CREATE TABLE workspaces (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL UNIQUE COLLATE NOCASE,
  created_at INTEGER NOT NULL,
  is_default INTEGER NOT NULL DEFAULT 0,
  -- JSON IndexKey of the index that searches read; null before the first document
  active_index TEXT
) STRICT;

CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;

-- What a person added: a file or a folder
CREATE TABLE sources (
  id TEXT PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES workspaces ON DELETE CASCADE,
  path TEXT NOT NULL,
  added_at INTEGER NOT NULL,
  UNIQUE (workspace_id, path)
) STRICT;

CREATE TABLE jobs (
  id TEXT PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES workspaces ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('index', 'rebuild')),
  label TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('scanning', 'running', 'paused', 'done', 'cancelled', 'failed')),
  -- JSON array of paths still to be walked; emptied in the transaction that queues their files
  paths TEXT NOT NULL,
  done INTEGER NOT NULL DEFAULT 0,
  failed INTEGER NOT NULL DEFAULT 0,
  skipped INTEGER NOT NULL DEFAULT 0,
  done_bytes INTEGER NOT NULL DEFAULT 0,
  total INTEGER,
  total_bytes INTEGER,
  started_at INTEGER NOT NULL,
  finished_at INTEGER,
  error TEXT
) STRICT;

CREATE TABLE documents (
  id TEXT PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES workspaces ON DELETE CASCADE,
  job_id TEXT REFERENCES jobs ON DELETE SET NULL,
  path TEXT NOT NULL,
  name TEXT NOT NULL,
  media_type TEXT NOT NULL DEFAULT '',
  size_bytes INTEGER NOT NULL,
  modified_ms INTEGER NOT NULL,
  file_hash TEXT,
  status TEXT NOT NULL CHECK (status IN ('queued', 'extracting', 'embedding', 'indexed', 'failed')),
  -- Times it was in a worker's hands when Hearth or the worker ended: a poison file is left alone
  attempts INTEGER NOT NULL DEFAULT 0,
  reason TEXT,
  title TEXT,
  sensitivity TEXT NOT NULL DEFAULT 'normal' CHECK (sensitivity IN ('normal', 'private')),
  pages INTEGER,
  page_strip TEXT NOT NULL DEFAULT '[]',
  chunks INTEGER NOT NULL DEFAULT 0,
  -- JSON IndexKey of the index that holds its chunks; null until indexed
  index_key TEXT,
  added_at INTEGER NOT NULL,
  indexed_at INTEGER,
  UNIQUE (workspace_id, path)
) STRICT;
CREATE INDEX documents_by_status ON documents (workspace_id, status);
CREATE INDEX documents_by_job ON documents (job_id, status, attempts);
CREATE INDEX documents_by_time ON documents (workspace_id, added_at DESC, path);

-- Documents whose rows may still be in the vector index although they should not: cleared there first, here after
CREATE TABLE stale_rows (
  document_id TEXT PRIMARY KEY,
  workspace_id TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE document_texts (
  document_id TEXT PRIMARY KEY REFERENCES documents ON DELETE CASCADE,
  text TEXT NOT NULL,
  -- JSON array of contract blocks
  blocks TEXT NOT NULL
) STRICT;

CREATE TABLE pages (
  document_id TEXT NOT NULL REFERENCES documents ON DELETE CASCADE,
  page INTEGER NOT NULL,
  start_offset INTEGER NOT NULL,
  end_offset INTEGER NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('text', 'ocr', 'empty', 'failed')),
  reason TEXT,
  PRIMARY KEY (document_id, page)
) STRICT, WITHOUT ROWID;

CREATE TABLE conversations (
  id TEXT PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES workspaces ON DELETE CASCADE,
  title TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX conversations_by_time ON conversations (updated_at DESC);

CREATE TABLE turns (
  id TEXT PRIMARY KEY,
  conversation_id TEXT NOT NULL REFERENCES conversations ON DELETE CASCADE,
  -- The turn it follows; two turns with one parent are branches
  parent_turn_id TEXT REFERENCES turns ON DELETE CASCADE,
  question TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('running', 'finished', 'failed')),
  asked_at INTEGER NOT NULL,
  finished_at INTEGER
) STRICT;
CREATE INDEX turns_by_conversation ON turns (conversation_id, asked_at);

-- The part log: JSON of contract turn parts, seq from 1 without gaps
CREATE TABLE turn_parts (
  turn_id TEXT NOT NULL REFERENCES turns ON DELETE CASCADE,
  seq INTEGER NOT NULL,
  part TEXT NOT NULL,
  PRIMARY KEY (turn_id, seq)
) STRICT, WITHOUT ROWID;

-- Titles (turn_id null), questions and answers, for search over conversations
CREATE VIRTUAL TABLE conversation_search USING fts5 (
  text, conversation_id UNINDEXED, turn_id UNINDEXED, kind UNINDEXED,
  tokenize = "unicode61 remove_diacritics 2", prefix = '2 3'
);

-- Everything that left this computer, and every refusal
CREATE TABLE egress_ledger (
  id TEXT PRIMARY KEY,
  at INTEGER NOT NULL,
  purpose TEXT NOT NULL,
  host TEXT NOT NULL,
  consent_id TEXT,
  outcome TEXT NOT NULL,
  bytes_sent INTEGER NOT NULL
) STRICT;
`;
