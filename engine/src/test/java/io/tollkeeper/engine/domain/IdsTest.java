package io.tollkeeper.engine.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdsTest {

  private static final String LOWER = "abcdefghijklmnopqrstuvwxyz";
  private static final String DIGITS = "0123456789";

  @Test
  void an_id_has_letters_digits_and_five_signs() {
    assertEquals(sorted("ABCDEFGHIJKLMNOPQRSTUVWXYZ" + LOWER + DIGITS + "_.:@-"), accepted(Ids::isId));
  }

  @Test
  void a_key_has_lower_case_letters_digits_and_three_signs() {
    assertEquals(sorted(LOWER + DIGITS + "_.-"), accepted(Ids::isKey));
  }

  @Test
  void a_tenant_has_lower_case_letters_digits_and_hyphens() {
    assertEquals(sorted(LOWER + DIGITS + "-"), accepted(Ids::isTenant));
  }

  @Test
  void names_have_a_longest_length_and_are_not_empty() {
    assertTrue(Ids.isId("a".repeat(128)));
    assertFalse(Ids.isId("a".repeat(129)));
    assertTrue(Ids.isKey("a".repeat(64)));
    assertFalse(Ids.isKey("a".repeat(65)));
    assertTrue(Ids.isTenant("a".repeat(32)));
    assertFalse(Ids.isTenant("a".repeat(33)));
    assertFalse(Ids.isId("") || Ids.isKey("") || Ids.isTenant(""));
  }

  @ParameterizedTest
  @ValueSource(strings = {".", ".."})
  void what_a_path_would_swallow_is_no_id(String id) {
    assertFalse(Ids.isId(id));
    assertTrue(Ids.isId(id + 'a'));
    assertTrue(Ids.isId("..."));
  }

  @ParameterizedTest
  @ValueSource(strings = {"stripe:1", "plan:", "tk:adjustment:a"})
  void the_engine_keeps_some_beginnings_for_itself(String id) {
    assertTrue(Ids.isReserved(id));
    assertTrue(Ids.isId(id));
    assertFalse(Ids.isReserved('x' + id));
  }

  @Test
  void other_beginnings_are_free() {
    assertFalse(
        Ids.isReserved("stripe") || Ids.isReserved("Stripe:1") || Ids.isReserved("tk") || Ids.isReserved("planet:1"));
  }

  /** Which of the first characters of Unicode a name may have. */
  private static String accepted(Predicate<String> rule) {
    return IntStream.range(0, 0x3000).filter(c -> rule.test("a" + (char) c)).mapToObj(Character::toString)
        .collect(Collectors.joining());
  }

  private static String sorted(String characters) {
    return characters.chars().sorted().mapToObj(Character::toString).collect(Collectors.joining());
  }
}
