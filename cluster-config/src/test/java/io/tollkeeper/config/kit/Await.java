package io.tollkeeper.config.kit;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Patience with a limit. */
public final class Await {

  private static final Duration LOOK_EVERY = Duration.ofMillis(20);

  private Await() {}

  /** Looks again and again until this holds, and says how long that took. Throws {@link AssertionError} at the limit. */
  public static Duration until(String what, Duration limit, BooleanSupplier holds) {
    return until(() -> what, limit, holds);
  }

  /** The same where what is waited for can be told better at the end. */
  public static Duration until(Supplier<String> what, Duration limit, BooleanSupplier holds) {
    var start = System.nanoTime();
    while (!holds.getAsBoolean()) {
      if (System.nanoTime() - start > limit.toNanos())
        throw new AssertionError("not within " + limit + ": " + what.get());
      LockSupport.parkNanos(LOOK_EVERY.toNanos());
    }
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
