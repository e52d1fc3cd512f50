package io.tollkeeper.http.read;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.tollkeeper.engine.domain.Credits;
import io.tollkeeper.http.problem.Malformed;

/** Reads the query of a request, as strictly as {@link Fields} reads a body: what nobody asks for and what is there twice is refused. */
public final class Parameters {

  private static final int MAX_DIGITS = 18;

  private final Map<String, List<String>> given;
  private final Set<String> known = new HashSet<>();

  /** The parameters of a query, each with the values that were given for it. */
  public Parameters(Map<String, List<String>> given) {
    this.given = given;
  }

  /** Refuses every parameter that has not been taken. */
  public void end() {
    for (var name : given.keySet())
      if (!known.contains(name)) throw Malformed.request(Pointer.to("", name), "there is no such query parameter here");
  }

  /** A parameter as it was given. */
  public Optional<String> text(String name) {
    known.add(name);
    var values = given.getOrDefault(name, List.of());
    if (values.size() > 1) throw Malformed.request(Pointer.to("", name), "the query has this parameter more than once");
    return values.stream().findFirst();
  }

  /** An id of something that exists, if it does. */
  public Optional<String> id(String name) {
    return text(name).map(text -> RequestIds.existing(text, Pointer.to("", name)));
  }

  /** A key of the catalogue. */
  public Optional<String> key(String name) {
    return text(name).map(text -> RequestIds.key(text, Pointer.to("", name)));
  }

  /** One of these words, for what it stands for. */
  public <T> Optional<T> word(String name, Map<String, T> words) {
    return text(name).map(text -> {
      var meant = words.get(text);
      if (meant != null) return meant;
      throw Malformed.request(Pointer.to("", name),
          "this must be one of " + String.join(", ", words.keySet().stream().sorted().toList()));
    });
  }

  /** A time. */
  public Optional<Instant> time(String name) {
    return text(name).map(text -> Times.time(text, Pointer.to("", name)));
  }

  /** A whole number. */
  public OptionalLong wholeNumber(String name, long min, long max) {
    var text = text(name);
    return text.isEmpty() ? OptionalLong.empty() : OptionalLong.of(wholeNumber(text.get(), name, min, max));
  }

  /** The whole number that a part of a path or a query is. */
  public static long wholeNumber(String text, String name, long min, long max) {
    return whole(text, min, max).orElseThrow(
        () -> Malformed.request(Pointer.to("", name), "this must be a whole number from " + min + " to " + max));
  }

  /** How many, of something that is counted and paid for. */
  OptionalLong quantity(String name, long min, long max) {
    var text = text(name);
    if (text.isEmpty()) return OptionalLong.empty();
    return OptionalLong.of(whole(text.get(), min, max).orElseThrow(
        () -> Malformed.amount(Pointer.to("", name), "this must be a whole number from " + min + " to " + max)));
  }

  /** An amount of credits, more than 0. */
  Optional<Credits> credits(String name) {
    return text(name).map(text -> Amounts.positive(TextNode.valueOf(text), Pointer.to("", name)));
  }

  /** An object, written as JSON. */
  Optional<ObjectNode> object(String name) {
    return text(name).map(text -> {
      try {
        return Json.object(text.getBytes(StandardCharsets.UTF_8));
      } catch (Malformed _) {
        // Its words and its pointer are about a body.
        throw Malformed.request(Pointer.to("", name), "this must be an object in JSON");
      }
    });
  }

  /** What must be given. */
  public <T> T required(String name, Optional<T> value) {
    return value.orElseThrow(() -> Malformed.request(Pointer.to("", name), "this query parameter is required"));
  }

  /** The whole number that this text is, if it is one in these bounds. */
  static OptionalLong whole(String text, long min, long max) {
    if (text.isEmpty() || text.length() > MAX_DIGITS || !text.chars().allMatch(c -> c >= '0' && c <= '9'))
      return OptionalLong.empty();
    var number = Long.parseLong(text);
    return number >= min && number <= max ? OptionalLong.of(number) : OptionalLong.empty();
  }
}
