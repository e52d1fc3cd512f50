package io.tollkeeper.engine.domain;

import java.time.Instant;
import java.util.Optional;

/**
 * An exception for one customer and one feature, made by hand. It beats what plans say.
 *
 * @param effect whether the feature may be used
 * @param value the value of a config feature, in place of the plan's
 * @param limit in place of the plan's limit for the same window
 * @param setAt from when
 * @param expiresAt until when, exclusive; empty for until it is taken back
 * @param reason why
 * @param author by whom
 */
public record EntitlementOverride(String feature, Effect effect, Optional<String> value, Optional<Limit> limit,
    Instant setAt,
    Optional<Instant> expiresAt, String reason, String author) {

  /** What an override does. The wire form is the lower-case name. */
  public enum Effect {
    ALLOW,
    /** Beats everything. */
    DENY
  }

  /** The same, as if it had been made at this time. */
  EntitlementOverride since(Instant time) {
    return new EntitlementOverride(feature, effect, value, limit, time, expiresAt, reason, author);
  }

  boolean isActiveAt(Instant time) {
    return expiresAt.isEmpty() || time.isBefore(expiresAt.get());
  }
}
