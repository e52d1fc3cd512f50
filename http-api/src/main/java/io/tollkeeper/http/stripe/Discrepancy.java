package io.tollkeeper.http.stripe;

/**
 * Something that Stripe says and that is otherwise here.
 *
 * @param object its id at Stripe
 * @param type of the event, or the kind of the object
 * @param repaired whether it is so no more
 */
record Discrepancy(Kind kind, String object, String type, String detail, boolean repaired) {

  /** What kind of difference it is. The wire form is the lower-case name. */
  enum Kind {
    /** Nothing is known of it here. */
    MISSED,
    /** It is known, but not as it is now. */
    STALE,
    /** It is over or gone at Stripe, but not here. */
    EXTRA,
    /** The catalogue sells nothing by its price. */
    UNKNOWN_PRICE,
    /** It was told, but it cannot be applied. */
    FAILED
  }
}
