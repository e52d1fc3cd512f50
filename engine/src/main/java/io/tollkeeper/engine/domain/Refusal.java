package io.tollkeeper.engine.domain;

/** Why the answer is no. */
public enum Refusal {
  /** The tenant has no such customer. */
  CUSTOMER_NOT_FOUND(Rule.CUSTOMER),
  /** The id was used before, with other content. */
  ID_REUSED(Rule.REPEAT),
  /** There is no such reservation, or it expired too long ago to be settled. */
  RESERVATION_NOT_FOUND(Rule.RESERVATION),
  /** The reservation was settled before. */
  ALREADY_SETTLED(Rule.RESERVATION),
  /** The reservation was given up before. */
  ALREADY_RELEASED(Rule.RESERVATION),
  /** The reservation has expired. */
  RESERVATION_EXPIRED(Rule.RESERVATION),
  /** The customer has as many open reservations as it may. */
  TOO_MANY_RESERVATIONS(Rule.RESERVATION),
  /** Nothing was ever charged for this usage id. */
  USAGE_NOT_FOUND(Rule.REFUND),
  /** More than what was charged and not refunded yet. */
  REFUND_EXCEEDS_CHARGE(Rule.REFUND),
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
  /** The run has ended. */
  RUN_CLOSED(Rule.RUN),
  /** The customer has as many open runs as it may. */
  TOO_MANY_RUNS(Rule.RUN),
  /** The run would be inside more runs than are allowed. */
  RUN_TOO_DEEP(Rule.RUN),
  /** The customer is suspended. */
  CUSTOMER_SUSPENDED(Rule.SUSPENSION),
  /** The customer has no right to the feature, or not in this way. */
  NOT_ENTITLED(Rule.ENTITLEMENT),
  /** Too much in a second or a minute. */
  RATE_LIMITED(Rule.RATE),
  /** A window's limit is used up, or a gauge's is reached. */
  LIMIT_EXCEEDED(Rule.LIMIT),
  /** A gauge would fall below zero. */
  GAUGE_BELOW_ZERO(Rule.LIMIT),
  /** The run, or one that it is part of, has less budget left than is required. */
  RUN_BUDGET_EXCEEDED(Rule.BUDGET),
  /** Less is available than is required. */
  INSUFFICIENT_CREDITS(Rule.CREDITS),
  /** The customer has no such grant. */
  GRANT_NOT_FOUND(Rule.GRANT),
  /** The grant would end before it starts, or has ended already. */
  GRANT_ENDS_TOO_EARLY(Rule.GRANT),
  /** The customer has as many grants as it may. */
  TOO_MANY_GRANTS(Rule.GRANT),
  /** The catalogue has no such plan. */
  PLAN_NOT_FOUND(Rule.PLAN),
  /** The catalogue has no such pack. */
  PACK_NOT_FOUND(Rule.PLAN),
  /** The customer's plan is the payment provider's business. */
  MANAGED_BY_STRIPE(Rule.PLAN),
  /** The customer has as many overrides as it may. */
  TOO_MANY_OVERRIDES(Rule.ENTITLEMENT);

  private final Rule rule;

  Refusal(Rule rule) {
    this.rule = rule;
  }

  /** The rule that says no. */
  public Rule rule() {
    return rule;
  }

  /** The rules; those of a decision about work are in the order in which they are asked. The wire form is the lower-case name. */
  public enum Rule {
    CUSTOMER, REPEAT, FEATURE, PRICE, RUN, SUSPENSION, ENTITLEMENT, RATE, LIMIT, BUDGET, CREDITS, RESERVATION, REFUND,
    GRANT, PLAN
  }
}
