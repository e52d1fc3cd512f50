package io.tollkeeper.config.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.Set;

import org.junit.jupiter.api.Test;

final class LoadOptionsTest {

  @Test
  void without_words_it_is_the_standard_report() {
    assertEquals(LoadOptions.STANDARD, LoadOptions.take(LoadOptions.words("")));
  }

  @Test
  void words_change_it_in_one_argument_or_in_many() {
    var expected =
        new LoadOptions(50, 8, Duration.ofSeconds(1), Duration.ofSeconds(2), 4, Set.of(LoadOptions.Work.HOT));
    assertEquals(expected,
        LoadOptions.take(LoadOptions.words("customers=50 connections=8  warmup=1", "seconds=2 rounds=4 only=hot")));
  }

  @Test
  void what_it_does_not_know_it_names() {
    assertEquals("there is no option colour; options are " + LoadOptions.USAGE, refusal("colour=red"));
    assertEquals("'rounds' is not name=value; options are " + LoadOptions.USAGE, refusal("rounds"));
    assertEquals("rounds is 'many'; it must be a number up to 100", refusal("rounds=many"));
    assertEquals("only is 'spread,cold'; it may name spread, hot and authorize", refusal("only=spread,cold"));
  }

  private static String refusal(String text) {
    return String.valueOf(assertThrows(IllegalArgumentException.class, () -> {
      var words = LoadOptions.words(text);
      LoadOptions.take(words);
      LoadOptions.end(words);
    }).getMessage());
  }
}
