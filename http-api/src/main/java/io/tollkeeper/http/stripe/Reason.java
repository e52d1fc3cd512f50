package io.tollkeeper.http.stripe;

import java.util.Arrays;

import io.tollkeeper.http.wire.Words;

/** Why an event is parked or has failed. The stored form is the lower-case name, possibly followed by a colon and a detail. */
enum Reason {
  /** Parked: nothing is known yet that tells who paid. */
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
  /** Failed: what it is about is not as Stripe documents it. */
  INVALID_OBJECT,
  /** Failed: it holds a part of the invoice's lines only, and there is no key to ask for the others. */
  INVOICE_TRUNCATED,
  /** Failed: it holds a part of the subscription's items only, and there is no key to ask for the others. */
  SUBSCRIPTION_TRUNCATED,
  /** Failed: it only says where to ask what has happened, and there is no key to ask with. */
  THIN_EVENT,
  /** Failed: another customer is linked to the payer already. */
  LINK_CONFLICT,
  /** Failed: Stripe has nothing of what it names, so it is of another account, or of long ago. */
  MISSING_AT_STRIPE,
  /** Failed: a top-up, but there is no key to ask for its payment with. */
  STRIPE_NOT_CONFIGURED,
  /** Failed: a top-up, but its customer has no payer at Stripe. */
  NO_STRIPE_CUSTOMER,
  /** Ignored: a top-up whose payment was refused; the detail says why. */
  DECLINED,
  /** Failed: money came in one currency and is said to go back in another. */
  OTHER_CURRENCY,
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

  /** How it is stored that a payer cannot do what a message says: by its own code if that is one of these, as a refusal otherwise. */
  static String ofPayer(String reason) {
    var code = reason.contains(":") ? reason.substring(0, reason.indexOf(':')) : reason;
    return Arrays.stream(values()).anyMatch(known -> known.code().equals(code))
        ? printable(reason)
        : REFUSED.with(reason);
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
