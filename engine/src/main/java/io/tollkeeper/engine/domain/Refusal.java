package io.tollkeeper.engine.domain;

/** Why the answer is no. */
public enum Refusal {
  /** The tenant has no such customer. */
  CUSTOMER_NOT_FOUND(Rule.CUSTOMER),
  /** The id was used before, with other content. */
  ID_REUSED(Rule.REPEAT),
  /** The catalogue has no such feature. */
  FEATURE_NOT_FOUND(Rule.FEATURE),
  /** The feature is not of a kind that this can be done with. */
  WRONG_KIND(Rule.FEATURE),
  /** No rule of the feature's cost applies. */
  NO_PRICE(Rule.PRICE),
  /** The amount, or what it would add up to, cannot be represented. */
  AMOUNT_TOO_LARGE(Rule.PRICE),
  /** There is no such run. */
  RUN_NOT_FOUND(Rule.RUN),
  /** Less is available than is required. */
  INSUFFICIENT_CREDITS(Rule.CREDITS),
  /** The customer has no such grant. */
  GRANT_NOT_FOUND(Rule.GRANT),
  /** The grant would end before it starts, or has ended already. */
  GRANT_ENDS_TOO_EARLY(Rule.GRANT),
  /** The customer has as many grants as it may. */
  TOO_MANY_GRANTS(Rule.GRANT);

  private final Rule rule;

  Refusal(Rule rule) {
    this.rule = rule;
  }

  /** The rule that says no. */
  public Rule rule() {
    return rule;
  }

  /** The rules, in the order in which they are asked. The wire form is the lower-case name. */
  public enum Rule {
    CUSTOMER, REPEAT, FEATURE, PRICE, RUN, CREDITS, GRANT
  }
}
