package io.tollkeeper.http.stripe;

import io.tollkeeper.http.wire.Words;

/** Why an event is parked or has failed. The stored form is the lower-case name, possibly followed by a colon and a detail. */
enum Reason {
  /** Parked: nothing in it names one of our customers. */
  UNKNOWN_REFERENCE,
  /** Parked: the customer that it names has not been created yet. */
  UNKNOWN_CUSTOMER,
  /** Parked: the buyer has ordered, but the money has still to come. */
  PAYMENT_PENDING,
  /** Failed: what it names as our customer cannot be one. */
  INVALID_REFERENCE,
  /** Failed: no pack is sold by this price. */
  UNKNOWN_PRICE,
  /** Failed: the catalogue has no such pack, or the event names none. */
  UNKNOWN_PACK,
  /** Failed: the quantity is no positive number, or beyond what Stripe itself can sell. */
  INVALID_QUANTITY,
  /** Failed: the credits would be more than an amount can be. */
  AMOUNT_TOO_LARGE,
  /** Failed: the stored text is no event any more. */
  INVALID_EVENT,
  /** Failed: the session is not as Stripe documents it. */
  INVALID_SESSION,
  /** Failed: the customer has refused it; the detail is its refusal. */
  REFUSED,
  /** Received, to be tried again: Stripe could not be asked for what was bought. */
  STRIPE_UNAVAILABLE,
  /** Received, to be tried again: the engine could not be reached. */
  UNAVAILABLE;

  private static final int MAX_DETAIL = 150;

  /** The stored form. */
  String code() {
    return Words.of(this);
  }

  /** With a detail. */
  String with(String detail) {
    return code() + ": " + printable(detail);
  }

  /** Whether a new catalogue may mend what has failed for this stored reason. */
  static boolean isOfCatalogue(String stored) {
    return stored.startsWith(UNKNOWN_PRICE.code()) || stored.startsWith(UNKNOWN_PACK.code());
  }

  static String printable(String detail) {
    var clean = detail.codePoints().map(c -> c >= ' ' && c < 0x7f ? c : '?').limit(MAX_DETAIL);
    return clean.collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
  }
}
