-- Which payer the objects of a payment provider belong to: a name that was learned leads to the same payer for ever.
CREATE TABLE payer_reference (
  tenant VARCHAR(32) COLLATE "C" NOT NULL,
  name   VARCHAR(255) COLLATE "C" NOT NULL,
  payer  VARCHAR(255) COLLATE "C" NOT NULL,
  PRIMARY KEY (tenant, name)
);

-- Who pays for a customer, as the payment provider calls them. Null: nobody that is known.
ALTER TABLE roster ADD COLUMN payer VARCHAR(255) COLLATE "C";

CREATE INDEX roster_payer ON roster (tenant, payer, customer) WHERE payer IS NOT NULL;

-- Lists of messages, those that came last first, and counts by state.
CREATE INDEX inbox_list ON inbox (tenant, received_at, id);
CREATE INDEX inbox_count ON inbox (tenant, state, received_at, id);

-- With the state, so that no other index looks better to the database for those that wait.
DROP INDEX inbox_waits_for;
CREATE INDEX inbox_waits_for ON inbox (tenant, state, waits_for, created_at) WHERE waits_for <> '';
