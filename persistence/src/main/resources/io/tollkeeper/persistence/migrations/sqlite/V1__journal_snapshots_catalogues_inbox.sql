-- Every fact, in order. Rows are only ever added.
CREATE TABLE event_journal (
  -- The order over all journals, for read models. It is the order in the file, which only grows at its end.
  ordering        INTEGER PRIMARY KEY AUTOINCREMENT,
  persistence_id  TEXT NOT NULL CHECK (length(persistence_id) <= 255),
  sequence_number INTEGER NOT NULL,
  -- Which incarnation wrote it: a recovery that finds two at once refuses.
  writer          TEXT NOT NULL,
  -- Milliseconds since 1970, by the database's clock; the facts carry the node's.
  written_at      INTEGER NOT NULL DEFAULT (CAST(unixepoch('subsec') * 1000 AS INTEGER)),
  serializer      INTEGER NOT NULL,
  manifest        TEXT NOT NULL,
  payload         BLOB NOT NULL,
  -- The fence: of two incarnations that write the same row, one fails.
  UNIQUE (persistence_id, sequence_number)
) STRICT;

CREATE TABLE snapshot (
  persistence_id  TEXT NOT NULL,
  sequence_number INTEGER NOT NULL,
  -- Milliseconds since 1970, by the node's clock.
  taken_at        INTEGER NOT NULL,
  serializer      INTEGER NOT NULL,
  manifest        TEXT NOT NULL,
  payload         BLOB NOT NULL,
  PRIMARY KEY (persistence_id, sequence_number)
) STRICT;

CREATE TABLE catalogue (
  tenant       TEXT NOT NULL,
  version      INTEGER NOT NULL,
  -- Microseconds since 1970, here and below.
  published_at INTEGER NOT NULL,
  -- JSON as text, because the order of its keys means something.
  document     TEXT NOT NULL,
  PRIMARY KEY (tenant, version)
) STRICT;

-- What payment providers sent, word for word.
CREATE TABLE inbox (
  tenant      TEXT NOT NULL,
  id          TEXT NOT NULL CHECK (length(id) <= 255),
  type        TEXT NOT NULL,
  created_at  INTEGER NOT NULL,
  received_at INTEGER NOT NULL,
  touched_at  INTEGER NOT NULL,
  state       TEXT NOT NULL,
  reason      TEXT NOT NULL,
  waits_for   TEXT NOT NULL,
  payload     TEXT NOT NULL,
  PRIMARY KEY (tenant, id)
) STRICT;

-- The sweep of what got stuck, and lists by state.
CREATE INDEX inbox_state ON inbox (state, touched_at);

-- Few messages wait for anyone.
CREATE INDEX inbox_waits_for ON inbox (tenant, waits_for, created_at) WHERE waits_for <> '';
