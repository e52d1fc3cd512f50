package io.tollkeeper.engine.domain.scenario;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.tollkeeper.engine.domain.Credits;
import io.tollkeeper.engine.domain.Draw;
import io.tollkeeper.engine.domain.Rate;
import io.tollkeeper.engine.domain.Term;

/** One line of a table, read word by word. What follows a {@code #} is a comment. */
final class Line {

  private final ArrayDeque<String> words = new ArrayDeque<>();

  Line(String text) {
    var comment = text.indexOf('#');
    for (var word : (comment < 0 ? text : text.substring(0, comment)).trim().split("\\s+", -1))
      if (!word.isEmpty()) words.add(word);
  }

  boolean hasMore() {
    return !words.isEmpty();
  }

  String word() {
    if (words.isEmpty()) throw new IllegalArgumentException("something is missing at the end of the line");
    return words.remove();
  }

  /** Takes the next word if it is this one. */
  boolean next(String word) {
    if (!isNext(word)) return false;
    words.remove();
    return true;
  }

  boolean isNext(String word) {
    return word.equals(words.peek());
  }

  /** Takes the next word if it names a value, such as {@code model=large}. */
  Optional<String[]> named() {
    return words.isEmpty() || !words.element().contains("=")
        ? Optional.empty()
        : Optional.of(words.remove().split("=", 2));
  }

  int number() {
    return Integer.parseInt(word());
  }

  Credits credits() {
    return Credits.of(new BigDecimal(word()));
  }

  long micros() {
    return Credits.microsOf(new BigDecimal(word()));
  }

  Rate rate() {
    return Rate.of(word());
  }

  Term term() {
    var text = word();
    return Term.parse(text).orElseThrow(() -> new IllegalArgumentException("no length of time: " + text));
  }

  /** A length of time such as {@code 15m} or {@code 24h}. */
  Duration duration() {
    return duration(word());
  }

  /** Names separated by commas; {@code none} for none. */
  List<String> names() {
    var text = word();
    return text.equals("none") ? List.of() : List.of(text.split(",", -1));
  }

  Set<String> keys() {
    return Set.copyOf(names());
  }

  /** Amounts by grant, such as {@code g1:60,g2:15}. */
  List<Draw> draws() {
    return names().stream().map(text -> {
      var colon = text.lastIndexOf(':');
      return new Draw(text.substring(0, colon), Credits.of(new BigDecimal(text.substring(colon + 1))));
    }).toList();
  }

  /** An instant, or a day for its beginning, or a distance from now such as {@code +30d} or {@code -1s}. */
  Instant time(Instant now) {
    var text = word();
    if (!text.startsWith("+") && !text.startsWith("-"))
      return Instant.parse(text.contains("T") ? text : text + "T00:00:00Z");
    var distance = duration(text.substring(1));
    return text.startsWith("+") ? now.plus(distance) : now.minus(distance);
  }

  private static Duration duration(String text) {
    var amount = Long.parseLong(text.substring(0, text.length() - 1));
    return switch (text.charAt(text.length() - 1)) {
      case 'd' -> Duration.ofDays(amount);
      case 'h' -> Duration.ofHours(amount);
      case 'm' -> Duration.ofMinutes(amount);
      case 's' -> Duration.ofSeconds(amount);
      case 'n' -> Duration.ofNanos(amount);
      default -> throw new IllegalArgumentException("no length of time: " + text);
    };
  }
}
