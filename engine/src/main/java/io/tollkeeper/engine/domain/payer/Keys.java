package io.tollkeeper.engine.domain.payer;

import io.tollkeeper.engine.domain.Hash;
import io.tollkeeper.engine.domain.Ids;

/** The keys of orders: made of what an order is about, so that the same thing always has the same key. */
final class Keys {

  /** What links follow from: no payment or subscription is called like that. */
  static final String LINKS = "link";

  private static final String GRANT = "stripe:";
  private static final String REVERSE = "reverse:";
  private static final String SUBSCRIPTION = "subscription:";
  private static final String LINK = "link:";
  private static final int HASH_DIGITS = 32;

  private Keys() {}

  /** The grant for a part of a payment: a line, or a pack. */
  static String grant(String payment, String part) {
    return joined(GRANT + payment, part);
  }

  /** The grant for a part of what {@link #grant} names. */
  static String partOf(String grant, String part) {
    return joined(grant, part);
  }

  /** Whether a key is that of this grant or of a part of it. */
  static boolean isOf(String grant, String key) {
    return key.startsWith(grant) && (key.length() == grant.length() || key.charAt(grant.length()) == ':');
  }

  /** What is taken back of a grant. */
  static String reverse(String grant) {
    return REVERSE + grant;
  }

  static String subscription(String id) {
    return SUBSCRIPTION + id;
  }

  /** Whom a payer pays for. */
  static String link(String payer) {
    return LINK + payer;
  }

  /** The payment or subscription that an order with this key follows from; of a link {@link #LINKS}. */
  static String subject(String key) {
    if (key.startsWith(LINK)) return LINKS;
    if (key.startsWith(SUBSCRIPTION)) return key.substring(SUBSCRIPTION.length());
    var grant = key.startsWith(REVERSE) ? key.substring(REVERSE.length()) : key;
    if (!grant.startsWith(GRANT)) return grant;
    var end = grant.indexOf(':', GRANT.length());
    return grant.substring(GRANT.length(), end < 0 ? grant.length() : end);
  }

  // A long id and a long key together may be more than an id can be.
  private static String joined(String whole, String part) {
    var plain = whole + ':' + part;
    return plain.length() <= Ids.MAX_ID ? plain : whole + ':' + Hash.of(part).toString().substring(0, HASH_DIGITS);
  }
}
