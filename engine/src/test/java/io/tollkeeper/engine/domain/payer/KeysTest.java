package io.tollkeeper.engine.domain.payer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import io.tollkeeper.engine.domain.Ids;

final class KeysTest {

  @Test
  void a_key_says_what_it_is_about() {
    assertEquals("cs_1", Keys.subject("stripe:cs_1:small"));
    assertEquals("in_1", Keys.subject(Keys.partOf(Keys.grant("in_1", "il_1"), "small")));
    assertEquals("in_1", Keys.subject(Keys.reverse(Keys.grant("in_1", "il_1"))));
    assertEquals("sub_1", Keys.subject(Keys.subscription("sub_1")));
  }

  @Test
  void a_part_of_a_grant_is_not_the_grant_of_another_line() {
    assertTrue(Keys.isOf("stripe:in_1:il_1", "stripe:in_1:il_1"));
    assertTrue(Keys.isOf("stripe:in_1:il_1", "stripe:in_1:il_1:small"));
    assertFalse(Keys.isOf("stripe:in_1:il_1", "stripe:in_1:il_12"));
  }

  @Test
  void a_key_that_would_be_too_long_for_an_id_is_shortened() {
    var session = "cs_" + "a".repeat(60);
    var first = Keys.grant(session, "p".repeat(64));
    assertEquals(first, Keys.grant(session, "p".repeat(64)));
    assertTrue(first.length() <= Ids.MAX_ID && Ids.isId(first));
    assertFalse(first.equals(Keys.grant(session, "p".repeat(63) + "q")));
    assertEquals(session, Keys.subject(first));
  }
}
