package io.tollkeeper.http.stripe;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that moves when it is told to, and a millisecond whenever it is looked at, so that nothing happens at the same time. */
final class TickingClock extends Clock {

  static final Instant START = Instant.parse("2026-05-01T12:00:00Z");

  private final AtomicReference<Instant> now = new AtomicReference<>(START);

  void pass(Duration time) {
    now.updateAndGet(instant -> instant.plus(time));
  }

  @Override
  public Instant instant() {
    return now.getAndUpdate(instant -> instant.plusMillis(1));
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("there is only UTC here");
  }
}
