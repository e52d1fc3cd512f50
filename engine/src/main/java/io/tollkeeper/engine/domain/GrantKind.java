package io.tollkeeper.engine.domain;

/** Where a grant's credits come from. The order of the constants is their order in burn-down: what cost the customer nothing goes first. */
public enum GrantKind {
  PROMOTIONAL, ROLLOVER, PLAN, ADJUSTMENT, PAID
}
