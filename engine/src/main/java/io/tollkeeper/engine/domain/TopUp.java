package io.tollkeeper.engine.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How a customer's credits are topped up when they run low. Immutable.
 *
 * @param settings when and by what; empty if that is not wanted
 * @param made how many top-ups were ever asked for
 * @param open the one that is being paid, if one is: there are never two
 * @param count how many were asked for in the billing period of the last one
 * @param lastAt when that was
 * @param declined how many were declined one after the other
 * @param notBefore when the next may be asked for
 */
public record TopUp(Optional<Settings> settings, long made, Optional<Open> open, int count, Instant lastAt,
    int declined, Instant notBefore) {

  public static final TopUp NONE =
      new TopUp(Optional.empty(), 0, Optional.empty(), 0, Instant.EPOCH, 0, Instant.EPOCH);

  private static final Duration FIRST_PAUSE = Duration.ofHours(1);
  private static final int LONGEST_PAUSE = 5;

  /**
   * When credits are bought, and which.
   *
   * @param threshold below how many that can be spent
   * @param pack what is bought
   * @param maxPerPeriod how often in a billing period
   */
  public record Settings(Credits threshold, String pack, int maxPerPeriod) {}

  /** A top-up that is being paid: its id, unique for the customer, and the pack that is bought. */
  public record Open(String id, String pack) {}

  TopUp with(Optional<Settings> wanted) {
    // Whoever changes what is wanted has seen to what was in the way.
    return new TopUp(wanted, made, open, count, lastAt, 0, Instant.EPOCH);
  }

  TopUp asked(Settings wanted, int inPeriod, Instant at) {
    return new TopUp(settings, made + 1, Optional.of(new Open("topup-" + (made + 1), wanted.pack())), inPeriod, at,
        declined, notBefore);
  }

  TopUp paid() {
    return new TopUp(settings, made, Optional.empty(), count, lastAt, 0, Instant.EPOCH);
  }

  /** Each time in a row that it is declined the next try waits twice as long: from an hour to 32. */
  TopUp declined(Instant at) {
    var pause = FIRST_PAUSE.multipliedBy(1L << Math.min(declined, LONGEST_PAUSE));
    return new TopUp(settings, made, Optional.empty(), count, lastAt, declined + 1, at.plus(pause));
  }
}
