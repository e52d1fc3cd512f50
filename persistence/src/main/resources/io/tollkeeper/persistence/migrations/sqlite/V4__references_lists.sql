-- Which payer the objects of a payment provider belong to: a name that was learned leads to the same payer for ever.
CREATE TABLE payer_reference (
  tenant TEXT NOT NULL,
  name   TEXT NOT NULL,
  payer  TEXT NOT NULL,
  PRIMARY KEY (tenant, name)
) STRICT, WITHOUT ROWID;

-- Who pays for a customer, as the payment provider calls them. Null: nobody that is known.
ALTER TABLE roster ADD COLUMN payer TEXT;

CREATE INDEX roster_payer ON roster (tenant, payer, customer) WHERE payer IS NOT NULL;

-- Lists of messages, those that came last first, and counts by state.
CREATE INDEX inbox_list ON inbox (tenant, received_at, id);
CREATE INDEX inbox_count ON inbox (tenant, state, received_at, id);

-- With the state, so that no other index looks better to the database for those that wait.
DROP INDEX inbox_waits_for;
CREATE INDEX inbox_waits_for ON inbox (tenant, state, waits_for, created_at) WHERE waits_for <> '';
