package io.tollkeeper.engine.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TermTest {

  @ParameterizedTest
  @CsvSource({
    "P1M,    2026-01-31T12:00:00Z, 2026-02-28T12:00:00Z",
    "P1M,    2028-01-31T12:00:00Z, 2028-02-29T12:00:00Z",
    "P2M,    2026-01-31T00:00:00Z, 2026-03-31T00:00:00Z",
    "P1M,    2026-02-28T00:00:00Z, 2026-03-28T00:00:00Z",
    "P12M,   2028-02-29T00:00:00Z, 2029-02-28T00:00:00Z",
    "P1Y,    2028-02-29T00:00:00Z, 2029-02-28T00:00:00Z",
    "P4Y,    2028-02-29T00:00:00Z, 2032-02-29T00:00:00Z",
    "P1M1D,  2026-01-31T00:00:00Z, 2026-03-01T00:00:00Z",
    "P1D,    2028-02-28T23:59:59Z, 2028-02-29T23:59:59Z",
    "P90D,   2026-01-01T00:00:00Z, 2026-04-01T00:00:00Z",
    "P2W,    2026-01-01T00:00:00Z, 2026-01-15T00:00:00Z",
    "PT36H,  2026-12-31T00:00:00Z, 2027-01-01T12:00:00Z",
    "P1DT12H, 2026-12-31T00:00:00Z, 2027-01-01T12:00:00Z",
    "P1MT1H, 2026-01-31T23:30:00Z, 2026-03-01T00:30:00Z",
    "PT0.5S, 2038-01-19T03:14:07.5Z, 2038-01-19T03:14:08Z"})
  void it_is_counted_on_the_calendar_in_utc(String term, Instant start, Instant end) {
    assertEquals(end, term(term).after(start));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "P", "PT", "P1DT", "1D", "T5H", "XT5H", "1T5H", "P5H", "PT5D", "P1.5D", "P1D ", " P1D",
    "P1D1M", "P1DTT1H", "P1DT1HT1M", "one day",
    "P99999999999D", "PT99999999999999999999S"})
  void what_is_not_iso_8601_is_no_term(String text) {
    assertEquals(Optional.empty(), Term.parse(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"P-1D", "-P1D", "-P-1D", "P1M-1D", "PT-1S", "-PT1S", "P1DT-1H", "P-1DT48H", "P0D", "PT0S",
    "P0Y0M0DT0H"})
  void what_is_negative_or_nothing_is_no_term(String text) {
    assertEquals(Optional.empty(), Term.parse(text));
  }

  @ParameterizedTest
  @CsvSource({"P1M,P1M", "P1Y2M3D,P1Y2M3D", "P2W,P14D", "PT36H,PT36H", "PT90M,PT1H30M", "P1DT12H,P1DT12H",
    "P0DT5S,PT5S", "P1DT0S,P1D"})
  void its_text_is_read_as_the_same_term(String text, String canonical) {
    assertEquals(canonical, term(text).toString());
    assertEquals(term(text), term(canonical));
  }

  @Test
  void what_ends_beyond_all_calendars_has_no_end() {
    assertThrows(DateTimeException.class, () -> term("P999999999Y").after(Instant.EPOCH));
    assertThrows(DateTimeException.class,
        () -> term("PT9223372036854775807S").after(Instant.parse("2026-01-01T00:00:00Z")));
  }

  private static Term term(String text) {
    return Term.parse(text).orElseThrow();
  }
}
