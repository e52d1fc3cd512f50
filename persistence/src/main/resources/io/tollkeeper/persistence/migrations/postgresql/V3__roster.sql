-- Which customers there are, and the plan that each has of its own. It says nothing that the journal does not say.
CREATE TABLE roster (
  tenant          VARCHAR(32) COLLATE "C" NOT NULL,
  customer        VARCHAR(128) COLLATE "C" NOT NULL,
  -- Null, as the version: none of its own.
  plan            VARCHAR(64) COLLATE "C",
  version         INTEGER,
  -- As of which row of the customer's journal: what is known as of a later one stays.
  sequence_number BIGINT NOT NULL,
  PRIMARY KEY (tenant, customer)
);

-- Counting the customers of a tenant by plan reads this alone.
CREATE INDEX roster_plan ON roster (tenant, plan, version);
