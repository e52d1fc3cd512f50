-- Every fact, in order. Rows are only ever added.
CREATE TABLE event_journal (
  -- The order over all journals, for read models. As the primary key it is also the order in the file, which only grows at its end.
  ordering        BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  persistence_id  VARCHAR(255) NOT NULL,
  sequence_number BIGINT NOT NULL,
  -- Which incarnation wrote it: a recovery that finds two at once refuses.
  writer          UUID NOT NULL,
  -- By the database's clock; the facts carry the node's.
  written_at      BIGINT DEFAULT CAST(EXTRACT(EPOCH FROM CURRENT_TIMESTAMP) * 1000 AS BIGINT) NOT NULL,
  serializer      INTEGER NOT NULL,
  manifest        VARCHAR(255) NOT NULL,
  payload         VARBINARY(1048576) NOT NULL,
  -- The fence: of two incarnations that write the same row, one fails.
  CONSTRAINT event_journal_key UNIQUE (persistence_id, sequence_number)
);

CREATE TABLE snapshot (
  persistence_id  VARCHAR(255) NOT NULL,
  sequence_number BIGINT NOT NULL,
  -- Milliseconds since 1970, by the node's clock.
  taken_at        BIGINT NOT NULL,
  serializer      INTEGER NOT NULL,
  manifest        VARCHAR(255) NOT NULL,
  payload         BLOB NOT NULL,
  PRIMARY KEY (persistence_id, sequence_number)
);

CREATE TABLE catalogue (
  tenant       VARCHAR(32) NOT NULL,
  version      INTEGER NOT NULL,
  published_at BIGINT NOT NULL,
  -- JSON as text, because the order of its keys means something.
  document     CLOB NOT NULL,
  PRIMARY KEY (tenant, version)
);

-- What payment providers sent, word for word.
CREATE TABLE inbox (
  tenant      VARCHAR(32) NOT NULL,
  id          VARCHAR(255) NOT NULL,
  type        VARCHAR(255) NOT NULL,
  created_at  BIGINT NOT NULL,
  received_at BIGINT NOT NULL,
  touched_at  BIGINT NOT NULL,
  state       VARCHAR(16) NOT NULL,
  reason      VARCHAR NOT NULL,
  waits_for   VARCHAR(255) NOT NULL,
  payload     CLOB NOT NULL,
  PRIMARY KEY (tenant, id)
);

-- The sweep of what got stuck, and lists by state.
CREATE INDEX inbox_state ON inbox (state, touched_at);

CREATE INDEX inbox_waits_for ON inbox (tenant, waits_for, created_at);
