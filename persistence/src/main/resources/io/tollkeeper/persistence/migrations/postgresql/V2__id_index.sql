-- Where the facts of ids are that have left their customers' memory, for ever. It says nothing that the journal does not say.
CREATE TABLE id_index (
  persistence_id  VARCHAR(255) COLLATE "C" NOT NULL,
  -- 64 bits of the id's hash. Two ids may have the same.
  hash            BIGINT NOT NULL,
  sequence_number BIGINT NOT NULL,
  PRIMARY KEY (persistence_id, hash, sequence_number)
);
