-- Every fact, in order. Rows are only ever added.
CREATE TABLE event_journal (
  -- The order over all journals, for read models. It has gaps, and a number may become visible after a higher one.
  ordering        BIGINT GENERATED ALWAYS AS IDENTITY,
  -- Compared byte by byte, which is what keys need and what no locale can change later.
  persistence_id  VARCHAR(255) COLLATE "C" NOT NULL,
  sequence_number BIGINT NOT NULL,
  -- Which incarnation wrote it: a recovery that finds two at once refuses.
  writer          UUID NOT NULL,
  -- Milliseconds since 1970, by the database's clock; the facts carry the node's.
  written_at      BIGINT NOT NULL DEFAULT (extract(epoch FROM clock_timestamp()) * 1000)::bigint,
  serializer      INTEGER NOT NULL,
  manifest        VARCHAR(255) NOT NULL,
  payload         BYTEA NOT NULL,
  -- The fence: of two incarnations that write the same row, one fails.
  PRIMARY KEY (persistence_id, sequence_number)
);

CREATE UNIQUE INDEX event_journal_ordering ON event_journal (ordering);

CREATE TABLE snapshot (
  persistence_id  VARCHAR(255) COLLATE "C" NOT NULL,
  sequence_number BIGINT NOT NULL,
  -- Milliseconds since 1970, by the node's clock.
  taken_at        BIGINT NOT NULL,
  serializer      INTEGER NOT NULL,
  manifest        VARCHAR(255) NOT NULL,
  payload         BYTEA NOT NULL,
  PRIMARY KEY (persistence_id, sequence_number)
);

-- Mostly hashes, which do not compress: not even tried.
ALTER TABLE snapshot ALTER COLUMN payload SET STORAGE EXTERNAL;

CREATE TABLE catalogue (
  tenant       VARCHAR(32) COLLATE "C" NOT NULL,
  version      INTEGER NOT NULL,
  -- Microseconds since 1970, here and below.
  published_at BIGINT NOT NULL,
  -- JSON as text, because the order of its keys means something.
  document     TEXT NOT NULL,
  PRIMARY KEY (tenant, version)
);

-- What payment providers sent, word for word.
CREATE TABLE inbox (
  tenant      VARCHAR(32) COLLATE "C" NOT NULL,
  id          VARCHAR(255) COLLATE "C" NOT NULL,
  type        VARCHAR(255) NOT NULL,
  created_at  BIGINT NOT NULL,
  received_at BIGINT NOT NULL,
  touched_at  BIGINT NOT NULL,
  state       VARCHAR(16) NOT NULL,
  reason      TEXT NOT NULL,
  waits_for   VARCHAR(255) COLLATE "C" NOT NULL,
  payload     TEXT NOT NULL,
  PRIMARY KEY (tenant, id)
);

-- The sweep of what got stuck, and lists by state.
CREATE INDEX inbox_state ON inbox (state, touched_at);

-- Few messages wait for anyone.
CREATE INDEX inbox_waits_for ON inbox (tenant, waits_for, created_at) WHERE waits_for <> '';
