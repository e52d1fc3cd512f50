package io.tollkeeper.engine.domain;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;

/**
 * An immutable allotment of credits.
 *
 * @param id unique among the customer's grants
 * @param credits how much, more than zero
 * @param kind where it comes from
 * @param priority lower is spent first
 * @param effectiveAt from when it can be spent, inclusive
 * @param expiresAt until when it can be spent, exclusive; {@link #NEVER} if it does not expire
 * @param features the only features it pays for; empty for all
 * @param source who gave it: {@code api}, or the payment that bought it
 */
public record Grant(String id, Credits credits, GrantKind kind, int priority, Instant effectiveAt, Instant expiresAt,
    Set<String> features, String source) {

  /** The expiry of what never expires. */
  public static final Instant NEVER = Instant.MAX;

  /** The priority of a grant that names none. */
  public static final int DEFAULT_PRIORITY = 10;

  /** The source of a grant that a caller of the API made. */
  public static final String SOURCE_API = "api";

  private static final String PAYMENT = "stripe:";

  /** Lower priority number first, then the earlier expiry, then the kind, then the older, then the id, so the order is total. */
  public static final Comparator<Grant> BURN_DOWN_ORDER = Comparator.comparingInt(Grant::priority)
      .thenComparing(Grant::expiresAt)
      .thenComparing(Grant::kind)
      .thenComparing(Grant::effectiveAt)
      .thenComparing(Grant::id);

  public Grant {
    features = Set.copyOf(features);
  }

  /** Whether it can be spent at this time: from {@code effectiveAt}, inclusive, until {@code expiresAt}, exclusive. */
  public boolean activeAt(Instant time) {
    return !time.isBefore(effectiveAt) && time.isBefore(expiresAt);
  }

  /** The pack that it was bought with: the last part of the id that payments give their grants. */
  Optional<String> pack() {
    return id.startsWith(PAYMENT) ? Optional.of(id.substring(id.lastIndexOf(':') + 1)) : Optional.empty();
  }

  /** The same with another end. */
  Grant until(Instant end) {
    return new Grant(id, credits, kind, priority, effectiveAt, end, features, source);
  }

  /** Whether a payment has bought it, so that a reversal of that may want it back. */
  boolean isPaid() {
    return isPaid(id);
  }

  /** Whether that is so of the grant with this id. */
  static boolean isPaid(String id) {
    return id.startsWith(PAYMENT);
  }

  /** Whether it pays for this feature. */
  public boolean serves(String feature) {
    return features.isEmpty() || features.contains(feature);
  }
}
