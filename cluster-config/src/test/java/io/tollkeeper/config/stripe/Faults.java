package io.tollkeeper.config.stripe;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** What goes wrong with calls, on demand. Counts what it has done, for a fault that did not happen proves nothing. */
public final class Faults {

  private final AtomicInteger toFail = new AtomicInteger();
  private final AtomicInteger toLose = new AtomicInteger();
  private final AtomicInteger done = new AtomicInteger();
  private volatile int status = 500;
  private volatile boolean down;
  private volatile Duration latency = Duration.ZERO;

  Faults() {}

  /** The next calls are answered with this status, and nothing is done. */
  public void failNext(int calls, int withStatus) {
    status = withStatus;
    toFail.set(calls);
  }

  /** The next calls are carried out, but their answers get lost on the way. */
  public void loseNext(int calls) {
    toLose.set(calls);
  }

  /** Nobody answers any more. */
  public void down() {
    down = true;
  }

  /** Somebody answers again. */
  public void up() {
    down = false;
  }

  /** Every answer takes this long. */
  public void latency(Duration time) {
    latency = time;
  }

  /** How many calls were spoilt so far. */
  public int count() {
    return done.get();
  }

  /** Waits as long as answers take. */
  void linger() {
    var end = System.nanoTime() + latency.toNanos();
    for (var left = latency.toNanos(); left > 0; left = end - System.nanoTime())
      LockSupport.parkNanos(left);
  }

  boolean isDown() {
    return down && happened();
  }

  boolean losesAnswer() {
    return took(toLose) && happened();
  }

  /** Ends the call if it is to fail. */
  void strike() {
    if (!took(toFail) || !happened()) return;
    throw status == 429
        ? new StripeError(429, "invalid_request_error", "rate_limit")
        : new StripeError(status, "api_error", "double_fault");
  }

  private boolean happened() {
    done.incrementAndGet();
    return true;
  }

  private static boolean took(AtomicInteger left) {
    return left.getAndUpdate(count -> Math.max(0, count - 1)) > 0;
  }
}
