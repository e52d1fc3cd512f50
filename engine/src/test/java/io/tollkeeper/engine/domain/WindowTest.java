package io.tollkeeper.engine.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class WindowTest {

  private static final Instant ANCHOR = Instant.parse("2026-01-31T10:30:00.5Z");

  @ParameterizedTest
  @CsvSource({
    // window, a time, the first instant of its window, the end of its window
    "SECOND, 2026-11-22T14:03:07.250Z, 2026-11-22T14:03:07Z, 2026-11-22T14:03:08Z",
    "SECOND, 2026-12-31T23:59:59.999Z, 2026-12-31T23:59:59Z, 2027-01-01T00:00:00Z",
    "MINUTE, 2026-11-22T14:03:07.250Z, 2026-11-22T14:03:00Z, 2026-11-22T14:04:00Z",
    "MINUTE, 2026-11-22T23:59:59Z, 2026-11-22T23:59:00Z, 2026-11-23T00:00:00Z",
    "HOUR, 2026-11-22T14:03:07Z, 2026-11-22T14:00:00Z, 2026-11-22T15:00:00Z",
    "HOUR, 2026-02-28T23:30:00Z, 2026-02-28T23:00:00Z, 2026-03-01T00:00:00Z",
    "DAY, 2026-11-22T14:03:07Z, 2026-11-22T00:00:00Z, 2026-11-23T00:00:00Z",
    "DAY, 2028-02-29T12:00:00Z, 2028-02-29T00:00:00Z, 2028-03-01T00:00:00Z",
    "DAY, 2026-02-28T12:00:00Z, 2026-02-28T00:00:00Z, 2026-03-01T00:00:00Z",
    // 22 November 2026 is a Sunday.
    "WEEK, 2026-11-22T23:59:59.999Z, 2026-11-16T00:00:00Z, 2026-11-23T00:00:00Z",
    "WEEK, 2026-11-23T00:00:00Z, 2026-11-23T00:00:00Z, 2026-11-30T00:00:00Z",
    "WEEK, 2026-11-25T12:00:00Z, 2026-11-23T00:00:00Z, 2026-11-30T00:00:00Z",
    "WEEK, 2027-01-01T00:00:00Z, 2026-12-28T00:00:00Z, 2027-01-04T00:00:00Z",
    "WEEK, 2028-02-29T00:00:00Z, 2028-02-28T00:00:00Z, 2028-03-06T00:00:00Z",
    "MONTH, 2026-11-22T14:03:07Z, 2026-11-01T00:00:00Z, 2026-12-01T00:00:00Z",
    "MONTH, 2026-12-31T23:59:59.999Z, 2026-12-01T00:00:00Z, 2027-01-01T00:00:00Z",
    "MONTH, 2026-01-31T00:00:00Z, 2026-01-01T00:00:00Z, 2026-02-01T00:00:00Z",
    "MONTH, 2026-02-28T23:00:00Z, 2026-02-01T00:00:00Z, 2026-03-01T00:00:00Z",
    "MONTH, 2028-02-29T23:00:00Z, 2028-02-01T00:00:00Z, 2028-03-01T00:00:00Z",
    // From the 31st at 10:30:00.5; a day that a month does not have is its last.
    "BILLING_PERIOD, 2026-01-31T10:30:00.5Z, 2026-01-31T10:30:00.5Z, 2026-02-28T10:30:00.5Z",
    "BILLING_PERIOD, 2026-02-28T10:30:00.4Z, 2026-01-31T10:30:00.5Z, 2026-02-28T10:30:00.5Z",
    "BILLING_PERIOD, 2026-02-28T10:30:00.5Z, 2026-02-28T10:30:00.5Z, 2026-03-31T10:30:00.5Z",
    "BILLING_PERIOD, 2026-03-30T23:59:59Z, 2026-02-28T10:30:00.5Z, 2026-03-31T10:30:00.5Z",
    "BILLING_PERIOD, 2026-04-15T00:00:00Z, 2026-03-31T10:30:00.5Z, 2026-04-30T10:30:00.5Z",
    "BILLING_PERIOD, 2026-05-01T00:00:00Z, 2026-04-30T10:30:00.5Z, 2026-05-31T10:30:00.5Z",
    "BILLING_PERIOD, 2027-01-01T00:00:00Z, 2026-12-31T10:30:00.5Z, 2027-01-31T10:30:00.5Z",
    "BILLING_PERIOD, 2028-02-29T10:30:00.5Z, 2028-02-29T10:30:00.5Z, 2028-03-31T10:30:00.5Z",
    "BILLING_PERIOD, 2028-02-29T10:30:00Z, 2028-01-31T10:30:00.5Z, 2028-02-29T10:30:00.5Z"})
  void a_window_reaches_from_its_first_instant_to_the_next_one(Window window, Instant time, Instant first,
      Instant end) {
    var number = window.number(time, ANCHOR);
    assertEquals(number, window.number(first, ANCHOR));
    assertEquals(number - 1, window.number(first.minusNanos(1), ANCHOR));
    assertEquals(number, window.number(end.minusNanos(1), ANCHOR));
    assertEquals(number + 1, window.number(end, ANCHOR));
    assertEquals(end, window.end(time, ANCHOR));
    assertEquals(end, window.end(first, ANCHOR));
    assertEquals(end, window.end(end.minusNanos(1), ANCHOR));
    assertNotEquals(end, window.end(end, ANCHOR));
  }

  @Test
  void periods_are_counted_from_the_anchor() {
    assertEquals(0, Window.BILLING_PERIOD.number(ANCHOR, ANCHOR));
    assertEquals(11, Window.BILLING_PERIOD.number(Instant.parse("2027-01-31T10:30:00.4Z"), ANCHOR));
    assertEquals(12, Window.BILLING_PERIOD.number(Instant.parse("2027-01-31T10:30:00.5Z"), ANCHOR));
  }

  @Test
  void an_anchor_on_a_leap_day_is_the_28th_in_other_years() {
    var leapDay = Instant.parse("2028-02-29T00:00:00Z");
    var end = Instant.parse("2029-02-28T00:00:00Z");
    assertEquals(end, Window.BILLING_PERIOD.end(Instant.parse("2029-02-27T23:59:59Z"), leapDay));
    assertEquals(12, Window.BILLING_PERIOD.number(end, leapDay));
    assertEquals(Instant.parse("2029-03-29T00:00:00Z"), Window.BILLING_PERIOD.end(end, leapDay));
  }

  @Test
  void a_lifetime_is_one_window_without_an_end() {
    for (var time : List.of(ANCHOR, Instant.parse("2200-01-01T00:00:00Z"))) {
      assertEquals(0, Window.LIFETIME.number(time, ANCHOR));
      assertEquals(Grant.NEVER, Window.LIFETIME.end(time, ANCHOR));
    }
  }

  @ParameterizedTest
  @EnumSource(Window.class)
  void only_billing_periods_depend_on_the_anchor(Window window) {
    var time = Instant.parse("2026-11-22T14:03:07Z");
    var other = Instant.parse("2026-03-03T03:03:03Z");
    assertEquals(window != Window.BILLING_PERIOD, window.end(time, ANCHOR).equals(window.end(time, other)));
    assertEquals(window != Window.BILLING_PERIOD, window.number(time, ANCHOR) == window.number(time, other));
  }

  @ParameterizedTest
  @EnumSource(value = Window.class, mode = EnumSource.Mode.EXCLUDE, names = "LIFETIME")
  void windows_follow_each_other_without_a_gap(Window window) {
    var at = ANCHOR;
    var number = window.number(at, ANCHOR);
    for (int i = 0; i < 500; i++) {
      var end = window.end(at, ANCHOR);
      assertTrue(end.isAfter(at), () -> "an end that has passed: " + end);
      assertEquals(number, window.number(end.minusNanos(1), ANCHOR));
      assertEquals(++number, window.number(end, ANCHOR));
      at = end;
    }
  }

  @Test
  void seconds_and_minutes_are_rates() {
    for (var window : Window.values())
      assertEquals(EnumSet.of(Window.SECOND, Window.MINUTE).contains(window), window.isRate());
  }

  @Test
  void windows_are_in_the_order_of_their_lengths() {
    var previous = Duration.ZERO;
    for (var window : EnumSet.range(Window.SECOND, Window.MONTH)) {
      var start = window.end(ANCHOR, ANCHOR);
      var length = Duration.between(start, window.end(start, ANCHOR));
      assertTrue(length.compareTo(previous) > 0, window::name);
      previous = length;
    }
  }
}
