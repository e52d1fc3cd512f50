package io.tollkeeper.engine.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CreditsTest {

  private static final Credits LARGEST = new Credits(Long.MAX_VALUE);

  @ParameterizedTest
  @CsvSource({"0,0", "1,1000000", "1.5,1500000", "0.000001,1", "1.500000000,1500000", "1E+3,1000000000",
    "9223372036854.775807,9223372036854775807"})
  void a_decimal_number_is_kept_to_the_micro_credit(String decimal, long micros) {
    assertEquals(new Credits(micros), Credits.of(new BigDecimal(decimal)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0000001", "1.1234567", "9223372036854.775808", "1E+40"})
  void what_cannot_be_kept_exactly_is_not_kept_at_all(String decimal) {
    assertThrows(ArithmeticException.class, () -> Credits.of(new BigDecimal(decimal)));
  }

  @Test
  void an_amount_is_never_negative() {
    assertThrows(IllegalArgumentException.class, () -> new Credits(-1));
    assertThrows(IllegalArgumentException.class, () -> Credits.of(new BigDecimal("-0.000001")));
    assertThrows(IllegalArgumentException.class, () -> new Credits(1).minus(new Credits(2)));
  }

  @Test
  void signed_micros_may_be_negative() {
    assertEquals(-1_500_000, Credits.microsOf(new BigDecimal("-1.5")));
    assertEquals(Long.MIN_VALUE, Credits.microsOf(new BigDecimal("-9223372036854.775808")));
  }

  @Test
  void a_sum_that_cannot_be_represented_is_no_sum() {
    assertEquals(LARGEST, LARGEST.plus(Credits.ZERO));
    assertThrows(ArithmeticException.class, () -> LARGEST.plus(new Credits(1)));
    assertThrows(ArithmeticException.class, () -> LARGEST.plus(LARGEST));
  }

  @ParameterizedTest
  @CsvSource({"0,0", "1,0.000001", "-1,-0.000001", "1500000,1.5", "-1500000,-1.5", "10000000,10", "1234567,1.234567",
    "100000,0.1",
    "9223372036854775807,9223372036854.775807", "-9223372036854775808,-9223372036854.775808"})
  void the_text_is_plain_and_has_no_trailing_zeros(long micros, String text) {
    assertEquals(text, Credits.text(micros));
    assertEquals(micros, Credits.microsOf(new BigDecimal(text)));
  }

  @Test
  void amounts_are_ordered_by_size() {
    var small = new Credits(1);
    var large = new Credits(2);
    assertTrue(small.compareTo(large) < 0);
    assertEquals(small, small.min(large));
    assertEquals(small, large.min(small));
    assertEquals(new Credits(1), large.minus(small));
  }
}
