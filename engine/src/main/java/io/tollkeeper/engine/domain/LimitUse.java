package io.tollkeeper.engine.domain;

import java.time.Instant;
import java.util.Optional;

/**
 * A limit and how much of it is used.
 *
 * @param limit how much may be used
 * @param used how much is
 * @param window in which window; empty for a gauge
 * @param resetsAt when that ends; empty if it never does
 */
public record LimitUse(long limit, long used, Optional<Window> window, Optional<Instant> resetsAt) {

  static LimitUse of(Limit limit, long used, Instant now, Billing billing) {
    return new LimitUse(limit.limit(), used, limit.window(),
        limit.window().map(window -> window.end(now, billing.anchor(), billing.months()))
            .filter(end -> !end.equals(Grant.NEVER)));
  }

  /** How much may still be used; less than zero above a limit that was lowered. */
  long left() {
    return limit - used;
  }
}
